"""Acts that are being read: the list of them, a new one from pasted text or a file, one thrown away."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for

from sferum_docs.reading.faults import Fault, FaultsError
from sferum_docs.services.acts_reading.drafts import (
    act_drafts,
    begin_from_file,
    begin_from_text,
    discard_draft,
    find_act_draft,
)
from sferum_docs.web.admin.acts_reading.forms import BeginForm
from sferum_docs.web.current import actor, current_school_id
from sferum_docs.web.forms.changing import creates, edits
from sferum_docs.web.forms.edit_token import Kept, Part
from sferum_docs.web.forms.remarks import FieldErrors, remarks
from sferum_docs.web.forms.typed import uploaded

if TYPE_CHECKING:
    from collections.abc import Sequence

    from werkzeug.wrappers import Response

    from sferum_docs.services.acts_reading.drafts import ActDraftItem

blueprint = Blueprint("acts_reading", __name__)
_ACTIONS = ("act_draft.changed", "act_draft.made", "act_draft.discarded")


def draft_kept(draft_id: int) -> Kept:
    """How far the review of a draft is, and who was the last at it."""
    item = find_act_draft(current_school_id(), draft_id)
    if item is None:
        return Kept({"draft": Part("Разбор акта", None, "черновик убран")}, "", _ACTIONS)
    words = "комплект создан" if item.pack else f"осталось вопросов: {item.waiting}"
    return Kept({"draft": Part("Разбор акта", (item.revision, item.pack), words)}, item.title, _ACTIONS)


def draft_or_404(draft_id: int) -> ActDraftItem:
    """A draft of the school."""
    item = find_act_draft(current_school_id(), draft_id)
    if item is None:
        abort(404)
    return item


@blueprint.get("/acts/read")
def page() -> str:
    """What is being read, and the form for a new one."""
    return _page(BeginForm(formdata=None))


@blueprint.post("/acts/read")
@creates()
def begin() -> str | Response:
    """Reads an act and leads to its review."""
    form = BeginForm()
    name, data = uploaded(request.files.get("file"))
    try:
        draft_id = _begun(form.text.data or "", name, data)
    except FaultsError as error:
        return _page(form, error.faults, "file" if name else "text")
    return redirect(url_for("review.page", draft_id=draft_id), 303)


@blueprint.post("/acts/read/<int:draft_id>/discard")
@edits(draft_kept, page="acts_reading.page")
def discard(draft_id: int) -> Response:
    """Throws a draft away."""
    item = draft_or_404(draft_id)
    discard_draft(current_school_id(), draft_id, actor())
    flash(f"Черновик убран: {item.title}.")
    return redirect(url_for(".page"), 303)


def _begun(text: str, name: str, data: bytes) -> int:
    if name and text.strip():
        raise FaultsError([Fault("act_twice", "text")])
    if name:
        return begin_from_file(current_school_id(), data, name, actor())
    return begin_from_text(current_school_id(), text, actor())


def _page(form: BeginForm, faults: Sequence[Fault] = (), source: str = "") -> str:
    return render_template(
        "admin/acts_reading/begin.html",
        form=form,
        remarks=remarks(form, faults, source) if faults else FieldErrors(),
        drafts=act_drafts(current_school_id()),
    )
