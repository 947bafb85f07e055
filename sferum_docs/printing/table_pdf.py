"""A long table as a PDF, written row after row: pages of text before it, its head on every page, a text after it.

LibreOffice needs a time that grows faster than the table; this way needs the same time for each row, and no other
program. Lengths in millimetres, type and distances between paragraphs in points.
"""

from __future__ import annotations

import io
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from sferum_docs.printing.faults import PrintingError
from sferum_docs.printing.set_type import SetFace
from sferum_docs.printing.typefaces import serif_files

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from reportlab.pdfgen.canvas import Canvas

    from sferum_docs.printing.typefaces import FaceFiles

_SPACING, _ASCENT = 1.149, 0.891  # of Times New Roman and all of the same measure, in sizes
_MM = 72 / 25.4  # points
_RULE, _STRIKE = 0.5, 0.28  # points; how high a line is struck through, in sizes
_CELLS = 5_000  # remembered: people, days and files come again and again


@dataclass(frozen=True, slots=True)
class PdfPage:
    """The paper: its size, its margins, how far the number of the page stands from the edge and its size."""

    width: float
    height: float
    left: float
    right: float
    top: float
    bottom: float
    number_from_edge: float
    number_size: float


@dataclass(frozen=True, slots=True)
class TextBlock:
    """A paragraph outside the table."""

    text: str
    size: float
    bold: bool = False
    centred: bool = False
    left: float = 0
    right: float = 0
    before: float = 0
    after: float = 0


@dataclass(frozen=True, slots=True)
class TableColumn:
    """A column: its head, its width, whether its texts stand in the middle."""

    caption: str
    width: float
    centred: bool = False


@dataclass(frozen=True, slots=True)
class TableRow:
    """A row: its texts, and the places of those that are struck through."""

    cells: Sequence[str]
    struck: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class TableLook:
    """How cells are set: size of the type, distance of a text from the sides, above and below it, the lowest row."""

    size: float
    side: float
    above: float
    below: float
    lowest: float


@dataclass(frozen=True)
class LongTable:
    """What is written; `rows` are read once."""

    name: str
    sheet: PdfPage
    look: TableLook
    opening: Sequence[TextBlock]
    columns: Sequence[TableColumn]
    rows: Iterable[TableRow]
    closing: Sequence[TextBlock]


def table_pdf(table: LongTable) -> bytes:
    """The PDF. PrintingError where this machine has no typeface for it."""
    from reportlab.pdfgen.canvas import Canvas  # noqa: PLC0415  wanted when a table is

    target = io.BytesIO()
    canvas = Canvas(
        target, (table.sheet.width * _MM, table.sheet.height * _MM), pageCompression=1, invariant=1, lang="ru"
    )
    canvas.setTitle(table.name)
    _Writer(canvas, table, *_faces(canvas)).write()
    canvas.save()
    return target.getvalue()


def _faces(canvas: Canvas) -> tuple[SetFace, SetFace]:
    """The plain and the bold face: the first whose files can be used."""
    for files in serif_files():
        faces = _opened(canvas, files)
        if faces:
            return faces
    raise PrintingError("no_typeface")


def _opened(canvas: Canvas, files: FaceFiles) -> tuple[SetFace, SetFace] | None:
    from reportlab.pdfbase.ttfonts import TTFError  # noqa: PLC0415  as above

    try:
        return SetFace(canvas, files.plain), SetFace(canvas, files.bold)
    except (TTFError, OSError):
        return None


_Laid = tuple[tuple[str, ...], ...]  # the lines of each cell


