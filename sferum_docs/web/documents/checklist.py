"""The checklist of an act answered: on the clause page and on a page of its own; its history, print and table."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from flask import Blueprint, flash, g, redirect, render_template, request, url_for

from sferum_docs.documents.requests.checklist import Reply
from sferum_docs.reading.cleaning import clean_line
from sferum_docs.reading.faults import Fault, FaultsError
from sferum_docs.reading.formulas import harmless
from sferum_docs.reading.records import day_fault, parse_day
from sferum_docs.services.clauses.answer import SaidAnswer, answer_questions
from sferum_docs.services.clauses.checklist import by_clause, checklist_items, former_answers, replies_of
from sferum_docs.store.change_stamp import Same, keep_until_change
from sferum_docs.web.current import act_words, actor, current_pack, current_school, current_school_id, today
from sferum_docs.web.files import file_answer
from sferum_docs.web.forms.changing import merges
from sferum_docs.web.forms.edit_guard import touched
from sferum_docs.web.forms.edit_token import Kept, Part
from sferum_docs.web.forms.wording import counted, day

if TYPE_CHECKING:
    from collections.abc import Sequence

    from werkzeug.wrappers import Response

    from sferum_docs.services.clauses.checklist import ChecklistItem

blueprint = Blueprint("checklist", __name__)
REPLIES = (
    (Reply.YES, "Да"),
    (Reply.NO, "Нет"),
    (Reply.NOT_APPLICABLE, "Не применимо"),
    (Reply.NONE, "Нет ответа"),
)
blueprint.record_once(lambda state: state.app.jinja_env.globals.update(replies=REPLIES))


@dataclass(frozen=True, slots=True)
class AnswerForm:
    """What the fields of a question show: what is kept, or what was typed and not taken."""

    reply: str
    day: str
    evidence: str
    asks_again: bool = False  # the ground of what is kept is gone
    faults: tuple[tuple[str, str], ...] = ()  # (field, sentence)

    @property
    def values(self) -> tuple[str, str, str, bool]:
        """What is compared."""
        return self.reply, self.day, self.evidence, self.asks_again

    def fault(self, field: str) -> str:
        """What is wrong with a field."""
        return next((sentence for name, sentence in self.faults if name == field), "")


def questions() -> tuple[ChecklistItem, ...]:
    """The questions of the act at hand."""
    return checklist_items(current_school_id(), current_school(), current_pack())


@blueprint.app_template_global("kept_answer")
def kept_form(item: ChecklistItem) -> AnswerForm:
    """What is kept of a question, as its fields show it."""
    if item.given is None:
        return AnswerForm("", "", "")
    answer = item.given.answer
    return AnswerForm(answer.reply.value, answer.day.isoformat(), answer.evidence, item.fall is not None)


def answers_kept() -> Kept:
    """Each answer by the name of its question."""
    known = ("answers kept", current_school_id(), Same(current_school()), Same(current_pack()), today())
    parts = keep_until_change(known, lambda: {item.key: _part(item) for item in questions()})
    return Kept(parts, actions=("checklist.answered", "checklist.unanswered"))


def _part(item: ChecklistItem) -> Part:
    fields = tuple(f"{name}-{item.key}" for name in ("answer", "day", "evidence"))
    return Part(item.question, kept_form(item).values, _words(item), fields=fields)


def _words(item: ChecklistItem) -> str:
    if item.given is None:
        return "нет ответа"
    answer = item.given.answer
    return f"{answer.reply.label}, {day(answer.day)}" + (f": {answer.evidence}" if answer.evidence else "")


def _sent() -> dict[str, object]:
    return {item.key: form.values for item in questions() if (form := _sent_form(item)) is not None}


def _sent_form(item: ChecklistItem) -> AnswerForm | None:
    """What was typed for a question; a confirmed proposal unless another answer was typed. None: not on the page."""
    name = item.key
    if f"answer-{name}" not in request.form:
        return None
    reply = request.form[f"answer-{name}"]
    known, day_text = reply if reply in set(Reply) else "", request.form.get(f"day-{name}", "").strip()
    evidence, kept = clean_line(request.form.get(f"evidence-{name}", "")), kept_form(item)
    if (known, day_text, evidence) != kept.values[:3]:
        return AnswerForm(known, day_text or (today().isoformat() if known else ""), evidence)
    if _confirmed(item) and item.proposal is not None:
        since = item.proposal.day or today()
        return AnswerForm(Reply.YES.value, since.isoformat(), item.proposal.ground)
    return kept


def _confirmed(item: ChecklistItem) -> bool:
    return request.form.get("confirm", "") in {item.key, "all"} and proposal_mark(item) in request.form.getlist(
        "proposed"
    )


@blueprint.app_template_global()
def proposal_mark(item: ChecklistItem) -> str:
    """What a page showed as proposed: another ground is not confirmed by the press of an older page."""
    links = ".".join(f"{kind}{number}" for kind, number in item.proposal.links) if item.proposal else ""
    return f"{item.key}:{links}"


@blueprint.get("/acts/<pack>/checklist")
def page() -> str:
    """All questions with their answers; `print` gives the table alone."""
    return _page()


@blueprint.post("/acts/<pack>/checklist")
@merges(answers_kept, _sent)
def answer() -> str | Response:
    """Keeps the answers that were changed on this page, and the proposals confirmed."""
    items = {item.key: item for item in questions()}
    said: dict[str, tuple[ChecklistItem, SaidAnswer]] = {}
    faults: list[Fault] = []
    for key in items.keys() & touched():
        item, form = items[key], _sent_form(items[key])
        if form is None or form.values == kept_form(item).values:
            continue
        on = parse_day(form.day) if form.day else today()
        if on is None:
            faults.append(day_fault(form.day, f"day-{key}"))
            continue
        proposed = item.proposed is not None and form.evidence == item.proposed.ground
        said[key] = item, SaidAnswer(Reply(form.reply), on, form.evidence, proposed)
    if faults:
        return _page(faults)
    try:
        if said:
            answer_questions(current_school_id(), current_pack(), said, actor())
    except FaultsError as error:
        return _page(error.faults)
    return _told([item for item, _said in said.values()])


def _told(answered: Sequence[ChecklistItem]) -> Response:
    told = (
        f"Записано: {counted(len(answered), 'ответ', 'ответа', 'ответов')}."
        if answered
        else "Ничего не изменилось: ответы прежние."
    )
    flash(told)
    back = "clauses.page" if request.form.get("back") == "clauses" else "checklist.page"
    anchor = f"question-{min(answered, key=lambda item: item.place).key}" if answered else None
    return redirect(url_for(back, _anchor=anchor), 303)


@blueprint.get("/acts/<pack>/checklist.csv")
def table() -> Response:
    """The answers as a table for Excel."""
    target = io.StringIO()
    writer = csv.writer(target, delimiter=";", lineterminator="\r\n")
    number = act_words().clause.one.nominative.capitalize()
    writer.writerow((number, "Вопрос", "Ответ", "День", "Чем подтверждено", "Кто ответил", "Записано", "Что не так"))
    for item in questions():
        given = item.given
        label = current_pack().directive.by_path[item.clause]
        about = (label.number or item.clause.partition("/")[0], item.question)
        if given is None:
            writer.writerow((*about, "", "", "", "", "", ""))
            continue
        writer.writerow(
            harmless(cell)
            for cell in (
                *about, given.answer.reply.label, f"{given.answer.day:%d.%m.%Y}", given.answer.evidence, given.by_name,
                f"{given.at.astimezone():%d.%m.%Y %H:%M}", item.fall.words if item.fall else "",
            )
        )  # fmt: skip
    return file_answer(target.getvalue().encode("utf-8-sig"), f"Чек-лист на {today():%d.%m.%Y}.csv")


def _page(faults: Sequence[Fault] = ()) -> str:
    pack, items = current_pack(), questions()
    if faults:
        g.refused = True
    return render_template(
        "head/checklist.html",
        pack=pack,
        clauses=by_clause(items),
        forms={item.key: _shown(item, faults) for item in items},
        counts=replies_of(items),
        former=former_answers(current_school_id(), pack),
        faults=[(fault.place if "-" in fault.place else "", fault.sentence()) for fault in faults],
        printed="print" in request.args,
        day=today(),
    )


def _shown(item: ChecklistItem, faults: Sequence[Fault]) -> AnswerForm:
    here = tuple(
        (fault.place.partition("-")[0], fault.sentence()) for fault in faults if fault.place.endswith(item.key)
    )
    typed = _sent_form(item) if request.method == "POST" else None
    form = typed or kept_form(item)
    return replace(form, faults=here)
