"""The school of the person who is signed in; before there is one, every page leads to the first steps."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from flask import Flask, abort, g, redirect, request, url_for

from sferum_docs.directives.words import ANY_ACT
from sferum_docs.reading.faults import FaultsError
from sferum_docs.reading.typography import quoted
from sferum_docs.schools.bodies.words import CASES, body_words, kind_words
from sferum_docs.schools.model import SchoolKind
from sferum_docs.services.indicators.papers import told_figures
from sferum_docs.services.installation.audit import Actor
from sferum_docs.services.packs.acts import assignments, first_act
from sferum_docs.services.packs.choose import find_pack, usual_pack
from sferum_docs.services.packs.of_school import school_pack
from sferum_docs.services.register.lists.registers import registers_of
from sferum_docs.services.school.holidays import days_off
from sferum_docs.services.school.save import find_school
from sferum_docs.services.users.manage import Role, is_office
from sferum_docs.web.protection.sessions import user

if TYPE_CHECKING:
    from datetime import date

    from werkzeug.wrappers import Response

    from sferum_docs.directives.model import Directive
    from sferum_docs.directives.regional_days import DaysOff
    from sferum_docs.directives.words import ActWords
    from sferum_docs.documents.registering.registers import Register
    from sferum_docs.indicators.reports.told import ToldFigures
    from sferum_docs.packs.model import Pack
    from sferum_docs.schools.bodies.words import BodyWords
    from sferum_docs.schools.model import School
    from sferum_docs.services.packs.acts import Assignment

# pages that need no school
_OPEN = {
    None, "start", "school", "reference", "gost", "theme", "bootstrap", "deadlines", "setup", "sign_in", "password",
    "users", "journal", "api", "api_pages",
}  # fmt: skip


def known_school_id() -> int | None:
    """The id of the school of who is signed in, or None before the first run and without signing in."""
    somebody = user()
    return somebody.school_id if somebody else None


def current_school_id() -> int:
    """The id of the school of a page that cannot do without."""
    school_id = known_school_id()
    if school_id is None:
        abort(404)
    return school_id


def actor() -> Actor:
    """Who acts in this request, for the audit journal."""
    somebody = user()
    name, user_id = (somebody.name, somebody.id) if somebody else ("", None)
    return Actor(name, datetime.now(UTC), user_id, request.remote_addr or "")


def today() -> date:
    """The day by the clock of this machine."""
    return datetime.now().astimezone().date()


def current_acts() -> tuple[Assignment, ...]:
    """The acts of the school, read once a request; none before there is a school."""
    if "acts" not in g:
        school_id = known_school_id()
        g.acts = () if school_id is None else assignments(school_id)
    acts: tuple[Assignment, ...] = g.acts
    return acts


def current_act() -> str:
    """The id of the act of this page; where the page is the school's, of the act that is meant when none is named.

    Empty when there is nothing to choose from.
    """
    if "act" not in g:
        first = first_act(current_acts())
        g.act = first.pack if first else usual_pack() if known_school_id() is None else ""
    act: str = g.act
    return act


def act_with_indicators() -> str:
    """The act whose indicators are meant: that of the page, else the first in work that has any; empty: none."""
    named = (current_act(), *(act.pack for act in current_acts() if act.in_work))
    return next((name for name in named if name and has_indicators(name)), "")


def has_indicators(pack_id: str) -> bool:
    """Whether an act has anything counted in this body: an office counts nothing itself."""
    try:
        return not is_office(known_school_id()) and find_pack(pack_id, known_school_id()).indicator_set is not None
    except FaultsError:
        return False


def enter_act(pack_id: str) -> None:
    """What follows in this request is about this act: a page was opened by a document of it."""
    g.act, g.act_named = pack_id, True
    g.pop("pack", None)


def current_pack() -> Pack:
    """The pack of the act as it holds for the school today, read once a request. FaultsError when it has faults."""
    if not current_act():
        abort(404)
    if "pack" not in g:
        g.pack = school_pack(known_school_id(), current_act(), today())
    pack: Pack = g.pack
    return pack


def known_pack(pack_id: str) -> Pack | None:
    """A pack as it holds for the school today, read once a request; None when its folder is gone or has faults."""
    packs: dict[str, Pack | None] = g.setdefault("packs", {})
    if pack_id not in packs:
        try:
            packs[pack_id] = school_pack(known_school_id(), pack_id, today()) if pack_id else None
        except FaultsError:
            packs[pack_id] = None
    return packs[pack_id]


def packs_in_work() -> tuple[Pack, ...]:
    """The sound packs of the acts that the school works by."""
    found = (known_pack(act.pack) for act in current_acts() if act.in_work)  # as the page reads each of them once
    return tuple(pack for pack in found if pack is not None)


def chosen_act() -> str:
    """The act by which a page of the school is filtered; empty: it is not."""
    asked = request.args.get("act", "")
    return asked if asked in {act.pack for act in current_acts()} else ""


def current_days_off() -> DaysOff:
    """The days off that count for the school."""
    return days_off(current_school(), *packs_in_work())


def act_directive() -> Directive | None:
    """The directive of the act that the page is about, or of the only one in work; None when there is none."""
    several = len([act for act in current_acts() if act.in_work]) > 1
    if not current_act() or (several and "act_named" not in g):
        return None
    known: dict[str, Directive | None] = g.setdefault("directives", {})
    if current_act() not in known:
        known[current_act()] = _directive(current_act())
    return known[current_act()]


def _directive(pack_id: str) -> Directive | None:
    try:
        return find_pack(pack_id, known_school_id()).directive
    except FaultsError:
        return None


def act_words() -> ActWords:
    """The words of the act that the page is about; «акт» where it is about none or about several."""
    directive = act_directive()
    return directive.words if directive else ANY_ACT


def _printed(path: str) -> str:
    return act_words().clause.printed(path)


def known_school() -> School | None:
    """The school, read once a request, or None before the first run."""
    if "school" not in g:
        g.school = find_school(known_school_id())
    school: School | None = g.school
    return school


def current_school() -> School:
    """The school of a page that cannot do without."""
    school = known_school()
    if school is None:
        abort(404)
    return school


def current_figures() -> ToldFigures | None:
    """What papers of the act are told of the school's figures; None where there are none."""
    return told_figures(current_school_id(), current_school(), current_pack())


