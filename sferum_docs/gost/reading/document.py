"""A Word document as the check sees it: paragraphs with effective values, tables, sections, headers. Frozen values."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from sferum_docs.gost.reading.placing import side_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sferum_docs.gost.reading.package import Element
    from sferum_docs.gost.reading.properties import Values

TWIPS_IN_MM = 1440 / 25.4
_AUTOMATIC = 280  # Word's own interval of paragraphs that come from a web page
_LETTERS_HIGH = 11.5  # twips of a line of type in a half-point of its size


def twips(millimetres: float) -> int:
    """Millimetres as twentieths of a point.

    >>> twips(20), twips(12.5)
    (1134, 709)
    """
    return round(millimetres * TWIPS_IN_MM)


def mm(measure: int) -> str:
    """Twips as millimetres for people.

    >>> mm(1134), mm(709)
    ('20', '12,5')
    """
    return f"{measure / TWIPS_IN_MM:.1f}".removesuffix(".0").replace(".", ",")


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text with one set of effective values; `field` when Word computes it."""

    text: str
    values: Values
    field: bool = False

    @property
    def shown(self) -> str:
        """The letters as they are printed: those set as capitals are capitals."""
        return self.text.upper() if self.values.get("caps") or self.values.get("smallCaps") else self.text


@dataclass(frozen=True, slots=True)
class Picture:
    """An image: whether it floats, how it is placed, and what its properties call it."""

    floating: bool
    horizontal: str
    vertical: str
    title: str


@dataclass(frozen=True, eq=False)
class Paragraph:
    """A paragraph: its number, (table, row, cell) from outside inwards, effective values, text.

    `text` is as printed, without the list's number; `words` the same with single plain spaces.
    """

    index: int
    number: int
    runs: tuple[Run, ...]
    values: Values
    text: str = ""
    words: str = ""
    section: int = 0
    width: int = 0
    cells: tuple[tuple[int, int, int], ...] = ()
    part: str = "document"
    label: str = ""
    bullet: str = ""  # the sign of a list that counts nothing, as its file writes it
    level: int | None = None  # of its list, from 0
    form: str = ""
    forms: tuple[str, ...] = ()  # of all the numbers that its label is made of
    page_start: bool = False
    pictures: tuple[Picture, ...] = ()
    fields: tuple[str, ...] = ()
    in_corner: bool = False
    frame: str = ""
    ptab: str = ""
    hidden: tuple[Run, ...] = ()  # what is in the file and is not printed
    ground: str = ""  # the colour of the cell it stands in
    mark: Values | None = None  # how its number is written, when it has one
    sign: str = ""  # letters that its list puts in the place of a number
    style: str = ""
    start: int = 0  # where the place it stands in begins, from the left margin
    room: int = 0  # width between the margins of the page

    @property
    def jc(self) -> str:
        """Alignment: left, center, right, both, distribute."""
        return side_of(self.values, self.text, self.ptab)

    def length(self, name: str) -> int:
        """An indent or interval in twips; nothing set anywhere is nothing."""
        if self.values.get(f"{name}Autospacing"):
            return _AUTOMATIC
        lines = int(self.values.get(f"{name}Lines", 0))
        return lines * 240 // 100 or int(self.values.get(name, 0))

    def by_letters(self, name: str) -> int:
        """An indent that is counted in hundredths of a letter's height, in twips."""
        return int(self.values.get(f"{name}Chars", 0)) * self.size // 10

    @property
    def single(self) -> bool:
        """Whether lines stand at single spacing."""
        return self.length_of_line == 240 and self.rule == "auto"  # noqa: PLR2004  one line

    @property
    def rule(self) -> str:
        """How the distance of lines is meant; a least height that the letters fill is that of one line."""
        given = str(self.values.get("rule", "auto"))
        filled = given == "atLeast" and int(self.values.get("line", 0)) <= self.size * _LETTERS_HIGH
        return "auto" if filled else given

    @property
    def length_of_line(self) -> int:
        """Distance of lines; 240 is single."""
        filled = self.values.get("rule") == "atLeast" and self.rule == "auto"
        return 240 if filled else int(self.values.get("line", 240))

    @property
    def box(self) -> int:
        """The width left for its lines."""
        return self.width - self.length("left") - self.length("right")

    @property
    def size(self) -> int:
        """The commonest size of its type in half-points; Word's own default is 10 points."""
        return int(commonest({int(run.values.get("sz", 20)): len(run.text) for run in self.runs}) or 20)

    @property
    def in_table(self) -> bool:
        """Whether it stands in a cell."""
        return bool(self.cells)


