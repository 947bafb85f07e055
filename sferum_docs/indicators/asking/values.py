"""Questions of values: above their base, against one another, fallen, not yet come; each matter once."""

from __future__ import annotations

from collections import defaultdict
from itertools import pairwise
from typing import TYPE_CHECKING

from sferum_docs.indicators.model import PERCENT, Question

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from datetime import date

    from sferum_docs.directives.indicators import IndicatorSet
    from sferum_docs.indicators.model import Figure, Place, Week

BLANK, AS_IT_IS, NOT_TAKEN = "оставить пустым", "так и есть", "не брать"
REPLACE, KEEP = "заменить", "оставить прежние"
MEND = ("исправить", BLANK)
_WHOLE = 100


def value_questions(figures: Sequence[Figure], sets: Mapping[str, IndicatorSet], today: date) -> Iterator[Question]:
    """All questions of values but those of figures that stand in several places."""
    above = [figure for figure in figures if _is_above(figure)]
    yield from (_above(figure, sets) for figure in above)
    yield from _future(figures, today)
    doubted = {figure.place for figure in above}
    against = list(_pairs(figures, doubted, sets))
    yield from against
    yield from _falls(figures, doubted.union(*(question.places for question in against)), sets)


def unreadable(figure: Figure) -> Question:
    """A cell that holds something else than the number it should."""
    wrong = "доля это или число людей" if figure.unit == PERCENT else "не число людей"
    text = f"{figure.school}, неделя {figure.week.shown}: «{figure.written}» — {wrong}. Какое число верно?"
    return _of("unreadable", text, [figure], MEND)


def conflict(group: Sequence[Figure]) -> Question:
    """One school and week stand in several places with different values."""
    sources = tuple(dict.fromkeys(source_of(figure, group) for figure in group))
    told = f"в разных местах разные числа ({_listed(group, ' и ')}): какие верны?"
    text = f"{group[0].school}, неделя {group[0].week.shown}: {told}"
    return _of("conflict", text, group, sources)


def late_correction(group: Sequence[Figure]) -> Question:
    """A sheet of corrections names other values of a week that is past."""
    told = f"пришли уточнённые числа ({_listed(group, ' → ')}): заменить прежние?"
    text = f"{group[0].school}: за неделю {group[0].week.shown} {told}"
    return _of("late_correction", text, group, (REPLACE, KEEP))


def source_of(figure: Figure, group: Iterable[Figure]) -> str:
    """What tells a figure from others of the same thing: its file, its sheet, its row."""
    files = {each.place.file for each in group}
    if len(files) > 1:
        return figure.place.file
    sheets = {each.place.sheet for each in group}
    return f"лист «{figure.place.sheet}»" if len(sheets) > 1 else f"строка {figure.place.row}"


def _name(figure: Figure, sets: Mapping[str, IndicatorSet]) -> str:
    return sets[figure.set].name_of(figure.indicator)


def _is_above(figure: Figure) -> bool:
    if figure.amount is None:
        return False
    return figure.amount > _WHOLE if figure.unit == PERCENT else figure.base is not None and figure.amount > figure.base


def _above(figure: Figure, sets: Mapping[str, IndicatorSet]) -> Question:
    where = f"{figure.school}, неделя {figure.week.shown}, «{_name(figure, sets)}»"
    share = f"{figure.amount}".replace(".", ",")
    if figure.unit == PERCENT:
        text = f"{where}: {share} %, а больше 100 % быть не может; какое число верно?"
    else:
        text = f"{where}: {figure.amount:f}, а всего их {figure.base}: какое число верно?"
    return _of("above_base", text, [figure], MEND)


def _future(figures: Sequence[Figure], today: date) -> Iterator[Question]:
    by_week: dict[tuple[str, str, Week], Figure] = {}
    for figure in figures:
        if figure.week.start > today:
            by_week.setdefault((figure.place.file, figure.place.sheet, figure.week), figure)
    for figure in by_week.values():
        text = f"{figure.place.file}: неделя {figure.week.shown} ещё не наступила. Верно ли указана неделя?"
        yield Question("future_week", text, (figure.place,), ("указать другую неделю", NOT_TAKEN), week=figure.week)


def _pairs(figures: Sequence[Figure], doubted: set[Place], sets: Mapping[str, IndicatorSet]) -> Iterator[Question]:
    """Values of one row of one sheet that cannot both be true."""
    rows: dict[tuple[object, ...], dict[str, Figure]] = defaultdict(dict)
    for each in figures:
        if each.amount is not None and not each.correction and each.place not in doubted:
            row = rows[each.week, each.school, each.place.file, each.place.sheet, each.unit, each.set]
            row.setdefault(each.indicator, each)
    for (*_where, known), row in rows.items():
        for first, second in ((row.get(less), row.get(more)) for less, more in sets[str(known)].pairs):
            if first and second and (first.amount or 0) > (second.amount or 0):
                told = (f"«{_name(each, sets)}» — {each.written}" for each in (first, second))
                where = f"{first.school}, неделя {first.week.shown}"
                text = f"{where}: {', а '.join(told)}. Первое не бывает больше второго: какое число верно?"
                yield _of("inconsistent", text, [first, second], MEND)


def _falls(figures: Sequence[Figure], doubted: set[Place], sets: Mapping[str, IndicatorSet]) -> Iterator[Question]:
    """Running totals of people that are less than the week before; one question for a school and a week."""
    fallen: dict[tuple[str, Week], list[tuple[Figure, Figure]]] = defaultdict(list)
    for series in _series(figures, doubted, sets):
        for before, after in pairwise(series):
            if (after.amount or 0) < (before.amount or 0):
                fallen[after.school, after.week].append((before, after))
    for (school, week), found in fallen.items():
        told = "; ".join(
            f"«{_name(after, sets)}» — {after.written}, а было {before.written}" for before, after in found
        )
        text = f"{school}, неделя {week.shown}: {told}. Эти показатели растут от недели к неделе: почему стало меньше?"
        group = [figure for pair in found for figure in pair]
        yield _of("falls", text, group, (AS_IT_IS, *MEND), week=week)


def _series(figures: Sequence[Figure], doubted: set[Place], sets: Mapping[str, IndicatorSet]) -> list[list[Figure]]:
    """Of each school the values of each running total, week by week, without what is asked about otherwise."""
    found: dict[tuple[str, str, str], dict[Week, list[Figure]]] = defaultdict(lambda: defaultdict(list))
    for each in figures:
        indicator = sets[each.set].named(each.indicator)
        if each.amount is not None and each.unit != PERCENT and indicator is not None and indicator.is_running:
            found[each.school_id or each.school, each.set, each.indicator][each.week].append(each)
    return [
        [group[0] for _week, group in sorted(weeks.items(), key=lambda pair: pair[0].start)
         if len(group) == 1 and group[0].place not in doubted and not group[0].correction]
        for weeks in found.values()
    ]  # fmt: skip


def _listed(group: Iterable[Figure], sign: str) -> str:
    by_indicator: dict[str, list[str]] = defaultdict(list)
    for figure in group:
        by_indicator[figure.indicator].append(figure.written)
    return ", ".join(f"{key}: {sign.join(values)}" for key, values in sorted(by_indicator.items()))


def _of(kind: str, text: str, group: Sequence[Figure], options: tuple[str, ...], week: Week | None = None) -> Question:
    indicators = tuple(sorted({figure.indicator for figure in group}))
    places = tuple(figure.place for figure in group)
    return Question(kind, text, places, options, group[0].school_id, week or group[0].week, indicators)
