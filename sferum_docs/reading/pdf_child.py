"""Asks another process how many pages a foreign PDF has: PDFium is a native library, and a scan comes from anybody."""

from __future__ import annotations

from sferum_docs.reading.child import Places, ask
from sferum_docs.reading.numbers import digits

_WORKER = "sferum_docs.reading.pdf_worker"
_places = Places(at_once=2, waiting=4)


def pages_of_foreign_pdf(data: bytes, place: str = "file") -> int:
    """The number of pages; 0 when it does not open, whatever happened to the child. FaultsError: too many ask."""
    with _places.taken(place):
        answer = ask(_WORKER, data)
    return digits(answer.decode("ascii", "replace")) or 0
