"""The process that reads the words of a foreign PDF: bytes in, a line of JSON for each page out. Run by `pdf_child`.

A word is [text, left, right, base, turn]: points from the lower left corner of the page, degrees.
"""

from __future__ import annotations

import ctypes
import json
import math
import sys
from typing import TYPE_CHECKING, Any

from sferum_docs.reading.limits import limit_self

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_MEMORY = 768 * 1024 * 1024
_SECONDS = 10
MOST_PAGES = 1_000
MOST_LETTERS = 4_000_000
_FPDF_ERR_PASSWORD = 4  # fpdfview.h
_SPACES = frozenset(" \t\r\n\v\f\u00a0\u2028\u2029\0")
_CUTS = frozenset(
    "\x02\ufffe\uffff"
)  # the library's sign of a hyphen at the end of a line; no sign of a new line follows
_DEPTH = 3  # pictures within forms


def main() -> int:
    """Answers one file."""
    limit_self(memory=_MEMORY, seconds=_SECONDS)
    data = sys.stdin.buffer.read()
    # the library comes after the limits
    import pypdfium2  # noqa: PLC0415

    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        _say({"fault": "act_encrypted" if error.err_code == _FPDF_ERR_PASSWORD else "act_damaged"})
        return 0
    count, letters = len(document), 0
    if not 0 < count <= MOST_PAGES:
        _say({"fault": "act_long" if count else "act_damaged"})
        return 0
    for index in range(count):
        page = document[index]
        read = _PageText(page)
        letters += len(read.letters)
        if letters > MOST_LETTERS:
            _say({"fault": "act_long"})
            return 0
        words = list(read.words())
        _say({"words": words, "pictured": not words and read.is_pictured()})
        read.close()
        page.close()
    _say({"end": True})
    return 0


class _PageText:
    """The letters of a page and where they stand, by PDFium's own calls: its wrappers ask a letter at a time."""

    def __init__(self, page: Any) -> None:
        import pypdfium2.raw as pdfium  # noqa: PLC0415  after the limits

        self._page, self._text, self._pdfium = page, page.get_textpage(), pdfium
        self._handle = self._text.raw
        self._box, self._across, self._up = pdfium.FS_RECTF(), ctypes.c_double(), ctypes.c_double()
        self.letters = self._letters()

    def _letters(self) -> str:
        count = self._pdfium.FPDFText_CountChars(self._handle)
        if count <= 0:
            return ""
        buffer = (ctypes.c_ushort * (count + 1))()
        written = self._pdfium.FPDFText_GetText(self._handle, 0, count, buffer)
        text = bytes(buffer)[: 2 * max(written - 1, 0)].decode("utf-16-le", "replace")
        if len(text) == count:  # a letter for each place, as in nearly every file
            return text
        code = self._pdfium.FPDFText_GetUnicode
        return "".join(chr(code(self._handle, place) or 0x20) for place in range(count))

    def words(self) -> Iterator[list[Any]]:
        """What stands between spaces, each with its place."""
        begin = -1
        for place, letter in enumerate(f"{self.letters} "):
            if letter not in _SPACES:
                begin = place if begin < 0 else begin
                if letter in _CUTS:
                    yield self._word(begin, place + 1)
                    begin = -1
            elif begin >= 0:
                yield self._word(begin, place)
                begin = -1

    def _word(self, begin: int, end: int) -> list[Any]:
        """As if the page were turned so that its line runs to the right."""
        pdfium, handle, box = self._pdfium, self._handle, self._box
        turn = round(math.degrees(pdfium.FPDFText_GetCharAngle(handle, begin))) % 360
        across, up = self._across, self._up
        pdfium.FPDFText_GetCharOrigin(handle, begin, ctypes.byref(across), ctypes.byref(up))
        if not pdfium.FPDFText_GetLooseCharBox(handle, end - 1, ctypes.byref(box)):
            box.left = box.right = across.value
            box.bottom = box.top = up.value
        turned = {
            90: (up.value, box.top, -across.value),
            180: (-across.value, -box.left, -up.value),
            270: (-up.value, -box.bottom, across.value),
        }
        places = turned.get(turn, (across.value, box.right, up.value))
        text = self.letters[begin:end].encode("utf-16", "replace").decode("utf-16")
        return [text, *(round(place, 1) for place in places), turn]

    def is_pictured(self) -> bool:
        """Whether the page shows a picture."""
        kinds = [self._pdfium.FPDF_PAGEOBJ_IMAGE]
        return next(iter(self._page.get_objects(filter=kinds, max_depth=_DEPTH)), None) is not None

    def close(self) -> None:
        """Gives back what the library holds of it."""
        self._text.close()


def _say(record: Mapping[str, Any]) -> None:
    sys.stdout.buffer.write(json.dumps(record, ensure_ascii=True).encode() + b"\n")
    sys.stdout.buffer.flush()


if __name__ == "__main__":
    raise SystemExit(main())
