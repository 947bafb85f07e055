"""Where the files of documents lie, and their way from the database into a folder and back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sferum_docs.reading.faults import Fault, FaultsError
from sferum_docs.store.documents import file_moves, files

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

    from sferum_docs.store.documents.file_moves import Counts

EVERY = 100  # files, after which it is told how far the moving has come


@dataclass(frozen=True, slots=True)
class Moved:
    """How many files were moved, and how many stay where they are because they are lost or changed."""

    moved: int
    unsound: int


def counts() -> Counts:
    """How many files lie where."""
    return file_moves.count_files()


def folder() -> Path | None:
    """The folder of the setting; None: new files go into the database."""
    found = files.folder_for_new()
    return None if found is None else found.path


def to_folder(tell: Callable[[int], None]) -> Moved:
    """Moves all files into the folder of the setting; called again, it goes on. FaultsError without such a folder."""
    found = files.folder_for_new()
    if found is None:
        raise FaultsError([Fault("files_unnamed")])
    return _moved(file_moves.move_out(found), tell)


def to_database(tell: Callable[[int], None]) -> Moved:
    """Moves all files into the database; called again, it goes on."""
    return _moved(file_moves.move_in(), tell)


def sweep_out() -> int:
    """Takes away what belongs to no document and is older than a day; gives how many."""
    return file_moves.sweep_out()


def _moved(each: Iterable[bool], tell: Callable[[int], None]) -> Moved:
    done = {True: 0, False: 0}
    for sound in each:
        done[sound] += 1
        if not sum(done.values()) % EVERY:
            tell(sum(done.values()))
    return Moved(done[True], done[False])
