"""Going over from one pack to the one that takes its place: what there is, what is carried over, done in one step."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from sferum_docs.documents.requests.packet_request import PacketRequest
from sferum_docs.documents.requests.request import request_record
from sferum_docs.documents.requests.reuse import carried_answers
from sferum_docs.packs.succession import replacing, succession_faults
from sferum_docs.reading.faults import Fault, FaultsError
from sferum_docs.schools.model import Chat, Responsible
from sferum_docs.services.packet.last import last_request
from sferum_docs.services.packs.acts import since_faults, tell_end
from sferum_docs.services.packs.choose import owner_of, pack_or_faults, sound_packs
from sferum_docs.services.packs.of_school import live_orders, pointed_out, school_pack, with_own_documents
from sferum_docs.services.packs.paper_orders import alike, own_orders
from sferum_docs.store.assignments import Assignment, AssignmentState, PaperOrder, assignments, put_assignment
from sferum_docs.store.audit import record_event
from sferum_docs.store.database import writing
from sferum_docs.store.documents import issued
from sferum_docs.store.schools import get_school, is_office, lock_school, put_school

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from sferum_docs.documents.requests.reuse import CarriedAnswer
    from sferum_docs.packs.model import DocumentSpec, Pack
    from sferum_docs.packs.succession import ReplacedOrder
    from sferum_docs.schools.model import School
    from sferum_docs.store.audit import Actor
    from sferum_docs.store.database import Transaction
    from sferum_docs.store.register.entry import Entry


@dataclass(frozen=True, slots=True)
class CarriedRole:
    """A role of the new pack, the holder it begins with, the role that this holder has in the older one."""

    role: str
    label: str
    before: str  # the label there
    person: str


@dataclass(frozen=True)
class SuccessionPlan:
    """All that a person sees before going over."""

    older: Assignment
    newer: Pack
    orders: tuple[ReplacedOrder, ...]
    pointed: Mapping[int, tuple[str, ...]]  # entries that a person added, with what replaces each
    alike: tuple[Entry, ...]  # entries of the register that look like orders of the older pack
    proposed: Mapping[int, tuple[str, ...]]  # what would replace each of these
    kept: tuple[DocumentSpec, ...]  # records of what was done: they stay in the file
    roles: tuple[CarriedRole, ...]
    chats: tuple[tuple[Chat, Chat], ...]  # as each is, as it would be
    answers: tuple[CarriedAnswer, ...]
    assigned: bool  # whether the school works by the new pack already

    @property
    def repealing(self) -> DocumentSpec | None:
        """The document that ends the older orders."""
        return next((spec for spec in self.newer.documents if spec.repeals), None)

    @property
    def options(self) -> tuple[DocumentSpec, ...]:
        """What may take the place of an order."""
        return tuple(
            spec
            for spec in self.newer.documents
            if (spec.is_order or spec.annex_of or spec.replaces) and not spec.repeals
        )


def successors(school_id: int | None, pack_id: str) -> tuple[Pack, ...]:
    """The packs that a school knows which take the place of one; an office has nothing of it that could be replaced."""
    known = () if is_office(school_id) else sound_packs(school_id)
    return tuple(pack for pack in known if pack.succession is not None and pack.succession.pack == pack_id)


def older_faults(pack: Pack) -> tuple[Fault, ...]:
    """What a pack says of the one it succeeds and is not so; nothing of one that is not here."""
    older = pack_or_faults(pack.succession.pack)[0] if pack.succession is not None else None
    return succession_faults(pack, older) if older is not None else ()


def plan_succession(school_id: int, older_id: str, newer_id: str, day: date) -> SuccessionPlan:
    """What going over would do. FaultsError when the act is none of the school's, or the pack does not succeed it."""
    act, newer = _act(school_id, older_id), _newer(school_id, older_id, newer_id, day)
    older, _faults = pack_or_faults(older_id, school_id)
    older = older and with_own_documents(older, school_id)
    school = get_school(school_id)
    made = {document.document for document in issued.newest(school_id, older_id)}
    pointed = pointed_out(school_id, older_id)
    like = [(entry, name) for entry, name in (alike(school_id, older) if older else ()) if entry.id not in pointed]
    return SuccessionPlan(
        older=act,
        newer=newer,
        orders=live_orders(school_id, newer, older),
        pointed=pointed,
        alike=tuple(entry for entry, _name in like),
        proposed={entry.id: replacing(newer, name) for entry, name in like},
        kept=tuple(spec for spec in older.documents if spec.record and spec.id in made) if older else (),
        roles=_roles(school, newer, older) if school else (),
        chats=_chats(school, newer) if school else (),
        answers=_answers(school_id, newer, older),
        assigned=any(item.pack == newer_id and item.in_work for item in assignments(school_id)),
    )


def _act(school_id: int, pack_id: str) -> Assignment:
    found = next((act for act in assignments(school_id) if act.pack == pack_id), None)
    if found is None:
        raise FaultsError([Fault("act_not_assigned", values={"text": pack_id})])
    return found


def _newer(school_id: int, older_id: str, newer_id: str, day: date) -> Pack:
    pack = school_pack(school_id, newer_id, day)
    if pack.succession is None or pack.succession.pack != older_id:
        raise FaultsError([Fault("succeeds_another", "by", {"title": pack.title})])
    return pack


def _roles(school: School, newer: Pack, older: Pack | None) -> tuple[CarriedRole, ...]:
    """Holders of roles that nobody holds in the new act yet; a role of the same name is held by the same person."""
    if newer.succession is None:
        return ()
    known = older.roles.by_id if older else {}
    before = ((role, newer.succession.role_before(role.id)) for role in newer.roles.all)
    return tuple(
        CarriedRole(role.id, role.label, known[was].label if was in known else was, name)
        for role, was in before
        if (name := school.responsible.in_act(newer.succession.pack, was))
        and school.worker(name) is not None
        and school.responsible.in_act(newer.id, role.id) in {"", name}
    )


