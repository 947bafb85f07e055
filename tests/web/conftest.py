import shutil
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from types import CodeType
from typing import Any

import pytest
from flask import Flask, session
from jinja2.bccache import Bucket, BytecodeCache
from playwright.sync_api import Browser, BrowserContext, Page, expect

from app import create_app
from sferum_docs.printing import FileCache, Printer, Programs
from sferum_docs.services.documents.printing import PdfService, press_in
from sferum_docs.services.packet.demonstration import load_demonstration
from sferum_docs.services.packs.choose import look_also_in
from sferum_docs.services.school.save import save_school
from sferum_docs.services.users.manage import create_first
from sferum_docs.services.users.passwords import Passwords
from sferum_docs.services.users.sign_in import sign_in
from sferum_docs.store.database import db
from sferum_docs.web.current import actor
from sferum_docs.web.protection.sessions import begin
from tests.builders import BY, PACK_ID, a_school
from tests.databases import absent, migrated, share_statements
from tests.district import SCHOOL_ROLES, District, fill_district
from tests.web.browser import (
    ARGUMENTS,
    Door,
    Watch,
    browser_path,
    serving,
    signed_in,
    use_hands_after_scripts,
)
from tests.web.desk import register_one, register_two
from tests.web.pages import SchoolClient

LONGEST = 60_000  # milliseconds that a browser waits on a machine at work; nothing is slower for it
DATABASE = "school.db"
Deed = Callable[[SchoolClient], object]
CHEAP = Passwords(memory_kib=8, passes=1)
LOGIN, PASSWORD = "исаева", "четыре слова подряд здесь"


class CompiledPages(BytecodeCache):
    """Templates compiled once for all applications of this process; each test has an application of its own."""

    def __init__(self) -> None:
        self._code = dict[str, CodeType]()

    def load_bytecode(self, bucket: Bucket) -> None:
        bucket.code = self._code.get(bucket.key + bucket.checksum)

    def dump_bytecode(self, bucket: Bucket) -> None:
        if bucket.code is not None:
            self._code[bucket.key + bucket.checksum] = bucket.code


PAGES = CompiledPages()


def application(folder: Path) -> Flask:
    """The whole application with its data in this folder."""
    app = create_app(
        {
            "INSTANCE_PATH": str(folder),
            "SQLALCHEMY_DATABASE_URI": f"sqlite:///{folder / DATABASE}",
            "PASSWORDS": CHEAP,
            "COUNT_SHEETS": False,  # a test that wants it says so
        }
    )
    app.test_client_class = SchoolClient
    app.jinja_env.bytecode_cache = PAGES
    share_statements(app)
    return app


def prepared(folder: Path, fill: Callable[[], object]) -> Path:
    """A database made once and copied for each test."""
    app = application(folder)
    (folder / DATABASE).write_bytes(migrated())
    with app.app_context():
        fill()
        db.session.remove()
        db.engine.dispose()
    return folder / DATABASE


def with_somebody(fill: Callable[[], object] = lambda: None) -> None:
    """Whoever works there holds every role of a school."""
    create_first(LOGIN, BY.name, PASSWORD, SCHOOL_ROLES, BY, CHEAP)
    fill()


