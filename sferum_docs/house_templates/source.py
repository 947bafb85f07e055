"""Reads the source of a template: lines that a lawyer can read, each kind of paragraph by its Russian name.

# заметка                              > часть (текст из папки «части»)
Страница: альбомная                    {% if … %} — условие или цикл, отдельной строкой
Страница: отдельная                    дальше другой документ, страницы нумеруются заново
Колонка: левая … правая … конец        реквизиты рядом: бланк письма и адресат, два грифа
Пункт [п_1_3]: текст с {{ тегами }}    строка с отступом продолжает предыдущую
График: {{ тег_диаграммы }}            диаграмма; под ней «Подпись рисунка: Рисунок 1 — …»
Таблица: 10ц 60 95                     ширины столбцов в мм, «ц» — по центру; «Таблица мелкая» — 9 пт
! № | ФИО | Подпись                    шапка; строки с «|», строка на всю ширину с «=»; конец — пустая строка
"""

from __future__ import annotations

import re
from itertools import takewhile
from typing import TYPE_CHECKING

from sferum_docs.house_templates.blocks import (
    Block,
    Column,
    Columns,
    Control,
    Line,
    Page,
    Paragraph,
    Row,
    RowKind,
    Side,
    Table,
)
from sferum_docs.house_templates.house import BY_NAME, LANDSCAPE, PORTRAIT, SIGNED, PageFormat
from sferum_docs.reading.faults import Fault, FaultsError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

_ENTRY = re.compile(r"(?P<name>[^\W\d][\w ]*?)\s*(?:\[(?P<bookmark>[^\]]*)\])?:\s*(?P<text>.*)")
_COLUMN = re.compile(r"(\d+(?:[.,]\d+)?)(ц?)")
# Word: a letter first, then letters, digits, underscores; 40 characters at most
_BOOKMARK = re.compile(r"п_\w{1,38}")
_CONTROL = re.compile(r"(?:\{%[^%\n]*+(?:%(?!\})[^%\n]*+)*%\}\s*)+")
_CELLS = re.compile(r"(?:\{\{.*?\}\}|\{%.*?%\}|[^|])+|(?<=\|)(?=\||$)")
_SHEETS = {"альбомная": LANDSCAPE, "книжная": PORTRAIT, "отдельная": PORTRAIT}
_TABLES = {"Таблица": False, "Таблица мелкая": True}
_LINES = {"Дата и номер", *SIGNED}
_LINE_CELLS = 2
_COLUMNS = "Колонка"


def parse(source: str, name: str, parts: Mapping[str, str] | None = None) -> tuple[Block, ...]:
    """The blocks of a source; FaultsError with every fault and its line."""
    reader = _Reader(name)
    blocks = reader.blocks(list(_with_parts(source, name, parts or {}, reader.faults)))
    if reader.faults:
        raise FaultsError(reader.faults)
    return tuple(blocks)


def _with_parts(source: str, name: str, parts: Mapping[str, str], faults: list[Fault]) -> Iterator[tuple[str, str]]:
    """Place and text of each line, the lines of a part standing where it is named; parts name no parts."""
    for number, line in enumerate(source.splitlines(), start=1):
        place = f"{name}, строка {number}"
        if not line.startswith(">"):
            yield place, line
            continue
        part = line[1:].strip()
        if part not in parts:
            faults.append(Fault("not_a_choice", place, {"text": part, "options": ", ".join(sorted(parts))}))
        for below, item in enumerate(parts.get(part, "").splitlines(), start=1):
            yield f"{part}, строка {below}", item


