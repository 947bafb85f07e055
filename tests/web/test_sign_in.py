import re
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from threading import Barrier

import pytest
from flask import Flask

from sferum_docs.reading.faults import FaultsError
from sferum_docs.services.installation.audit import Search, read_journal
from sferum_docs.services.school.save import save_school
from sferum_docs.services.users.attempts import locked_logins
from sferum_docs.services.users.manage import (
    Role,
    create_user,
    find_credentials,
    has_users,
    renew_password,
    set_active,
    set_roles,
)
from sferum_docs.services.users.passwords import Passwords
from sferum_docs.services.users.setup_code import setup_code
from sferum_docs.services.users.sign_in import change_password, sign_in
from sferum_docs.store.database import db, writing
from sferum_docs.store.rows import SessionRow, UserRow
from tests.builders import BY, PACK_ID, SCHOOL_ID, a_school
from tests.district import SCHOOL_ROLES
from tests.web.conftest import CHEAP, LOGIN, PASSWORD, application, client_of, stranger_of
from tests.web.pages import Page, SchoolClient
from tests.yardstick import alone

FIRST = {"name": "Магомедова Патимат Гаджиевна", "login": "магомедова"}
NOW = replace(BY, at=datetime.now(UTC))
HOME = f"/acts/{PACK_ID}"  # where the bare address leads a head with one act
GOOD = "речка мел глобус 7"


def enter(client: SchoolClient, login: str, password: str, path: str = "/sign-in") -> Page:
    return client.fill(path, {"login": login, "password": password})


def claim(app: Flask, bare: SchoolClient, password: str) -> Page:
    code = setup_code(Path(app.instance_path))
    return bare.fill("/setup", {**FIRST, "code": code, "password": password, "again": password})


def test_an_unknown_login_and_a_wrong_password_are_told_alike(app: Flask, client: SchoolClient) -> None:
    assert client
    stranger = stranger_of(app)
    unknown, wrong = enter(stranger, "никто", PASSWORD), enter(stranger, LOGIN, "неверный пароль")
    assert unknown.faults == wrong.faults
    assert "не подходят" in unknown.faults[0]
    assert "неверный пароль" not in wrong.text


def test_an_unknown_login_takes_as_long_as_a_wrong_password() -> None:
    kept = CHEAP.hash(PASSWORD)
    CHEAP.match(None, "первый раз готовит пустой хеш")

    def spent(known: str | None) -> float:
        began = time.process_time()  # whatever else this machine does
        for _time in range(200):
            CHEAP.match(known, "неверный пароль")
        return time.process_time() - began

    with alone():
        ratio = min(spent(None) for _ in range(3)) / min(spent(kept) for _ in range(3))
    assert 0.5 < ratio < 2


@pytest.mark.parametrize("login", ["ИСАЕВА", " исаева "])
def test_the_size_of_letters_of_a_login_does_not_matter(app: Flask, client: SchoolClient, login: str) -> None:
    assert client
    assert client_of(app, login)


@pytest.mark.parametrize(
    ("asked", "led"), [("/staff", "/staff"), ("//evil.example", HOME), ("https://evil.example", HOME)]
)
def test_signing_in_leads_to_the_page_asked_for_and_never_away(
    app: Flask, client: SchoolClient, asked: str, led: str
) -> None:
    assert client
    page = enter(stranger_of(app), LOGIN, PASSWORD, f"/sign-in?next={asked}")
    assert page.response.request.path == led


def test_a_new_session_begins_at_the_sign_in(app: Flask, client: SchoolClient) -> None:
    assert client
    stranger = stranger_of(app)
    before = stranger.page("/sign-in").values()["csrf_token"]
    planted = stranger.get_cookie("session")
    enter(stranger, LOGIN, PASSWORD)
    after = stranger.get_cookie("session")
    assert planted is not None
    assert after is not None
    assert after.value != planted.value
    assert stranger.page("/help").root.xpath("//input[@name='csrf_token']/@value")[0] != before
    other = stranger_of(app)
    other.set_cookie("session", planted.value)
    assert other.get("/help").status_code == 302


def test_a_copied_cookie_is_worth_nothing_after_signing_out(app: Flask, client: SchoolClient) -> None:
    cookie = client.get_cookie("session")
    assert cookie is not None
    token = client.page("/help").root.xpath("//input[@name='csrf_token']/@value")[0]
    assert client.post("/sign-out", data={"csrf_token": token}).location == "/sign-in"
    thief = stranger_of(app)
    thief.set_cookie("session", cookie.value)
    assert thief.get("/help").status_code == 302
    assert client.get("/sign-out").status_code == 405


