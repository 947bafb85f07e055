"""Sentences of an office's papers: so many have not issued an order, these have sent nothing, here a number fell."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sferum_docs.grammar.numbers import counted
from sferum_docs.indicators.reports.telling import number, signed, tenth
from sferum_docs.reading.typography import quoted

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sferum_docs.documents.district.model import (
        ClauseCell,
        District,
        WatchedBody,
        WatchedIndicator,
        WatchedOrder,
        WeekFigure,
    )

NAMED, IN_CELL = 40, 10  # bodies that a sentence names, that a cell names; the table says the rest
NOT_SENT, NOT_ASKED = "н/д", "×"
_NBSP = "\N{NO-BREAK SPACE}"
_SCHOOL, _BODY = "школа", "организация"


def is_one(count: int) -> bool:
    """Whether a verb after the number stands in the singular: «не издала 21 школа».

    >>> [count for count in (1, 2, 5, 11, 21, 111) if is_one(count)]
    [1, 21]
    """
    return count % 10 == 1 and count % 100 != 11  # noqa: PLR2004  eleven is many


def agreed(count: int, one: str, many: str) -> str:
    """The verb of so many bodies.

    >>> agreed(21, "не издала", "не издали"), agreed(3, "не издала", "не издали")
    ('не издала', 'не издали')
    """
    return one if is_one(count) else many


def counted_bodies(bodies: Sequence[WatchedBody]) -> str:
    """«3 школы»; «3 организации» when one of them is no school."""
    return counted(len(bodies), _SCHOOL if all(body.is_school for body in bodies) else _BODY)


def names(bodies: Sequence[WatchedBody], most: int = NAMED) -> str:
    """Their names; of very many the first ones, and how many more."""
    told = ", ".join(body.name for body in bodies[:most])
    more = len(bodies) - most
    return f"{told} и ещё {counted(more, _BODY)}" if more > 0 else told


def listed(bodies: Sequence[WatchedBody], one: str, many: str, what: str = "") -> str:
    """«Не издала 1 школа: …», «не представили данные 3 организации: …»; empty when there are none."""
    if not bodies:
        return ""
    verb = " ".join(filter(None, (agreed(len(bodies), one, many), what)))
    return f"{verb} {counted_bodies(bodies)}: {names(bodies)}"


def order_words(told: District, order: WatchedOrder) -> str:
    """Who has not issued a document."""
    lacking = [body for body in told.bodies if body.id in set(order.lacking)]
    return listed(lacking, "не издала", "не издали", order.name)


def silent_words(told: District) -> str:
    """Who has sent no figures of the week."""
    return listed(told.silent, "не представила", "не представили", "данные за неделю")


def fell_words(told: District, place: int) -> str:
    """Where an indicator fell: «снизился в 2 школах» would want a case; the names say it as well."""
    fallen = [body for body in told.in_work if place < len(body.figures) and body.figures[place].fell]
    if not fallen:
        return ""
    shown = [f"{body.name} ({fall_words(body.figures[place])})" for body in fallen[:NAMED]]
    more = len(fallen) - NAMED
    rest = f" и ещё {counted(more, _BODY)}" if more > 0 else ""
    return f"{quoted(told.indicators[place].name)}: {', '.join(shown)}{rest}"


def fall_words(figure: WeekFigure, of_week: str = "") -> str:
    """By how much a number fell; after vacations with the week that it is held against, for the last one was none.

    >>> from datetime import date
    >>> from decimal import Decimal
    >>> from sferum_docs.documents.district.model import WeekFigure
    >>> after_rest = WeekFigure(Decimal(7), change=Decimal(4), fell_by=Decimal(-1), fell_since=date(2023, 10, 23))
    >>> fall_words(after_rest), fall_words(WeekFigure(Decimal(7), fell_by=Decimal(-2)), "к прошлому измерению")
    ('−1 к неделе с 23.10.2023', '−2 к прошлому измерению')
    """
    since = f"к неделе с {figure.fell_since:%d.%m.%Y}" if figure.fell_since else of_week
    return " ".join(filter(None, (signed(figure.fell_by), since)))


def cell_text(cell: ClauseCell | None) -> str:
    """A cell of the matrix: the state, the day and the number of the order, how many are acquainted."""
    if cell is None or not cell.own:
        return NOT_ASKED
    words = "срок прошёл" if cell.late and not cell.day else cell.words
    number_of = f"№{_NBSP}{cell.number}" if cell.number else ""
    share = f"озн.{_NBSP}{cell.share}{_NBSP}%" if cell.day and cell.share is not None else ""
    lines = [words, f"{cell.day:%d.%m.%Y}" if cell.day else "", number_of, share]
    return "\n".join(filter(None, lines))


def figure_text(figure: WeekFigure | None, of: WatchedIndicator) -> str:
    """A cell of the summary: people, percent, the change since the week before, one below another."""
    if figure is None or not figure.asked:
        return NOT_ASKED
    if figure.amount is None:
        return NOT_SENT
    percent = f"{_NBSP}%"
    share = f"{number(tenth(figure.share))}{percent}" if figure.share is not None else ""
    counted_out = of.counts_people and not figure.in_percent
    lines = [number(figure.amount), share] if counted_out else [share or f"{number(figure.amount)}{percent}"]
    return "\n".join(filter(None, (*lines, signed(figure.change))))


def done_of(told: District, place: int) -> tuple[int, int]:
    """How many bodies have carried a clause out, and of how many it is asked."""
    asked = [body.cells[place] for body in told.in_work if place < len(body.cells) and body.cells[place].own]
    return sum(cell.done for cell in asked), len(asked)


def undone(told: District, place: int) -> tuple[WatchedBody, ...]:
    """The bodies that have not carried a clause out."""
    return tuple(
        body
        for body in told.in_work
        if place < len(body.cells) and body.cells[place].own and not body.cells[place].done
    )
