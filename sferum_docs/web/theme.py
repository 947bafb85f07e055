"""How pages look to this person: light or dark, usual or large; remembered in cookies, no sign-in needed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Blueprint, redirect, request, url_for

from sferum_docs.web.forms.changing import repeats
from sferum_docs.web.protection.addresses import own_address

if TYPE_CHECKING:
    from flask import Flask
    from werkzeug.wrappers import Response

# cookie → its values; without a theme of its own the page follows the system
LOOKS = {"theme": ("light", "dark"), "size": ("usual", "large")}
_YEAR = 365 * 24 * 3600

blueprint = Blueprint("theme", __name__)


@blueprint.post("/theme")
@repeats()
def choose() -> Response:
    """Remembers the choice and goes back to the page it was made on."""
    response = redirect(own_address(request.form.get("back", ""), url_for("home.page")), 303)
    for cookie, values in LOOKS.items():
        chosen = request.form.get(cookie, "")
        if chosen in values:
            response.set_cookie(cookie, chosen, max_age=_YEAR, samesite="Lax", httponly=False)
    return response


def chosen(cookie: str) -> str:
    """What this browser chose, or nothing."""
    value = request.cookies.get(cookie, "")
    return value if value in LOOKS[cookie] else ""


def init_theme(app: Flask) -> None:
    """The switches and their address."""
    app.register_blueprint(blueprint)
    app.context_processor(lambda: {"theme": chosen("theme"), "size": chosen("size")})
