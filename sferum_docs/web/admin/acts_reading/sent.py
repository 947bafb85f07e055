"""What was sent by the page of a review → edits of the draft."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from flask import abort

from sferum_docs.acts_reader.choices import addressee_value, control_value, deadline_value, officer_value
from sferum_docs.acts_reader.model import Control
from sferum_docs.acts_reader.review.answers import answers_of
from sferum_docs.acts_reader.review.edits import Edit, EditKind, accept, choose, doubt_key
from sferum_docs.acts_reader.review.splitting import word_at
from sferum_docs.directives.model import DayType, Deadline, DeadlineKind, Officer
from sferum_docs.reading.faults import Fault, FaultsError
from sferum_docs.reading.numbers import digits
from sferum_docs.web.admin.acts_reading.forms import HIMSELF, NOBODY, ActForm, NodeForm
from sferum_docs.web.forms.typed import read_day

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sferum_docs.acts_reader.model import ActDraft, Doubt, DraftNode
    from sferum_docs.acts_reader.review.journal import Review

_ON_NODE = {kind.value: kind for kind in (EditKind.DEEPER, EditKind.HIGHER, EditKind.MERGE, EditKind.ANNEX)}
_PLAIN = ("kind", "number", "title", "issuer", "adopting_word", "entry_into_force")
_CHOICE = "choose-"


def edits_of(review: Review, sent: Mapping[str, str]) -> list[Edit]:
    """The actions that a form asks for. FaultsError when what it says is no such thing."""
    action, path = sent.get("action", ""), sent.get("path", "")
    if action == "save":
        node = review.draft.by_path.get(path) if path else None
        if path and node is None:
            raise FaultsError([Fault("review_no_node")])
        return node_edits(NodeForm(), node) if node else act_edits(ActForm(), review.draft)
    if action == "split":
        return [Edit(EditKind.SPLIT, path, value=_words(review.draft, path, sent))]
    if action == "take":
        return [Edit(EditKind.TAKE, value=sent.get("line", "").strip())]
    if action.startswith("drop-"):
        field, _dash, place = action.removeprefix("drop-").partition("-")
        return [Edit(EditKind.DROP, "", field, place)]
    if action in _ON_NODE:
        return [Edit(_ON_NODE[action], path)]
    return [_answer(review.draft, action, path, sent.get("doubt", ""))]


def _answer(draft: ActDraft, action: str, path: str, key: str) -> Edit:
    doubt = _doubt(draft, path, key)
    if action == "accept":
        return accept(doubt)
    place, answers = digits(action.removeprefix(_CHOICE)), answers_of(draft, doubt)
    if not action.startswith(_CHOICE) or place is None or not 0 < place <= len(answers):
        abort(400)
    return accept(doubt) if place == 1 else choose(doubt, answers[place - 1])


def _doubt(draft: ActDraft, path: str, key: str) -> Doubt:
    found = next((doubt for doubt in draft.doubts if doubt.path == path and doubt_key(doubt) == key), None)
    if found is None:
        raise FaultsError([Fault("review_no_doubt")])
    return found


def _words(draft: ActDraft, path: str, sent: Mapping[str, str]) -> str:
    """How many words stay: chosen from the list, or found by the words with which the second part begins."""
    node, begins = draft.by_path.get(path), sent.get("begins", "").strip()
    if node is None:
        raise FaultsError([Fault("review_no_node")])
    if not begins:
        return sent.get("words", "")
    found = word_at(node, begins)
    if found is None:
        raise FaultsError([Fault("review_split_place", "begins")])
    return str(found)


def node_edits(form: NodeForm, node: DraftNode) -> list[Edit]:
    """What was changed of a node; its number last, for the path follows it."""
    wanted = {"text": form.text.data or "", "demand": form.demand.data or "", "marker": form.marker.data or ""}
    kept = {"text": node.text, "demand": node.demand.value, "marker": node.marker}
    said = [(name, value) for name, value in wanted.items() if value != kept[name]]
    said += [*_addressee(form, node), *_deadline(form, node)]
    if (number := form.number.data or "") != node.number:
        said.append(("number", number))
    return [Edit(EditKind.SET, node.path, name, value) for name, value in said]


def _addressee(form: NodeForm, node: DraftNode) -> list[tuple[str, str]]:
    name, raw = form.addressee.data or "", form.addressee_raw.data or ""
    is_school = form.for_school.data == "yes"
    shown = "" if node.addressee_inherited else node.addressee
    if (name, raw) != (shown, node.addressee_raw):
        return [("addressee", addressee_value(name, raw, for_school=is_school))]
    return [] if is_school == node.for_school else [("for_school", "yes" if is_school else "no")]


def _deadline(form: NodeForm, node: DraftNode) -> list[tuple[str, str]]:
    faults: list[Fault] = []
    wanted = Deadline(
        _kind(form.deadline_kind.data or ""),
        form.raw.data or "",
        read_day(form.date_from, faults, required=False),
        read_day(form.date, faults, required=False),
        form.period.data or "",
        _number(form.day, 31, faults),
        _number(form.weekday, 7, faults),
        _number(form.days, 999, faults),
        DayType(form.day_type.data) if form.day_type.data in set(DayType) else None,
        form.event.data or "",
    )
    if faults:
        raise FaultsError(faults)
    wanted = Deadline() if wanted.kind is DeadlineKind.NONE else wanted
    return [] if wanted == node.deadline else [("deadline", deadline_value(wanted))]


def _kind(said: str) -> DeadlineKind:
    if said not in set(DeadlineKind):
        raise FaultsError([Fault("review_bad_value", "deadline_kind")])
    return DeadlineKind(said)


def _number(field: Any, most: int, faults: list[Fault]) -> int:
    text = field.data or ""
    found = digits(text)
    if text and (found is None or not 0 < found <= most):
        faults.append(Fault("out_of_bounds", field.id, {"low": 1, "high": most}))
        return 0
    return found or 0


def act_edits(form: ActForm, draft: ActDraft) -> list[Edit]:
    """What was changed of the act's own data."""
    faults: list[Fault] = []
    day = read_day(form.date, faults, required=False)
    if faults:
        raise FaultsError(faults)
    said = [(name, form[name].data or "") for name in _PLAIN if (form[name].data or "") != getattr(draft, name)]
    said += [("date", day.isoformat() if day else "")] if day != draft.date else []
    signatory = _officer(form, draft.signatory)
    said += [("signatory", officer_value(signatory))] if signatory != draft.signatory else []
    control = _control(form, draft.control)
    said += [("control", control_value(control))] if control != draft.control else []
    return [Edit(EditKind.SET, "", name, value) for name, value in said]


def _officer(form: ActForm, kept: Officer | None) -> Officer | None:
    post, name = form.signatory_post.data or "", form.signatory_name.data or ""
    return replace(kept or Officer("", ""), post=post, name=name) if post or name else None


def _control(form: ActForm, kept: Control | None) -> Control | None:
    if (form.control_kind.data or NOBODY) == NOBODY:
        return None
    path = kept.path if kept else ""
    if form.control_kind.data == HIMSELF:
        return kept if kept and kept.himself else Control(path, himself=True)
    person, post = form.control_person.data or "", form.control_post.data or ""
    return replace(kept or Control(path), himself=False, person=person, post_as_printed=post)