class _Writer:
    """Pages filled from top to bottom; `y` is what is still free, counted from the lower edge of the sheet."""

    def __init__(self, canvas: Canvas, table: LongTable, plain: SetFace, bold: SetFace) -> None:
        self.canvas, self.table, self.plain, self.bold = canvas, table, plain, bold
        sheet = table.sheet
        self.left, self.right = sheet.left * _MM, (sheet.width - sheet.right) * _MM
        self.top, self.bottom = (sheet.height - sheet.top) * _MM, sheet.bottom * _MM
        self.page, self.y = 1, self.top
        self.leading = table.look.size * _SPACING
        self.edges = [self.left]
        for column in table.columns:
            self.edges.append(self.edges[-1] + column.width * _MM)
        self.rooms = [(column.width - 2 * table.look.side) * _MM / table.look.size for column in table.columns]
        self.head: _Laid = tuple(
            bold.lines(column.caption, room) for column, room in zip(table.columns, self.rooms, strict=True)
        )
        self.cell = lru_cache(_CELLS)(plain.lines)

    def write(self) -> None:
        """Everything, from the first page to the last."""
        self.texts(self.table.opening)
        self.turn()
        self.begin_table()
        closing = sum(self.text_height(block) for block in self.table.closing)
        for row, last in _with_last(self.table.rows):
            self.row(row, closing if last else 0)
        if self.y - closing < self.bottom:
            self.turn()
        self.texts(self.table.closing)
        self.canvas.showPage()

    def turn(self) -> None:
        """The next page, with its number."""
        self.canvas.showPage()
        self.page, self.y = self.page + 1, self.top
        sheet = self.table.sheet
        number, size = str(self.page), sheet.number_size
        baseline = (sheet.height - sheet.number_from_edge) * _MM - size * _ASCENT
        middle = (self.left + self.right - self.plain.width(number) * size) / 2
        self.canvas.addLiteral(f"BT {self.at(middle, baseline)} {self.plain.shown(number, size)} ET")

    def begin_table(self) -> None:
        """The head, its texts in the middle of their cells."""
        self.canvas.setLineWidth(_RULE)
        self.canvas.line(self.edges[0], self.y, self.edges[-1], self.y)
        self.draw(self.head, frozenset(), head=True)

    def row(self, row: TableRow, after: float) -> None:
        """A row, whole on its page; one that is longer than a page parts. `after` has to stand on the same page."""
        laid: _Laid = tuple(map(self.cell, row.cells, self.rooms))
        fresh = self.top - self.height(self.head) - self.bottom
        if self.height(laid) + after > self.y - self.bottom and not self.at_head():
            self.turn()
            self.begin_table()
        while self.height(laid) > fresh:
            fitting = int((fresh - self.table.look.above - self.table.look.below) // self.leading)
            self.draw(tuple(lines[:fitting] for lines in laid), row.struck)
            laid = tuple(lines[fitting:] for lines in laid)
            self.turn()
            self.begin_table()
        self.draw(laid, row.struck)

    def at_head(self) -> bool:
        """Whether nothing stands below the head of this page yet."""
        return self.y >= self.top - self.height(self.head)

    def height(self, laid: _Laid) -> float:
        """What a row needs."""
        look = self.table.look
        return max(max(map(len, laid)) * self.leading + look.above + look.below, look.lowest * _MM)

    def draw(self, laid: _Laid, struck: frozenset[int], *, head: bool = False) -> None:
        """The row where the page is filled to, with its borders."""
        face, look, height = self.bold if head else self.plain, self.table.look, self.height(laid)
        written = ["BT"]
        for place, lines in enumerate(laid):
            spare = (height - len(lines) * self.leading) / 2 if head else look.above
            baseline = self.y - spare - look.size * _ASCENT
            for line in filter(None, lines):
                x = self.line_start(place, face, line, centred=head or self.table.columns[place].centred)
                written.append(f"{self.at(x, baseline)} {face.shown(line, look.size)}")
                if place in struck:
                    strike = baseline + look.size * _STRIKE
                    self.canvas.line(x, strike, x + face.width(line) * look.size, strike)
                baseline -= self.leading
        self.canvas.addLiteral("\n".join([*written, "ET"]))
        low = self.y - height
        self.canvas.grid(self.edges, [self.y, low])
        self.y = low

    def line_start(self, place: int, face: SetFace, line: str, *, centred: bool) -> float:
        """Where a line of a cell begins."""
        if centred:
            return (self.edges[place] + self.edges[place + 1] - face.width(line) * self.table.look.size) / 2
        return self.edges[place] + self.table.look.side * _MM

    def texts(self, blocks: Sequence[TextBlock]) -> None:
        """Paragraphs where the page is filled to."""
        for block in blocks:
            self.y -= block.before
            face = self.bold if block.bold else self.plain
            left, right = self.left + block.left * _MM, self.right - block.right * _MM
            for line in self.text_lines(block):
                x = (left + right - face.width(line) * block.size) / 2 if block.centred else left
                baseline = self.y - block.size * _ASCENT
                if line:
                    self.canvas.addLiteral(f"BT {self.at(x, baseline)} {face.shown(line, block.size)} ET")
                self.y -= block.size * _SPACING
            self.y -= block.after

    def text_lines(self, block: TextBlock) -> tuple[str, ...]:
        """The lines of a paragraph."""
        room = self.right - self.left - (block.left + block.right) * _MM
        return (self.bold if block.bold else self.plain).lines(block.text, room / block.size)

    def text_height(self, block: TextBlock) -> float:
        """What a paragraph needs."""
        return block.before + len(self.text_lines(block)) * block.size * _SPACING + block.after

    @staticmethod
    def at(x: float, y: float) -> str:
        """The operator that goes to a place."""
        return f"1 0 0 1 {x:.2f} {y:.2f} Tm"


def _with_last(rows: Iterable[TableRow]) -> Iterator[tuple[TableRow, bool]]:
    """Each row, and whether it is the last."""
    given = iter(rows)
    row = next(given, None)
    while row is not None:
        following = next(given, None)
        yield row, following is None
        row = following
