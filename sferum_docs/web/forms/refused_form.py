"""A form that is refused is answered by a redirect: its page, with what was typed and what is wrong, has an address.

Every POST that answers with a page (remarks, more rows, an imported table, a verdict) goes this way: the page is kept
for its sender alone, and the browser is led to it. So «Назад» and reload show it again and send nothing.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from flask import Response, flash, g, redirect, request, url_for

from sferum_docs.services.users.refused_forms import find_page, keep_page
from sferum_docs.store.database import check_before_writing
from sferum_docs.web.forms.changing import change_here, page_here
from sferum_docs.web.forms.refill import refilled
from sferum_docs.web.protection.sessions import user
from sferum_docs.web.theme import chosen

if TYPE_CHECKING:
    from flask import Flask
    from werkzeug.wrappers import Response as Answer

ASKED = "refused"
_THEME = re.compile(rb'(<html\b[^>]*?)(?: data-bs-theme="[^"]*")?( data-size="[^"]*")?>')
_GONE = "Показанное здесь раньше больше не хранится. Ниже то, что записано."


def init_refused_form(app: Flask) -> None:
    """The way of every page that answers a form. Stands before what looks at the answers of forms."""
    app.before_request(_shown_again)
    app.after_request(_led_to_page)
    app.jinja_env.globals["page_path"] = page_path


def page_path() -> str:
    """The path of the page shown, also where it answers a form that went to another address."""
    found = _address() if request.method == "POST" else None
    return found[1] if found else request.path


def answers_with_page() -> bool:
    """Whether this request is answered by a page under an address of its own: nothing was saved."""
    return bool(g.get("led_to_page"))


def _led_to_page(response: Response) -> Response:
    if not _is_page(response):
        return response
    found = _address()
    if found is None:
        return response
    address, path = found
    text = response.get_data(as_text=True)
    change = change_here()
    if g.get("refused") and change is not None and change.refill:
        files = {name: file.filename or "" for name, file in request.files.items()}
        text = refilled(text, request.path, dict(request.form.lists()), files, path, g.get("left_as_kept", frozenset()))
    check_before_writing(None)  # this is no writing of the view's
    token = keep_page(_user_id(), path, text.encode(), datetime.now(UTC))
    if token is None:  # too large to be kept: the answer goes to the browser itself
        response.set_data(text)
        return response
    g.led_to_page = True
    joint = "&" if "?" in address else "?"
    answer = redirect(f"{address}{joint}{ASKED}={token}", 303)
    assert isinstance(answer, Response)  # noqa: S101  Flask's redirect gives its own response
    return answer


def _is_page(response: Response) -> bool:
    # a script that sends the form in the background takes its answer itself; a page that must not be kept is not kept
    is_navigation = request.headers.get("Sec-Fetch-Mode", "navigate") == "navigate"
    is_page = response.status_code == 200 and response.mimetype == "text/html"  # noqa: PLR2004  «OK»
    return request.method == "POST" and is_page and is_navigation and not response.cache_control.no_store


def _address() -> tuple[str, str] | None:
    """The address of the page that shows this form, and its path."""
    page = page_here()
    if page is None:
        return None
    endpoint, values = page
    path = url_for(endpoint, **values)
    rest = _without_token() if path == request.path else []
    return (f"{path}?{urlencode(rest)}" if rest else path), path


def _without_token() -> list[tuple[str, str]]:
    """The query of this request; a form refused twice is sent from an address that names the page before."""
    return [pair for pair in request.args.items(multi=True) if pair[0] != ASKED]


def _shown_again() -> Response | Answer | None:
    token = request.args.get(ASKED, "")
    if request.method != "GET" or not token or request.endpoint is None:
        return None
    page = find_page(token, _user_id(), request.path, datetime.now(UTC))
    if page is None:
        flash(_GONE, "warning")
        rest = _without_token()
        return redirect(f"{request.path}?{urlencode(rest)}" if rest else request.path)
    return Response(_THEME.sub(_dressed, page, count=1), mimetype="text/html")


def _dressed(found: re.Match[bytes]) -> bytes:
    theme = chosen("theme")
    return found[1] + (f' data-bs-theme="{theme}"'.encode() if theme else b"") + (found[2] or b"") + b">"


def _user_id() -> int | None:
    somebody = user()
    return somebody.id if somebody else None
