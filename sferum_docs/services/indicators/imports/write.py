"""What files would change, written as a person decided: whole or not at all; taken back while nothing came after."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from sferum_docs.indicators.importing.changes import list_changes
from sferum_docs.indicators.reports.of_school import bases_of
from sferum_docs.reading.faults import Fault, FaultsError
from sferum_docs.services.indicators.figures import figures_of, indicators_of, told_cells
from sferum_docs.services.indicators.imports.undo import UNDONE
from sferum_docs.services.indicators.imports.uploads import told_of
from sferum_docs.services.indicators.values import write_values
from sferum_docs.store.audit import record_event
from sferum_docs.store.database import writing
from sferum_docs.store.indicators import uploads as kept
from sferum_docs.store.indicators.sheets import kept_mappings, put_mapping, put_school_name

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from sferum_docs.indicators.importing.model import Answer, ChangeList
    from sferum_docs.indicators.importing.understanding import Understood
    from sferum_docs.indicators.taking import Taken
    from sferum_docs.packs.model import Pack
    from sferum_docs.schools.model import School
    from sferum_docs.services.indicators.imports.uploads import Upload
    from sferum_docs.store.audit import Actor
    from sferum_docs.store.database import Transaction

MOST_NAMES = 100
_LONGEST_NAME = 300


@dataclass(frozen=True, slots=True)
class Decided:
    """What a person answered, and the digest of what she has seen: when anything was kept since, it is shown anew."""

    answers: Mapping[str, Answer]
    shown: str


def changes_of(
    school_id: int, pack: Pack, upload: Upload, found: Understood, school: School,
    answers: Mapping[str, Answer], today: date,
) -> ChangeList:  # fmt: skip
    """What would become of every cell."""
    figures = figures_of(school_id, pack)
    undone = {(value.indicator, value.week) for value in figures.values if value.reason == UNDONE}
    told = {cell for cell in told_cells(school_id, pack) if cell[:2] not in undone}
    return list_changes(
        found.sheet,
        figures,
        answers,
        today=today,
        bases=bases_of(school, indicators_of(pack)),
        moved=told_of(school_id, upload.told).moved,
        told=told,
    )


def write_import(
    school_id: int, pack: Pack, upload: Upload, found: Understood, school: School, decided: Decided,
    by: Actor, today: date,
) -> Taken:  # fmt: skip
    """Keeps the values as decided, and how the tables were understood. FaultsError: nothing is written."""
    with writing() as session:
        locked = kept.locked_upload(session, school_id, pack.id, upload.id)
        if locked is None or locked.done_at is not None:
            raise FaultsError([Fault("import_done")])
        changes = changes_of(school_id, pack, upload, found, school, decided.answers, today)
        if changes.digest != decided.shown:
            raise FaultsError([Fault("import_changed")])
        if changes.faults:
            raise FaultsError(changes.faults)
        values = [replace(value, version=1) for value in changes.writes]
        taken = write_values(session, school_id, pack, values, by, today=today, reason="")
        _remember(session, school_id, locked, found, by)
        written = [*taken.new, *(change.value for change in taken.changed)]
        kept.change_upload(
            session, upload.id, content=b"", done_at=by.at,
            written=[[value.indicator, value.week.isoformat(), value.version] for value in written],
        )  # fmt: skip
        if written:
            record_event(session, school_id, by, "indicators.imported", indicators_of(pack).name, count=len(written))
        return taken


def _remember(session: Transaction, school_id: int, upload: Upload, found: Understood, by: Actor) -> None:
    """How the tables were understood and what was said of names."""
    known, nameless = kept_mappings(school_id), upload.told.get("nameless", {})
    for signature in dict.fromkeys(table.table.signature for table in found.tables):
        entry = {**known.get(signature, {}), **found.mapping[signature]}
        if signature in nameless:
            entry["ours"] = nameless[signature]
        if signature in upload.told.get("mondays", {}):
            entry["monday"] = upload.told["mondays"][signature]
        if listed := upload.told.get("listed"):
            entry["listed"] = {**entry.get("listed", {}), **listed}
        if entry != known.get(signature):
            put_mapping(session, school_id, signature, entry, by)
    for written, own in list(upload.told.get("names", {}).items())[:MOST_NAMES]:
        if len(written) <= _LONGEST_NAME:
            put_school_name(session, school_id, written, own=bool(own), by=by)
