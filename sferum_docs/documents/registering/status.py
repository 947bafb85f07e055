"""How far a document has come, judged by the facts that are kept of it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Status(StrEnum):
    """The steps of a document, in order."""

    NONE = "нет"
    DRAFT = "черновик"
    SIGNING = "на подписи"
    REGISTERED = "зарегистрирован"
    ACQUAINTED = "ознакомлены"
    DONE = "исполнен"
    # of papers that no register takes
    PRINTED = "распечатан"
    SIGNED = "подписан"
    FILED = "в деле"


class PaperState(StrEnum):
    """How far a paper that no register takes has come, as a person marked it."""

    NONE = ""
    PRINTED = "printed"
    SIGNED = "signed"
    FILED = "filed"


@dataclass(frozen=True, slots=True)
class PaperStep:
    """What a mark means: the status it gives, the words of its button, whether the paper counts as signed, as proof."""

    status: Status
    label: str
    signed: bool = False
    proves: bool = False
    in_file: bool = False  # whether it is asked in which file the paper lies


PAPER_STEPS = {
    PaperState.PRINTED: PaperStep(Status.PRINTED, "распечатан"),
    PaperState.SIGNED: PaperStep(Status.SIGNED, "подписан или утверждён", signed=True),
    PaperState.FILED: PaperStep(Status.FILED, "подшит в дело", signed=True, proves=True, in_file=True),
}
_UNMARKED = PaperStep(Status.DRAFT, "")


@dataclass(frozen=True, slots=True)
class Facts:
    """What is kept of one document. `to_acquaint` counts people; whoever refused by an act counts as acquainted."""

    made: bool = False
    sent_to_sign: bool = False
    registered: bool = False
    to_acquaint: int = 0
    acquainted: int = 0
    evidence: bool = False
    executed: bool = False
    paper: PaperState = PaperState.NONE  # of a paper that no register takes

    @property
    def step(self) -> PaperStep:
        """What the mark of the paper means."""
        return PAPER_STEPS.get(self.paper, _UNMARKED)

    @property
    def signed(self) -> bool:
        """Whether it stands in a register, or is signed where no register takes it."""
        return self.registered or self.step.signed

    @property
    def proven(self) -> bool:
        """Whether a scan, a mark of execution or its place in a file proves it."""
        return self.evidence or self.executed or self.step.proves


def status(facts: Facts) -> Status:
    """The step reached. Done is what is marked so, or registered, known to all it concerns and proven by a scan.

    >>> status(Facts(made=True, registered=True, to_acquaint=3, acquainted=2))
    <Status.REGISTERED: 'зарегистрирован'>
    """
    if not facts.made:
        return Status.NONE
    if facts.executed:
        return Status.DONE
    if not facts.registered:
        return _unregistered(facts)
    if facts.acquainted < facts.to_acquaint:
        return Status.REGISTERED
    if facts.evidence:
        return Status.DONE
    return Status.ACQUAINTED if facts.to_acquaint else Status.REGISTERED


def _unregistered(facts: Facts) -> Status:
    if facts.paper in PAPER_STEPS:
        return facts.step.status
    return Status.SIGNING if facts.sent_to_sign else Status.DRAFT
