"""Filled sheets as a workbook of Excel: captions merged as they were, texts never taken for formulas."""

from __future__ import annotations

import io
import re
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from sferum_docs.indicators.export.filled import Share
from sferum_docs.indicators.model import PERCENT, plain

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from xlsxwriter import Workbook
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

    from sferum_docs.indicators.export.filled import Cell, FilledSheet
    from sferum_docs.indicators.export.sheet_form import Line

_FORBIDDEN = re.compile(r"[\[\]:*?/\\]")
_LONGEST_NAME, _WIDEST, _NARROWEST = 31, 40, 7
_LARGEST_FRACTION = Decimal("1.5")  # a share above it would be read as a number of percent
_OPTIONS = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
Area = tuple[int, int, int, int]


def workbook_bytes(sheets: Sequence[FilledSheet]) -> bytes:
    """The workbook of these sheets."""
    from xlsxwriter import Workbook  # noqa: PLC0415  wanted when a sheet is

    target = io.BytesIO()
    with Workbook(target, _OPTIONS) as workbook:
        formats = _formats(workbook)
        for name, sheet in zip(sheet_names([sheet.name for sheet in sheets]), sheets, strict=True):
            _write(workbook.add_worksheet(name), sheet, formats)
    return target.getvalue()


def sheet_names(wanted: Iterable[str]) -> list[str]:
    """Names that Excel takes: without its signs, not too long, each once.

    >>> sheet_names(["16/10", "16:10", "", "'"])
    ['16-10', '16-10 2', 'Лист', 'Лист 2']
    """
    found: list[str] = []
    for text in wanted:
        name = _FORBIDDEN.sub("-", text).strip(" '")[:_LONGEST_NAME].strip(" '") or "Лист"
        taken, number, plain = {each.casefold() for each in found}, 1, name
        while name.casefold() in taken:
            number += 1
            name = f"{plain[: _LONGEST_NAME - 4]} {number}"
        found.append(name)
    return found


def _formats(workbook: Workbook) -> dict[str, Format]:
    box = {"border": 1, "valign": "vcenter"}
    return {
        "title": workbook.add_format({"bold": True}),
        "head": workbook.add_format({**box, "bold": True, "align": "center", "text_wrap": True}),
        "text": workbook.add_format({**box, "text_wrap": True}),
        "number": workbook.add_format({**box, "num_format": "0"}),
        "share": workbook.add_format({**box, "num_format": "0.0%"}),
        "share_text": workbook.add_format({**box, "align": "right"}),
    }


@dataclass(frozen=True, slots=True)
class _Page:
    """A sheet that is written; in a turned one what are rows here stand as columns below the captions."""

    page: Worksheet
    formats: dict[str, Format]
    turned_below: int | None = None

    def at(self, row: int, column: int) -> tuple[int, int]:
        """Where a cell of the table stands on the page."""
        return (row, column) if self.turned_below is None else (self.turned_below + column, row)

    def write(self, row: int, column: int, cell: Cell, *, fraction: bool) -> None:
        """Writes one cell of the table."""
        place = self.at(row, column)
        if isinstance(cell, Share) and fraction:
            self.page.write_number(*place, float(cell.percent / 100), self.formats["share"])
        elif isinstance(cell, Share):
            self.page.write_string(*place, plain(cell.percent, PERCENT), self.formats["share_text"])
        elif isinstance(cell, int):
            self.page.write_number(*place, cell, self.formats["number"])
        elif cell:
            self.page.write_string(*place, cell, self.formats["text"])
        else:
            self.page.write_blank(*place, None, self.formats["text"])


