import shutil
import stat
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from app import create_app
from sferum_docs.reading.faults import Fault, FaultsError
from sferum_docs.services.packs import choose as packs
from sferum_docs.store.database import db
from tests.builders import PACK_ID
from tests.web.conftest import stranger_of
from tests.web.pages import ACT, Page, SchoolClient

PATHS = [
    "/",
    "/school",
    "/staff",
    "/chats",
    "/responsible",
    f"{ACT}/packet",
    "/documents",
    "/documents/1",
    "/help",
]
POSTS = [
    "/school",
    "/staff",
    "/staff/read",
    "/chats",
    "/responsible",
    f"{ACT}/packet",
    "/start/demonstration",
    "/theme",
]


@pytest.mark.parametrize("path", [*PATHS, f"{ACT}/directive", "/nowhere"])
def test_every_page_forbids_foreign_and_inline_things(demonstration: SchoolClient, path: str) -> None:
    answer = demonstration.get(path)
    policy = answer.headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert "http" not in policy
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Cache-Control"] == "private, no-cache"


@pytest.mark.parametrize("path", POSTS)
def test_a_form_without_its_token_is_refused_with_a_way_back(demonstration: SchoolClient, path: str) -> None:
    page = Page(demonstration.post(path, data={"action": "save"}))
    assert page.status == 400
    assert "Форма устарела" in page.main
    assert "Назад" in page.main


def test_our_own_stale_form_is_offered_again_with_all_that_was_typed(client: SchoolClient) -> None:
    changes = {"chats-0-name": 'Чат "Новый" <1>', "csrf_token": "старый", "action": "save"}
    values = {**client.page("/chats").values(), **changes}
    refused = Page(client.post("/chats", data=values, headers={"Origin": "http://localhost"}))
    assert refused.status == 400
    assert "Введённое не потеряно" in refused.main
    assert "Чаты сохранены" in client.send("/chats", refused.values()).main
    assert client.page("/chats").values()["chats-0-name"] == 'Чат "Новый" <1>'


@pytest.mark.parametrize("origin", ["http://evil.example", "null", ""])
def test_a_foreign_form_is_not_offered_again(client: SchoolClient, origin: str) -> None:
    headers = {"Origin": origin} if origin else {}
    refused = Page(client.post("/chats", data={"chats-0-name": "чужое"}, headers=headers))
    assert refused.status == 400
    assert "чужое" not in refused.text
    assert not refused.root.xpath("//main//form")


def test_a_page_that_is_not_there_says_what_to_do(demonstration: SchoolClient) -> None:
    for path in ("/nowhere", "/documents/999", "/documents/999/file"):
        page = demonstration.page(path)
        assert page.status == 404
        assert "Такой страницы нет" in page.main


def test_too_much_at_once_is_told_in_russian(client: SchoolClient) -> None:
    page = Page(client.post("/staff", data=b"0" * (9 << 20), content_type="multipart/form-data; boundary=x"))
    assert page.status == 413
    assert "Слишком много данных" in page.main


def test_too_many_fields_are_told_in_russian(client: SchoolClient) -> None:
    part = b'--x\r\nContent-Disposition: form-data; name="staff-0-name"\r\n\r\n\r\n'
    page = Page(
        client.post("/staff", data=part * 45_001 + b"--x--\r\n", content_type="multipart/form-data; boundary=x")
    )
    assert page.status == 413
    assert "Слишком много данных" in page.main


def test_a_wrong_method_has_a_page(client: SchoolClient) -> None:
    assert Page(client.get("/theme")).status == 405


def test_a_failure_inside_has_a_page_without_secrets(app: Flask, client: SchoolClient) -> None:
    app.config["PROPAGATE_EXCEPTIONS"] = False

    def fail() -> str:
        raise RuntimeError("пароль")

    app.view_functions["documents.listing"] = fail
    page = client.page("/documents")
    assert page.status == 500
    assert "Сбой программы" in page.main
    assert "пароль" not in page.text


