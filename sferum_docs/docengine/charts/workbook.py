"""The workbook of a chart: a table that Word opens for «Изменить данные». The same chart gives the same bytes."""

from __future__ import annotations

import io
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from sferum_docs.docengine.values import escape_attribute

if TYPE_CHECKING:
    from sferum_docs.docengine.charts.model import Chart

SHEET = "Данные"
_NO_MOMENT = datetime(1980, 1, 1, tzinfo=UTC).replace(tzinfo=None)  # a file of Excel names one; this is none
_PLAIN = {
    "in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False,
}  # fmt: skip
_LETTER, _WIDEST = 1.2, 60


def workbook(chart: Chart) -> bytes:
    """Categories in the first column, a series in each of the others, its name above."""
    from xlsxwriter import Workbook  # noqa: PLC0415  wanted when there is a chart

    categories, series = chart.columns
    target = io.BytesIO()
    with Workbook(target, _PLAIN) as book:
        book.set_properties({"created": _NO_MOMENT})
        sheet = book.add_worksheet(SHEET)
        number = book.add_format({"num_format": number_format(chart)})
        heads = ["", *(item.name for item in series)]
        for place, head in enumerate(heads):
            sheet.write_string(0, place, escape_attribute(head))
            longest = max(map(len, categories), default=0) if not place else len(head)
            sheet.set_column(place, place, min(_WIDEST, max(8, longest * _LETTER)))
        for row, category in enumerate(categories, 1):
            sheet.write_string(row, 0, escape_attribute(category))
            for place, item in enumerate(series, 1):
                value = item.values[row - 1]
                if value is not None:
                    sheet.write_number(row, place, float(value), number)
    return target.getvalue()


def number_format(chart: Chart) -> str:
    """How numbers are written: the comma and the space come with the language of the program."""
    return "0" + ("." + "0" * chart.decimals if chart.decimals else "")


def reference(column: int, first: int, last: int) -> str:
    """The address of a stretch of a column.

    >>> reference(1, 2, 5), reference(1, 1, 1)
    ("'Данные'!$B$2:$B$5", "'Данные'!$B$1")
    """
    letter = chr(ord("A") + column)
    start = f"'{SHEET}'!${letter}${first}"
    return start if first == last else f"{start}:${letter}${last}"
