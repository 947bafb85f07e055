"""Programs at the API: what they read and write with a token, and what they are told otherwise."""

import json
import re
from datetime import UTC, datetime
from hashlib import sha256

import pytest
from flask import Flask
from werkzeug.test import TestResponse

from sferum_docs.services.packs.acts import close_act
from sferum_docs.services.users.kept_answers import begin
from sferum_docs.store.database import db
from sferum_docs.web.api import problems
from sferum_docs.web.api.parts import documents
from tests.builders import BY, SCHOOL_ID
from tests.web.api_client import Program, a_program, refusal
from tests.web.conftest import stranger_of
from tests.web.pages import Page, SchoolClient

TOKEN = re.compile(r"sfd_[\w-]{43}")


def the_program_of(app: Flask, page: Page) -> Program:
    """The program that got the token just shown."""
    found = TOKEN.search(page.main)
    assert found is not None
    return Program(app, found[0])


def test_a_token_is_shown_once_and_opens_its_scope_until_it_is_revoked(app: Flask, client: SchoolClient) -> None:
    shown = client.fill("/tokens", {"name": "1С", "days": "30", "scopes": ["school:read"]})
    program = the_program_of(app, shown)
    assert shown.response.headers["Cache-Control"] == "no-store"
    assert program.token not in client.page("/tokens").text
    assert program.read("/token")["scopes"] == ["school:read"]
    assert program.read("/school")["requisites"]["inn"] == "9900000031"
    assert program.told("PUT", "/school", {}, If_Match='"x"') == (403, "api_scope")
    assert "Последний запрос" in client.page("/tokens").main
    client.fill("/tokens")
    page = client.page("/tokens")
    client.send("/tokens/1/revoke", page.values(page.form_to("/tokens/1/revoke")))
    refused = program.get("/school")
    assert refused.status_code == 401
    assert refused.headers["WWW-Authenticate"].startswith("Bearer")
    told = client.page("/journal").main
    assert "Составлен ключ доступа для программы" in told
    assert "Ключ доступа отозван" in told
    assert program.token not in told


def test_a_program_needs_no_cookie_and_gets_none(app: Flask, client: SchoolClient) -> None:
    program = a_program(app)
    answer = program.get("/school")
    assert answer.status_code == 200
    assert not answer.headers.getlist("Set-Cookie")
    signed_in = client.get("/api/v1/school")
    assert signed_in.status_code == 401, "whoever is signed in is nobody here"
    assert not signed_in.headers.getlist("Set-Cookie")
    assert stranger_of(app).get("/staff", headers={"Authorization": f"Bearer {program.token}"}).status_code == 302


def tag_of(program: Program, path: str) -> str:
    """The ETag under which something is read now."""
    return program.get(path).headers["ETag"]


def test_a_program_changes_the_school_as_it_has_seen_it(app: Flask, client: SchoolClient) -> None:
    program = a_program(app)
    seen, tag = program.read("/school"), tag_of(program, "/school")
    assert program.get("/school", If_None_Match=tag).status_code == 304
    assert program.told("PUT", "/school", seen) == (428, "api_no_if_match")
    assert program.told("PUT", "/school", seen, If_Match='"other"') == (412, "api_changed")
    assert program.told("PUT", "/school", seen, If_Match="*") == (428, "api_no_if_match"), "it must name what it saw"
    changed = {**seen, "requisites": {**seen["requisites"], "students": 251}}
    assert program.made("PUT", "/school", changed, If_Match=tag)["requisites"]["students"] == 251
    assert program.told("PUT", "/school", seen, If_Match=tag) == (412, "api_changed"), "it was changed since"
    assert len(program.read("/staff")["items"]) > 2, "the staff stays"
    journal = client.page("/journal").main
    assert "1С (sfd_" in journal, "the program is named beside whoever made its token"


