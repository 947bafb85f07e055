"""Packs that were taken in: their bytes, whose they are, which of them a body knows."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from sqlalchemy import Integer, bindparam, or_, select
from sqlalchemy.orm import aliased

from sferum_docs.store.change_stamp import cached_until_change
from sferum_docs.store.database import db
from sferum_docs.store.documents.files import add_file, remove_unused_file
from sferum_docs.store.oversight import main_body_id, overseers_of
from sferum_docs.store.rows import (
    AssignmentRow,
    DocumentRow,
    OwnDocumentRow,
    SchoolRow,
    TakenPackRow,
    TemplateVersionRow,
)
from sferum_docs.store.rows.changes import DEEPEST, touch_body

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from sqlalchemy import BindParameter, ScalarSelect, Select
    from sqlalchemy.orm import Session

    from sferum_docs.store.audit import Actor


_ANY = None  # pages of whoever works by a pack, also of who is another office's by now


@dataclass(frozen=True, slots=True)
class TakenPack:
    """A pack that was taken in, in the edition that holds now."""

    owner: int
    pack: str
    title: str
    edition: int
    sha256: str
    author: str
    taken_at: datetime


@cached_until_change
def packs_of(owner: int) -> tuple[TakenPack, ...]:
    """The packs of a body itself, by name."""
    query = select(TakenPackRow).where(TakenPackRow.owner_id == owner).order_by(TakenPackRow.pack)
    return tuple(map(_value, db.session.scalars(query)))


def find_pack_of(owner: int, pack: str) -> TakenPack | None:
    """A pack of a body itself by its name."""
    return next((item for item in packs_of(owner) if item.pack == pack), None)


@cached_until_change
def packs_known_to(school_id: int) -> Mapping[str, TakenPack]:
    """Name → pack that a body may see: its own and those of the offices above it.

    Of two with one name the one that the body works by counts, then its own, then that of the nearest office. What it
    works by it keeps when it is given to another office.
    """
    rows = db.session.execute(_known_packs(), {"body": school_id}).all()
    if not rows:
        return {}
    near = {owner: place for place, owner in enumerate((school_id, *overseers_of(school_id)))}
    ranked = sorted(rows, key=lambda row: (row[1], -near.get(row[0].owner_id, len(near))))
    return {row.pack: _value(row) for row, _works in ranked}


@cache
def _known_packs() -> Select[TakenPackRow, bool]:
    """The question of every page after a change: put together once, for that takes longer than its answer."""
    body = bindparam("body", type_=Integer)
    chain = [TakenPackRow.owner_id == office for office in _offices_above(body)]
    act = AssignmentRow
    works = (
        select(act.id)
        .where(act.school_id == body, act.pack == TakenPackRow.pack, act.owner_id == TakenPackRow.owner_id)
        .exists()
    )
    return select(TakenPackRow, works).where(or_(TakenPackRow.owner_id == body, *chain, works))


def _offices_above(school_id: BindParameter[int]) -> list[ScalarSelect[int | None]]:
    """The offices above a body, the nearest first, each as part of a larger question."""
    found: list[ScalarSelect[int | None]] = []
    for _floor in range(DEEPEST):
        body = aliased(SchoolRow)
        below = found[-1] if found else school_id
        found.append(select(body.overseer_id).where(body.id == below).scalar_subquery())
    return found


@cached_until_change
def sees_folder_of_before(school_id: int, pack: str) -> bool:
    """Whether a body knows a pack that no body has taken in: it is the first body's, and of who works by it."""
    first = main_body_id()
    if first in {school_id, *overseers_of(school_id)}:
        return True
    works = select(AssignmentRow.id).where(AssignmentRow.school_id == school_id, AssignmentRow.pack == pack)
    return db.session.scalar(works) is not None


def put_pack(session: Session, owner: int, pack: str, title: str, data: bytes, by: Actor) -> TakenPack:
    """Keeps a pack of a body, new or as the next edition of what it has of this name."""
    query = select(TakenPackRow).where(TakenPackRow.owner_id == owner, TakenPackRow.pack == pack)
    row = session.scalar(query.with_for_update())
    former, sha256 = "" if row is None else row.sha256, add_file(session, data)
    if row is None:
        row = TakenPackRow(owner_id=owner, pack=pack, edition=0)
        session.add(row)
    row.title, row.edition, row.sha256 = title, row.edition + 1, sha256
    row.author, row.taken_at = by.name, by.at
    touch_body(session, _ANY)
    session.flush()
    if former and former != row.sha256:
        remove_unused_file(session, former)
    return _value(row)


def remove_pack_of(session: Session, owner: int, pack: str) -> None:
    """Takes a pack of a body away with its bytes."""
    row = session.scalar(select(TakenPackRow).where(TakenPackRow.owner_id == owner, TakenPackRow.pack == pack))
    if row is not None:
        session.delete(row)
        touch_body(session, _ANY)
        session.flush()
        remove_unused_file(session, row.sha256)


def put_owner(session: Session, pack: str, owner: int) -> None:
    """Says of the acts that work by a pack of nobody whose it is now."""
    query = select(AssignmentRow).where(AssignmentRow.pack == pack, AssignmentRow.owner_id.is_(None))
    for row in session.scalars(query):
        row.owner_id = owner
    session.flush()


def is_pack_used(owner: int, pack: str) -> bool:
    """Whether any body works or worked by a pack of another, or the owner keeps something of it."""
    works = select(AssignmentRow.id).where(AssignmentRow.owner_id == owner, AssignmentRow.pack == pack)
    kept = (AssignmentRow, DocumentRow, OwnDocumentRow, TemplateVersionRow)
    own = (select(row.id).where(row.school_id == owner, row.pack == pack) for row in kept)
    return any(db.session.scalar(query.limit(1)) is not None for query in (works, *own))


def _value(row: TakenPackRow) -> TakenPack:
    return TakenPack(row.owner_id, row.pack, row.title, row.edition, row.sha256, row.author, row.taken_at)
