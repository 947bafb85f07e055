"""A table out of text: which sign parts its cells is told by all lines, and an open quote spoils one line only."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from itertools import islice
from typing import TYPE_CHECKING

from sferum_docs.reading.faults import Fault, FaultsError
from sferum_docs.reading.sheets.table import MAX_CELL, MAX_COLUMNS, MAX_ROWS, Sheet, SheetRow, made_row

if TYPE_CHECKING:
    from collections.abc import Iterator

_DELIMITERS = "\t;,|~^"
_LOOKED_AT = 2_000  # lines that tell the delimiter
_LONGEST_CELL_LINES = 40  # a cell of so many lines is none: its quote was never closed
_NAMED = 5
_PROSE_COMMA = re.compile(r",(?= )|(?<=\d),(?=\d)")  # of a sentence or a decimal, where another sign parts cells

csv.field_size_limit(16 * 1024 * 1024)  # the size of a file is bounded before; the module's own limit is 128 KB


def text_sheet(text: str) -> tuple[Sheet, list[Fault]]:
    """The rows of a text, numbered by its lines, and remarks on lines that were read in spite of a fault."""
    lines = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n").split("\n")
    if lines and lines[0].lower().startswith("sep=") and len(lines[0].strip()) <= len("sep=;"):
        lines[0] = ""  # a line that Excel writes for itself
    lines, delimiter = _unwrapped(lines, _delimiter(lines))
    rows: list[SheetRow] = []
    open_quotes: list[int] = []
    wide: list[int] = []
    for number, cells, is_open in _records(lines, delimiter):
        row = made_row(number, cells[:MAX_COLUMNS])
        if row.cells:
            rows.append(row)
        if is_open:
            open_quotes.append(number)
        wide += [number] if any(cell.strip() for cell in cells[MAX_COLUMNS:]) else []
        if len(rows) > MAX_ROWS:
            raise FaultsError([Fault("too_many_rows", values={"limit": MAX_ROWS})])
    return Sheet("", tuple(rows)), [*_open_quotes(open_quotes), *_wide_rows(wide), *_long_cells(lines, delimiter)]


def _delimiter(lines: list[str]) -> str:
    """The sign that parts most lines into the same number of cells."""
    filled = islice((line for line in lines if line.strip()), _LOOKED_AT)
    sample = [_PROSE_COMMA.sub(" ", line) if ";" in line or "\t" in line else line for line in filled]
    best, found = (0, 0), "\t"
    for sign in _DELIMITERS:
        widths = Counter(width for line in sample if (width := _width(line, sign)) > 1)
        if widths:
            width, count = max(widths.items(), key=lambda pair: (pair[1], pair[0]))
            near = sum(times for other, times in widths.items() if abs(other - width) <= 1)
            if (near, count) > best:
                best, found = (near, count), sign
    return found


def _width(line: str, sign: str) -> int:
    if '"' not in line:
        return line.count(sign) + 1
    return len(next(csv.reader([line], delimiter=sign), []))


def _unwrapped(lines: list[str], delimiter: str) -> tuple[list[str], str]:
    """The lines, freed from the quotes of a program that quoted each of them as a single cell."""
    filled = [line for line in lines if line.strip()]
    wrapped = [line for line in filled if len(line) > 1 and line.strip()[0] == line.strip()[-1] == '"']
    if len(wrapped) < 2 or len(wrapped) * 2 < len(filled) or any(_width(line, delimiter) > 1 for line in wrapped):  # noqa: PLR2004  one such line may be a title
        return lines, delimiter
    quoted = set(wrapped)
    inner = [next(csv.reader([line.strip()]), [""])[0] if line in quoted else line for line in lines]
    found = _delimiter(inner)
    parted = sum(_width(line, found) > 1 for line in inner)
    return (inner, found) if parted * 2 > len(filled) else (lines, delimiter)


def _records(lines: list[str], delimiter: str) -> Iterator[tuple[int, list[str], bool]]:
    """(number of the first line, cells, whether a quote was left open)."""
    width = Counter(_width(line, delimiter) for line in lines[:_LOOKED_AT] if line.strip()).most_common(1)
    usual = width[0][0] if width else 1
    index = 0
    while index < len(lines):
        line = lines[index]
        if not line:
            index += 1
            continue
        if line.count('"') % 2 == 0:
            yield (
                index + 1,
                next(csv.reader([line], delimiter=delimiter), []) if '"' in line else line.split(delimiter),
                False,
            )
            index += 1
            continue
        taken = _closed(lines, index, delimiter, usual)
        if taken == 0:
            opened = any(cell.lstrip().startswith('"') for cell in line.split(delimiter))
            yield index + 1, [cell.strip().strip('"') if opened else cell for cell in line.split(delimiter)], opened
            index += 1
            continue
        joined = "\n".join(lines[index : index + taken])
        for cells in csv.reader(io.StringIO(joined, newline=""), delimiter=delimiter):
            yield index + 1, cells, False
        index += taken


def _closed(lines: list[str], start: int, delimiter: str, usual: int) -> int:
    """How many lines a quoted cell that is open in the first of them joins; 0 when it is never closed.

    A cell of a heading may end in the line in which the next one begins: «лия"<tab>"Долж-».
    """
    is_open: bool | None = False
    for taken in range(1, min(_LONGEST_CELL_LINES, len(lines) - start) + 1):
        line = lines[start + taken - 1]
        if is_open and '"' not in line and usual > 1 and line.count(delimiter) + 1 >= usual:
            return 0  # a whole row stands inside the cell: the quote was forgotten before it
        is_open = _goes_on(line, delimiter, is_open=bool(is_open))
        if not is_open:
            return taken if is_open is False and taken > 1 else 0
    return 0


def _goes_on(line: str, delimiter: str, *, is_open: bool) -> bool | None:
    """Whether a quoted cell is open at the end of a line; None when a quote closes one and no sign follows it."""
    at = 0
    while True:
        if is_open:
            at = line.find('"', at)
            if at < 0:
                return True
            if line.startswith('"', at + 1):
                at += 2
                continue
            after = _past_spaces(line, at + 1)
            if after < len(line) and not line.startswith(delimiter, after):
                return None
            is_open, at = False, after if after < len(line) else -1
        elif line.startswith('"', _past_spaces(line, at)):
            is_open, at = True, _past_spaces(line, at) + 1
            continue
        else:
            at = line.find(delimiter, at)
        if at < 0:
            return False
        at += 1


def _past_spaces(line: str, at: int) -> int:
    while line.startswith(" ", at):
        at += 1
    return at


def _open_quotes(numbers: list[int]) -> list[Fault]:
    return [Fault("sheet_open_quote", values={"lines": _listed(numbers)}, warning=True)] if numbers else []


def _wide_rows(numbers: list[int]) -> list[Fault]:
    values = {"lines": _listed(numbers), "limit": MAX_COLUMNS}
    return [Fault("sheet_wide", values=values, warning=True)] if numbers else []


def _long_cells(lines: list[str], delimiter: str) -> list[Fault]:
    numbers = [
        number
        for number, line in enumerate(lines, start=1)
        if len(line) > MAX_CELL and max(map(len, line.split(delimiter))) > MAX_CELL
    ]
    values = {"lines": _listed(numbers), "limit": MAX_CELL}
    return [Fault("sheet_long_cell", values=values, warning=True)] if numbers else []


def _listed(numbers: list[int]) -> str:
    return ", ".join(map(str, numbers[:_NAMED])) + (" …" if len(numbers) > _NAMED else "")
