"""All that is kept of the indicators of an act: its own set, and those of the acts whose place it took."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sferum_docs.indicators.series import Figures
from sferum_docs.reading.faults import Fault, FaultsError
from sferum_docs.services.packs.choose import pack_or_faults
from sferum_docs.store.change_stamp import Same, keep_until_change
from sferum_docs.store.indicators.conclusions import analyses_of, measures_of
from sferum_docs.store.indicators.values import values_of, versions_from_files, versions_of_week

if TYPE_CHECKING:
    from datetime import date

    from sferum_docs.directives.indicators import IndicatorSet
    from sferum_docs.indicators.series import Source, Value
    from sferum_docs.packs.model import Pack


def indicators_of(pack: Pack) -> IndicatorSet:
    """The set of an act. FaultsError when it has none."""
    if pack.indicator_set is None:
        raise FaultsError([Fault("no_indicators", values={"title": pack.title})])
    return pack.indicator_set


def figures_of(school_id: int, pack: Pack) -> Figures:
    """What is kept under the set of an act and under those before it. FaultsError when the act has no set."""
    key = ("figures", school_id, Same(pack))
    return keep_until_change(key, lambda: _figures(school_id, indicators_of(pack), _earlier(school_id, pack)))


def history_of(school_id: int, pack: Pack, week: date) -> dict[str, tuple[Value, ...]]:
    """Indicator → every version of its value of a week, oldest first."""
    found: dict[str, tuple[Value, ...]] = {}
    for value in versions_of_week(school_id, indicators_of(pack).key, week):
        found[value.indicator] = (*found.get(value.indicator, ()), value)
    return found


def told_cells(school_id: int, pack: Pack) -> frozenset[tuple[str, date, Source]]:
    """Indicator, week and cell of every version that came from a file, those corrected since among them.

    A sheet that says the same once more does not undo what a person has mended.
    """
    versions = versions_from_files(school_id, indicators_of(pack).key)
    return frozenset((each.indicator, each.week, each.source) for each in versions)


def _figures(school_id: int, known: IndicatorSet, earlier: tuple[Figures, ...] = ()) -> Figures:
    order = {indicator.id: place for place, indicator in enumerate(known.indicators)}
    values = [value for value in values_of(school_id, known.key) if value.indicator in order]
    return Figures(
        known,
        tuple(sorted(values, key=lambda value: (value.week, order[value.indicator]))),
        measures_of(school_id, known.key),
        analyses_of(school_id, known.key),
        earlier,
    )


def _earlier(school_id: int, pack: Pack) -> tuple[Figures, ...]:
    """Under the sets of the packs before, the newest last; a set that was taken over is one and the same."""
    found: list[Figures] = []
    seen, keys = {pack.id}, {indicators_of(pack).key}
    older: Pack | None = pack
    while older is not None and older.succession is not None and older.succession.pack not in seen:
        seen.add(older.succession.pack)
        older, _faults = pack_or_faults(older.succession.pack, school_id)
        if older is None or older.indicator_set is None or older.indicator_set.key in keys:
            continue
        keys.add(older.indicator_set.key)
        figures = _figures(school_id, older.indicator_set)
        if figures.values:
            found.insert(0, figures)
    return tuple(found)
