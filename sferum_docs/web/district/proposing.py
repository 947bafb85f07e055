"""Templates that the office proposes to its bodies: what was sent, who accepted, refused, is silent."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from wtforms import FileField, StringField

from sferum_docs.reading.faults import FaultsError
from sferum_docs.services.district.proposals import (
    ProposalState,
    SentTemplate,
    propose_template,
    proposed_documents,
    proposed_to,
    withdraw_proposals,
)
from sferum_docs.web.current import actor, current_school_id, today
from sferum_docs.web.district.choosing import chosen_bodies, found_page, named, sent_filter
from sferum_docs.web.district.giving import pack_or_404
from sferum_docs.web.forms.changing import creates, repeats
from sferum_docs.web.forms.fields import PageForm
from sferum_docs.web.forms.remarks import FieldErrors, remarks

if TYPE_CHECKING:
    from collections.abc import Sequence

    from werkzeug.wrappers import Response

    from sferum_docs.reading.faults import Fault
    from sferum_docs.services.district.proposals import Proposing

blueprint = Blueprint("giving_templates", __name__)
WORDS = {
    ProposalState.WAITING: "ждёт ответа", ProposalState.ACCEPTED: "принят", ProposalState.REFUSED: "отказ",
    ProposalState.REPLACED: "заменён новым предложением", ProposalState.WITHDRAWN: "отозван",
}  # fmt: skip
STATES = {"": "все", "none": "не предлагался", **{state.value: words for state, words in WORDS.items()}}


class ProposalForm(PageForm):
    """A template, and what is said of it."""

    file = FileField("Файл шаблона (DOCX)")
    comment = StringField("Что изменено", description="Организации увидят это рядом с отличиями.")


@blueprint.get("/district/giving/<name>/templates")
def listing(name: str) -> str:
    """The documents of the act, and what came of the newest proposals."""
    pack = pack_or_404(name)
    documents = proposed_documents(current_school_id(), name)
    return render_template("district/proposed.html", pack=pack, documents=documents, words=WORDS)


@blueprint.get("/district/giving/<name>/templates/<document>")
def page(name: str, document: str) -> str:
    """Who has said what; the form of a new proposal."""
    return _page(name, document, ProposalForm(formdata=None))


@blueprint.post("/district/giving/<name>/templates/<document>")
@creates()
def propose(name: str, document: str) -> str | Response:
    """Lays the template before the chosen bodies."""
    _spec_or_404(name, document)
    form, file, asked = ProposalForm(), request.files.get("file"), sent_filter(STATES)
    try:
        bodies = proposed_to(current_school_id(), name, document, today())
        schools = chosen_bodies([(item.body, item.state) for item in bodies], asked)
        file_name, data = (file.filename or "", file.read()) if file else ("", b"")
        sent = SentTemplate(name, document, file_name, data, form.comment.data or "")
        found = propose_template(current_school_id(), sent, schools, actor())
    except FaultsError as error:
        return _page(name, document, form, error.faults)
    for line in _told(found):
        flash(line)
    return redirect(url_for(".page", name=name, document=document, **asked.kept), 303)


@blueprint.post("/district/giving/<name>/templates/<document>/withdraw")
@repeats(page="giving_templates.page")
def withdraw(name: str, document: str) -> Response:
    """Takes back what nobody has answered yet."""
    _spec_or_404(name, document)
    count = withdraw_proposals(current_school_id(), name, document, actor())
    flash(
        f"Предложение отозвано, организаций: {count}. У тех, кто принял, шаблон остался."
        if count
        else "Отзывать нечего: ответа никто не ждёт."
    )
    return redirect(url_for(".page", name=name, document=document), 303)


def _spec_or_404(name: str, document: str) -> None:
    if document not in pack_or_404(name).by_id:
        abort(404)


def _told(found: Proposing) -> list[str]:
    lines = [
        f"Шаблон предложен. Организаций: {len(found.proposed)}. До их ответа у них действует прежний."
        if found.proposed
        else "Шаблон никому не предложен: у всех выбранных действует этот же."
    ]
    if found.proposed and found.same:
        lines.append(f"Этот же шаблон уже действует: {named(found.same)}.")
    if found.proposed and found.warnings:
        lines.append("В шаблоне есть предупреждения: чтобы принять его, организация напишет причину.")
    if found.without_act:
        lines.append(f"По акту больше не работают, им не предложено: {found.without_act}.")
    return lines


def _page(name: str, document: str, form: ProposalForm, faults: Sequence[Fault] = ()) -> str:
    pack, asked = pack_or_404(name), sent_filter(STATES)
    spec = pack.by_id.get(document)
    if spec is None:
        abort(404)
    bodies = proposed_to(current_school_id(), name, document, today())
    fitting = [item for item in bodies if asked.fits(item.body, item.state)]
    return render_template(
        "district/proposing.html",
        pack=pack,
        spec=spec,
        form=form,
        remarks=remarks(form, faults, "file", more={"schools": "Кому"}) if faults else FieldErrors(),
        asked=asked,
        states=STATES,
        words=WORDS,
        kinds=sorted({item.body.kind.value for item in bodies}),
        found=found_page(fitting, asked),
        count=len(bodies),
        waiting=sum(item.state == ProposalState.WAITING.value for item in bodies),
    )
