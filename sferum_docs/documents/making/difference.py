"""Whether a document would come out otherwise than it did, and through what."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import Enum
from typing import TYPE_CHECKING, Any

from sferum_docs.documents.making.templates import template_in_force
from sferum_docs.documents.requests.request import figures_record
from sferum_docs.documents.tags.vocabulary import context
from sferum_docs.schools.fields.changes import Kept

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sferum_docs.docengine import Template
    from sferum_docs.documents.requests.packet_request import Answer
    from sferum_docs.documents.requests.situation import Situation
    from sferum_docs.packs.model import FieldSpec
    from sferum_docs.schools.fields.changes import SchoolChange


class Cause(Enum):
    """Of what kind a reason is."""

    SCHOOL = "what is kept of the school"
    LAYOUT = "the look of the papers"
    ANSWER = "an answer given with another document"
    TEMPLATE = "the template"
    FIGURES = "what is kept of the indicators"


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a document is outdated, as a person is told it; `page`: the page of the school where it was changed."""

    cause: Cause
    words: str
    page: str = ""


CHECKS_CHANGED = Reason(Cause.ANSWER, "ответы на вопросы чек-листа")
FIGURES_CHANGED = Reason(Cause.FIGURES, "числа показателей")
TEMPLATE_CHANGED = Reason(Cause.TEMPLATE, "шаблон документа изменён")


def reasons(before: Situation, after: Situation, changes: Sequence[SchoolChange]) -> tuple[Reason, ...]:
    """What makes a document come out otherwise now: the changes that would do so alone, all when none would.

    `changes` lead from the school of `before` to that of `after`.
    """
    if before == after:  # what nothing has touched is not put together twice to be compared
        return ()
    was = _output(before)
    if was == _output(after):
        return ()
    tried = [
        *((_told(change), replace(before, school=change.alone)) for change in changes if change.alone is not None),
        *_answered_otherwise(before, after),
    ]
    if before.checks != after.checks:
        tried.append((CHECKS_CHANGED, replace(before, checks=after.checks)))
    if _kept_of(before) != _kept_of(after):
        tried.append((FIGURES_CHANGED, replace(before, figures=after.figures)))
    found = tuple(reason for reason, situation in tried if _output(situation) != was)
    return found or tuple(reason for reason, _situation in tried)


def _kept_of(situation: Situation) -> dict[str, Any] | None:
    return figures_record(situation.figures) if situation.figures else None


def _told(change: SchoolChange) -> Reason:
    cause = Cause.LAYOUT if change.kept is Kept.LAYOUT else Cause.SCHOOL
    return Reason(cause, change.words, change.kept.value)


def _answered_otherwise(before: Situation, after: Situation) -> Iterator[tuple[Reason, Situation]]:
    document = before.spec.id
    for field in before.spec.fields:
        old, new = before.answer(field.key), after.answer(field.key)
        if old != new:
            answers = {**before.answers, document: {**before.answers.get(document, {}), field.key: new}}
            yield Reason(Cause.ANSWER, _words(field, old, new)), replace(before, answers=answers)


def _words(field: FieldSpec, old: Answer, new: Answer) -> str:
    return f"ответ «{field.label}»: {_printed(old)} → {_printed(new)}"


def _printed(answer: Answer) -> str:
    if answer is None or answer == "":
        return "пусто"
    if isinstance(answer, bool):
        return "да" if answer else "нет"
    if isinstance(answer, tuple):
        return "; ".join(answer)
    return str(answer) if isinstance(answer, str | int) else f"{answer:%d.%m.%Y}"


def _output(situation: Situation) -> tuple[Any, ...]:
    """What a document shows: the values of the tags that its template names, and its look."""
    _content, template = template_in_force(situation.spec)
    school = situation.school
    look = (school.margins, school.layout.typeface, school.layout.size)
    return look, _shown(context(situation, template.names), _tree_of(template))


def _tree_of(template: Template) -> dict[str, Any]:
    """The dotted names that the template needs, as a tree."""
    tree: dict[str, Any] = {}
    for field in template.fields:
        below = tree
        for part in field.name.split("."):
            below = below.setdefault(part, {})
    return tree


def _shown(value: Any, names: dict[str, Any]) -> Any:
    """What of a value the names show; of a list of records without names it is how many there are."""
    if isinstance(value, dict):
        return {name: _shown(value.get(name), below) for name, below in names.items()}
    return [_shown(item, names) for item in value] if isinstance(value, list) else value
