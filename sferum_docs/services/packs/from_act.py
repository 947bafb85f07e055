"""A pack made of an act: written whole or not at all, known at once; the same act again is a newer edition of it."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING

from sferum_docs.acts_reader.directive import to_directive
from sferum_docs.directives.weekdays import working_from
from sferum_docs.documents.of_act.latin import latin
from sferum_docs.documents.of_act.make import common_documents, pack_files
from sferum_docs.reading.faults import Fault, FaultsError
from sferum_docs.services.packs.acts import latest_day
from sferum_docs.services.packs.choose import PACKS, find_pack, instance_packs, known_packs, shipped_packs
from sferum_docs.services.packs.editions import replace_pack
from sferum_docs.services.packs.exchange import EPOCH, import_pack
from sferum_docs.store.audit import record_event
from sferum_docs.store.database import writing
from sferum_docs.store.oversight import main_body_id

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from sferum_docs.acts_reader.model import ActDraft
    from sferum_docs.directives.model import Directive
    from sferum_docs.store.audit import Actor

_LONGEST_PART = 20  # letters of the kind and of the number
_MOST_ALIKE = 100  # acts of one kind, number and day by different issuers


def pack_from_draft(draft: ActDraft, by: Actor, *, today: date) -> str:
    """Makes the pack of a reviewed act; gives its id. FaultsError holds all that keeps it from being made."""
    directive = to_directive(draft)
    if directive.date > latest_day(today):
        raise FaultsError([Fault("draft_ahead", "date", {"text": f"{directive.date:%d.%m.%Y}"})])
    place = instance_packs()
    if place is None:
        raise FaultsError([Fault("pack_without_place")])
    known = made_before(directive)
    pack_id = known or _free_id(directive)
    day = working_from(max(today, directive.date), ())
    files = pack_files(pack_id, directive, common_documents(PACKS), day)
    school_id = main_body_id()
    if known and school_id is not None:
        replace_pack(school_id, _packed(files), place.parent, by)
        return known
    pack = import_pack(_packed(files), place.parent)
    with writing() as session:
        record_event(session, school_id, by, "pack.made", pack.title, pack=pack.id, count=len(directive.by_path))
    return pack.id


def made_before(directive: Directive) -> str:
    """The pack that was made of this act before; empty when there is none."""
    for name in _names(directive):
        if name not in known_packs():
            return ""
        if name not in shipped_packs() and _is_same(name, directive):
            return name
    return ""


def _is_same(name: str, directive: Directive) -> bool:
    try:
        known = find_pack(name).directive
    except FaultsError:
        return False
    return all(
        str(getattr(known, key)).casefold() == str(getattr(directive, key)).casefold()
        for key in ("kind", "number", "date", "issuer")
    )


def _free_id(directive: Directive) -> str:
    return next(name for name in _names(directive) if name not in known_packs())


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


def _packed(files: Mapping[str, bytes]) -> bytes:
    """The files as one: a pack made here goes through the same gates as one that is brought."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(zipfile.ZipInfo(name, EPOCH), content, zipfile.ZIP_DEFLATED)
    return target.getvalue()
