"""How far a clause is carried out: what is signed and what is confirmed are told apart."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sferum_docs.directives.coverage import ClauseCoverage
    from sferum_docs.documents.registering.status import Facts


@dataclass(frozen=True, slots=True)
class Progress:
    """The documents that carry a clause out and are signed; of them those known to all and those confirmed."""

    signed: tuple[str, ...] = ()
    acquainted: tuple[str, ...] = ()
    confirmed: tuple[str, ...] = ()

    @property
    def done(self) -> bool:
        """Whether one document is signed, known to all it concerns and confirmed."""
        return bool(set(self.acquainted) & set(self.confirmed))


def progress(clause: ClauseCoverage, facts: Mapping[str, Facts], *, papers: bool) -> Progress:
    """How far; `facts` are those of entries in force, `papers`: the clause's own questions have papers that prove."""
    signed = tuple(
        service.document
        for service in clause.carriers
        if service.paragraphs and service.document in facts and facts[service.document].registered
    )
    return Progress(
        signed,
        tuple(item for item in signed if facts[item].acquainted >= facts[item].to_acquaint),
        tuple(item for item in signed if papers or facts[item].evidence or facts[item].executed),
    )
