"""The page of tokens: who lets which programs in, for what, until when."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Blueprint, abort, flash, make_response, redirect, render_template, request, url_for
from wtforms import StringField

from sferum_docs.reading.faults import FaultsError
from sferum_docs.services.users.tokens import DAYS, LONGEST_NAME, Scope, find_token, make_token, revoke_token, tokens_of
from sferum_docs.web.api.operations import ROOT
from sferum_docs.web.api.rights import WORDS, allowed_scopes
from sferum_docs.web.current import actor, current_school_id
from sferum_docs.web.forms.changing import creates, repeats
from sferum_docs.web.forms.fields import OpenSelect, PageForm
from sferum_docs.web.forms.remarks import FieldErrors, remarks
from sferum_docs.web.forms.wording import counted
from sferum_docs.web.protection.numbers import sent_number
from sferum_docs.web.protection.sessions import user

if TYPE_CHECKING:
    from collections.abc import Sequence

    from werkzeug.wrappers import Response

    from sferum_docs.reading.faults import Fault
    from sferum_docs.services.users.manage import User

blueprint = Blueprint("tokens", __name__)
_USUAL = 90


class TokenForm(PageForm):
    """A new token."""

    name = StringField(
        "Для какой программы",
        description="Например: 1С:Документооборот, выгрузка в АИС. Под этим именем её действия видны в журнале.",
        render_kw={"maxlength": str(LONGEST_NAME)},
    )
    days = OpenSelect("Действует", [(str(days), counted(days, "день", "дня", "дней")) for days in DAYS])


@blueprint.get("/tokens")
def listing() -> str:
    """The tokens of the body, and the form for one more."""
    return _page(TokenForm(data={"days": str(_USUAL)}))


@blueprint.post("/tokens")
@creates()
def add() -> str | Response:
    """A new token; its text is shown on this answer and nowhere again."""
    form, maker = TokenForm(), _maker()
    scopes = request.form.getlist("scopes")
    days = sent_number(form.days.data or "") or 0
    try:
        token, text = make_token(maker, form.name.data or "", scopes, days, allowed_scopes(maker), actor())
    except FaultsError as error:
        return _page(form, error.faults, scopes)
    shown = render_template("api/token.html", token=token, text=text, words=WORDS, address=_address())
    answer = make_response(shown)
    answer.cache_control.no_store = True  # «Назад» at a shared machine must not show it again
    return answer


@blueprint.post("/tokens/<int:token_id>/revoke")
@repeats(page="tokens.listing")
def revoke(token_id: int) -> Response:
    """Ends a token at once."""
    token = find_token(current_school_id(), token_id)
    if token is None:
        abort(404)
    revoke_token(token, actor())
    flash(f"Ключ «{token.name}» больше не действует.")
    return redirect(url_for("tokens.listing"), 303)


def _page(form: TokenForm, faults: Sequence[Fault] = (), scopes: Sequence[str] = ()) -> str:
    allowed = allowed_scopes(_maker())
    return render_template(
        "api/tokens.html",
        form=form,
        remarks=remarks(form, faults) if faults else FieldErrors(),
        lines=tokens_of(current_school_id()),
        now=actor().at,
        words=WORDS,
        allowed=allowed,
        chosen=[scope for scope in Scope if scope in scopes],
        address=_address(),
    )


def _maker() -> User:
    somebody = user()
    if somebody is None or somebody.school_id is None:
        abort(404)
    return somebody


def _address() -> str:
    return f"{request.host_url.rstrip('/')}{ROOT}"
