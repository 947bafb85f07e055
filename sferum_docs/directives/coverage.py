"""Which document carries out or supports which clause, and what proves it.

A cell has three values: the document carries the clause out, supports it, or neither. «Carries out»
is proven by the bookmarked paragraph of the finished file; without one it is only a promise of the pack.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from typing import TYPE_CHECKING, TypeAlias

from sferum_docs.directives.model import Demand

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sferum_docs.directives.model import Clause, Directive


class Degree(StrEnum):
    """How far a document serves a clause."""

    CARRIES_OUT = "carries_out"
    SUPPORTS = "supports"


class CoverageState(StrEnum):
    """Where a clause stands as far as papers can tell."""

    CARRIED = "carried"  # a made document has the paragraph that carries it out
    POSSIBLE = "possible"  # the pack has such a document; it is not made yet
    SUPPORTED = "supported"  # made documents only support it
    UNSERVED = "unserved"  # no document of the pack carries it out
    OTHERS = "others"  # it binds somebody else
    GROUP = "group"  # a heading: its sub-clauses speak


@dataclass(frozen=True, slots=True)
class EvidenceParagraph:
    """A bookmarked paragraph of a finished document: where it stands and what it says."""

    number: int
    text: str


# document → clause → the paragraphs of the finished file that carry the clause out
Made: TypeAlias = Mapping[str, Mapping[str, Sequence[EvidenceParagraph]]]


@dataclass(frozen=True, slots=True)
class Plan:
    """What a document of the pack is for."""

    document: str
    carries_out: tuple[str, ...]
    supports: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Service:
    """One cell: a document, how far it serves the clause, whether it is made, the proof."""

    document: str
    degree: Degree
    made: bool
    paragraphs: tuple[EvidenceParagraph, ...] = ()


@dataclass(frozen=True, slots=True)
class ClauseCoverage:
    """A clause with everything that serves it."""

    clause: Clause
    services: tuple[Service, ...]
    state: CoverageState

    @property
    def carriers(self) -> tuple[Service, ...]:
        """Documents that carry the clause out."""
        return tuple(service for service in self.services if service.degree is Degree.CARRIES_OUT)

    @property
    def supporters(self) -> tuple[Service, ...]:
        """Documents that support the clause."""
        return tuple(service for service in self.services if service.degree is Degree.SUPPORTS)


def coverage(directive: Directive, plans: Sequence[Plan], made: Made) -> tuple[ClauseCoverage, ...]:
    """One row for each node of the directive."""
    served = [(plan.document, _degrees(plan)) for plan in plans]
    return tuple(_row(clause, served, made) for clause in directive.walk())


@lru_cache(maxsize=1000)  # asked for each page; a pack's plans never change
def _degrees(plan: Plan) -> Mapping[str, Degree]:
    """Path → how far the document serves it."""
    return dict.fromkeys(plan.supports, Degree.SUPPORTS) | dict.fromkeys(plan.carries_out, Degree.CARRIES_OUT)


def _row(clause: Clause, served: Iterable[tuple[str, Mapping[str, Degree]]], made: Made) -> ClauseCoverage:
    # an unnumbered item («- показатель») is part of its clause's sentence: what serves the clause serves the item
    above = clause.path.rpartition("/")[0]
    services = []
    for document, degrees in served:
        path = clause.path if clause.path in degrees else above
        if path in degrees:
            paragraphs = made.get(document, {}).get(path, ())
            services.append(Service(document, degrees[path], document in made, tuple(paragraphs)))
    return ClauseCoverage(clause, tuple(services), _state(clause, services))


def _state(clause: Clause, services: Sequence[Service]) -> CoverageState:
    if not clause.for_school:
        return CoverageState.OTHERS
    if clause.demand is Demand.GROUP:
        return CoverageState.GROUP
    carriers = [service for service in services if service.degree is Degree.CARRIES_OUT]
    if any(service.made and service.paragraphs for service in carriers):
        return CoverageState.CARRIED
    if any(not service.made for service in carriers):
        return CoverageState.POSSIBLE
    if any(service.made for service in services if service.degree is Degree.SUPPORTS):
        return CoverageState.SUPPORTED
    return CoverageState.UNSERVED


def disagreements(directive: Directive, plans: Sequence[Plan], made: Made) -> tuple[tuple[str, str, str], ...]:
    """(document, clause, fault) wherever the bookmarks of finished files and the pack tell different things.

    The fault is `promised` (the pack says «carries out», the file has no such paragraph) or `unplanned`.
    """
    found = []
    for plan in plans:
        if plan.document not in made:
            continue
        proven = {path for path, paragraphs in made[plan.document].items() if paragraphs}
        found += [(plan.document, path, "promised") for path in plan.carries_out if path not in proven]
        found += [
            (plan.document, path, "unplanned") for path in directive.by_path if path in proven - set(plan.carries_out)
        ]
    return tuple(found)
