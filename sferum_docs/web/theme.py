"""Light or dark pages, remembered in a cookie; without it the system's choice holds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Blueprint, redirect, request, url_for

if TYPE_CHECKING:
    from flask import Flask
    from werkzeug.wrappers import Response

THEMES = ("light", "dark")
_COOKIE = "theme"
_YEAR = 365 * 24 * 3600

blueprint = Blueprint("theme", __name__)


@blueprint.post("/theme")
def choose() -> Response:
    """Remembers the choice and goes back to the page it was made on."""
    back = request.form.get("back", "")
    # browsers drop control characters: «/\t/host» would lead away
    inside = back.startswith("/") and not back.startswith(("//", "/\\")) and back.isprintable()
    response = redirect(back if inside else url_for("clauses.page"), 303)
    theme = request.form.get("theme", "")
    if theme in THEMES:
        response.set_cookie(_COOKIE, theme, max_age=_YEAR, samesite="Lax", httponly=False)
    return response


def chosen_theme() -> str:
    """What this browser chose, or nothing."""
    theme = request.cookies.get(_COOKIE, "")
    return theme if theme in THEMES else ""


def init_theme(app: Flask) -> None:
    """The switch and its address."""
    app.register_blueprint(blueprint)
    app.context_processor(lambda: {"theme": chosen_theme()})
