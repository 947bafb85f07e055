"""What a source consists of, as frozen values."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from sferum_docs.blanks.house import Style


@dataclass(frozen=True, slots=True)
class Page:
    """A new section on a sheet that lies or stands."""

    landscape: bool


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


Block: TypeAlias = Page | Paragraph | Control | Line | Table
