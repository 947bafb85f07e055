"""One document beside its exact pages: what is asked on the left, the sheets as they will print on the right."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flask import Blueprint, abort, flash, g, redirect, render_template, request, session, url_for

from sferum_docs.documents.requests.reuse import part_of_packet
from sferum_docs.documents.requests.situation import Situation
from sferum_docs.reading.faults import FaultsError
from sferum_docs.reading.records import Record
from sferum_docs.services.packet.last import last_request, usual_documents
from sferum_docs.services.packet.make import make_packet
from sferum_docs.services.packet.plan import (
    faults_with_others,
    other_answers,
    packet_warnings,
    plan_document,
    read_asked,
)
from sferum_docs.web.current import (
    actor,
    current_act,
    current_figures,
    current_pack,
    current_school,
    current_school_id,
    today,
)
from sferum_docs.web.documents.preview_panel import EMPTY_PANEL, PreviewPanel, draft_panel
from sferum_docs.web.documents.sources import sources
from sferum_docs.web.forms.changing import creates
from sferum_docs.web.forms.drafts import resumed
from sferum_docs.web.forms.remarks import remarks
from sferum_docs.web.head.form_defaults import FormDefaults, basis_of, day_of, form_defaults, order_day, why_of
from sferum_docs.web.head.packet_form import edited, one_form, values
from sferum_docs.web.head.typed_answers import typed_answers
from sferum_docs.web.order_of_work import by_order
from sferum_docs.web.printing import current_press

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from werkzeug.datastructures import MultiDict
    from werkzeug.wrappers import Response

    from sferum_docs.documents.requests.packet_request import Answers, PacketRequest
    from sferum_docs.packs.model import DocumentSpec
    from sferum_docs.reading.faults import Fault
    from sferum_docs.services.packet.plan import PlannedDocument

blueprint = Blueprint("compose", __name__)
_SWITCHES = ("marked", "plain")  # how pages are shown: remembered for this browser


@blueprint.get("/acts/<pack>/packet/<document>")
def edit(document: str) -> str:
    """The document as it was asked for last, or on the basis of the one named in the address."""
    spec, typed = _spec(document), resumed()
    if typed is not None:
        return _show(spec, typed)
    begun = form_defaults(spec)
    planned = _plan(spec, begun.day)
    data = {
        "date": begun.day,
        "answers": values([planned], {spec.id: begun.answers}),
        **{name: session.get(name, False) for name in _SWITCHES},
    }
    form = one_form(planned, current_pack(), data, None)
    for fault in begun.dropped:
        flash(fault.sentence(), "warning")
    return _page(planned, form, *_looked_at(planned, form, wait=False), begun=begun)


@blueprint.post("/acts/<pack>/packet/<document>")
@creates(refill=False)
def change(document: str) -> str | Response:
    """The pages of what is typed, or the document itself."""
    spec = _spec(document)
    return _make(spec) if request.form.get("action") == "make" else _show(spec, request.form)


def _show(spec: DocumentSpec, sent: MultiDict[str, str]) -> str:
    """Answers that were typed stay; proposals follow the date and leave room for what was typed."""
    begun = basis_of(sent.get("basis", ""), spec, keep="keep" in sent)
    typed = sent.get("date", "")
    shown = day_of(sent.get("shown_date", ""), order_day())
    typed_here = typed_answers(sent, shown, (spec.id,), _others(spec, shown))
    planned = _plan(spec, day_of(typed, shown), typed_here)  # a year that is half typed moves no proposal
    answers = edited(sent, [planned], typed_here, asked=[spec.id])
    if begun is not None and ("keep" in sent) != bool(sent.get("kept")):
        answers[spec.id] |= begun.days(planned)
    switches = {name: name in sent for name in _SWITCHES}
    session.update(switches)
    data = {"date": typed, "answers": answers, "keep": "keep" in sent, **switches}
    form = one_form(planned, current_pack(), data, None)
    desk, faults = _looked_at(planned, form)
    return _page(planned, form, desk, faults, begun=begun, summed=True, shown=day_of(typed, shown))


def _make(spec: DocumentSpec) -> str | Response:
    planned = _plan(spec, day_of(request.form.get("date", ""), order_day()))
    form = one_form(planned, current_pack(), {"answers": values([planned], {})}, request.form)
    begun = basis_of(request.form.get("basis", ""), spec, keep=bool(form.keep.data))
    asked, faults = _asked(spec, form)
    if asked is None:
        return _page(planned, form, EMPTY_PANEL, faults, begun=begun, summed=True)
    try:
        (made,) = make_packet(current_school_id(), current_act(), asked, actor(), current_press())
    except FaultsError as error:
        return _page(planned, form, EMPTY_PANEL, error.faults, begun=begun, summed=True)
    flash(f"Документ составлен: черновик, версия {made.version}. {by_order('made')}")
    for fault in faults:
        flash(fault.sentence(), "warning")
    return redirect(url_for("documents.show", document_id=made.id), 303)


def _asked(spec: DocumentSpec, form: Any) -> tuple[PacketRequest | None, Sequence[Fault]]:
    """What the form asks for, unless a fault forbids it."""
    faults: list[Fault] = []
    record = {"date": _typed_day(form), "documents": [spec.id], "answers": form.answers.data}
    asked = read_asked(Record(record, "", faults), current_school(), current_pack())
    if asked is not None:
        held = faults_with_others(current_school(), current_pack(), asked, _last())
        faults += [fault for fault in held if fault not in faults]
    if asked is None or any(not fault.warning for fault in faults):
        return None, faults
    odd = packet_warnings(current_school(), current_pack(), asked, today())
    return part_of_packet(asked, current_pack(), _among()), [*faults, *odd]


def _looked_at(planned: PlannedDocument, form: Any, *, wait: bool = True) -> tuple[PreviewPanel, Sequence[Fault]]:
    asked, faults = _asked(planned.spec, form)
    if asked is None or planned.gaps:
        return EMPTY_PANEL, faults
    try:
        return draft_panel(asked, marked=form.marked.data, plain=form.plain.data, wait=wait), faults
    except FaultsError as error:  # the template was changed while the program runs
        return PreviewPanel(trouble=" ".join(fault.message() for fault in error.faults)), faults


def _page(
    planned: PlannedDocument,
    form: Any,
    desk: PreviewPanel,
    faults: Sequence[Fault],
    begun: FormDefaults | None,
    *,
    summed: bool = False,
    shown: date | None = None,
) -> str:
    pack, among = current_pack(), _among()
    day = shown or day_of(_typed_day(form), order_day())
    form.date.description += why_of(day)
    situation = Situation(current_school(), pack, planned.spec, day, chosen=(*among, planned.spec.id))
    return render_template(
        "head/compose.html",
        form=form,
        planned=planned,
        spec=planned.spec,
        clauses=pack.directive.by_path,
        remarks=remarks(form, faults),
        summed=summed,
        desk=desk,
        begun=begun,
        sources=sources(situation),
        among=among,
        shown_date=day,
    )


def _typed_day(form: Any) -> str:
    return str(form.date.data or "")  # a day writes itself as a reader of days takes it


def _plan(spec: DocumentSpec, day: date, given: Answers | None = None) -> PlannedDocument:
    known = {**_others(spec, day), **(given or {})}
    return plan_document(current_school(), current_pack(), day, spec.id, _among(), known, current_figures())


def _last() -> PacketRequest | None:
    """The packet that was asked for last, read once a request."""
    if "last_packet" not in g:
        g.last_packet = last_request(current_school_id(), current_act())
    last: PacketRequest | None = g.last_packet
    return last


def _others(spec: DocumentSpec, day: date) -> Answers:
    return other_answers(_last(), spec.id, day)


def _among() -> tuple[str, ...]:
    """The packet this document belongs to, read once a request."""
    if "among" not in g:
        last = _last()
        g.among = last.documents if last else usual_documents(current_school_id(), current_act())
    among: tuple[str, ...] = g.among
    return among


def _spec(document: str) -> DocumentSpec:
    spec = current_pack().by_id.get(document)
    if spec is None:
        abort(404)
    return spec
