"""Which packs a body knows beside the shipped ones, and where each lies on this machine."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sferum_docs.services.packs.kept.folders import edition_folder
from sferum_docs.store import snapshot
from sferum_docs.store.migrate import is_behind
from sferum_docs.store.oversight import main_body_id
from sferum_docs.store.packs.taken_in import packs_known_to, sees_folder_of_before
from sferum_docs.store.troubles import DatabaseError

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path


def names_known_to(school_id: int, lying: Iterable[str]) -> set[str]:
    """The names of the packs taken in that a body knows; `lying`: those that lie in the folder of before."""
    return {*packs_known_to(school_id), *(name for name in lying if sees_folder_of_before(school_id, name))}


def place_known_to(school_id: int, name: str, place: Path) -> tuple[Path, int | None] | None:
    """The folder of a pack taken in that a body knows, and whose it is; None of the folder of before: nobody's yet."""
    taken = packs_known_to(school_id).get(name)
    if taken is not None:
        return edition_folder(place, taken), taken.owner
    return (place / name, None) if sees_folder_of_before(school_id, name) else None


def body_of_commands() -> int | None:
    """The body whose packs a command knows: the first one, where there is a database of this version that tells."""
    try:
        return main_body_id() if snapshot.is_there() and snapshot.is_made() and not is_behind() else None
    except DatabaseError:
        return None