def test_all_faults_of_a_school_come_at_once_with_their_places(app: Flask, client: SchoolClient) -> None:
    assert client
    program = a_program(app)
    tag = tag_of(program, "/school")
    wrong = {"requisites": {"inn": "1", "kin": "x"}, "head": {"name": "Иванова", "post": ""}, "staff": []}
    answer = program.send("PUT", "/school", wrong, If_Match=tag)
    assert answer.status_code == 422
    places = {fault["place"]: fault["code"] for fault in (answer.json or {})["errors"]}
    assert {"requisites.full_name", "requisites.kin", "head.name", "head.post", "staff"} <= set(places)
    assert places["requisites.kin"] == "unknown_key_near"
    others: tuple[object, ...] = ([], "текст", 5, None)
    for body in others:
        raw = program.send_raw("PUT", "/school", json.dumps(body).encode(), If_Match=tag)
        assert raw.status_code == 422, body


def test_the_staff_comes_in_parts_and_goes_back_whole(app: Flask, client: SchoolClient) -> None:
    assert client
    program = a_program(app)
    whole = program.read("/staff?limit=200")["items"]
    found, after = [], ""
    while True:
        part = program.read(f"/staff?limit=2&after={after}" if after else "/staff?limit=2")
        found += part["items"]
        if not (after := part.get("next", "")):
            break
    assert found == whole
    tag = tag_of(program, "/staff")
    new = {"name": "Новиков Пётр Ильич", "post": "учитель"}
    sent = program.made("PUT", "/staff", {"staff": [*whole, new]}, If_Match=tag)
    assert sent["staff"][-1] == {**new, "sex": "м"}
    needed = program.send("PUT", "/staff", {"staff": [new]}, If_Match=tag_of(program, "/staff"))
    assert {fault["code"] for fault in (needed.json or {})["errors"]} == {"person_in_use"}
    assert len(program.read("/staff?limit=200")["items"]) == len(whole) + 1


@pytest.mark.parametrize(
    ("body", "told"),
    [
        (b"", (400, "api_broken_json")),
        (b"{", (400, "api_broken_json")),
        (b'{"a": NaN}', (400, "api_broken_json")),
        (b"[" * 100_000, (400, "api_broken_json")),
        (b"[" * 40 + b"]" * 40, (400, "api_broken_json")),
        (b'{"requisites": {"full_name": "\\ud800"}}', (400, "api_broken_json")),
        (b'{"\xff": 1}', (400, "api_broken_json")),
        (b'{"a": ' + b"9" * 5000 + b"}", (400, "api_broken_json")),
        (b'{"a": 1e99999999999999999999}', (400, "api_broken_json")),
        (b'{"a": 1e-99999999999999999999}', (400, "api_broken_json")),
        (b'{"requisites": {"full_name": "\\u0000"}}', (422, "empty")),
        (b"x" * (2 * 1024 * 1024 + 1), (413, "")),
    ],
)
def test_a_body_that_is_none_is_told_so(app: Flask, client: SchoolClient, body: bytes, told: tuple[int, str]) -> None:
    assert client
    program = a_program(app)
    assert refusal(program.send_raw("PUT", "/school", body, If_Match=tag_of(program, "/school"))) == told


def test_a_hundred_thousand_mistakes_are_counted_and_a_thousand_told(app: Flask, client: SchoolClient) -> None:
    assert client
    program = a_program(app)
    body = {f"k{number}": 1 for number in range(100_000)}
    answer = program.send("PUT", "/school", body, If_Match=tag_of(program, "/school")).json or {}
    assert answer["detail"].startswith("Ошибок: 1000")
    assert len(answer["errors"]) == problems.MOST_FAULTS


def test_other_ways_of_asking_are_told_what_is_wrong(app: Flask, client: SchoolClient) -> None:
    assert client
    program = a_program(app)
    form = program.open("PUT", "/api/v1/school", {}, data={"inn": "1"})
    assert refusal(form) == (415, "api_not_json")
    wrong = program.send("DELETE", "/school")
    assert wrong.status_code == 405
    assert wrong.headers["Allow"] == "GET, PUT, HEAD, OPTIONS"
    assert program.told("GET", "/nowhere")[0] == 404
    assert program.told("GET", "/documents/99999999999999999999")[0] == 404
    assert program.told("GET", "/acts/no-such/documents")[0] == 404
    for query in ("limit=0", "limit=201", "limit=много", "after=%D1%8F", "after=zzzz", "page=2"):
        assert program.get(f"/staff?{query}").status_code == 422, query


PACKET = {"date": "2023-10-20", "documents": ["D04"]}
DOCUMENTS = "/acts/sferum-2023/documents"


