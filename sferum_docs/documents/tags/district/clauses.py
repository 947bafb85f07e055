"""Tags of the clauses that bodies carry out: how many have, who has not, which orders lack, where numbers fell."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sferum_docs.docengine import Kind
from sferum_docs.documents.district.words import IN_CELL, done_of, fell_words, names, order_words, undone
from sferum_docs.documents.tags.declaration import Rows, Tag

if TYPE_CHECKING:
    from sferum_docs.documents.district.model import District, WatchedClause
    from sferum_docs.documents.requests.situation import Situation


@dataclass(frozen=True, slots=True)
class ClauseLine:
    """A clause with its place among those of the district."""

    told: District
    place: int

    @property
    def clause(self) -> WatchedClause:
        """The clause itself."""
        return self.told.clauses[self.place]

    @property
    def done(self) -> tuple[int, int]:
        """How many bodies have carried it out, and of how many it is asked."""
        return done_of(self.told, self.place)


def _due(line: ClauseLine) -> str:
    clause = line.clause
    return f"{clause.due:%d.%m.%Y}" if clause.due else clause.when or "—"


CLAUSES: Rows[ClauseLine] = Rows(
    "пункты_района",
    "Пункты акта, которые исполняют организации",
    lambda situation: [
        ClauseLine(situation.district, place) for place in range(len(situation.district.clauses))
    ] if situation.district else [],
    (
        Tag("пункт", Kind.TEXT, "пункт, как его цитируют: номер с сокращением", lambda line: line.clause.label),
        Tag("требование", Kind.TEXT, "слова пункта", lambda line: line.clause.text),
        Tag("срок", Kind.TEXT, "срок по акту; тире, если его нет", _due),
        Tag("исполнили", Kind.NUMBER, "сколько организаций исполнили", lambda line: line.done[0]),
        Tag("всего", Kind.NUMBER, "сколько организаций должны исполнить", lambda line: line.done[1]),
        Tag("не_исполнили", Kind.TEXT, "кто не исполнил", lambda line: names(undone(line.told, line.place), IN_CELL)),
    ),
)  # fmt: skip


def _sentences(situation: Situation) -> list[str]:
    told = situation.district
    return [order_words(told, order) for order in told.orders if order.lacking] if told else []


def _fallen(situation: Situation) -> list[str]:
    told = situation.district
    found = (fell_words(told, place) for place in range(len(told.indicators))) if told else ()
    return [words for words in found if words]


ORDERS_LACKING: Tag[Situation] = Tag(
    "неизданные_приказы",
    Kind.LIST,
    "по предложению на документ, который издали не все: «не издали … 3 школы: …»",
    _sentences,
)
FALLEN: Tag[Situation] = Tag(
    "снизившиеся_показатели", Kind.LIST, "по строке на показатель, который у кого-то снизился", _fallen
)
