"""An act out of a PDF with text: its lines by their places, without what stands at the edge of every page."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from itertools import chain, pairwise
from typing import TYPE_CHECKING

from sferum_docs.acts_reader.model import ActText, Line
from sferum_docs.acts_reader.sources.heads import heads
from sferum_docs.acts_reader.sources.letters import SOFT_HYPHEN, as_windows, laid_out, taken_for_latin, tidy
from sferum_docs.acts_reader.sources.printed import letter_width, printed_lines
from sferum_docs.acts_reader.sources.texts import MAX_LINES, act_text
from sferum_docs.reading.faults import Fault, FaultsError
from sferum_docs.reading.pdf_child import PdfPage, words_of_foreign_pdf

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sferum_docs.acts_reader.sources.printed import PrintedLine

_HYPHEN_SIGNS = str.maketrans({"\x02": SOFT_HYPHEN, "\ufffe": SOFT_HYPHEN, "\uffff": SOFT_HYPHEN})
_WIDER = 1.7  # times the distance of lines: a blank line
_CLOSE = 0.25  # of the distances between lines are within paragraphs, at least
_EDGE = 0.05  # of the lines may stand left of the margin
_LEAST_RUSSIAN = 0.2  # of the letters
_CYRILLIC = re.compile("[А-Яа-яЁё]")
_CUT = re.compile(rf"(?<![^\W\d_])([^\W\d_]{{1,60}})[-{SOFT_HYPHEN}]$")
_GOES_ON = re.compile(r"[а-яё]+")
_BOUND = re.compile(rf"(?:\w[-{SOFT_HYPHEN}]|\d[–—])$")  # «149-» and «ФЗ», «2025–» and «2026» on the next line
_COMPOUND = re.compile(r"(?<![^\W\d_])[^\W\d_]{1,60}-[^\W\d_]{1,60}")
_NAMED = 10
# first parts that keep their hyphen: «план-график», «учебно-методический», but «безопасно-сти»
_FIRST_PARTS = frozenset(
    ("план", "интернет", "онлайн", "веб", "медиа", "мини", "пресс", "бизнес", "вице", "экс", "блок", "фото", "видео")
)
_LINKED = ("но", "ско", "лого", "ико", "во")
_ENDING = re.compile(r"(?:ст[иьея]|го|му|й|е|я|ю|м|х|ми)\w{0,3}$")
_SHORT_PART, _LONG_PART = 3, 6


def from_pdf(data: bytes) -> ActText:
    """The lines of a PDF. FaultsError: a scan, closed by a password, damaged, too long."""
    try:
        pages = words_of_foreign_pdf(data)
    except FaultsError as error:
        limit = {"limit": MAX_LINES}
        raise FaultsError([replace(item, values=limit) for item in error.faults]) from error
    pages = _readable(pages)
    turned = [_straight(page) for page in pages]
    printed = [printed_lines(page.words) for page, _ in turned]
    dropped = heads(printed)
    left_out = [
        Line(0, _said(line), page=number + 1)
        for number, page in enumerate(printed)
        for place, line in enumerate(page)
        if (number, place) in dropped
    ]
    left_out += [Line(0, text, page=number + 1) for number, (_, text) in enumerate(turned) if text]
    kept = [
        [line for place, line in enumerate(page) if (number, place) not in dropped]
        for number, page in enumerate(printed)
    ]
    return act_text(_joined(_lines(kept)), "pdf", left_out, list(_remarks(pages)))


def _readable(pages: list[PdfPage]) -> list[PdfPage]:
    """The pages with letters that a person can read. FaultsError: a scan, or a file that hides its letters."""
    letters = Counter(char for page in pages for word in page.words for char in word.text if char.isalpha())
    total = sum(letters.values())
    if not total:
        raise FaultsError([Fault("act_scan" if any(page.pictured for page in pages) else "act_empty")])
    if sum(count for char, count in letters.items() if _CYRILLIC.match(char)) >= _LEAST_RUSSIAN * total:
        return pages
    if not taken_for_latin(letters):
        raise FaultsError([Fault("act_pdf_letters")])
    # the font of an old program numbers its letters as Windows does, and calls them Latin
    return [
        replace(page, words=tuple(replace(word, text=as_windows(word.text)) for word in page.words)) for page in pages
    ]


def _straight(page: PdfPage) -> tuple[PdfPage, str]:
    """The page with the words that run as most of them do, and the text of the others: stamps, drafts' marks."""
    turns = Counter[int]()
    for word in page.words:
        turns[word.turn] += len(word.text)
    most = turns.most_common(1)[0][0] if turns else 0
    others = " ".join(word.text for word in page.words if word.turn != most)
    return replace(page, words=tuple(word for word in page.words if word.turn == most)), _tidied(others)


