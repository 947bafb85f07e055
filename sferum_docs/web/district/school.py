"""One body as its office sees it: its card, its clauses, the documents that serve them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for

from sferum_docs.reading.faults import FaultsError
from sferum_docs.services.district.bodies import body_line, close_body, hand_over
from sferum_docs.services.district.drill import body_act, open_document
from sferum_docs.services.district.scope import overseen_bodies
from sferum_docs.services.documents.issued import document_bytes
from sferum_docs.services.documents.listing import saved_name
from sferum_docs.services.installation.audit import log_event
from sferum_docs.services.packs.acts import acts_of
from sferum_docs.services.school.save import find_school
from sferum_docs.web.current import actor, current_school, current_school_id, today
from sferum_docs.web.district.scoped import overseen_or_404
from sferum_docs.web.documents.preview_panel import preview_panel
from sferum_docs.web.files import file_answer
from sferum_docs.web.forms.changing import edits
from sferum_docs.web.forms.edit_token import Kept, Part
from sferum_docs.web.protection.numbers import sent_number
from sferum_docs.web.protection.roles import roles_label

if TYPE_CHECKING:
    from werkzeug.wrappers import Response

    from sferum_docs.packs.model import DocumentSpec
    from sferum_docs.store.documents.issued import IssuedDocument

blueprint = Blueprint("district_school", __name__)
FILTERS = {"all": "все", "open": "не исполнено", "done": "исполнено"}


def _office_kept(school: int) -> Kept:
    body = overseen_or_404(school)
    return Kept({"office": Part("Управление", body.overseer)}, body.short_name, ("district.handed_over",))


def _closed_kept(school: int) -> Kept:
    body = overseen_or_404(school)
    deeds = ("district.body_closed", "district.body_opened")
    return Kept({"deed": Part("Действует ли организация", str(body.closed_on))}, body.short_name, deeds)


@blueprint.get("/district/schools/<int:school>")
def card(school: int) -> str:
    """Who it is, who works in it with the program, by which acts."""
    body = overseen_or_404(school)
    below = {item.id for item in overseen_bodies(school)}
    offices = [
        (item.id, item.short_name)
        for item in overseen_bodies(current_school_id())
        if item.is_office and item.id not in {school, *below}
    ]
    return render_template(
        "district/card.html",
        body=body,
        line=body_line(current_school_id(), body),
        kept=find_school(school),
        acts=acts_of(school),
        in_words=roles_label,
        offices=[(current_school_id(), current_school().requisites.short_name), *offices] if offices else [],
    )


@blueprint.post("/district/schools/<int:school>/office")
@edits(_office_kept, page="district_school.card")
def move(school: int) -> Response:
    """Hands the body to another office of the same region."""
    body = overseen_or_404(school)
    try:
        hand_over(current_school_id(), school, sent_number(request.form.get("office", "")) or 0, actor())
    except FaultsError as error:
        for fault in error.faults:
            flash(fault.sentence(), "warning")
    else:
        flash(f"{body.short_name}: передано другому управлению.")
    return redirect(url_for(".card", school=school), 303)


@blueprint.post("/district/schools/<int:school>/closed")
@edits(_closed_kept, page="district_school.card")
def close(school: int) -> Response:
    """Says that the body is closed since today, or open again."""
    body, closing = overseen_or_404(school), request.form.get("deed") == "close"
    try:
        close_body(current_school_id(), school, today() if closing else None, actor())
    except FaultsError as error:
        flash(error.faults[0].sentence(), "warning")
    else:
        told = "закрыта: в своде, письмах и заданиях её больше нет" if closing else "снова действует"
        flash(f"{body.short_name}: организация {told}.")
    return redirect(url_for(".card", school=school), 303)


@blueprint.get("/district/schools/<int:school>/acts/<act>")
def clauses(school: int, act: str) -> str:
    """The clauses of an act as the body's own page tells them."""
    body = overseen_or_404(school)
    found = body_act(school, act, today())
    if found is None:
        abort(404)
    chosen = request.args.get("show", "all")
    own = [row for row in found.page.rows if found.cells[row.coverage.clause.path].is_own]
    done = sum(row.progress.done for row in own)
    wanted = [row for row in own if chosen not in {"open", "done"} or row.progress.done is (chosen == "done")]
    return render_template(
        "district/clauses.html",
        body=body,
        found=found,
        rows=wanted,
        done=done,
        total=len(own),
        late=sum(cell.is_late(today()) for cell in found.cells.values()),
        chosen=chosen if chosen in FILTERS else "all",
        filters=FILTERS,
        day=today(),
    )


@blueprint.get("/district/schools/<int:school>/documents/<int:document>")
def document(school: int, document: int) -> str:
    """A document as text: a paragraph is led to by the name of its clause; the body's own journal tells who read it."""
    body = overseen_or_404(school)
    found, spec = _found(school, document)
    shown = preview_panel(document_bytes(found), plain=True)
    log_event(school, actor(), "district.read", found.title, alters_pages=False)
    return render_template("district/document.html", body=body, document=found, spec=spec, desk=shown)


@blueprint.get("/district/schools/<int:school>/documents/<int:document>/file")
def file(school: int, document: int) -> Response:
    """The Word file; the body's own journal tells who took it."""
    overseen_or_404(school)
    found, _spec = _found(school, document)
    log_event(school, actor(), "district.opened", found.title, alters_pages=False)
    return file_answer(document_bytes(found), saved_name(found))


def _found(school: int, document: int) -> tuple[IssuedDocument, DocumentSpec]:
    found = open_document(school, document, today())
    if found is None:
        abort(404)
    return found
