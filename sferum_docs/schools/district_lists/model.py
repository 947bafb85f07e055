"""What was understood of the tables of a district: where it stands, how sure it is, what a person must say."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Any, TypeAlias

if TYPE_CHECKING:
    from sferum_docs.reading.faults import Fault
    from sferum_docs.schools.model import Head, Person, Requisites


class Level(StrEnum):
    """How grave a finding is: not taken; a person must say; taken, but look at it; good to know."""

    ERROR = "error"
    QUESTION = "question"
    WARNING = "warning"
    INFO = "info"


class TableKind(StrEnum):
    """What a table holds."""

    BODIES = "bodies"  # a row an organisation
    CARD = "card"  # one organisation, a row a requisite
    STAFF = "staff"
    NONE = "none"  # nothing that is taken


@dataclass(frozen=True, slots=True)
class Place:
    """A cell of a file."""

    file: str
    sheet: str = ""
    cell: str = ""

    def __str__(self) -> str:
        sheet = f"лист «{self.sheet}»" if self.sheet else ""
        return ", ".join(filter(None, (self.file, sheet, self.cell)))


@dataclass(frozen=True, slots=True)
class Cell:
    """What is written in a cell."""

    text: str
    place: Place
    is_number: bool = False


@dataclass(frozen=True, slots=True)
class Finding:
    """Something to be told of a cell; `body` is the organisation that it is about."""

    level: Level
    fault: Fault
    place: Place
    body: str = ""
    written: str = ""

    @property
    def code(self) -> str:
        """The key of its sentence."""
        return self.fault.code

    def message(self) -> str:
        """The organisation and the sentence."""
        return ": ".join(filter(None, (self.body, self.fault.sentence())))


@dataclass(frozen=True, slots=True)
class Option:
    """An answer that may be chosen."""

    key: str
    words: str


@dataclass(frozen=True, slots=True)
class Question:
    """What a person must say; without an answer nothing of it is taken. `answer` is what was said."""

    key: str
    finding: Finding
    options: tuple[Option, ...]
    answer: str = ""


@dataclass(frozen=True, slots=True)
class TableColumn:
    """A column of a table, or a row of a card: its heading, what it holds (a key of `columns`, or empty), samples."""

    at: int
    letter: str
    heading: str
    key: str
    samples: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class FoundTable:
    """A table of a sheet as it is understood. Tables of the same headings have the same signature."""

    file: str
    sheet: str
    kind: TableKind
    signature: str
    columns: tuple[TableColumn, ...]
    count: int = 0  # of its entries
    first: int = 0  # the row of the heading, as people count
    titles: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class LeftRow:
    """A row that is not taken, and why."""

    place: Place
    reason: str
    text: str


@dataclass(frozen=True, slots=True)
class RawBody:
    """An organisation as one table writes it; `alone`: the table is of this one only."""

    cells: Mapping[str, Cell]
    place: Place
    alone: bool = False
    headings: Mapping[str, str] = field(default_factory=dict)  # what heads the cells, by the same keys
    remarks: tuple[Cell, ...] = ()  # cells of columns that are not taken

    def text(self, key: str) -> str:
        """What is written under a key."""
        cell = self.cells.get(key)
        return cell.text if cell else ""


@dataclass(frozen=True, slots=True)
class RawPerson:
    """A worker as a table writes it; `school` is the organisation as written there, `owner` what else tells it."""

    values: Mapping[str, str]
    places: Mapping[str, int]
    number: int
    file: str
    sheet: str
    school: str = ""
    owner: str = ""  # words that name the organisation: a section, a title, the sheet, the file
    owner_cell: str = ""
    group: int = -1  # the organisation of the same sheet or book, by its place in the list of them


@dataclass(frozen=True, slots=True)
class NamedBody:
    """An organisation by its names: one of the files, or one that is kept already."""

    key: str
    short_name: str
    full_name: str = ""
    inn: str = ""
    ogrn: str = ""


@dataclass(frozen=True, slots=True)
class Found:
    """The organisations that a written name may mean; `sure`: the one, and nothing else is like it."""

    keys: tuple[str, ...] = ()
    sure: bool = False
    misspelt: bool = False


FindBodies: TypeAlias = Callable[[str, Sequence[NamedBody]], Found]


@dataclass(frozen=True, slots=True)
class Told:
    """What a person said: of tables by signature, of written names, of questions by their keys."""

    tables: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    names: Mapping[str, str] = field(default_factory=dict)
    answers: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Body:
    """An organisation as all files together tell it; `told`: which requisites; `known`: its key among those kept."""

    key: str
    requisites: Requisites
    head: Head | None
    staff: tuple[Person, ...]
    told: frozenset[str]
    places: Mapping[str, Place]
    known: str = ""

    @property
    def name(self) -> str:
        """As lists name it."""
        return self.requisites.short_name or self.requisites.full_name


@dataclass(frozen=True, slots=True)
class Understood:
    """All that was understood of some files."""

    tables: tuple[FoundTable, ...] = ()
    bodies: tuple[Body, ...] = ()
    findings: tuple[Finding, ...] = ()
    questions: tuple[Question, ...] = ()
    left: tuple[LeftRow, ...] = ()
    names: Mapping[str, str] = field(default_factory=dict)  # written name → the organisation that it is taken for
