"""Tables of a district between the steps of their import: hers who brought them, for a day."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from sferum_docs.reading.faults import Fault, FaultsError
from sferum_docs.reading.sheets.sheets import TableBook
from sferum_docs.schools.district_lists.model import NamedBody, Told
from sferum_docs.schools.district_lists.understanding import understand
from sferum_docs.services.district.lists.archives import MOST_CELLS
from sferum_docs.services.district.lists.names import find_bodies
from sferum_docs.services.indicators.imports import uploads
from sferum_docs.services.school.people import sex_of_name
from sferum_docs.store.database import db, writing
from sferum_docs.store.engine_cache import EngineCache
from sferum_docs.store.indicators import uploads as kept
from sferum_docs.store.indicators.sheets import kept_mappings
from sferum_docs.store.indicators.uploads import Upload
from sferum_docs.store.oversight import overseen_bodies

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sferum_docs.schools.district_lists.model import Understood
    from sferum_docs.store.audit import Actor

__all__ = [
    "NAMES", "OF_DISTRICT", "Upload", "bodies_known", "drop_files", "find_files", "keep_files", "read_tables",
    "read_upload", "say_of_tables", "told_of", "uploads_of",
]  # fmt: skip
OF_DISTRICT = ""  # in place of an act: such files are of the office itself
NAMES = "district-names"  # under which written names are remembered, beside the headings
_MOST_PACKED = 24 * 1024 * 1024
_READ: EngineCache[tuple[Any, ...], Understood] = EngineCache(3)  # a page and the one after it read the same


def uploads_of(office_id: int) -> tuple[Upload, ...]:
    """What was brought, the newest first."""
    return kept.uploads_of(office_id, OF_DISTRICT)


def keep_files(office_id: int, books: Sequence[tuple[str, TableBook]], by: Actor) -> int:
    """Keeps tables that are to come in; the same ones of one person are kept once. FaultsError."""
    content, mark = kept.packed_files([(name, book.sheets) for name, book in books])
    if len(content) > _MOST_PACKED:
        raise FaultsError([Fault("district_too_much", "files", {"limit": MOST_CELLS})])
    with writing(alters_pages=False) as session:
        names = [name for name, _book in books]
        return kept.keep_once(session, office_id, OF_DISTRICT, names, mark, content, by)


def find_files(office_id: int, upload_id: int, user_id: int | None) -> Upload:
    """An upload that this person may go on with. FaultsError when it is written already, or gone."""
    return uploads.find_files(office_id, OF_DISTRICT, upload_id, user_id)


def drop_files(office_id: int, upload_id: int, user_id: int | None) -> bool:
    """Throws an upload away that is not written; tells whether there was one."""
    return uploads.drop_files(office_id, OF_DISTRICT, upload_id, user_id)


def say_of_tables(office_id: int, upload_id: int, said: Mapping[str, Mapping[str, Any]]) -> None:
    """Keeps what a person says of tables, names and questions, beside what was said before."""
    uploads.say_of_tables(office_id, OF_DISTRICT, upload_id, said)


def told_of(office_id: int, said: Mapping[str, Any]) -> Told:
    """What is known of tables: said of these, or remembered of the same headings and names."""
    known = kept_mappings(office_id)
    names = {text: str(key) for text, key in known.get(NAMES, {}).get("names", {}).items()}
    tables = {key: entry for key, entry in known.items() if entry.get("district")}
    return Told(
        {**tables, **said.get("tables", {})},
        {**names, **said.get("names", {})},
        dict(said.get("answers", {})),
    )


def bodies_known(office_id: int) -> tuple[NamedBody, ...]:
    """The bodies that the office watches, by their ids; also those that are closed."""
    return tuple(
        NamedBody(str(each.id), each.short_name, each.full_name, each.inn) for each in overseen_bodies(office_id)
    )


def read_upload(office_id: int, upload: Upload) -> Understood:
    """What an upload says, as its tables are understood now; read once for pages that follow one another."""
    known = bodies_known(office_id)
    told = told_of(office_id, upload.told)
    said = json.dumps([told.tables, told.names, told.answers], sort_keys=True, ensure_ascii=False)
    key = (upload.id, upload.at, said, known)
    found = _READ.of(db.engine).get(key)
    if found is None:
        found = read_tables([(name, TableBook(sheets)) for name, sheets in kept.files_of(upload.id)], told, known)
        _READ.of(db.engine).put(key, found)
    return found


def read_tables(books: Sequence[tuple[str, TableBook]], told: Told, known: Sequence[NamedBody]) -> Understood:
    """What tables say of organisations."""
    return understand(books, told, known, find_bodies, sex_of_name)
