"""Sets of indicators as data: what each is called, whom it counts, what it may not exceed."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sferum_docs.indicators.model import PEOPLE

if TYPE_CHECKING:
    from collections.abc import Mapping

Phrases = tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Indicator:
    """One indicator: `says` and `hints` are beginnings of the words by which a heading means it."""

    key: str
    name: str
    population: str
    unit: str
    running: bool  # a running total; otherwise counted anew every week
    general: bool  # «how many in all»: gives way to what is more particular
    says: Phrases
    hints: Phrases


@dataclass(frozen=True, slots=True)
class IndicatorSet:
    """The indicators of a time, as an act or an authority fixed them."""

    key: str
    name: str
    systems: tuple[str, ...]
    populations: Mapping[str, tuple[str, ...]]
    indicators: tuple[Indicator, ...]
    pairs: tuple[tuple[str, str], ...]  # the first is never greater than the second

    def __hash__(self) -> int:
        return hash(self.key)

    def named(self, key: str) -> Indicator | None:
        """The indicator of this key."""
        return next((each for each in self.indicators if each.key == key), None)


@cache
def shipped_sets() -> tuple[IndicatorSet, ...]:
    """The sets that are known."""
    told = tomllib.loads(Path(__file__).with_name("sets.toml").read_text(encoding="utf-8"))
    return tuple(_set(key, entry) for key, entry in told.items())


def _set(key: str, entry: Mapping[str, Any]) -> IndicatorSet:
    populations = {name: tuple(words) for name, words in entry["populations"].items()}
    pairs = tuple((str(less), str(more)) for less, more in entry["pairs"])
    indicators = tuple(map(_indicator, entry["indicators"]))
    return IndicatorSet(key, entry["name"], tuple(entry["systems"]), populations, indicators, pairs)


def _indicator(entry: Mapping[str, Any]) -> Indicator:
    return Indicator(
        entry["key"],
        entry["name"],
        entry["population"],
        entry.get("unit", PEOPLE),
        entry["running"],
        entry.get("general", False),
        tuple(map(tuple, entry["says"])),
        tuple(map(tuple, entry.get("hints", []))),
    )