def test_the_database_does_not_hold_what_opens_a_session(app: Flask, client: SchoolClient) -> None:
    with client.session_transaction() as session:
        token = session["_user_id"]
    with app.app_context():
        assert token not in [row.token_sha256 for row in db.session.query(SessionRow)]
        assert all(row.password_hash.startswith("$argon2id$") for row in db.session.query(UserRow))


@pytest.mark.parametrize("change", ["roles", "off", "password", "idle", "old"])
def test_a_session_dies_with_what_it_rested_on(app: Flask, client: SchoolClient, change: str) -> None:
    with app.app_context():
        found = find_credentials(LOGIN)
        assert found is not None
        create_user(SCHOOL_ID, "второй", "Ким Олег Юрьевич", SCHOOL_ROLES, BY, CHEAP)
        if change == "roles":
            set_roles(found.user, frozenset({Role.HEAD}), BY)
        elif change == "off":
            set_active(found.user, BY, active=False)
        elif change in {"idle", "old"}:
            ages = {"idle": ("seen_at", timedelta(hours=13)), "old": ("made_at", timedelta(days=8))}
            column, age = ages[change]
            with writing() as session:
                for row in session.query(SessionRow):
                    setattr(row, column, datetime.now(UTC) - age)
    if change == "password":
        other = client_of(app).fill("/password", {"current": PASSWORD, "new": GOOD, "again": GOOD})
        assert "Пароль изменён" in other.main
    assert client.get("/help").status_code == 302


def test_who_is_signed_in_stays_so_while_working(app: Flask, client: SchoolClient) -> None:
    with app.app_context(), writing() as session:
        for row in session.query(SessionRow):
            row.seen_at = datetime.now(UTC) - timedelta(hours=11)
    assert client.get("/help").status_code == 200
    with app.app_context():
        newest = max(row.seen_at for row in db.session.query(SessionRow))
    assert datetime.now(UTC) - newest < timedelta(minutes=1)


def test_after_five_wrong_passwords_the_right_one_waits_too(app: Flask, client: SchoolClient) -> None:
    assert client
    stranger = stranger_of(app)
    form = stranger.page("/sign-in").values()
    for _try in range(5):
        assert stranger.send("/sign-in", form, {"login": LOGIN, "password": "неверный"}).status == 200
    refused = stranger.send("/sign-in", form, {"login": LOGIN, "password": PASSWORD})
    assert refused.status == 429
    assert re.search(r"Подождите 1[45].минут", refused.main), refused.main
    other = stranger.send("/sign-in", form, {"login": "другой", "password": "неверный"})
    assert other.status == 200, "another login from the same place is not locked"


def test_guesses_at_once_are_no_more_than_one_after_another(app: Flask, client: SchoolClient) -> None:
    assert client
    together = Barrier(12)

    def guess(_number: int) -> int:
        stranger = stranger_of(app)
        form = stranger.page("/sign-in").values()
        together.wait()
        return stranger.send("/sign-in", form, {"login": LOGIN, "password": "неверный"}).status

    with ThreadPoolExecutor(12) as pool:
        answers = sorted(pool.map(guess, range(12)))
    assert answers == [200] * 5 + [429] * 7


def test_a_restarted_program_remembers_the_guesses(app: Flask, client: SchoolClient) -> None:
    assert client
    for started in (app, application(Path(app.instance_path))):
        stranger = stranger_of(started)
        form = stranger.page("/sign-in").values()
        answers = [stranger.send("/sign-in", form, {"login": LOGIN, "password": "нет"}).status for _ in range(3)]
    assert answers == [200, 200, 429]


def test_strangers_do_not_lock_the_browser_of_the_owner(app: Flask, client: SchoolClient) -> None:
    client.post("/sign-out", data=client.page("/password").values())
    enter(client, LOGIN, PASSWORD)
    client.post("/sign-out", data=client.page("/password").values())
    stranger = stranger_of(app)
    form = stranger.page("/sign-in").values()
    for number in range(40):
        login = LOGIN if number < 6 else f"другой{number}"
        last = stranger.send("/sign-in", form, {"login": login, "password": "неверный"})
    assert last.status == 429, "the whole address is locked for strangers"
    known = client.page("/sign-in").values()
    assert client.send("/sign-in", known, {"login": "чужой", "password": "нет"}).status == 429
    entered = client.send("/sign-in", known, {"login": LOGIN, "password": PASSWORD})
    assert entered.status == 200
    assert entered.response.request.path == HOME


def test_the_browser_of_the_owner_has_no_more_guesses_than_others(app: Flask, client: SchoolClient) -> None:
    client.post("/sign-out", data=client.page("/password").values())
    enter(client, LOGIN, PASSWORD)
    client.post("/sign-out", data=client.page("/password").values())
    form = client.page("/sign-in").values()
    answers = [client.send("/sign-in", form, {"login": LOGIN, "password": "нет"}).status for _ in range(6)]
    assert answers == [200] * 5 + [429]
    with app.app_context():
        assert locked_logins([LOGIN, "другой"], datetime.now(UTC)) == frozenset(), "the owner is not locked elsewhere"


