"""The review of an act: doubts one by one, the tree beside the printed text, the pack at the end."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from flask import Blueprint, flash, redirect, render_template, request, url_for

from sferum_docs.acts_reader.doubts import sentence
from sferum_docs.acts_reader.review.outline import rows_of
from sferum_docs.acts_reader.review.words import ACT_FIELDS
from sferum_docs.reading.faults import FaultsError
from sferum_docs.reading.numbers import digits
from sferum_docs.services.acts_reading.create import create_pack, tell_touched, worth_knowing
from sferum_docs.services.acts_reading.drafts import change_draft, open_draft, review_of, undo_change
from sferum_docs.services.packs.amendments import touched_acts
from sferum_docs.services.packs.choose import known_packs
from sferum_docs.web.admin.acts_reading.begin import draft_kept, draft_or_404
from sferum_docs.web.admin.acts_reading.forms import act_form, node_form
from sferum_docs.web.admin.acts_reading.sent import edits_of
from sferum_docs.web.admin.acts_reading.shown import ACT, shown
from sferum_docs.web.current import actor, current_acts, current_school_id, today
from sferum_docs.web.forms.changing import edits, repeats
from sferum_docs.web.forms.remarks import FieldErrors, remarks

if TYPE_CHECKING:
    from collections.abc import Sequence

    from werkzeug.wrappers import Response

    from sferum_docs.acts_reader.review.journal import Review
    from sferum_docs.reading.faults import Fault
    from sferum_docs.web.admin.acts_reading.shown import Shown

blueprint = Blueprint("review", __name__)
_MADE = "Комплект создан. Назначьте акт школе, и по нему можно составлять документы."
_ANEW = "Из этого акта комплект уже составляли: вышла его новая редакция. Сделанные бумаги и ваши шаблоны остались."
_MORE = {"despite_doubts": "Вопросы", "begins": "Слова", "line": "Строка"}
_FIELDS = {"deadline": "deadline_kind", "signatory": "signatory_name", "control": "control_kind"}
_BEFORE = {"merge": -1}  # which node is at hand after an edit, beside the one it was done to


@blueprint.get("/acts/read/<int:draft_id>")
def page(draft_id: int) -> str | Response:
    """What the program is not sure of, one by one."""
    return _page(draft_id)


@blueprint.post("/acts/read/<int:draft_id>")
@edits(draft_kept, page="review.page")
def change(draft_id: int) -> str | Response:
    """One action, kept at once; the next doubt follows, or the node that was chosen in the tree."""
    school_id = current_school_id()
    try:
        before = review_of(draft_or_404(draft_id).id)
        if request.form.get("action") == "undo":
            after = undo_change(school_id, draft_id, actor())
        else:
            after = change_draft(school_id, draft_id, edits_of(before, request.form), actor())
    except FaultsError as error:
        return _page(draft_id, error.faults)
    return redirect(url_for(".page", draft_id=draft_id, **_next(before, after), _anchor="card"), 303)


@blueprint.post("/acts/read/<int:draft_id>/pack")
@edits(draft_kept, page="review.page")
def create(draft_id: int) -> str | Response:
    """Makes the pack; nothing was made before."""
    draft_or_404(draft_id)
    despite, before = "despite_doubts" in request.form, known_packs(current_school_id())
    try:
        pack = create_pack(current_school_id(), draft_id, actor(), today=today(), despite_doubts=despite)
    except FaultsError as error:
        return _page(draft_id, error.faults, _wanting(error.faults))
    flash(_ANEW if pack in before else _MADE)
    return redirect(url_for(".page", draft_id=draft_id), 303)


@blueprint.post("/acts/read/<int:draft_id>/touched")
@repeats(page="review.page")
def touched(draft_id: int) -> Response:
    """Notes with the acts that this one changes that it does, also when no pack is made of it."""
    draft_or_404(draft_id)
    titles = tell_touched(current_school_id(), draft_id, actor())
    flash(f"Отмечено: {', '.join(titles)}." if titles else "Отмечать нечего: это уже отмечено или акт не школы.")
    return redirect(url_for(".page", draft_id=draft_id), 303)


def _next(before: Review, after: Review) -> dict[str, Any]:
    """Where the person goes on: in the queue, or at the node chosen in the tree wherever it is now."""
    at = digits(request.form.get("at")) or 0
    here = {"at": at} if at else {}
    chosen = request.form.get("chosen", "")
    if chosen == ACT:
        return {**here, "node": ACT}
    was = [row.was for row in rows_of(before.draft.nodes)]
    if not chosen or chosen not in was:
        return here
    now = [row.was for row in rows_of(after.draft.nodes)]
    place = was.index(chosen) + _BEFORE.get(request.form.get("action", ""), 0)
    return {**here, "node": now[place]} if 0 <= place < len(now) else here


def _wanting(faults: Sequence[Fault]) -> str:
    """Where what keeps a pack from being made is mended: the data of the act, or a node."""
    places = [fault.place for fault in faults if fault.place != "despite_doubts"]
    return ACT if any(place in ACT_FIELDS for place in places) else next(filter(None, places), "")


def _page(draft_id: int, faults: Sequence[Fault] = (), mended_at: str = "") -> str | Response:
    try:
        item, review = open_draft(current_school_id(), draft_id)
    except FaultsError as error:
        flash(error.faults[0].sentence(), "warning")
        return redirect(url_for("acts_reading.page"), 303)
    asked = request.values
    wanted = mended_at or asked.get("node") or asked.get("chosen") or ""
    found = shown(review, wanted, digits(asked.get("at")) or 0, digits(asked.get("nodes")), digits(asked.get("lines")))
    form = act_form(review.draft) if found.is_act else node_form(found.node) if found.node else None
    return render_template(
        "admin/acts_reading/review.html",
        item=item,
        shown=found,
        form=form,
        remarks=_remarks(form, faults, found),
        is_assigned=item.pack in {act.pack for act in current_acts()},
        since=today(),
        known=() if item.pack else worth_knowing(current_school_id(), review.draft, today()),
        touched=touched_acts(current_school_id(), review.draft),
    )


def _remarks(form: Any, faults: Sequence[Fault], found: Shown) -> FieldErrors:
    """What is wrong with what was sent; beside the fields also what the reader was not sure of."""
    said = remarks(form or [], faults, more=_MORE) if faults else FieldErrors()
    doubts: dict[str, tuple[str, ...]] = {}
    for doubt in found.doubts_at_hand:
        name = _FIELDS.get(doubt.field, doubt.field)
        doubts[name] = (*doubts.get(name, ()), sentence(doubt))
    return replace(said, cautions={**doubts, **said.cautions})
