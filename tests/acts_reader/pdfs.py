"""PDF files of a few lines, drawn where a test wants them."""

import io
from collections.abc import Sequence
from functools import cache

from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from sferum_docs.printing.typefaces import serif_files

WIDTH, HEIGHT = 595, 842
LEFT, TOP, STEP, SIZE = 85, 780, 18, 13
Mark = tuple[float, float, str]  # from the left, from below, words


@cache
def face() -> str:
    pdfmetrics.registerFont(TTFont("serif", str(serif_files()[0].plain)))
    return "serif"


def lines(*texts: str, left: float = LEFT, top: float = TOP, step: float = STEP) -> list[Mark]:
    """Lines one below the other; an empty one leaves its room."""
    return [(left, top - step * place, text) for place, text in enumerate(texts) if text]


def pdf(*pages: Sequence[Mark], password: str = "", picture: int = -1, turned: str = "") -> bytes:
    """A file; `picture` is the page that shows one, `turned` runs up the side of each page."""
    buffer = io.BytesIO()
    locked = StandardEncryption(password, canPrint=1) if password else None
    canvas = Canvas(buffer, pagesize=(WIDTH, HEIGHT), encrypt=locked)
    for number, page in enumerate(pages):
        canvas.setFont(face(), SIZE)
        for left, base, text in page:
            canvas.drawString(left, base, text)
        if number == picture:
            canvas.drawImage(dot(), 100, 100, 300, 300)
        if turned:
            canvas.saveState()
            canvas.translate(40, 100)
            canvas.rotate(90)
            canvas.drawString(0, 0, turned)
            canvas.restoreState()
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


@cache
def dot() -> ImageReader:
    """A picture of one point."""
    return ImageReader(io.BytesIO(b"P6 1 1 255\n\x00\x80\xff"))
