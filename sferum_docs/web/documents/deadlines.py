"""Deadlines: a page of them, and a calendar file to download or to subscribe to."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from flask import Blueprint, abort, current_app, render_template, url_for
from itsdangerous import BadSignature, URLSafeSerializer

from sferum_docs.directives.recurrence import PERIODS, next_day
from sferum_docs.directives.working_days import working_days_between
from sferum_docs.services.clauses.deadlines import deadline_calendar, due_dates
from sferum_docs.services.packs.acts import packs_in_work as known_packs_in_work
from sferum_docs.services.school.save import find_school
from sferum_docs.services.users.manage import find_user
from sferum_docs.web.current import (
    chosen_act,
    current_days_off,
    current_school,
    current_school_id,
    packs_in_work,
    today,
)
from sferum_docs.web.files import file_answer
from sferum_docs.web.protection.access import may
from sferum_docs.web.protection.sessions import user

if TYPE_CHECKING:
    from werkzeug.wrappers import Response


blueprint = Blueprint("deadlines", __name__)
SOON = 5  # working days


@blueprint.get("/deadlines")
def page() -> str:
    """All deadlines in groups: passed, the next working days, later; what has passed and is carried out stands last."""
    off, act = current_days_off(), chosen_act()
    due = due_dates(current_school_id(), current_school(), packs_in_work())
    ahead = (replace(item, day=next_day(item.day, item.period, today())) for item in due if act in {"", item.pack})
    rows = [(item, working_days_between(today(), item.day, off)) for item in ahead]
    return render_template(
        "head/deadlines.html",
        groups={
            "Прошли": [row for row in rows if row[1] < 0 and not row[0].period and not row[0].done],
            f"Ближайшие {SOON} рабочих дней": [row for row in rows if 0 <= row[1] <= SOON and not row[0].period],
            "Позже": [row for row in rows if row[1] > SOON and not row[0].period],
            **{period.caption: [row for row in rows if row[0].period == name] for name, period in PERIODS.items()},
            "Исполнено": [row for row in rows if row[1] < 0 and not row[0].period and row[0].done],
        },
        subscription=url_for("deadlines.subscribed", token=_signer().dumps(_permission()), _external=True),
    )


@blueprint.get("/deadlines.ics")
def download() -> Response:
    """The calendar file."""
    content = deadline_calendar(current_school_id(), current_school(), packs_in_work(), datetime.now(UTC))
    return _calendar(content)


@blueprint.get("/calendar/<token>.ics")
def subscribed(token: str) -> Response:
    """The calendar for a program that cannot sign in: the signed address is its permission, and gives nothing else.

    It is somebody's own: the address ends when that person is turned off or loses the desk.
    """
    try:
        school_id, user_id = map(int, _signer().loads(token))
    except (BadSignature, ValueError, TypeError):
        abort(404)
    owner, school = find_user(user_id), find_school(school_id)
    if school is None or owner is None or owner.school_id != school_id or not owner.active:
        abort(404)
    if not may("deadlines.download", owner):
        abort(404)
    now = datetime.now(UTC)
    return _calendar(deadline_calendar(school_id, school, known_packs_in_work(school_id, now.astimezone().date()), now))


def _calendar(content: bytes) -> Response:
    return file_answer(content, "Сроки.ics")


def _permission() -> list[int]:
    somebody = user()
    return [current_school_id(), somebody.id if somebody else 0]


def _signer() -> URLSafeSerializer:
    return URLSafeSerializer(current_app.config["SECRET_KEY"], salt="calendar")
