"""What an office sees of its schools: each clause as the school's own clause page tells it."""

from datetime import date

import pytest
from flask import Flask

from sferum_docs.services.clauses.page import clause_page
from sferum_docs.services.district.matrix import BodyState, CellState, matrix_of
from sferum_docs.services.packs.acts import close_act
from sferum_docs.services.packs.of_school import school_pack
from sferum_docs.store.schools import get_school
from tests.builders import BY, PACK_ID
from tests.district import District, fill_district
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
        assert (closed.summary.state, closed.late(LATER)) == (BodyState.CLOSED, 0)
        assert {row.summary.state for row in matrix_of(district.office, "max-2026", LATER).rows} == {
            BodyState.NOT_ASSIGNED
        }
