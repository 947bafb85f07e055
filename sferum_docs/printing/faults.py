"""What printing raises: a code, and for a batch which of its files."""

from __future__ import annotations

from sferum_docs.reading.faults import Fault


class PrintingError(Exception):
    """No PDF came out. `code`: no_office, no_typeface, printing_too_long …; `index`: its file.

    >>> PrintingError("no_office").fault().code
    'no_office'
    """

    def __init__(self, code: str, index: int = 0) -> None:
        super().__init__(code)
        self.code = code
        self.index = index

    def fault(self, place: str = "") -> Fault:
        """What happened as a fault, whose sentence names the way out."""
        return Fault(self.code, place)


class OfficeGoneError(Exception):
    """The long-lived office did not start or is gone; another way may still work."""
