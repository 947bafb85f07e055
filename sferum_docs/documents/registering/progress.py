"""How far a clause is carried out: what is signed and what is confirmed are told apart."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from sferum_docs.directives.coverage import ClauseCoverage
    from sferum_docs.documents.registering.status import Facts
    from sferum_docs.indicators.duty.evidence import WeekEvidence, WeeksEvidence


@dataclass(frozen=True, slots=True)
class Replies:
    """The answers to the questions of a clause that stand today, counted."""

    asked: int = 0
    yes: int = 0
    no: int = 0
    not_applicable: int = 0
    since: date | None = None  # the earliest day of those with «yes»

    @property
    def waiting(self) -> int:
        """How many questions have no answer."""
        return self.asked - self.yes - self.no - self.not_applicable

    @property
    def settled(self) -> bool:
        """Whether all are answered, none with «no» and at least one with «yes»."""
        return bool(self.yes) and not self.no and not self.waiting


NOTHING_ASKED = Replies()


@dataclass(frozen=True, slots=True)
class Progress:
    """The documents that carry a clause out and are signed; of them those known to all and those confirmed.

    `carriers`: whether any document of the pack carries the clause out; one without is carried out by answers alone.
    """

    signed: tuple[str, ...] = ()
    acquainted: tuple[str, ...] = ()
    confirmed: tuple[str, ...] = ()
    replies: Replies = NOTHING_ASKED
    carriers: bool = True
    weeks: WeeksEvidence | None = None  # of a clause that wants the indicators analysed week by week

    @property
    def open_weeks(self) -> tuple[WeekEvidence, ...]:
        """The weeks that still lack something; for those before it a person's «yes» to all questions is enough."""
        if self.weeks is None:
            return ()
        since = self.replies.since if self.replies.settled else None
        return self.weeks.lacking if since is None else self.weeks.after(since).lacking

    @property
    def denied(self) -> bool:
        """Whether somebody answered «no» to a question of the clause."""
        return bool(self.replies.no)

    @property
    def done(self) -> bool:
        """Whether one document is signed, known to all it concerns and confirmed, and no answer says otherwise."""
        if self.denied or self.open_weeks:
            return False
        if not self.carriers:
            return self.replies.settled
        return bool(set(self.acquainted) & set(self.confirmed))


def progress(
    clause: ClauseCoverage,
    facts: Mapping[str, Facts],
    *,
    papers: bool,
    replies: Replies = NOTHING_ASKED,
    weeks: WeeksEvidence | None = None,
) -> Progress:
    """How far; `facts` are those of entries in force, `papers`: the clause's own questions have papers that prove."""
    signed = tuple(
        service.document
        for service in clause.carriers
        if service.paragraphs and service.document in facts and facts[service.document].signed
    )
    answered = papers or replies.settled or (weeks is not None and weeks.complete)
    return Progress(
        signed,
        tuple(item for item in signed if facts[item].acquainted >= facts[item].to_acquaint),
        tuple(item for item in signed if answered or facts[item].proven),
        replies,
        bool(clause.carriers),
        weeks,
    )
