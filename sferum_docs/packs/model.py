"""A pack: a directive with the documents that carry it out, as frozen values."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from enum import StrEnum
from functools import cached_property
from typing import TYPE_CHECKING

from sferum_docs.directives.coverage import Plan
from sferum_docs.packs.asks import NOTHING_ASKED
from sferum_docs.packs.roles import NO_ROLES, Roles
from sferum_docs.reading.typography import quoted
from sferum_docs.schools.bodies.words import body_words

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import date
    from pathlib import Path

    from sferum_docs.directives.indicators import IndicatorSet
    from sferum_docs.directives.legal_acts import LegalAct
    from sferum_docs.directives.model import Directive
    from sferum_docs.packs.agreements import Agreement
    from sferum_docs.packs.asks import SchoolAsks
    from sferum_docs.packs.checklist import CheckQuestion
    from sferum_docs.packs.notices import Notice
    from sferum_docs.packs.succession import ReplacedOrder, Succession
    from sferum_docs.packs.tells import Tells
    from sferum_docs.schools.bodies.words import BodyWords
    from sferum_docs.schools.model import School


class FieldKind(StrEnum):
    """What a document asks of its user."""

    TEXT = "text"
    LINES = "lines"
    DATE = "date"
    NUMBER = "number"
    FLAG = "flag"
    DOCUMENT = "document"
    PERSON = "person"  # a seat of a commission
    WORKER = "worker"  # who is charged with something; where nobody is chosen, the holder of a role
    BODY = "body"  # one of those that an office watches, by its id


class Audience(StrEnum):
    """Who is made acquainted with an order."""

    NOBODY = "nobody"
    NAMED = "named"
    HOLDERS = "holders"  # of the roles of the pack, whom the order charges with something
    STAFF = "staff"
    SUCCESSORS = "successors"  # of somebody who leaves
    COMMISSION = "commission"
    COMMISSION_AND_OWNERS = "commission_and_owners"  # whom it checks as well: they own the chats


class ChatsOf(StrEnum):
    """Whose chats a day counts for."""

    STAFF = "staff"
    FAMILIES = "families"


@dataclass(frozen=True, slots=True)
class DayRule:
    """A default day: so many working days from the order's date, or from the deadline of a clause (minus: before).

    `weeks` alone: in the week so many weeks after the order's. `same_day`: as another question («D07.первый_анализ»)
    is answered, so many weeks later or earlier.
    """

    working_days: int = 0
    clause: str = ""
    weeks: int = 0
    same_day: str = ""


@dataclass(frozen=True, slots=True)
class LaterDefault:
    """What is proposed from a day on, when the world has changed."""

    since: date
    value: str | int | bool | tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FieldSpec:
    """One question of a document; `key` is the name it has in the template after «документ.»."""

    key: str
    kind: FieldKind
    label: str
    hint: str = ""
    required: bool = True
    default: str | int | bool | tuple[str, ...] | DayRule | None = None
    limit: str = ""  # a clause whose deadline the day must not pass
    same_as: str = ""  # a document that asks the same: made together, it is asked once and answered alike
    low: int = 0  # of a number; of lines: how many there have to be at least
    high: int = 1000
    not_before: tuple[str, ...] = ()  # questions («D03.срок_классы») whose day this day must not come before
    deadline: bool = True  # a day by which something is done; else a day that is only named
    weekly: bool = False  # the first of days that come every week
    chats_of: ChatsOf | None = None  # the day for those chats that have none of their own
    chats_until: bool = False  # the day by which every chat has to be moved
    acquaint_by: bool = False  # the day by which people have signed that the order is known to them
    weekday_of: str = ""  # a question («D07.день_анализа») whose words name the weekday on which this day falls
    whole_week: bool = False  # any day of a week, which counts from its first to its last
    late: str = ""  # asked only of an order that comes after the deadline of this clause
    names_paper: bool = False  # its text names a paper by day and number
    or_none: bool = False  # or says «нет»: there is no such paper, and the head has said so
    past: bool = False  # a day that is no later than the order
    later: LaterDefault | None = None
    role: str = ""  # whose holder does it when no worker is chosen
    tells: Tells | None = None  # what is proposed of the figures, where there are any
    aged_after: int = 0  # its text says of what month a list is; so many months later it has to be looked at anew

    def __hash__(self) -> int:  # what is worked out of questions is looked up for every paper; two seldom share a label
        return hash((self.key, self.label))


@dataclass(frozen=True, slots=True)
class DocumentSpec:
    """A document of the pack; `annex_of` is the order that approves it, `encloses` what a letter sends along.

    `dated` is the question whose day is its own, `reports` what is told as done («D07.день»): none may come after it.
    """

    id: str
    title: str
    kind: str
    template: Path
    carries_out: tuple[str, ...]
    supports: tuple[str, ...]
    acts: tuple[str, ...] = ()
    fields: tuple[FieldSpec, ...] = ()
    annex_of: str = ""
    encloses: tuple[str, ...] = ()
    dated: str = ""
    reports: tuple[str, ...] = ()
    acquaint: Audience = Audience.NOBODY
    purpose: str = ""
    replaces: tuple[str, ...] = ()  # documents of the pack that this one succeeds
    repeals: bool = False  # the order that ends those of the succeeded pack which are in force
    public: bool = False  # everybody may read it: it may go to the site of the school
    record: bool = False  # of what was done: it stays in the file when its pack is succeeded
    roles: Roles = field(default=NO_ROLES, repr=False)  # of the pack: its template may name their holders
    own_template: bytes | None = field(default=None, repr=False, compare=False)  # of the school, before the file
    built: bytes | None = field(default=None, repr=False, compare=False)  # of this very act; then no file lies there
    for_office: bool = False  # of an office that watches others: its template may name them
    occasional: bool = False  # made when somebody comes or goes, never with a packet

    @property
    def is_order(self) -> bool:
        """Whether it is an order, which gets a number and a signature."""
        return self.kind == "приказ"

    @property
    def is_shipped(self) -> bool:
        """Whether its pack brings a template for it; else its template is a version that the school keeps."""
        return self.built is not None or self.template.is_file()

    @property
    def asked_of_body(self) -> str:
        """The question that says to which body it goes: it is made anew for each; empty for most."""
        return next((field.key for field in self.fields if field.kind is FieldKind.BODY), "")

    @property
    def name(self) -> str:
        """How a person names it: «приказ «О назначении …»»."""
        return f"{self.kind} {quoted(self.title)}"


@dataclass(frozen=True, slots=True)
class Preset:
    """A set of documents; its title answers the question what is demanded of the school."""

    id: str
    title: str
    documents: tuple[str, ...]
    about: str = ""  # when it is the right answer


@dataclass(frozen=True, slots=True)
class DocumentGroup:
    """Documents that belong together by their matter."""

    title: str
    documents: tuple[str, ...]


DEFAULT_PRESET = "standard"


@dataclass(frozen=True)
class Pack:
    """Everything a school needs to carry out one directive."""

    id: str
    title: str
    folder: Path
    directive: Directive
    acts: tuple[LegalAct, ...]
    documents: tuple[DocumentSpec, ...]
    presets: tuple[Preset, ...]
    checklist: tuple[CheckQuestion, ...]
    roles: Roles = NO_ROLES
    asks: SchoolAsks = NOTHING_ASKED
    duties: Mapping[str, tuple[str, ...]] = field(default_factory=dict)  # clause → roles, or the head, who see to it
    groups: tuple[DocumentGroup, ...] = ()  # by matter; what stands in none comes after them
    notices: tuple[Notice, ...] = ()
    words: BodyWords | None = None  # of the body whose words the texts are in
    in_words: Callable[[BodyWords], Pack | None] | None = field(default=None, repr=False, compare=False)
    said: dict[BodyWords, Pack] = field(default_factory=dict, repr=False, compare=False)  # read once for each body
    of_offices: dict[BodyWords, Pack] = field(default_factory=dict, repr=False, compare=False)  # as they have it
    agreements: tuple[Agreement, ...] = ()  # what its documents have to say of each other
    succession: Succession | None = None  # which pack it takes the place of
    indicator_set: IndicatorSet | None = None  # what the act counts; of a body what applies to it
    replaced: tuple[ReplacedOrder, ...] = ()  # of a school: the orders of that pack which are in force
    for_office: bool = False  # as an office sees it, which watches others carry it out
    occasional: tuple[DocumentSpec, ...] = ()  # papers about people who come and go: of no packet

    @cached_property
    def by_id(self) -> dict[str, DocumentSpec]:
        """Documents by id, the occasional ones last."""
        return {spec.id: spec for spec in (*self.documents, *self.occasional)}

    @cached_property
    def follows(self) -> dict[str, tuple[str, ...]]:
        """Question («D19.дата_письма») → the questions whose day its own must not come before."""
        return {
            f"{document.id}.{field.key}": (*field.not_before, *self._told_by(document, field))
            for document in self.documents
            for field in document.fields
            if field.kind is FieldKind.DATE and not field.same_as
        }

    def _told_by(self, document: DocumentSpec, field: FieldSpec) -> tuple[str, ...]:
        """The days of what a document encloses and reports, when the question is the day of the document itself."""
        if document.dated != field.key:
            return ()
        told = (self._own_day(name) for name in (*document.encloses, *document.reports))
        return tuple(dict.fromkeys(name for name in told if name))

    def _own_day(self, name: str) -> str:
        """The question that a name stands for: itself, or the day of a document; empty for one of the order's day."""
        dated = "" if "." in name else self.by_id[name].dated
        return name if "." in name else f"{name}.{dated}" if dated else ""

    def field(self, name: str) -> FieldSpec | None:
        """The question of a name («D07.день_анализа»)."""
        document, _dot, key = name.partition(".")
        spec = self.by_id.get(document)
        return next((field for field in spec.fields if field.key == key), None) if spec else None

    @cached_property
    def questions(self) -> tuple[FieldSpec, ...]:
        """The questions of all documents, each key once."""
        return tuple({field.key: field for document in self.documents for field in document.fields}.values())

    def plans(self, documents: tuple[str, ...] | None = None) -> tuple[Plan, ...]:
        """What the documents (all, when not told) are for, as the coverage asks it."""
        chosen = (spec for spec in self.documents if documents is None or spec.id in documents)
        return tuple(Plan(spec.id, spec.carries_out, spec.supports) for spec in chosen)

    def notices_on(self, day: date) -> tuple[Notice, ...]:
        """What has to be told on a day."""
        return tuple(notice for notice in self.notices if notice.since <= day)

    def of_body(self, words: BodyWords) -> Pack:
        """The pack in the words of a body, with all that was laid over it."""
        if words == self.words or self.in_words is None:
            return self
        said = self.said[words] = self.said.get(words) or self.in_words(words) or self
        documents = (
            replace(said.by_id[spec.id], own_template=spec.own_template) if spec.id in said.by_id else spec
            for spec in self.documents
        )
        laid = replace(said, replaced=self.replaced, in_words=self.in_words, said=self.said)
        return replace(laid, documents=tuple(documents), occasional=self.occasional)

    def of_school(self, school: School) -> Pack:
        """The pack in the words of a school."""
        return self.of_body(body_words(school.requisites))

    def with_templates(self, templates: Mapping[str, bytes]) -> Pack:
        """The pack with these templates (by document) before the files of its folder."""
        documents = (replace(spec, own_template=templates.get(spec.id, spec.own_template)) for spec in self.documents)
        return replace(self, documents=tuple(documents)) if templates else self

    @property
    def usual_preset(self) -> Preset | None:
        """The set that is offered before anybody has chosen one."""
        return self.preset(DEFAULT_PRESET) or next(iter(self.presets), None)

    def preset(self, preset_id: str) -> Preset | None:
        """The preset of this id."""
        return next((preset for preset in self.presets if preset.id == preset_id), None)
