"""What is worked out from the database is kept until anything is written to it, by whichever process.

Every transaction that writes changes the stamp of the database; a page learns it with the very question who is signed
in. What was kept under another stamp is not looked at again: the change of a second person is seen on the next click.
"""

from __future__ import annotations

import threading
from dataclasses import dataclass
from functools import wraps
from typing import TYPE_CHECKING, Any, Generic, ParamSpec, TypeVar

from sqlalchemy import select

from sferum_docs.store.database import db, is_writing
from sferum_docs.store.engine_cache import BoundedCache, EngineCache
from sferum_docs.store.rows.changes import ChangeStampRow

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable

    from sqlalchemy import ScalarSelect

P = ParamSpec("P")
R = TypeVar("R")
T = TypeVar("T")

_KNOWN = "change_stamp"


class _Kept:
    """A value, or that it is being worked out."""

    def __init__(self) -> None:
        self.known = False
        self.value: Any = None
        self.lock = threading.RLock()


_MOST = 300  # values of one state of the database; a page of a register has two hundred kilobytes
_KEPT: EngineCache[int, BoundedCache[Hashable, _Kept]] = EngineCache(1)  # by stamp: what came before is dropped


def stamp_query() -> ScalarSelect[int]:
    """The stamp, to be asked for within another question."""
    return select(ChangeStampRow.stamp).scalar_subquery()


def tell_stamp(stamp: int | None) -> None:
    """Tells this transaction the stamp that another question has found."""
    session = db.session()
    session.info[_KNOWN] = session.get_transaction(), stamp


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


def keep_until_change(key: Hashable, make: Callable[[], R]) -> R:
    """What is kept under this key, or made now: by itself inside a transaction that writes."""
    stamp = _stamp()
    if stamp is None:
        return make()
    kept = _KEPT.of(db.engine).get_or_add(stamp, lambda: BoundedCache(_MOST)).get_or_add(key, _Kept)
    if not kept.known:
        with kept.lock:  # whoever wants the same meanwhile waits for it: after a change many do
            if not kept.known:
                value = make()
                if not _holds(stamp):
                    return value
                kept.value, kept.known = value, True
    found: R = kept.value
    return found


def _stamp() -> int | None:
    """The stamp of what this transaction sees, asked for once; None while it writes."""
    if is_writing():
        return None
    session = db.session()
    told: tuple[object, int | None] | None = session.info.get(_KNOWN)
    if told is None or told[0] is not session.get_transaction():
        tell_stamp(_read_stamp())
        told = session.info[_KNOWN]
    return told[1]


def _holds(stamp: int) -> bool:
    """Whether all that was asked since belongs to this stamp.

    A transaction of SQLite sees one moment; PostgreSQL shows each question what is newest.
    """
    session = db.session()
    if db.engine.dialect.name == "sqlite":
        return bool(session.info[_KNOWN] == (session.get_transaction(), stamp))
    return _read_stamp() == stamp


def _read_stamp() -> int | None:
    return db.session.scalar(select(ChangeStampRow.stamp))
