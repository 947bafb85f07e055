"""What PDFium does with a PDF: counts its pages, draws them, joins files. Runs in `page_worker`, one file at a time."""

from __future__ import annotations

import io
import struct
import zlib
from typing import TYPE_CHECKING

from sferum_docs.printing.repeatable import without_time

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    import pypdfium2

_WIDEST = 4000  # pixels: A4 at 480 dots an inch
_QUICK = 1  # zlib: a page of text is mostly white, and more effort saves little
_SIGNATURE = b"\x89PNG\r\n\x1a\n"
_NO_FILTER = b"\0"
_GREY, _COLOUR = 0, 2
_LESS = 1e-3  # PDFium rounds the width up


def page_sizes(pdf: bytes) -> tuple[tuple[float, float], ...]:
    """Width and height of every page in points."""
    document = _opened(pdf)
    try:
        return tuple(document.get_page_size(index) for index in range(len(document)))
    finally:
        document.close()


def page_png(pdf: bytes, page: int, width: int) -> bytes:
    """The picture of a page, counted from 1, `width` pixels wide. LookupError when there is no such page."""
    document = _opened(pdf)
    try:
        if not 1 <= page <= len(document):
            raise LookupError(page)
        sheet = document[page - 1]
        scale = (min(max(width, 1), _WIDEST) - _LESS) / sheet.get_width()
        bitmap = sheet.render(scale=scale, rev_byteorder=True, prefer_bgrx=False)
        pixels, row = bytes(bitmap.buffer), bitmap.width * 3
        lines = range(0, bitmap.height * bitmap.stride, bitmap.stride)
        return _png(b"".join(pixels[line : line + row] for line in lines), bitmap.width, bitmap.height)
    finally:
        document.close()


def merged(pdfs: Sequence[bytes]) -> bytes:
    """All pages of several files in one, in this order."""
    import pypdfium2  # noqa: PLC0415  as below

    whole = pypdfium2.PdfDocument.new()
    try:
        for pdf in pdfs:
            part = _opened(pdf)
            try:
                whole.import_pages(part)
            finally:
                part.close()
        target = io.BytesIO()
        whole.save(target)
        return without_time(target.getvalue())
    finally:
        whole.close()


def _opened(pdf: bytes) -> pypdfium2.PdfDocument:
    import pypdfium2  # noqa: PLC0415  a native library, wanted where something is printed

    return pypdfium2.PdfDocument(pdf)


def _png(pixels: bytes, width: int, height: int) -> bytes:
    """PNG (ISO/IEC 15948) of 8-bit colour pixels; a page without colour is kept as grey, in a third of the size."""
    red, green, blue = pixels[0::3], pixels[1::3], pixels[2::3]
    grey = red == green == blue
    kept, row = (red, width) if grey else (pixels, width * 3)
    rows = b"".join(_NO_FILTER + kept[start : start + row] for start in range(0, len(kept), row))
    header = struct.pack(">IIBBBBB", width, height, 8, _GREY if grey else _COLOUR, 0, 0, 0)
    parts = ((b"IHDR", header), (b"IDAT", zlib.compress(rows, _QUICK)), (b"IEND", b""))
    return _SIGNATURE + b"".join(_chunks(parts))


def _chunks(parts: Sequence[tuple[bytes, bytes]]) -> Iterator[bytes]:
    for name, content in parts:
        yield struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))
