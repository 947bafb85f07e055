"""Words set in a typeface of this machine: how wide they are, where a line ends, how a page of PDF writes them."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from reportlab.pdfgen.canvas import Canvas

_NO_BREAK = {"\N{NON-BREAKING HYPHEN}": "-", "\N{NO-BREAK SPACE}": " "}  # so drawn, and so found by a search
_NO_BREAK_TABLE = str.maketrans(_NO_BREAK)
_SPACES = re.compile(r"[ \t-\r\u2028\u2029]+")
_PIECE = re.compile(r"[^ -]+-* ?|-+ ?| ")  # a line may end after each
_WORDS = 20_000  # remembered: the same words come again and again
_HIGHEST = 0xFFFF  # the table of letters of a PDF font, by which a search works, ends here
_UNKNOWN = "\N{REPLACEMENT CHARACTER}"


class SetFace:
    """A typeface within one PDF."""

    def __init__(self, canvas: Canvas, file: Path) -> None:
        """Raises a TTFError where the file is no TrueType font or may not be embedded."""
        from reportlab.lib.rl_accel import escapePDF  # noqa: PLC0415  wanted when a table is
        from reportlab.pdfbase.ttfonts import TTFont  # noqa: PLC0415  as above

        self._escaped = escapePDF
        self._font = TTFont(file.stem, str(file))
        self._document = getattr(canvas, "_doc")  # noqa: B009 -- fonts ask for it, and the library has no public name for it
        self._letters = _Letters(self._font.face.charToGlyph)
        self.width = lru_cache(_WORDS)(self._width)
        self._written = lru_cache(_WORDS)(self._write)

    def lines(self, text: str, room: float) -> tuple[str, ...]:
        """The text in lines that hold `room` times the size of the type; a word that is longer parts."""
        lines, line, used = [], "", 0.0
        for piece in self._pieces(text, room):
            if line and used + self.width(piece.rstrip(" ")) > room:
                lines.append(line.rstrip(" "))
                line, used = "", 0.0
            line += piece
            used += self.width(piece)
        return (*lines, line.rstrip(" "))

    def shown(self, line: str, size: float) -> str:
        """The operators of PDF that show a line."""
        written = [part for piece in _PIECE.findall(line) for part in self._written(piece)]
        names = {name for name, _ in written}
        if len(names) == 1:
            return f"{written[0][0]} {size:g} Tf ({''.join(text for _, text in written)}) Tj"
        return "\n".join(f"{name} {size:g} Tf ({text}) Tj" for name, text in written)

    def _pieces(self, text: str, room: float) -> Iterator[str]:
        clean = _SPACES.sub(" ", unicodedata.normalize("NFC", text)).translate(self._letters).strip(" ")
        for piece in _PIECE.findall(clean):
            if self.width(piece.rstrip(" ")) <= room:
                yield piece
            else:
                yield from self._parted(piece, room)

    def _parted(self, word: str, room: float) -> Iterator[str]:
        part, used = "", 0.0
        for letter in word:
            if part and used + self.width(letter) > room:
                yield part
                part, used = "", 0.0
            part += letter
            used += self.width(letter)
        yield part

    def _width(self, piece: str) -> float:
        return self._font.stringWidth(piece.translate(_NO_BREAK_TABLE), 1)

    def _write(self, piece: str) -> tuple[tuple[str, str], ...]:
        """The name of the part of the font, and what stands for the letters there."""
        return tuple(
            (self._font.getSubsetInternalName(subset, self._document), self._escaped(codes))
            for subset, codes in self._font.splitString(piece.translate(_NO_BREAK_TABLE), self._document)
        )


class _Letters(dict[int, str | None]):
    """What is drawn for a letter: itself, nothing for a sign that is not seen, a mark for what the typeface lacks."""

    def __init__(self, known: dict[int, int]) -> None:
        super().__init__()
        self._known = known

    def __missing__(self, code: int) -> str | None:
        letter = chr(code)
        category = unicodedata.category(letter)
        has = code in self._known and code <= _HIGHEST
        if category in {"Cc", "Cf"} or (category.startswith("M") and not has):
            drawn = None
        elif has or letter in _NO_BREAK:
            drawn = letter
        else:
            drawn = _UNKNOWN if ord(_UNKNOWN) in self._known else "?"
        self[code] = drawn
        return drawn