def test_the_administrator_sees_who_is_locked_and_lets_them_in(app: Flask, client: SchoolClient) -> None:
    assert "Пустить сейчас" not in client.page("/users").main
    stranger = stranger_of(app)
    form = stranger.page("/sign-in").values()
    for _try in range(5):
        stranger.send("/sign-in", form, {"login": LOGIN.upper(), "password": "нет"})
    with app.app_context():
        assert locked_logins([LOGIN, "другой"], datetime.now(UTC)) == {LOGIN}
    page = client.page("/users")
    assert "пять неверных паролей" in page.main
    told = client.send("/users/1/unlock", page.values())
    assert "можно входить снова" in told.main
    assert stranger.send("/sign-in", form, {"login": LOGIN, "password": PASSWORD}).status == 200


def test_right_passwords_never_lock(app: Flask, client: SchoolClient) -> None:
    assert client
    for _time in range(7):
        client_of(app)


class Slow(Passwords):
    """While the old password is tried, the administrator gives a new one."""

    def match(self, kept: str | None, password: str) -> bool:
        found = find_credentials(LOGIN)
        assert found is not None
        renew_password(found.user, NOW, CHEAP)
        return super().match(kept, password)


def test_a_password_replaced_while_it_is_tried_opens_nothing(app: Flask, client: SchoolClient) -> None:
    assert client
    slow = Slow(CHEAP.memory_kib, CHEAP.passes + 1)  # another cost: the old password would be kept anew
    with app.app_context():
        found = find_credentials(LOGIN)
        assert found is not None
        with pytest.raises(FaultsError):
            sign_in(LOGIN, PASSWORD, NOW, slow)
        with pytest.raises(FaultsError):
            change_password(found.user, PASSWORD, GOOD, GOOD, NOW, slow)
        assert db.session.query(SessionRow).count() == 0
        kept = find_credentials(LOGIN)
        assert kept is not None
        assert not CHEAP.match(kept.password_hash, PASSWORD)


def test_a_one_time_password_opens_nothing_but_its_own_change(app: Flask, client: SchoolClient) -> None:
    assert client
    with app.app_context():
        _user, once = create_user(SCHOOL_ID, "ким", "Ким Олег Юрьевич", frozenset({Role.HEAD}), NOW, CHEAP)
    stranger = stranger_of(app)
    assert "Придумайте свой пароль" in enter(stranger, "ким", once).title
    assert stranger.get("/staff").location == "/password"
    short = stranger.fill("/password", {"current": once, "new": "короткий", "again": "короткий"})
    assert "короче 10" in short.faults[0]
    stranger.fill("/password", {"current": once, "new": GOOD, "again": GOOD})
    assert stranger.get("/staff").status_code == 200


def test_a_one_time_password_past_its_days_says_so_to_its_owner_alone(app: Flask, client: SchoolClient) -> None:
    assert client
    with app.app_context():
        _user, once = create_user(SCHOOL_ID, "ким", "Ким Олег Юрьевич", frozenset({Role.HEAD}), BY, CHEAP)  # of 2023
    stranger = stranger_of(app)
    assert "Срок одноразового пароля истёк" in enter(stranger, "ким", once).faults[0]
    assert "не подходят" in enter(stranger, "ким", "чужая догадка").faults[0]


def test_the_journal_keeps_failed_sign_ins_without_what_was_typed(app: Flask, client: SchoolClient) -> None:
    assert client
    stranger = stranger_of(app)
    enter(stranger, LOGIN, "секретное слово")
    enter(stranger, "пароль-по-ошибке", "секретное слово")
    with app.app_context():
        unknown, known = read_journal(SCHOOL_ID, Search(action="session.refused"), 10).lines
    assert known.subject == LOGIN
    assert unknown.subject == "пар…"
    assert not known.details


def test_over_tls_the_cookie_is_for_tls_and_this_host_alone(app: Flask, client: SchoolClient) -> None:
    assert client
    secure = stranger_of(app).get("/sign-in", base_url="https://localhost").headers["Set-Cookie"]
    assert secure.startswith("__Host-session=")
    assert {"Secure", "HttpOnly", "Path=/", "SameSite=Lax"} <= set(secure.split("; "))
    plain = stranger_of(app).get("/sign-in").headers["Set-Cookie"]
    assert plain.startswith("session=")
    assert "HttpOnly" in plain
    told = stranger_of(app).get("/sign-in", headers={"X-Forwarded-Proto": "https"}).headers["Set-Cookie"]
    assert told.startswith("session="), "nobody's word is taken unless a proxy is configured"


