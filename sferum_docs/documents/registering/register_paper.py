"""A register as the paper that is filed: title page, table, closing line of the year. As a Word file of any length.

The frame is built of the house style; the rows are written as text after the pattern of one row, because a tree of
ten thousand of them would take a gigabyte and a minute.
"""

from __future__ import annotations

import re
from collections import deque
from dataclasses import dataclass
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape

from sferum_docs.house_templates.blocks import Block, Column, Page, Paragraph, Row, RowKind, Table
from sferum_docs.house_templates.document import document
from sferum_docs.house_templates.element import to_xml
from sferum_docs.house_templates.house import BY_NAME, LANDSCAPE
from sferum_docs.house_templates.numbering import numbering
from sferum_docs.house_templates.package import package
from sferum_docs.house_templates.styles import styles
from sferum_docs.reading.typography import no_break, whole_codes

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from sferum_docs.documents.registering import registers

# millimetres that hold the usual content of a column; «title» and «remark» share what is left
_WIDTHS = {"place": 11, "day": 20, "number": 20, "signer": 28, "executor": 30, "sheets": 17, "file_index": 17,
           "addressee": 40, "reply_to": 22, "sender": 40, "sender_number": 32, "kind": 24, "person": 36, "basis": 32,
           "due": 20, "executed": 22}  # fmt: skip
_SHARES = {"title": 2, "remark": 1}
_LEAST = {"title": 38, "remark": 26}  # millimetres of those; «Аннулирован:» is in one line
_CENTRED = frozenset({"place", "day", "number", "sheets", "file_index", "due", "executed"})
_SMALL_LETTER = 1.75  # millimetres of a letter of the table, with something to spare
_BOLD_LETTER = 1.9  # of the head
_SIDES = 4.0  # of a cell
_CODES = frozenset({"number", "file_index", "reply_to", "place", "sheets", "sender_number"})
_LONGEST_WHOLE = 900  # letters of a cell; a longer row may part between two pages
_KEPT_ROWS = 3
_DAY = 19  # a day in one line
_DAYS = frozenset({"day", "due", "executed"})
_KEPT = frozenset({"place", "number"})  # as wide as they need, however many columns there are
_LONG_CODE = 46  # millimetres: a number still longer is broken after all


@dataclass(frozen=True, slots=True)
class PaperLine:
    """A row: the texts of its columns in order; a void entry is struck through, but for its remark."""

    cells: tuple[str, ...]
    struck: bool = False


@dataclass(frozen=True)
class RegisterPaper:
    """A register to be written: `lines` are read once, from the first number to the last."""

    name: str
    school: str
    short_school: str
    title: str
    subtitle: str
    begun: str
    ended: str
    closing: str
    columns: tuple[registers.Column, ...]
    longest: dict[str, int]
    lines: Iterable[PaperLine]

    @property
    def heading(self) -> str:
        """The title in one line, for a sheet."""
        return f"{self.title}, {self.subtitle}. {self.short_school}"


def register_docx(paper: RegisterPaper) -> bytes:
    """The register for Word: landscape, the head of the table on every page, rows whole."""
    blocks: list[Block] = [
        Page(landscape=True),
        *title_page(paper),
        Page(landscape=True),
        _table(paper),
        *closing_lines(paper),
    ]
    frame = to_xml(document(blocks))
    mark = frame.index(b"@0@")
    start, end = frame.rindex(b"<w:tr>", 0, mark), frame.index(b"</w:tr>", mark) + len(b"</w:tr>")
    pattern = _Pattern(frame[start:end].decode(), paper.columns)
    rows = "".join(pattern.rows(paper.lines)).encode()
    return package(frame[:start] + rows + frame[end:], styles(), numbering(0))


class _Pattern:
    """The row of the frame, cut where the texts go."""

    def __init__(self, row: str, columns: Sequence[registers.Column]) -> None:
        struck = struck_places(columns)
        self.pieces = re.split(r"@\d+@", row)
        opening = "<w:r>"
        striking = f"{opening}<w:rPr><w:strike/></w:rPr>"
        # the run of a cell begins in the piece before its text
        self.struck = [
            piece.replace(opening, striking) if place in struck else piece for place, piece in enumerate(self.pieces)
        ]
        self.fields = [column.field for column in columns]

    def rows(self, lines: Iterable[PaperLine]) -> Iterator[str]:
        """The rows of the entries; the last ones stay with the closing lines."""
        ahead: deque[str] = deque()
        for line in lines:
            ahead.append(self.row(line))
            if len(ahead) > _KEPT_ROWS:
                yield ahead.popleft().replace("<w:keepNext/>", "")
        yield from ahead

    def row(self, line: PaperLine) -> str:
        """The row of an entry."""
        pieces = self.struck if line.struck else self.pieces
        texts = (escape(cell_text(field, cell)) for field, cell in zip(self.fields, line.cells, strict=True))
        row = "".join(part for pair in zip(pieces, texts, strict=False) for part in pair) + pieces[-1]
        if max(map(len, line.cells)) > _LONGEST_WHOLE:
            row = row.replace("<w:cantSplit/>", "", 1).replace("<w:keepNext/>", "")
        return row


