"""The packet: which documents, of what date, with which answers; then all of them made in one go."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flask import Blueprint, flash, redirect, render_template, request, url_for

from sferum_docs.reading.faults import FaultsError
from sferum_docs.reading.records import Record
from sferum_docs.services.packet.make import make_packet
from sferum_docs.services.packet.plan import packet_warnings, plan_packet, read_asked
from sferum_docs.services.school.cases import is_doubtful, people
from sferum_docs.services.school.people import cases_of
from sferum_docs.services.school.roles import roles_of_packet
from sferum_docs.web.current import actor, current_act, current_pack, current_school, current_school_id, today
from sferum_docs.web.forms.changing import creates
from sferum_docs.web.forms.drafts import resumed
from sferum_docs.web.forms.remarks import remarks
from sferum_docs.web.forms.wording import counted
from sferum_docs.web.head.form_defaults import day_of, packet_defaults
from sferum_docs.web.head.packet_form import edited, packet_form, values
from sferum_docs.web.printing import current_press

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from werkzeug.datastructures import MultiDict
    from werkzeug.wrappers import Response

    from sferum_docs.documents.requests.packet_request import PacketRequest
    from sferum_docs.reading.faults import Fault
    from sferum_docs.schools.model import Person, School
    from sferum_docs.services.packet.plan import PlannedDocument
    from sferum_docs.web.head.form_defaults import PacketDefaults

blueprint = Blueprint("packet", __name__)
_TOLD = 2
_CASES = ("родительный", "дательный", "винительный", "творительный")


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
    return _page(packet_form(planned, data, None), planned, begun=begun)


def _resumed(typed: MultiDict[str, str]) -> str:
    """The choice and the answers as they were left."""
    planned = _plan(day_of(typed.get("date", ""), today()), tuple(typed.getlist("documents")))
    return _page(packet_form(planned, {"answers": values(planned, {})}, typed), planned)


@blueprint.post("/acts/<pack>/packet")
@creates(refill=False)
def change() -> str | Response:
    """The questions of another choice, or the packet itself."""
    preset = request.form.get("preset", "")
    if preset or request.form.get("action") == "refresh":
        return _refreshed(_preset(preset) or tuple(request.form.getlist("documents")))
    return _make()


def _refreshed(documents: tuple[str, ...]) -> str:
    """Answers that were typed stay; proposals follow the new date."""
    typed = request.form.get("date", "")
    shown = day_of(request.form.get("shown_date", ""), today())
    day = day_of(typed, shown)
    before, planned = _plan(shown, documents), _plan(day, documents)
    data = {"date": typed, "documents": documents, "answers": edited(request.form, before, planned)}
    form = packet_form(planned, data, None)
    asked = read_asked(Record(_record(form, documents), "", []), current_school(), current_pack())
    return _page(form, planned, _warnings(asked) if asked else (), shown=day)


def _record(form: Any, documents: Sequence[str]) -> dict[str, Any]:
    return {"date": form.date.data, "documents": documents, "answers": form.answers.data}


def _warnings(asked: PacketRequest) -> tuple[Fault, ...]:
    return packet_warnings(current_school(), current_pack(), asked, today())


def _make() -> str | Response:
    documents = tuple(request.form.getlist("documents"))
    planned = _plan(day_of(request.form.get("date", ""), today()), documents)
    form = packet_form(planned, {"answers": values(planned, {})}, request.form)
    faults: list[Fault] = []
    asked = read_asked(Record(_record(form, documents), "", faults), current_school(), current_pack())
    if asked is None or any(not fault.warning for fault in faults):
        return _page(form, planned, faults)
    try:
        made = make_packet(current_school_id(), current_act(), asked, actor(), current_press())
    except FaultsError as error:
        return _page(form, planned, error.faults)
    done = counted(len(made), "документ", "документа", "документов")
    flash(f"Комплект готов: {done}. Проверьте, распечатайте, подпишите.")
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
            more = counted(len(alike) - _TOLD, "вопрос", "вопроса", "вопросов")
            told.append(f"То же самое ещё в ответах: {more}. Проверьте даты в вопросах комплекта.")
    return told


def _page(
    form: Any,
    planned: Sequence[PlannedDocument],
    faults: Sequence[Fault] = (),
    begun: PacketDefaults | None = None,
    shown: date | None = None,
) -> str:
    return render_template(
        "head/packet.html",
        form=form,
        planned=planned,
        begun=begun,
        pack=current_pack(),
        remarks=remarks(form, faults),
        roles=roles_of_packet(current_school(), current_pack(), [item.spec.id for item in planned if item.chosen]),
        people=_people(current_school()),
        cases=_CASES,
        unsure=[person.full_name for person in people(current_school()) if is_doubtful(person)],
        shown_date=shown or day_of(str(form.date.data or ""), today()),
    )


def _people(school: School) -> list[tuple[Person, dict[str, tuple[str, str]]]]:
    """Those whom the documents name, each once, with the words in the cases."""
    pack = current_pack()
    held = [school.holder(pack.id, role.id) for role in pack.roles.all]
    named = [school.head.person] if school.head else []
    named += dict.fromkeys(person for person in held if person is not None)
    return [(person, {case: (name, post) for case, name, post in cases_of(person)}) for person in named]


def _plan(day: date, documents: Sequence[str]) -> tuple[PlannedDocument, ...]:
    return plan_packet(current_school(), current_pack(), day, documents).documents


def _preset(preset_id: str) -> tuple[str, ...]:
    preset = current_pack().preset(preset_id)
    return preset.documents if preset else ()
