"""The rows of one's own school among those of a district, by the names written there; who cannot be told is asked."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from typing import TYPE_CHECKING

from sferum_docs.indicators.names import meant, taken_apart

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date

    from sferum_docs.indicators.layout.entries import TableReading
    from sferum_docs.indicators.model import School

_MOST_NAMES = 2000
_MOST_NEAR = 8
_SHORTEST = 3


@dataclass(frozen=True, slots=True)
class WrittenName:
    """A name as files write it: in which of their tables, for which weeks, in how many values."""

    text: str
    tables: frozenset[int]
    weeks: frozenset[date]
    values: int


@dataclass(frozen=True, slots=True)
class OwnNames:
    """Which of the written names are of the own school.

    `asked` is empty when that is sure; otherwise it says why a person must tell. `near` are the names that may be
    meant, the likeliest first, `others` all that are left.
    """

    ours: frozenset[str]
    near: tuple[WrittenName, ...] = ()
    others: tuple[WrittenName, ...] = ()
    asked: str = ""
    missing: tuple[date, ...] = ()  # weeks of which files tell of others and not of the own school


def written_names(tables: Sequence[TableReading]) -> tuple[WrittenName, ...]:
    """The names in the order in which they stand."""
    found: dict[str, _Gathered] = defaultdict(_Gathered)
    for at, reading in enumerate(tables):
        for entry in (*reading.entries, *reading.unreadable):
            if entry.school not in found and len(found) >= _MOST_NAMES:
                continue
            gathered = found[entry.school]
            gathered.tables.add(at)
            gathered.values += 1
            if entry.week is not None:
                gathered.weeks.add(entry.week.start)
    return tuple(
        WrittenName(text, frozenset(each.tables), frozenset(each.weeks), each.values) for text, each in found.items()
    )


@dataclass
class _Gathered:
    tables: set[int] = field(default_factory=set)
    weeks: set[date] = field(default_factory=set)
    values: int = 0


def own_names(names: Sequence[WrittenName], own: School, said: Mapping[str, bool]) -> OwnNames:
    """The names that mean the own school; `said`: what a person told of some of them before or on the page."""
    told = {name.text for name in names if said.get(name.text)}
    fitting = [name for name in names if name.text not in said and meant(name.text, (own,)).schools]
    exact = [name for name in fitting if _is_exact(name.text, own)]
    ours = {*told, *(name.text for name in exact)}
    sure = [name for name in names if name.text in ours]
    loose = [name for name in fitting if name.text not in ours and not _stands_beside(name, sure)]
    doubtful = [name for name in loose if _is_weak(name.text, own) or _is_one_of_several(name, loose)]
    ours |= {name.text for name in loose if name not in doubtful}
    missing = _missing(names, ours)
    near = _near(names, ours, own)
    asked = (
        "several"
        if len(doubtful) > 1
        else "alike"
        if doubtful
        else "none"
        if not ours
        else "missing"
        if missing
        else ""
    )
    if asked in {"none", "missing"} and all(name.text in said for name in near):
        asked = ""  # a person has told of every name that comes near: the school is not in these rows
    rest = tuple(name for name in names if name not in near)
    return OwnNames(frozenset(ours), near, rest, asked, missing)


def _is_exact(text: str, own: School) -> bool:
    return any(_plain(text) == _plain(name) for name in (own.name, own.full_name) if name)


def _plain(text: str) -> str:
    return " ".join(
        "".join(letter if letter.isalnum() else " " for letter in text.casefold().replace("ё", "е")).split()
    )


def _stands_beside(name: WrittenName, sure: Iterable[WrittenName]) -> bool:
    """Whether the own school has a row of its own in the same table for the same weeks: this one is another's."""
    return any(name.tables & each.tables and (name.weeks & each.weeks or not name.weeks) for each in sure)


def _is_one_of_several(name: WrittenName, loose: Iterable[WrittenName]) -> bool:
    return any(other is not name and _stands_beside(name, (other,)) for other in loose)


def _is_weak(text: str, own: School) -> bool:
    """Whether a name says no more than any school's could: a kind, a number; or an honour that ours has not."""
    name, short = taken_apart(text), taken_apart(own.name)
    says_nothing = not name.words and not name.places and bool(short.words or short.places)
    return says_nothing or meant(text, (own,)).renamed


def _missing(names: Sequence[WrittenName], ours: set[str]) -> tuple[date, ...]:
    """The weeks in which most of the others have rows and the own school has none."""
    counts = Counter(week for name in names for week in name.weeks)
    there = {week for name in names if name.text in ours for week in name.weeks}
    return tuple(sorted(week for week, count in counts.items() if week not in there and count * 2 >= len(names)))


def _near(names: Sequence[WrittenName], ours: set[str], own: School) -> tuple[WrittenName, ...]:
    """Those of the other names that come nearest to ours, and those of ours that a person may take back."""
    ranked = sorted(names, key=lambda name: (name.text not in ours, -_nearness(name.text, own)))
    kept = [name for name in ranked if name.text in ours]
    others = [name for name in ranked if name.text not in ours][:_MOST_NEAR]
    return (*kept, *others)


def _nearness(text: str, own: School) -> float:
    name = taken_apart(text)
    best = 0.0
    for other in (own.name, own.full_name):
        if not other:
            continue
        there = taken_apart(other)
        words = " ".join(sorted((*name.words, *name.places)))
        score = SequenceMatcher(None, words, " ".join(sorted((*there.words, *there.places)))).ratio()
        score += 0.3 * bool(name.numbers & there.numbers) - 0.3 * bool(name.numbers and name.numbers != there.numbers)
        score += 0.1 * bool(name.kinds & there.kinds)
        score += 0.2 * any(
            word[:_SHORTEST] == other_word[:_SHORTEST] for word in name.words for other_word in there.words
        )
        best = max(best, score)
    return best
