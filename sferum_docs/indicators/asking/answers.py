"""What a person has answered: weeks, bodies and columns before a sheet is read again, values when it is read."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from sferum_docs.indicators.asking.asking import FIRST_WEEK, NEW, NOT_RENAMED, RENAMED
from sferum_docs.indicators.asking.values import AS_IT_IS, BLANK, KEEP, NOT_TAKEN, REPLACE, source_of
from sferum_docs.indicators.layout.captions import OTHER, Role
from sferum_docs.indicators.layout.cells import read_cell
from sferum_docs.indicators.layout.weeks import week_in
from sferum_docs.indicators.model import PERCENT, LeftOut, unit_of
from sferum_docs.reading.faults import Fault, FaultsError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sferum_docs.indicators.layout.entries import TableReading
    from sferum_docs.indicators.mapping import TableMapping
    from sferum_docs.indicators.model import Figure, Question, School, Statistics

_WHOLE = 100
_ANSWERED = "не взято: так отвечено на вопрос"
_VALUES = frozenset({"above_base", "inconsistent", "unreadable", "falls"})


def with_answers_of_tables(
    mapping: TableMapping, asked: Sequence[Question], tables: Sequence[TableReading], schools: Sequence[School]
) -> TableMapping:
    """The mapping with what is answered of weeks, bodies and columns. FaultsError names each that fits nothing."""
    faults: list[Fault] = []
    for question in asked:
        answer = mapping.answers.get(question.key)
        told = _OF_TABLES.get(question.kind)
        if answer is None or told is None:
            continue
        further = told(mapping, question, str(answer).strip(), tables, schools)
        if further is None:
            faults.append(_unfit(question, answer))
        else:
            mapping = further
    if faults:
        raise FaultsError(faults)
    return mapping


def with_answers(statistics: Statistics, answers: Mapping[str, Any]) -> Statistics:
    """The figures as answered, without the questions that were. FaultsError as above."""
    faults: list[Fault] = []
    figures = {figure.place: figure for figure in statistics.figures}
    left_out = list(statistics.left_out)
    open_questions = []
    for question in statistics.questions:
        answer = answers.get(question.key)
        if answer is None:
            open_questions.append(question)
            continue
        group = [figures[place] for place in dict.fromkeys(question.places) if place in figures]
        settled = _settled(question, answer, group, statistics.figures)
        if settled is None:
            faults.append(_unfit(question, answer))
            continue
        dropped, mended = settled
        left_out += [LeftOut(figure.place, figure.written, _ANSWERED) for figure in dropped]
        figures.update({figure.place: figure for figure in mended})
        for figure in dropped:
            figures.pop(figure.place, None)
    if faults:
        raise FaultsError(faults)
    kept = tuple(figures[figure.place] for figure in statistics.figures if figure.place in figures)
    return replace(statistics, figures=kept, questions=tuple(open_questions), left_out=tuple(left_out))


def _unfit(question: Question, answer: object) -> Fault:
    options = "; ".join(question.options)
    return Fault("statistics_answer", question.key, {"text": str(answer)[:60], "options": options})


Settled = tuple["Sequence[Figure]", "Sequence[Figure]"]  # dropped, mended


def _settled(question: Question, answer: object, group: Sequence[Figure], every: Sequence[Figure]) -> Settled | None:
    """The figures that go and those that are written otherwise; None where the answer fits no option."""
    text = str(answer).strip()
    if question.kind == "conflict" and text in question.options:
        return [figure for figure in group if source_of(figure, group) != text], ()
    if question.kind == "late_correction" and text in {REPLACE, KEEP}:
        return [figure for figure in group if figure.correction != (text == REPLACE)], ()
    if question.kind in {"future_week", "week"} and text == NOT_TAKEN:
        place = question.places[0]
        where = place.file, place.sheet, question.week
        return [each for each in every if (each.place.file, each.place.sheet, each.week) == where], ()
    if question.kind in _VALUES:
        return _of_values(question, answer, [figure for figure in group if figure.week == question.week])
    return None


def _of_values(question: Question, answer: object, group: Sequence[Figure]) -> Settled | None:
    if answer == AS_IT_IS and question.kind != "unreadable":
        return (), ()
    told = answer if isinstance(answer, dict) else {figure.indicator: answer for figure in group}
    if not isinstance(answer, dict) and answer != BLANK and len(group) != 1:
        return None  # of which of them is it the number?
    mended = []
    for figure in group:
        if figure.indicator in told:
            further = _mended(figure, told[figure.indicator])
            if further is None:
                return None
            mended.append(further)
    return ((), mended) if mended and told.keys() <= {figure.indicator for figure in group} else None


def _mended(figure: Figure, answer: object) -> Figure | None:
    text = str(answer).strip()
    if text in {BLANK, ""}:
        return replace(figure, amount=None, state="unknown")
    amount = read_cell(text).amount
    most = Decimal(_WHOLE) if figure.unit == PERCENT else figure.base
    whole = amount is not None and (figure.unit == PERCENT or amount == int(amount))
    if amount is None or not whole or amount < 0 or (most is not None and amount > most):
        return None
    return replace(figure, amount=amount, state="known")


def _school(
    mapping: TableMapping, question: Question, answer: str, _tables: Sequence[TableReading], schools: Sequence[School]
) -> TableMapping | None:
    if answer == NOT_TAKEN:
        return replace(mapping, strange=mapping.strange | {question.about})
    meant = {NEW: "", NOT_RENAMED: "", RENAMED: question.school_id}.get(answer)
    if meant is None:
        named = (school.id for school in schools if answer in {school.id, school.name, school.full_name})
        meant = next(named, None)
    return None if meant is None else replace(mapping, schools={**mapping.schools, question.about: meant})


def _week(
    mapping: TableMapping, question: Question, answer: str, tables: Sequence[TableReading], _schools: Sequence[School]
) -> TableMapping | None:
    if answer == NOT_TAKEN:
        return mapping
    week, place = week_in(answer), question.places[0]
    if week is None:
        return None
    if question.about == FIRST_WEEK:
        return replace(mapping, first_week=week.start)
    here = [table for table in tables if (table.file, table.sheet) == (place.file, place.sheet)]
    whole = [table for table in here if table.week is not None or all(entry.week is None for entry in table.entries)]
    weeks = {(table.file, table.sheet, table.table.number): week for table in whole}
    return replace(mapping, weeks={**mapping.weeks, **weeks}) if weeks else None


def _column(
    mapping: TableMapping, question: Question, answer: str, tables: Sequence[TableReading], _schools: Sequence[School]
) -> TableMapping | None:
    known = (each for table in tables for each in table.table.known.indicators)
    meant = next((each for each in known if answer in {each.id, each.name}), None)
    if meant is None and answer != NOT_TAKEN:
        return None
    signature, _colon, place = question.about.rpartition(":")
    table = next((each.table for each in tables if each.table.signature == signature), None)
    if table is None or not place.isdigit():
        return replace(mapping, indicators={**mapping.indicators, question.about: meant.id if meant else ""})
    roles = list(table.roles)
    roles[int(place)] = Role("indicator", meant.id, unit_of(meant)) if meant else OTHER
    return replace(mapping, tables={**mapping.tables, signature: tuple(roles)})


_OF_TABLES: Mapping[str, Any] = {
    "school_unclear": _school, "unknown_school": _school, "renamed": _school, "week": _week, "future_week": _week,
    "column": _column,
}  # fmt: skip
