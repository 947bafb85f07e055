from datetime import date

import pytest

from sferum_docs.directives.bookmarks import bookmark_name, clause_path
from sferum_docs.directives.coverage import (
    CoverageState,
    Degree,
    EvidenceParagraph,
    Made,
    Plan,
    coverage,
    disagreements,
)
from sferum_docs.directives.legal_acts import LegalAct, acts_in_force
from sferum_docs.directives.model import Clause, Demand, Directive
from sferum_docs.directives.working_days import is_working_day, shift_working_days, working_days_between


def clause(path: str, *children: Clause, demand: Demand = Demand.ACTION, for_school: bool = True) -> Clause:
    number = "" if "/" in path else path
    return Clause(path, number, "", f"Текст {path}", "школы", addressee_inherited=False, for_school=for_school,
                  demand=demand, children=children)  # fmt: skip


DIRECTIVE = Directive(
    "ПОСТАНОВЛЕНИЕ", "7", date(2023, 10, 13), "О деле",
    (clause("1", clause("1.1"), clause("1.2", clause("1.2/-1")), clause("1.3"), demand=Demand.GROUP),
     clause("2", for_school=False)),
    (),
)  # fmt: skip
PLANS = (Plan("приказ", ("1.1", "1.2"), ()), Plan("план", ("1.1",), ("1.3",)))
ORDER_MADE: Made = {"приказ": {"1.1": (EvidenceParagraph(5, "Перейти"),)}}


def states(made: Made) -> dict[str, CoverageState]:
    return {row.clause.path: row.state for row in coverage(DIRECTIVE, PLANS, made)}


def test_before_anything_is_made_documents_are_only_possible() -> None:
    assert states({}) == {
        "1": CoverageState.GROUP,
        "1.1": CoverageState.POSSIBLE,
        "1.2": CoverageState.POSSIBLE,
        "1.2/-1": CoverageState.POSSIBLE,
        "1.3": CoverageState.UNSERVED,
        "2": CoverageState.OTHERS,
    }


def test_a_made_document_carries_out_only_what_its_paragraphs_prove() -> None:
    found = states(ORDER_MADE)
    assert found["1.1"] is CoverageState.CARRIED
    assert found["1.2"] is CoverageState.UNSERVED


def test_support_alone_never_counts_as_carrying_out() -> None:
    assert states({"план": {"1.3": (EvidenceParagraph(1, "x"),)}})["1.3"] is CoverageState.SUPPORTED


def test_an_unnumbered_item_is_served_by_what_serves_its_clause() -> None:
    proof = (EvidenceParagraph(2, "Зарегистрироваться"),)
    rows = {row.clause.path: row for row in coverage(DIRECTIVE, PLANS, {"приказ": {"1.2": proof}})}
    assert rows["1.2/-1"].state is CoverageState.CARRIED
    assert rows["1.2/-1"].carriers[0].paragraphs == proof


def test_carrying_out_and_supporting_are_told_apart() -> None:
    row = next(row for row in coverage(DIRECTIVE, PLANS, ORDER_MADE) if row.clause.path == "1.3")
    assert row.carriers == ()
    assert [(item.document, item.degree, item.made) for item in row.supporters] == [("план", Degree.SUPPORTS, False)]


def test_a_file_that_tells_another_story_than_the_pack_is_found() -> None:
    made: Made = {"приказ": {"1.1": (EvidenceParagraph(5, "Перейти"),), "1.3": (EvidenceParagraph(6, "Лишнее"),)}}
    assert disagreements(DIRECTIVE, PLANS, made) == (("приказ", "1.2", "promised"), ("приказ", "1.3", "unplanned"))


@pytest.mark.parametrize("path", sorted(DIRECTIVE.by_path))
@pytest.mark.parametrize("repeat", [1, 2, 11])
def test_a_bookmark_leads_back_to_its_clause(path: str, repeat: int) -> None:
    name = bookmark_name(path, repeat)
    assert clause_path(name, DIRECTIVE) == path
    assert len(name) <= 40
    assert name.replace("_", "").isalnum()


@pytest.mark.parametrize("name", ["_GoBack", "п_9_9", "п_1_1_раз", "1.1", ""])
def test_other_bookmarks_name_no_clause(name: str) -> None:
    assert clause_path(name, DIRECTIVE) is None


def test_an_order_cites_only_acts_in_force_on_its_day() -> None:
    acts = (
        LegalAct("старый", "…", date(2006, 1, 1), date(2023, 2, 28)),
        LegalAct("новый", "…", date(2023, 3, 1)),
    )
    assert list(acts_in_force(acts, date(2023, 2, 28))) == ["старый"]
    assert list(acts_in_force(acts, date(2023, 3, 1))) == ["новый"]


@pytest.mark.parametrize(
    ("start", "count", "end"),
    [
        (date(2023, 10, 13), 2, date(2023, 10, 17)),
        (date(2023, 11, 3), 1, date(2023, 11, 7)),  # Monday 6 November 2023 was a day off for the 4th, a Saturday
        (date(2025, 10, 31), 1, date(2025, 11, 1)),  # a working Saturday
        (date(2023, 10, 20), 0, date(2023, 10, 20)),
        (date(2023, 10, 23), -1, date(2023, 10, 20)),
    ],
)
def test_working_days_know_the_governments_transfers(start: date, count: int, end: date) -> None:
    assert shift_working_days(start, count) == end
    if count:
        assert working_days_between(start, end) == count


def test_a_regional_holiday_is_a_day_off() -> None:
    assert is_working_day(date(2024, 6, 17))
    assert not is_working_day(date(2024, 6, 17), regional={date(2024, 6, 17)})
