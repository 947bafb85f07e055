"""Papers for many bodies in one go: chosen, tried out, made."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING, Any

from flask import Blueprint, abort, redirect, render_template, request, url_for

from sferum_docs.directives.due_day import LAST_DAY
from sferum_docs.packs.sets import grouped
from sferum_docs.reading.faults import Fault, FaultsError
from sferum_docs.reading.records import parse_day
from sferum_docs.services.bulk.asked import of_options, request_for
from sferum_docs.services.bulk.choose import chosen_bodies, common_questions, known_acts
from sferum_docs.services.bulk.start import CHECK, MAKE, start_bulk
from sferum_docs.services.jobs.progress import find_job, items_of
from sferum_docs.services.packet.plan import proposed_order_day
from sferum_docs.web.current import actor, current_school, current_school_id, today
from sferum_docs.web.district.bulk_packets.form import ALL, SOME, bulk_form, read_bulk, shown_answers
from sferum_docs.web.forms.changing import creates
from sferum_docs.web.forms.remarks import remarks
from sferum_docs.web.forms.wording import counted
from sferum_docs.web.protection.numbers import sent_number

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from werkzeug.wrappers import Response

    from sferum_docs.packs.model import Pack
    from sferum_docs.services.bulk.choose import CommonQuestions, KnownAct

blueprint = Blueprint("district_bulk", __name__)
_KINDS = {"check": CHECK, "make": MAKE}


@blueprint.get("/district/bulk/")
def choose() -> str:
    """What may be chosen: the usual set of an act, today, all bodies."""
    acts = known_acts(current_school_id())
    act = _act(acts, request.args.get("act", ""))
    if act is None:
        return render_template("district/bulk_nothing.html")
    preset = act.pack.preset(request.args.get("preset", "")) or act.pack.usual_preset
    documents = preset.documents if preset else ()
    day = proposed_order_day(current_school(), act.pack, today())
    questions = common_questions(act.pack, day, documents)
    form = bulk_form(questions, {"date": day, "documents": documents, "who": ALL, "holders": True}, None)
    return _page(form, acts, act, questions)


@blueprint.get("/district/bulk/<int:job>")
def again(job: int) -> str:
    """The choice of a job, to be begun once more: after a dry run the making, with the same answers and bodies."""
    begun = find_job(current_school_id(), job)
    if begun is None or begun.kind not in _KINDS.values():
        abort(404)
    asked, acts = of_options(begun.options), known_acts(current_school_id())
    act = next((act for act in acts if act.pack.id == asked.pack), None)
    if act is None:
        return render_template("district/bulk_nothing.html")
    bodies = [item.subject_id for item in items_of(job)]
    questions = common_questions(act.pack, asked.day, asked.documents)
    everybody = {*bodies} == {body.id for body in chosen_bodies(current_school_id(), None)}
    data = {
        "date": asked.day,
        "documents": asked.documents,
        "who": ALL if everybody else SOME,
        "bodies": [str(body) for body in bodies],
        "anew": asked.anew,
        "holders": asked.holders,
        "answers": shown_answers(asked),
    }
    return _page(bulk_form(questions, data, None), acts, act, questions)


@blueprint.post("/district/bulk/")
@creates(refill=False)
def start() -> str | Response:
    """The questions of another choice, or the job itself: a dry run, or the making."""
    acts = known_acts(current_school_id())
    act = _act(acts, request.form.get("act", ""))
    if act is None:
        return render_template("district/bulk_nothing.html")
    day = _day(act.pack)
    preset = act.pack.preset(request.form.get("preset", ""))
    sent = {*preset.documents} if preset else {*request.form.getlist("documents")}
    documents = [document for document in act.pack.by_id if document in sent]
    questions = common_questions(act.pack, day or act.pack.directive.date, documents)
    form = bulk_form(questions, {}, request.form)
    form.documents.data = documents
    action = request.form.get("action", "")
    if preset or action not in _KINDS:
        return _page(form, acts, act, questions)
    asked = read_bulk(form, act.pack.id, questions, day or act.pack.directive.date)
    bodies = chosen_bodies(current_school_id(), _ticked(form))
    faults = _faults(act.pack, asked, day, form)
    if not bodies:
        faults.append(Fault("bulk_nobody_chosen", "who"))
    if faults:
        return _page(form, acts, act, questions, faults)
    job = start_bulk(current_school_id(), _KINDS[action], bodies, asked, actor(), request.form.get("key", ""))
    return redirect(url_for("district_jobs.page", job=job), 303)


def _faults(pack: Pack, asked: Any, day: date | None, form: Any) -> list[Fault]:
    """What is wrong for every body alike: told before a job begins."""
    if day is None:
        values = {"first": f"{pack.directive.date:%d.%m.%Y}", "last": f"{LAST_DAY:%d.%m.%Y}"}
        return [Fault("bulk_day" if form.date.data else "empty", "date", values)]
    known = [document for document in pack.by_id if document in asked.documents]
    try:
        request_for(asked, None, pack, known)
    except FaultsError as error:
        return list(error.faults)
    return []


def _act(acts: Sequence[KnownAct], name: str) -> KnownAct | None:
    """The act of this name, or the one that most bodies work by."""
    return next((act for act in acts if act.pack.id == name), acts[0] if acts else None)


def _day(pack: Pack) -> date | None:
    day = parse_day(request.form.get("date", ""))
    return day if day is not None and pack.directive.date <= day <= LAST_DAY else None


def _ticked(form: Any) -> frozenset[int] | None:
    """The ids of the bodies that are ticked; None: all."""
    if form.who.data != SOME:
        return None
    return frozenset(number for text in form.bodies.data or () if (number := sent_number(text)) is not None)


def _page(
    form: Any,
    acts: Sequence[KnownAct],
    act: KnownAct,
    questions: Sequence[CommonQuestions],
    faults: Sequence[Fault] = (),
) -> str:
    bodies = chosen_bodies(current_school_id(), None)
    ticked = set(form.bodies.data or ())
    told = remarks(form, faults)
    return render_template(
        "district/bulk.html",
        form=form,
        acts=acts,
        act=act,
        groups=[(title, specs) for title, specs in grouped(act.pack) if specs],
        chosen=set(form.documents.data or ()),
        questions=questions,
        bodies=[(body, str(body.id) in ticked, body.id in act.bodies) for body in bodies],
        count=counted(len(bodies), "организация", "организации", "организаций"),
        remarks=told,
        opened={
            item.spec.id
            for item in questions
            if any(name.startswith(f"answers-{item.spec.id}-") for name in told.beside)
        },
        key=request.form.get("key", "") or secrets.token_hex(16),
    )
