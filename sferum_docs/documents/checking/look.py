"""What a reader sees beside the words: what is hidden, struck or too pale to read, numbers, fields, pictures, sheets.

Two files with the same words may not say the same on paper; what differs here is told with its place.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from sferum_docs.docengine import charts_of, picture_sums
from sferum_docs.documents.checking.look_parts import link_words, part_traits
from sferum_docs.documents.checking.looking import fields
from sferum_docs.documents.checking.looking.letters import unlike
from sferum_docs.documents.checking.traits import SAYS, Trait, short
from sferum_docs.documents.checking.verification import seen
from sferum_docs.gost.measures import lines_of
from sferum_docs.gost.model import FindingPlace
from sferum_docs.gost.reading.document import Run, mm
from sferum_docs.gost.reading.package import open_package, qn
from sferum_docs.gost.reading.scan import scan
from sferum_docs.wordml.switches import is_on

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sferum_docs.gost.reading.document import Document, Paragraph, Section, Table

_LOW = 5  # twips of a line for each half-point of the type: half of the letters is cut off
_LOW_SHARE = 104  # the same in 240ths of a line
_LETTERS = 2  # between the indents of a paragraph; with fewer, every line is a letter
_BEYOND = 0.95  # a share of the sheet's width: text that begins there is not seen
_SAME_SIZE = 60  # twips; programs round millimetres in their own ways
_PAIRED = 500  # measures that are compared one by one; a file with more of them moved is told of each
_CUT = 0.75  # an estimate: the row must be clearly lower
# what every program counts anew or writes in its own way; the first of a page's number is told in the text itself
_PAGES = {"PAGE", "NUMPAGES", "SECTIONPAGES"}
_COUNTED = {"TOC", "PAGEREF"}
_LINK = "HYPERLINK"
_BARE = {"first": "на первой странице пусто", "even": "на чётных страницах пусто"}
_CLOCK = {"DATE", "TIME", "FILENAME", "PRINTDATE", "SAVEDATE", "CREATEDATE"}  # their formats are written in many ways
_COUNTS = {"upperRoman": "I, II", "lowerRoman": "i, ii", "upperLetter": "A, B", "lowerLetter": "a, b",
           "russianUpper": "А, Б", "russianLower": "а, б", "none": "не печатается", "decimalZero": "01, 02",
           "ordinal": "1-й, 2-й", "cardinalText": "один, два", "ordinalText": "первый, второй", "hex": "9, A",
           "decimal": "", "bullet": ""}  # fmt: skip


@dataclass(frozen=True, slots=True)
class LookChange:
    """A trait that the file has and the document had not (`new`), or the other way round."""

    trait: Trait
    new: bool

    @property
    def title(self) -> str:
        """What became of it, in Russian."""
        lacking = "" if self.trait.kind == "number" else " (в документе нет)" if self.new else " (в файле нет)"
        return f"{SAYS[self.trait.kind]}{lacking}"

    @property
    def words(self) -> str:
        """The words it concerns; a picture has only a fingerprint, which says nothing to a reader."""
        return "" if self.trait.kind in {"picture", "chart_data"} else self.trait.words


@dataclass(frozen=True)
class Look:
    """The traits of a file, and the numbers before its paragraphs."""

    traits: tuple[Trait, ...]
    numbers: tuple[tuple[str, str, str], ...]  # words, number, place


def look(content: bytes) -> Look:
    """The look of a file. FaultsError when it is too long to be looked at."""
    document = scan(open_package(content))
    paragraphs = [*document.paragraphs, *_beside(document), *document.notes]
    found = [trait for item in paragraphs for trait in _of_paragraph(item, document)]
    found += [Trait("cut", short(words)) for table in document.tables for words in _cut(table)]
    found += [Trait("header", words) for words in _headers(document)]
    found += part_traits(content)
    found += [Trait("sheet", _sheet(section)) for section in document.sections[:1]]
    found += [Trait("sheet", text) for text in _other_sheets(document.sections)]
    found += [Trait("picture", digest) for digest in picture_sums(content)]
    drawn, books = charts_of(content)
    found += [*(Trait("chart", words) for words in drawn), *(Trait("chart_data", digest) for digest in books)]
    numbers = tuple((seen(item.text), _number(item), _where(item)) for item in paragraphs if item.words)
    return Look(tuple(found), numbers)


def changes(was: Look, now: Look) -> tuple[LookChange, ...]:
    """What is seen otherwise: new things first, then those gone, then numbers."""
    more, gone = list(_more(now, was, new=True)), list(_more(was, now, new=False))
    return (*_farther(more, gone), *_farther(gone, more), *_exchanged(was, now), *_renumbered(was, now))


def _exchanged(was: Look, now: Look) -> Iterator[LookChange]:
    """Pictures that are all there, in another order."""
    before, after = ([trait for trait in one.traits if trait.kind == "picture"] for one in (was, now))
    if Counter(item.key for item in before) == Counter(item.key for item in after):
        yield from (
            LookChange(other, new=True) for one, other in zip(before, after, strict=True) if one.key != other.key
        )


def _farther(these: list[LookChange], those: list[LookChange]) -> Iterator[LookChange]:
    """Without what stands on the other side a hair aside; each has one such pair at most."""
    measured = [item.trait for item in those if item.trait.measures][:_PAIRED]
    for item in these:
        pair = next((other for other in measured if item.trait.is_near(other)), None)
        if pair is None:
            yield item
        else:
            measured.remove(pair)


def _more(one: Look, other: Look, *, new: bool) -> Iterator[LookChange]:
    known = Counter(trait.key for trait in other.traits)
    for trait in one.traits:
        if known[trait.key]:
            known[trait.key] -= 1
        else:
            yield LookChange(trait, new)


def _renumbered(was: Look, now: Look) -> Iterator[LookChange]:
    """Paragraphs with the same words are told apart by their order."""
    before: dict[str, list[str]] = {}
    for words, number, _ in was.numbers:
        before.setdefault(words, []).append(number)
    for words, number, where in now.numbers:
        had = before.get(words)
        if had:
            former = had.pop(0)
            if former != number:
                shown = f"было «{former or 'без номера'}», стало «{number or 'без номера'}» — {short(words)}"
                yield LookChange(Trait("number", shown, where), new=True)


def _beside(document: Document) -> Iterator[Paragraph]:
    known: set[int] = set()
    for section in document.sections:
        for group in (section.headers, section.footers):
            for paragraph in (item for items in group.values() for item in items):
                if id(paragraph) not in known:
                    known.add(id(paragraph))
                    yield paragraph


def _number(item: Paragraph) -> str:
    """What stands before a paragraph: figures, letters of a list that has no figures, or a bullet."""
    counted = ", ".join(filter(None, (_COUNTS.get(form, form) for form in item.forms)))
    return f"{item.label} ({counted})" if item.label and counted else item.label or item.sign or item.form


def _headers(document: Document) -> Iterator[str]:
    """The headers and footers that are printed, each once, and which pages have none of them."""
    settings = document.settings
    even = bool(is_on(None if settings is None else settings.find(qn("w:evenAndOddHeaders"))))
    told: dict[str, None] = {}
    for section in document.sections:
        printed = {"default": True, "first": section.title_page, "even": even}
        for title, group in (("сверху", section.headers), ("снизу", section.footers)):
            said = {kind: _header_words(group.get(kind, ())) for kind, shown in printed.items() if shown}
            told |= {f"{title}: {short(words)}": None for words in said.values() if words}
            bare = [kind for kind, words in said.items() if not words]
            told |= {f"{title}: {_BARE[kind]}": None for kind in bare if said["default"]}
    yield from told


def _header_words(items: Iterable[Paragraph]) -> str:
    """The number of the page is no word of a header; that it is there, is."""
    items = tuple(items)
    texts = (run.text for item in items for run in item.runs if not run.field)
    return seen(" ".join(("".join(texts), *(code.split(" ")[0] for item in items for code in item.fields))))


def _cut(table: Table) -> Iterator[str]:
    """The words of rows whose fixed height shows a part of them: what stands over words pushes them out as well."""
    for row in table.rows:
        needs = [_height(list(cell.paragraphs)) for cell in row.cells]
        if row.height is not None and max(needs, default=0) * _CUT > row.height:
            yield " ".join(cell.words for cell in row.cells)


def _height(items: list[Paragraph]) -> int:
    """How far down the last words of a cell stand."""
    while items and not items[-1].words:
        items.pop()
    return sum(lines_of(item) * item.size * 10 + item.length("before") for item in items)


def _of_paragraph(item: Paragraph, document: Document) -> Iterator[Trait]:
    where = _where(item)
    yield from _of_place(item, document, where)
    if item.mark is not None and item.words and (item.label or item.sign):
        unseen = "hidden" if item.mark.get("vanish") else unlike(Run(item.label, item.mark), item)
        if unseen:
            yield Trait("pale_number", f"{item.label or item.sign} {short(seen(item.text))}", where)
    for name, runs in groupby(item.runs, key=lambda run: unlike(run, item)):
        words = seen("".join(run.text for run in runs))
        if name and words:
            yield Trait(name, short(words), where)
    if item.values.get("bidi") and item.words:
        yield Trait("rtl", short(item.words), where)
    hidden = seen("".join(run.text for run in item.hidden))
    if hidden:
        yield Trait("hidden", short(hidden), where)
    if item.words and _is_low(item):
        yield Trait("low", short(item.words), where)
    yield from _of_fields(item, where)


def _is_low(item: Paragraph) -> bool:
    """Whether a line is set so low that half of its letters is cut off; a share of a line may be as low."""
    rule, line = item.values.get("rule", "auto"), item.length_of_line
    return line < {"exact": _LOW * item.size, "auto": _LOW_SHARE}.get(str(rule), 0)


def _of_fields(item: Paragraph, where: str) -> Iterator[Trait]:
    """What Word computes, and where its links lead."""
    for code in item.fields:
        name, _, rest = code.partition(" ")
        if name == _LINK:
            target = "" if rest.startswith("\\L") else next(iter(fields.arguments(rest)), "").strip('"')
            if target:
                yield Trait("link", link_words(target))
        elif name in _PAGES and item.part != "document":
            if told := fields.forms(rest):
                yield Trait("field", " ".join((name, *told)), where)
        elif name not in _COUNTED:
            told = fields.literals(rest) if name in _CLOCK else fields.said_by(name, rest)
            yield Trait("field", " ".join((name, *told)), where)


def _of_place(item: Paragraph, document: Document, where: str) -> Iterator[Trait]:
    """A paragraph in a frame, beyond the edge of the sheet, or pressed between its indents; one that is a number."""
    words = seen("".join(run.text for run in item.runs if not run.field))
    if item.values.get("frame") and words:
        yield Trait("frame", short(words), where)
    if not item.words:
        if alone := item.label or item.sign:
            yield Trait("alone", alone, where)
        return
    section = document.sections[min(item.section, len(document.sections) - 1)]
    width, edge = section.width or 12240, section.margins.get("left", 0)
    left, first = (max(item.length(name), item.by_letters(name), key=abs) for name in ("left", "first"))
    farthest = item.start + max(left + first, _last_stop(item))
    beyond = farthest > _BEYOND * width - edge or item.start + left + min(first, 0) < -edge - item.size * 10
    if beyond or item.length("right") < -section.margins.get("right", 0) - item.size * 10:
        yield Trait("outside", short(seen(item.text)), where)
    elif item.width > 0 and item.box < min(_LETTERS * item.size * 10, item.width):
        yield Trait("squeezed", short(seen(item.text)), where)


def _last_stop(item: Paragraph) -> int:
    """The farthest of its own stops, if it has tabs at all."""
    stops = (int(name[4:]) for name, kind in item.values.items() if name.startswith("tab ") and kind != "clear")
    return max(stops, default=0) if "\t" in item.text else 0


def _sheet(section: Section) -> str:
    """Rounded to what an eye tells apart."""
    measures = (
        section.width,
        section.height,
        *(section.margins.get(side) for side in ("left", "right", "top", "bottom")),
    )
    return " × ".join("?" if item is None else mm(round(item / _SAME_SIZE) * _SAME_SIZE) for item in measures) + " мм"


def _other_sheets(sections: Iterable[Section]) -> Iterator[str]:
    """Programs part and join sections as they save: a size counts once, however many bear it."""
    sizes = list(dict.fromkeys(_sheet(section) for section in sections))
    yield from sizes[1:]


def _where(item: Paragraph) -> str:
    return str(FindingPlace(item.part, item.number, item.cells))
