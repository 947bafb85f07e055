"""What a source consists of, as frozen values."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from sferum_docs.house_templates.house import Style


@dataclass(frozen=True, slots=True)
class Page:
    """A new section on a sheet that lies or stands; a fresh one begins a document of its own, numbered anew."""

    landscape: bool
    fresh: bool = False


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph in a style; `bookmark` names the clause it carries out."""

    style: Style
    text: str
    bookmark: str = ""


@dataclass(frozen=True, slots=True)
class Control:
    """A line that holds control tags only and leaves no trace."""

    text: str


@dataclass(frozen=True, slots=True)
class Line:
    """Cells on one line without borders: date and number, or post and name of who signs."""

    style: Style
    cells: tuple[str, str]


@dataclass(frozen=True, slots=True)
class Signatures:
    """Lines that are signed one below the other, with the days of signing and the conditions between them."""

    rows: tuple[Line | Paragraph | Control, ...]


class RowKind(StrEnum):
    """What a row of a table is, by the sign it begins with."""

    HEAD = "!"
    BODY = "|"
    WHOLE = "="  # one cell over all columns
    CONTROL = "{"


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table."""

    kind: RowKind
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Column:
    """A column: width in millimetres, and whether its cells are centred."""

    width: float
    centred: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A table with borders; a small one is set in smaller type."""

    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    small: bool = False
    tail: tuple[Paragraph | Signatures, ...] = ()  # notes and signatures that go with its last rows


class Side(StrEnum):
    """A line that begins a side of two columns, or ends them."""

    LEFT = "левая"
    RIGHT = "правая"
    END = "конец"


@dataclass(frozen=True, slots=True)
class Columns:
    """Requisites side by side: the head of a letter and its addressee, two stamps."""

    left: tuple[Paragraph | Control, ...]
    right: tuple[Paragraph | Control, ...]


Block: TypeAlias = Page | Paragraph | Control | Line | Signatures | Table | Columns
