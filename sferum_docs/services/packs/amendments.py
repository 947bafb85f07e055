"""An act that changes or ends another one: which acts of a school it touches, and what of their papers."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import reduce
from typing import TYPE_CHECKING

from sferum_docs.acts_reader.amending import amendments, joined, plain_number
from sferum_docs.directives.words import ANY_ACT
from sferum_docs.documents.making.templates import names_in_force
from sferum_docs.documents.tags.document import IN_FORCE
from sferum_docs.packs.readers.words import read_words
from sferum_docs.reading.records import Record
from sferum_docs.services.packs.choose import sound_packs
from sferum_docs.services.packs.of_school import with_own_documents
from sferum_docs.services.packs.succession import successors
from sferum_docs.store.assignments import Amendment, assignments, put_assignment
from sferum_docs.store.audit import record_event
from sferum_docs.store.database import writing
from sferum_docs.store.register import register

if TYPE_CHECKING:
    from datetime import date

    from sferum_docs.acts_reader.amending import ActChange, ClauseChange
    from sferum_docs.acts_reader.model import ActDraft
    from sferum_docs.directives.model import Clause, Directive
    from sferum_docs.packs.model import DocumentSpec, Pack
    from sferum_docs.store.assignments import Assignment
    from sferum_docs.store.audit import Actor
    from sferum_docs.store.register.entry import Entry


@dataclass(frozen=True, slots=True)
class TouchedClause:
    """A clause as the act has it now, None for one that is new to it; what becomes of it, in which words."""

    number: str
    clause: Clause | None
    change: ClauseChange


@dataclass(frozen=True)
class TouchedAct:
    """A pack whose act is changed or ended: its clauses, the documents that serve them, the orders in force."""

    pack: Pack
    assignment: Assignment | None  # of the school; None for a pack that it does not work by
    whole: bool
    clauses: tuple[TouchedClause, ...]
    documents: tuple[DocumentSpec, ...]  # that carry these clauses out
    helpers: tuple[DocumentSpec, ...]  # that support them
    orders: tuple[Entry, ...]
    same_issuer: bool  # whether the same body issued both; else a person has to look
    newer: tuple[Pack, ...]  # packs here that take its place
    ending: DocumentSpec | None = None  # its own document that ends its orders

    @property
    def in_work(self) -> bool:
        """Whether the school works by it."""
        return self.assignment is not None and self.assignment.in_work


def touched_acts(school_id: int | None, draft: ActDraft) -> tuple[TouchedAct, ...]:
    """The acts that a school knows which a draft changes or ends, those in work first."""
    changes = amendments(draft)
    if not changes:
        return ()
    acts = {act.pack: act for act in assignments(school_id)} if school_id is not None else {}
    found = [
        _touched(school_id, pack, acts.get(pack.id), reduce(joined, meant), draft)
        for pack in sound_packs(school_id)
        if (meant := [change for change in changes if is_meant(change, pack.directive)])
    ]
    return tuple(sorted(found, key=lambda item: (not item.in_work, item.assignment is None)))


def is_meant(change: ActChange, directive: Directive) -> bool:
    """Whether a citation names this act: by its number and day; one without a day by number and kind."""
    if not directive.is_act or plain_number(change.act.number) != plain_number(directive.number):
        return False
    kinds = _kind(change.act.kind), _kind(directive.kind)
    if all(kinds) and kinds[0] != kinds[1]:
        return False
    return change.act.date == directive.date or (change.act.date is None and all(kinds))


def _kind(text: str) -> str:
    return text.split(maxsplit=1)[0].casefold() if text.strip() else ""


def _touched(
    school_id: int | None, pack: Pack, act: Assignment | None, change: ActChange, draft: ActDraft
) -> TouchedAct:
    own = with_own_documents(pack, school_id) if school_id is not None else pack
    clauses = tuple(_clause(item, pack.directive) for item in change.clauses if item.number)
    paths = _paths(clauses, pack.directive) if clauses and not change.whole else {*pack.directive.by_path}
    documents = tuple(spec for spec in own.documents if paths & {*spec.carries_out})
    helpers = tuple(spec for spec in own.documents if spec not in documents and paths & {*spec.supports})
    entries = register.of_pack(school_id, pack.id) if school_id is not None else ()
    ended = register.out_of_force(school_id, entries) if school_id is not None else frozenset()
    named = {name for spec in (*documents, *helpers) for name in (spec.id, spec.annex_of)}
    orders = tuple(entry for entry in entries if entry.ready and entry.document in named and entry.id not in ended)
    same = not draft.issuer or _plain(draft.issuer) == _plain(pack.directive.issuer)
    ending = next((spec for spec in own.documents if IN_FORCE.name in names_in_force(spec)), None)
    served = documents, helpers, orders
    return TouchedAct(pack, act, change.whole, clauses, *served, same, successors(school_id, pack.id), ending)


def _clause(change: ClauseChange, directive: Directive) -> TouchedClause:
    number, _slash, letter = change.number.partition("/")
    found = next((item for item in directive.walk() if item.number == number), None)
    if found is not None and letter:
        found = next((item for item in found.walk() if item.marker.strip("«»().;, ") == letter), found)
    return TouchedClause(change.number, found, change)


def _paths(clauses: tuple[TouchedClause, ...], directive: Directive) -> set[str]:
    """The clauses with all below them; of a new one the clause it would stand in."""
    found: set[str] = set()
    for item in clauses:
        if item.clause is not None:
            found |= {node.path for node in item.clause.walk()}
            continue
        above = item.number.partition("/")[0].rpartition(".")[0]
        found |= {node.path for node in directive.walk() if above and node.number == above}
    return found


def _plain(issuer: str) -> str:
    return "".join(sign for sign in issuer.casefold().replace("ё", "е") if sign.isalnum())


def keep_amendments(school_id: int, draft: ActDraft, pack_id: str, by: Actor) -> tuple[str, ...]:
    """Keeps with each act of the school that the draft touches what became of it; gives their titles.

    `pack_id`: the pack that was made of the draft, empty for an act of which none is made. Told twice it is kept once.
    """
    told = []
    for item in touched_acts(school_id, draft):
        if item.assignment is None or item.pack.id == pack_id:
            continue
        amendment = _amendment(item, draft, pack_id, by.at.astimezone().date())
        with writing() as session:
            act = next((kept for kept in assignments(school_id) if kept.pack == item.pack.id), None)
            if act is None:
                continue
            others = tuple(kept for kept in act.amendments if kept.act != amendment.act)
            before = next((kept for kept in act.amendments if kept.act == amendment.act), amendment)
            amendment = replace(amendment, pack=amendment.pack or before.pack)
            if act.amendments != others and replace(before, told_on=amendment.told_on) == amendment:
                continue
            put_assignment(session, school_id, replace(act, amendments=(*others, amendment)))
            record_event(session, school_id, by, "act.amended", act.title, pack=act.pack, amended_by=amendment.act)
        told.append(item.pack.title)
    return tuple(told)


def _amendment(item: TouchedAct, draft: ActDraft, pack_id: str, day: date) -> Amendment:
    return Amendment(
        act=named_act(draft),
        title=draft.title,
        repeals=item.whole,
        clauses=tuple(clause.number for clause in item.clauses),
        words=tuple(f"{clause.number} — {clause.change.kind.value}" for clause in item.clauses),
        pack=pack_id,
        told_on=day.isoformat(),
    )


def named_act(draft: ActDraft) -> str:
    """How a page names it, in the instrumental: «постановлением от 12.03.2026 № 41»."""
    words = read_words(Record({}, "", []), draft.kind, draft.number, is_act=True) if draft.kind else ANY_ACT
    day = f" от {draft.date:%d.%m.%Y}" if draft.date else ""
    number = f" № {draft.number}" if draft.number else ""
    return f"{words.kind.instrumental}{day}{number}"
