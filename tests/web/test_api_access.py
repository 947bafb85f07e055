"""Who is let in by a token: every address by every scope, other bodies, people who leave, too many requests."""

import logging
import tomllib
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from flask import Flask

from sferum_docs.schools.model import SchoolKind
from sferum_docs.services.users import tokens
from sferum_docs.services.users.manage import Role, find_user, list_users, renew_password, set_roles
from sferum_docs.services.users.tokens import Scope
from sferum_docs.store.database import db, writing
from sferum_docs.store.rows import AccessTokenRow, RequestCountRow, UserRow
from sferum_docs.web.api.table import OPERATIONS
from tests.builders import BY, SCHOOL_ID, a_school
from tests.district import INNS, OTHER_NAME, keep_body, watch_over
from tests.registering import put_an_entry
from tests.web.api_client import Program, a_program, operation_of, refusal
from tests.web.conftest import CHEAP, DATABASE, application
from tests.web.pages import SchoolClient

TABLE: dict[str, str] = tomllib.loads(Path(__file__).with_name("addresses.toml").read_text(encoding="utf-8"))["api"]
ADDRESSES = [(line.partition(" ")[0], path) for line, path in TABLE.items() if "<path:rest>" not in line]
DISTRICT = "/api/v1/district/"
NOW = replace(BY, at=datetime.now(UTC))


def test_each_scope_opens_its_own_addresses_and_no_others(app: Flask, demonstration: SchoolClient) -> None:
    assert demonstration
    assert len(ADDRESSES) == len(OPERATIONS)
    for scope in Scope:
        program = a_program(app, scope, name=scope)
        for method, path in ADDRESSES:
            operation = operation_of(app, method, path)
            assert operation is not None
            status = program.open(method, path, {}).status_code
            opened = {scope, None} - {Scope.MATRIX_READ}  # a school watches nobody, whatever stands in its token
            assert (status != 403) is (operation.scope in opened), f"{scope}: {method} {path}: {status}"
            assert status != 401


def test_without_a_token_nothing_is_told(
    app: Flask, demonstration: SchoolClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tokens, "REFUSED_PER_ADDRESS", 10**6)
    strangers = [
        {},
        {"Authorization": "Bearer sfd_нет"},
        {"Authorization": "Basic 0LjRgdCw"},
        {"Authorization": "Bearer"},
    ]
    for number, (method, path) in enumerate(ADDRESSES):
        headers = strangers[number % len(strangers)]
        answer = app.test_client().open(path, method=method, headers=headers)
        assert refusal(answer)[0] == 401, path
    answer = demonstration.get("/api/v1/school")
    assert refusal(answer) == (401, "api_no_token"), "whoever is signed in"
    assert "МКОУ" not in answer.text


def test_nothing_of_a_school_is_found_by_a_program_of_another(app: Flask, demonstration: SchoolClient) -> None:
    with app.app_context():
        put_an_entry(SCHOOL_ID)
        other = keep_body(a_school(short_name=OTHER_NAME, inn=INNS[1]), CHEAP.hash("пароль"))
        db.session.remove()
    own, stranger = a_program(app), a_program(app, school_id=other)
    assert own.get("/documents/1").status_code == own.get("/entries/1").status_code == 200
    for method, path in ADDRESSES:
        answer = stranger.open(
            method, path, {"If_Match": '"x"', "Idempotency_Key": path}, json={"signed_on": "2023-10-16"}
        )
        if "/1" in path:
            assert answer.status_code == (403 if DISTRICT in path else 404), f"{method} {path}"
        assert "Верхнереченская" not in answer.text
    assert stranger.read("/token")["organisation"] == OTHER_NAME
    assert own.read("/token")["organisation"] != OTHER_NAME
    assert demonstration


def test_a_program_of_an_office_reads_the_papers_of_the_office_and_of_none_of_its_schools(
    app: Flask, demonstration: SchoolClient
) -> None:
    assert demonstration
    with app.app_context():
        office = watch_over(SCHOOL_ID, CHEAP.hash("пароль"))
        db.session.remove()
    program = a_program(app, school_id=office)
    for method, path in ADDRESSES:
        if DISTRICT in path:
            continue  # `test_api_district`
        answer = program.open(method, path, {})
        assert answer.status_code < 500, f"{method} {path}: {answer.text}"
        assert "Верхнереченская СОШ" not in answer.text
        assert "/1" not in path or answer.status_code in {400, 404, 415}, f"{method} {path}"
    assert program.read("/school")["requisites"]["kind"] == SchoolKind.OFFICE


def closed(_program: Program) -> None:
    with writing() as session:
        session.get_one(UserRow, 1).active = False


def renewed(_program: Program) -> None:
    somebody = find_user(1)
    assert somebody is not None
    renew_password(somebody, NOW, CHEAP)


