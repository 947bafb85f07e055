"""The lines of an act as its layout is read from: without blank lines, page numbers, stray marks and stamps."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from sferum_docs.acts_reader.layout.notes import is_note, told_below
from sferum_docs.acts_reader.layout.tree.marks import Mark, mark_of, word_mark
from sferum_docs.acts_reader.layout.vocabulary import begins, word_set

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from sferum_docs.acts_reader.model import Line

SOFT = "\N{SOFT HYPHEN}"
_SOFT = re.compile(SOFT + r"\s*")
_GAP = re.compile(r"\s{4,}")
_PAGE = re.compile(
    r"[-–—\[(]?\s?(?:(?:стр|страница|лист|с)\.?\s)?(\d{1,3})(?:\s?(?:из|/)\s?\d{1,3})?\s?[-–—\])]?", re.IGNORECASE
)
_FOOTNOTE = re.compile(r"(\d{1,2})\s[А-ЯЁ«]")
_FIGURE = re.compile(r"[^\W\d_]{3}[»\")]?(\d{1,2})(?!\d)")
_PAGE_ROWS, _NOTE = 60, 4
_SIGNED = re.compile(r"\s[А-ЯЁ]\.\s?(?:[А-ЯЁ]\.\s?)?[А-ЯЁ][а-яё-]+$")  # a name at the end of a stamp
_BARE_MARK = re.compile(r"[-–—•·●▪]|\(?\w{1,2}(?:\.\w{1,2}){0,4}[.)]")
_LETTERS = re.compile(r"[^\W_]")
_ENDS = tuple(".;:!?")
_CLOSING = '»"”)'
_STRAY = 5


@dataclass(frozen=True)
class Row:
    """A line with something on it; `text` has its white space folded, `printed` has it as it was."""

    line: Line
    text: str
    after_blank: bool = False
    begins_page: bool = False
    broken: bool = False  # a piece of a line in which several clauses stood

    @property
    def number(self) -> int:
        """The number of the line."""
        return self.line.number

    @property
    def printed(self) -> str:
        """The text with the spaces that stand in it."""
        return self.line.text

    @property
    def width(self) -> int:
        """How far to the right the line goes."""
        return self.line.indent + len(self.line.text)

    @cached_property
    def mark(self) -> Mark | None:
        """Its mark: Word's own, or the one its text begins with."""
        return word_mark(self.line.mark, self.text) if self.line.mark else mark_of(self.text)

    @cached_property
    def ends(self) -> bool:
        """Whether a sentence or an item of a list ends with the line."""
        return ends(self.text)

    @cached_property
    def open(self) -> bool:
        """Whether it ends with a word that something must follow."""
        return left_open(self.text)

    @property
    def first_word(self) -> int:
        """How long its first word is."""
        return len(self.text.partition(" ")[0])


def ends(text: str) -> bool:
    """Whether a text ends with a mark that ends a sentence or an item, and not with an abbreviation.

    >>> [ends(text) for text in ("провести;", "указанных в п.", "до 29.08.2025 г.", "(приложение 1).", "в срок до")]
    [True, False, True, True, False]
    """
    bare = text.rstrip(_CLOSING + " ")
    if not bare.endswith(_ENDS):
        return False
    return not _cannot_end(bare) or _last_word(bare).lower() in word_set("open_maybe")


def left_open(text: str) -> bool:
    """Whether the text ends with a word that something must follow («до», «пункта», «№»)."""
    return _cannot_end(text) and _last_word(text).lower() not in word_set("open_maybe")


def _cannot_end(text: str) -> bool:
    """Whether its last word is of those that something follows; initials («П.П.») are not."""
    word = _last_word(text)
    return word.lower() in word_set("open_ends") and not (word.endswith(".") and word[:1].isupper())


def _last_word(text: str) -> str:
    return text[text.rfind(" ") + 1 :].lstrip('(«"')


def fold(text: str) -> str:
    """The text with each run of white space as one space."""
    return " ".join(text.split())


def joined(texts: Iterable[str]) -> str:
    """Printed lines as one text; a word is joined only at a soft hyphen."""
    whole = "".join(text if text.endswith(SOFT) else f"{text} " for text in texts)
    return fold(_SOFT.sub("", whole) if SOFT in whole else whole)


def rows_of(lines: Sequence[Line]) -> tuple[list[Row], list[Row]]:
    """The rows of the act, and those that are none of its text: page numbers, stray marks, stamps."""
    kept: list[Row] = []
    noise: list[Row] = []
    blank, page, sheet = True, 1, 0
    above: Row | None = None
    told = 0  # lines of a note still to come
    for place, line in enumerate(lines):
        text = fold(line.text.strip("| "))
        if not text:
            blank = True
            continue
        row = Row(line, text, blank, line.page != sheet)
        found = _page_number(row, page, kept)
        if told or (is_note(row.text) and (not kept or _apart(row, kept, above))):
            below = [fold(later.text) for later in lines[place + 1 : place + 1 + _NOTE]]
            told = told - 1 if told else told_below(below)
            noise.append(row)
            above = row
            continue
        above = row
        if found or _is_stray(row, lines[place + 1 : place + 4]) or _is_stamp(row, kept):
            page = found or page
            noise.append(row)
            if found and kept and _is_footnote(kept):
                noise.append(kept.pop())
            continue
        kept.append(row)
        blank, sheet = False, line.page
    return kept, noise


def _apart(row: Row, kept: Sequence[Row], above: Row | None) -> bool:
    """Whether the row is no part of the sentence above it."""
    return row.after_blank or row.line.whole or kept[-1].ends or above is not kept[-1]


def _page_number(row: Row, page: int, kept: Sequence[Row]) -> int:
    """The number of the page, if that is all that stands on the line."""
    found = _PAGE.fullmatch(row.text)
    if not found or row.line.mark or row.line.cells:
        return 0
    number = int(found[1])
    if not row.text.isdigit() or not kept:
        return number
    expected = page < number <= page + 3
    inside = not (row.after_blank or row.begins_page or kept[-1].ends)
    return number if expected or not inside else 0


def _is_footnote(kept: Sequence[Row]) -> bool:
    """Whether the last line above a page number is the note of a figure that a word on the page ends with."""
    found = _FOOTNOTE.match(kept[-1].text)
    if not found or kept[-1].line.mark:
        return False
    return any(found[1] in _FIGURE.findall(row.text) for row in kept[-_PAGE_ROWS:-1])


def _is_stray(row: Row, below: Sequence[Line]) -> bool:
    """Whether the line is a mark of a scan; a bare mark of a clause has its text on the next line."""
    if row.line.mark or (len(row.text) > _STRAY and set(row.text) - set("_-–—=* .·")):
        return False
    if _LETTERS.search(row.text):
        return False
    following = next((later.text for later in below if later.text), "").strip()
    return not (_BARE_MARK.fullmatch(row.text) and following)


def _is_stamp(row: Row, kept: Sequence[Row]) -> bool:
    """Whether the line belongs to a stamp; inside a sentence it does not."""
    if not begins(row.text, "stamps") or _GAP.search(row.printed) or row.line.cells or _SIGNED.search(row.text):
        return False
    return row.after_blank or not kept or kept[-1].ends
