"""The clauses that an act puts to the school, in its order, with the lead-ins they stand under and their deadlines."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sferum_docs.directives.model import Deadline, DeadlineKind, Demand

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from sferum_docs.directives.model import Clause, Directive


@dataclass(frozen=True, slots=True)
class ActRow:
    """A clause put to the school; `above`: lead-ins that no row before has shown; `due`: whose deadline it keeps."""

    clause: Clause
    above: tuple[Clause, ...]
    due: Clause | None = None

    @property
    def label(self) -> str:
        """How the papers cite it, unlike every other: «п. 3, подп. «б», абзац 1»."""
        clause = self.clause
        printed = clause.words.printed(clause.path, clause.number)
        if printed.startswith("абзац"):
            return printed
        return f"{clause.words.short or clause.words.one.nominative}\u00a0{printed}"

    @property
    def deadline(self) -> Deadline:
        """Its own deadline, else that of the nearest clause above which has one."""
        return self.due.deadline if self.due else Deadline()

    @property
    def last_day(self) -> date | None:
        """The day by which it has to be done, where the act names one."""
        return self.deadline.date if self.deadline.kind in {DeadlineKind.DATE, DeadlineKind.RANGE} else None


def school_rows(directive: Directive) -> tuple[ActRow, ...]:
    """All that the act puts to the school; a heading is no row of its own."""
    shown: set[str] = set()
    return tuple(row for clause in directive.clauses for row in _rows(clause, (), shown))


def _rows(clause: Clause, above: tuple[Clause, ...], shown: set[str]) -> Iterator[ActRow]:
    chain = (*above, clause)
    if clause.for_school and clause.demand is not Demand.GROUP:
        leads = tuple(item for item in above if item.path not in shown)
        shown.update(item.path for item in chain)
        due = next((item for item in reversed(chain) if item.deadline.kind is not DeadlineKind.NONE), None)
        yield ActRow(clause, leads, due)
    for child in clause.children:
        yield from _rows(child, chain, shown)