@pytest.mark.parametrize("path", ["/", "/staff", "/users", "/sign-in"])
def test_an_installation_without_anybody_leads_to_its_first_person(bare: SchoolClient, path: str) -> None:
    assert bare.page(path).response.request.path in {"/setup", "/sign-in"}
    assert bare.get("/staff").location == "/setup"


VISITORS = [
    {},  # the machine itself, or everybody behind a proxy that says nothing of itself
    {"environ_overrides": {"REMOTE_ADDR": "192.168.1.20"}},
    {"headers": {"X-Forwarded-For": "192.168.1.20"}},
]


@pytest.mark.parametrize("visitor", VISITORS)
@pytest.mark.parametrize("left", [None, "", "\n"])
def test_the_first_person_tells_the_code(
    app: Flask, bare: SchoolClient, visitor: dict[str, dict[str, str]], left: str | None
) -> None:
    kept = Path(app.instance_path) / "setup_code"
    if left is not None:
        kept.write_text(left)  # what a full disk or a crash leaves
    form = Page(bare.get("/setup", **visitor)).values()
    typed = {**form, **FIRST, "password": GOOD, "again": GOOD}
    for wrong in ("AAAA-BBBB-CCCC", "", "-"):
        refused = Page(bare.post("/setup", data={**typed, "code": wrong}, **visitor))
        assert "Код не подходит" in refused.faults[0]
    with app.app_context():
        assert not has_users()
    code = setup_code(Path(app.instance_path))
    assert kept.stat().st_mode & 0o077 == 0
    taken = bare.post("/setup", data={**typed, "code": code.lower().replace("-", " ")}, **visitor)
    assert taken.status_code == 303
    assert not kept.exists()
    assert stranger_of(app).get("/setup").location == "/sign-in", "once only"


def test_guesses_at_the_code_come_to_an_end(app: Flask, bare: SchoolClient) -> None:
    typed = {**bare.page("/setup").values(), **FIRST, "password": GOOD, "again": GOOD}
    answers = [bare.post("/setup", data={**typed, "code": f"{number}"}).status_code for number in range(6)]
    assert answers == [200] * 5 + [429]
    right = bare.post("/setup", data={**typed, "code": setup_code(Path(app.instance_path))})
    assert right.status_code == 429


@pytest.mark.parametrize(
    ("password", "words"),
    [
        ("короткий", "короче 10"),
        ("Магомедова1", "повторяет имя"),
        ("магомедова", "повторяет имя"),
        ("1234567890", "пробуют первым"),
        ("qwertyuiop", "пробуют первым"),
        ("Пароль2026", "пробуют первым"),
        ("пароль пароль", "пробуют первым"),
        ("аааааааааааа", "пробуют первым"),
    ],
)
def test_passwords_that_are_tried_first_are_refused(app: Flask, bare: SchoolClient, password: str, words: str) -> None:
    page = claim(app, bare, password)
    assert words in page.beside("password")
    assert not page.root.get_element_by_id("password").get("value")


@pytest.mark.parametrize(
    "password", ["речка мел глобус 7", "Ёж~под^дождём", "correct horse battery", "x" * 5 + "yzабвг"]
)
def test_any_signs_make_a_password(app: Flask, bare: SchoolClient, password: str) -> None:
    assert claim(app, bare, password).response.request.path == "/start"


def test_a_school_without_users_is_claimed_with_its_school(app: Flask, bare: SchoolClient) -> None:
    with app.app_context():
        save_school(None, a_school(), BY)
    claim(app, bare, GOOD)
    assert bare.page("/school").values()["short_name"] == a_school().requisites.short_name


def test_all_that_is_wrong_at_the_first_run_is_told_at_once(app: Flask, bare: SchoolClient) -> None:
    typed = {"login": "зав директор", "name": "", "password": "123456", "again": "1234567"}
    page = bare.fill("/setup", {"code": setup_code(Path(app.instance_path)), **typed})
    assert "пробел" in page.beside("login") or "букв" in page.beside("login")
    assert "Заполните" in page.beside("name")
    assert "короче" in page.beside("password") or "знаков" in page.beside("password")
    assert "не совпадают" in page.beside("again")
    wrong = bare.fill("/setup", {"code": "0000", **typed})
    assert len(wrong.faults) == 5, "a wrong code hides nothing of the rest"


def test_all_that_is_wrong_with_a_new_password_is_told_at_once(client: SchoolClient) -> None:
    page = client.fill("/password", {"current": "не тот пароль", "new": "123", "again": "1234"})
    assert len(page.faults) == 3
    assert page.beside("current")
    assert page.beside("new")
    assert page.beside("again")
