"""A pack that was taken in is replaced by a newer edition, or taken out of use; what was made of it stays as it is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sferum_docs.packs.difference import PackDifference, pack_difference
from sferum_docs.packs.reader import with_own_document
from sferum_docs.reading.faults import Fault, FaultsError
from sferum_docs.services.packs.choose import find_pack, instance_packs, shipped_packs
from sferum_docs.services.packs.exchange import read_its_sample, unpacked_pack
from sferum_docs.services.packs.kept.adopt import adopt_folders
from sferum_docs.services.packs.kept.archive import packed_folder
from sferum_docs.services.packs.kept.folders import edition_folder
from sferum_docs.services.packs.shelf import check_pack
from sferum_docs.store.audit import record_event
from sferum_docs.store.database import writing
from sferum_docs.store.documents import templates
from sferum_docs.store.packs.taken_in import find_pack_of, is_pack_used, packs_of, put_pack, remove_pack_of

if TYPE_CHECKING:
    from sferum_docs.packs.model import Pack
    from sferum_docs.store.audit import Actor
    from sferum_docs.store.packs.taken_in import TakenPack


@dataclass(frozen=True)
class TakenIn:
    """A pack that was taken in; none where it has faults."""

    id: str
    title: str
    pack: Pack | None
    faults: tuple[Fault, ...]
    is_used: bool  # a school works or worked by it, or something was made of it


@dataclass(frozen=True)
class Replacement:
    """What a newer edition would change; documents that the school added and that fit it no more."""

    pack: str
    title: str
    difference: PackDifference | None  # None: the edition in place has faults, and nothing can be compared with it
    unfit: tuple[str, ...]


def taken_in(owner: int) -> tuple[TakenIn, ...]:
    """The packs that a body took in itself; what was laid into the folder by hand is taken in first."""
    adopt_folders(instance_packs())
    return tuple(_taken_in(owner, taken) for taken in packs_of(owner) if taken.pack not in shipped_packs())


def _taken_in(owner: int, taken: TakenPack) -> TakenIn:
    pack, faults = _in_place(taken)
    return TakenIn(taken.pack, taken.title, pack, faults, is_pack_used(owner, taken.pack))


def _in_place(taken: TakenPack) -> tuple[Pack | None, tuple[Fault, ...]]:
    """The edition of a body itself: it may work by another pack of that name, which its office gave."""
    place = instance_packs()
    if place is None:
        return None, (Fault("pack_without_place"),)
    try:
        return check_pack(edition_folder(place, taken)), ()
    except FaultsError as error:
        return None, error.faults


def id_of_file(data: bytes) -> str:
    """Which pack a file holds. FaultsError when it is no sound pack."""
    with unpacked_pack(data) as pack:
        return pack.id


def edition_mark(owner: int, name: str) -> str:
    """Which edition a body has: it says whether somebody has replaced it meanwhile."""
    taken = find_pack_of(owner, name)
    return f"{taken.edition} {taken.sha256}" if taken else ""


def replacement(owner: int, data: bytes) -> Replacement:
    """What a file changes in the pack of its id. FaultsError: it is no sound pack, or the body has none of its id."""
    with unpacked_pack(data) as pack:
        records = templates.own_documents(owner, pack.id)
        unfit = tuple(str(record["id"]) for record in records if with_own_document(pack, record)[1])
        return Replacement(pack.id, pack.title, _difference(owner, pack), unfit)


def replace_pack(owner: int, data: bytes, by: Actor) -> Pack:
    """Puts a newer edition in the place of the pack of its id. FaultsError as `replacement`."""
    with unpacked_pack(data) as pack:
        found = _difference(owner, pack)
        read_its_sample(pack)
        details: dict[str, Any] = {"pack": pack.id}
        if found is not None:
            details |= {"count": len(found.clauses), "documents": [change.id for change in found.documents]}
        content = packed_folder(pack.folder)
        with writing() as session:
            _own(owner, pack.id)
            record_event(session, owner, by, "pack.replaced", pack.title, **details)
            put_pack(session, owner, pack.id, pack.title, content, by)
        return find_pack(pack.id, owner)


def _own(owner: int, name: str) -> TakenPack:
    taken = find_pack_of(owner, name)
    if taken is None or name in shipped_packs():
        raise FaultsError([Fault("pack_not_taken_in", "file", {"text": name})])
    return taken


def _difference(owner: int, pack: Pack) -> PackDifference | None:
    """What differs from the edition in place; None when that one has faults."""
    adopt_folders(instance_packs())
    before, _faults = _in_place(_own(owner, pack.id))
    return pack_difference(before, pack) if before is not None else None


def remove_pack(owner: int, name: str, by: Actor) -> None:
    """Takes away a pack of a body that nobody ever used. FaultsError: it is shipped, another's, used, or not there."""
    with writing() as session:
        taken = _own(owner, name)
        if is_pack_used(owner, name):
            raise FaultsError([Fault("pack_used", values={"text": name})])
        remove_pack_of(session, owner, name)
        record_event(session, owner, by, "pack.removed", taken.title, pack=name)
