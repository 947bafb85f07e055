"""What the documents of an act ask beside the data of a school: days within its deadlines, why one was missed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sferum_docs.directives.bookmarks import bookmark_name
from sferum_docs.directives.model import DeadlineKind
from sferum_docs.documents.of_act.officers import EXECUTOR
from sferum_docs.documents.of_act.rows import cited, plain, shortened

if TYPE_CHECKING:
    from collections.abc import Container, Sequence
    from datetime import date

    from sferum_docs.directives.model import Clause
    from sferum_docs.documents.of_act.rows import ActRow

ANY_TIME = "срок_остального"
WHY_LATE = "причина_опоздания"
MOST_DAYS = 30  # asked for; of further ones the order names the act's own day
MOST_CHARGES = 20  # asked for clause by clause; of an act with more by its own first level
_LONGEST_HINT = 160
_AHEAD = -2  # working days before the act's deadline
_USUAL = 10  # working days for what the act names no day for


def day_keys(rows: Sequence[ActRow], done: Container[str]) -> dict[str, str]:
    """Clause → the question whose day the order gives it; clauses of one deadline share one."""
    return {row.clause.path: _key(row.last_day) for row in _dated(rows, done) if row.last_day}


def _dated(rows: Sequence[ActRow], done: Container[str]) -> list[ActRow]:
    """What the act names a day for; what is done by the order about officers has that order's day."""
    open_rows = (row for row in rows if row.clause.path not in done)
    printed = [row for row in open_rows if row.last_day and row.deadline.kind is DeadlineKind.DATE]
    days = sorted({row.last_day for row in printed if row.last_day})[:MOST_DAYS]
    return [row for row in printed if row.last_day in days]


def _key(day: date) -> str:
    return f"срок_{day:%Y_%m_%d}"


def charge_keys(rows: Sequence[ActRow], appointing: Container[str]) -> dict[str, str]:
    """Clause → the question whose answer says who is charged with it; the head appoints without being asked."""
    charged = [row for row in rows if row.clause.path not in appointing]
    return {row.clause.path: _charge_key(clause) for row, clause in _charges(charged)}


def _charges(rows: Sequence[ActRow]) -> list[tuple[ActRow, Clause]]:
    """Each row with the clause whose question it answers to: its own, the one of the first level, or none."""
    if len(rows) <= MOST_CHARGES:
        return [(row, row.clause) for row in rows]
    tops = {row.top.path for row in rows}
    return [(row, row.top) for row in rows] if len(tops) <= MOST_CHARGES else []


def _charge_key(clause: Clause) -> str:
    return f"кому_{bookmark_name(clause.path).removeprefix('п_')}"


def asked_charges(rows: Sequence[ActRow], appointing: Container[str]) -> list[dict[str, Any]]:
    """Who is charged with what; where nobody is chosen, the one who answers for the whole act."""
    charged = [row for row in rows if row.clause.path not in appointing]
    return [
        {
            "key": _charge_key(clause),
            "kind": "worker",
            "label": f"Кому поручить {plain(cited(clause))}",
            "hint": plain(shortened(clause.text, _LONGEST_HINT)),
            "role": EXECUTOR,
            "required": False,
        }
        for clause in {clause.path: clause for _row, clause in _charges(charged)}.values()
    ]


def asked_days(rows: Sequence[ActRow], done: Container[str]) -> list[dict[str, Any]]:
    """The days that an order sets, each within the deadline of the clauses it is for."""
    found: dict[str, dict[str, Any]] = {}
    cited: dict[str, list[str]] = {}
    for row in _dated(rows, done):
        if row.last_day is None or row.due is None:
            continue
        key = _key(row.last_day)
        cited.setdefault(key, []).append(row.label)
        found[key] = found.get(key) or {
            "key": key,
            "kind": "date",
            "limit": row.due.path,
            "default": {"working_days": _AHEAD, "clause": row.due.path},
            "hint": f"Срок акта: {row.last_day:%d.%m.%Y}.",
        }
    for key, field in found.items():
        field["label"] = f"Исполнить {_few(cited[key])} до"
    return [*found.values(), _any_time()]


def _any_time() -> dict[str, Any]:
    return {
        "key": ANY_TIME,
        "kind": "date",
        "label": "Исполнить то, чему акт дня не назначил, до",
        "hint": "Пусто — приказ срока этим пунктам не назначит.",
        "required": False,
        "default": {"working_days": _USUAL},
    }


def _few(labels: Sequence[str]) -> str:
    """The clauses that a question is about, the first of them by name."""
    named = 4
    rest = len(labels) - named
    return ", ".join(labels[:named]) + (f" и ещё {rest}" if rest > 0 else "")


def why_late(rows: Sequence[ActRow]) -> list[dict[str, Any]]:
    """Asked of an order that comes after the first deadline of the act."""
    dated = [(row.last_day, row.due.path) for row in rows if row.due and row.last_day]
    if not dated:
        return []
    _day, first = min(dated)
    return [
        {
            "key": WHY_LATE,
            "kind": "text",
            "label": "Почему срок акта пропущен",
            "hint": "Слова стоят после «причина:». Пусто — останется место для записи.",
            "required": False,
            "late": first,
        }
    ]