def test_a_change_that_another_window_overtook_is_told_as_such(app: Flask, client: SchoolClient) -> None:
    def overtaken() -> str:
        raise FaultsError([Fault("school_changed")])

    app.view_functions["documents.listing"] = overtaken
    page = client.page("/documents")
    assert page.status == 409
    assert "изменил кто-то другой" in page.main


def test_a_pack_with_errors_is_told_place_by_place(
    client: SchoolClient, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "packs"
    shutil.copytree(packs.PACKS / PACK_ID, folder / PACK_ID)
    (folder / PACK_ID / "D05.docx").unlink()
    monkeypatch.setattr(packs, "PACKS", folder)
    page = client.page("/")
    assert page.status == 503
    assert "В комплекте документов ошибки" in page.main
    assert "D05.docx" in page.main


@pytest.mark.parametrize(("host", "status"), [("localhost", 200), ("127.0.0.1:8000", 200), ("evil.example", 400)])
def test_only_this_machine_is_answered(app: Flask, host: str, status: int) -> None:
    assert stranger_of(app).get("/sign-in", headers={"Host": host}).status_code == status


def test_the_secret_key_is_made_once_for_its_owner_alone(tmp_path: Path) -> None:
    keys = {create_app({"INSTANCE_PATH": str(tmp_path)}).config["SECRET_KEY"] for _start in range(2)}
    assert len(keys) == 1
    assert stat.S_IMODE((tmp_path / "secret_key").stat().st_mode) == 0o600


def test_the_token_outlives_a_restart_of_the_program(app: Flask, client: SchoolClient) -> None:
    values = client.page("/responsible").values()
    session = client.get_cookie("session")
    assert session is not None
    assert session.expires is not None, "kept when the browser is closed"
    again = create_app({key: app.config[key] for key in ("INSTANCE_PATH", "SQLALCHEMY_DATABASE_URI")})
    again.test_client_class = SchoolClient
    other = stranger_of(again)
    other.set_cookie("session", session.value)
    assert "Ответственные сохранены" in other.send("/responsible", values, action="save").main


def test_the_theme_is_remembered(client: SchoolClient) -> None:
    token = client.page("/help").root.xpath("//input[@name='csrf_token']/@value")[0]
    answer = client.post("/theme", data={"csrf_token": token, "theme": "dark", "back": "/help"})
    assert answer.location == "/help"
    assert client.page("/help").root.get("data-bs-theme") == "dark"


@pytest.mark.parametrize("back", ["//evil.example", "https://evil.example", "/\\evil.example", ""])
def test_the_theme_switch_never_leads_away(client: SchoolClient, back: str) -> None:
    token = client.page("/help").root.xpath("//input[@name='csrf_token']/@value")[0]
    assert client.post("/theme", data={"csrf_token": token, "theme": "dark", "back": back}).location == "/"


def test_over_tls_the_browser_is_told_to_stay_with_it(app: Flask) -> None:
    client = app.test_client()
    assert (
        client.get("/sign-in", base_url="https://localhost").headers["Strict-Transport-Security"].startswith("max-age=")
    )
    assert "Strict-Transport-Security" not in client.get("/sign-in").headers


def test_a_missing_file_is_not_kept_as_if_it_were_there(app: Flask) -> None:
    client = app.test_client()
    assert client.get("/static/нет.css").headers["Cache-Control"] == "private, no-cache"


def test_a_foreign_name_is_told_the_address_it_came_to(app: Flask) -> None:
    told = app.test_client().get(
        "/sign-in", headers={"Host": "evil.example:8106"}, environ_overrides={"SERVER_PORT": "8106"}
    )
    assert told.status_code == 400
    assert "http://127.0.0.1:8106/" in told.text


def test_a_failure_of_the_database_tells_no_names(app: Flask) -> None:
    with app.app_context(), pytest.raises(DBAPIError) as failure:
        db.session.execute(text("SELECT :name FROM nowhere"), {"name": "Пак Денис"})
    assert "Пак" not in str(failure.value)
