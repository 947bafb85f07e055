"""First pages of several PDFs on one sheet, each with a thin border and its name: to see a packet at one look.

Only the command line makes it, in its own process and thread.
"""

from __future__ import annotations

import ctypes
import io
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pypdfium2
from pypdfium2 import raw

from sferum_docs.printing.pdf_pages import page_png

if TYPE_CHECKING:
    from collections.abc import Sequence

_WIDTH, _HEIGHT = 210.0, 297.0  # points of a cell for a page: A4 in small
_GAP, _CAPTION, _LETTERS = 12.0, 16.0, 10.0
_GREY, _INK = 150, 60
_BORDER = 0.6


@dataclass(frozen=True, slots=True)
class _Box:
    """Where a page stands: left, bottom, width, height, in points from the lower left corner."""

    left: float
    bottom: float
    width: float
    height: float


def contact_sheet(named: Sequence[tuple[str, bytes]], columns: int, width: int) -> bytes:
    """The picture as PNG, `width` pixels wide; names are of Latin letters and digits."""
    return page_png(_sheet(named, columns), 1, width)


def _sheet(named: Sequence[tuple[str, bytes]], columns: int) -> bytes:
    """A PDF of one page that holds the first page of each file."""
    rows = -(-len(named) // columns)
    step_x, step_y = _WIDTH + _GAP, _HEIGHT + _CAPTION + _GAP
    height = rows * step_y + _GAP
    whole = pypdfium2.PdfDocument.new()
    try:
        page = whole.new_page(columns * step_x + _GAP, height)
        _rectangle(page, _Box(0, 0, columns * step_x + _GAP, height), filled=True)
        for number, (name, pdf) in enumerate(named):
            row, column = divmod(number, columns)
            left, top = _GAP + column * step_x, height - _GAP - row * step_y
            _place(whole, page, pdf, left, top)
            _write(whole, page, name, left, top - _HEIGHT - _CAPTION + 4)
        page.gen_content()
        target = io.BytesIO()
        whole.save(target)
        return target.getvalue()
    finally:
        whole.close()


def _place(whole: pypdfium2.PdfDocument, page: pypdfium2.PdfPage, pdf: bytes, left: float, top: float) -> None:
    """Puts the first page into its cell; a lying one as wide as the cell, at its upper edge."""
    source = pypdfium2.PdfDocument(pdf)
    try:
        across, down = source[0].get_size()
        scale = min(_WIDTH / across, _HEIGHT / down)
        box = _Box(left, top - down * scale, across * scale, down * scale)
        form = source.page_as_xobject(0, whole)
        drawn = form.as_pageobject()
        drawn.set_matrix(pypdfium2.PdfMatrix().scale(scale, scale).translate(box.left, box.bottom))
        page.insert_obj(drawn)
        form.close()
        _rectangle(page, box, filled=False)
    finally:
        source.close()


def _rectangle(page: pypdfium2.PdfPage, box: _Box, *, filled: bool) -> None:
    shape = raw.FPDFPageObj_CreateNewRect(box.left, box.bottom, box.width, box.height)
    if filled:
        raw.FPDFPageObj_SetFillColor(shape, 255, 255, 255, 255)
    else:
        raw.FPDFPageObj_SetStrokeColor(shape, _GREY, _GREY, _GREY, 255)
        raw.FPDFPageObj_SetStrokeWidth(shape, _BORDER)
    raw.FPDFPath_SetDrawMode(shape, 1 if filled else 0, not filled)
    raw.FPDFPage_InsertObject(page, shape)


def _write(whole: pypdfium2.PdfDocument, page: pypdfium2.PdfPage, words: str, left: float, bottom: float) -> None:
    text = raw.FPDFPageObj_NewTextObj(whole, b"Helvetica", _LETTERS)
    letters = words.encode("utf-16-le") + b"\0\0"
    buffer = ctypes.create_string_buffer(letters, len(letters))
    raw.FPDFText_SetText(text, ctypes.cast(buffer, raw.FPDF_WIDESTRING))
    raw.FPDFPageObj_SetFillColor(text, _INK, _INK, _INK, 255)
    raw.FPDFPageObj_Transform(text, 1, 0, 0, 1, left, bottom)
    raw.FPDFPage_InsertObject(page, text)
