"""Packs of the time when only their folders were kept: they come into the database, and are the first body's."""

from __future__ import annotations

from contextlib import suppress
from datetime import UTC, datetime
from functools import partial
from typing import TYPE_CHECKING

from sferum_docs.packs.reader import PACK_FILE, read_toml
from sferum_docs.reading.faults import FaultsError
from sferum_docs.services.packs.kept.archive import members_of, packed_folder
from sferum_docs.services.packs.shelf import folders_of
from sferum_docs.store.audit import Actor, record_event
from sferum_docs.store.database import after_undone, writing
from sferum_docs.store.oversight import main_body_id
from sferum_docs.store.packs.taken_in import find_pack_of, put_owner, put_pack

if TYPE_CHECKING:
    from pathlib import Path

ADOPTED = ".adopted-"  # a folder whose pack is in the database now: kept for whoever laid it there, read no more
_BY = "запуск программы"


def adopt_folders(place: Path | None) -> tuple[str, ...]:
    """Takes in what lies in the folder of packs and is in no database yet; gives the names of these packs.

    A pack too big or with strange files stays where it lies: it is known as before, on this machine alone.
    """
    folders = folders_of((place,)) if place is not None else {}
    taken = []
    for folder in folders.values():
        with suppress(FaultsError, OSError):
            if _adopt(folder):
                taken.append(folder.name)
    return tuple(taken)


def _adopt(folder: Path) -> bool:
    name, content = folder.name, packed_folder(folder)
    title = str(read_toml(folder / PACK_FILE).get("title", "")) or name
    members_of(content)
    with writing() as session:
        owner = main_body_id()
        if owner is None or not folder.is_dir():
            return False
        if find_pack_of(owner, name) is None:
            by = Actor(_BY, datetime.now(UTC))
            put_pack(session, owner, name, title, content, by)
            put_owner(session, name, owner)
            record_event(session, owner, by, "pack.imported", title, pack=name)
        aside = folder.rename(folder.with_name(f"{ADOPTED}{name}"))
        after_undone(session, partial(_put_back, aside, folder))
    return True


def _put_back(aside: Path, folder: Path) -> None:
    """What the database does not keep after all must stay known."""
    aside.rename(folder)