def _write(worksheet: Worksheet, sheet: FilledSheet, formats: dict[str, Format]) -> None:
    titles = sheet.head[: sheet.titles]
    above = max((number for number, _cells in titles), default=0)
    heading = _below(sheet.head[sheet.titles :], 0 if sheet.turned else above)
    page = _Page(worksheet, formats, above if sheet.turned else None)
    for number, cells in titles:
        for column, text in enumerate(cells):
            if text and text not in cells[:column]:
                worksheet.write_string(number - 1, column, text, formats["title"])
    for top, left, bottom, right in merged_areas(heading):
        text = _at(heading[top][1], left)
        first, last = page.at(heading[top][0] - 1, left), page.at(heading[bottom][0] - 1, right)
        if first == last:
            worksheet.write_string(*first, text, formats["head"])
        else:
            worksheet.merge_range(*first, *last, text, formats["head"])
    below, fractions = heading[-1][0] if heading else above, _fractions(sheet)
    for row, line in enumerate(sheet.rows, below):
        for column, cell in enumerate(line):
            page.write(row, column, cell, fraction=fractions and sheet.told[column])
    _lay_out(page, sheet, heading, below)


def _below(heading: Sequence[Line], above: int) -> tuple[Line, ...]:
    """The rows of a heading, moved down where captions stand in their place."""
    lower = max(above + 1 - heading[0][0], 0) if heading else 0
    return tuple((number + lower, cells) for number, cells in heading)


def _lay_out(page: _Page, sheet: FilledSheet, heading: Sequence[Line], below: int) -> None:
    if sheet.turned:
        page.page.set_column(0, max(below - 1, 0), _WIDEST)
        page.page.set_column(below, below + len(sheet.rows), _WIDEST // 2)
    else:
        for column, width in enumerate(_widths(sheet, heading)):
            page.page.set_column(column, column, width)
    page.page.freeze_panes(*page.at(below, 1 if sheet.turned else 0))
    page.page.set_landscape()
    page.page.fit_to_pages(1, 0)


def _fractions(sheet: FilledSheet) -> bool:
    """Whether shares may stand as numbers: a reader tells fractions from percent by what stands together."""
    parts = [
        cell.percent / 100 for row in sheet.rows for at, cell in enumerate(row)
        if isinstance(cell, Share) and sheet.told[at]
    ]  # fmt: skip
    return bool(parts) and max(parts) <= _LARGEST_FRACTION and any(part % 1 for part in parts)


def merged_areas(heading: Sequence[tuple[int, Sequence[str]]]) -> Iterator[Area]:
    """The cells of a heading, equal ones together: first row and column, last row and column.

    The lowest row is never joined to the side: «чел.» twice there is two columns.

    >>> list(merged_areas([(4, ["№", "Учителя", "Учителя"]), (5, ["№", "чел.", "%"])]))
    [(0, 0, 1, 0), (0, 1, 0, 2), (1, 1, 1, 1), (1, 2, 1, 2)]
    """
    width = max((len(cells) for _number, cells in heading), default=0)
    taken: set[tuple[int, int]] = set()
    for top in range(len(heading)):
        for left in range(width):
            text = _at(heading[top][1], left)
            if (top, left) in taken:
                continue
            right, bottom = left, top
            if text and top < len(heading) - 1:
                while right + 1 < width and _at(heading[top][1], right + 1) == text:
                    right += 1
                columns = range(left, right + 1)
                while bottom + 1 < len(heading) and _is_same(heading, bottom + 1, columns, text):
                    bottom += 1
            taken.update((row, column) for row in range(top, bottom + 1) for column in range(left, right + 1))
            yield top, left, bottom, right


def _is_same(heading: Sequence[tuple[int, Sequence[str]]], row: int, columns: range, text: str) -> bool:
    """Whether a row goes on with the same text below, and rows follow one another."""
    return heading[row][0] == heading[row - 1][0] + 1 and all(_at(heading[row][1], at) == text for at in columns)


def _at(cells: Sequence[str], place: int) -> str:
    return cells[place] if place < len(cells) else ""


def _widths(sheet: FilledSheet, heading: Sequence[tuple[int, Sequence[str]]]) -> Iterator[int]:
    for at in range(len(sheet.told)):
        texts = [_at(heading[-1][1], at)] if heading else []
        texts += [cell for row in sheet.rows if isinstance(cell := row[at], str)]
        longest = max((len(word) for text in texts for word in (text.split() or [""])), default=0)
        whole = max((len(cell) for row in sheet.rows if isinstance(cell := row[at], str)), default=0)
        yield min(max(longest + 2, min(whole, _WIDEST) + 1, _NARROWEST), _WIDEST)
