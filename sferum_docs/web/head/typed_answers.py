"""Which answers of a page were typed by a person, and which are still what was proposed there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sferum_docs.documents.requests.proposals import NOTHING_GIVEN
from sferum_docs.packs.model import FieldKind
from sferum_docs.reading.records import parse_day
from sferum_docs.services.packet.plan import proposed_questions
from sferum_docs.web.current import current_figures, current_pack, current_school
from sferum_docs.web.head.packet_form import shown

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from sferum_docs.documents.requests.packet_request import Answer, Answers
    from sferum_docs.documents.requests.proposals import Question


def typed_answers(
    posted: Mapping[str, str], day: date, documents: tuple[str, ...], others: Answers = NOTHING_GIVEN
) -> Answers:
    """The answers that differ from what was proposed on the page of this day: proposals have to make room for them.

    A proposal that had already made room for another answer differs from the first one as well, and was not typed.
    `others`: answers of documents that are not on the page.
    """
    found: dict[str, dict[str, Answer]] = {}
    asked = _proposed(day, documents, others)
    for document, row in asked.items():
        answers = {key: _sent(posted, document, question) for key, question in row.items()}
        found[document] = {
            key: answer for key, answer in answers.items() if answer is not None and not _is_left(answer, row[key])
        }
    moved = [(document, key) for document, row in found.items() for key in row if not isinstance(row[key], str)]
    for document, key in moved:
        answer = found[document].pop(key)
        if not _is(answer, _proposed(day, documents, {**others, **found})[document][key]):
            found[document][key] = answer
    return found


def _proposed(day: date, documents: tuple[str, ...], given: Answers) -> dict[str, dict[str, Question]]:
    asked = proposed_questions(current_school(), current_pack(), day, documents, given, current_figures())
    return {document: {item.field.key: item for item in items} for document, items in asked.items()}


def _sent(posted: Mapping[str, str], document: str, question: Question) -> Answer:
    """A day as a day, any other answer as its text; None for what was not sent."""
    text = posted.get(f"answers-{document}-{question.field.key}")
    if text is None or question.field.kind is FieldKind.FLAG:
        return None
    text = "\n".join(text.splitlines())
    return parse_day(text) or text if question.field.kind is FieldKind.DATE else text


def _is_left(answer: Answer, question: Question) -> bool:
    """Whether it is left to the proposal: as it stood, or emptied where sentences are proposed anew."""
    return _is(answer, question) or (bool(question.field.tells) and answer == "")


def _is(answer: Answer, question: Question) -> bool:
    return shown(answer) == shown(question.default)
