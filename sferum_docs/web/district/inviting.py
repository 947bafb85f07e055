"""Letting in the people of many bodies: whom and with which roles, then slips to print, which are shown once."""

from __future__ import annotations

from dataclasses import asdict
from datetime import datetime
from typing import TYPE_CHECKING, Any

from flask import Blueprint, abort, current_app, flash, make_response, redirect, render_template, request, url_for
from itsdangerous import BadSignature, URLSafeTimedSerializer

from sferum_docs.reading.cleaning import clean_line
from sferum_docs.reading.faults import Fault, FaultsError
from sferum_docs.services.district.bodies import body_list, uninvited
from sferum_docs.services.district.inviting import (
    MOST_AT_ONCE,
    Invited,
    Slip,
    invite,
    may_renew,
    renew_invitations,
    renew_one,
)
from sferum_docs.services.district.slips_paper import slips_paper
from sferum_docs.services.users.manage import Role, find_user
from sferum_docs.web.current import actor, current_school_id
from sferum_docs.web.district.scoped import overseen_or_404
from sferum_docs.web.files import file_answer
from sferum_docs.web.forms.changing import creates, edits, reads
from sferum_docs.web.forms.edit_token import Kept, Part
from sferum_docs.web.forms.wording import counted, moment
from sferum_docs.web.protection.addresses import sign_in_addresses
from sferum_docs.web.protection.numbers import sent_number
from sferum_docs.web.protection.roles import WORDS, roles_label, ticked
from sferum_docs.web.protection.sessions import user as signed_in

if TYPE_CHECKING:
    from collections.abc import Sequence

    from werkzeug.wrappers import Response

    from sferum_docs.services.users.manage import User

blueprint = Blueprint("district_invite", __name__)
blueprint.add_app_template_global(may_renew)
SHOWN = 200  # bodies to tick on one page; a search shows the others
_LONGEST_WORDS = 200
_HOUR = 3600
_OFFERED = (Role.HEAD, Role.SECRETARY, Role.ADMINISTRATOR)


def _password_kept(school: int, user: int) -> Kept:
    somebody = _found(school, user)
    part = Part(f"Одноразовый пароль: {somebody.name}", str(somebody.one_time_until))
    return Kept({"password": part}, somebody.login, ("password.renewed", "password.changed"))


@blueprint.get("/district/invitations")
def page() -> str:
    """Whom to let in."""
    return _page()


@blueprint.post("/district/invitations")
@creates()
def make() -> str | Response:
    """Lets them in; the slips are on this answer and nowhere again."""
    office, by = current_school_id(), actor()
    try:
        if request.form.get("deed") == "renew":
            made = renew_invitations(office, _chosen(), by, opened_at=_opened(by.at))
        else:
            made = invite(office, _wanted(office), ticked(), by, together="together" in request.form)
    except FaultsError as error:
        return _page(error.faults)
    if not made.slips:
        flash(_nobody(made), "warning")
        return redirect(url_for(".page"), 303)
    return _sheet(made)


@blueprint.post("/district/invitations/slips.docx")
@reads(page="district_invite.page")
def paper() -> Response:
    """The same slips as a Word file; they are in the page that asks, the program keeps none."""
    try:
        whose, rows = _signer().loads(request.form.get("slips", ""), max_age=_HOUR)
    except BadSignature:
        whose, rows = None, []
    if whose != getattr(signed_in(), "id", 0):
        flash(Fault("slips_gone").sentence(), "warning")
        return redirect(url_for(".page"), 303)
    slips = [_slip(row) for row in rows]
    answer = file_answer(slips_paper(slips, sign_in_addresses()[0], _said), "Листки для входа.docx")
    answer.cache_control.no_store = True
    return answer


@blueprint.post("/district/schools/<int:school>/users/<int:user>/password")
@edits(_password_kept, page="district_school.card")
def renew(school: int, user: int) -> Response:
    """Another slip for somebody who lost it."""
    body, somebody = overseen_or_404(school), _found(school, user)
    try:
        slip = renew_one(body, somebody, actor())
    except FaultsError as error:
        flash(error.faults[0].sentence(), "warning")
        return redirect(url_for("district_school.card", school=school), 303)
    return _sheet(Invited((slip,)))


def _found(school: int, user: int) -> User:
    overseen_or_404(school)
    somebody = find_user(user)
    if somebody is None or somebody.school_id != school:
        abort(404)
    return somebody


def _chosen() -> list[int]:
    found = (sent_number(text) for text in request.form.getlist("bodies"))
    return [number for number in found if number is not None]


def _wanted(office: int) -> list[int]:
    """Those ticked, or as many of those without anybody as one press takes."""
    if request.form.get("whom") != "new":
        return _chosen()
    return [body.id for body in uninvited(office)][:MOST_AT_ONCE]


def _opened(now: datetime) -> datetime:
    try:
        opened = datetime.fromisoformat(request.form.get("opened", ""))
    except ValueError:
        return now
    return opened if opened.tzinfo else now


def _nobody(made: Invited) -> str:
    if request.form.get("deed") == "renew":
        return "Выдавать нечего: эти люди уже входят, или новые листки им только что выданы. Ничего не изменилось."
    told = counted(len(made.before), "организации", "организаций", "организаций")
    lost = "Потерянный листок заменит кнопка «Новые листки»."
    return f"У {told} такие пользователи уже есть: второй раз пароль не показывается. {lost}"


def _page(faults: Sequence[Fault] = ()) -> str:
    words = clean_line(request.args.get("q", ""))[:_LONGEST_WORDS]
    new = uninvited(current_school_id())
    return render_template(
        "district/invitations.html",
        found=body_list(current_school_id(), words, SHOWN),
        words=words,
        new=len(new),
        most=MOST_AT_ONCE,
        offered={role: WORDS[role] for role in _OFFERED},
        ticked=request.form.getlist("roles") or [role.value for role in _OFFERED],
        chosen={*_chosen(), *filter(None, [sent_number(request.args.get("school", ""))])},
        together="together" in request.form or request.method == "GET",
        opened=actor().at.isoformat(),
        faults=[fault.sentence() for fault in faults],
    )


def _sheet(made: Invited) -> Response:
    groups: dict[int, list[Slip]] = {}
    for slip in made.slips:
        groups.setdefault(slip.body_id, []).append(slip)
    rows: list[dict[str, Any]] = [{**asdict(slip), "until": slip.until.isoformat()} for slip in made.slips]
    addresses, alone = sign_in_addresses()
    answer = make_response(
        render_template(
            "district/slips.html",
            groups=[*groups.values()],
            before=made.before,
            left=len(uninvited(current_school_id())),
            addresses=addresses,
            alone=alone,
            in_words=roles_label,
            slips=_signer().dumps([getattr(signed_in(), "id", 0), rows]),
        )
    )
    answer.cache_control.no_store = True  # «Назад» at a shared machine must not show them again
    return answer


def _slip(row: dict[str, Any]) -> Slip:
    return Slip(**{**row, "roles": tuple(row["roles"]), "until": datetime.fromisoformat(row["until"])})


def _said(slip: Slip) -> tuple[str, str]:
    return roles_label(slip.roles), moment(slip.until)


def _signer() -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(current_app.config["SECRET_KEY"], salt="slips of a district")
