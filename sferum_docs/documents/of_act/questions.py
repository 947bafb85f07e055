"""What the documents of an act ask beside the data of a school: days within its deadlines, why one was missed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from sferum_docs.documents.of_act.rows import ActRow

ANY_TIME = "срок_остального"
WHY_LATE = "причина_опоздания"
MOST_DAYS = 30  # asked for; of further ones the order names the act's own day
_AHEAD = -2  # working days before the act's deadline
_USUAL = 10  # working days for what the act names no day for


def day_keys(rows: Sequence[ActRow]) -> dict[str, str]:
    """Clause → the question whose day the order gives it; clauses of one deadline share one."""
    return {row.clause.path: _key(row.last_day) for row in _dated(rows) if row.last_day}


def _dated(rows: Sequence[ActRow]) -> list[ActRow]:
    days = sorted({row.last_day for row in rows if row.last_day})[:MOST_DAYS]
    return [row for row in rows if row.last_day in days]


def _key(day: date) -> str:
    return f"срок_{day:%Y_%m_%d}"


def asked_days(rows: Sequence[ActRow], of_other: str = "") -> list[dict[str, Any]]:
    """The days that an order sets, each within the deadline of the clauses it is for."""
    found: dict[str, dict[str, Any]] = {}
    cited: dict[str, list[str]] = {}
    for row in _dated(rows):
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
    asked = [*found.values(), _any_time()]
    return [{**field, "same_as": of_other} for field in asked] if of_other else asked


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
    dated = [row.due for row in rows if row.last_day and row.due]
    if not dated:
        return []
    first = min(dated, key=lambda clause: (clause.deadline.date is None, clause.deadline.date))
    return [
        {
            "key": WHY_LATE,
            "kind": "text",
            "label": "Почему срок акта пропущен",
            "hint": "Слова стоят после «причина:». Пусто — останется место для записи.",
            "required": False,
            "late": first.path,
        }
    ]
