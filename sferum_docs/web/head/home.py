"""The bare address: the acts of the school; with one act in work its clauses."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Blueprint, redirect, request, url_for

if TYPE_CHECKING:
    from werkzeug.wrappers import Response

blueprint = Blueprint("home", __name__)


@blueprint.get("/")
def page() -> Response:
    """The way to the act in work."""
    query = request.query_string.decode()  # what was asked of it when it was the page of the clauses
    return redirect(url_for("clauses.page") + (f"?{query}" if query else ""))
