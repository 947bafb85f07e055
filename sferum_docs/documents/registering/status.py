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
        return Status.SIGNING if facts.sent_to_sign else Status.DRAFT
    if facts.acquainted < facts.to_acquaint:
        return Status.REGISTERED
    if facts.evidence:
        return Status.DONE
    return Status.ACQUAINTED if facts.to_acquaint else Status.REGISTERED
