"""The papers of an office about all its bodies, made at one press: of today, of the week that was chosen."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sferum_docs.packs.model import FieldKind
from sferum_docs.services.district.matrix import matrix_of
from sferum_docs.services.district.papers.facts import RANKED, letter_of, letters_made
from sferum_docs.services.district.papers.figures import known_weeks
from sferum_docs.services.documents.statuses import standings_of
from sferum_docs.services.documents.weekly import newest_of_weeks
from sferum_docs.services.packet.make import make_alone
from sferum_docs.store.change_stamp import Same, keep_until_change
from sferum_docs.store.documents.issued import newest

if TYPE_CHECKING:
    from datetime import date

    from sferum_docs.packs.model import DocumentSpec, Pack
    from sferum_docs.schools.model import School
    from sferum_docs.services.documents.printing import PdfService
    from sferum_docs.services.documents.statuses import DocumentState
    from sferum_docs.store.audit import Actor
    from sferum_docs.store.documents.issued import IssuedDocument


@dataclass(frozen=True, slots=True)
class OfficePaper:
    """A document of the office, its newest version and where that stands."""

    spec: DocumentSpec
    made: IssuedDocument | None = None
    state: DocumentState | None = None

    @property
    def tells_week(self) -> bool:
        """Whether it speaks of a week."""
        return any(field.whole_week for field in self.spec.fields)

    @property
    def wants_week(self) -> bool:
        """Whether there is nothing to say without one."""
        return any(field.whole_week and field.required for field in self.spec.fields)

    @property
    def may_rank(self) -> bool:
        """Whether places may be shown in it."""
        return any(field.key == RANKED for field in self.spec.fields)


@dataclass(frozen=True, slots=True)
class SentLetter:
    """A letter with where it stands."""

    made: IssuedDocument
    state: DocumentState


def office_papers(office_id: int, pack: Pack) -> tuple[OfficePaper, ...]:
    """The documents of an office for an act, letters to single bodies apart."""
    made = {item.document: item for item in newest(office_id, pack.id)}
    states = {item.document: state for item, state in standings_of(office_id, pack, [*made.values()])}
    return tuple(
        OfficePaper(spec, made.get(spec.id), states.get(spec.id)) for spec in pack.documents if not spec.asked_of_body
    )


def sent_letters(office_id: int, pack: Pack) -> tuple[SentLetter, ...]:
    """The letters that were made, the newest of each body and day, the last made first."""
    spec = letter_of(pack)
    made = [item for item in newest_of_weeks(office_id, pack) if spec and item.document == spec.id]
    drafts = {item.id for item in letters_made(office_id, pack)}
    ordered = sorted((item for item in made if item.id in drafts), key=lambda item: -item.id)
    return tuple(SentLetter(item, state) for item, state in standings_of(office_id, pack, ordered))


def weeks_told(office_id: int, pack: Pack, day: date) -> tuple[date, ...]:
    """The Mondays of which any body has sent figures, the newest first; none where the act counts nothing."""
    counted = matrix_of(office_id, pack.id, day).pack.indicator_set
    if counted is None:
        return ()
    bodies = [row.school for row in matrix_of(office_id, pack.id, day).rows]
    found = keep_until_change(("weeks of bodies", office_id, Same(pack)), lambda: known_weeks(bodies, counted))
    return tuple(monday for monday in found if monday <= day)


def make_paper(
    office_id: int,
    office: School,
    pack: Pack,
    spec: DocumentSpec,
    week: date | None,
    by: Actor,
    press: PdfService | None = None,
    *,
    is_ranked: bool = False,
) -> tuple[IssuedDocument, bool]:
    """The paper as of today, and whether it is new: not when the newest says the same. FaultsError says why not."""
    day = max(by.at.astimezone().date(), pack.directive.date)
    answers: dict[str, Any] = {}
    for field in spec.fields:
        if field.whole_week and week is not None:
            answers[field.key] = min(week, day).isoformat()
        elif field.key == RANKED and field.kind is FieldKind.FLAG:
            answers[field.key] = is_ranked
    return make_alone(office_id, office, pack, spec.id, day, answers, by, press)
