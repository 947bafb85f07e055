"""What only a person can decide, each matter once: what was read, why it is asked, what may be answered."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from sferum_docs.indicators.model import PERCENT, Place, Question

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import date

    from sferum_docs.directives.indicators import IndicatorSet
    from sferum_docs.indicators.layout.table_rows import Entry, TableReading
    from sferum_docs.indicators.model import Figure, School, Week
    from sferum_docs.indicators.names import Match

_MEND = ("исправить", "оставить пустым")
_WHOLE = 100


@dataclass(frozen=True, slots=True)
class Unresolved:
    """A value of a body that the list does not have, or has several of."""

    entry: Entry
    match: Match


@dataclass
class Asking:
    """What is asked is gathered here while files are read."""

    schools: Sequence[School]
    today: date
    sets: dict[str, IndicatorSet] = field(default_factory=dict)
    matched: dict[str, Match] = field(default_factory=dict)
    plain: dict[str, set[date]] = field(default_factory=dict)  # school → weeks in which it is named as in the list
    unresolved: list[Unresolved] = field(default_factory=list)
    without_week: list[Entry] = field(default_factory=list)
    unreadable: list[Figure] = field(default_factory=list)
    columns: list[Question] = field(default_factory=list)

    def unclear_columns(self, reading: TableReading) -> None:
        """Asks of columns that speak of people and do not say what of them; once for a heading."""
        for at, role in enumerate(reading.table.roles):
            cells = [
                left for left in reading.left_out if left.place.column == at and left.reason == "неясно, что в столбце"
            ]
            if role.kind == "unclear" and any(left.text[:1].isdigit() for left in cells):
                heading = " / ".join(reading.table.captions[at])
                text = f"Столбец «{heading}»: какой это показатель?"
                options = (*(each.name for each in reading.table.known.indicators), "не брать")
                if all(asked.text != text for asked in self.columns):
                    self.columns.append(Question("column", text, (cells[0].place,), options))

        if reading.weeks:
            titled, named_so = reading.weeks
            place = reading.entries[0].place if reading.entries else Place("", "", 1, 0)
            told = f"надпись говорит о неделе {titled.shown}, а лист называется «{place.sheet}»"
            text = f"{place.file}: {told}. Какая верна?"
            self.columns.append(Question("week", text, (place,), (titled.shown, named_so.shown), week=named_so))
        for named, place in reading.unnamed.items():
            text = f"Показатель «{named}»: какой это показатель?"
            options = (*(each.name for each in reading.table.known.indicators), "не брать")
            if all(asked.text != text for asked in self.columns):
                self.columns.append(Question("column", text, (place,), options))

    def questions(self, figures: Sequence[Figure]) -> Iterator[Question]:
        """All questions but those of values that contradict one another."""
        yield from self.columns
        yield from self._weeks()
        yield from self._schools(figures)
        yield from map(_unreadable, self.unreadable)
        above = [figure for figure in figures if _is_above(figure)]
        yield from map(self._above, above)
        yield from self._future(figures)
        yield from self._pairs(figures, {figure.place for figure in above})

    def name_of(self, figure: Figure) -> str:
        """What the indicator of a figure is called."""
        found = self.sets[figure.set].named(figure.indicator)
        return found.name if found else figure.indicator

    def _weeks(self) -> Iterator[Question]:
        by_table: dict[tuple[str, str], list[Place]] = defaultdict(list)
        for entry in self.without_week:
            by_table[entry.place.file, entry.place.sheet].append(entry.place)
        for (file, sheet), places in by_table.items():
            where = f"{file}, лист «{sheet}»" if sheet else file
            text = f"{where}: не сказано, за какую неделю эти показатели (значений: {len(places)}). За какую?"
            yield Question("week", text, (places[0],), ("указать неделю", "не брать"))

    def _schools(self, figures: Sequence[Figure]) -> Iterator[Question]:
        by_name: dict[str, list[Unresolved]] = defaultdict(list)
        for each in self.unresolved:
            by_name[each.entry.school].append(each)
        for written, found in by_name.items():
            first = min(found, key=lambda each: each.entry.week.start if each.entry.week else self.today)
            weeks = {each.entry.week for each in found if each.entry.week}
            if first.match.renamed and not self._was_plain(first):
                continue  # written so all the time, and only one body can be meant
            yield self._school(written, first, weeks, figures)

    def _was_plain(self, first: Unresolved) -> bool:
        week = first.entry.week
        return week is not None and any(each < week.start for each in self.plain.get(first.match.schools[0].id, ()))

    def _school(self, written: str, first: Unresolved, weeks: set[Week], figures: Sequence[Figure]) -> Question:
        places, week, offered = (first.entry.school_place,), first.entry.week, first.match.schools
        if len(offered) > 1:
            text = f"«{written}»: это может быть {' или '.join(school.name for school in offered)}. Какая организация?"
            return Question("school_unclear", text, places, tuple(school.name for school in offered), week=week)
        school = offered[0] if offered else self._missing(weeks, figures)
        if school is None:
            text = f"«{written}» нет в списке организаций. Какая это организация?"
            return Question(
                "unknown_school", text, places, ("выбрать из списка", "новая организация", "не брать"), week=week
            )
        text = f"«{written}» нет в списке организаций; с этой недели нет данных {school.name}: это та же организация?"
        options = ("да, переименована", "нет, новая")
        return Question("renamed", text, places, options, school_id=school.id, week=week)

    def _missing(self, weeks: set[Week], figures: Sequence[Figure]) -> School | None:
        """The only body of the list that had figures before these weeks and has none in them."""
        if not weeks:
            return None
        first = min(week.start for week in weeks)
        there = {figure.school_id for figure in figures if figure.week in weeks}
        before = {figure.school_id for figure in figures if figure.week.start < first}
        gone = [school for school in self.schools if school.id in before - there]
        return gone[0] if len(gone) == 1 else None

    def _above(self, figure: Figure) -> Question:
        where = f"{figure.school}, неделя {figure.week.shown}, «{self.name_of(figure)}»"
        share = f"{figure.amount}".replace(".", ",")
        if figure.unit == PERCENT:
            return _of(
                "above_base", f"{where}: {share} %, а больше 100 % быть не может; какое число верно?", [figure], _MEND
            )
        return _of(
            "above_base", f"{where}: {figure.amount}, а всего их {figure.base}: какое число верно?", [figure], _MEND
        )

    def _future(self, figures: Sequence[Figure]) -> Iterator[Question]:
        by_week: dict[tuple[str, str, Week], Figure] = {}
        for figure in figures:
            if figure.week.start > self.today:
                by_week.setdefault((figure.place.file, figure.place.sheet, figure.week), figure)
        for figure in by_week.values():
            text = f"{figure.place.file}: неделя {figure.week.shown} ещё не наступила. Верно ли указана неделя?"
            yield Question(
                "future_week", text, (figure.place,), ("указать другую неделю", "не брать"), week=figure.week
            )

    def _pairs(self, figures: Sequence[Figure], asked: set[Place]) -> Iterator[Question]:
        """Values of one row of one sheet that cannot both be true."""
        rows: dict[tuple[object, ...], dict[str, Figure]] = defaultdict(dict)
        for each in figures:
            if each.amount is not None and not each.correction and each.place not in asked:
                row = rows[each.week, each.school, each.place.file, each.place.sheet, each.unit, each.set]
                row.setdefault(each.indicator, each)
        for (*_where, known), row in rows.items():
            for first, second in ((row.get(less), row.get(more)) for less, more in self.sets[str(known)].pairs):
                if first and second and (first.amount or 0) > (second.amount or 0):
                    yield self._against(first, second)

    def _against(self, first: Figure, second: Figure) -> Question:
        told = (f"«{self.name_of(each)}» — {each.written}" for each in (first, second))
        where = f"{first.school}, неделя {first.week.shown}"
        text = f"{where}: {', а '.join(told)}. Первое не бывает больше второго: какое число верно?"
        return _of("inconsistent", text, [first, second], _MEND)


def conflict(group: Sequence[Figure]) -> Question:
    """One school and week stand in several places with different values."""
    sources = tuple(dict.fromkeys(_source(figure, group) for figure in group))
    told = f"в разных местах разные числа ({_listed(group, ' и ')}): какие верны?"
    text = f"{group[0].school}, неделя {group[0].week.shown}: {told}"
    return _of("conflict", text, group, sources)


def late_correction(group: Sequence[Figure]) -> Question:
    """A sheet of corrections names other values of a week that is past."""
    told = f"пришли уточнённые числа ({_listed(group, ' → ')}): заменить прежние?"
    text = f"{group[0].school}: за неделю {group[0].week.shown} {told}"
    return _of("late_correction", text, group, ("заменить", "оставить прежние"))


def _listed(group: Iterable[Figure], sign: str) -> str:
    by_indicator: dict[str, list[str]] = defaultdict(list)
    for figure in group:
        by_indicator[figure.indicator].append(figure.written)
    return ", ".join(f"{key}: {sign.join(values)}" for key, values in sorted(by_indicator.items()))


def _source(figure: Figure, group: Sequence[Figure]) -> str:
    files = {each.place.file for each in group}
    if len(files) > 1:
        return figure.place.file
    sheets = {each.place.sheet for each in group}
    return f"лист «{figure.place.sheet}»" if len(sheets) > 1 else f"строка {figure.place.row}"


def _unreadable(figure: Figure) -> Question:
    text = f"{figure.school}, неделя {figure.week.shown}: «{figure.written}» — не число людей. Какое число верно?"
    return _of("unreadable", text, [figure], _MEND)


def _is_above(figure: Figure) -> bool:
    if figure.amount is None:
        return False
    return figure.amount > _WHOLE if figure.unit == PERCENT else figure.base is not None and figure.amount > figure.base


def _of(kind: str, text: str, group: Sequence[Figure], options: tuple[str, ...]) -> Question:
    indicators = tuple(sorted({figure.indicator for figure in group}))
    places = tuple(figure.place for figure in group)
    return Question(kind, text, places, options, group[0].school_id, group[0].week, indicators)
