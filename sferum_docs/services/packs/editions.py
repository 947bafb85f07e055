"""A pack that was taken in is replaced by a newer edition, or taken out of use; what was made of it stays as it is."""

from __future__ import annotations

import hashlib
import shutil
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sferum_docs.packs.difference import PackDifference, pack_difference
from sferum_docs.packs.reader import with_own_document
from sferum_docs.reading.faults import Fault, FaultsError
from sferum_docs.services.packet.school_file import SAMPLE_FILE, read_sample
from sferum_docs.services.packs.choose import TAKEN_IN, find_anew, find_pack, pack_or_faults, shipped_packs
from sferum_docs.services.packs.exchange import ASIDE, unpacked_pack
from sferum_docs.services.packs.shelf import PACK_ID, folders_of
from sferum_docs.store.assignments import is_pack_used
from sferum_docs.store.audit import record_event
from sferum_docs.store.database import writing
from sferum_docs.store.documents import templates

if TYPE_CHECKING:
    from pathlib import Path

    from sferum_docs.packs.model import Pack
    from sferum_docs.store.audit import Actor


@dataclass(frozen=True)
class TakenIn:
    """A pack that was taken in; none where it has faults."""

    id: str
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


def taken_in(instance: Path) -> tuple[TakenIn, ...]:
    """The packs that were taken in here."""
    names = [name for name in folders_of((instance / TAKEN_IN,)) if name not in shipped_packs()]
    return tuple(TakenIn(name, *pack_or_faults(name), is_pack_used(name)) for name in names)


def id_of_file(data: bytes) -> str:
    """Which pack a file holds. FaultsError when it is no sound pack."""
    with unpacked_pack(data) as pack:
        return pack.id


def edition_mark(instance: Path, name: str) -> str:
    """What lies in the folder of a pack, in short: it says whether somebody has replaced it meanwhile."""
    if PACK_ID.fullmatch(name) is None:  # of an address: it may be anything
        return ""
    folder = instance / TAKEN_IN / name
    sums = [hashlib.sha256(path.read_bytes()).hexdigest() for path in sorted(folder.glob("*")) if path.is_file()]
    return hashlib.sha256("".join(sums).encode()).hexdigest()


def replacement(school_id: int, data: bytes, instance: Path) -> Replacement:
    """What a file changes in the pack of its id. FaultsError: it is no sound pack, or none of its id was taken in."""
    with unpacked_pack(data) as pack:
        records = templates.own_documents(school_id, pack.id)
        unfit = tuple(str(record["id"]) for record in records if with_own_document(pack, record)[1])
        return Replacement(pack.id, pack.title, _difference(pack, instance), unfit)


def replace_pack(school_id: int, data: bytes, instance: Path, by: Actor) -> Pack:
    """Puts a newer edition in the place of the pack of its id. FaultsError as `replacement`."""
    place = instance / TAKEN_IN
    with unpacked_pack(data, place) as pack:
        found = _difference(pack, instance)
        if (pack.folder / SAMPLE_FILE).is_file():
            read_sample(pack)
        details: dict[str, Any] = {"pack": pack.id}
        if found is not None:
            details |= {"count": len(found.clauses), "documents": [change.id for change in found.documents]}
        with writing() as session:
            record_event(session, school_id, by, "pack.replaced", pack.title, **details)
            _put_in_place(pack.folder, place / pack.id)
        return find_anew(place / pack.id)


def _put_in_place(new: Path, place: Path) -> None:
    """Both renames are within one folder: nothing is half copied, and the former edition comes back on an error."""
    former = new.with_name("former")
    place.rename(former)
    try:
        new.rename(place)
    except OSError:
        former.rename(place)
        raise


def _difference(pack: Pack, instance: Path) -> PackDifference | None:
    """What differs from the edition in place; None when that one has faults."""
    if pack.id in shipped_packs() or not (instance / TAKEN_IN / pack.id).is_dir():
        raise FaultsError([Fault("pack_not_taken_in", "file", {"text": pack.id})])
    try:
        return pack_difference(find_pack(pack.id), pack)
    except FaultsError:
        return None


def remove_pack(school_id: int, name: str, instance: Path, by: Actor) -> None:
    """Takes away a pack that no school ever used. FaultsError: it is shipped, used, or not there."""
    folder = folders_of((instance / TAKEN_IN,)).get(name)
    if folder is None or name in shipped_packs():
        raise FaultsError([Fault("pack_not_taken_in", values={"text": name})])
    with writing() as session:
        if is_pack_used(name):
            raise FaultsError([Fault("pack_used", values={"text": name})])
        aside = folder.with_name(f"{ASIDE}{name}")
        folder.rename(aside)
        record_event(session, school_id, by, "pack.removed", name, pack=name)
    shutil.rmtree(aside, ignore_errors=True)
