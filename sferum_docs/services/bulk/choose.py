"""What an office may choose from: the acts that its bodies work by, its bodies, the questions that all share."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sferum_docs.documents.requests.proposals import asked_fields
from sferum_docs.packs.model import FieldKind
from sferum_docs.services.district.scope import schools_in_scope
from sferum_docs.services.packs.choose import pack_or_faults
from sferum_docs.store.assignments import bodies_at_work

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import date

    from sferum_docs.packs.model import DocumentSpec, FieldSpec, Pack
    from sferum_docs.services.district.scope import OverseenBody

# what differs from body to body by itself: its people, its papers
_OF_BODY = {FieldKind.PERSON, FieldKind.WORKER, FieldKind.DOCUMENT}


@dataclass(frozen=True, slots=True)
class KnownAct:
    """An act that some bodies of an office work by; `bodies` are their ids."""

    pack: Pack
    bodies: frozenset[int]


@dataclass(frozen=True, slots=True)
class CommonQuestion:
    """A question that may be answered once for all bodies; `needed`: nothing can be proposed for it."""

    field: FieldSpec
    needed: bool


@dataclass(frozen=True, slots=True)
class CommonQuestions:
    """The questions of one document."""

    spec: DocumentSpec
    questions: tuple[CommonQuestion, ...]


def known_acts(office_id: int) -> tuple[KnownAct, ...]:
    """The acts in work of the bodies of an office, those that most work by first; a pack with faults is left out."""
    bodies = [body.id for body in schools_in_scope(office_id)]
    found = [
        KnownAct(pack, at_work)
        for name, at_work in bodies_at_work(bodies).items()
        if (pack := pack_or_faults(name, office_id)[0]) is not None
    ]
    return tuple(sorted(found, key=lambda act: (-len(act.bodies), act.pack.title)))


def chosen_bodies(office_id: int, chosen: Collection[int] | None) -> tuple[OverseenBody, ...]:
    """The bodies of an office by name, of these ids alone where any are given: those of another are left out."""
    bodies = schools_in_scope(office_id)
    return bodies if chosen is None else tuple(body for body in bodies if body.id in chosen)


def common_questions(pack: Pack, day: date, documents: Collection[str]) -> tuple[CommonQuestions, ...]:
    """What the documents ask that may have one answer for all, document by document."""
    found = []
    for spec in pack.documents:
        if spec.id not in documents:
            continue
        fields = asked_fields(spec, pack, day, documents)
        asked = tuple(CommonQuestion(field, _is_needed(field)) for field in fields if field.kind not in _OF_BODY)
        if asked:
            found.append(CommonQuestions(spec, asked))
    return tuple(found)


def _is_needed(field: FieldSpec) -> bool:
    """Whether a document cannot be made without an answer, and there is no proposal."""
    words = field.kind in {FieldKind.TEXT, FieldKind.LINES} and not field.tells
    return field.required and words and field.default is None
