"""The clauses that an act puts to the school, in its order, with the lead-ins they stand under and their deadlines."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from sferum_docs.directives.due_day import last_day
from sferum_docs.directives.model import Deadline, DeadlineKind, Demand

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from sferum_docs.directives.model import Clause, Directive

_PRESENT = re.compile(r"\bнастоящ(его|ему|им|ем|ей|ую|ая|ий|ее)\b")  # «настоящее распоряжение» of the act itself
_OFTEN = re.compile(
    r"(еже(?:дневн|недельн|месячн|квартальн|годн))(?:ый|ого|ому|ым|ом|ая|ую|ой|ое|ые|ых|ыми)", re.IGNORECASE
)
_ENDINGS = {"его": "ого", "ему": "ому", "им": "ым", "ем": "ом", "ей": "ой", "ий": "ый", "ее": "ое"}


@dataclass(frozen=True, slots=True)
class ActRow:
    """A clause put to the school; `above`: lead-ins that no row before has shown; `due`: whose deadline it keeps."""

    clause: Clause
    above: tuple[Clause, ...]
    top: Clause  # of the act's own level, itself or above it
    parent: Clause | None = None
    due: Clause | None = None
    last_day: date | None = None  # by which it has to be done, where the act is enough to tell

    @property
    def label(self) -> str:
        """How the papers cite it."""
        return cited(self.clause)

    @property
    def deadline(self) -> Deadline:
        """Its own deadline, else that of the nearest clause above which has one."""
        return self.due.deadline if self.due else Deadline()


def cited(clause: Clause) -> str:
    """How the papers cite a clause, unlike every other: «п. 3, подп. «б», абзац 1»."""
    printed = clause.words.printed(clause.path, clause.number)
    if printed.startswith("абзац"):
        return printed
    return f"{clause.words.short or clause.words.one.nominative}\u00a0{printed}"


def plain(words: str) -> str:
    """Words of an act where a pack may say words of a body: its own braces are not such a place."""
    return words.replace("{", "(").replace("}", ")")


def within_sentence(words: str) -> str:
    """Words of an act inside a sentence of ours: «До 15.12.2026» begins it no more.

    >>> within_sentence("До 15.12.2026"), within_sentence("II квартал")
    ('до 15.12.2026', 'II квартал')
    """
    begins = bool(re.match(r"[А-ЯЁ](?:[а-яё]|\s)", words))
    return words[:1].lower() + words[1:] if begins else words


def how_often(words: str) -> str:
    """«Ежедневного меню»: the word of a clause as one says it of a deadline.

    >>> how_often("ежедневного"), how_often("ежемесячно до 3 числа")
    ('ежедневно', 'ежемесячно до 3 числа')
    """
    found = _OFTEN.fullmatch(words)
    return f"{found[1]}о" if found else words


def of_that_act(words: str) -> str:
    """Words of an act about itself in a paper of the school, which is another «настоящий».

    >>> of_that_act("со дня получения настоящего распоряжения")
    'со дня получения указанного распоряжения'
    """
    return _PRESENT.sub(lambda found: f"указанн{_ENDINGS.get(found[1], found[1])}", words)


def shortened(text: str, limit: int) -> str:
    """The beginning of a text up to a whole word."""
    if len(text) <= limit:
        return text
    return f"{text[:limit].rpartition(' ')[0].rstrip(' ,;:–—-') or text[:limit]}…"


def school_rows(directive: Directive) -> tuple[ActRow, ...]:
    """All that the act puts to the school; a heading is no row of its own."""
    shown: set[str] = set()
    found = [row for clause in directive.clauses for row in _rows(clause, (), shown)]
    return tuple(replace(row, last_day=last_day(row.deadline, directive.date)) for row in found)


def _rows(clause: Clause, above: tuple[Clause, ...], shown: set[str]) -> Iterator[ActRow]:
    chain = (*above, clause)
    if clause.for_school and clause.demand is not Demand.GROUP:
        leads = tuple(item for item in above if item.path not in shown)
        shown.update(item.path for item in chain)
        due = next((item for item in reversed(chain) if item.deadline.kind is not DeadlineKind.NONE), None)
        yield ActRow(clause, leads, chain[0], above[-1] if above else None, due)
    for child in clause.children:
        yield from _rows(child, chain, shown)
