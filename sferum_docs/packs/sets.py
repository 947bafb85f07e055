"""What a set of documents carries out of its directive, and which clauses it leaves bare."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sferum_docs.directives.coverage import CoverageState, coverage

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from sferum_docs.directives.model import Clause
    from sferum_docs.packs.model import DocumentSpec, Pack

_REST = "Остальные"
_NOT_OWED = {CoverageState.OTHERS, CoverageState.GROUP}


@dataclass(frozen=True, slots=True)
class SetCoverage:
    """The clauses that bind a school, parted by whether a document of the set carries them out.

    `supported`: no paper of the pack carries them out, for they want a deed; the set helps with it.
    """

    carried: tuple[Clause, ...]
    bare: tuple[Clause, ...]
    supported: tuple[Clause, ...] = ()


def set_coverage(pack: Pack, documents: Collection[str]) -> SetCoverage:
    """What these documents would carry out; indicators go with their clause."""
    carried: list[Clause] = []
    bare: list[Clause] = []
    supported: list[Clause] = []
    by_a_paper = {path for spec in pack.documents for path in spec.carries_out}
    for row in coverage(pack.directive, pack.plans(tuple(documents)), {}):
        if row.state not in _NOT_OWED and not row.clause.indicator:
            by_deed = row.services and row.clause.path not in by_a_paper
            (carried if row.carriers else supported if by_deed else bare).append(row.clause)
    return SetCoverage(tuple(carried), tuple(bare), tuple(supported))


def grouped(pack: Pack) -> Iterator[tuple[str, tuple[DocumentSpec, ...]]]:
    """Title → documents: the groups of the pack, then what stands in none of them (also what a school has added)."""
    placed: set[str] = set()
    for group in pack.groups:
        placed.update(group.documents)
        yield group.title, tuple(pack.by_id[document] for document in group.documents)
    rest = tuple(spec for spec in pack.documents if spec.id not in placed)
    if rest:
        yield _REST if placed else "", rest
