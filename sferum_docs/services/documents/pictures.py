"""The exact pages of a document as pictures, under the fingerprint of the file they were printed from."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from sferum_docs.printing import page_png, page_sizes
from sferum_docs.services.documents.printing import pdf_name, pdfs

if TYPE_CHECKING:
    from sferum_docs.services.documents.printing import PdfService

PIXELS_PER_POINT = 1.4  # a sheet of A4 is 833 pixels wide: 14 points are read without effort
SHARP = 2  # for screens with twice the dots


@dataclass(frozen=True, slots=True)
class PageImage:
    """A page as it is shown: its number and its size in pixels."""

    number: int
    width: int
    height: int


def sheets_shown(press: PdfService, docx: bytes) -> tuple[PageImage, ...]:
    """The pages of a file. PrintingError when it could not be printed."""
    return _sheets(pdfs(press, [docx])[0])


def picture(press: PdfService, sha256: str, number: int, *, sharp: bool = False) -> bytes:
    """The picture (PNG) of a page of a file that was printed before. LookupError when there is none."""
    pdf = press.kept.find(pdf_name(sha256))
    sheet = next((item for item in _sheets(pdf) if item.number == number), None) if pdf else None
    if pdf is None or sheet is None:
        raise LookupError(sha256, number)
    width = sheet.width * (SHARP if sharp else 1)
    return press.kept.get(f"{sha256}-{number}-{width}.png", lambda: page_png(pdf, number, width))


@lru_cache(maxsize=16)  # the page asks for the sheets, then the picture of each for its own
def _sheets(pdf: bytes) -> tuple[PageImage, ...]:
    return tuple(
        PageImage(number, round(width * PIXELS_PER_POINT), round(height * PIXELS_PER_POINT))
        for number, (width, height) in enumerate(page_sizes(pdf), start=1)
    )
