"""The addresses of the API: one for each operation, the document, the page that shows it, and all others."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flask import Blueprint, Response, current_app, jsonify, render_template, request
from werkzeug.exceptions import HTTPException, MethodNotAllowed, NotFound
from werkzeug.routing import RequestRedirect

from sferum_docs.web.api.fields_shown import shown_fields
from sferum_docs.web.api.openapi import document, path_of
from sferum_docs.web.api.operations import ROOT
from sferum_docs.web.api.problems import PAGE, TITLES, init_problems, is_for_programs, problem_of
from sferum_docs.web.api.rights import WORDS
from sferum_docs.web.api.serving import respond
from sferum_docs.web.api.table import OPERATIONS, PARTS
from sferum_docs.web.forms.changing import reads, repeats

if TYPE_CHECKING:
    from collections.abc import Callable

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
        f"{ROOT}{_operation.path}",
        _operation.endpoint,
        _view(_operation),
        methods=[_operation.method],
        provide_automatic_options=False,
    )


@blueprint.route("/api/v1/<path:rest>", methods=(*METHODS, "OPTIONS"))
@reads()
def nowhere(rest: str) -> Response:
    """An address that there is not, or one that is called another way; to OPTIONS, which ways there are."""
    del rest
    ways = _ways()
    if not ways:
        raise NotFound
    if request.method != "OPTIONS":
        raise MethodNotAllowed(ways)
    answer = Response(status=204, headers={"Allow": ", ".join(ways)})
    del answer.headers["Content-Type"]  # of nothing
    return answer


@pages.before_app_request
def misled() -> Response | None:
    """What leads to no view is answered here as a program reads it: no page of error, no page that leads elsewhere."""
    wrong = request.routing_exception
    if wrong is None or not (request.path == PAGE or is_for_programs(request.path)):
        return None
    if isinstance(wrong, MethodNotAllowed) and request.path.startswith(f"{ROOT}/"):
        ways = _ways()
        wrong = MethodNotAllowed(ways) if ways else NotFound()
    return problem_of(NotFound() if isinstance(wrong, RequestRedirect) else wrong)


def _ways() -> list[str]:
    """The methods of this address, none where no operation stands at it."""
    adapter = current_app.create_url_adapter(request)
    found = [] if adapter is None else [method for method in METHODS if _leads(adapter, method)]
    return [*found, *(["HEAD"] if "GET" in found else ()), *(["OPTIONS"] if found else ())]


def _leads(adapter: Any, method: str) -> bool:
    try:
        return bool(adapter.match(request.path, method=method)[0] != f"{blueprint.name}.{nowhere.__name__}")
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
