"""The registers of a school, and how numbers stand in them."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

# ё, з, й, о, ч, ъ, ы, ь are not used to number (ГОСТ Р 2.105-2019, 6.7.2): they read as figures or are not seen
LETTERS = "абвгдежиклмнпрстуфхцшщэюя"


@dataclass(frozen=True, slots=True)
class Column:
    """A column as on paper: the field of an entry and its caption."""

    field: str
    caption: str


@dataclass(frozen=True, slots=True)
class Register:
    """A register: the kinds of documents entered there, its columns, the file the papers go to."""

    id: str
    title: str
    short: str
    one: str
    kinds: tuple[str, ...]
    file: str
    mask: str  # the field of the school's profile that holds the look of the numbers
    columns: tuple[Column, ...]


@dataclass(frozen=True, slots=True)
class FileOfPapers:
    """A line of the school's list of files (номенклатура дел)."""

    index: str
    title: str
    retention: str


@cache
def _data() -> dict[str, Any]:
    return tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))


@cache
def registers() -> dict[str, Register]:
    """The registers by id, in the order of their tabs."""
    found = (
        Register(
            item["id"],
            item["title"],
            item["short"],
            item["one"],
            tuple(item["kinds"]),
            item["file"],
            item["mask"],
            tuple(Column(*column) for column in item["columns"]),
        )
        for item in _data()["register"]
    )
    return {register.id: register for register in found}


@cache
def usual_files() -> tuple[FileOfPapers, ...]:
    """The list of files a school begins with."""
    return tuple(FileOfPapers(**item) for item in _data()["file"])


def register_of(kind: str) -> Register | None:
    """The register that documents of this kind are entered in, or None: such a paper is not registered."""
    return next((register for register in registers().values() if kind in register.kinds), None)


def next_letter(taken: Collection[str]) -> str | None:
    """The first free letter for an entry put in after another; None when all are taken.

    >>> next_letter({""}), next_letter({"", "а", "б"})
    ('а', 'в')
    """
    return next((letter for letter in LETTERS if letter not in taken), None)


def missing_numbers(ordinals: Iterable[int], explained: Iterable[tuple[int, int]]) -> tuple[int, ...]:
    """Numbers below the last that no entry has and nothing explains (given before this program came).

    >>> missing_numbers([57, 58, 60], [(1, 56)])
    (59,)
    """
    given = set(ordinals)
    for first, last in explained:
        given.update(range(first, last + 1))
    return tuple(number for number in range(1, max(given, default=0)) if number not in given)
