"""What is worked out from the database is kept until anything is written that it may show, by whichever process.

Every transaction that writes changes stamps: that of the database, and those of the bodies it names (`rows/changes`).
A page of a body is kept under the stamps of the body, of those it watches and of the offices above it; it learns them
with the very question who is signed in. What was kept under other stamps is not looked at again: the change of a second
person is seen on the next click, and one school's work leaves the pages of all others in peace. Where nobody is signed
in, in a command or a worker, the stamp of the database counts, which changes with everything.
"""

from __future__ import annotations

import threading
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache, wraps
from typing import TYPE_CHECKING, Any, Generic, ParamSpec, TypeAlias, TypeVar

from sqlalchemy import Integer, bindparam, select
from sqlalchemy.orm import aliased

from sferum_docs.store.database import db, is_writing
from sferum_docs.store.engine_cache import BoundedCache, EngineCache
from sferum_docs.store.rows.changes import DEEPEST, BodyStampRow, ChangeStampRow
from sferum_docs.store.rows.schools import SchoolRow

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterator, Sequence

    from sqlalchemy import ScalarSelect, SQLColumnExpression

P = ParamSpec("P")
R = TypeVar("R")
T = TypeVar("T")

_KNOWN = "change_stamp"
_BODY = "stamps_of_body"  # of a session: whose stamps count in it
_APART = "kept_apart"
_Stamp: TypeAlias = tuple[int | None, ...]  # the first: of what names no body, or of everything


class _Kept:
    """A value, or that it is being worked out."""

    def __init__(self) -> None:
        self.known = False
        self.value: Any = None
        self.lock = threading.RLock()


_Values: TypeAlias = BoundedCache["Hashable", _Kept]
_MOST = 300  # values of one state of a body; a page of a register has two hundred kilobytes
_MOST_BODIES = 100  # at work at one time: half a megabyte each
# by body and, within, by stamp: what came before is dropped
_KEPT: EngineCache[int | None, BoundedCache[_Stamp, _Values]] = EngineCache(_MOST_BODIES)


def body_stamps(school_id: SQLColumnExpression[int | None]) -> tuple[ScalarSelect[int | None], ...]:
    """The stamps under which pages of a body are kept, to be asked for within another question."""
    own = select(BodyStampRow.own).where(BodyStampRow.school_id == school_id)
    below = select(BodyStampRow.below).where(BodyStampRow.school_id == school_id)
    common = select(ChangeStampRow.common)
    return tuple(query.scalar_subquery() for query in (common, own, below, *_above(school_id)))


def stamp_of_bodies_below(office_id: int) -> str:
    """Another text after every change of a body that an office watches."""
    below = select(BodyStampRow.below).where(BodyStampRow.school_id == office_id).scalar_subquery()
    return " ".join(map(str, db.session.execute(select(ChangeStampRow.common, below)).first() or ()))


def _above(school_id: SQLColumnExpression[int | None]) -> list[Any]:
    """Of each office above."""
    found = []
    for floor in range(1, DEEPEST + 1):
        bodies = [aliased(SchoolRow) for _floor in range(floor)]
        query = select(BodyStampRow.own).join(bodies[-1], bodies[-1].overseer_id == BodyStampRow.school_id)
        for upper, lower in zip(bodies[:0:-1], bodies[-2::-1], strict=True):
            query = query.join(lower, lower.overseer_id == upper.id)
        found.append(query.where(bodies[0].id == school_id))
    return found


def tell_stamps(school_id: int | None, stamps: Sequence[int | None]) -> None:
    """Tells this transaction the stamps that another question has found, and whose they are."""
    session = db.session()
    session.info[_BODY] = school_id
    if school_id is not None:
        session.info[_KNOWN] = session.get_transaction(), tuple(stamps)


