"""What a POST does to what is kept, said beside its view. A POST that says nothing is forbidden."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING, Any, TypeVar

from flask import abort, current_app, request
from werkzeug.exceptions import HTTPException

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from flask import Flask

    from sferum_docs.web.forms.edit_token import Kept

    View = TypeVar("View", bound=Callable[..., Any])


class Kind(Enum):
    """The few ways in which a form may touch what others keep."""

    EDITS = "writes over what is kept: carries the edit token"
    MERGES = "writes only what its sender changed: carries the edit token of each line"
    CREATES = "adds something new and writes over nothing"
    REPEATS = "does a second time what was done the first"
    READS = "keeps nothing that others see"


@dataclass(frozen=True)
class Change:
    """What the form of an address does.

    `page` is the endpoint that shows the form, when its own address has no page. `kept` gives what the form writes
    over, by the values of the address; `sent` gives what is sent in its place, by name (all of it when `whole`), when
    the names are not those of fields. `refill` is off where the view fills its form with something else than was sent,
    `early` where some of its buttons save nothing: then only what is about to be written is compared.
    """

    kind: Kind
    page: str = ""
    kept: Callable[..., Kept] | None = None
    sent: Callable[..., Mapping[str, object]] | None = None
    whole: bool = False
    refill: bool = True
    early: bool = True


def edits(
    kept: Callable[..., Kept],
    page: str = "",
    sent: Callable[..., Mapping[str, object]] | None = None,
    *,
    whole: bool = False,
    early: bool = True,
    refill: bool = True,
) -> Callable[[View], View]:
    """A form that writes over what is kept."""
    return _marked(Change(Kind.EDITS, page, kept, sent, whole=whole, early=early, refill=refill))


def merges(
    kept: Callable[..., Kept], sent: Callable[..., Mapping[str, object]], page: str = ""
) -> Callable[[View], View]:
    """A form of many lines, of which only those are written that its sender changed."""
    return _marked(Change(Kind.MERGES, page, kept, sent))


def creates(page: str = "", *, refill: bool = True) -> Callable[[View], View]:
    """A form that adds."""
    return _marked(Change(Kind.CREATES, page, refill=refill))


def repeats(page: str = "") -> Callable[[View], View]:
    """A button that may be pressed twice."""
    return _marked(Change(Kind.REPEATS, page))


def reads(page: str = "") -> Callable[[View], View]:
    """A form that is answered and forgotten."""
    return _marked(Change(Kind.READS, page))


def change_of(endpoint: str | None) -> Change | None:
    """What the view of an endpoint says of itself."""
    change: Change | None = getattr(current_app.view_functions.get(endpoint or ""), "change", None)
    return change


def change_here() -> Change | None:
    """What the form of this request does."""
    return change_of(request.endpoint)


def page_here() -> tuple[str, dict[str, Any]] | None:
    """The endpoint of the page that shows the form sent, with its values; None when there is none."""
    change, values = change_here(), request.view_args or {}
    if change is not None and change.page:
        known = {name for rule in current_app.url_map.iter_rules(change.page) for name in rule.arguments}
        return change.page, {name: value for name, value in values.items() if name in known}
    adapter = current_app.create_url_adapter(request)
    try:
        endpoint, found = adapter.match(request.path, method="GET") if adapter else ("", {})
    except HTTPException:
        return None
    return endpoint, {name: value for name, value in found.items() if name != "pack"}


def init_changing(app: Flask) -> None:
    """Asks before every POST."""
    app.before_request(_deny_by_default)


def _deny_by_default() -> None:
    if request.method == "POST" and request.endpoint is not None and change_here() is None:
        abort(403)


def _marked(change: Change) -> Callable[[View], View]:
    def mark(view: View) -> View:
        view.change = change  # type: ignore[attr-defined]  # a mark on the view itself, read by `change_of`
        return view

    return mark
