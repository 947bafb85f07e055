"""The address names the act: it is taken from there, put into every address that names one, old addresses lead on."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flask import Blueprint, abort, current_app, g, redirect, request, url_for

from sferum_docs.services.packs.choose import known_packs
from sferum_docs.web.current import current_act, current_acts, known_school
from sferum_docs.web.forms.changing import reads
from sferum_docs.web.protection.access import may

if TYPE_CHECKING:
    from flask import Flask
    from werkzeug.wrappers import Response

_NAMED = "pack"  # what addresses call the id of an act's pack
moved = Blueprint("moved", __name__)
# the addresses of the time of one act; each lies below the address of an act now
_PAGES = (
    "/packet", "/packet/<document>", "/packet.zip", "/documents/packet/print", "/documents/packet.pdf", "/directive",
    "/evidence", "/vocabulary", "/pack", "/pack.zip", "/templates", "/templates/<path:rest>",
)  # fmt: skip
_FORMS = ("/packet", "/packet/<document>", "/evidence", "/pack", "/templates/<path:rest>")


def init_acts(app: Flask) -> None:
    """Addresses with an act in them, and the old ones."""
    app.url_value_preprocessor(_take_act)
    app.url_defaults(_put_act)
    app.before_request(_known_here)
    app.register_blueprint(moved)
    app.context_processor(
        lambda: {"current_act": current_act, "current_acts": current_acts, "clause_address": clause_address}
    )


def clause_address(path: str) -> str:
    """Where a clause of the act is shown: among all that serves it, or in the text for whoever only reads that."""
    page = "clauses.page" if may("clauses.page") else "reference.directive"
    return url_for(page, _anchor=f"p-{path.replace('/', '-')}")


def _take_act(_endpoint: str | None, values: dict[str, Any] | None) -> None:
    if values and _NAMED in values:
        g.act = values.pop(_NAMED)


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


def _moved(**_values: str) -> Response:
    if not current_act():
        abort(404)
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
