"""What an office sees of its schools: each clause as the school's own clause page tells it."""

from datetime import date

import pytest
from flask import Flask

from sferum_docs.services.clauses.page import clause_page
from sferum_docs.services.district.matrix import BodyState, CellState, matrix_of
from sferum_docs.services.district.scope import schools_in_scope
from sferum_docs.services.district.watching.packed import packed, unpacked
from sferum_docs.services.district.watching.summaries import AT_ONCE, Summaries, summaries_of
from sferum_docs.services.district.watching.summary import next_change, summarize
from sferum_docs.services.packs.acts import close_act
from sferum_docs.services.packs.choose import find_pack
from sferum_docs.services.packs.of_school import school_pack
from sferum_docs.store.audit import record_event
from sferum_docs.store.database import writing
from sferum_docs.store.documents.templates import add_decision
from sferum_docs.store.schools import get_school
from tests.builders import BY, PACK_ID
from tests.databases import application
from tests.district import District, fill_district
from tests.many_bodies import copy_school
from tests.registering import made, register

DAY = date(2023, 10, 17)
LATER = date(2023, 11, 1)
DAY_OF_ORDER = date(2023, 10, 16)


@pytest.fixture
def district(app: Flask) -> District:
    with app.app_context():
        return fill_district()


def test_each_school_of_the_office_has_a_row_and_no_other(app: Flask, district: District) -> None:
    with app.app_context():
        matrix = matrix_of(district.office, PACK_ID, DAY)
        assert sorted(row.school for row in matrix.rows) == sorted(district.schools)
        assert {row.summary.state for row in matrix.rows} == {BodyState.IN_WORK}
        assert not any(row.summary.has_data for row in matrix.rows)
        assert matrix.count("1.5") == {CellState.NO_DATA: 3}


def test_a_registered_order_shows_its_number_its_day_and_the_paragraph(app: Flask, district: District) -> None:
    with app.app_context():
        school = district.schools[0]
        (order,) = made(school, "D04")
        drafted = {row.school: row for row in matrix_of(district.office, PACK_ID, DAY).rows}
        assert drafted[school].cell("1.5").state is CellState.DRAFT
        entry = register(school, order.id)
        matrix = matrix_of(district.office, PACK_ID, DAY)
        row = next(row for row in matrix.rows if row.school == school)
        cell = row.cell("1.5")
        assert (cell.state, cell.number, cell.day, cell.evidence) == (
            CellState.SIGNED,
            entry.number,
            DAY_OF_ORDER,
            False,
        )
        assert (cell.share, cell.entry, cell.document) == (0, entry.id, entry.document_id)
        assert cell.paragraph == order.paragraphs["1.5"][0].number
        issued = row.document("D04")
        assert issued is not None
        assert issued.is_issued
        assert [lacking.school for lacking in matrix.lacking("D04")] == [
            other.school for other in matrix.rows if other.school != school
        ]


def test_a_cell_says_what_the_clause_page_of_the_school_says(app: Flask, district: District) -> None:
    with app.app_context():
        school = district.schools[0]
        register(school, made(school, "D04", "D02")[0].id)
        row = next(row for row in matrix_of(district.office, PACK_ID, LATER).rows if row.school == school)
        kept = get_school(school)
        assert kept is not None
        page = clause_page(school, kept, school_pack(school, PACK_ID, LATER), LATER)
        for clause in (each for each in page.rows if each.is_own):
            cell = row.cell(clause.coverage.clause.path)
            assert (cell.state is CellState.DONE, cell.due) == (clause.progress.done, clause.due)
            assert cell.is_late(LATER) == (
                clause.days_left is not None and clause.days_left < 0 and not clause.progress.done
            )
        assert row.late(LATER)
        assert not row.late(date(2023, 10, 16))


