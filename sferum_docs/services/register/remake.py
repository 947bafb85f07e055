"""A registered document made from what is kept of its draft: the same data and template, now with number and date."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date
from typing import TYPE_CHECKING, Any

from sferum_docs.docengine import TemplateError
from sferum_docs.documents.district.record import kept_district
from sferum_docs.documents.making.clause_evidence import clause_evidence
from sferum_docs.documents.making.generate import MadeDocument, make
from sferum_docs.documents.registering.hand_edited import Registrations, with_registration
from sferum_docs.documents.registering.registration_check import Expected, disagreements
from sferum_docs.documents.registering.registration_marks import Registration, registration_marks
from sferum_docs.documents.requests.request import kept_checks, kept_figures, read_request
from sferum_docs.documents.requests.situation import DRAFT_NUMBER, Situation, counts_weeks
from sferum_docs.reading.faults import Fault, FaultsError, errors, retold
from sferum_docs.reading.records import Record
from sferum_docs.services.packs.of_school import pack_for
from sferum_docs.services.packs.replacement import orders_to_end
from sferum_docs.services.register.entries.sheets import Sheets
from sferum_docs.services.register.lists.registers import register_for
from sferum_docs.services.school.kept import kept_school
from sferum_docs.store.documents import issued

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from sferum_docs.packs.model import Pack
    from sferum_docs.store.documents.issued import IssuedDocument
    from sferum_docs.store.register.entry import Entry


# what is to be done about a file that says otherwise than the register: came it back from Word?
ADVICE = {True: "mend_returned", False: "mend_template"}


@dataclass(frozen=True)
class Numbered:
    """Numbers and days of the registered documents of a pack."""

    numbers: Mapping[str, str]
    dates: Mapping[str, date]
    fileless: frozenset[str] = frozenset()  # of those, whose files are not made yet
    sheets: Mapping[str, int] = field(default_factory=dict)  # with their annexes, where the register knows

    def of(self, document: str) -> Registration | None:
        """The number and day of a document."""
        number = self.numbers.get(document)
        return None if number is None else Registration(number, self.dates[document])

    @property
    def registrations(self) -> dict[str, Registration]:
        """Number and day of every document."""
        return {document: Registration(number, self.dates[document]) for document, number in self.numbers.items()}

    def with_one(self, document: str, registration: Registration) -> Numbered:
        """The same, one document registered besides."""
        numbers = {**self.numbers, document: registration.number}
        return replace(self, numbers=numbers, dates={**self.dates, document: registration.day})


def numbered(entries: Sequence[Entry]) -> Numbered:
    """What stands in the register; of two entries of one document the later counts."""
    return Numbered(
        {entry.document: entry.number for entry in entries},
        {entry.document: entry.signed_on for entry in entries},
        frozenset(entry.document for entry in entries if not entry.ready),
        {item.document: Sheets(item.sheets, item.annexes or 0).all for item in entries if item.sheets is not None},
    )


def situation_of(draft: IssuedDocument, signed_on: date, known: Numbered) -> Situation:
    """What a draft was made from, on the day of signing. FaultsError holds what forbids that day."""
    pack = pack_for(draft.school_id, draft.pack)
    spec = pack.by_id.get(draft.document)
    if spec is None:
        raise FaultsError([Fault("template_gone", values={"text": draft.document})])
    faults: list[Fault] = []
    day = draft.order_date if counts_weeks(spec) else signed_on  # its weeks are counted from the order, not the signing
    root = Record({**draft.data["packet"], "date": day.isoformat()}, "", faults)
    request = read_request(root, pack)
    own = [fault for fault in faults if not fault.warning and _concerns(fault, draft.document)]
    school, school_faults = kept_school(draft.data)
    if own or request is None or school is None:
        raise FaultsError(own or [fault for fault in school_faults if not fault.warning])
    pack = pack.of_school(school)
    sheets = draft.data.get("sheets", {})  # counted when the draft was made: its enclosures have not changed since
    situation = Situation(
        school, pack, pack.by_id[spec.id], day, request.answers, known.numbers, request.documents, sheets,
        known.dates, kept_checks(draft.data), orders_to_end(draft, pack) if spec.repeals else None,
        kept_figures(draft.data, pack.indicator_set), kept_district(draft.data), draft.staffing,
    )  # fmt: skip
    return replace(situation, sheets={**sheets, **_registered_sheets(situation, known)})


def _registered_sheets(situation: Situation, known: Numbered) -> dict[str, int]:
    """What is sent along has as many sheets as the register says: those of an order hold its annexes too."""
    sheets: dict[str, int] = {}
    for spec in situation.enclosed:
        if spec.id in known.sheets:
            sheets |= {item.id: 0 for item in situation.copied_with(spec)} | {spec.id: known.sheets[spec.id]}
    return sheets


def _concerns(fault: Fault, document: str) -> bool:
    return not fault.place.startswith("answers.") or fault.place.startswith(f"answers.{document}.")


def made_again(draft: IssuedDocument, signed_on: date, known: Numbered) -> tuple[Situation, MadeDocument]:
    """The finished file by the template its draft was made with, read back. FaultsError says why there is none."""
    situation = situation_of(draft, signed_on, known)
    return situation, _made_in(situation, draft, known)


def _made_in(situation: Situation, draft: IssuedDocument, known: Numbered) -> MadeDocument:
    lacking = [spec for spec in situation.enclosed if spec.id in known.fileless and spec is not situation.spec]
    if lacking:
        raise FaultsError(
            [
                Fault("enclosed_without_file", values={"title": draft.title, "number": known.numbers[spec.id]})
                for spec in lacking
            ]
        )
    made = _numbered_by_hand(draft, situation, known) if draft.edited else _made(draft, situation)
    faults = _otherwise(draft, situation, made.content, known)
    if faults:
        raise FaultsError([*faults, Fault(ADVICE[draft.edited])])
    return made


def _otherwise(draft: IssuedDocument, situation: Situation, content: bytes, known: Numbered) -> tuple[Fault, ...]:
    """What the finished file says otherwise than the register; what a person wrote of other orders is theirs."""
    belongs = situation.spec.id in known.numbers
    orders = {} if draft.edited and belongs else known.registrations
    expected = Expected(draft.title, known.of(situation.order.id), orders, belongs)
    return disagreements(registration_marks(content, titles_of(situation.pack, ended_titles(situation))), expected)


def titles_of(pack: Pack, others: Collection[str] = ()) -> dict[str, str]:
    """The titles by which other papers name the orders of a pack; one that bears the title of the act is the act."""
    not_own = {pack.directive.title, *others}
    return {spec.id: spec.title for spec in pack.documents if spec.is_order and spec.title not in not_own}


def ended_titles(situation: Situation) -> frozenset[str]:
    """The titles of the older orders that a document ends: of them it speaks where they are the same as new ones."""
    return frozenset(order.title for order in situation.replaced if situation.spec.repeals)


def _made(draft: IssuedDocument, situation: Situation) -> MadeDocument:
    try:
        made = make(situation, own_template=issued.content(draft.template_sha256))
    except TemplateError as error:
        raise FaultsError(retold("bad_template", error.findings)) from error
    if broken := errors(made.findings):
        raise FaultsError(retold("bad_template", broken))
    return replace(made, data={**made.data, **_version(draft)})


def _version(draft: IssuedDocument) -> dict[str, Any]:
    """Of which uploaded version the kept template is: the look of the school hides it."""
    return {"template": draft.data["template"]} if "template" in draft.data else {}


def _numbered_by_hand(draft: IssuedDocument, situation: Situation, known: Numbered) -> MadeDocument:
    """What a person wrote in Word stays; number and day are put in where the program knows their places."""
    before = _before(draft, situation)
    now = Registrations(known.of(situation.order.id), known.registrations)
    content = with_registration(
        issued.content(draft.sha256), before, now, titles_of(situation.pack, ended_titles(situation))
    )
    data = {
        **draft.data,
        "number": situation.number(draft.document),
        "numbers": dict(known.numbers),
        "dates": {document: day.isoformat() for document, day in known.dates.items()},
        "packet": {**draft.data["packet"], "date": situation.order_date.isoformat()},
    }
    paragraphs = clause_evidence(content, situation.pack.directive)
    return MadeDocument(situation.spec, content, issued.content(draft.template_sha256), paragraphs, data)


def _before(draft: IssuedDocument, situation: Situation) -> Registrations:
    """What stood in the file when it was made."""
    numbers: Mapping[str, str] = draft.data.get("numbers", {})
    days = {document: date.fromisoformat(day) for document, day in draft.data.get("dates", {}).items()}
    every = {
        spec.id: Registration(numbers.get(spec.id, DRAFT_NUMBER), days.get(spec.id, draft.order_date))
        for spec in situation.pack.documents
    }
    return Registrations(every[situation.order.id], every)


_SHEET = "лист ознакомления"


@dataclass(frozen=True)
class Companions:
    """The papers that bear the number of an order, and sentences on those that could not be made anew."""

    made: tuple[tuple[IssuedDocument, MadeDocument], ...]
    left: tuple[str, ...]


def companions(school_id: int, draft: IssuedDocument, known: Numbered) -> Companions:
    """The papers that bear the number of this order: its annexes and the acquaintance sheets of its packet.

    FaultsError when an annex cannot bear it: it is a part of the order.
    """
    found, left = [], []
    for paper in issued.newest(school_id, draft.pack):
        if paper.document == draft.document or register_for(school_id, paper.kind) or not _same_packet(paper, draft):
            continue
        try:
            situation = situation_of(paper, known.dates[draft.document], known)
            made = _made_in(situation, paper, known) if _bears(situation, draft.document) else None
        except FaultsError as error:
            if _is_annex(paper, draft):
                raise
            if _names(paper, draft):  # the order is signed all the same; the paper stays a draft
                why = error.faults[0].sentence()
                left.append(Fault("paper_left_draft", values={"title": paper.title, "sentence": why}).sentence())
            continue
        if made is not None:
            found.append((paper, made))
    return Companions(tuple(found), tuple(left))


def _bears(situation: Situation, order: str) -> bool:
    """Whether a paper bears the number of this order: as a part of it, or where people sign for it."""
    return situation.order.id == order or any(spec.id == order for spec in situation.orders_to_acquaint)


def _names(paper: IssuedDocument, order: IssuedDocument) -> bool:
    """Whether a paper of the packet is an acquaintance sheet of this order: of those chosen, or of all of them."""
    if paper.kind != _SHEET:
        return False
    answers = paper.data["packet"].get("answers", {}).get(paper.document, {})
    chosen = [item for value in answers.values() if isinstance(value, list) for item in value]
    return not chosen or order.document in chosen


def _is_annex(paper: IssuedDocument, order: IssuedDocument) -> bool:
    spec = pack_for(paper.school_id, paper.pack).by_id.get(paper.document)
    return spec is not None and spec.annex_of == order.document


def _same_packet(one: IssuedDocument, other: IssuedDocument) -> bool:
    return list(one.data["packet"]["documents"]) == list(other.data["packet"]["documents"])
