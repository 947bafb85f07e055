"""Figures of several places seen together: what stands twice, what contradicts, what corrects."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from sferum_docs.indicators.asking.values import conflict, late_correction
from sferum_docs.indicators.model import Figure, LeftOut, Statistics, unit_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sferum_docs.indicators.asking.asking import Asking
    from sferum_docs.indicators.model import Question


def settled(figures: Sequence[Figure], left_out: Sequence[LeftOut], asking: Asking) -> Statistics:
    """Each value once; what cannot be decided stays with all its values and is asked."""
    by_about: dict[object, list[Figure]] = defaultdict(list)
    for figure in figures:
        by_about[figure.about].append(figure)
    kept: list[Figure] = []
    twice: list[LeftOut] = []
    left_shares: list[LeftOut] = []
    against: dict[tuple[str, object, str], list[Figure]] = defaultdict(list)
    for found in by_about.values():
        group, beside = _of_usual_unit(found, asking)
        left_shares += [LeftOut(figure.place, figure.written, "доля рядом с числом") for figure in beside]
        values, same = _distinct(group)
        kept += values
        twice += [LeftOut(figure.place, figure.written, "то же значение уже есть") for figure in same]
        if len(values) > 1:
            kind = "late_correction" if any(figure.correction for figure in values) else "conflict"
            against[kind, values[0].week, values[0].school_id or values[0].school] += values
        elif values[0].correction:
            against["late_correction", values[0].week, values[0].school_id or values[0].school] += values
    kept.sort(key=lambda figure: (figure.week.start, figure.school_id, figure.school, figure.indicator))
    questions = [*asking.questions(kept), *_asked(against)]
    questions.sort(key=lambda question: (question.week.start.isoformat() if question.week else "", question.kind))
    return Statistics(tuple(kept), tuple(questions), (*left_out, *twice, *left_shares), tuple(asking.sets.values()))


def _asked(against: dict[tuple[str, object, str], list[Figure]]) -> Iterator[Question]:
    for (kind, _week, _school), group in against.items():
        group.sort(key=lambda figure: (figure.indicator, figure.correction))
        yield late_correction(group) if kind == "late_correction" else conflict(group)


def _of_usual_unit(group: list[Figure], asking: Asking) -> tuple[list[Figure], list[Figure]]:
    """The figures without the shares that stand on the sheet of the number itself."""
    indicator = asking.sets[group[0].set].named(group[0].indicator)
    usual = unit_of(indicator) if indicator else group[0].unit
    sheets = {(each.place.file, each.place.sheet) for each in group if each.unit == usual and each.amount is not None}
    beside = [each for each in group if each.unit != usual and (each.place.file, each.place.sheet) in sheets]
    return [each for each in group if each not in beside], beside


def _distinct(group: Sequence[Figure]) -> tuple[list[Figure], list[Figure]]:
    """The figures that say different things, and those that say again what is said; «not known» says nothing."""
    known = [figure for figure in group if figure.amount is not None]
    values: list[Figure] = []
    same: list[Figure] = []
    for figure in known or group[:1]:
        said = {each.amount for each in values if each.unit == figure.unit}
        (same if figure.amount in said else values).append(figure)
    placed = {figure.place for figure in (*values, *same)}
    return values, same + [figure for figure in group if figure.place not in placed]
