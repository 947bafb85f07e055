"""Asks another process about a foreign PDF: PDFium is a native library, and a file comes from anybody."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sferum_docs.reading.child import Places, ask, read_answer
from sferum_docs.reading.numbers import digits

_WORKER = "sferum_docs.reading.pdf_worker"
_TEXT_WORKER = "sferum_docs.reading.pdf_text_worker"
_places = Places(at_once=2, waiting=4)


@dataclass(frozen=True, slots=True)
class PdfWord:
    """A word and where it stands on its page: points from the lower left corner, turned so that its line runs right."""

    text: str
    left: float
    right: float
    base: float
    turn: int = 0  # degrees


@dataclass(frozen=True, slots=True)
class PdfPage:
    """The words of a page in no order; `pictured` when it has none and shows a picture."""

    words: tuple[PdfWord, ...]
    pictured: bool = False


def pages_of_foreign_pdf(data: bytes, place: str = "file") -> int:
    """The number of pages; 0 when it does not open, whatever happened to the child. FaultsError: too many ask."""
    with _places.taken(place):
        answer = ask(_WORKER, data)
    return digits(answer.decode("ascii", "replace")) or 0


def words_of_foreign_pdf(data: bytes) -> list[PdfPage]:
    """The words of all pages. FaultsError: closed by a password, damaged, too long, too many ask."""
    with _places.taken():
        answer = ask(_TEXT_WORKER, data)
    return read_answer(answer, _page, "act_damaged")


def _page(record: Any) -> PdfPage:
    return PdfPage(tuple(PdfWord(*word) for word in record["words"]), record["pictured"])
