"""Printed pages as an eye reads them: lines, which are signatures, which are bold, and what is wrong with a page."""

from __future__ import annotations

import ctypes
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pypdfium2
import pypdfium2.raw as pdfium

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

POINTS = 72 / 25.4
FEWEST_LINES, FEWEST_ROWS = 3, 2  # on a page, besides its number, headings, the repeated head of a table, signatures
_POST = 0.49  # the widest share of the line that the post of who signs takes
_SIGNED = re.compile(r"(?:^|\s)(?:[А-ЯЁ]\.(?:-[А-ЯЁ]\.)?[ \xa0]){1,2}[А-ЯЁ][\w‑-]+$|_{10,}$")  # П. Г. Магомедова
_SIGNING_DAY = re.compile(r"«_+»[ \xa0]_+[ \xa0]20_+[ \xa0]г\.$")
_EXECUTOR = re.compile(r"^[А-ЯЁ][\w‑-]+(?: [А-ЯЁ][\w‑-]+)+(?:, [+(\d][\d()+, \xa0‑-]+)?$")
_ROW = re.compile(r"\d{1,3}(?:\s|$)")
_SENTENCE_ENDS = (".", ";", ":", ",")
_SLACK = 1.0  # points
_FONT_NAME = 200
_RULE, _THICK = 30.0, 3.0  # points: the length of a line of a table, and how thick it is at most


@dataclass(frozen=True, slots=True)
class Line:
    """A line as printed: words, where they begin and end (points), whether all of it is bold."""

    text: str
    left: float
    right: float
    bold: bool


@dataclass(frozen=True, slots=True)
class _Piece:
    text: str
    left: float
    right: float
    bottom: float
    top: float
    bold: bool


@dataclass(frozen=True, slots=True)
class Page:
    """A printed page of a paper."""

    paper: str
    number: int
    width: float
    lines: tuple[Line, ...]
    rows: int  # of a table, by its lines, without the head; empty ones count, for they are there to be filled

    def __str__(self) -> str:
        return f"{self.paper}, страница {self.number}"


def pages_of(paper: str, pdf: bytes) -> tuple[Page, ...]:
    """The pages of a PDF from above downwards, without the numbers of the pages."""
    document = pypdfium2.PdfDocument(pdf)
    found = tuple(
        Page(paper, number, page.get_width(), _lines(page), _rows(page)) for number, page in enumerate(document, 1)
    )
    document.close()
    return found


def _lines(page: pypdfium2.PdfPage) -> tuple[Line, ...]:
    """The pieces of text line by line: a hyphen or a full stop lies within the height of a letter of its line."""
    text = page.get_textpage()
    lines: list[list[_Piece]] = []
    for piece in sorted(_pieces(text), key=lambda piece: piece.bottom - piece.top):
        middle = (piece.bottom + piece.top) / 2
        line = next((line for line in lines if line[0].bottom - _SLACK < middle < line[0].top + _SLACK), None)
        if line is None:
            lines.append([piece])
        else:
            line.append(piece)
    lines.sort(key=lambda line: -line[0].bottom)
    found = tuple(map(_joined, lines))
    return found[1:] if found and found[0].text.isdigit() else found


def _pieces(text: pypdfium2.PdfTextPage) -> Iterator[_Piece]:
    for index in range(text.count_rects()):
        left, bottom, right, top = text.get_rect(index)
        words = text.get_text_bounded(left, bottom, right, top).strip()
        if words:
            at = text.get_index((left + right) / 2, (bottom + top) / 2, 3, 3)
            yield _Piece(words, left, right, bottom, top, at is not None and _bold(text, at))


def _rows(page: pypdfium2.PdfPage) -> int:
    heights = set()
    for item in page.get_objects([pdfium.FPDF_PAGEOBJ_PATH]):
        left, bottom, right, top = item.get_bounds()
        if right - left > _RULE and top - bottom < _THICK:
            heights.add(round((top + bottom) / 2))
    return max(0, len(heights) - 2)  # above the head and below it


def _bold(text: pypdfium2.PdfTextPage, index: int) -> bool:
    name = ctypes.create_string_buffer(_FONT_NAME)
    pdfium.FPDFText_GetFontInfo(text, index, name, _FONT_NAME, ctypes.c_int())
    return b"Bold" in name.value


def _joined(pieces: list[_Piece]) -> Line:
    pieces.sort(key=lambda piece: piece.left)
    return Line(
        " ".join(piece.text for piece in pieces),
        pieces[0].left,
        max(piece.right for piece in pieces),
        all(piece.bold for piece in pieces),
    )


def own_lines(page: Page) -> list[Line]:
    """What is read on the page: its lines without headings, signatures with their posts, days of signing."""
    found: list[Line] = []
    left = 30 * POINTS
    for line in page.lines:
        if _SIGNED.search(line.text):
            while found and found[-1].right < left + _POST * (page.width - left) and _part_of_post(found[-1]):
                found.pop()
        elif not (line.bold or _SIGNING_DAY.search(line.text) or _EXECUTOR.match(line.text)):
            found.append(line)
    return found


def _part_of_post(line: Line) -> bool:
    return not line.text.endswith(_SENTENCE_ENDS) and not _ROW.match(line.text)


def weight(page: Page) -> int:
    """How many lines stand on the page; two rows of a table weigh as much as three lines."""
    own = own_lines(page)
    return max(len(own), FEWEST_LINES if page.rows >= FEWEST_ROWS else 0)


def lonely(pages: Sequence[Page]) -> Iterator[str]:
    """The pages that are empty, or hold a heading, a signature or two lines and nothing else."""
    for page in pages:
        if not page.lines:
            yield f"{page}: пуста"
        elif weight(page) < FEWEST_LINES:
            yield f"{page}: {' / '.join(line.text for line in page.lines)[:200]}"
