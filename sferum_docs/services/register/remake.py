"""A registered document made from what is kept of its draft: the same data and template, now with number and date."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from sferum_docs.docengine import TemplateError
from sferum_docs.documents.generate import MadeDocument, make, proven
from sferum_docs.documents.hand_edited import with_number
from sferum_docs.documents.request import read_request
from sferum_docs.documents.situation import Situation
from sferum_docs.reading.faults import Fault, FaultsError
from sferum_docs.reading.records import Record
from sferum_docs.schools.reader import read_school
from sferum_docs.services.packs import pack_for
from sferum_docs.services.people import sex_of_name
from sferum_docs.services.register.registers import register_for
from sferum_docs.store import issued

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from sferum_docs.store.issued import IssuedDocument
    from sferum_docs.store.register import Entry


@dataclass(frozen=True)
class Numbered:
    """Numbers and days of the registered documents of a pack."""

    numbers: Mapping[str, str]
    dates: Mapping[str, date]


def numbered(entries: Sequence[Entry]) -> Numbered:
    """What stands in the register; of two entries of one document the later counts."""
    return Numbered(
        {entry.document: entry.number for entry in entries}, {entry.document: entry.signed_on for entry in entries}
    )


def situation_of(draft: IssuedDocument, signed_on: date, known: Numbered) -> Situation:
    """What a draft was made from, on the day of signing. FaultsError holds what forbids that day."""
    pack = pack_for(draft.school_id, draft.pack)
    spec = pack.by_id.get(draft.document)
    if spec is None:
        raise FaultsError([Fault("template_gone", values={"text": draft.document})])
    faults: list[Fault] = []
    root = Record({**draft.data["packet"], "date": signed_on.isoformat()}, "", faults)
    request = read_request(root, pack)
    own = [fault for fault in faults if not fault.warning and _concerns(fault, draft.document)]
    school_faults: list[Fault] = []
    school = read_school(Record(draft.data["school"], "school", school_faults), sex_of_name)
    if own or request is None or school is None:
        raise FaultsError(own or [fault for fault in school_faults if not fault.warning])
    if "edited" in draft.data and signed_on != draft.order_date:
        raise FaultsError([Fault("edited_other_day", "signed_on", {"text": f"{draft.order_date:%d.%m.%Y}"})])
    sheets = draft.data.get("sheets", {})  # counted when the draft was made: its enclosures have not changed since
    return Situation(
        school, pack, spec, signed_on, request.answers, known.numbers, request.documents, sheets, known.dates
    )


def _concerns(fault: Fault, document: str) -> bool:
    return not fault.place.startswith("answers.") or fault.place.startswith(f"answers.{document}.")


def made_again(draft: IssuedDocument, signed_on: date, known: Numbered) -> tuple[Situation, MadeDocument]:
    """The finished file by the template its draft was made with, checked. FaultsError says why there is none."""
    situation = situation_of(draft, signed_on, known)
    if "edited" in draft.data:
        return situation, _numbered_by_hand(draft, situation)
    try:
        made = make(situation, own_template=issued.content(draft.template_sha256))
    except TemplateError as error:
        raise FaultsError(
            [Fault("bad_template", values={"text": item.message()}) for item in error.findings]
        ) from error
    broken = [item for item in made.findings if item.severity == "error"]
    if broken:
        raise FaultsError([Fault("bad_template", values={"text": item.message()}) for item in broken])
    return situation, replace(made, data={**made.data, **_version(draft)})


def _version(draft: IssuedDocument) -> dict[str, Any]:
    """Of which uploaded version the kept template is: the look of the school hides it."""
    return {"template": draft.data["template"]} if "template" in draft.data else {}


def _numbered_by_hand(draft: IssuedDocument, situation: Situation) -> MadeDocument:
    """What a person wrote in Word stays; only the number is put in, so the day must be the one that stands there."""
    number = situation.number(draft.document)
    content = with_number(issued.content(draft.sha256), number)
    data = {**draft.data, "number": number, "numbers": dict(situation.numbers)}
    paragraphs = proven(content, situation.pack.directive)
    return MadeDocument(situation.spec, content, issued.content(draft.template_sha256), paragraphs, data)


def companions(school_id: int, draft: IssuedDocument, known: Numbered) -> list[tuple[IssuedDocument, MadeDocument]]:
    """The papers that bear the number of this order: its annexes and the acquaintance sheets of its packet."""
    found = []
    for paper in issued.newest(school_id, draft.pack):
        if paper.document == draft.document or register_for(school_id, paper.kind) or not _same_packet(paper, draft):
            continue
        try:
            situation, made = made_again(paper, known.dates[draft.document], known)
        except FaultsError:  # the order is signed all the same; the paper stays a draft and says so on its page
            continue
        bears = situation.order.id == draft.document
        if bears or any(spec.id == draft.document for spec in situation.orders_to_acquaint):
            found.append((paper, made))
    return found


def _same_packet(one: IssuedDocument, other: IssuedDocument) -> bool:
    return list(one.data["packet"]["documents"]) == list(other.data["packet"]["documents"])