def current_registers() -> dict[str, Register]:
    """Every register of the school, read once a request."""
    if "registers" not in g:
        g.registers = registers_of(current_school_id())
    books: dict[str, Register] = g.registers
    return books


def init_current(app: Flask) -> None:
    """Leads to the first steps, and gives the school to the frame of every page."""
    app.before_request(_lead_to_start)
    app.jinja_env.filters["printed"] = _printed
    app.jinja_env.filters["quoted"] = quoted
    app.jinja_env.globals.update(
        known_school=known_school, current_registers=current_registers, act_words=act_words, body_word=body_word
    )


def current_words() -> BodyWords:
    """The words of the body; before there is one, those of what it is going to be."""
    school = known_school()
    return body_words(school.requisites) if school else kind_words(kind_to_be())


def kind_to_be() -> SchoolKind:
    """What a body that is not there yet will be: whoever has set up an office watches others."""
    somebody = user()
    return SchoolKind.OFFICE if somebody and Role.DISTRICT in somebody.roles else SchoolKind.SECONDARY


def is_office_here() -> bool:
    """Whether who is signed in works in an office that watches, or is about to enter its data."""
    school = known_school()
    return (school.requisites.kind if school else kind_to_be()) is SchoolKind.OFFICE


def body_word(case: str = "именительный") -> str:
    """What the body is called: «школа», «детский сад»."""
    return current_words().body[CASES.index(case)]


def _lead_to_start() -> Response | None:
    if request.endpoint is None or request.blueprint in _OPEN or known_school() is not None:
        return None
    return redirect(url_for("start.page"))