def _chats(school: School, newer: Pack) -> tuple[tuple[Chat, Chat], ...]:
    """The chats that were moved by the older pack: where they went is where they are moved from now."""
    place = newer.succession.chats_from if newer.succession else ""
    taken = {chat.name for chat in school.chats}
    moved = (chat for chat in school.chats if place and chat.moved is not None)
    return tuple((chat, _moved(chat, place, taken)) for chat in moved)


def _moved(chat: Chat, place: str, taken: set[str]) -> Chat:
    name = chat.new_name if chat.new_name and chat.new_name not in taken else chat.name
    taken.add(name)
    members = chat.members if chat.joined is None else chat.joined
    return Chat(name, place, chat.audience, chat.owner, members, chat.personal_data)


def _answers(school_id: int, newer: Pack, older: Pack | None) -> tuple[CarriedAnswer, ...]:
    last = last_request(school_id, older.id) if older else None
    return carried_answers(newer, older, last.answers) if last and older else ()


@dataclass(frozen=True)
class SuccessionChoice:
    """What a person decided: from which day, which papers belong to it, what is carried over."""

    since: date
    paper_orders: tuple[PaperOrder, ...] = ()
    roles: bool = True
    chats: bool = True
    answers: bool = True


def go_over(school_id: int, older_id: str, newer_id: str, choice: SuccessionChoice, by: Actor) -> Assignment:
    """The school works by the new pack, the older one is succeeded, what was chosen is carried over: all or nothing."""
    day = by.at.astimezone().date()
    plan = plan_succession(school_id, older_id, newer_id, day)
    papers = own_orders(school_id, choice.paper_orders, older_id)
    if not plan.assigned and (faults := since_faults(plan.newer, choice.since, day)):
        raise FaultsError(faults)
    with writing() as session:
        act, newer = _act(school_id, older_id), plan.newer
        if not act.in_work:
            raise FaultsError([Fault("act_ended", values={"title": act.title})])
        taken = _take_up(session, school_id, newer, choice.since, by)
        ended = replace(act, state=AssignmentState.SUCCEEDED, succeeded_by=newer.id, ended_on=day, paper_orders=papers)
        put_assignment(session, school_id, ended)
        tell_end(session, school_id, ended, by)
        _carry_over(session, school_id, plan, choice, by)
    return taken


def _take_up(session: Transaction, school_id: int, newer: Pack, since: date, by: Actor) -> Assignment:
    known = next((act for act in assignments(school_id) if act.pack == newer.id), None)
    if known is not None and known.in_work:
        return known
    began = known or Assignment(newer.id, newer.title, since, owner=owner_of(newer.id, school_id))
    # of one taken up again all that befell it stays
    taken = replace(
        began, title=newer.title, since=since, state=AssignmentState.IN_WORK, succeeded_by="", ended_on=None
    )
    put_assignment(session, school_id, taken)
    record_event(session, school_id, by, "act.assigned", newer.title, pack=newer.id, since=since.isoformat())
    return taken


def _carry_over(
    session: Transaction, school_id: int, plan: SuccessionPlan, choice: SuccessionChoice, by: Actor
) -> None:
    """By the school as it stands under the lock: what was changed since the page was opened is not written over."""
    school, newer = lock_school(session, school_id), plan.newer
    if school is None:
        return
    changed = school
    if choice.roles:
        held = {_key(school, newer, item): item.person for item in plan.roles if _is_free(school, newer, item)}
        changed = replace(changed, responsible=Responsible({**school.responsible, **held}))
    if choice.chats:
        moved = dict(_chats(school, newer))
        changed = replace(changed, chats=tuple(moved.get(chat, chat) for chat in school.chats))
    if changed != school:
        put_school(session, changed, school_id)
        topics = [name for name in ("responsible", "chats") if getattr(changed, name) != getattr(school, name)]
        record_event(session, school_id, by, "school.saved", school.requisites.short_name, changed=topics)
    if choice.answers and plan.answers and issued.last_packet(school_id, newer.id) is None:
        request = _first_request(plan, choice.since)
        issued.add_packet(session, school_id, newer.id, request_record(request), by.at)


def _key(school: School, newer: Pack, item: CarriedRole) -> str:
    """Under what the holder is kept: the role itself, unless another act has somebody else under that name."""
    return item.role if school.responsible.get(item.role, item.person) == item.person else f"{newer.id}-{item.role}"


def _is_free(school: School, newer: Pack, item: CarriedRole) -> bool:
    return not school.responsible.in_act(newer.id, item.role) and school.worker(item.person) is not None


def _first_request(plan: SuccessionPlan, day: date) -> PacketRequest:
    preset = plan.newer.usual_preset
    answers: dict[str, dict[str, object]] = {}
    for item in plan.answers:
        answers.setdefault(item.document, {})[item.key] = item.value
    documents = preset.documents if preset else tuple(answers)
    return PacketRequest(max(day, plan.newer.directive.date), documents, answers)  # type: ignore[arg-type]  # answers


def point_out(school_id: int, older_id: str, papers: Sequence[PaperOrder], by: Actor) -> None:
    """Says anew which papers of the register belong to an act though they were not made here. FaultsError."""
    kept = own_orders(school_id, papers, older_id)
    with writing() as session:
        act = _act(school_id, older_id)
        if kept == act.paper_orders:
            return
        put_assignment(session, school_id, replace(act, paper_orders=kept))
        record_event(session, school_id, by, "act.paper_orders", act.title, pack=older_id, entries=[
            order.entry for order in kept
        ])  # fmt: skip