def test_documents_are_made_once_under_one_key(app: Flask, demonstration: SchoolClient) -> None:
    assert demonstration
    program = a_program(app)
    assert program.told("POST", DOCUMENTS, PACKET) == (400, "api_no_key")
    kinds = program.read("/acts/sferum-2023/kinds")["items"]
    assert "D04" in {item["document"] for item in kinds}
    first = program.send("POST", DOCUMENTS, PACKET, Idempotency_Key="1")
    assert first.status_code == 201, first.text
    made = (first.json or {})["items"][0]
    again = program.send("POST", DOCUMENTS, PACKET, Idempotency_Key="1")
    assert (again.json, again.headers["Location"]) == (first.json, first.headers["Location"])
    assert again.headers["Idempotent-Replayed"] == "true"
    other = {**PACKET, "date": "2023-10-21"}
    assert program.told("POST", DOCUMENTS, other, Idempotency_Key="1") == (422, "api_other_key")
    listed = {item["document"]: item for item in program.read(f"{DOCUMENTS}?limit=200")["items"]}
    assert listed["D04"]["id"] == made["id"]
    assert listed["D04"]["status"] == "черновик"
    file = program.get(f"/documents/{made['id']}/file")
    assert sha256(file.data).hexdigest() == made["sha256"] == file.headers["ETag"].strip('"')
    newer = program.made("POST", DOCUMENTS, PACKET, Idempotency_Key="2")
    assert newer["items"][0]["version"] == made["version"] + 1


def test_what_cannot_be_made_takes_no_key_and_makes_nothing(app: Flask, demonstration: SchoolClient) -> None:
    assert demonstration
    program = a_program(app)
    before = program.read(f"{DOCUMENTS}?limit=200")
    wrong = {"date": "2022-01-01", "documents": ["D04", "D99"], "answers": {"D04": {"нет_такого": 1}}, "what": 1}
    answer = program.send("POST", DOCUMENTS, wrong, Idempotency_Key="1")
    codes = {fault["code"] for fault in (answer.json or {})["errors"]}
    assert {"before_directive", "unknown_document", "unknown_key"} <= codes
    assert program.read(f"{DOCUMENTS}?limit=200") == before
    assert program.made("POST", DOCUMENTS, PACKET, Idempotency_Key="1")["items"]


def test_a_request_broken_off_under_its_key_is_not_done_again(app: Flask, demonstration: SchoolClient) -> None:
    assert demonstration
    program = a_program(app)
    body = json.dumps(PACKET, ensure_ascii=False).encode()
    asked = sha256(f"POST /api/v1{DOCUMENTS}\n".encode() + body).hexdigest()
    with app.app_context():
        begin(program.token_id, "1", asked, datetime.now(UTC))
    assert refusal(program.send_raw("POST", DOCUMENTS, body, Idempotency_Key="1")) == (409, "api_key_begun")


