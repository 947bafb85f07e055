"""Everything that one document is made from: the school, the pack, the answers, the dates. No clock, no request."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from sferum_docs.documents.requests.commission import choose_commission, named_members
from sferum_docs.packs.agreements import AgreementRule
from sferum_docs.packs.model import Audience, FieldKind
from sferum_docs.schools.lists.find_worker import Workers

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from sferum_docs.documents.district.model import District
    from sferum_docs.documents.requests.checklist import CheckAnswer
    from sferum_docs.documents.requests.packet_request import Answer, Answers
    from sferum_docs.documents.staffing.model import Staffing
    from sferum_docs.indicators.reports.told import ToldFigures
    from sferum_docs.packs.model import DocumentSpec, FieldSpec, Pack
    from sferum_docs.packs.succession import ReplacedOrder
    from sferum_docs.schools.model import Person, School

# questions that name weeks
FIRST, LAST, WEEK_ASKED, WEEKS_ASKED = "период_с", "период_по", "неделя", "недель"
DRAFT_NUMBER = "____"  # the register gives the number when the order is signed, not when it is drafted


def counts_weeks(spec: DocumentSpec) -> bool:
    """Whether a document tells of weeks, which are counted from its order, whenever it is signed itself."""
    return any(field.key in {LAST, WEEK_ASKED, WEEKS_ASKED} for field in spec.fields)


@dataclass(frozen=True)
class Situation:
    """One document about to be made."""

    school: School
    pack: Pack
    spec: DocumentSpec
    order_date: date
    answers: Answers = field(default_factory=dict)
    numbers: Mapping[str, str] = field(default_factory=dict)
    chosen: tuple[str, ...] = ()  # the documents made together with this one
    sheets: Mapping[str, int] = field(default_factory=dict)  # of documents that were printed to be counted
    dates: Mapping[str, date] = field(default_factory=dict)  # of documents signed on another day
    checks: tuple[CheckAnswer, ...] = ()  # the answers to the checklist as they stand on its day
    kept_orders: tuple[ReplacedOrder, ...] | None = None  # that a kept document ended; else those in force now
    figures: ToldFigures | None = None  # of the weeks that it speaks of
    district: District | None = None  # what an office's paper tells of the bodies below it
    staffing: Staffing | None = None  # who leaves or came, of whom it tells

    def answer(self, key: str) -> Answer:
        """The answer to a question of this document."""
        return self.answers.get(self.spec.id, {}).get(key)

    def day_asked(self, key: str) -> date | None:
        """The answer to a question for a day; None where this document does not ask it, or has no answer."""
        answer = self.answer(key)
        return answer if isinstance(answer, date) else None

    def number(self, document: str) -> str:
        """The number of a document in the register; a draft has none yet."""
        return self.numbers.get(document, DRAFT_NUMBER)

    def day(self, document: str) -> date:
        """The day on which a document is signed."""
        return self.dates.get(document, self.order_date)

    @property
    def replaced(self) -> tuple[ReplacedOrder, ...]:
        """The orders of the succeeded pack that this document ends."""
        return self.pack.replaced if self.kept_orders is None else self.kept_orders

    @property
    def order(self) -> DocumentSpec:
        """The order this document belongs to: the one it annexes, the one it acquaints with, or itself."""
        asked = (self.answer(item.key) for item in self.spec.fields if item.kind == "document")
        chosen = self.spec.annex_of or next(asked, None)
        return self.pack.by_id.get(str(chosen), self.spec)

    def annexes_of(self, order: str) -> tuple[DocumentSpec, ...]:
        """What an order approves: the annexes made with it, and those that carry a clause out in any case."""
        return tuple(
            spec
            for spec in self.pack.documents
            if spec.annex_of == order and (spec.carries_out or spec.id in {*self.chosen, self.spec.id})
        )

    @property
    def enclosed(self) -> tuple[DocumentSpec, ...]:
        """What a letter sends along: orders if they are made with it, all when it is made alone; any other paper."""
        named = tuple(self.pack.by_id[document] for document in self.spec.encloses)
        some = any(spec.is_order and spec.id in self.chosen for spec in self.pack.documents)
        return tuple(spec for spec in named if spec.id in self.chosen or not (spec.is_order and some))

    def copied_with(self, spec: DocumentSpec) -> tuple[DocumentSpec, ...]:
        """A document and the annexes that go with its copy."""
        return (spec, *self.annexes_of(spec.id))

    def sheets_of(self, spec: DocumentSpec) -> int | None:
        """The sheets of a document with its annexes; None when any of them was not counted."""
        counted = [self.sheets.get(item.id) for item in self.copied_with(spec)]
        return None if None in counted else sum(filter(None, counted))

    @property
    def annex_number(self) -> str:
        """The number of this annex among those of its order; a single annex bears none (G47)."""
        annexes = self.annexes_of(self.order.id)
        return str(annexes.index(self.spec) + 1) if len(annexes) > 1 and self.spec in annexes else ""

    @property
    def orders_to_acquaint(self) -> tuple[DocumentSpec, ...]:
        """The orders that people sign for: the one chosen, or all made together that concern anybody."""
        if self.order is not self.spec:
            return (self.order,)
        made = [self.pack.by_id[document] for document in self.chosen if document in self.pack.by_id]
        return tuple(spec for spec in made if spec.acquaint is not Audience.NOBODY)

    def responsible(self, role: str) -> Person | None:
        """The worker chosen for a role of the pack."""
        return self.school.holder(self.pack.id, role)

    @property
    def holders(self) -> dict[str, str]:
        """Role of the pack → full name of the worker chosen for it."""
        found = {role.id: self.responsible(role.id) for role in self.pack.roles.all}
        return {role: person.full_name for role, person in found.items() if person is not None}

    @property
    def head_name(self) -> str:
        """The full name of the head; empty before there is one."""
        return self.school.head.person.full_name if self.school.head else ""

    def held_by_head(self, role: str) -> bool:
        """Whether the head holds the role: nobody gives orders to oneself."""
        holder = self.responsible(role)
        return holder is not None and holder.full_name == self.head_name

    @property
    def class_teachers(self) -> tuple[Person, ...]:
        """Workers who lead a class; who is away leads none meanwhile."""
        return tuple(person for person in self.school.staff if person.class_name and not person.exempt)

    @property
    def named(self) -> tuple[Person, ...]:
        """Workers whom the order on responsible persons names, each once."""
        return tuple(dict.fromkeys([*self.role_holders, *self.class_teachers]))

    def charged(self, field: FieldSpec) -> Person | None:
        """Who is charged by the answer to a question: the worker chosen, else the holder of its role."""
        return self.school.worker(str(self.answer(field.key) or "")) or self.responsible(field.role)

    def _chosen_workers(self, order: DocumentSpec) -> tuple[Person, ...]:
        answers = self.answers.get(order.id, {})
        named = (str(answers.get(item.key) or "") for item in order.fields if item.kind is FieldKind.WORKER)
        return tuple(worker for name in named if (worker := self.school.worker(name)) is not None)

    @property
    def role_holders(self) -> tuple[Person, ...]:
        """Workers who hold the roles of the pack, each once."""
        found = (self.responsible(role.id) for role in self.pack.roles.all)
        return tuple(dict.fromkeys(person for person in found if person is not None))

    @property
    def chat_owners(self) -> tuple[Person, ...]:
        """Workers who own chats, in the order of the chats."""
        return tuple(owner for chat in self.school.chats if (owner := self.school.worker(chat.owner)) is not None)

    def commission(self, spec: DocumentSpec) -> tuple[Person, ...]:
        """The commission that a document names, the chair first."""
        return choose_commission(self.school, self.pack, named_members(spec, self.answers.get(spec.id, {})))

    @property
    def list_of_each(self) -> str:
        """The list of people for each of whom this document is made; empty for most documents."""
        rules = (item for item in self.pack.agreements if item.rule is AgreementRule.FOR_EACH)
        return next((item.rows for item in rules if item.document == self.spec.id), "")

    def is_given(self, person: Person) -> bool:
        """Whether this document is for a person, where another stands instead of it for some: never both."""
        rules = [item for item in self.pack.agreements if item.rule is AgreementRule.ONE_GROUND]
        rule = next((item for item in rules if self.spec.id in {item.document, item.other}), None)
        if rule is None or not {rule.document, rule.other} <= {*self.chosen, self.spec.id}:
            return True
        told = self.answers.get(rule.document, {}).get(rule.key)
        names = told if isinstance(told, tuple) else ()
        workers = Workers(self.school.staff) if names else None
        named = [workers.find(name).person for name in names] if workers else []
        return (person in named) is (self.spec.id == rule.document)

    def to_acquaint(self, order: DocumentSpec) -> tuple[Person, ...]:
        """Who signs that an order is known to them; the head signs the order itself, who is away signs on return."""
        people: dict[Audience, Callable[[], Iterable[Person]]] = {
            Audience.STAFF: lambda: self.school.staff,
            Audience.SUCCESSORS: lambda: self.staffing.charged(self.day(order.id)) if self.staffing else (),
            Audience.NAMED: lambda: self.named,
            Audience.HOLDERS: lambda: dict.fromkeys((*self.role_holders, *self._chosen_workers(order))),
            Audience.COMMISSION: lambda: self.commission(order),
            Audience.COMMISSION_AND_OWNERS: lambda: dict.fromkeys((*self.commission(order), *self.chat_owners)),
            Audience.NOBODY: tuple,
        }
        head = self.head_name
        return tuple(person for person in people[order.acquaint]() if person.full_name != head and not person.exempt)
