from datetime import date

import pytest

from sferum_docs.directives.coverage import ClauseCoverage, CoverageState, Degree, EvidenceParagraph, Service
from sferum_docs.documents.registering.progress import Progress, Replies, progress
from sferum_docs.documents.registering.status import Facts, PaperState, Status, status
from sferum_docs.indicators.duty.evidence import WeekEvidence, WeeksEvidence
from sferum_docs.indicators.duty.weeks_due import analysed_on
from sferum_docs.services.packs.choose import find_pack
from tests.builders import PACK_ID

CARRIES = Service("D05", Degree.CARRIES_OUT, made=True, paragraphs=(EvidenceParagraph(3, "Зарегистрироваться"),))
REGISTERED = Facts(made=True, registered=True, to_acquaint=2, acquainted=2)


def a_clause(*services: Service) -> ClauseCoverage:
    return ClauseCoverage(find_pack(PACK_ID).directive.by_path["1.2"], services, CoverageState.CARRIED)


@pytest.mark.parametrize(
    ("facts", "papers", "signed", "confirmed", "done"),
    [
        (Facts(made=True), True, False, False, False),
        (REGISTERED, False, True, False, False),
        (REGISTERED, True, True, True, True),
        (Facts(made=True, registered=True, evidence=True), False, True, True, True),
        (Facts(made=True, registered=True, executed=True), False, True, True, True),
        (Facts(made=True, registered=True, to_acquaint=2, acquainted=1, evidence=True), True, True, True, False),
    ],
)
def test_a_clause_is_carried_out_when_signed_known_to_all_and_confirmed(
    *, facts: Facts, papers: bool, signed: bool, confirmed: bool, done: bool
) -> None:
    found = progress(a_clause(CARRIES), {"D05": facts}, papers=papers)
    assert (bool(found.signed), bool(found.confirmed), found.done) == (signed, confirmed, done)


def test_a_document_that_only_supports_or_lacks_the_paragraph_carries_nothing_out() -> None:
    proven = Facts(made=True, registered=True, evidence=True)
    supporting = Service("D12", Degree.SUPPORTS, made=True)
    silent = Service("D05", Degree.CARRIES_OUT, made=True)
    assert progress(a_clause(supporting, silent), {"D05": proven, "D12": proven}, papers=True).signed == ()


def test_known_to_all_and_confirmed_must_be_the_same_document() -> None:
    other = Service("D06", Degree.CARRIES_OUT, made=True, paragraphs=CARRIES.paragraphs)
    waiting = Facts(made=True, registered=True, to_acquaint=1, evidence=True)
    assert not progress(a_clause(CARRIES, other), {"D05": REGISTERED, "D06": waiting}, papers=False).done


@pytest.mark.parametrize(
    ("paper", "step", "signed", "done"),
    [
        (PaperState.NONE, Status.DRAFT, False, False),
        (PaperState.PRINTED, Status.PRINTED, False, False),
        (PaperState.SIGNED, Status.SIGNED, True, False),
        (PaperState.FILED, Status.FILED, True, True),
    ],
)
def test_a_paper_without_a_register_counts_when_it_is_signed_and_proves_when_it_is_in_a_file(
    *, paper: PaperState, step: Status, signed: bool, done: bool
) -> None:
    facts = Facts(made=True, paper=paper)
    found = progress(a_clause(CARRIES), {"D05": facts}, papers=False)
    assert (status(facts), bool(found.signed), found.done) == (step, signed, done)


PROVEN = Facts(made=True, registered=True, evidence=True)


@pytest.mark.parametrize(
    ("facts", "replies", "done"),
    [
        (PROVEN, Replies(asked=2), True),  # nothing answered changes nothing
        (PROVEN, Replies(asked=2, yes=1, no=1), False),
        (PROVEN, Replies(asked=2, not_applicable=2), True),
        (REGISTERED, Replies(asked=2, yes=1), False),
        (REGISTERED, Replies(asked=2, yes=1, not_applicable=1), True),
        (REGISTERED, Replies(asked=2, not_applicable=2), False),
        (Facts(made=True), Replies(asked=1, yes=1), False),
    ],
)
def test_no_is_never_progress_and_all_answers_together_confirm(facts: Facts, replies: Replies, *, done: bool) -> None:
    assert progress(a_clause(CARRIES), {"D05": facts}, papers=False, replies=replies).done is done


def test_a_clause_that_no_document_carries_out_is_carried_out_by_its_answers() -> None:
    assert Progress(replies=Replies(asked=1, yes=1), carriers=False).done
    assert not Progress(replies=Replies(asked=2, yes=1), carriers=False).done
    assert not Progress(replies=Replies(), carriers=False).done


WEEK, NEXT = analysed_on(date(2023, 10, 16)), analysed_on(date(2023, 10, 23))


def weeks(*, whole: bool = True) -> WeeksEvidence:
    """Two weeks, of which the second may lack its signature."""
    return WeeksEvidence(
        (
            WeekEvidence(WEEK, has_data=True, concluded=True, signed=True),
            WeekEvidence(NEXT, has_data=True, concluded=True, signed=whole),
        )
    )


ANSWERED = Replies(2, yes=2, since=WEEK.day)


@pytest.mark.parametrize(
    ("told", "replies", "confirmed", "done"),
    [
        (weeks(), Replies(2), True, True),
        (weeks(whole=False), Replies(2), False, False),
        (weeks(whole=False), ANSWERED, True, False),
        (weeks(whole=False), Replies(2, yes=2, since=NEXT.day), True, True),
        (weeks(), Replies(2, yes=1, no=1, since=NEXT.day), True, False),
        (WeeksEvidence(), ANSWERED, True, True),
    ],
    ids=[
        "every week has all three", "a week lacks its signature", "a «yes» is of the weeks before it alone",
        "a «yes» after it covers the week", "a «no» stands against all weeks", "no week was due yet",
    ],
)  # fmt: skip
def test_a_clause_of_weekly_work_is_carried_out_by_its_weeks(
    told: WeeksEvidence, replies: Replies, *, confirmed: bool, done: bool
) -> None:
    found = progress(a_clause(CARRIES), {"D05": REGISTERED}, papers=False, replies=replies, weeks=told)
    assert (bool(found.confirmed), found.done) == (confirmed, done)
