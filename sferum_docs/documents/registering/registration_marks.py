"""Which number and which day a finished file says, and where: the line of date and number, annexes, named orders.

The marks are known by how they read, not by their styles: LibreOffice and a school's own template name those otherwise.
"""

from __future__ import annotations

import io
import re
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from sferum_docs.documents.requests.situation import DRAFT_NUMBER
from sferum_docs.wordml.text import FALLBACK, P, R, T, W

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from docx.document import Document


class MarkKind(StrEnum):
    """Which place of a document names a number."""

    LINE = "line"  # the line of date and number below the kind of the document, or of a letter
    ANNEX = "annex"  # the mark of an annex: «к приказу от … № …»
    MARGIN = "margin"  # a header or a footer
    REFERENCE = "reference"  # an order named by its title: a sheet of acquaintance, the enclosures of a letter


@dataclass(frozen=True, slots=True)
class Registration:
    """A number and a day."""

    number: str
    day: date


@dataclass(frozen=True, slots=True)
class Mark:
    """A place with what stands there; `day` is None when no day can be read. `refers` is the order that is named."""

    kind: MarkKind
    number: str
    day_text: str
    day: date | None
    refers: str = ""
    within: bool = False  # it stands at the end of other words, so it may be the number of a paper of others

    @property
    def numberless(self) -> bool:
        """Whether the place waits for its number: a line of any length, «№ ____-ОД» too."""
        return self.number == DRAFT_NUMBER if self._of_another else self.number.startswith("_")

    @property
    def by_hand(self) -> bool:
        """Whether the number of another paper is left to be written on paper: its place is longer than a draft's."""
        return self._of_another and not self.numberless and not self.number.strip("_")

    @property
    def _of_another(self) -> bool:
        return self.kind is MarkKind.REFERENCE

    @property
    def dayless(self) -> bool:
        """Whether a place is left for the day."""
        return self.day is None and not any(sign.isdigit() for sign in self.day_text[:3])

    @property
    def where(self) -> str:
        """The place in Russian."""
        return _WHERE[self.kind]


_WHERE = {
    MarkKind.LINE: "строка даты и номера",
    MarkKind.ANNEX: "отметка приложения",
    MarkKind.MARGIN: "колонтитул",
    MarkKind.REFERENCE: "ссылка на приказ",
}
_MONTHS = ("января", "февраля", "марта", "апреля", "мая", "июня", "июля", "августа", "сентября", "октября", "ноября",
           "декабря")  # fmt: skip
_MONTH = "|".join(_MONTHS)
_OPENS, _CLOSES = '[«"“„]', '[»"”“]'
# a day in figures or in words; then places for one, as people leave them: «__» ______ 2026, __.__.2026, ______
_DAY = rf"""(?P<day>\d{{1,2}}\.\d{{1,2}}\.\d{{4}}
    |(?:{_OPENS}\d{{1,2}}{_CLOSES}\s*+|\d{{1,2}}\s++)(?:{_MONTH})\s++\d{{4}}
    |{_OPENS}[_\s]*+{_CLOSES}\s*+(?:_{{1,200}}|{_MONTH})\s*+(?:(?:20)?_++|\d{{4}})
    |_++\.(?:_++|\d{{1,2}})\.(?:(?:20)?_++|\d{{4}})
    |_{{3,}}+(?:\s*+\d{{4}})?)(?:\s*+г(?:\.|ода)?)?"""
