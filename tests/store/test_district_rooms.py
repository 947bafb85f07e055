"""The rooms of a district on each database that the program knows: what one of them refuses is seen here."""

from datetime import date

from flask import Flask

from sferum_docs.services.district.giving import assign_to
from sferum_docs.services.district.matrix import CellState, matrix_of
from sferum_docs.services.jobs.run import run_due
from tests.builders import BY, PACK_ID
from tests.bulk import begin_bulk
from tests.district import fill_district
from tests.registering import made, register

DAY = date(2023, 10, 17)


def test_an_office_gives_an_act_makes_papers_for_its_schools_and_sees_them_done(app: Flask) -> None:
    assert app
    district = fill_district()
    first = district.schools[0]
    assert len(assign_to(district.office, PACK_ID, district.schools, date(2023, 10, 16), BY).had) == len(
        district.schools
    ), "it works by the act already"
    assert matrix_of(district.office, PACK_ID, DAY).count("1.5") == {CellState.NO_DATA: 3}
    assert begin_bulk(district.office)
    assert run_due("tests") == len(district.schools)
    (order,) = made(first, "D04")
    register(first, order.id)
    row = next(row for row in matrix_of(district.office, PACK_ID, DAY).rows if row.school == first)
    assert row.cell("1.5").state is CellState.SIGNED