def test_after_a_failure_of_ours_the_key_stays_taken(
    app: Flask, demonstration: SchoolClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert demonstration
    program = a_program(app)

    def fail(*_given: object) -> None:
        raise ZeroDivisionError

    with monkeypatch.context() as patch:
        patch.setattr(documents, "document_told", fail)  # the document is made, and its answer fails
        app.config["PROPAGATE_EXCEPTIONS"] = False
        answer = program.send("POST", DOCUMENTS, PACKET, Idempotency_Key="1")
        assert (answer.status_code, answer.mimetype) == (500, "application/problem+json")
    assert program.told("POST", DOCUMENTS, PACKET, Idempotency_Key="1") == (409, "api_key_begun")


def test_a_document_is_registered_and_a_foreign_paper_entered(app: Flask, demonstration: SchoolClient) -> None:
    assert demonstration
    program = a_program(app)
    books = {item["register"]: item for item in program.read("/registers")["items"]}
    order = next(item for item in program.read(f"{DOCUMENTS}?limit=200")["items"] if item["kind"] == "приказ")
    path = f"/documents/{order['id']}/registration"
    assert program.told("POST", path, {"signed_on": "2099-01-01"}, Idempotency_Key="0") == (422, "day_ahead")
    entry = program.made("POST", path, {"signed_on": order["order_date"]}, Idempotency_Key="1")
    assert (entry["register"], entry["number"], entry["state"]) == ("R01", "1", "ready")
    assert program.read(f"/documents/{entry['document_id']}")["number"] == "1"
    assert program.told("POST", path, {"signed_on": order["order_date"]}, Idempotency_Key="2")[0] == 409
    paper = {"title": "О режиме работы", "signed_on": order["order_date"], "confirmed": True}
    entered = program.made("POST", "/registers/R01/entries", paper, Idempotency_Key="3")
    assert entered["number"] == "2"
    assert program.told("POST", "/registers/R01/entries", paper, Idempotency_Key="4") == (409, "entered_already")
    assert "sender" not in books["R01"]["fields"]
    foreign = {**paper, "title": "О другом", "sender": "Отдел", "act": "no-such", "kind": "песня"}
    faults = program.send("POST", "/registers/R01/entries", foreign, Idempotency_Key="5").json or {}
    assert {fault["place"] for fault in faults["errors"]} == {"sender", "act", "kind"}
    listed = program.read("/registers/R01/entries?limit=1")
    assert [item["id"] for item in listed["items"]] == [entered["id"]]
    rest = program.read(f"/registers/R01/entries?limit=1&after={listed['next']}")
    assert [item["id"] for item in rest["items"]] == [entry["id"]]
    assert "next" not in rest
    assert program.read("/registers/R01/entries?year=1999") == {"items": []}
    assert program.read(f"/entries/{entry['id']}") == entry


WEEK = "/acts/sferum-2023/figures/2023-10-16"


def test_figures_of_a_week_are_written_and_corrected_with_a_reason(app: Flask, demonstration: SchoolClient) -> None:
    assert demonstration
    program = a_program(app)
    known = program.read("/acts/sferum-2023/figures")
    people = next(item["indicator"] for item in known["indicators"] if item["unit"] == "people")
    share = next((item["indicator"] for item in known["indicators"] if item["unit"] == "percent"), people)

    def write(values: list[dict[str, object]], **more: object) -> TestResponse:
        return program.send("PATCH", WEEK, {"values": values, **more}, If_Match=tag_of(program, WEEK))

    first = write([{"indicator": people, "amount": 28, "base": 35}])
    assert first.status_code == 200, first.text
    assert tag_of(program, WEEK) == first.headers["ETag"]
    read = {item["indicator"]: item for item in program.read(WEEK)["values"]}
    assert (read[people]["amount"], read[people]["base"]) == (28, 35)
    assert refusal(write([{"indicator": people, "amount": 29, "base": 35}])) == (422, "indicator_reason")
    corrected = write([{"indicator": people, "amount": 29, "base": 35}], reason="пересчитано")
    assert corrected.status_code == 200
    assert refusal(write([{"indicator": people, "amount": 99, "base": 35}]))[0] == 422, "above its base"
    odd: tuple[object, ...] = (-1, 1e300, 0.00000001, "двадцать", True, [], 10**9)
    for wrong in odd:
        assert refusal(write([{"indicator": people, "amount": wrong}]))[0] == 422, wrong
    for row in ({"indicator": "нет"}, {"amount": 1}, {"indicator": people, "amount": 1, "unit": "кг"}, 5):
        assert write([row]).status_code == 422, row  # type: ignore[list-item]  # what a program may send
    assert write([]).status_code == 422
    assert write([{"indicator": share, "amount": None}], reason="нет сведений").status_code == 200
    assert program.get("/acts/sferum-2023/figures/2023-10-17").status_code == 404, "no Monday"
    assert "2023-10-16" in program.read("/acts/sferum-2023/figures")["weeks"]
    stale = program.send("PATCH", WEEK, {"values": [{"indicator": people, "amount": 1}]}, If_Match='"old"')
    assert refusal(stale) == (412, "api_changed")


def test_an_act_that_was_ended_takes_nothing_more(app: Flask, demonstration: SchoolClient) -> None:
    program = a_program(app)
    with app.app_context():
        close_act(SCHOOL_ID, "sferum-2023", BY)
        db.session.remove()
    assert program.told("POST", DOCUMENTS, PACKET, Idempotency_Key="1") == (409, "act_ended")
    assert program.read("/acts")["items"][0]["in_work"] is False
    assert program.get(DOCUMENTS).status_code == 200, "what there is is read"
    assert demonstration
