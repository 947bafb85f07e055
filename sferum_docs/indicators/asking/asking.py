"""What only a person can decide, each matter once: what was read, why it is asked, what may be answered."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from sferum_docs.indicators.asking.values import NOT_TAKEN, unreadable, value_questions
from sferum_docs.indicators.model import Place, Question
from sferum_docs.indicators.names import Near, meant, near

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from sferum_docs.directives.indicators import IndicatorSet
    from sferum_docs.indicators.layout.entries import Entry, TableReading
    from sferum_docs.indicators.model import Figure, School, Week
    from sferum_docs.indicators.names import Match

FIRST_WEEK = "first_week"  # what the answer is kept under of weeks that are counted and not dated
NEW, RENAMED, NOT_RENAMED = "новая организация", "да, переименована", "нет, новая"
_SHOWN_NUMBERS = 10
_MOST_MISSPELT = 200  # names for which similar ones are looked for


@dataclass(frozen=True, slots=True)
class Unresolved:
    """A value of a body that the list does not have, or has several of; `near`: whose names are much like it."""

    entry: Entry
    match: Match
    near: tuple[School, ...] = ()


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
    misspelt: dict[str, Near] = field(default_factory=dict)

    def school_of(self, entry: Entry) -> School | None:
        """The body that a name written by hand means; None where a person has to say it, who may be asked."""
        if not self.schools:
            return None
        match = self.matched.get(entry.school)
        if match is None:
            match = self.matched[entry.school] = meant(entry.school, self.schools)
        if not match.schools and entry.school not in self.misspelt and len(self.misspelt) < _MOST_MISSPELT:
            self.misspelt[entry.school] = near(entry.school, self.schools)
        similar = self.misspelt.get(entry.school, Near(()))
        if similar.sure or (len(match.schools) == 1 and not match.renamed):
            school = (similar.schools or match.schools)[0]
            if entry.week:
                self.plain.setdefault(school.id, set()).add(entry.week.start)
            return school
        self.unresolved.append(Unresolved(entry, match, similar.schools))
        return match.schools[0] if len(match.schools) == 1 else None

    def taken(self) -> list[tuple[str, School]]:
        """The misspelt names that were taken for the only body they can mean."""
        return [(written, found.schools[0]) for written, found in self.misspelt.items() if found.sure]

    def unclear_columns(self, reading: TableReading) -> None:
        """Asks of columns that speak of people and do not say what of them; once for a heading."""
        for at, role in enumerate(reading.table.roles):
            cells = [
                left for left in reading.left_out if left.place.column == at and left.reason == "неясно, что в столбце"
            ]
            if role.kind == "unclear" and any(left.text[:1].isdigit() for left in cells):
                heading = " / ".join(reading.table.captions[at])
                text = f"Столбец «{heading}»: какой это показатель?"
                options = (*(each.name for each in reading.table.known.indicators), NOT_TAKEN)
                if all(asked.text != text for asked in self.columns):
                    about = f"{reading.table.signature}:{at}"
                    self.columns.append(Question("column", text, (cells[0].place,), options, about=about))

        if reading.weeks:
            place = reading.entries[0].place if reading.entries else Place(reading.file, reading.sheet, 1, 0)
            options = tuple(week.shown for week in reading.weeks)
            text = f"{place.file}: {reading.doubt}. Какая неделя верна?"
            self.columns.append(Question("week", text, (place,), options, week=reading.weeks[0]))
        for named, place in reading.unnamed.items():
            text = f"Показатель «{named}»: какой это показатель?"
            options = (*(each.name for each in reading.table.known.indicators), NOT_TAKEN)
            if all(asked.text != text for asked in self.columns):
                self.columns.append(Question("column", text, (place,), options, about=named))

    def questions(self, figures: Sequence[Figure]) -> Iterator[Question]:
        """All questions but those of values that contradict one another."""
        yield from self.columns
        yield from self._weeks()
        yield from self._schools(figures)
        yield from map(unreadable, self.unreadable)
        yield from value_questions(figures, self.sets, self.today)

    def _weeks(self) -> Iterator[Question]:
        by_table: dict[tuple[str, str], list[Place]] = defaultdict(list)
        counted = [entry for entry in self.without_week if entry.number]
        if counted:
            numbers = sorted({entry.number for entry in counted})
            told = f"недели названы номерами ({', '.join(map(str, numbers[:_SHOWN_NUMBERS]))})"
            text = f"{counted[0].place.file}: {told}, а дней нигде нет. С какого дня идёт первая неделя?"
            options = ("указать первый день первой недели", NOT_TAKEN)
            yield Question("week", text, (counted[0].place,), options, about=FIRST_WEEK)
        for entry in (entry for entry in self.without_week if not entry.number):
            by_table[entry.place.file, entry.place.sheet].append(entry.place)
        for (file, sheet), places in by_table.items():
            where = f"{file}, лист «{sheet}»" if sheet else file
            text = f"{where}: не сказано, за какую неделю эти показатели (значений: {len(places)}). За какую?"
            yield Question("week", text, (places[0],), ("указать неделю", NOT_TAKEN))

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
            return Question(
                "school_unclear", text, places, tuple(school.name for school in offered), week=week, about=written
            )
        school = offered[0] if offered else self._missing(weeks, figures)
        if school is None:
            text = f"«{written}» нет в списке организаций. Какая это организация?"
            similar = tuple(each.name for each in first.near)
            options = (*similar, "выбрать из списка", NEW, NOT_TAKEN)
            return Question("unknown_school", text, places, options, week=week, about=written)
        text = f"«{written}» нет в списке организаций; с этой недели нет данных {school.name}: это та же организация?"
        return Question("renamed", text, places, (RENAMED, NOT_RENAMED), school.id, week, about=written)

    def _missing(self, weeks: set[Week], figures: Sequence[Figure]) -> School | None:
        """The only body of the list that had figures before these weeks and has none in them."""
        if not weeks:
            return None
        first = min(week.start for week in weeks)
        there = {figure.school_id for figure in figures if figure.week in weeks}
        before = {figure.school_id for figure in figures if figure.week.start < first}
        gone = [school for school in self.schools if school.id in before - there]
        return gone[0] if len(gone) == 1 else None