@contextmanager
def kept_apart() -> Iterator[None]:
    """What is worked out meanwhile is kept for the time of this work alone.

    For a body among many, of which nobody is at work: its values would take the place of those that pages want. Whoever
    does it compares the stamp of the body before and after.
    """
    session = db.session()
    outer = session.info.get(_APART)
    session.info[_APART] = BoundedCache(_MOST)
    try:
        yield
    finally:
        if outer is None:
            session.info.pop(_APART, None)
        else:
            session.info[_APART] = outer


@dataclass(frozen=True, eq=False)
class Same(Generic[T]):
    """An argument known by being this very one: what is large, or has no hash."""

    value: T

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Same) and other.value is self.value

    def __hash__(self) -> int:
        return id(self.value)


def cached_until_change(function: Callable[P, R]) -> Callable[P, R]:
    """Answers from memory until anything is written.

    For functions of the database and of their arguments alone; arguments have a hash, answers are never altered.
    """

    @wraps(function)
    def answer(*args: P.args, **kwargs: P.kwargs) -> R:
        key = (function.__module__, function.__qualname__, args, tuple(sorted(kwargs.items())))
        return keep_until_change(key, lambda: function(*args, **kwargs))

    return answer


def keep_ready(function: Callable[..., Any], answer: object, *args: Hashable) -> None:
    """What a `cached_until_change` function of these arguments answers, found by another question: within `kept_apart`.

    Whoever asks for many bodies at once lays their answers down for the functions that ask for one.
    """
    apart: _Values | None = db.session().info.get(_APART)
    if apart is None:
        raise ValueError("what is laid down is kept for the time of one work alone")
    kept = apart.get_or_add((function.__module__, function.__qualname__, args, ()), _Kept)
    kept.value, kept.known = answer, True


def is_apart() -> bool:
    """Whether what is read now is for a body among many, and is not read again soon."""
    return _APART in db.session().info


def keep_until_change(key: Hashable, make: Callable[[], R]) -> R:
    """What is kept under this key, or made now: by itself inside a transaction that writes."""
    if is_writing():
        return make()
    apart: _Values | None = db.session().info.get(_APART)
    stamp = None if apart is not None else _stamp()
    if apart is None and stamp is None:
        return make()
    kept = (apart if apart is not None else _values(stamp)).get_or_add(key, _Kept)
    if not kept.known:
        with kept.lock:  # whoever wants the same meanwhile waits for it: after a change many do
            if not kept.known:
                value = make()
                if stamp is not None and not _holds(stamp):
                    return value
                kept.value, kept.known = value, True
    found: R = kept.value
    return found


def _values(stamp: _Stamp | None) -> _Values:
    assert stamp is not None  # noqa: S101  asked by the caller
    body = db.session().info.get(_BODY)
    return _KEPT.of(db.engine).get_or_add(body, lambda: BoundedCache(1)).get_or_add(stamp, lambda: BoundedCache(_MOST))


def _stamp() -> _Stamp | None:
    """The stamps of what this transaction sees, asked for once; None where there are none."""
    session = db.session()
    told: tuple[object, _Stamp] | None = session.info.get(_KNOWN)
    if told is None or told[0] is not session.get_transaction():
        found = _read_stamp()
        told = session.info[_KNOWN] = session.get_transaction(), found
    return told[1] if told[1][0] is not None else None


def _holds(stamp: _Stamp) -> bool:
    """Whether all that was asked since belongs to this stamp.

    A transaction of SQLite sees one moment; PostgreSQL shows each question what is newest.
    """
    session = db.session()
    if db.engine.dialect.name == "sqlite":
        return bool(session.info[_KNOWN] == (session.get_transaction(), stamp))
    return _read_stamp() == stamp


def _read_stamp() -> _Stamp:
    body = db.session().info.get(_BODY)
    if body is None:
        return (db.session.scalar(select(ChangeStampRow.stamp)),)
    return tuple(db.session.execute(_stamps(), {"body": body}).one())


@cache
def _stamps() -> Any:
    """The question for the stamps of a body, put together once."""
    return select(*body_stamps(bindparam("body", type_=Integer)))
