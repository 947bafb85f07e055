"""The packs of this installation: those that came with the program, and those that were taken in here."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from sferum_docs.reading.faults import Fault, FaultsError
from sferum_docs.services.packs import shelf
from sferum_docs.services.packs.shelf import PACK_ID, PackShelf, check_pack, folders_of, is_pack, succeeded_pack

if TYPE_CHECKING:
    from collections.abc import Callable

    from sferum_docs.packs.model import Pack

__all__ = ["PACKS", "check_pack", "find_pack", "known_packs", "look_also_in"]

PACKS = Path(__file__).resolve().parents[3] / "doc_templates"
TAKEN_IN = "packs"  # the folder of an instance that holds packs taken in there
_SHELF = PackShelf()
_places: list[Path] = []  # of this process: it serves one installation


def look_also_in(instance: Path | None) -> None:
    """Names the instance folder whose packs are known beside the shipped ones; None: there is none."""
    _places[:] = [] if instance is None else [instance / TAKEN_IN]


def instance_packs() -> Path | None:
    """Where the packs taken in here lie; None: this process has no instance."""
    return next(iter(_places), None)


def pack_folders() -> dict[str, Path]:
    """Name → folder of each pack; one that was taken in never stands before a shipped one of its name."""
    return folders_of((PACKS, *_places))


def known_packs() -> tuple[str, ...]:
    """The names of the packs."""
    return tuple(pack_folders())


def usual_pack() -> str:
    """The pack that is meant when none is named: the only one that succeeds none of the others; empty: choose."""
    folders = pack_folders()
    begun = [name for name, folder in folders.items() if succeeded_pack(folder) not in folders]
    return begun[0] if len(begun) == 1 else ""


def shipped_packs() -> tuple[str, ...]:
    """The names of the packs that came with the program."""
    return tuple(folders_of((PACKS,)))


def find_pack(name: str) -> Pack:
    """The pack of this name as it lies there now. FaultsError when there is none or it has faults."""
    return _found(name, _SHELF.pack)


def described_pack(name: str) -> Pack:
    """The pack of this name by its description, for whoever wants none of its templates. FaultsError as `find_pack`."""
    return _found(name, shelf.described_pack)


def all_described() -> tuple[Pack, ...]:
    """Every pack with a sound description, as `described_pack`."""
    found = []
    for name in known_packs():
        with suppress(FaultsError):
            found.append(described_pack(name))
    return tuple(found)


def _found(name: str, read: Callable[[Path], Pack]) -> Pack:
    places = (PACKS, *_places) if PACK_ID.fullmatch(name) else ()
    folder = next((place / name for place in places if is_pack(place / name)), None)
    try:
        if folder is not None:
            return read(folder)
    except OSError:  # it has gone in this very moment
        pass
    raise FaultsError([Fault("pack_missing", values={"text": name, "known": ", ".join(known_packs())})])


def pack_or_faults(name: str) -> tuple[Pack | None, tuple[Fault, ...]]:
    """The pack of this name, or why there is none: for lists, where the faults of one hide no other."""
    try:
        return find_pack(name), ()
    except FaultsError as error:
        return None, error.faults


def find_anew(folder: Path) -> Pack:
    """The pack of a folder in which something was put just now; other processes see it within a second."""
    _SHELF.forget(folder)
    return find_pack(folder.name)


def sound_packs() -> tuple[Pack, ...]:
    """Every pack without faults; those of the others are told where packs are looked after."""
    return tuple(pack for name in known_packs() if (pack := pack_or_faults(name)[0]) is not None)
