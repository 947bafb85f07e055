"""The places of bodies by an indicator of a week: shown only where the office has asked for it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sferum_docs.services.district.papers.figures import known_weeks, mean_share, places_by, week_of_bodies
from sferum_docs.services.district.scope import schools_in_scope
from sferum_docs.store.audit import record_event
from sferum_docs.store.change_stamp import Same, keep_until_change
from sferum_docs.store.database import writing
from sferum_docs.store.oversight import put_ranking, ranks_bodies

if TYPE_CHECKING:
    from datetime import date
    from decimal import Decimal

    from sferum_docs.directives.indicators import Indicator
    from sferum_docs.documents.district.model import WeekFigure
    from sferum_docs.packs.model import Pack
    from sferum_docs.schools.model import School
    from sferum_docs.services.district.scope import OverseenBody
    from sferum_docs.store.audit import Actor

__all__ = ["RankedBody", "Ranking", "ranking_of", "ranks_bodies", "show_places"]


@dataclass(frozen=True, slots=True)
class RankedBody:
    """A body with its figures of the week, in the order of the indicators, and its place by the share asked for."""

    body: OverseenBody
    figures: tuple[WeekFigure, ...]
    share: Decimal | None = None  # of the indicator asked for, or the mean
    place: int | None = None


@dataclass(frozen=True, slots=True)
class Ranking:
    """A week of all bodies, the first place first; those that told nothing stand apart."""

    weeks: tuple[date, ...]  # of which anything is known, the newest first
    week: date | None
    indicators: tuple[Indicator, ...]
    rows: tuple[RankedBody, ...] = ()
    without_data: tuple[OverseenBody, ...] = ()
    holiday: bool = False


def ranking_of(office_id: int, office: School, pack: Pack, week: date | None, indicator: str = "") -> Ranking:
    """The bodies of an office by an indicator, or by the mean of all; without a week the newest that is known."""
    key = ("ranking", office_id, Same(office), Same(pack), week, indicator)
    return keep_until_change(key, lambda: _ranking(office_id, office, pack, week, indicator))


def show_places(office_id: int, by: Actor, *, shown: bool) -> None:
    """From now on the office shows places, or does no more; said twice it is done once."""
    if ranks_bodies(office_id) == shown:
        return
    with writing() as session:
        put_ranking(session, office_id, shown=shown)
        record_event(session, office_id, by, "ranking.shown" if shown else "ranking.hidden")


def _ranking(office_id: int, office: School, pack: Pack, asked: date | None, indicator: str) -> Ranking:
    counted = pack.indicator_set
    if counted is None:
        return Ranking((), None, ())
    bodies = schools_in_scope(office_id)
    ids = [body.id for body in bodies]
    weeks = known_weeks(ids, counted)
    week = asked if asked in weeks else next(iter(weeks), None)
    if week is None:
        return Ranking(weeks, None, counted.indicators, without_data=bodies)
    found = week_of_bodies(ids, pack, counted, office, week)
    column = next((place for place, each in enumerate(counted.indicators) if each.id == indicator), None)
    told = [body for body in bodies if any(each.amount is not None for each in found.figures.get(body.id, ()))]
    figures = {body.id: found.figures[body.id] for body in told}
    shares = {body: _share(each, column) for body, each in figures.items()}
    places = places_by({body: share for body, share in shares.items() if share is not None})
    rows = [RankedBody(body, figures[body.id], shares[body.id], places.get(body.id)) for body in told]
    silent = tuple(body for body in bodies if body.id not in figures)
    return Ranking(weeks, week, counted.indicators, tuple(sorted(rows, key=_by_place)), silent, found.holiday)


def _share(figures: tuple[WeekFigure, ...], column: int | None) -> Decimal | None:
    return mean_share(figures) if column is None else figures[column].share


def _by_place(row: RankedBody) -> tuple[bool, int, str]:
    return row.place is None, row.place or 0, row.body.short_name.casefold()