def test_an_act_that_is_closed_or_not_assigned_asks_nothing_of_a_school(app: Flask, district: District) -> None:
    with app.app_context():
        close_act(district.schools[0], PACK_ID, BY)
        states = {row.school: row for row in matrix_of(district.office, PACK_ID, LATER).rows}
        closed = states[district.schools[0]]
        assert (closed.summary.state, closed.late(LATER), closed.is_late("1.2", LATER)) == (BodyState.CLOSED, 0, False)
        assert {row.summary.state for row in matrix_of(district.office, "max-2026", LATER).rows} == {
            BodyState.NOT_ASSIGNED
        }


def summaries(district: District, day: date = LATER, most: int | None = AT_ONCE) -> Summaries:
    return summaries_of([body.id for body in schools_in_scope(district.office)], find_pack(PACK_ID), day, most)


def test_only_what_changed_is_worked_out_anew(app: Flask, district: District) -> None:
    with app.app_context():
        school = district.schools[0]
        assert summaries(district).made == 3
        assert summaries(district).made == 0
        made(school, "D04")
        later = summaries(district)
        assert later.made == 1
        assert later.of[school].cell("1.5").state is CellState.DRAFT
        with writing() as session:
            record_event(session, district.other_school, BY, "packet.made")
        assert summaries(district).made == 0, "another district's work is none of ours"
        with writing() as session:
            record_event(session, None, BY, "packs.taken_in")
        assert summaries(district).made == 3, "what names no body may be of any"


def test_what_one_process_worked_out_is_there_for_all_and_a_change_by_any_is_seen(
    app: Flask, district: District
) -> None:
    school = district.schools[0]
    with app.app_context():
        first = summaries(district)
    with application(app.config["SQLALCHEMY_DATABASE_URI"]):  # another process: a memory of its own
        second = summaries(district)
        assert (second.made, second.of) == (0, first.of)
        made(school, "D04")
    with app.app_context():
        third = summaries(district)
        assert (third.made, third.of[school].cell("1.5").state) == (1, CellState.DRAFT)


def test_a_summary_comes_back_from_the_table_as_it_was(app: Flask, district: District) -> None:
    with app.app_context():
        school = district.schools[0]
        register(school, made(school, "D04", "D02")[0].id)
        found = summarize(school, PACK_ID, LATER)
        assert unpacked(packed(found)) == found
        assert not found.cell("2").is_own
        assert unpacked(packed(summarize(school, "max-2026", LATER))).state is BodyState.NOT_ASSIGNED


def test_a_page_works_out_so_many_and_says_how_many_wait(app: Flask, district: District) -> None:
    with app.app_context():
        copy_school(district.schools[2], AT_ONCE + 7, first=100)
        seen = [summaries(district) for _view in range(3)]
        assert [(len(each.waiting), each.made) for each in seen] == [(10, AT_ONCE), (0, 10), (0, 0)]
        assert all(seen[0].of[body].state is BodyState.WAITING for body in seen[0].waiting)
        assert matrix_of(district.office, PACK_ID, LATER).waiting == 0


def test_what_the_day_changes_is_worked_out_on_that_day(app: Flask, district: District) -> None:
    with app.app_context():
        school = district.schools[0]
        assert next_change(school, PACK_ID, LATER) is None
        with writing() as session:
            add_decision(session, school, PACK_ID, "D04", 0, date(2023, 11, 20), "", BY)
        assert next_change(school, PACK_ID, LATER) == date(2023, 11, 20)
        summaries(district)
        assert summaries(district, date(2023, 11, 19)).made == 0
        assert summaries(district, date(2023, 11, 20)).made == 1


def test_an_order_to_analyse_weeks_makes_the_day_after_each_analysis_count(app: Flask, district: District) -> None:
    with app.app_context():
        school = district.schools[0]
        (order,) = made(school, "D07")
        register(school, order.id)
        friday = date(2023, 11, 17)
        assert next_change(school, PACK_ID, date(2023, 11, 13)) == date(2023, 11, 18)
        kept = get_school(school)
        assert kept is not None
        before, on, after = (
            summarize(school, PACK_ID, day).cell("1.8").open_weeks
            for day in (date(2023, 11, 13), friday, date(2023, 11, 18))
        )
        assert (before, after) == (on, on + 1)
