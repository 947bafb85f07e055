"""Which weeks the head has signed for: the papers that tell of them, registered or marked as signed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sferum_docs.documents.requests.request import kept_figures
from sferum_docs.indicators.duty.evidence import weeks_with_data
from sferum_docs.services.documents.statuses import standings_of
from sferum_docs.services.documents.weekly import week_asked
from sferum_docs.store.change_stamp import Same, keep_until_change
from sferum_docs.store.documents.issued import versions_of

if TYPE_CHECKING:
    from datetime import date

    from sferum_docs.indicators.reports.told import ToldFigures
    from sferum_docs.packs.model import Pack
    from sferum_docs.services.documents.statuses import DocumentState
    from sferum_docs.store.documents.issued import IssuedDocument


@dataclass(frozen=True, slots=True)
class SignedPaper:
    """A version that was signed, the weeks that it tells of, and the figures that stand in it."""

    document: IssuedDocument
    weeks: frozenset[date]
    told: ToldFigures | None
    day: date
    number: str = ""

    @property
    def told_weeks(self) -> frozenset[date]:
        """The weeks whose numbers stand in it; a report has those of the week before as well."""
        return weeks_with_data(self.told.figures) | self.weeks if self.told else self.weeks


def signed_papers(school_id: int, pack: Pack) -> tuple[SignedPaper, ...]:
    """The reports and journals that were signed, newest first; of a registered one the version with its number."""
    return keep_until_change(("signed papers", school_id, Same(pack)), lambda: _signed(school_id, pack))


def signed_weeks(school_id: int, pack: Pack) -> frozenset[date]:
    """The Mondays of the weeks that the head has signed for."""
    return frozenset().union(*(paper.weeks for paper in signed_papers(school_id, pack)))


def _signed(school_id: int, pack: Pack) -> tuple[SignedPaper, ...]:
    known = pack.indicator_set
    names = tuple(filter(None, (known.report, known.journal))) if known else ()
    papers = standings_of(school_id, pack, versions_of(school_id, pack.id, names)) if names else ()
    return tuple(_paper(document, state, pack) for document, state in papers if _is_signed(document, state))


def _is_signed(document: IssuedDocument, state: DocumentState) -> bool:
    """A draft under a number that its registered version bears is that version's, not a paper of its own."""
    if state.entry is not None:
        return not state.repealed and state.entry.document_id in {document.id, None}
    return state.facts.step.signed


def _paper(document: IssuedDocument, state: DocumentState, pack: Pack) -> SignedPaper:
    told = kept_figures(document.data, pack.indicator_set)
    spec = pack.by_id[document.document]
    week = week_asked(spec, document)
    entry, mark = state.entry, state.mark
    known = weeks_with_data(told.figures) if told else frozenset()
    return SignedPaper(
        document,
        frozenset({week}) if week else known,
        told,
        entry.signed_on if entry else mark.day if mark else document.order_date,
        entry.number if entry else "",
    )
