"""Files of indicators between the steps of their import: hers who brought them, for a day."""

from __future__ import annotations

import json
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from sferum_docs.indicators.importing.understanding import Told
from sferum_docs.indicators.mapping import read_mapping
from sferum_docs.indicators.model import Week
from sferum_docs.indicators.reader import open_books
from sferum_docs.reading.cleaning import clean_line
from sferum_docs.reading.faults import Fault, FaultsError
from sferum_docs.reading.sheets.sheets import TableBook
from sferum_docs.services.packs.acts import require_in_work
from sferum_docs.store.database import writing
from sferum_docs.store.indicators import uploads as kept
from sferum_docs.store.indicators.sheets import kept_mappings, kept_school_names
from sferum_docs.store.indicators.uploads import Upload

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sferum_docs.store.audit import Actor

__all__ = [
    "MOST_FILES", "Upload", "drop_files", "find_files", "keep_books", "opened", "require_readable", "say_of_tables",
    "told_of", "uploads_of",
]  # fmt: skip
MOST_FILES = 20
MOST_PACKED = 16 * 1024 * 1024
MOST_CELLS = 120_000  # of all files together: a year of a district and more; at worst ten seconds of the processor
_LONGEST_NAME = 200
_WEEK = 6

uploads_of = kept.uploads_of


def opened(files: Sequence[tuple[str, bytes]]) -> tuple[list[tuple[str, TableBook]], list[Fault]]:
    """The files that are tables under names of their own, and why the others are none. FaultsError: none is."""
    if len(files) > MOST_FILES:
        raise FaultsError([Fault("import_many_files", "files", {"limit": MOST_FILES, "count": len(files)})])
    books, faults = open_books(_named_apart(files))
    if not books:
        raise FaultsError(faults or [Fault("file_none")])
    require_readable(books)
    return books, faults


def require_readable(books: Sequence[tuple[str, TableBook]]) -> None:
    """FaultsError when tables hold more than is read at once."""
    rows = (row for _name, book in books for sheet in book.sheets for row in sheet.rows)
    if sum(len(row.cells) + len(row.formulas) for row in rows) > MOST_CELLS:
        raise FaultsError([Fault("import_too_much", "files", {"limit": MOST_CELLS})])


def keep_books(school_id: int, pack: str, books: Sequence[tuple[str, TableBook]], by: Actor) -> int:
    """Keeps tables that are to come in; the same ones of one person are kept once. FaultsError."""
    content, mark = kept.packed_files([(name, book.sheets) for name, book in books])
    if len(content) > MOST_PACKED:
        raise FaultsError([Fault("import_too_much", "files", {"limit": MOST_CELLS})])
    with writing(alters_pages=False) as session:
        require_in_work(school_id, pack)
        return kept.keep_once(session, school_id, pack, [name for name, _book in books], mark, content, by)


def find_files(school_id: int, pack: str, upload_id: int, user_id: int | None) -> Upload:
    """An upload that this person may go on with. FaultsError when it is written already, or gone."""
    found = kept.find_upload(school_id, pack, upload_id)
    if found is None or found.user_id != user_id:
        raise FaultsError([Fault("import_gone")])
    if found.done_at is not None:
        raise FaultsError([Fault("import_done")])
    return found


def books_of(upload: Upload) -> list[tuple[str, TableBook]]:
    """The tables of an upload."""
    return [(name, TableBook(sheets)) for name, sheets in kept.files_of(upload.id)]


def drop_files(school_id: int, pack: str, upload_id: int, user_id: int | None) -> bool:
    """Throws an upload away that is not written; tells whether there was one."""
    with writing(alters_pages=False) as session:
        found = kept.locked_upload(session, school_id, pack, upload_id)
        if found is None or found.done_at is not None or found.user_id != user_id:
            return False
        kept.drop_upload(session, upload_id)
        return True


def say_of_tables(school_id: int, pack: str, upload_id: int, told: Mapping[str, Any]) -> None:
    """Keeps with an upload what a person says of its tables, beside what was said of it before."""
    with writing(alters_pages=False) as session:
        found = kept.locked_upload(session, school_id, pack, upload_id)
        if found is None or found.done_at is not None:
            raise FaultsError([Fault("import_done")])
        merged = {key: {**found.told.get(key, {}), **said} for key, said in told.items()}
        kept.change_upload(session, upload_id, told={**found.told, **merged})


def told_of(school_id: int, said: Mapping[str, Any]) -> Told:
    """What is known of the tables of an upload: said of it, or remembered of the same headings and names."""
    known = {key: entry for key, entry in kept_mappings(school_id).items() if _is_sound(key, entry)}
    nameless = {key: bool(entry["ours"]) for key, entry in known.items() if "ours" in entry}
    return Told(
        tables={**known, **said.get("tables", {})},
        weeks={_table_key(key): _week(day) for key, day in said.get("weeks", {}).items() if day},
        names={**kept_school_names(school_id), **said.get("names", {})},
        nameless={**nameless, **said.get("nameless", {})},
        listed={
            **{name: key for entry in known.values() for name, key in entry.get("listed", {}).items()},
            **said.get("listed", {}),
        },
        mondays=_mondays(known, said),
        first=date.fromisoformat(said["first"]["day"]) if said.get("first", {}).get("day") else None,
        moved={date.fromisoformat(was): date.fromisoformat(now) for was, now in said.get("moved", {}).items()},
    )


def _mondays(known: Mapping[str, Any], said: Mapping[str, Any]) -> dict[str, int]:
    told = {key: entry["monday"] for key, entry in known.items() if "monday" in entry} | said.get("mondays", {})
    return {key: int(bool(which)) for key, which in told.items()}


def _is_sound(key: str, entry: Any) -> bool:
    try:
        read_mapping({"version": 1, "tables": {key: entry}})
    except FaultsError:
        return False
    return True


def _table_key(text: str) -> tuple[str, str, int]:
    file, sheet, number = json.loads(text)
    return str(file), str(sheet), int(number)


def _week(day: str) -> Week:
    monday = date.fromisoformat(day)
    return Week(monday, monday + timedelta(_WEEK))


def _named_apart(files: Sequence[tuple[str, bytes]]) -> list[tuple[str, bytes]]:
    """The files by their names; of one name the second is told from the first."""
    taken: set[str] = set()
    found = []
    for name, data in files:
        clean = clean_line(name.replace("\\", "/").rpartition("/")[2])[:_LONGEST_NAME] or "файл без имени"
        told, number = clean, 1
        while told in taken:
            number += 1
            told = f"{clean} ({number})"
        taken.add(told)
        found.append((told, data))
    return found
