"""A whole import is taken back, as long as none of its values was changed after it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from sferum_docs.indicators.series import Source, Value
from sferum_docs.reading.faults import Fault, FaultsError
from sferum_docs.services.indicators.figures import figures_of, history_of, indicators_of
from sferum_docs.services.indicators.values import write_values
from sferum_docs.store.audit import record_event
from sferum_docs.store.database import writing
from sferum_docs.store.indicators import uploads as kept

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sferum_docs.packs.model import Pack
    from sferum_docs.store.audit import Actor

UNDONE = "внесение из файла отменено"


def undo_import(school_id: int, pack: Pack, upload_id: int, by: Actor, today: date) -> int:
    """Gives back what stood before an import; gives of how many values. FaultsError.

    Versions are only added: where nothing stood before, the value is not known from now on.
    """
    with writing() as session:
        upload = kept.locked_upload(session, school_id, pack.id, upload_id)
        if upload is None or upload.done_at is None:
            raise FaultsError([Fault("import_gone")])
        if upload.undone_at is not None:
            raise FaultsError([Fault("import_undone")])
        figures = figures_of(school_id, pack)
        values = []
        histories: dict[date, dict[str, tuple[Value, ...]]] = {}
        for indicator, day, version in upload.written:
            week = date.fromisoformat(day)
            now = figures.value(indicator, week)
            if now is None or now.version != version:
                raise FaultsError([Fault("import_built_upon")])
            if week not in histories:
                histories[week] = history_of(school_id, pack, week)
            values.append(_before(now, histories[week][indicator]))
        write_values(session, school_id, pack, values, by, today=today, reason=UNDONE, with_base=True)
        kept.change_upload(session, upload_id, undone_at=by.at)
        record_event(session, school_id, by, "indicators.import_undone", indicators_of(pack).name, count=len(values))
        return len(values)


def _before(now: Value, versions: Sequence[Value]) -> Value:
    """The version in whose place it came."""
    older = [each for each in versions if each.version < now.version]
    if older:
        return replace(older[-1], reason=UNDONE)
    return replace(now, amount=None, state="unknown", source=Source(), reason=UNDONE)