_NUMBER = r"№\s*(?P<number>[^\s«»]+)"
_FLAGS = re.IGNORECASE | re.VERBOSE
_WHOLE = (
    re.compile(rf"\s*(?:от\s+)?{_DAY}\s*{_NUMBER}\s*", _FLAGS),
    re.compile(rf"\s*{_NUMBER}\s+от\s+{_DAY}\s*", _FLAGS),
)
# «Приложение № 1 к приказу … от … № …» in one paragraph, «Приказ № … от …» in a header
_WITHIN = (
    re.compile(rf"от\s+{_DAY}\s*{_NUMBER}\s*\Z", _FLAGS),
    re.compile(rf"№\s*(?P<number>[^\s«»№]+)\s+от\s+{_DAY}\s*\Z", _FLAGS),
)
_OF_ORDER = re.compile(r"\b(?:приказ(?:у|ом)?)\b", re.IGNORECASE)
_SHORT = 400  # signs of a mark that stands in one paragraph
_DAY_ALONE = re.compile(rf"\s*(?:от\s+)?{_DAY}\s*", _FLAGS)
_NUMBER_ALONE = re.compile(rf"\s*{_NUMBER}\s*", _FLAGS)
_NAMED = re.compile(rf"от\s+{_DAY}\s+{_NUMBER}\s+«", _FLAGS)
_ORDERING = re.compile(
    r"п\s*р\s*и\s*к\s*а\s*з\s*ы\s*в\s*а\s*(?:ю|е\s*т)\s*:?|о\s*б\s*я\s*з\s*ы\s*в\s*а\s*ю\s*:?", re.IGNORECASE
)
_ANNEX = re.compile(r"\s*приложение\b", re.IGNORECASE)
_HEAD = 40  # so many paragraphs before the text of a paper without an ordering word
_NEAR = 6  # so many paragraphs from «Приложение» to its «от … № …»
_WORDED = re.compile(rf"{_OPENS}?(\d{{1,2}})(?:{_CLOSES}\s*|\s+)([а-я]+)\s+(\d{{4}})", re.IGNORECASE)
_PLAIN = {0xA0: " ", 0x202F: " ", 0x2011: "-", ord("\t"): " ", ord("\n"): " "}  # one sign for one: places stay
_MARKS = str.maketrans("„“", "«»")  # a title in marks may have other marks inside


@dataclass(frozen=True)
class Text:
    """A paragraph of a file: its element, its words with plain spaces, whether it stands in a header or footer."""

    element: Any
    words: str
    margin: bool


@dataclass(frozen=True)
class MarkPlace:
    """A mark with where its number and its day stand: (paragraph, first sign, last sign)."""

    mark: Mark
    number: tuple[Text, int, int]
    day: tuple[Text, int, int]


def registration_marks(content: bytes, titles: Mapping[str, str] | None = None) -> tuple[Mark, ...]:
    """Every number with its day that a sound file says of itself; `titles` of orders (id → title) that it may name."""
    import docx  # noqa: PLC0415  wanted when a file is opened

    return tuple(place.mark for place in mark_places(docx.Document(io.BytesIO(content)), titles or {}))


def mark_places(document: Document, titles: Mapping[str, str]) -> tuple[MarkPlace, ...]:
    """The marks of an open file, where they can be written anew."""
    texts = list(_texts(document))
    body = [text for text in texts if not text.margin and text.words.strip()]
    ordering = next((at for at, text in enumerate(body) if _ORDERING.fullmatch("".join(text.words.split()))), None)
    end = _HEAD if ordering is None else ordering
    annexes = [place for place in _whole(MarkKind.ANNEX, body) if _in_annex(place, body)]
    known = {id(place.number[0].element) for place in annexes}
    lines = [place for place in _whole(MarkKind.LINE, body[:end]) if id(place.number[0].element) not in known]
    head = lines or list(_parted(body[:end]))
    margins = [text for text in texts if text.margin]
    named = {" ".join(title.translate(_PLAIN).split()): document for document, title in titles.items()}
    return (
        *head,
        *annexes,
        *_within(MarkKind.ANNEX, [text for text in body[end:] if _ANNEX.match(text.words)]),
        *_whole(MarkKind.MARGIN, margins),
        *_within(MarkKind.MARGIN, margins),
        *_references(texts, named),
    )


def _whole(kind: MarkKind, texts: Sequence[Text]) -> Iterator[MarkPlace]:
    """Paragraphs that say nothing but a day and a number."""
    for text in texts:
        found = next((match for pattern in _WHOLE if (match := pattern.fullmatch(text.words))), None)
        if found is not None:
            yield _place(kind, (text, found), (text, found))


