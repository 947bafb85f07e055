"""Drafts of the forms of the head: what is typed is kept as one types and offered on the next visit."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from flask import Blueprint, abort, g, redirect, request, url_for
from werkzeug.datastructures import MultiDict

from sferum_docs.services.users.drafts import find_draft, forget_draft, keep_draft
from sferum_docs.web.current import current_act, current_acts, current_pack, enter_act
from sferum_docs.web.forms.changing import repeats
from sferum_docs.web.forms.refused_form import answers_with_page
from sferum_docs.web.forms.wording import moment
from sferum_docs.web.protection.sessions import user

if TYPE_CHECKING:
    from collections.abc import Mapping

    from flask import Flask
    from werkzeug.wrappers import Response

    from sferum_docs.services.users.drafts import FormDraft

blueprint = Blueprint("drafts", __name__)
# page → the endpoint that shows it, the endpoint that saves it
PAGES = {
    "school": ("school.edit", "school.save"),
    "staff": ("staff.edit", "staff.change"),
    "chats": ("chats.edit", "chats.change"),
    "responsible": ("responsible.edit", "responsible.save"),
    "packet": ("packet.choose", "packet.change"),
    "compose": ("compose.edit", "compose.change"),
}
_SHOWN = {shown: page for page, (shown, _saved) in PAGES.items()}
_SAVED = {saved: page for page, (_shown, saved) in PAGES.items()}
_OF_ACT = {"packet"}  # pages that each act has for itself
_OF_DOCUMENT = {"compose"}  # and those that each document of an act has
_ASKED = "draft"
_OURS = {"csrf_token", "action"}


@blueprint.post("/drafts/<page>")
@repeats()
def keep(page: str) -> dict[str, str]:
    """Keeps what the page's script sends while somebody types; gives the words to show."""
    known = _known(page)
    fields = [pair for pair in request.form.items(multi=True) if pair[0] not in _OURS]
    now = datetime.now(UTC)
    if not keep_draft(known, page, fields, now):
        return {"told": "Черновик слишком велик и не сохраняется. Сохраните страницу"}
    return {"told": f"Черновик сохранён в {moment(now).rpartition(' ')[2]}"}


@blueprint.post("/drafts/<page>/drop")
@repeats()
def drop(page: str) -> Response:
    """Throws the draft away and shows what is saved."""
    forget_draft(_known(page), page)
    name, _act, document = _parts(page)
    values: dict[str, Any] = {"document": document} if name in _OF_DOCUMENT else {}
    return redirect(url_for(PAGES[name][0], **values), 303)


def resumed() -> MultiDict[str, str] | None:
    """What was typed into this page: when the person asked to go on with it, or its form came and was overtaken."""
    if "edit_conflict" in g:
        return request.form
    draft = draft_here() if _ASKED in request.args else None
    return None if draft is None else MultiDict(draft.fields)


def draft_here() -> FormDraft | None:
    """The draft of the page shown, if it has any."""
    page, somebody = _named(_SHOWN), user()
    return find_draft(somebody.id, page) if page and somebody else None


def init_drafts(app: Flask) -> None:
    """The addresses, the offer on top of a page, the end of a draft when its page is saved."""
    app.register_blueprint(blueprint)
    app.after_request(_forget_saved)
    app.jinja_env.globals["draft_here"] = draft_here
    app.context_processor(lambda: {"draft_page": _page_here()})


def _page_here() -> str | None:
    return _named(_SHOWN) or _named(_SAVED)


def _named(pages: Mapping[str, str]) -> str | None:
    """The page of this request as its draft is kept, with the act where each act has its own."""
    page = pages.get(request.endpoint or "")
    if page in _OF_DOCUMENT:
        return f"{page}.{current_act()}.{(request.view_args or {}).get('document')}"
    return f"{page}.{current_act()}" if page in _OF_ACT else page


def _parts(page: str) -> tuple[str, str, str]:
    """What a draft is of: the page, the act, the document; the last two are empty where there is one for all."""
    name, _dot, act = page.partition(".")
    if name not in _OF_DOCUMENT:
        return name, act, ""
    act, _dot, document = act.rpartition(".")
    return name, act, document


def _forget_saved(response: Response) -> Response:
    page, somebody = _named(_SAVED), user()
    if page and somebody and request.method == "POST" and response.status_code == 303 and not answers_with_page():  # noqa: PLR2004  «See Other»: kept
        forget_draft(somebody.id, page)
    return response


def _known(page: str) -> int:
    somebody = user()
    name, act, document = _parts(page)
    acts = {item.pack for item in current_acts()} if name in _OF_ACT | _OF_DOCUMENT else {""}
    if name not in PAGES or act not in acts or somebody is None:
        abort(404)
    if act:
        enter_act(act)
    if document and document not in current_pack().by_id:
        abort(404)
    return somebody.id