def moved(_program: Program) -> None:
    with writing() as session:
        session.get_one(UserRow, 1).school_id = None


def run_out(program: Program) -> None:
    with writing() as session:
        session.get_one(AccessTokenRow, program.token_id).expires_at = NOW.at - timedelta(seconds=1)


def revoked(program: Program) -> None:
    found = tokens.find_token(SCHOOL_ID, program.token_id)
    assert found is not None
    tokens.revoke_token(found, NOW)


@pytest.mark.parametrize("deed", [closed, renewed, moved, run_out, revoked])
def test_a_token_ends_with_what_it_stands_on(app: Flask, client: SchoolClient, deed: Callable[[Program], None]) -> None:
    assert client
    program = a_program(app)
    assert program.get("/school").status_code == 200
    with app.app_context():
        deed(program)
        db.session.remove()
    assert program.told("GET", "/school") == (401, "api_token")


def test_a_token_is_never_wider_than_its_maker(app: Flask, client: SchoolClient) -> None:
    program = a_program(app)
    assert program.get("/school").status_code == 200
    with app.app_context():
        maker = list_users(SCHOOL_ID)[0]
        set_roles(maker, frozenset({Role.ADMINISTRATOR}), NOW)
        db.session.remove()
    assert program.told("GET", "/school") == (403, "api_scope"), "she is no head any more"
    assert program.get("/acts/sferum-2023/documents").status_code == 200
    assert set(program.read("/token")["scopes"]) == {Scope.DOCUMENTS_READ, Scope.FIGURES_READ, Scope.FIGURES_WRITE}
    assert client


def test_an_administrator_gives_away_no_more_than_is_her_own(app: Flask, client: SchoolClient) -> None:
    from tests.web.test_access import a_user  # noqa: PLC0415

    administrator = a_user(app, Role.ADMINISTRATOR)
    page = administrator.page("/tokens")
    offered = page.root.xpath("//input[@name='scopes']/@value")
    assert offered == ["documents:read", "figures:read", "figures:write"]
    refused = administrator.fill("/tokens", {"name": "1С", "days": "90", "scopes": ["school:read"]})
    assert "Отмечено право, которого нет у вас самих" in refused.main
    wrong: tuple[dict[str, str | list[str]], ...] = ({"name": ""}, {"days": "9999"}, {"scopes": []}, {"name": "я" * 81})
    for typed in wrong:
        sent = {"name": "1С", "days": "90", "scopes": ["documents:read"], **typed}
        assert administrator.fill("/tokens", sent).faults, typed
    assert not list_tokens(app)
    assert client


def list_tokens(app: Flask) -> tuple[tokens.TokenLine, ...]:
    with app.app_context():
        return tokens.tokens_of(SCHOOL_ID)


def test_too_many_requests_wait_whichever_process_answers(
    app: Flask, client: SchoolClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tokens, "PER_TOKEN", 4)
    monkeypatch.setattr(tokens, "PER_ADDRESS", 7)
    first, second = a_program(app), a_program(app, name="вторая")
    other_process = application(Path(app.instance_path))
    both = [first, Program(other_process, first.token)]
    assert [both[number % 2].get("/token").status_code for number in range(6)] == [200] * 4 + [429] * 2
    refused = first.get("/token")
    assert refused.status_code == 429
    assert 1 <= int(refused.headers["Retry-After"]) <= 60
    assert [second.get("/token").status_code for _number in range(4)] == [200] * 3 + [429], "seven of the address"
    with app.app_context(), writing() as session:
        for row in session.query(RequestCountRow):
            assert "127.0.0.1" not in row.key
            row.began_at -= timedelta(minutes=1)
    assert first.get("/token").status_code == 200, "a minute later"
    assert client
    with other_process.app_context():
        db.engine.dispose()


def test_guessing_at_tokens_is_bounded_and_closes_nobody_elses_door(
    app: Flask, client: SchoolClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tokens, "REFUSED_PER_ADDRESS", 2)
    stranger, program = Program(app, "sfd_чужой"), a_program(app)
    assert [stranger.get("/school").status_code for _number in range(3)] == [401, 401, 429]
    assert program.get("/school").status_code == 200
    assert client


def test_a_token_stands_in_no_log_and_not_in_the_database(
    app: Flask, client: SchoolClient, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    program = a_program(app)
    program.get("/school")
    program.told("PUT", "/school", {}, If_Match='"x"')
    program.send_raw("PUT", "/school", b"{", If_Match='"x"')
    assert program.token not in caplog.text
    with app.app_context():
        db.session.remove()
        db.engine.dispose()
    kept = b"".join(path.read_bytes() for path in Path(app.instance_path).glob(f"{DATABASE}*"))
    assert program.token.encode() not in kept
    assert program.token[:10].encode() in kept, "by its beginning a person knows it again"
    assert client
