"""The letters of a foreign text as a reader sees them: composed, without the signs that nobody sees.

The one unseen sign that is kept is a soft hyphen at the end of a line: the word goes on in the next one.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

SOFT_HYPHEN = "\u00ad"
BULLET = "•"
_TAB = " " * 4
_TABLE = 8  # columns of a tab before the first letter

# where a line ends: Windows, old Macintosh, the breaks of Word and of web pages
_ENDS = re.compile("\r\n|[\r\v\u0085\u2028\u2029]")
# zero-width, marks of direction, variation selectors, byte order, fillers, what controls a printer
_UNSEEN = re.compile(
    "[\u0000-\u0008\u000e-\u001f\u007f-\u009f\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f"
    "\ufeff\ufff9-\ufffb\ud800-\udfff]"
)
_SPACES = re.compile("[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]")
_INNER_SOFT_HYPHEN = re.compile("\u00ad(?=[^\n])")
_HYPHENS = str.maketrans({"\u2010": "-", "\u2011": "-", "\ufe63": "-", "\uff0d": "-"})
_LIGATURES = str.maketrans({chr(code): unicodedata.normalize("NFKC", chr(code)) for code in range(0xFB00, 0xFB07)})
# signs of Symbol and Wingdings stand at places of their own, or at those of Latin letters when saved as plain text
_PRIVATE = {"\uf02d": "–", "\uf0fc": "✓", "\uf0fe": "✓", "\uf02a": "*"}
_OF_SYMBOL_FONTS = re.compile("[\ue000-\uf8ff]")
_LETTER_BULLET = re.compile("^([ \t]{0,80})[·§Øüvoq\u00a8](?=\t)", re.MULTILINE)
# what may stand before the text of a clause
MARK = re.compile(r"\d[\d.]{0,14}[.)]?|[а-яёa-z][.)]|[IVXivx]{1,6}[.)]|[•–—*✓\uf0b7-]")
_AFTER_MARK = re.compile(rf"^([ \t]{{0,80}}(?:{MARK.pattern}))\t[\t ]{{0,80}}", re.MULTILINE)


def tidy(text: str) -> str:
    r"""The text with line feeds alone between its lines, page breaks kept as form feeds.

    >>> tidy("1.\u00a0Утвер\u00adдить\u200b\r\n\uf0b7\tи\u0306од\f")
    '1. Утвердить\n• йод\x0c'
    """
    text = unicodedata.normalize("NFC", _ENDS.sub("\n", text))
    text = _SPACES.sub(" ", _UNSEEN.sub("", text)).translate(_HYPHENS).translate(_LIGATURES)
    text = _OF_SYMBOL_FONTS.sub(lambda sign: _PRIVATE.get(sign[0], BULLET), text)
    text = _LETTER_BULLET.sub(rf"\1{BULLET}", _INNER_SOFT_HYPHEN.sub("", text))
    return _AFTER_MARK.sub(r"\1 ", text)


def indent_of(line: str) -> int:
    r"""How many letters from the edge a line begins.

    >>> indent_of("  \tПриказ")
    8
    """
    blank = line[: len(line) - len(line.lstrip(" \t"))]
    return len(blank.expandtabs(_TABLE))


def laid_out(line: str) -> str:
    r"""A line from its first letter to its last; a tab is a wide space.

    >>> laid_out("   Глава\tИ.И. Петров  ")
    'Глава    И.И. Петров'
    """
    return line.strip(" \t").replace("\t", _TAB)


def as_windows(text: str) -> str:
    """Letters that a program has taken for Latin ones, by the numbers they have in Windows.

    >>> as_windows("Ïðèêàç № 5")
    'Приказ № 5'
    """
    return "".join(char.encode("cp1252", "ignore").decode("cp1251", "ignore") or char for char in text)


def taken_for_latin(letters: Mapping[str, int]) -> bool:
    """Whether these letters (each with how often it stands there) are Russian ones that were taken for Latin ones."""
    total = sum(count for char, count in letters.items() if char.isalpha())
    return sum(count for char, count in letters.items() if "\u00c0" <= char <= "\u00ff") * 2 > total
