"""What a reader sees beside the words: what is hidden, struck or too pale to read, numbers, fields, pictures, sheets.

Two files with the same words may not say the same on paper; what differs here is told with its place.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from sferum_docs.docengine import picture_sums
from sferum_docs.documents.verification import seen
from sferum_docs.gost.document import mm
from sferum_docs.gost.model import Place
from sferum_docs.gost.package import open_package
from sferum_docs.gost.scan import scan

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sferum_docs.gost.document import Document, Paragraph, Run, Section
    from sferum_docs.gost.styles import Values

_TINY = 8  # half-points: what is smaller, no reader reads
_NARROW = 30  # per cent of the width of letters
_LINE = 100  # twips: a line of fixed height that shows a part of its letters
_WHITE = 0xE0  # each of three colours: paler letters are lost on white paper
_SAME_SIZE = 60  # twips; programs round millimetres in their own ways
_SIGNS = ("wingdings", "webdings", "symbol", "marlett", "zapf dingbats")
_COUNTED = {"PAGE", "NUMPAGES", "SECTIONPAGES", "DATE", "TIME", "FILENAME", "HYPERLINK", "TOC", "PAGEREF"}

SAYS = {
    "hidden": "скрытый текст",
    "web": "текст, скрытый на экране",
    "struck": "зачёркнутый текст",
    "pale": "текст цвета бумаги",
    "tiny": "текст, который мельче 4 пунктов",
    "narrow": "текст, сжатый до нечитаемого",
    "low": "строка, которая ниже своих букв",
    "signs": "слова шрифтом из значков",
    "turned": "буквы в обратном порядке",
    "field": "поле Word",
    "number": "автоматический номер",
    "picture": "рисунок",
    "sheet": "размер листа или поля",
    "unread": "часть файла, которую программа не читает",
}


@dataclass(frozen=True, slots=True)
class Trait:
    """One thing that is seen: what it is, where, and the words it concerns."""

    kind: str
    words: str
    where: str = ""

    @property
    def key(self) -> tuple[str, str]:
        """What makes two of them the same: a place moves with the text."""
        return self.kind, self.words


@dataclass(frozen=True, slots=True)
class Change:
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
        return "" if self.trait.kind == "picture" else self.trait.words


@dataclass(frozen=True)
class Look:
    """The traits of a file, and the numbers before its paragraphs."""

    traits: tuple[Trait, ...]
    numbers: tuple[tuple[str, str, str], ...]  # words, number, place


def look(content: bytes) -> Look:
    """The look of a file. FaultsError when it is too long to be looked at."""
    document = scan(open_package(content))
    paragraphs = [*document.paragraphs, *_beside(document), *document.notes]
    found = [trait for item in paragraphs for trait in _of_paragraph(item)]
    found += [Trait("sheet", _sheet(section)) for section in document.sections[:1]]
    found += [Trait("sheet", text) for text in _other_sheets(document.sections)]
    found += [Trait("picture", digest) for digest in picture_sums(content)]
    numbers = tuple((seen(item.text), item.label or item.form, _where(item)) for item in paragraphs if item.words)
    return Look(tuple(found), numbers)


def changes(was: Look, now: Look) -> tuple[Change, ...]:
    """What is seen otherwise: new things first, then those gone, then numbers."""
    return (*_more(now, was, new=True), *_more(was, now, new=False), *_renumbered(was, now))


def _more(one: Look, other: Look, *, new: bool) -> Iterator[Change]:
    known = Counter(trait.key for trait in other.traits)
    for trait in one.traits:
        if known[trait.key]:
            known[trait.key] -= 1
        else:
            yield Change(trait, new)


def _renumbered(was: Look, now: Look) -> Iterator[Change]:
    """Paragraphs with the same words are told apart by their order."""
    before: dict[str, list[str]] = {}
    for words, number, _ in was.numbers:
        before.setdefault(words, []).append(number)
    for words, number, where in now.numbers:
        had = before.get(words)
        if had:
            former = had.pop(0)
            if former != number:
                shown = f"было «{former or 'без номера'}», стало «{number or 'без номера'}» — {_short(words)}"
                yield Change(Trait("number", shown, where), new=True)


def _beside(document: Document) -> Iterator[Paragraph]:
    known: set[int] = set()
    for section in document.sections:
        for group in (section.headers, section.footers):
            for paragraph in (item for items in group.values() for item in items):
                if id(paragraph) not in known:
                    known.add(id(paragraph))
                    yield paragraph


def _of_paragraph(item: Paragraph) -> Iterator[Trait]:
    where = _where(item)
    for name, runs in groupby(item.runs, key=lambda run: _unlike(run, item.values)):
        words = seen("".join(run.text for run in runs))
        if name and words:
            yield Trait(name, _short(words), where)
    hidden = seen("".join(run.text for run in item.hidden))
    if hidden:
        yield Trait("hidden", _short(hidden), where)
    if item.values.get("rule") == "exact" and item.words and item.length_of_line < _LINE:
        yield Trait("low", _short(item.words), where)
    for code in item.fields:
        name, _, rest = code.partition(" ")
        if name not in _COUNTED:
            yield Trait("field", " ".join((name, *_arguments(rest))), where)


def _arguments(code: str) -> Iterator[str]:
    """The arguments of a field without its switches, which every program writes as it likes."""
    yield from (word for word in code.split() if not word.startswith("\\") and word != "MERGEFORMAT")


def _unlike(run: Run, paragraph: Values) -> str:
    """What keeps a reader from reading a run as it is written."""
    values = run.values
    face = str(values.get("hAnsi") or values.get("ascii") or "").casefold()
    tests = {
        "struck": values.get("strike") or values.get("dstrike"),
        "pale": _is_pale(values, paragraph),
        "tiny": int(values.get("sz", 20)) < _TINY,
        "narrow": int(values.get("scale", 100)) < _NARROW,
        "turned": values.get("turned"),
        "signs": face.startswith(_SIGNS) and any("А" <= letter <= "я" for letter in run.text),
        "web": values.get("webHidden"),
    }
    return next((name for name, found in tests.items() if found), "")


def _is_pale(values: Values, paragraph: Values) -> bool:
    colour = _rgb(str(values.get("color", "auto")))
    if colour is None:
        return False
    if values.get("highlight", "none") != "none":
        return False
    ground = _rgb(str(values.get("fill", "auto"))) or _rgb(str(paragraph.get("fill", "auto"))) or (255, 255, 255)
    return all(abs(one - other) < 0xFF - _WHITE + 1 for one, other in zip(colour, ground, strict=True))


def _rgb(code: str) -> tuple[int, int, int] | None:
    try:
        number = int(code, 16) if len(code) == len("RRGGBB") else -1
    except ValueError:
        number = -1
    return None if number < 0 else (number >> 16, number >> 8 & 0xFF, number & 0xFF)


def _sheet(section: Section) -> str:
    """Rounded to what an eye tells apart."""
    measures = (section.width, section.height, *(section.margins.get(side) for side in ("left", "right", "top")))
    return " × ".join("?" if item is None else mm(round(item / _SAME_SIZE) * _SAME_SIZE) for item in measures) + " мм"


def _other_sheets(sections: Iterable[Section]) -> Iterator[str]:
    """Programs part and join sections as they save: a size counts once, however many bear it."""
    sizes = list(dict.fromkeys(_sheet(section) for section in sections))
    yield from sizes[1:]


def _where(item: Paragraph) -> str:
    return str(Place(item.part, item.number, item.cells))


def _short(words: str, limit: int = 80) -> str:
    return words if len(words) <= limit else words[: limit - 1] + "…"
