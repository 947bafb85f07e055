"""Two machines behind one address: gunicorn on each, one PostgreSQL, folders of their own and one that they share."""

import os
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

import pytest

from sferum_docs.services.documents.printing import press_in
from sferum_docs.web.current import today
from tests.databases import PostgresServer, absent, postgresql_server
from tests.ports import free_port
from tests.program import ROOT, command
from tests.test_start import FIRST, Visitor

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="gunicorn не для Windows")
KEY = "k" * 40


@contextmanager
def machine(folder: Path, url: str, shared: Path) -> Iterator[tuple[int, str]]:
    """One gunicorn; gives its port and the code of the installation."""
    if find_spec("gunicorn") is None:
        absent("gunicorn")
    port = free_port()
    told = {
        **os.environ, "PYTHONUNBUFFERED": "1", "INSTANCE_PATH": str(folder), "DATABASE_URL": url, "SECRET_KEY": KEY,
        "FILES": str(shared / "files"), "CACHE_PATH": str(shared / "cache"), "BIND": f"127.0.0.1:{port}",
        "WEB_PROCESSES": "1",
    }  # fmt: skip
    line = [sys.executable, "-m", "gunicorn", "--config", "deploy/gunicorn.conf.py"]
    with subprocess.Popen(
        line, cwd=ROOT, env=told, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    ) as process:
        assert process.stdout is not None
        code = ""
        for said in process.stdout:
            code = said.rpartition("code=")[2].strip() if "setup?code=" in said else code
            if "Booting worker" in said:
                break
        try:
            yield port, code
        finally:
            process.terminate()
            process.communicate(timeout=60)


@dataclass(frozen=True)
class TwoMachines:
    """The same person at both, and the server of the database behind them."""

    first: Visitor
    second: Visitor
    server: PostgresServer
    codes: tuple[str, str]


@pytest.fixture(scope="module")
def two(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TwoMachines]:
    shared = tmp_path_factory.mktemp("shared")
    (shared / "files").mkdir()
    with ExitStack() as closing:
        server = closing.enter_context(postgresql_server())
        machines = [machine(tmp_path_factory.mktemp(name), server.url, shared) for name in ("one", "two")]
        with ThreadPoolExecutor(2) as pool:  # both find an empty database: one makes its tables, the other waits
            started = list(pool.map(closing.enter_context, machines))
        first, second = (Visitor(f"http://127.0.0.1:{port}") for port, _code in started)
        second.cookies = first.cookies  # as behind one address
        yield TwoMachines(first, second, server, (started[0][1], started[1][1]))


def test_a_day_at_two_machines(two: TwoMachines) -> None:
    first, second = two.first, two.second
    assert two.codes[0] == two.codes[1] != "", "the code of one opens the other"
    assert second.post("/setup", {**first.form("/setup"), **FIRST, "code": two.codes[0]}) == 200
    assert first.status("/help") == second.status("/help") == 200, "who signed in at one is known to the other"
    second.post("/start/demonstration", first.form("/start"))
    for phone in ("+7 872 200-00-01", "+7 872 200-00-02"):
        second.post("/school", {**first.filled("/school", "phone"), "phone": phone})
        assert first.filled("/school", "phone")["phone"] == phone
    paper = {**first.filled("/register/other", "title"), "title": "О дежурстве", "signed_on": today().isoformat()}
    assert second.post("/register/other", paper) == 200
    assert "следующий номер: <b>2</b>" in first.open("/register")[1], "a change is seen on the next click"
    assert first.status("/documents/1/file") == second.status("/documents/1/file") == 200


def test_guesses_are_counted_over_both(two: TwoMachines) -> None:
    strangers = [Visitor(machine.address) for machine in (two.first, two.second)]
    strangers[1].cookies = strangers[0].cookies
    wrong = {**strangers[0].form("/sign-in"), "login": "somebody", "password": "нет"}
    guesses = [strangers[number % 2].post("/sign-in", wrong) for number in range(8)]
    assert guesses == [200] * 5 + [429] * 3


def test_what_one_machine_has_printed_the_other_finds(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CACHE_PATH", str(tmp_path / "shared"))
    press_in(tmp_path / "one").kept.keep("name.pdf", b"%PDF")
    assert press_in(tmp_path / "two").kept.find("name.pdf") == b"%PDF"


@pytest.mark.parametrize(
    ("told", "words"),
    [({"SECRET_KEY": "short"}, "короче 32 знаков"), ({"SECRET_KEY_FILE": "/no/such/file"}, "Файл ключа не читается")],
)
def test_a_key_that_is_none_is_told_at_the_start(tmp_path: Path, told: dict[str, str], words: str) -> None:
    result = command(("doctor",), {"INSTANCE_PATH": str(tmp_path), **told})
    assert (result.returncode, words in result.stderr.decode()) == (1, True)


def test_a_database_started_anew_keeps_nobody_waiting(two: TwoMachines) -> None:
    for visitor in (two.first, two.second):
        assert visitor.status("/register") == 200
    two.server.stop()
    assert {visitor.status("/register") for visitor in (two.first, two.second)} == {503}, "told, no failure of ours"
    two.server.start()
    for visitor in (two.first, two.second) * 4:
        assert visitor.status("/register") == 200