@pytest.fixture(scope="session")
def databases(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    fills: dict[str, Callable[[], object]] = {
        "bare": lambda: None,
        "empty": with_somebody,
        "school": lambda: with_somebody(lambda: save_school(None, a_school(), BY)),
        "demonstration": lambda: with_somebody(lambda: load_demonstration(BY, PACK_ID)),
        "district": lambda: fill_district(CHEAP.hash(PASSWORD)),
    }
    return {name: prepared(tmp_path_factory.mktemp(name), fill) for name, fill in fills.items()}


@pytest.fixture(scope="session")
def shared_press(tmp_path_factory: pytest.TempPathFactory) -> Iterator[PdfService]:
    """One office for all tests, started by the first that prints: each of its own takes a second and 200 MB."""
    press = press_in(tmp_path_factory.mktemp("press"))
    yield press
    press.printer.close()


@pytest.fixture(scope="session")
def begun(
    databases: dict[str, Path], shared_press: PdfService, tmp_path_factory: pytest.TempPathFactory
) -> Callable[[Deed], Path]:
    """The demonstration after a deed: it is done once, by the first test that begins with it."""

    @cache
    def after(deed: Deed) -> Path:
        folder = tmp_path_factory.mktemp("begun")
        shutil.copy(databases["demonstration"], folder / DATABASE)
        app = application(folder)
        app.extensions["press"] = shared_press
        deed(client_of(app))
        with app.app_context():
            db.engine.dispose()
        return folder / DATABASE

    return after


@pytest.fixture
def begin_after(app: Flask, tmp_path: Path, begun: Callable[[Deed], Path]) -> Callable[[Deed], SchoolClient]:
    """Signs in where a deed has been done to the demonstration: `begin_after(an_entry)`."""

    def begin(deed: Deed) -> SchoolClient:
        shutil.copy(begun(deed), tmp_path / DATABASE)
        look_also_in(tmp_path)  # the first time the deed was done by an application of another folder
        with app.app_context():
            db.engine.dispose()
        return client_of(app)

    return begin


@pytest.fixture
def one_order(begin_after: Callable[[Deed], SchoolClient]) -> SchoolClient:
    """The demonstration with order № 1 registered."""
    return begin_after(register_one)


@pytest.fixture
def two_orders(begin_after: Callable[[Deed], SchoolClient]) -> SchoolClient:
    """The demonstration with orders № 1 and № 2 registered."""
    return begin_after(register_two)


@pytest.fixture
def app(
    tmp_path: Path, databases: dict[str, Path], shared_press: PdfService, request: pytest.FixtureRequest
) -> Iterator[Flask]:
    """The application on the database that the client of the test asks for."""
    wanted = {"client": "school", "demonstration": "demonstration", "bare": "bare", "district": "district"}
    name = next((wanted[fixture] for fixture in request.fixturenames if fixture in wanted), "empty")
    shutil.copy(databases[name], tmp_path / DATABASE)
    app = application(tmp_path)
    app.extensions["press"] = shared_press
    yield app
    with app.app_context():
        db.engine.dispose()


@pytest.fixture
def no_office(app: Flask, tmp_path: Path) -> None:
    """A machine without LibreOffice."""
    app.extensions["press"] = PdfService(Printer(tmp_path / "printing", Programs(None)), FileCache(tmp_path / "cache"))


@pytest.fixture
def bare(app: Flask) -> SchoolClient:
    """Before there is anybody to sign in."""
    return stranger_of(app)


@pytest.fixture
def empty(app: Flask) -> SchoolClient:
    """Before there is a school."""
    return client_of(app)


@pytest.fixture
def client(app: Flask) -> SchoolClient:
    """A school with staff, chats and responsible persons, no documents."""
    return client_of(app)


@pytest.fixture
def demonstration(app: Flask) -> SchoolClient:
    """The demonstration school with its documents."""
    return client_of(app)


@pytest.fixture
def district(app: Flask) -> District:
    """Two districts, nobody signed in: `client_of(app, login_of(district.office))`."""
    assert app
    return District()


def stranger_of(app: Flask) -> SchoolClient:
    """A client that has not signed in."""
    client = app.test_client()
    assert isinstance(client, SchoolClient)
    return client


def client_of(app: Flask, login: str = LOGIN, password: str = PASSWORD) -> SchoolClient:
    """A client that has signed in; the usual one holds every role. The page of the sign-in has tests of its own."""
    client = stranger_of(app)
    with app.test_request_context("/sign-in", method="POST"):
        begin(sign_in(login, password, actor(), app.config["PASSWORDS"]))
        opened = dict(session)
    with client.session_transaction() as kept:
        kept.update(opened)
        kept.permanent = True
    return client


@pytest.fixture(scope="session")
def browser_type_launch_args() -> dict[str, Any]:
    path = browser_path()
    if path is None:
        absent("Chromium")
    use_hands_after_scripts()
    return {"executable_path": path, "args": ARGUMENTS}


LOOKS: dict[str, Any] = {
    "locale": "ru-RU",
    "timezone_id": "Europe/Moscow",
    "viewport": {"width": 1366, "height": 900},
    "permissions": ["clipboard-read", "clipboard-write"],
}


@pytest.fixture
def browser_context_args(base_url: str, app: Flask, request: pytest.FixtureRequest) -> dict[str, Any]:
    is_new = "bare" in request.fixturenames
    return {**LOOKS, "base_url": base_url, "storage_state": None if is_new else signed_in(client_of(app))}


@pytest.fixture(scope="session")
def door() -> Iterator[Door]:
    """One address for all tests, so that they may share the window of a browser."""
    door = Door()
    with serving(door) as door.address:
        yield door


@pytest.fixture
def base_url(app: Flask, door: Door) -> Iterator[str]:
    with door.leading_to(app):
        yield door.address


@pytest.fixture(scope="session")
def window(browser: Browser, door: Door) -> Iterator[BrowserContext]:
    """What a browser opens anew for a visitor costs as much as two pages: one for all, with a page that stays."""
    window = browser.new_context(**LOOKS, base_url=door.address)
    window.new_page().goto("about:blank")
    yield window
    window.close()


@pytest.fixture
def context(window: BrowserContext, browser_context_args: dict[str, Any], door: Door) -> Iterator[BrowserContext]:
    """The window as a new visitor finds it."""
    staying, *_ = window.pages
    window.add_cookies((browser_context_args["storage_state"] or {"cookies": []})["cookies"])
    yield window
    for page in window.pages:
        if page is not staying:
            page.close()
    window.clear_cookies()
    window.new_cdp_session(staying).send(
        "Storage.clearDataForOrigin", {"origin": door.address, "storageTypes": "local_storage,session_storage"}
    )


@pytest.fixture
def watch(page: Page) -> Iterator[Watch]:
    page.set_default_timeout(LONGEST)
    expect.set_options(timeout=LONGEST)
    watch = Watch(page)
    yield watch
    assert not watch.troubles, "\n".join(watch.troubles)
