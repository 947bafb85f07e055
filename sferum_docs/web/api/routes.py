"""The addresses of the API: one for each operation, the document, the page that shows it, and all others."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flask import Blueprint, current_app, jsonify, render_template, request
from werkzeug.exceptions import HTTPException, MethodNotAllowed, NotFound

from sferum_docs.web.api.fields_shown import shown_fields
from sferum_docs.web.api.openapi import document, path_of
from sferum_docs.web.api.operations import ROOT
from sferum_docs.web.api.problems import TITLES, init_problems
from sferum_docs.web.api.rights import WORDS
from sferum_docs.web.api.serving import respond
from sferum_docs.web.api.table import OPERATIONS, PARTS
from sferum_docs.web.forms.changing import reads, repeats

if TYPE_CHECKING:
    from collections.abc import Callable

    from flask import Response

    from sferum_docs.web.api.operations import Operation

blueprint = Blueprint("api", __name__)
pages = Blueprint("api_pages", __name__)
METHODS = ("GET", "POST", "PUT", "PATCH", "DELETE")
init_problems(blueprint)


def _view(operation: Operation) -> Callable[..., Response]:
    # what makes something is known by its key, what changes something by the state that it names
    def view(**values: Any) -> Response:
        return respond(operation, values)

    return repeats()(view)


for _operation in OPERATIONS:
    blueprint.add_url_rule(
        f"{ROOT}{_operation.path}", _operation.endpoint, _view(_operation), methods=[_operation.method]
    )


@blueprint.route("/api/v1/<path:rest>", methods=METHODS)
@reads()
def nowhere(rest: str) -> Response:
    """An address that there is not, or one that is called another way."""
    del rest
    adapter = current_app.create_url_adapter(request)
    if adapter is None:
        raise NotFound
    ways = [method for method in METHODS if _leads(adapter, method)]
    raise MethodNotAllowed(ways) if ways else NotFound


def _leads(adapter: Any, method: str) -> bool:
    try:
        return bool(adapter.match(request.path, method=method)[0] != request.endpoint)
    except HTTPException:
        return False


@pages.get("/api/openapi.json")
def described() -> Response:
    """The document, for programs that make clients of it."""
    return jsonify(document())


@pages.get("/api")
def page() -> str:
    """The same to read."""
    return render_template(
        "api/page.html",
        parts=PARTS,
        root=ROOT,
        path_of=path_of,
        scopes=WORDS,
        problems=TITLES,
        host=request.host_url,
        shown_fields=shown_fields,
    )
