"""What goes into a check and what comes out: profile, facts, rules, findings, the report. Frozen values."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from sferum_docs.reading.faults import Severity

Edition = Literal["2016", "2025"]
PERMANENT = 10_000  # years of keeping that stand for «постоянно»


class Status(StrEnum):
    """How binding a rule is in an edition."""

    REQUIRED = "required"
    RECOMMENDED = "recommended"
    OPEN = "open"
    PRACTICE = "practice"


class Outcome(StrEnum):
    """What came of a rule for one document."""

    FOUND = "found"
    PASSED = "passed"
    NOT_CHECKED = "not_checked"
    NOT_MEANT = "not_meant"
    BY_EYE = "by_eye"


@dataclass(frozen=True)
class Profile:
    """What the standard leaves to the school; lengths in millimetres, type in points."""

    edition: Edition = "2025"
    font: str = ""  # any one family
    sizes: tuple[float, ...] = (12, 13, 14)
    table_size: float = 9
    left: float = 20
    right: float = 10
    top: float = 20
    bottom: float = 20
    indent: float = 12.5
    date_form: Literal["", "digits", "words"] = ""
    ordering_form: Literal["", "capitals", "spaced", "lower"] = ""
    heading_align: Literal["", "left", "center"] = ""
    number_mask: str = ""  # «{номер}-ОД»: parts in braces stand for digits, other signs for themselves
    annex_pages: Literal["", "through", "own"] = ""
    emblem: bool = False
    executor_on_orders: bool = False
    abbreviations: tuple[str, ...] = ()  # the school's own that need no opening


@dataclass(frozen=True)
class Facts:
    """What a rule needs and no file holds; None is unknown, and a rule that needs it says so."""

    kind: str | None = None
    retention: int | None = None  # years
    pages: int | None = None
    duplex: bool | None = None
    school_full: str | None = None
    school_short: str | None = None
    founder: str | None = None
    place: str | None = None
    registered: date | None = None
    order_date: date | None = None
    order_number: str | None = None
    acting: bool | None = None
    people: tuple[str, ...] | None = None  # named in the order, in the nominative, surname first
    repeals: tuple[str, ...] | None = None
    e_signed: bool | None = None
    copy: bool | None = None
    enclosures: int | None = None
    is_answer: bool | None = None


@dataclass(frozen=True)
class Rule:
    """One rule: what it asks, how binding it is in each edition, how well it is known, where it stands."""

    id: str
    title: str
    statuses: Mapping[str, Status]
    trust: Literal["A", "B", "-"]
    reference: str
    requisite: str = ""
    kinds: frozenset[str] = frozenset()  # empty: every kind
    not_kinds: frozenset[str] = frozenset()
    status_for: Mapping[str, Status] = field(default_factory=dict)
    eye: str = ""
    also_eye: str = ""
    says: Mapping[str, str] = field(default_factory=dict)

    @property
    def editions(self) -> tuple[str, ...]:
        """The editions that hold it."""
        return tuple(sorted(self.statuses))

    def status(self, edition: Edition, kind: str) -> Status:
        """How binding it is for a kind of document."""
        return self.status_for.get(kind, self.statuses[edition])


@dataclass(frozen=True)
class FindingPlace:
    """Part, number of the paragraph (in its cell, from 1), (table, row, cell) from outside inwards, words around."""

    part: str = "document"
    paragraph: int = 0
    cells: tuple[tuple[int, int, int], ...] = ()
    text: str = ""

    def __str__(self) -> str:
        """The place in Russian."""
        steps = [PARTS[self.part]] if self.part != "document" else []
        steps += [f"таблица {table}, строка {row}, ячейка {cell}" for table, row, cell in self.cells]
        if self.paragraph:
            steps.append(f"абзац {self.paragraph}")
        if self.text:
            steps.append(f"«{self.text}»")
        return ", ".join(steps)


PARTS = {"document": "текст", "header": "верхний колонтитул", "footer": "нижний колонтитул", "note": "сноски"}


@dataclass(frozen=True)
class Finding:
    """One departure from a rule: which of the rule's sentences tells it, with what values."""

    rule: Rule
    status: Status
    say: str
    values: Mapping[str, object] = field(default_factory=dict)
    place: FindingPlace = FindingPlace()

    @property
    def code(self) -> str:
        """The rule that is broken."""
        return self.rule.id

    @property
    def severity(self) -> Severity:
        """An error against what the standard words as a requirement, a warning else."""
        return "error" if self.status is Status.REQUIRED else "warning"

    def sentence(self) -> str:
        """What is wrong and what to do, without the place."""
        return self.rule.says[self.say].format_map(self.values)

    def message(self) -> str:
        """The place, what is wrong there and what to do."""
        where = str(self.place)
        return f"{where[:1].upper()}{where[1:]}: {self.sentence()}" if where else self.sentence()


@dataclass(frozen=True)
class Result:
    """What came of one rule; the note says what a check lacked or what to look at.

    `lacks` is the code of what was lacking: a field of Facts or Profile, or what only a person can give.
    """

    rule: Rule
    status: Status
    outcome: Outcome
    findings: tuple[Finding, ...] = ()
    note: str = ""
    lacks: str = ""


@dataclass(frozen=True)
class Report:
    """Every rule of the edition with its result; `kind` as given, or as read in the document."""

    edition: Edition
    kind: str
    kind_given: bool
    results: tuple[Result, ...]
    unread: tuple[str, ...] = ()  # texts that no rule has seen

    @property
    def findings(self) -> tuple[Finding, ...]:
        """All departures."""
        return tuple(finding for result in self.results for finding in result.findings)

    @property
    def required(self) -> tuple[Finding, ...]:
        """Departures from what the standard words as a requirement."""
        return tuple(finding for finding in self.findings if finding.status is Status.REQUIRED)

    def result(self, rule: str) -> Result:
        """The result of a rule; KeyError when the edition does not hold it."""
        for result in self.results:
            if result.rule.id == rule:
                return result
        raise KeyError(rule)
