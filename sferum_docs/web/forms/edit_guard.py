"""The guard of what is kept: a form that would write over another's change is refused and told what was changed.

A form carries `{{ m.edit_token("endpoint", …) }}`. What is kept is compared with it before the view runs, and once
more under the lock of its first writing. The page comes back with the form as it was sent and a fresh token: who
saves it again knows what is replaced.
"""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any

from flask import abort, current_app, g, request
from werkzeug.exceptions import HTTPException

from sferum_docs.store.database import check_before_writing, db
from sferum_docs.web.current import current_act
from sferum_docs.web.forms import edit_token
from sferum_docs.web.forms.changing import Kind, change_here, change_of, page_here
from sferum_docs.web.forms.drafts import resumed
from sferum_docs.web.forms.edit_conflict import Conflict, conflict_of
from sferum_docs.web.forms.edit_token import Sent, compare

if TYPE_CHECKING:
    from collections.abc import Callable

    from flask import Flask
    from flask.typing import ResponseReturnValue

    from sferum_docs.web.forms.changing import Change
    from sferum_docs.web.forms.edit_token import Comparison, Kept

FIELD = "edit_token"
_READ_ONCE = ("school", "pack", "packs")  # a request reads them once; under the lock they are read anew


class EditConflictError(Exception):
    """Somebody changed what this form would write over."""

    def __init__(self, conflict: Conflict) -> None:
        super().__init__("edit_conflict")
        self.conflict = conflict


def token(endpoint: str, **values: Any) -> str:
    """The token of a form that goes to this endpoint. It stays as it came until the person is told of a change."""
    if "edit_conflict" not in g:
        typed, here = resumed(), request.method == "POST" and request.endpoint == endpoint
        same = values in (request.view_args, {**(request.view_args or {}), "pack": current_act()})
        came = request.form.get(FIELD) if here and same else typed.get(FIELD) if typed else None
        if came is not None:
            return came
    change = change_of(endpoint)
    if change is None or change.kept is None:
        return ""  # its form writes over nothing
    return edit_token.token_of(change.kept(**values), int(time.time()))


def touched() -> frozenset[str]:
    """Names of the parts that the sender of this form changed."""
    names: frozenset[str] = g.edit_touched
    return names


def init_edit_guard(app: Flask) -> None:
    """The comparison before every view that writes over something, and the page that tells of a change."""
    app.before_request(_compare_first)
    app.register_error_handler(EditConflictError, _page)
    app.jinja_env.globals["edit_token_of"] = token
    app.context_processor(lambda: {"edit_conflict": g.get("edit_conflict")})


def _compare_first() -> None:
    change = change_here()
    if request.method != "POST" or change is None or change.kept is None:
        return
    if change.early:
        _compare(change)
    check_before_writing(lambda: _compare(change))


def _compare(change: Change) -> None:
    for name in _READ_ONCE:
        g.pop(name, None)
    values = request.view_args or {}
    assert change.kept is not None  # noqa: S101  asked by the caller
    kept = change.kept(**values)
    sent = Sent(request.form, change.sent(**values) if change.sent else None, change.whole, change.kind is Kind.MERGES)
    found = compare(kept, request.form.get(FIELD, ""), sent)
    if found is None or found.overtaken:
        g.left_as_kept = _looked_at(kept, found) if found and sent.merges else frozenset()
        raise EditConflictError(conflict_of(kept, found, request.form))
    g.edit_touched = found.touched


def _looked_at(kept: Kept, found: Comparison) -> frozenset[str]:
    """Fields that the sender only looked at: sent again with a fresh token, their old values would be taken for new."""
    parts = [part for name, part in kept.parts.items() if edit_token.short(name) not in found.touched]
    return frozenset(name for part in parts for name in (part.field, *part.fields) if name)


def _page(error: EditConflictError) -> ResponseReturnValue:
    """The page of the form, with what was sent and what others have written."""
    db.session.rollback()
    try:
        return _form_again(error)
    except HTTPException as answer:  # raised while an error is handled, Flask would take it for a failure of ours
        return current_app.handle_http_exception(answer)


def _form_again(error: EditConflictError) -> ResponseReturnValue:
    page = page_here()
    if page is None:
        abort(409)
    g.edit_conflict, g.refused = error.conflict, True
    endpoint, values = page
    view: Callable[..., ResponseReturnValue] = current_app.view_functions[endpoint]  # type: ignore[assignment]
    return view(**values)
