"""The registers of a school, and how numbers stand in them."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sferum_docs.schools.number_mask import PLAIN

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping
    from datetime import date

# ё, з, й, о, ч, ъ, ы, ь are not used to number (ГОСТ Р 2.105-2019, 6.7.2): they read as figures or are not seen
LETTERS = "абвгдежиклмнпрстуфхцшщэюя"


MOST_NUMBER = 999_999
ALL_TIME = 0  # the period of a register whose numbers never begin anew


class Reset(StrEnum):
    """When the numbers of a register begin at one again."""

    YEARLY = "yearly"
    NEVER = "never"


@dataclass(frozen=True, slots=True)
class Column:
    """A column as on paper: the field of an entry and its caption."""

    field: str
    caption: str


@dataclass(frozen=True, slots=True)
class Register:
    """A register: the kinds of documents entered there, its columns, the file the papers go to.

    `profile_mask` names the field of the school's profile that holds `mask` (the look of the numbers), when one does.
    """

    id: str
    title: str
    short: str
    one: str
    kinds: tuple[str, ...]
    file: str
    mask: str
    columns: tuple[Column, ...]
    reset: Reset = Reset.YEARLY
    profile_mask: str = ""
    closed: bool = False  # keeps its entries, takes no new ones

    def period(self, day: date) -> int:
        """The period whose numbers a paper of this day belongs to."""
        return ALL_TIME if self.reset is Reset.NEVER else day.year

    def has(self, field: str) -> bool:
        """Whether there is a column for a field of an entry."""
        return any(column.field == field for column in self.columns)


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
def shipped_registers(*, office: bool = False) -> dict[str, Register]:
    """What a school begins with, by id, in the order of the tabs; `office`: with those of an office that watches."""
    found = (
        Register(
            item["id"],
            item["title"],
            item["short"],
            item["one"],
            tuple(item["kinds"]),
            item["file"],
            item.get("mask", PLAIN),
            tuple(Column(*column) for column in item["columns"]),
            Reset(item.get("reset", Reset.YEARLY)),
            item.get("profile_mask", ""),
        )
        for item in _data()["register"]
        if office or not item.get("office")
    )
    return {register.id: register for register in found}


@cache
def known_columns() -> dict[str, str]:
    """The fields of an entry that may be a column, with their usual captions, in their usual order."""
    return {item["field"]: item["caption"] for item in _data()["column"]}


@cache
def usual_files(*, office: bool = False) -> tuple[FileOfPapers, ...]:
    """The list of files a school begins with; `office`: with those of an office that watches."""
    found = (item for item in _data()["file"] if office or not item.get("office"))
    return tuple(FileOfPapers(item["index"], item["title"], item["retention"]) for item in found)


def register_of(registers: Mapping[str, Register], kind: str) -> Register | None:
    """The register that documents of this kind are entered in, or None: such a paper is not registered."""
    return next((item for item in registers.values() if kind in item.kinds and not item.closed), None)


def registered_kinds(registers: Mapping[str, Register]) -> frozenset[str]:
    """The kinds of documents that are entered in a register."""
    return frozenset(kind for item in registers.values() if not item.closed for kind in item.kinds)


def next_letter(taken: Collection[str]) -> str | None:
    """The first free letter for an entry put in after another; None when all are taken.

    >>> next_letter({""}), next_letter({"", "а", "б"})
    ('а', 'в')
    """
    return next((letter for letter in LETTERS if letter not in taken), None)


def missing_numbers(
    gaps: Iterable[tuple[int, int]], explained: Iterable[tuple[int, int]]
) -> tuple[tuple[int, int], ...]:
    """The ranges that no entry has and nothing explains (given before this program came).

    >>> missing_numbers([(1, 56), (59, 63)], [(1, 56), (60, 61)])
    ((59, 59), (62, 63))
    """
    left = list(gaps)
    for first, last in explained:
        left = [piece for gap in left for piece in _without(gap, first, last)]
    return tuple(left)


def _without(gap: tuple[int, int], first: int, last: int) -> tuple[tuple[int, int], ...]:
    below, above = (gap[0], min(gap[1], first - 1)), (max(gap[0], last + 1), gap[1])
    return tuple(piece for piece in dict.fromkeys((below, above)) if piece[0] <= piece[1])


# fields that are asked when the register has a column for them: column → fields
_OF_COLUMN = {
    "sender": ("sender", "act"), "sender_number": ("sender_number", "sender_date"), "addressee": ("addressee",),
    "reply_to": ("reply_to",), "person": ("person",), "basis": ("basis",), "due": ("due",),
    "sheets": ("sheets", "annexes"), "executor": ("executor",),
}  # fmt: skip


def asked_of(book: Register) -> frozenset[str]:
    """The fields that are asked of a paper of this register."""
    asked = {field for column, fields in _OF_COLUMN.items() if book.has(column) for field in fields}
    signer = set() if book.has("sender") else {"signer"}  # what comes in is signed elsewhere
    return frozenset({*asked, *signer, *({"kind"} if len(book.kinds) > 1 else ())})
