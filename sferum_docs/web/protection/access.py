"""Who may open what: one table, asked before every request. What is not in it is forbidden."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import abort, current_app, g, redirect, render_template, request, url_for

from sferum_docs.reading.faults import Fault, FaultsError
from sferum_docs.services.district.scope import main_body_id, owns_installation
from sferum_docs.services.school.save import find_school
from sferum_docs.services.users.manage import Role, has_users, is_office
from sferum_docs.web.current import act_with_indicators, body_word, current_act, current_acts, is_office_here
from sferum_docs.web.protection.access_table import (
    ACCESS,
    API,
    DESKS,
    INSTALLATION,
    OPEN,
    UNCHANGED,
)
from sferum_docs.web.protection.menu import (
    ACT_SECTION,
    ALL_ACTS,
    CHAT_SECTION,
    INDICATOR_SECTION,
    PART_OF,
    SECTIONS,
)
from sferum_docs.web.protection.resend import own_typed
from sferum_docs.web.protection.sessions import user

if TYPE_CHECKING:
    from flask import Flask
    from werkzeug.wrappers import Response

    from sferum_docs.services.users.manage import User


def may(endpoint: str, somebody: User | None = None) -> bool:
    """Whether this person, or the one who is signed in, may open it."""
    somebody = somebody or user()
    if endpoint in OPEN or somebody is None:
        return endpoint in OPEN
    return bool(roles_of(somebody) & ACCESS.get(endpoint, frozenset())) and not _is_anothers(endpoint, somebody)


def roles_of(somebody: User) -> frozenset[Role]:
    """What a person may do: who was of an office that is none any more watches nobody."""
    watches = Role.DISTRICT not in somebody.roles or _is_of_office(somebody.school_id)
    return somebody.roles if watches else somebody.roles - {Role.DISTRICT}


def _is_of_office(school_id: int | None) -> bool:
    """Whether a body is an office, asked once a request."""
    known: dict[int | None, bool] = g.setdefault("offices", {})
    if school_id not in known:
        known[school_id] = is_office(school_id)
    return known[school_id]


def home(somebody: User) -> str:
    """The endpoint where a person arrives."""
    return next((desk for role, desk in DESKS.items() if role in roles_of(somebody)), "password.page")


def _is_anothers(endpoint: str, somebody: User) -> bool:
    """Whether it is of the installation, and that is not of this person's body."""
    if endpoint not in INSTALLATION or somebody.school_id is None:
        return False
    known: dict[int, bool] = g.setdefault("owns_installation", {})
    if somebody.school_id not in known:
        known[somebody.school_id] = owns_installation(somebody.school_id)
    return not known[somebody.school_id]


def init_access(app: Flask) -> None:
    """The question before every request, and the menu."""
    app.before_request(_ask)
    app.jinja_env.globals.update(sections=_sections, may=may)


def _ask() -> Response | tuple[str, int] | None:
    endpoint = request.endpoint
    if endpoint in {None, "static", "bootstrap.static"}:  # no such page, or one of its looks
        return None
    if request.blueprint == API:
        return None
    if not _claimed() and endpoint not in OPEN:
        return redirect(url_for("setup.page"))
    if endpoint in OPEN:
        return None
    somebody = user()
    return _sign_in() if somebody is None else _refuse(str(endpoint), somebody)


def _refuse(endpoint: str, somebody: User) -> Response | None:
    if somebody.one_time_until and endpoint not in UNCHANGED:
        return redirect(url_for("password.page"))
    if endpoint == "home.page" and not may(endpoint):  # the bare address leads everybody to the own desk
        return redirect(url_for(home(somebody)))
    if _is_anothers(endpoint, somebody) and somebody.roles & ACCESS[endpoint]:
        raise FaultsError([Fault("installation_of_office", values={"office": _owner()})])
    if not may(endpoint):
        abort(403)
    return None


def _owner() -> str:
    """The office that the installation belongs to; where no body stands above all, whoever keeps the machine."""
    owner = find_school(main_body_id())
    return owner.requisites.short_name if owner and is_office(main_body_id()) else "администратор этого компьютера"


def _sign_in() -> Response | tuple[str, int]:
    if request.method in {"GET", "HEAD"}:
        here = request.full_path.rstrip("?")
        return redirect(url_for("sign_in.page", next=None if here == "/" else here))
    typed = own_typed()
    return render_template("account/signed_out.html", typed=typed), 401


def _claimed() -> bool:
    """Whether there is anybody to sign in; nobody is ever deleted, so a yes stays a yes."""
    if not current_app.extensions.get("has_users"):
        current_app.extensions["has_users"] = has_users()
    return bool(current_app.extensions["has_users"])


def _sections() -> list[tuple[str, str, bool, dict[str, str]]]:
    """Endpoint, caption, whether the page shown is of this section, values of the address."""
    here = PART_OF.get(request.blueprint or "", request.blueprint)
    shown = [(endpoint, caption or body_word().capitalize()) for endpoint, caption in SECTIONS if _has_it(endpoint)]
    named = [(*_leading(endpoint, caption), endpoint.partition(".")[0] == here) for endpoint, caption in shown]
    valued = [(*item, {"pack": act_with_indicators()} if item[0] == INDICATOR_SECTION else {}) for item in named]
    return [item for item in valued if all(item[3].values()) and (item[3] or has_address(item[0]))]


def _has_it(endpoint: str) -> bool:
    """Whether the section is for who is signed in: an office moves no chats."""
    return may(endpoint) and not (endpoint == CHAT_SECTION and is_office_here())


def _leading(endpoint: str, caption: str) -> tuple[str, str]:
    """Where the section leads: that of the clauses to all acts, unless the school works by one."""
    one = sum(act.in_work for act in current_acts()) == 1
    return (endpoint, caption) if one or endpoint != ACT_SECTION else ALL_ACTS


def has_address(endpoint: str) -> bool:
    """Whether its address can be named: those of an act need one."""
    return bool(current_act()) or not current_app.url_map.is_endpoint_expecting(endpoint, "pack")
