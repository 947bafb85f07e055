"""The address names the act: it is taken from there, put into every address that names one, old addresses lead on."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from flask import Blueprint, abort, current_app, flash, g, redirect, request, url_for

from sferum_docs.reading.faults import Fault
from sferum_docs.services.packs.choose import known_packs
from sferum_docs.services.people.carry_out import carry_out_due
from sferum_docs.web.current import chosen_act, current_act, current_acts, has_indicators, known_school, known_school_id
from sferum_docs.web.forms.changing import Kind, change_here, page_here, reads
from sferum_docs.web.forms.wording import anchor
from sferum_docs.web.protection.access import has_address, may
from sferum_docs.web.protection.menu import INDICATOR_SECTION, PART_OF

if TYPE_CHECKING:
    from collections.abc import Callable

    from flask import Flask
    from flask.typing import ResponseReturnValue
    from werkzeug.wrappers import Response

    from sferum_docs.services.packs.acts import Assignment

_NAMED = "pack"  # what addresses call the id of an act's pack
_OF_ACTS = {"acts", "succession"}  # pages that change what is in work themselves
moved = Blueprint("moved", __name__)
# the addresses of the time of one act; each lies below the address of an act now
_PAGES = (
    "/packet", "/packet/<document>", "/packet.zip", "/documents/packet/print", "/documents/packet.pdf", "/directive",
    "/evidence", "/vocabulary", "/pack.zip", "/templates", "/templates/<path:rest>",
)  # fmt: skip
# pages of one document: where the choice of another act leads from them
_LISTS = {"templates": "templates.listing", "template_report": "templates.listing", "compose": "packet.choose"}
_FORMS = ("/packet", "/packet/<document>", "/evidence", "/templates/<path:rest>")


def init_acts(app: Flask) -> None:
    """Addresses with an act in them, and the old ones."""
    app.url_value_preprocessor(_take_act)
    app.url_defaults(_put_act)
    app.before_request(_carry_out_due)  # before any form is held against what it changes
    app.before_request(_known_here)
    app.before_request(_refuse_ended)
    app.register_blueprint(moved)
    app.jinja_env.globals.update(
        act_ended=act_ended,
        act_page=_names_act,
        act_switch=_same_of_another,
        act_title=act_title,
        chosen_act=chosen_act,
        clause_address=clause_address,
        current_act=current_act,
        has_address=has_address,
        place_address=place_address,
        current_acts=current_acts,
    )


def _carry_out_due() -> None:
    """Before a page tells of people, those whose last day is over have handed over."""
    school_id = known_school_id() if request.endpoint not in {None, "static"} else None
    if school_id is not None:
        carry_out_on_its_day(school_id)


def carry_out_on_its_day(school_id: int) -> None:
    """Does the changes of people whose day has come, whoever opens whichever page of the body first."""
    if carry_out_due(school_id, datetime.now(UTC)):
        g.pop("school", None)


def clause_address(path: str, act: str = "") -> str:
    """Where a clause of an act is shown: among all that serves it, or in the text for whoever only reads that."""
    return url_for(_first_page(), pack=act or current_act(), _anchor=anchor(path))


def place_address(place: str) -> str:
    """Where a person fills in what is missing: a page of the school, or the packet of the act at hand."""
    page, _mark, anchor_there = place.partition("#")
    return url_for("packet.choose", _anchor=anchor_there) if page == "packet" else f"/{place}"


def act_title(pack_id: str) -> str:
    """How an act of the school is called, also when its pack has gone."""
    return next((act.title for act in current_acts() if act.pack == pack_id), "")


def act_ended() -> Assignment | None:
    """The act of this page when the school works by it no more."""
    return next((act for act in current_acts() if act.pack == current_act() and not act.in_work), None)


def _same_of_another(act: str) -> str:
    """The page that the choice of another act leads to: this one, when nothing but the act is in its address."""
    endpoint = str(request.endpoint)
    if INDICATOR_SECTION.startswith(f"{PART_OF.get(request.blueprint or '', request.blueprint)}."):
        return INDICATOR_SECTION if has_indicators(act) else _first_page()
    rules = [rule for rule in current_app.url_map.iter_rules(endpoint) if "GET" in (rule.methods or ())]
    if any(rule.arguments == {_NAMED} for rule in rules):
        return endpoint
    if request.blueprint in _LISTS:
        return _LISTS[request.blueprint]
    return _first_page()


def _first_page() -> str:
    """Where an act begins for who is signed in."""
    return "clauses.page" if may("clauses.page") else "reference.directive"


def _take_act(_endpoint: str | None, values: dict[str, Any] | None) -> None:
    if values and _NAMED in values:
        g.act, g.act_named = values.pop(_NAMED), True


def _put_act(endpoint: str, values: dict[str, Any]) -> None:
    if _NAMED not in values and current_app.url_map.is_endpoint_expecting(endpoint, _NAMED):
        values[_NAMED] = current_act()


def _known_here() -> None:
    """An act that is not the school's has no pages; before there is a school its text may be read."""
    if request.endpoint is None or "act" not in g:
        return
    known = known_packs() if known_school() is None else [act.pack for act in current_acts()]
    if g.act not in known:
        abort(404)


def _refuse_ended() -> ResponseReturnValue | None:
    """A form of an act that was ended meanwhile: its page comes back with what was typed, and says so.

    Forms that fill themselves are refused by what they call: `make_packet` asks under the lock of writing.
    """
    change = change_here()
    if request.method != "POST" or not _names_act() or change is None or change.kind is Kind.READS or not change.refill:
        return None
    act = act_ended()
    if act is None:
        return None
    page = page_here()
    if page is None:
        abort(409)
    flash(Fault("act_ended", values={"title": act.title}).sentence(), "warning")
    g.refused = True
    endpoint, values = page
    view: Callable[..., ResponseReturnValue] = current_app.view_functions[endpoint]  # type: ignore[assignment]
    return view(**values)


def _names_act() -> bool:
    """Whether the address of this request names an act; the page of acts itself changes what is in work."""
    endpoint = request.endpoint
    return (
        endpoint is not None
        and request.blueprint not in _OF_ACTS
        and current_app.url_map.is_endpoint_expecting(endpoint, _NAMED)
    )


def _moved(**_values: str) -> Response:
    if not current_act():  # a school that has not chosen yet
        return redirect(url_for("home.page"), 303)
    query = f"?{request.query_string.decode()}" if request.query_string else ""
    code = 307 if request.method == "POST" else 302
    return redirect(f"/acts/{current_act()}{request.path}{query}", code)


@reads()
def _moved_form(**values: str) -> Response:
    return _moved(**values)


for _path in _PAGES:
    moved.add_url_rule(_path, "page", _moved)
for _path in _FORMS:
    moved.add_url_rule(_path, "form", _moved_form, methods=["POST"])
