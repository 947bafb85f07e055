"""Sheets to fill in Excel: the headings that the import knows, with lists to choose from."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from sferum_docs.schools.fields.declaration import ValueKind, offered_values

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sferum_docs.schools.fields.declaration import SchoolField

_ROWS = 500  # the lists to choose from reach so far down
_YES_NO = ("да", "нет")


def sample_sheet(title: str, fields: Sequence[SchoolField]) -> bytes:
    """The sheet for a list of these fields: those that a table may hold."""
    from xlsxwriter import Workbook  # noqa: PLC0415  wanted when a sheet is

    target = io.BytesIO()
    columns = [(field, field.sheet) for field in fields if field.sheet is not None]
    # what begins with «=» stays text: a sheet of ours never computes anything
    with Workbook(target, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}) as book:
        sheet = book.add_worksheet(title)
        heading = book.add_format({"bold": True, "bg_color": "#E4EFF2", "bottom": 1, "text_wrap": True})
        text = book.add_format({"num_format": "@"})
        for index, (field, column) in enumerate(columns):
            sheet.set_column(index, index, column.width, text)
            sheet.write_string(0, index, column.caption, heading)
            if offered := _offered(field):
                sheet.data_validation(1, index, _ROWS, index, {"validate": "list", "source": list(offered)})
        sheet.freeze_panes(1, 1)
    return target.getvalue()


def _offered(field: SchoolField) -> Sequence[str]:
    if field.kind is ValueKind.ANSWER:
        return _YES_NO
    return offered_values(field)
