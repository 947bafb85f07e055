"""The parts a deadline is said by: «ежемесячно», «до 5 числа», «каждую пятницу», «начиная с 19.06.2026»."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import IntEnum
from typing import TYPE_CHECKING

from sferum_docs.directives.model import Deadline, DeadlineKind

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date


class Sure(IntEnum):
    """How surely a part is a deadline: of two in a node the surer one is meant."""

    NO = 0
    HARDLY = 1
    MAYBE = 2
    YES = 3


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of the text that says when; `code` is the doubt it leaves."""

    start: int
    end: int
    deadline: Deadline
    sure: Sure = Sure.YES
    code: str = ""


@dataclass(frozen=True, slots=True)
class Rule:
    """A pattern of the words, and what it makes of them; None when they mean nothing after all."""

    pattern: re.Pattern[str]
    needles: frozenset[str]  # one of them stands in every such text, spaces left out
    build: Callable[[re.Match[str], date | None], Part | None]
    also: tuple[str, ...] = ()  # one of these stands there too


def part(found: re.Match[str], kind: DeadlineKind, sure: Sure = Sure.YES, code: str = "", **fields: object) -> Part:
    """A part over the whole of what was matched."""
    return Part(found.start(), found.end(), Deadline(kind, **fields), sure, code)  # type: ignore[arg-type]


def rule(
    pattern: str, build: Callable[[re.Match[str], date | None], Part | None], needles: str, also: str = ""
) -> Rule:
    """A rule of a pattern without regard to small and capital letters; `needles` spare texts that cannot match."""
    return Rule(re.compile(rf"\b(?:{pattern})", re.IGNORECASE), frozenset(needles.split()), build, tuple(also.split()))
