"""A district's programs: its schools, how far they have come, who has not issued what; nobody else is told."""

import pytest
from flask import Flask

from sferum_docs.services.district.bodies import close_body
from sferum_docs.services.users.manage import Role, list_users, set_roles
from sferum_docs.services.users.tokens import Scope
from sferum_docs.store.database import db
from tests.builders import BY, PACK_ID
from tests.district import INNS, NAMES, OTHER_NAME, District
from tests.registering import made, register
from tests.web.api_client import Program, a_program
from tests.web.test_api_access import ADDRESSES, DISTRICT

ONE = f"/district/acts/{PACK_ID}"
OF_DISTRICT = [path for _method, path in ADDRESSES if path.startswith(DISTRICT)]


@pytest.fixture
def program(app: Flask, district: District) -> Program:
    """Of the office; the first school has registered an order, the second has a draft of it."""
    with app.app_context():
        register(district.schools[0], made(district.schools[0], "D04")[0].id)
        made(district.schools[1], "D04")
        db.session.remove()
    return a_program(app, Scope.MATRIX_READ, school_id=district.office)


def test_a_program_of_a_district_reads_what_its_pages_show(program: Program, district: District) -> None:
    assert program.read("/district/acts")["items"] == [
        {"act": PACK_ID, "title": program.read("/district/acts")["items"][0]["title"], "schools": 3}
    ]
    schools = program.read("/district/schools")["items"]
    assert [(line["name"], line["inn"]) for line in schools] == sorted(zip(NAMES, INNS, strict=True))
    assert program.read(f"/district/schools/{district.schools[1]}")["name"] == NAMES[1]
    matrix = program.read(f"{ONE}/matrix")
    rows = {row["school"]: {cell["clause"]: cell for cell in row["cells"]} for row in matrix["items"]}
    assert [*map(len, rows.values())] == [len(matrix["clauses"])] * 3
    signed, draft, nothing = (rows[school]["1.5"] for school in district.schools)
    assert (signed["state"], signed["number"], signed["signed_on"]) == ("signed", "1", "2023-10-16")
    assert (draft["state"], nothing["state"]) == ("draft", "no_data")
    assert signed["late"] is False
    assert rows[district.schools[0]]["1.2"]["late"] is True
    line = next(line for line in program.read(f"{ONE}/documents")["items"] if line["document"] == "D04")
    assert (line["asked"], line["lacking"]) == (3, 2)
    lacking = program.read(f"{ONE}/documents/D04/lacking")["items"]
    assert [body["name"] for body in lacking] == [NAMES[2], NAMES[1]]


def test_what_a_program_of_a_district_asks_for_comes_in_parts(program: Program, app: Flask, district: District) -> None:
    for path, key in (
        ("/district/schools", "name"),
        (f"{ONE}/matrix", "name"),
        (f"{ONE}/documents/D04/lacking", "name"),
    ):
        whole = [row[key] for row in program.read(path)["items"]]
        first = program.read(f"{path}?limit=1")
        rest = program.read(f"{path}?limit=200&after={first['next']}")
        assert [row[key] for row in (*first["items"], *rest["items"])] == whole
        assert "next" not in rest
    found = program.read(f"{ONE}/matrix?q=арская&clause=1.5")
    assert [row["name"] for row in found["items"]] == [NAMES[1]]
    assert [cell["clause"] for cell in found["items"][0]["cells"]] == ["1.5"]
    assert program.told("GET", f"{ONE}/matrix?clause=9.9") == (422, "api_no_clause")
    assert program.told("GET", f"{ONE}/documents/D99/lacking") == (404, "api_not_found")
    assert program.told("GET", "/district/acts/nothing/matrix")[0] == 404
    with app.app_context():
        close_body(district.office, district.schools[2], BY.at.date(), BY)
        db.session.remove()
    assert [row["name"] for row in program.read(f"{ONE}/matrix")["items"]] == [NAMES[1], NAMES[0]]
    closed = program.read(f"/district/schools/{district.schools[2]}")
    assert closed["closed_on"] == BY.at.date().isoformat()


def test_a_district_is_told_of_its_own_schools_and_a_school_of_none(
    app: Flask, program: Program, district: District
) -> None:
    other = a_program(app, Scope.MATRIX_READ, school_id=district.other_office)
    assert [line["name"] for line in other.read("/district/schools")["items"]] == [OTHER_NAME]
    assert [row["name"] for row in other.read(f"{ONE}/matrix")["items"]] == [OTHER_NAME]
    for stranger, body in ((other, district.schools[0]), (program, district.other_school), (program, district.office)):
        assert stranger.told("GET", f"/district/schools/{body}") == (404, "api_not_found")
    school = a_program(app, school_id=district.schools[0])
    for path in OF_DISTRICT:
        assert OTHER_NAME not in program.open("GET", path, {}).text
        assert NAMES[0] not in other.open("GET", path, {}).text
        assert school.told("GET", path.removeprefix("/api/v1")) == (403, "api_scope"), path
    assert Scope.MATRIX_READ not in school.read("/token")["scopes"]
    with app.app_context():
        set_roles(list_users(district.office)[0], frozenset({Role.HEAD, Role.SECRETARY}), BY)
        db.session.remove()
    assert program.told("GET", "/district/schools") == (403, "api_scope"), "whoever made it watches nobody any more"