def _tidied(text: str) -> str:
    return laid_out(tidy(text.translate(_HYPHEN_SIGNS)).replace("\n", " ").replace("\f", " "))


def _said(line: PrintedLine) -> str:
    return _tidied(line.text)


# ------------------------------------------------------------------------------------ lines
def _lines(pages: Sequence[Sequence[PrintedLine]]) -> Iterator[Line]:
    """With a blank line where more room is left than between lines."""
    every = [line for page in pages for line in page]
    margin = _share([line.left for line in every], _EDGE)
    letter = max(letter_width([word for line in every for word in line.words]), 0.1)
    usual = _share([gap for page in pages for gap in _gaps(page) if gap > 0], _CLOSE)
    closed = iter(_closed(every))
    for number, page in enumerate(pages, start=1):
        for gap, line in zip(chain([0.0], _gaps(page)), page, strict=False):
            if gap > _WIDER * usual:
                yield Line(0, "", page=number)
            indent = max(round((line.left - margin) / letter), 0)
            yield Line(0, _said(line), page=number, indent=indent, closed=next(closed))


def _share(measures: list[float], share: float) -> float:
    """The measure that so great a share of them is below."""
    return sorted(measures)[int((len(measures) - 1) * share)] if measures else 0.0


def _closed(lines: Sequence[PrintedLine]) -> Iterator[bool | None]:
    """Whether the first word of the next line had room on each: then a paragraph ends there."""
    edges = {
        column: -_share([-line.right for line in lines if line.column == column], _EDGE)
        for column in {line.column for line in lines}
    }
    for line, after in pairwise(lines):
        word = after.pieces[0][0]
        needed = line.right + line.letter + word.right - word.left
        yield needed < edges[line.column] if line.column == after.column else None
    yield None


def _gaps(page: Sequence[PrintedLine]) -> list[float]:
    """How far each line but the first stands below the one before."""
    return [above.base - line.base for above, line in pairwise(page)]


def _joined(lines: Iterator[Line]) -> Iterator[Line]:
    """A word cut at the end of its line ends there with a soft hyphen, and goes on in the next line."""
    known = list(lines)
    following = _following(known)
    compounds = {word.lower() for line in known for word in _COMPOUND.findall(line.text)}
    for line, after in zip(known, following, strict=True):
        cut, goes_on = _CUT.search(line.text), _GOES_ON.match(after)
        if cut and goes_on:
            hyphen = "-" if _keeps_hyphen(cut[1].lower(), goes_on[0], compounds) else ""
            yield replace(line, text=f"{line.text[:-1]}{hyphen}{SOFT_HYPHEN}")
        else:
            bound = SOFT_HYPHEN if _BOUND.search(line.text) and after[:1].isalnum() else ""
            yield replace(line, text=line.text.replace(SOFT_HYPHEN, "-") + bound)


def _following(lines: Sequence[Line]) -> list[str]:
    """The text of the next line that has any."""
    found, after = [], ""
    for line in reversed(lines):
        found.append(after)
        after = line.text or after
    return found[::-1]


def _keeps_hyphen(first: str, second: str, compounds: set[str]) -> bool:
    """Whether a word that ends its line with a hyphen is written with one."""
    if f"{first}-{second}" in compounds or first in _FIRST_PARTS:
        return True
    return (
        first.endswith(_LINKED) and len(first) > _SHORT_PART and len(second) >= _LONG_PART and not _ENDING.match(second)
    )


def _remarks(pages: Sequence[PdfPage]) -> Iterator[Fault]:
    unread = [str(number) for number, page in enumerate(pages, start=1) if page.pictured]
    if unread:
        named = ", ".join(unread[:_NAMED]) + (" …" if len(unread) > _NAMED else "")
        yield Fault("act_pages_unread", values={"lines": named}, warning=True)
