"""What an RTF file writes on its pages: letters become lines, lines paragraphs, paragraphs cells and rows."""

from __future__ import annotations

from dataclasses import dataclass, field

from sferum_docs.acts_reader.model import Line
from sferum_docs.acts_reader.sources.letters import BULLET, laid_out, tidy
from sferum_docs.acts_reader.sources.tables import row_lines
from sferum_docs.acts_reader.sources.texts import MAX_LINES
from sferum_docs.reading.faults import Fault, FaultsError

# where letters go: the text, nowhere, the table of fonts, the number of an item, running heads, notes, text boxes
BODY, SKIP, FONTS, MARK, HEAD, NOTE, BOX = "body", "skip", "fonts", "mark", "head", "note", "box"
SHOWN = frozenset((BODY, MARK, HEAD, NOTE, BOX))
_LETTER_BULLETS = frozenset("o·§Øüvq")  # signs of symbol fonts at the places of Latin letters
_LETTER = 5  # twips of a letter's width for each half-point of its size
_WIDEST = 200
_TAB = 708  # twips


@dataclass(slots=True)
class Formatting:
    """What holds within a group of the file."""

    into: str = BODY
    font: int = -1
    substitutes: int = 1  # letters that old programs read in the place of one in Unicode
    hidden: bool = False
    deleted: bool = False
    capitals: bool = False
    size: int = 24  # half-points
    in_table: bool = False
    left: int = 0  # twips
    first: int = 0
    side: str = ""
    level: int = 0


@dataclass
class Sheet:
    """The lines of the file as far as it is read."""

    lines: list[Line] = field(default_factory=list)
    page: int = 1
    width: int = 12_240
    margins: dict[bytes, int] = field(default_factory=lambda: {b"margl": 1_800, b"margr": 1_800})
    written: dict[str, list[str]] = field(default_factory=lambda: {into: [] for into in SHOWN})
    paragraph: list[Line] = field(default_factory=list)
    boxes: list[Line] = field(default_factory=list)  # lines of text boxes come after the paragraph that holds them
    cell: list[Line] = field(default_factory=list)
    row: list[list[Line]] = field(default_factory=list)

    def end_paragraph(self, look: Formatting) -> None:
        """The paragraph is over; outside a table it ends a row that nobody ended."""
        if look.into == BOX:
            self.end_box_line()
        elif look.into in {HEAD, NOTE}:
            self.written[look.into].append("\n")
        elif look.into == BODY:
            if not look.in_table:
                self.end_row(look)
            self.end_line(look)
            lines, self.paragraph, self.boxes = [*self.paragraph, *self.boxes], [], []
            if look.in_table:
                self.cell += lines
            else:
                self.add(lines)

    def end_page(self, look: Formatting) -> None:
        """What follows stands on the next page."""
        if any(piece.strip() for piece in self.written[BODY]):
            self.end_line(look)
        self.page += 1

    def begin_page(self) -> None:
        """The paragraph that begins here stands at the top of a page."""
        self.page += bool(self.lines)

    def end_line(self, look: Formatting) -> None:
        """A line that is broken by hand, or the last of its paragraph."""
        for piece in self.taken(BODY).split("\n"):
            begins = not self.paragraph
            mark = self._mark() if begins else ""
            level = look.level if mark else None
            indent = self._indent(piece, look)
            self.paragraph.append(Line(0, laid_out(piece), mark, self.page, indent, level, whole=begins))

    def end_box_line(self) -> None:
        """The same in a text box."""
        text = laid_out(self.taken(BOX))
        self.boxes += [Line(0, text, page=self.page, whole=True)] if text else []

    def end_cell(self, look: Formatting) -> None:
        """The cell is over, and the paragraph in it."""
        if any((self.written[BODY], self.written[MARK], self.paragraph, self.boxes)):
            self.end_line(look)
            self.cell += [*self.paragraph, *self.boxes]
            self.paragraph, self.boxes = [], []
        self.row.append(self.cell)
        self.cell = []

    def end_row(self, look: Formatting) -> None:
        """The row is over, and a cell that nobody ended."""
        if self.row and (self.cell or self.paragraph):
            self.end_cell(look)
        columns, self.row = ([*self.row] if self.row else [self.cell] if self.cell else []), []
        self.cell = []
        if columns:
            self.add(list(row_lines(columns)))

    def add(self, lines: list[Line]) -> None:
        """Adds lines. FaultsError: more than any act has."""
        self.lines += lines
        if len(self.lines) > MAX_LINES:
            raise FaultsError([Fault("act_long", values={"limit": MAX_LINES})])

    def taken(self, into: str) -> str:
        """What was written, as it is seen."""
        text = "".join(self.written[into])
        self.written[into].clear()
        if any("\ud800" <= char <= "\udfff" for char in text):
            text = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
        return tidy(text).replace("\f", "\n")

    def _mark(self) -> str:
        mark = self.taken(MARK).strip()
        return BULLET if mark in _LETTER_BULLETS else mark

    def _indent(self, text: str, look: Formatting) -> int:
        """How far the line stands from the left margin, in letters of its own size."""
        letter = max(look.size, 2) * _LETTER
        spare = self.width - sum(self.margins.values()) - look.left - len(text.strip()) * letter
        lead = text[: len(text) - len(text.lstrip())]
        sides = {"right": look.left + spare, "center": look.left + spare // 2}
        at = sides.get(look.side, look.left + look.first + _TAB * lead.count("\t") + letter * lead.count(" "))
        return min(max(round(at / letter), 0), _WIDEST)
