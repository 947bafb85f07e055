"""Tags of the district as a whole and of each body: a column a clause, a column an indicator."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from sferum_docs.docengine import Kind
from sferum_docs.documents.district.words import cell_text, done_of, figure_text, silent_words
from sferum_docs.documents.tags.declaration import Group, Rows, Tag

if TYPE_CHECKING:
    from sferum_docs.documents.district.model import District, WatchedBody
    from sferum_docs.documents.requests.situation import Situation

MOST_COLUMNS = 60  # clauses of one act, and indicators, for which a row of a body has cells
CLAUSE, FIGURE, SILENT = "пункт_", "показатель_", "не_представили"  # beginnings of the names of tags


@dataclass(frozen=True, slots=True)
class BodyLine:
    """A body with the district it is a line of."""

    told: District
    body: WatchedBody


def _clause(place: int) -> Tag[BodyLine]:
    def value(line: BodyLine) -> str:
        if line.body.state:
            return line.body.state if place == 0 else ""
        cells = line.body.cells
        return cell_text(cells[place] if place < len(cells) else None)

    return Tag(f"{CLAUSE}{place + 1}", Kind.TEXT, f"как исполнен {place + 1}-й из пунктов, которые исполняют", value)


def _figure(place: int) -> Tag[BodyLine]:
    def value(line: BodyLine) -> str:
        if place >= len(line.told.indicators):
            return ""
        figures = line.body.figures
        return figure_text(figures[place] if place < len(figures) else None, line.told.indicators[place])

    return Tag(f"{FIGURE}{place + 1}", Kind.TEXT, f"{place + 1}-й показатель: чел., %, изменение", value)


def _done(place: int) -> Tag[District]:
    def value(told: District) -> str:
        if place >= len(told.clauses):
            return ""
        done, of = done_of(told, place)
        return f"{done} из {of}"

    return Tag(f"{CLAUSE}{place + 1}", Kind.TEXT, f"сколько организаций исполнили {place + 1}-й из пунктов", value)


def _total(place: int) -> Tag[District]:
    def value(told: District) -> str:
        known = told.indicators[place : place + 1]
        return "".join(figure_text(item.total, item) for item in known)

    return Tag(f"{FIGURE}{place + 1}", Kind.TEXT, f"{place + 1}-й показатель по всем организациям", value)


DISTRICT: Group[District] = Group(
    "район",
    "Район: организации, за которыми наблюдает управление",
    lambda situation: situation.district,
    (
        Tag("день", Kind.DATE, "на какой день сведения", lambda told: told.day),
        Tag("организаций", Kind.NUMBER, "сколько организаций исполняют акт", lambda told: told.total),
        Tag("есть_показатели", Kind.FLAG, "есть ли у акта показатели и неделя", lambda told: told.week is not None),
        Tag("есть_данные", Kind.FLAG, "представил ли данные за неделю хоть кто-то",
            lambda told: any(body.has_figures for body in told.in_work)),
        Tag("с", Kind.DATE, "понедельник недели", lambda told: told.week or told.day),
        Tag("по", Kind.DATE, "воскресенье недели", lambda told: told.week + timedelta(6) if told.week else told.day),
        Tag("каникулы", Kind.FLAG, "пришлись ли на неделю каникулы или праздники", lambda told: told.holiday),
        Tag(SILENT, Kind.TEXT, "кто не представил данные за неделю; пусто, если представили все", silent_words),
        Tag("рейтинг", Kind.FLAG, "показывать ли место организации", lambda told: told.ranked),
        Tag("напоминаний", Kind.NUMBER, "сколько писем-напоминаний направлено", lambda told: told.reminded),
    ),
)  # fmt: skip


def _lines(situation: Situation) -> tuple[BodyLine, ...]:
    told = situation.district
    return tuple(BodyLine(told, body) for body in told.bodies) if told else ()


BODIES: Rows[BodyLine] = Rows(
    "организации_района",
    "Организации района, по наименованию",
    _lines,
    (
        Tag("название", Kind.TEXT, "краткое наименование", lambda line: line.body.name),
        Tag("место", Kind.TEXT, "место в рейтинге; пусто, если он не ведётся или данных нет",
            lambda line: str(line.body.place or "")),
        *map(_clause, range(MOST_COLUMNS)),
        *map(_figure, range(MOST_COLUMNS)),
    ),
)  # fmt: skip
TOTAL: Group[District] = Group(
    "итог_района",
    "Итог по всем организациям",
    lambda situation: situation.district,
    (*map(_done, range(MOST_COLUMNS)), *map(_total, range(MOST_COLUMNS))),
)