def cell_text(field: str, cell: str) -> str:
    """The text of a cell as it is set: what belongs together stays in one line."""
    return whole_codes(no_break(cell)) if field in _CODES else no_break(cell)


def struck_places(columns: Sequence[registers.Column]) -> frozenset[int]:
    """Which cells of a void entry are struck through: all but its remark."""
    return frozenset(place for place, column in enumerate(columns) if column.field != "remark")


def title_page(paper: RegisterPaper) -> list[Paragraph]:
    """What stands on the title page."""
    plain = BY_NAME["Учредитель"]
    return [
        Paragraph(plain, paper.school),
        *(Paragraph(plain, "") for _ in range(5)),
        Paragraph(BY_NAME["Вид документа"], paper.title),
        Paragraph(plain, paper.subtitle),
        *(Paragraph(plain, "") for _ in range(4)),
        Paragraph(plain, f"Начат: {paper.begun}"),
        Paragraph(plain, f"Окончен: {paper.ended}"),
        Paragraph(plain, "На ______ листах"),
    ]


def sheet_columns(paper: RegisterPaper) -> tuple[Column, ...]:
    """The columns as they stand on the sheet: their widths in millimetres, which are centred."""
    widths = zip(_widths(paper), paper.columns, strict=True)
    return tuple(Column(width, column.field in _CENTRED) for width, column in widths)


def _table(paper: RegisterPaper) -> Table:
    return Table(
        sheet_columns(paper),
        (
            Row(RowKind.HEAD, tuple(column.caption for column in paper.columns)),
            Row(RowKind.BODY, tuple(f"@{place}@" for place in range(len(paper.columns)))),
        ),
        small=True,
    )


def closing_lines(paper: RegisterPaper) -> list[Paragraph]:
    """What stands below the table: the count of the year, who signs it."""
    style = BY_NAME["Итог"]
    return [
        Paragraph(style, paper.closing),
        Paragraph(style, "Ответственный за ведение: ____________________ / ____________________ /"),
        Paragraph(style, "«____» ______________ 20___ г."),
    ]


def _widths(paper: RegisterPaper) -> list[float]:
    """Widths that fill the sheet: numbers in one line, the words share the rest."""
    fields = [column.field for column in paper.columns]
    heads = {
        column.field: max(
            min(max(map(len, column.caption.split()), default=0) * _BOLD_LETTER + _SIDES, _LONG_CODE),
            _DAY if column.field in _DAYS else 0,
        )
        for column in paper.columns
    }
    needed = {
        field: max(
            _WIDTHS.get(field, _LEAST.get(field, 0)),
            heads[field],
            min(paper.longest.get(field, 0) * _SMALL_LETTER + _SIDES, _LONG_CODE),
        )
        for field in fields
    }
    shares = {field: _SHARES[field] for field in fields if field in _SHARES} or dict.fromkeys(fields, 1)
    pliant = [field for field in fields if field not in shares and field not in _KEPT]
    room = LANDSCAPE.text - sum(needed[field] for field in fields if field not in pliant)
    widths = {**needed, **_narrowed({field: (heads[field], needed[field]) for field in pliant}, room)}
    left = max(0.0, LANDSCAPE.text - sum(widths.values())) / sum(shares.values())
    return [round(widths[field] + left * shares.get(field, 0), 1) for field in fields]


def _narrowed(widths: dict[str, tuple[float, float]], room: float) -> dict[str, float]:
    """What they need, as far as there is room; first what is more than a head needs goes, then of the heads."""
    least = sum(head for head, _ in widths.values())
    slack = sum(need - head for head, need in widths.values())
    loose = min(1.0, max(0.0, room - least) / slack) if slack else 0.0
    tight = min(1.0, max(0.0, room) / least) if least else 1.0
    return {field: head * tight + (need - head) * loose for field, (head, need) in widths.items()}