def commonest(counts: Mapping[int, int]) -> int | None:
    """The key with the largest count."""
    return max(counts, key=lambda key: counts[key], default=None)


def is_kept(paragraphs: Sequence[Paragraph]) -> bool:
    """Whether no page can end within these paragraphs: each is kept whole, and with the next."""
    whole = all(item.values.get("keepLines") for item in paragraphs)
    return bool(paragraphs) and whole and all(item.values.get("keepNext") for item in paragraphs[:-1])


@dataclass(frozen=True)
class Cell:
    """A cell: its paragraphs, span, whether it goes on from above, how its text stands."""

    paragraphs: tuple[Paragraph, ...]
    span: int = 1
    continued: bool = False
    vertical: str = "top"

    @property
    def words(self) -> str:
        """The text of the cell."""
        return " ".join(paragraph.words for paragraph in self.paragraphs if paragraph.words)


@dataclass(frozen=True)
class TableRow:
    """A row: cells, whether it repeats as a head and whether it may split."""

    cells: tuple[Cell, ...]
    head: bool = False
    whole: bool = False
    height: int | None = None  # in twips, when it must not grow


@dataclass(frozen=True)
class Table:
    """A table: rows, lines or none, width and indent in twips, and the width it stands in."""

    number: int
    rows: tuple[TableRow, ...]
    lined: bool
    width: int
    room: int
    indent: int = 0
    nested: bool = False
    first: Paragraph | None = None


@dataclass(frozen=True)
class Section:
    """A section: sheet and margins in twips (None when nobody set them), headers and footers that hold in it."""

    width: int | None
    height: int | None
    landscape: bool
    margins: Mapping[str, int]
    title_page: bool
    start: int | None
    number_form: str
    new_page: bool = True
    headers: Mapping[str, tuple[Paragraph, ...]] = field(default_factory=dict)
    footers: Mapping[str, tuple[Paragraph, ...]] = field(default_factory=dict)

    @property
    def room(self) -> int:
        """Width between the margins; Word's own sheet when nothing is set."""
        return room_of(self.width, self.margins)


def room_of(width: int | None, margins: Mapping[str, int]) -> int:
    """Width between the margins of a sheet; Word's own where nothing is set."""
    return (width or 12240) - margins.get("left", 1440) - margins.get("right", 1440)


@dataclass(frozen=True)
class Document:
    """Everything the checks look at."""

    paragraphs: tuple[Paragraph, ...]
    tables: tuple[Table, ...]
    sections: tuple[Section, ...]
    settings: Element | None
    notes: tuple[Paragraph, ...] = ()  # at the foot of pages and at the end
    unread: tuple[str, ...] = ()  # texts that the walk does not come to

    @cached_property
    def printed(self) -> tuple[Paragraph, ...]:
        """Paragraphs that print something."""
        return tuple(item for item in self.paragraphs if item.words)

    @cached_property
    def all_printed(self) -> tuple[Paragraph, ...]:
        """The same with headers and footers, each once."""
        seen: dict[int, Paragraph] = {}
        for section in self.sections:
            for group in (section.headers, section.footers):
                for paragraphs in group.values():
                    seen.update({id(item): item for item in paragraphs if item.words})
        return (*self.printed, *seen.values())
