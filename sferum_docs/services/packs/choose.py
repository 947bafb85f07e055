"""The packs that a body knows: those that came with the program, and those that it or an office above it took in."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from sferum_docs.reading.faults import Fault, FaultsError
from sferum_docs.services.packs import shelf
from sferum_docs.services.packs.shelf import (
    PACK_ID,
    PackShelf,
    check_pack,
    folders_of,
    is_pack,
    succeeded_pack,
    unpacked_editions,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from sferum_docs.packs.model import Pack

__all__ = ["PACKS", "check_pack", "find_pack", "known_packs", "look_also_in"]

PACKS = Path(__file__).resolve().parents[3] / "doc_templates"
TAKEN_IN = "packs"  # the folder of an instance that holds packs taken in there
_SHELF = PackShelf()
_places: list[Path] = []  # of this process: it serves one installation


@dataclass(frozen=True, slots=True)
class PackPlace:
    """Where a pack lies, and whose it is; None: it came with the program, or nobody has taken it in yet."""

    folder: Path
    owner: int | None = None


def look_also_in(instance: Path | None, *, unpacked: bool = False) -> None:
    """Names the instance folder whose packs are known beside the shipped ones; None: there is none.

    `unpacked`: where no database is asked, what lies unpacked on this machine is known, whosever it is.
    """
    _places[:] = [] if instance is None else [instance / TAKEN_IN]
    if unpacked and instance is not None:
        _places.extend(unpacked_editions(instance / TAKEN_IN))


def instance_packs() -> Path | None:
    """Where packs are unpacked on this machine; None: this process has no instance."""
    return next(iter(_places), None)


def known_packs(school_id: int | None = None) -> tuple[str, ...]:
    """The names of the packs that a body knows; without one, of those that are no body's."""
    shipped, lying = folders_of((PACKS,)), folders_of(_places)
    if school_id is None or not _places:
        return tuple(sorted({*shipped, *lying}))
    from sferum_docs.services.packs.kept.lookup import names_known_to  # noqa: PLC0415  few commands ask a database

    return tuple(sorted({*shipped, *names_known_to(school_id, lying)}))


def pack_place(name: str, school_id: int | None = None) -> PackPlace | None:
    """Where the pack of this name lies that a body knows. FaultsError when it cannot be unpacked.

    One that was taken in never stands before a shipped one of its name.
    """
    if not PACK_ID.fullmatch(name):
        return None
    place = instance_packs()
    if is_pack(PACKS / name) or place is None:
        return PackPlace(PACKS / name) if is_pack(PACKS / name) else None
    if school_id is None:
        lying = folders_of(_places).get(name)
        return PackPlace(lying) if lying else None
    from sferum_docs.services.packs.kept.lookup import place_known_to  # noqa: PLC0415  as above

    found = place_known_to(school_id, name, place)
    return PackPlace(*found) if found and is_pack(found[0]) else None


def owner_of(name: str, school_id: int) -> int | None:
    """Whose pack of this name it is that a body knows."""
    found = pack_place(name, school_id)
    return found.owner if found else None


def pack_folders(school_id: int | None = None) -> dict[str, Path]:
    """Name → folder of each pack that a body knows; one that cannot be unpacked is left out."""
    found: dict[str, Path] = {}
    for name in known_packs(school_id):
        with suppress(FaultsError):
            place = pack_place(name, school_id)
            found |= {name: place.folder} if place else {}
    return found


def usual_pack(school_id: int | None = None) -> str:
    """The pack that is meant when none is named: the only one that succeeds none of the others; empty: choose."""
    folders = pack_folders(school_id)
    begun = [name for name, folder in folders.items() if succeeded_pack(folder) not in folders]
    return begun[0] if len(begun) == 1 else ""


def shipped_packs() -> tuple[str, ...]:
    """The names of the packs that came with the program."""
    return tuple(folders_of((PACKS,)))


def find_pack(name: str, school_id: int | None = None) -> Pack:
    """The pack of this name that a body knows, as it is now; without a body, of those that are nobody's.

    FaultsError when there is none or it has faults.
    """
    return _found(name, school_id, _SHELF.pack)


def described_pack(name: str, school_id: int | None = None) -> Pack:
    """The pack of this name by its description, for whoever wants none of its templates. FaultsError as `find_pack`."""
    return _found(name, school_id, shelf.described_pack)


def all_described(school_id: int | None = None) -> tuple[Pack, ...]:
    """Every pack with a sound description, as `described_pack`."""
    found = []
    for name in known_packs(school_id):
        with suppress(FaultsError):
            found.append(described_pack(name, school_id))
    return tuple(found)


def _found(name: str, school_id: int | None, read: Callable[[Path], Pack]) -> Pack:
    for _again in range(2):  # it may go in this very moment: then it is unpacked anew
        place = pack_place(name, school_id)
        with suppress(OSError):
            if place is not None:
                return read(place.folder)
    raise FaultsError([Fault("pack_missing", values={"text": name, "known": ", ".join(known_packs(school_id))})])


def pack_or_faults(name: str, school_id: int | None = None) -> tuple[Pack | None, tuple[Fault, ...]]:
    """The pack of this name, or why there is none: for lists, where the faults of one hide no other."""
    try:
        return find_pack(name, school_id), ()
    except FaultsError as error:
        return None, error.faults


def sound_packs(school_id: int | None = None) -> tuple[Pack, ...]:
    """Every pack of a body without faults; those of the others are told where packs are looked after."""
    found = (pack_or_faults(name, school_id)[0] for name in known_packs(school_id))
    return tuple(pack for pack in found if pack is not None)
