"""A pack made of an act: written whole or not at all, known at once; the same act again is a newer edition of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sferum_docs.acts_reader.directive import to_directive
from sferum_docs.directives.weekdays import working_from
from sferum_docs.documents.of_act.latin import latin
from sferum_docs.documents.of_act.make import common_documents, pack_files
from sferum_docs.reading.faults import Fault, FaultsError
from sferum_docs.services.packs.acts import latest_day
from sferum_docs.services.packs.choose import PACKS, find_pack, instance_packs, known_packs, shipped_packs
from sferum_docs.services.packs.editions import replace_pack
from sferum_docs.services.packs.exchange import keep_new, unpacked_pack
from sferum_docs.services.packs.kept.archive import packed
from sferum_docs.store.packs.taken_in import packs_of

if TYPE_CHECKING:
    from datetime import date

    from sferum_docs.acts_reader.model import ActDraft
    from sferum_docs.directives.model import Directive
    from sferum_docs.store.audit import Actor

_LONGEST_PART = 20  # letters of the kind and of the number
_MOST_ALIKE = 100  # acts of one kind, number and day by different issuers


def pack_from_draft(owner: int, draft: ActDraft, by: Actor, *, today: date) -> str:
    """Makes the pack of a reviewed act for a body; gives its id. FaultsError holds all that hinders it."""
    directive = to_directive(draft)
    if directive.date > latest_day(today):
        raise FaultsError([Fault("draft_ahead", "date", {"text": f"{directive.date:%d.%m.%Y}"})])
    if instance_packs() is None:
        raise FaultsError([Fault("pack_without_place")])
    known = made_before(directive, owner)
    pack_id = known or _free_id(directive, owner)
    day = working_from(max(today, directive.date), ())
    content = packed(pack_files(pack_id, directive, common_documents(PACKS), day))
    if known:
        replace_pack(owner, content, by)
        return known
    with unpacked_pack(content) as pack:  # a pack made here goes through the same gates as one that is brought
        return keep_new(owner, pack, "pack.made", by, count=len(directive.by_path)).id


def made_before(directive: Directive, owner: int) -> str:
    """The pack that a body made of this act before; empty when there is none."""
    own = {taken.pack for taken in packs_of(owner)} - {*shipped_packs()}
    known = known_packs(owner)
    for name in _names(directive):
        if name not in known:
            return ""
        if name in own and _is_same(name, directive, owner):
            return name
    return ""


def _is_same(name: str, directive: Directive, owner: int) -> bool:
    try:
        known = find_pack(name, owner).directive
    except FaultsError:
        return False
    return all(
        str(getattr(known, key)).casefold() == str(getattr(directive, key)).casefold()
        for key in ("kind", "number", "date", "issuer")
    )


def _free_id(directive: Directive, owner: int) -> str:
    known = known_packs(owner)
    return next(name for name in _names(directive) if name not in known)


def _names(directive: Directive) -> tuple[str, ...]:
    """The ids that a pack of this act may have, the plainest first.

    >>> from datetime import date
    >>> from sferum_docs.directives.model import Directive
    >>> _names(Directive("ПРИКАЗ", "02-14/387", date(2026, 3, 16), "", (), ()))[:2]
    ('prikaz-02-14-387-2026-03-16', 'prikaz-02-14-387-2026-03-16-2')
    """
    parts = (
        *(latin(words, _LONGEST_PART) for words in (directive.kind, directive.number)),
        f"{directive.date:%Y-%m-%d}",
    )
    plain = "-".join(filter(None, parts))
    return (plain, *(f"{plain}-{number}" for number in range(2, _MOST_ALIKE)))
