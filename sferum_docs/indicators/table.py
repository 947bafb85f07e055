"""Figures, questions and cells left out as plain rows: for a CSV and a JSON file."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sferum_docs.indicators.model import PERCENT, unit_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sferum_docs.indicators.model import Figure, Statistics

COLUMNS = ("week_start", "week_end", "school_id", "school", "indicator", "value", "base", "file", "sheet", "cell")


def value_rows(statistics: Statistics) -> Iterator[Sequence[object]]:
    """The heading and a row for each figure; a share of an indicator that counts people bears its sign."""
    units = {(known.key, each.id): unit_of(each) for known in statistics.sets for each in known.indicators}
    yield COLUMNS
    for figure in statistics.figures:
        usual = units.get((figure.set, figure.indicator), figure.unit)
        yield (
            figure.week.start, figure.week.end, figure.school_id, figure.school, figure.indicator,
            _value(figure, usual), "" if figure.base is None else figure.base,
            figure.place.file, figure.place.sheet, figure.place.cell,
        )  # fmt: skip


def _value(figure: Figure, usual: str) -> str:
    """A number; in another unit than the indicator is given in, with its sign.

    A fraction that a spreadsheet computed has no more meaning than four digits of it.
    """
    if figure.amount is None:
        return ""
    if figure.unit != PERCENT:
        return f"{int(figure.amount)}" + ("" if usual == figure.unit else " чел.")
    text = f"{round(figure.amount, 4).normalize():f}"
    return (text if "." in text else f"{text}.0") + ("" if usual == PERCENT else "%")


def question_records(statistics: Statistics) -> list[dict[str, Any]]:
    """The questions, numbered."""
    return [
        {
            "id": f"Q{number:02}",
            "key": question.key,
            "kind": question.kind,
            "places": [{"file": each.file, "sheet": each.sheet, "cell": each.cell} for each in question.places],
            "school_id": question.school_id,
            "week_start": question.week.start.isoformat() if question.week else "",
            "indicator": ", ".join(question.indicators),
            "ask": question.text,
            "options": list(question.options),
        }
        for number, question in enumerate(statistics.questions, 1)
    ]


def left_out_rows(statistics: Statistics) -> Iterator[Sequence[object]]:
    """The heading and a row for each cell that gave no figure."""
    yield ("file", "sheet", "cell", "text", "reason")
    for each in statistics.left_out:
        yield each.place.file, each.place.sheet, each.place.cell, each.text, each.reason
