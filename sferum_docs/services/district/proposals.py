"""An office proposes its own template of a document: each body looks at it, accepts or refuses, nothing is forced."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from sferum_docs.documents.checking.template_check import check_upload
from sferum_docs.documents.making.provenance import fingerprint
from sferum_docs.documents.making.templates import original_template
from sferum_docs.reading.cleaning import clean_line
from sferum_docs.reading.faults import Fault, FaultsError, errors, retold
from sferum_docs.schools.bodies.words import kind_words
from sferum_docs.services.district.giving import given_acts
from sferum_docs.services.packs.choose import find_pack
from sferum_docs.services.templates.change import MAX_WORDS, file_faults, shown_name
from sferum_docs.services.templates.report import report_on
from sferum_docs.services.templates.samples import sample, sample_school
from sferum_docs.store.audit import record_event, record_for_bodies
from sferum_docs.store.database import writing
from sferum_docs.store.packs.proposals import Proposal, ProposalState, own_in_force, proposals_of, propose, take_back

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence
    from datetime import date

    from sferum_docs.documents.checking.template_check import TemplateReport
    from sferum_docs.packs.model import DocumentSpec, Pack
    from sferum_docs.schools.model import SchoolKind
    from sferum_docs.services.district.scope import OverseenBody
    from sferum_docs.store.audit import Actor
    from sferum_docs.store.database import Transaction

__all__ = [
    "ProposalState",
    "SentTemplate",
    "propose_template",
    "proposed_documents",
    "proposed_to",
    "withdraw_proposals",
]


@dataclass(frozen=True, slots=True)
class SentTemplate:
    """A template as an office hands it in."""

    pack: str
    document: str
    file_name: str
    data: bytes
    comment: str


@dataclass(frozen=True, slots=True)
class ProposedDocument:
    """A document of a pack, and how many bodies have said what to the newest proposal of each."""

    spec: DocumentSpec
    counts: Counter[ProposalState]


@dataclass(frozen=True, slots=True)
class ProposedTo:
    """A body that works by the act, the newest proposal to it, which template it has in force."""

    body: OverseenBody
    proposal: Proposal | None
    own: str  # the fingerprint of its own version in force; empty: that of the pack is

    @property
    def state(self) -> str:
        """The state in short, by which a list is filtered."""
        return self.proposal.state.value if self.proposal else "none"


@dataclass(frozen=True, slots=True)
class Proposing:
    """What came of it: to whom it was proposed, who has this very template in force, who has no such act."""

    proposed: tuple[OverseenBody, ...]
    same: tuple[OverseenBody, ...]
    without_act: int
    warnings: int  # of the template: each body will be asked for a reason


def proposed_documents(office_id: int, pack_id: str) -> tuple[ProposedDocument, ...]:
    """The documents of a pack with what was proposed of each. FaultsError: the office knows no such pack."""
    pack = find_pack(pack_id, office_id)
    found = proposals_of(office_id, pack.id, bodies=[body.id for body in _working(office_id, pack)])
    newest = {(item.document, item.school_id): item for item in found}
    states = {spec.id: Counter[ProposalState]() for spec in pack.documents}
    for (document, _body), item in newest.items():
        states.setdefault(document, Counter())[item.state] += 1
    return tuple(ProposedDocument(spec, states[spec.id]) for spec in pack.documents)


def proposed_to(office_id: int, pack_id: str, document: str, today: date) -> tuple[ProposedTo, ...]:
    """The bodies that work by the act, each with the newest proposal of a template. FaultsError."""
    pack = find_pack(pack_id, office_id)
    _spec(pack, document)
    bodies = _working(office_id, pack)
    ids = [body.id for body in bodies]
    newest = {item.school_id: item for item in proposals_of(office_id, pack.id, document, ids)}
    own = own_in_force(ids, pack.id, document, today)
    return tuple(ProposedTo(body, newest.get(body.id), own.get(body.id, "")) for body in bodies)


def propose_template(office_id: int, sent: SentTemplate, schools: Collection[int], by: Actor) -> Proposing:
    """Lays a template before the chosen bodies. FaultsError: it has errors for a body of some kind.

    An older proposal that a body has not answered gives way; what a body has in force stays until it says so itself.
    """
    pack = find_pack(sent.pack, office_id)
    spec = _spec(pack, sent.document)
    faults = file_faults(sent.data)
    if len(sent.comment) > MAX_WORDS:
        faults.append(Fault("too_long", "comment", {"limit": MAX_WORDS}))
    if not schools:
        faults.append(Fault("no_body_chosen", "schools"))
    if faults:
        raise FaultsError(faults)
    chosen = {*schools}
    warnings = _checked(pack, spec, sent.data, {body.kind for body in _working(office_id, pack) if body.id in chosen})
    with writing() as session:
        bodies = [body for body in _working(office_id, pack) if body.id in chosen]
        day = by.at.astimezone().date()
        in_force = own_in_force([body.id for body in bodies], pack.id, spec.id, day)
        same = tuple(body for body in bodies if in_force.get(body.id) == fingerprint(sent.data))
        to = tuple(body for body in bodies if body not in same)
        _lay_before(session, office_id, spec, sent, to, by)
    return Proposing(to, same, len(chosen) - len(bodies), warnings)


def _lay_before(
    session: Transaction, office_id: int, spec: DocumentSpec, sent: SentTemplate, to: Sequence[OverseenBody], by: Actor
) -> None:
    ids = [body.id for body in to]
    take_back(session, _waiting(office_id, sent.pack, spec.id, ids), ProposalState.REPLACED)
    file = shown_name(sent.file_name, spec.id), sent.data
    numbers = propose(session, office_id, ids, (sent.pack, spec.id), file, clean_line(sent.comment), by)
    told = {body: {"document": spec.id, "version": number} for body, number in numbers.items()}
    record_for_bodies(session, told, by, "template.proposed", spec.name)
    if to:
        record_event(session, office_id, by, "template.proposed_to", spec.name, document=spec.id, bodies=len(to))


def withdraw_proposals(office_id: int, pack_id: str, document: str, by: Actor) -> int:
    """Takes back what no body has answered yet; gives how many. What was accepted stays in force. FaultsError."""
    pack = find_pack(pack_id, office_id)
    spec = _spec(pack, document)
    with writing() as session:
        waiting = _waiting(office_id, pack.id, document, None)
        take_back(session, waiting, ProposalState.WITHDRAWN)
        told = {item.school_id: {"document": document, "version": item.number} for item in waiting}
        record_for_bodies(session, told, by, "template.taken_back", spec.name)
        if waiting:
            count = len(waiting)
            record_event(session, office_id, by, "template.taken_back", spec.name, document=document, bodies=count)
    return len(waiting)


def _waiting(office_id: int, pack: str, document: str, bodies: Collection[int] | None) -> list[Proposal]:
    found = proposals_of(office_id, pack, document, bodies)
    return [item for item in found if item.state is ProposalState.WAITING]


def _working(office_id: int, pack: Pack) -> list[OverseenBody]:
    """Only who works by this very pack has the document."""
    return [item.body for item in given_acts(office_id, pack.id) if item.act and item.act.in_work and not item.other]


def _spec(pack: Pack, document: str) -> DocumentSpec:
    spec = pack.by_id.get(document)
    if spec is None:
        raise FaultsError([Fault("unknown_document", values={"text": document})])
    return spec


def _checked(pack: Pack, spec: DocumentSpec, data: bytes, kinds: Iterable[SchoolKind]) -> int:
    """The checks of an upload, for a body of each kind that will look at it; gives the warnings. FaultsError."""
    before = original_template(spec)
    report = report_on(None, pack, spec, before, data)
    if report.errors:
        raise FaultsError(_told(report))
    faults = [fault for kind in sorted(kinds) for fault in _faults_of_kind(pack, spec, before, data, kind)]
    if faults:
        raise FaultsError(faults)
    return report.warnings


def _faults_of_kind(pack: Pack, spec: DocumentSpec, before: bytes, data: bytes, kind: SchoolKind) -> list[Fault]:
    school = sample_school(pack)
    school = replace(school, requisites=replace(school.requisites, kind=kind))
    of_kind = pack.of_school(school)
    held = replace(of_kind.by_id.get(spec.id, spec), own_template=data)
    report = check_upload(sample(of_kind, held, school), before, data)
    values = {"kind": kind_words(kind).body[1]}
    return [Fault("proposal_kind", "file", {**values, **fault.values}) for fault in _told(report)]


def _told(report: TemplateReport) -> list[Fault]:
    return retold("bad_template", [*errors(report.findings), *errors(report.owed)], "file")