def _within(kind: MarkKind, texts: Sequence[Text]) -> Iterator[MarkPlace]:
    """Paragraphs that name an order and end with a day and a number."""
    for text in texts:
        if len(text.words) > _SHORT or _OF_ORDER.search(text.words) is None:
            continue
        found = next((match for pattern in _WITHIN if (match := pattern.search(text.words))), None)
        if found is not None:
            place = _place(kind, (text, found), (text, found))
            yield replace(place, mark=replace(place.mark, within=True))


def _parted(texts: Sequence[Text]) -> Iterator[MarkPlace]:
    """A day and a number that stand in two cells of a row, or in two paragraphs one after the other."""
    for one, two in pairwise(texts):
        for first, second in ((one, two), (two, one)):
            day, number = _DAY_ALONE.fullmatch(first.words), _NUMBER_ALONE.fullmatch(second.words)
            if day is not None and number is not None:
                yield _place(MarkKind.LINE, (second, number), (first, day))


def _in_annex(place: MarkPlace, body: Sequence[Text]) -> bool:
    """Whether the words «Приложение …» stand a few paragraphs above: a table may list the days of other papers."""
    at = next(at for at, text in enumerate(body) if text.element is place.number[0].element)
    return any(_ANNEX.match(text.words) for text in body[max(0, at - _NEAR) : at])


def _references(texts: Sequence[Text], titles: Mapping[str, str]) -> Iterator[MarkPlace]:
    for text in texts:
        for found in _NAMED.finditer(text.words):
            rest = " ".join(text.words[found.end() :].split())
            order = next((document for title, document in titles.items() if _is_titled(rest, title)), None)
            if order is not None:
                place = _place(MarkKind.REFERENCE, (text, found), (text, found))
                yield replace(place, mark=replace(place.mark, refers=order))


def _is_titled(words: str, title: str) -> bool:
    """Whether the title stands there whole: an order may begin as the act of an authority that it carries out."""
    words, title = words.translate(_MARKS), title.translate(_MARKS)
    return words.startswith(title) and not words[len(title) :].lstrip()[:1].isalnum()


def _place(kind: MarkKind, number: tuple[Text, re.Match[str]], day: tuple[Text, re.Match[str]]) -> MarkPlace:
    words = day[1]["day"]
    mark = Mark(kind, number[1]["number"].rstrip(",;"), words, _day(words))
    start = number[1].start("number")
    return MarkPlace(mark, (number[0], start, start + len(mark.number)), (day[0], *day[1].span("day")))


def _day(words: str) -> date | None:
    worded = _WORDED.fullmatch(words)
    try:
        if worded is not None:
            return date(int(worded[3]), _MONTHS.index(worded[2].lower()) + 1, int(worded[1]))
        day, month, year = words.split(".")
        return date(int(year), int(month), int(day))
    except ValueError:  # a place to write, or a day of no calendar
        return None


def _texts(document: Document) -> Iterator[Text]:
    yield from _paragraphs(document.element, margin=False)
    for part in document.part.package.iter_parts():
        if part.content_type.endswith(("header+xml", "footer+xml")):
            yield from _paragraphs(part.element, margin=True)


_TAB, _BREAK, _HYPHEN = (f"{{{W}}}{name}" for name in ("tab", "br", "noBreakHyphen"))


def _paragraphs(root: Any, *, margin: bool) -> Iterator[Text]:
    for element in root.iter(P):
        if next(element.iterancestors(FALLBACK), None) is None:  # there stands the same text a second time
            words = "".join(words for _, words in written(element))
            yield Text(element, words, margin)


def written(paragraph: Any) -> Iterator[tuple[Any, str]]:
    """The pieces of text of a paragraph in order, with their elements; what a correction deletes is none."""
    for element in paragraph.iter(T, _TAB, _BREAK, _HYPHEN):
        if element.getparent().tag != R or next(element.iterancestors(P)) is not paragraph:
            continue  # w:tab is a stop of the paragraph, too; a text box holds paragraphs of its own
        if element.tag == T:
            yield element, (element.text or "").translate(_PLAIN)
        else:
            yield element, "-" if element.tag == _HYPHEN else " "
