"""The clauses of an act as an office has them: what is put to the office is its own, the rest is others'."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from sferum_docs.directives.model import Demand
from sferum_docs.documents.of_act.rows import cited, of_that_act, school_rows
from sferum_docs.reading.typography import mended
from sferum_docs.schools.bodies.words import names_of_kind
from sferum_docs.schools.model import SchoolKind

if TYPE_CHECKING:
    from sferum_docs.directives.model import Clause, Directive
    from sferum_docs.documents.of_act.rows import ActRow

_CONTROL = re.compile(r"\bконтрол", re.IGNORECASE)


def turned(directive: Directive) -> Directive:
    """The act with the clauses of an office as its own."""
    return replace(directive, clauses=tuple(_turned(clause, directive) for clause in directive.clauses))


def own_clauses(directive: Directive) -> tuple[Clause, ...]:
    """What a turned act puts to the office, headings apart."""
    return tuple(clause for clause in directive.walk() if clause.for_school and clause.demand is not Demand.GROUP)


def control_clauses(directive: Directive) -> tuple[Clause, ...]:
    """The clauses that charge somebody outside with the control: an office helps him."""
    others = (clause for clause in directive.walk() if not clause.for_school and not clause.indicator)
    return tuple(clause for clause in others if _is_control(clause, directive))


def watched(directive: Directive) -> tuple[ActRow, ...]:
    """What an act puts to the bodies, indicators apart: they are figures."""
    return tuple(row for row in school_rows(directive) if not row.clause.indicator)


def whole_label(clause: Clause, act: Directive) -> str:
    """The number by which a person finds it: of an item without one that of the clause above."""
    above = act.by_path.get(clause.path.rpartition("/")[0])
    return cited(above if above is not None and not clause.number else clause)


def told_text(text: str) -> str:
    """The words of a clause as a table tells them: without the dash before, the sign after."""
    return of_that_act(mended(text.strip(" –—-;:")))


def _turned(clause: Clause, directive: Directive) -> Clause:
    below = tuple(_turned(child, directive) for child in clause.children)
    own = not clause.for_school and not _is_control(clause, directive) and _is_of_office(clause.addressee)
    return replace(clause, for_school=own, children=below)


def _is_of_office(addressee: str) -> bool:
    said = addressee.casefold()
    return any(part in said for part in names_of_kind(SchoolKind.OFFICE))


def _is_control(clause: Clause, directive: Directive) -> bool:
    """Whether it names who controls the act: no body is told to do anything by it."""
    who = directive.controller
    surname = who.name.split()[0] if who and who.name.split() else ""
    return bool(surname) and surname[:-1] in f"{clause.text} {clause.addressee}" and bool(_CONTROL.search(clause.text))
