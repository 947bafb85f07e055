"""Sheets to fill in Excel: the headings that the import knows, with lists to choose from."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from sferum_docs.schools.chat_sheet import CHAT_COLUMNS
from sferum_docs.schools.model import Audience
from sferum_docs.schools.staff_sheet import STAFF_COLUMNS

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sferum_docs.schools.columns import Column

_ROWS = 500  # the lists to choose from reach so far down
_WIDTHS = {"name": 38, "post": 42, "new_name": 34, "audience": 28, "owner": 34, "email": 26, "exempt": 30}
_YES_NO = ("да", "нет")


def staff_sample() -> bytes:
    """The sheet for the staff."""
    return _sheet("Сотрудники", STAFF_COLUMNS, {"sex": ("м", "ж")})


def chat_sample() -> bytes:
    """The sheet for the chats."""
    return _sheet("Чаты", CHAT_COLUMNS, {"audience": tuple(Audience), "personal_data": _YES_NO})


def _sheet(title: str, columns: Sequence[Column], choices: Mapping[str, Sequence[str]]) -> bytes:
    from xlsxwriter import Workbook  # noqa: PLC0415  wanted when a sheet is

    target = io.BytesIO()
    # what begins with «=» stays text: a sheet of ours never computes anything
    with Workbook(target, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}) as book:
        sheet = book.add_worksheet(title)
        heading = book.add_format({"bold": True, "bg_color": "#E4EFF2", "bottom": 1, "text_wrap": True})
        text = book.add_format({"num_format": "@"})
        for index, column in enumerate(columns):
            sheet.set_column(index, index, _WIDTHS.get(column.key, 18), text)
            sheet.write_string(0, index, column.caption, heading)
            if column.key in choices:
                rule = {"validate": "list", "source": list(choices[column.key])}
                sheet.data_validation(1, index, _ROWS, index, rule)
        sheet.freeze_panes(1, 1)
    return target.getvalue()