def _joined(lines: Sequence[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """Lines with their indented continuations joined to them, notes left out."""
    kept: list[tuple[str, str]] = []
    for place, line in lines:
        if line.startswith("#"):
            continue
        if line[:1] == " " and line.strip() and kept and kept[-1][1]:
            kept[-1] = (kept[-1][0], f"{kept[-1][1]} {line.strip()}")
        else:
            kept.append((place, line.strip()))
    yield from kept


class _Reader:
    """Goes through the lines, notes faults and goes on."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.faults: list[Fault] = []
        self.sheet: PageFormat = PORTRAIT
        self.bookmarks: set[str] = set()

    def fault(self, code: str, place: str, **values: object) -> None:
        self.faults.append(Fault(code, place, values))

    def blocks(self, lines: list[tuple[str, str]]) -> list[Block]:
        queue = list(_joined(lines))
        if not any(line for _, line in queue):
            self.fault("empty", self.name)
        return self.laid(queue)

    def laid(self, queue: list[tuple[str, str]]) -> list[Block]:
        """The blocks of joined lines, which are used up."""
        found: list[Block] = []
        while queue:
            place, line = queue.pop(0)
            if not line:
                continue
            if _CONTROL.fullmatch(line):
                found.append(Control(line))
                continue
            entry = _ENTRY.fullmatch(line)
            if entry and entry["name"] == _COLUMNS:
                found.extend(self.columns(place, entry["text"], queue))
            elif entry is None:
                self.fault("not_a_choice", place, text=line[:40], options="вид абзаца с двоеточием, {% … %}, > часть")
            elif entry["name"] in _TABLES:
                rows = list(takewhile(lambda item: item[1], queue))
                del queue[: len(rows)]
                found.append(self.table(place, entry["name"], entry["text"], rows))
            else:
                found.extend(self.entry(place, entry["name"], entry["bookmark"], entry["text"]))
        return found

    def columns(self, place: str, side: str, queue: list[tuple[str, str]]) -> Iterator[Columns]:
        """The two columns that begin here, taken from the queue up to the line that ends them."""
        if side != Side.LEFT:
            self.fault("not_a_choice", place, text=side, options=Side.LEFT)
            return
        left, right = self.column(place, Side.RIGHT, queue), self.column(place, Side.END, queue)
        yield Columns(left, right)

    def column(self, place: str, end: Side, queue: list[tuple[str, str]]) -> tuple[Paragraph | Control, ...]:
        last = f"{_COLUMNS}: {end}"
        lines = [line for _, line in queue]
        if last not in lines:
            self.fault("not_a_choice", place, text=_COLUMNS, options=last)
            return ()
        within = queue[: lines.index(last)]
        del queue[: len(within) + 1]
        found = self.laid(within)
        if not all(isinstance(block, Paragraph | Control) for block in found):
            self.fault("not_a_choice", place, text=_COLUMNS, options="вид абзаца, {% … %}")
        return tuple(block for block in found if isinstance(block, Paragraph | Control))

    def entry(self, place: str, name: str, bookmark: str | None, words: str) -> Iterator[Block]:
        if name == "Страница":
            if words in _SHEETS:
                self.sheet = _SHEETS[words]
                yield Page(self.sheet.landscape, fresh=words == "отдельная")
            else:
                self.fault("not_a_choice", place, text=words, options=", ".join(_SHEETS))
        elif (style := BY_NAME.get(name)) is None:
            self.fault("not_a_choice", place, text=name, options=", ".join([*_TABLES, "Страница", *BY_NAME]))
        elif not words:
            self.fault("empty", place)
        elif name in _LINES:
            cells = _cells(words)
            if len(cells) == _LINE_CELLS:
                yield Line(style, (cells[0], cells[1]))
            else:
                self.fault("row_too_short" if len(cells) < _LINE_CELLS else "row_too_long", place, text=words)
        else:
            yield Paragraph(style, words, self.bookmark(place, bookmark))

    def bookmark(self, place: str, bookmark: str | None) -> str:
        if bookmark is None:
            return ""
        if not _BOOKMARK.fullmatch(bookmark):
            self.fault("not_a_choice", place, text=bookmark, options="п_1_3, п_1_3_раз2, п_1_9__т3")
        elif bookmark in self.bookmarks:
            self.fault("duplicate_id", place, text=bookmark)
        self.bookmarks.add(bookmark)
        return bookmark

    def table(self, place: str, name: str, widths: str, lines: list[tuple[str, str]]) -> Table:
        columns = []
        for word in widths.split():
            if (column := _COLUMN.fullmatch(word)) is None:
                self.fault("not_a_number", place, text=word)
            else:
                columns.append(Column(float(column[1].replace(",", ".")), centred=bool(column[2])))
        if sum(column.width for column in columns) != self.sheet.text:
            self.fault("out_of_bounds", f"{place}, сумма ширин", low=self.sheet.text, high=self.sheet.text)
        rows = [self.row(below, line, len(columns)) for below, line in lines]
        if not rows or rows[0].kind is not RowKind.HEAD:
            self.fault("not_a_choice", place, text="таблица без шапки", options="! столбец | столбец")
        return Table(tuple(columns), tuple(rows), small=_TABLES[name])

    def row(self, place: str, line: str, width: int) -> Row:
        if _CONTROL.fullmatch(line):
            return Row(RowKind.CONTROL, (line,))
        if line[0] not in {RowKind.HEAD, RowKind.BODY, RowKind.WHOLE}:
            self.fault("not_a_choice", place, text=line[:40], options="!, |, =, {% … %}")
            return Row(RowKind.BODY, ())
        kind = RowKind(line[0])
        cells = (line[1:].strip(),) if kind is RowKind.WHOLE else _cells(line[1:])
        if kind is not RowKind.WHOLE and len(cells) != width:
            self.fault("row_too_short" if len(cells) < width else "row_too_long", place, text=line[:60])
        return Row(kind, cells)


def _cells(words: str) -> tuple[str, ...]:
    """Cells parted by bars; a bar inside a tag is a filter.

    >>> _cells("{{ а.фио|дательный }} | | б")
    ('{{ а.фио|дательный }}', '', 'б')
    """
    return tuple(cell.strip() for cell in _CELLS.findall(words))
