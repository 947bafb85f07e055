"""The packet: which documents, of what date, with which answers; then all of them made in one go."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flask import Blueprint, flash, redirect, request, url_for

from sferum_docs.documents.requests.proposals import NOTHING_GIVEN
from sferum_docs.reading.faults import FaultsError
from sferum_docs.reading.records import Record
from sferum_docs.services.packet.make import make_packet
from sferum_docs.services.packet.plan import packet_warnings, plan_packet, read_asked
from sferum_docs.web.current import actor, current_act, current_pack, current_school, current_school_id, today
from sferum_docs.web.forms.changing import creates
from sferum_docs.web.forms.drafts import resumed
from sferum_docs.web.forms.wording import counted
from sferum_docs.web.head.form_defaults import day_of, order_day, packet_defaults
from sferum_docs.web.head.packet_form import edited, packet_form, values
from sferum_docs.web.head.packet_page import packet_page
from sferum_docs.web.head.typed_answers import typed_answers
from sferum_docs.web.order_of_work import by_order
from sferum_docs.web.printing import current_press

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from werkzeug.datastructures import MultiDict
    from werkzeug.wrappers import Response

    from sferum_docs.documents.requests.packet_request import Answers, PacketRequest
    from sferum_docs.reading.faults import Fault
    from sferum_docs.services.packet.plan import PlannedDocument

blueprint = Blueprint("packet", __name__)
_TOLD = 2


@blueprint.get("/acts/<pack>/packet")
def choose() -> str:
    """What was asked for last time, or the usual packet of today; a preset or a document named in the address wins."""
    typed = resumed()
    if typed:
        return _resumed(typed)
    begun = packet_defaults()
    named = request.args.get("document", "")
    documents = _preset(request.args.get("preset", "")) or ((named,) if named else begun.documents)
    planned = _plan(begun.day, documents)
    data = {"date": begun.day, "documents": documents, "answers": values(planned, begun.answers)}
    for fault in begun.dropped:
        flash(fault.sentence(), "warning")
    form = packet_form(planned, data, None)
    return packet_page(form, planned, _looked_at(form, documents), begun=begun)


def _resumed(typed: MultiDict[str, str]) -> str:
    """The choice and the answers as they were left."""
    planned = _plan(day_of(typed.get("date", ""), order_day()), tuple(typed.getlist("documents")))
    return packet_page(packet_form(planned, {"answers": values(planned, {})}, typed), planned)


@blueprint.post("/acts/<pack>/packet")
@creates(refill=False)
def change() -> str | Response:
    """The questions of another choice, or the packet itself."""
    preset = request.form.get("preset", "")
    if preset or request.form.get("action") == "refresh":
        return _refreshed(_preset(preset) or tuple(request.form.getlist("documents")))
    return _make()


def _refreshed(documents: tuple[str, ...]) -> str:
    """Answers that were typed stay; proposals follow the new date and leave room for what was typed."""
    typed = request.form.get("date", "")
    shown = day_of(request.form.get("shown_date", ""), order_day())
    day = day_of(typed, shown)
    typed_here = typed_answers(request.form, shown, tuple(item for item in documents if item in current_pack().by_id))
    planned = _plan(day, documents, typed_here)
    data = {"date": typed, "documents": documents, "answers": edited(request.form, planned, typed_here)}
    form = packet_form(planned, data, None)
    return packet_page(form, planned, _looked_at(form, documents), shown=day)


def _looked_at(form: Any, documents: Sequence[str]) -> tuple[Fault, ...]:
    """What would be told of the packet if it were made as the page shows it: told before, not after."""
    asked = read_asked(Record(_record(form, documents), "", []), current_school(), current_pack())
    return _warnings(asked) if asked else ()


def _record(form: Any, documents: Sequence[str]) -> dict[str, Any]:
    return {"date": form.date.data, "documents": documents, "answers": form.answers.data}


def _warnings(asked: PacketRequest) -> tuple[Fault, ...]:
    return packet_warnings(current_school(), current_pack(), asked, today())


def _make() -> str | Response:
    documents = tuple(request.form.getlist("documents"))
    planned = _plan(day_of(request.form.get("date", ""), order_day()), documents)
    form = packet_form(planned, {"answers": values(planned, {})}, request.form)
    faults: list[Fault] = []
    asked = read_asked(Record(_record(form, documents), "", faults), current_school(), current_pack())
    if asked is None or any(not fault.warning for fault in faults):
        return packet_page(form, planned, faults)
    try:
        made = make_packet(current_school_id(), current_act(), asked, actor(), current_press())
    except FaultsError as error:
        return packet_page(form, planned, error.faults)
    done = counted(len(made), "документ", "документа", "документов")
    flash(f"Комплект готов: {done}. {by_order('made')}")
    for sentence in _told_short((*faults, *_warnings(asked))):
        flash(sentence, "warning")
    return redirect(url_for("documents.listing"), 303)


def _told_short(warnings: Sequence[Fault]) -> list[str]:
    """The sentences; of many of one kind the first few and how many more: they travel in a cookie."""
    told = []
    for code in dict.fromkeys(fault.code for fault in warnings):
        alike = [fault.sentence() for fault in warnings if fault.code == code]
        told += alike[:_TOLD]
        if len(alike) > _TOLD:
            more = counted(len(alike) - _TOLD, "замечание", "замечания", "замечаний")
            told.append(f"И ещё {more} того же рода: проверьте вопросы комплекта.")
    return told


def _plan(day: date, documents: Sequence[str], given: Answers = NOTHING_GIVEN) -> tuple[PlannedDocument, ...]:
    return plan_packet(current_school(), current_pack(), day, documents, given).documents


def _preset(preset_id: str) -> tuple[str, ...]:
    preset = current_pack().preset(preset_id)
    return preset.documents if preset else ()
