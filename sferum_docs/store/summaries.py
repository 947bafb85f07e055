"""Summaries of bodies and acts as they were worked out, with the stamps under which they hold."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import and_, func, select
from sqlalchemy.exc import SQLAlchemyError

from sferum_docs.store.database import db, in_parts, insertion, is_writing, writing
from sferum_docs.store.rows import ActSummaryRow, BodyStampRow, ChangeStampRow, SchoolRow
from sferum_docs.store.troubles import trouble_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from sqlalchemy.orm import Session

_PATIENCE = 1.0  # seconds: a page is not kept waiting for others that write


@dataclass(frozen=True, slots=True)
class Stamps:
    """Of a body, and of what names no body."""

    own: int
    common: int


@dataclass(frozen=True, slots=True)
class Worked:
    """Under which stamps a summary was worked out, by which pack and rules, for which days."""

    stamps: Stamps
    mark: str
    day: date
    until: date | None  # the first day that may say otherwise

    def holds(self, stamps: Stamps, mark: str, day: date) -> bool:
        """Whether it is still what would be worked out."""
        return (
            (self.stamps, self.mark) == (stamps, mark) and self.day <= day and (self.until is None or day < self.until)
        )


def standing(pack: str, bodies: Sequence[int]) -> dict[int, tuple[Stamps, Worked | None]]:
    """Of each body its stamps now and what is kept of it; nothing where the database has no stamps."""
    common = db.session.scalar(select(ChangeStampRow.common))
    if common is None:
        return {}
    own, row = func.coalesce(BodyStampRow.own, 0), ActSummaryRow
    query = (
        select(SchoolRow.id, own, row.own, row.common, row.mark, row.day, row.until)
        .outerjoin(BodyStampRow, BodyStampRow.school_id == SchoolRow.id)
        .outerjoin(row, and_(row.school_id == SchoolRow.id, row.pack == pack))
    )
    found: dict[int, tuple[Stamps, Worked | None]] = {}
    for part in in_parts(bodies):
        for body, now, kept, of_all, mark, day, until in db.session.execute(query.where(SchoolRow.id.in_(part))):
            worked = None if mark is None else Worked(Stamps(kept, of_all), mark, day, until)
            found[body] = Stamps(now, common), worked
    return found


def contents(pack: str, bodies: Sequence[int]) -> dict[int, tuple[Worked, Mapping[str, Any]]]:
    """What is kept of bodies."""
    row = ActSummaryRow
    query = select(row.school_id, row.own, row.common, row.mark, row.day, row.until, row.content)
    return {
        body: (Worked(Stamps(own, common), mark, day, until), content)
        for part in in_parts(bodies)
        for body, own, common, mark, day, until, content in db.session.execute(
            query.where(row.pack == pack, row.school_id.in_(part))
        )
    }


def keep_summaries(pack: str, made: Mapping[int, tuple[Worked, Mapping[str, Any]]]) -> None:
    """Keeps summaries of bodies that were not changed meanwhile; where others write for long nothing is kept."""
    if not made or is_writing():
        return
    try:
        with writing(_PATIENCE, alters_pages=False) as session:
            _put(session, pack, made)
    except SQLAlchemyError as error:
        if trouble_of(error) is None:
            raise


def _put(session: Session, pack: str, made: Mapping[int, tuple[Worked, Mapping[str, Any]]]) -> None:
    now = standing(pack, tuple(made))
    rows = [
        {
            "school_id": body, "pack": pack, "own": worked.stamps.own, "common": worked.stamps.common,
            "mark": worked.mark, "day": worked.day, "until": worked.until, "content": content,
        }
        for body, (worked, content) in made.items()
        if body in now and now[body][0] == worked.stamps
    ]  # fmt: skip
    if not rows:
        return
    insert = insertion(session, ActSummaryRow)
    changed = {name: insert.excluded[name] for name in ("own", "common", "mark", "day", "until", "content")}
    session.execute(insert.on_conflict_do_update(index_elements=["school_id", "pack"], set_=changed), rows)
