"""Starting beside the path: whatever stands in the way is told in one Russian sentence, never as a traceback."""

import importlib.util
import io
import os
import re
import signal
import socket
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from http.cookiejar import CookieJar
from pathlib import Path
from urllib.error import HTTPError
from urllib.parse import urlencode
from urllib.request import HTTPCookieProcessor, build_opener

import click
import pytest
from lxml.html import fromstring

from sferum_docs import cli
from sferum_docs.cli import COMMANDS, Commands
from sferum_docs.cli.serve import SELDOM
from sferum_docs.services.installation.network import network_addresses
from sferum_docs.services.templates.change import activate_template, upload_template
from sferum_docs.web.application import create_app
from sferum_docs.web.current import today
from tests import program
from tests.builders import BY, PACK_ID
from tests.edited import mended, shipped
from tests.ports import free_port
from tests.program import LONGEST as _LONGEST
from tests.program import ROOT
from tests.test_cli import an_instance

GOOD = "речка мел глобус 7"
FIRST = {"name": "Магомедова Патимат Гаджиевна", "login": "магомедова", "password": GOOD, "again": GOOD,
         "head": "y", "secretary": "y", "administrator": "y"}  # fmt: skip


def command(instance: Path, *words: str, **environment: str) -> subprocess.CompletedProcess[bytes]:
    return program.command(words, {"INSTANCE_PATH": str(instance), "PYTHONUTF8": "1", **environment})


@contextmanager
def served(instance: Path, port: int, *words: str) -> Iterator[list[str]]:
    """The program serving, with the lines it has said until it is open."""
    told = {**os.environ, "INSTANCE_PATH": str(instance), "PYTHONUTF8": "1", "PYTHONUNBUFFERED": "1"}
    words = (sys.executable, "app.py", "serve", "--port", str(port), *words)
    process = subprocess.Popen(words, cwd=ROOT, env=told, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    assert process.stdout is not None
    lines: list[str] = []
    try:
        for line in process.stdout:
            lines.append(line)
            if "setup?code=" in line:
                break
        yield lines
    finally:
        process.kill()
        process.wait()
        process.stdout.close()


def is_closed(port: int) -> bool:
    """Whether nobody answers there; waits a little where somebody does."""
    with socket.socket() as probe:
        closed = probe.connect_ex(("127.0.0.1", port)) != 0
    time.sleep(0 if closed else 0.05)
    return closed


def a_file(instance: Path) -> dict[str, str]:
    instance.write_text("не папка", encoding="utf-8")
    return {}


def garbage(instance: Path) -> dict[str, str]:
    instance.mkdir()
    (instance / "sferum_docs.sqlite3").write_bytes(b"not a database at all " * 400)
    return {}


def newer(instance: Path) -> dict[str, str]:
    instance.mkdir()
    with closing(sqlite3.connect(instance / "sferum_docs.sqlite3")) as database:
        database.execute("CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL)")
        database.execute("INSERT INTO alembic_version VALUES ('9999')")
        database.commit()
    return {}


def no_such_database(_instance: Path) -> dict[str, str]:
    return {"DATABASE_URL": "mysq://нет"}


def no_number(_instance: Path) -> dict[str, str]:
    return {"TRUSTED_PROXIES": "²"}


def no_address(_instance: Path) -> dict[str, str]:
    return {"DATABASE_URL": "просто слова"}


def nobody_answers(_instance: Path) -> dict[str, str]:
    return {"DATABASE_URL": f"postgresql+psycopg://somebody@127.0.0.1:{free_port()}/school"}


@pytest.mark.parametrize(
    ("prepare", "words"),
    [
        (a_file, "На месте папки данных лежит файл"),
        (garbage, "не база данных"),
        (newer, "более новая версия программы"),
        (no_such_database, "DATABASE_URL записан неверно"),
        (no_address, "DATABASE_URL записан неверно"),
        (no_number, "В TRUSTED_PROXIES нужно число"),
        (nobody_answers, "Сервер базы данных не отвечает"),
    ],
)
def test_what_keeps_the_program_from_starting_is_said_in_words(
    tmp_path: Path, prepare: Callable[[Path], dict[str, str]], words: str
) -> None:
    instance = tmp_path / "instance"
    environment = prepare(instance)
    result = command(instance, "serve", "--port", str(free_port()), **environment)
    told = (result.stdout + result.stderr).decode()
    assert result.returncode == 1
    assert words in told
    assert "Traceback" not in told


@pytest.mark.parametrize("doing", [["verify", "app.py"], ["user", "list"]])
def test_before_the_first_start_every_command_answers(tmp_path: Path, doing: list[str]) -> None:
    result = command(tmp_path / "instance", *doing)
    assert "Traceback" not in (result.stdout + result.stderr).decode()
    assert result.returncode in {0, 1}


@pytest.mark.parametrize(("prepare", "words"), [(garbage, "не база данных"), (newer, "новее программы")])
def test_the_doctor_names_a_database_that_cannot_be_read(
    tmp_path: Path, prepare: Callable[[Path], dict[str, str]], words: str
) -> None:
    prepare(tmp_path / "instance")
    told = command(tmp_path / "instance", "doctor").stdout.decode()
    assert words in told
    assert "Место на диске" in told, "the other lines are still there"


def test_the_doctor_looks_at_a_new_machine(tmp_path: Path) -> None:
    told = command(tmp_path / "instance", "doctor").stdout.decode()
    assert "База данных: ещё не создана" in told
    assert "Место на диске" in told
    assert "не удалась" not in told


@pytest.mark.parametrize("encoding", ["cp1251", "cp866", "ascii"])
def test_output_redirected_in_an_old_encoding_loses_a_sign_and_not_the_work(tmp_path: Path, encoding: str) -> None:
    result = command(
        tmp_path / "instance", "demo", "--out", str(tmp_path / "out"), PYTHONUTF8="0", PYTHONIOENCODING=encoding
    )
    assert result.returncode == 0, result.stderr
    assert (tmp_path / "out" / "Комплект.zip").is_file()


@pytest.mark.parametrize("words", [["--help"], []])
def test_what_is_said_before_a_command_is_loaded_bears_an_old_encoding(
    words: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """In cp866, that of the console of Windows, there is no dash."""
    said = io.BytesIO()
    stream = io.TextIOWrapper(said, "cp866", write_through=True)
    monkeypatch.setattr(sys, "argv", ["run.py", *words])
    monkeypatch.setattr(sys, "stdout", stream)
    monkeypatch.setattr(sys, "stderr", stream)
    with pytest.raises(SystemExit):
        cli.main(lambda: pytest.fail("no application is wanted"))
    assert "Документы школы" in said.getvalue().decode("cp866")


def test_a_port_that_is_taken_is_said_before_anything_is_said_to_be_open(tmp_path: Path) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        result = command(tmp_path / "instance", "serve", "--port", str(port))
    told = (result.stdout + result.stderr).decode()
    assert f"Порт {port} занят" in told
    assert "sferum_docs открыт" not in told
    assert "Traceback" not in told
    assert result.returncode == 1


def test_an_address_this_machine_does_not_have_is_said_so(tmp_path: Path) -> None:
    result = command(tmp_path / "instance", "serve", "--host", "192.0.2.1", "--port", str(free_port()))
    assert "Адреса «192.0.2.1» у этого компьютера нет" in result.stderr.decode()


def test_what_is_served_is_closed_to_others_and_to_a_second_server(tmp_path: Path) -> None:
    port = free_port("::1")
    with served(tmp_path / "instance", port, "--host", "::1") as lines:
        assert any(f"http://[::1]:{port}/" in line for line in lines)
        with socket.create_connection(("::1", port), timeout=_LONGEST) as browser:
            browser.sendall(f"GET /sign-in HTTP/1.1\r\nHost: [::1]:{port}\r\nConnection: close\r\n\r\n".encode())
            answer = browser.makefile("rb").readline()
        assert b" 302 " in answer or b" 200 " in answer, answer
        if os.name != "nt":
            kept = [tmp_path / "instance", *(tmp_path / "instance").rglob("*")]
            assert not {path.name for path in kept if path.stat().st_mode & 0o077}
        refused = command(tmp_path / "instance", "serve", "--port", str(free_port()))
    told = (refused.stdout + refused.stderr).decode()
    assert f"http://[::1]:{port}/" in told, "where the first is"
    assert "уже открыла" in told
    assert refused.returncode == 1
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        after = command(tmp_path / "instance", "serve", "--port", str(other.getsockname()[1]))
    assert "занят" in after.stderr.decode(), "a killed server holds nothing: the port is asked for after the folder"


@pytest.mark.parametrize("name", ["a?b", "50% # № 1 it's & [1]"])
@pytest.mark.skipif(os.name == "nt", reason="Windows forbids such names")
def test_the_database_lies_in_its_folder_whatever_that_is_called(tmp_path: Path, name: str) -> None:
    instance = tmp_path / name
    assert create_app({"INSTANCE_PATH": str(instance)})
    result = command(instance, "upgrade")
    assert result.returncode == 0, result.stderr
    assert (instance / "sferum_docs.sqlite3").is_file()
    assert [path.name for path in tmp_path.iterdir()] == [name]


def test_the_program_starts_without_the_libraries_that_few_pages_want(tmp_path: Path) -> None:
    told = {**os.environ, "INSTANCE_PATH": str(tmp_path)}
    words = "import sys; from app import create_app; create_app(); print(*sys.modules)"
    loaded = subprocess.run(
        [sys.executable, "-c", words], cwd=ROOT, env=told, capture_output=True, text=True, check=True
    )
    wanted = {name.partition(".")[0] for name in SELDOM}
    wanted |= {"PIL", "dateutil", "mako", "pymorphy3", "python_calamine"}  # theirs, and those of a child
    assert wanted & set(loaded.stdout.split()) == set()
    for name in SELDOM:
        assert importlib.util.find_spec(name) is not None, "a name that is gone is never loaded"


_ROOMS = ("store", "web", "documents", "docengine", "printing")
WANTED_BY_NONE = {"flask", "werkzeug", "jinja2", "sqlalchemy", "alembic", *(f"sferum_docs.{room}" for room in _ROOMS)}
PAPER = str(ROOT / "doc_templates" / PACK_ID / "D01.docx")


@pytest.mark.parametrize(
    ("words", "more"),
    [
        (("--help",), {"sferum_docs.services", "lxml"}),
        (("read-statistics", "--help"), {"sferum_docs.acts_reader", "docx"}),
        (("read-statistics", "неделя.csv", "--out", "values.csv"), {"sferum_docs.acts_reader", "docx"}),
        (("read-act", "акт.txt"), {"sferum_docs.services", "sferum_docs.packs"}),
        (("check-gost", PAPER), {"sferum_docs.services", "sferum_docs.packs"}),
        (("build-templates", "--help"), {"sferum_docs.gost", "sferum_docs.acts_reader"}),
    ],
)
def test_a_command_loads_what_it_works_with_alone(tmp_path: Path, words: tuple[str, ...], more: set[str]) -> None:
    week = "Неделя;Всего учителей;Зарегистрировано учителей\n16.10.2023–22.10.2023;20;15\n"
    (tmp_path / "неделя.csv").write_text(week, encoding="utf-8")
    (tmp_path / "акт.txt").write_text("ПРИКАЗЫВАЮ:\n1. Провести собрание до 20.10.2023.\n", encoding="utf-8")
    code = "import sys, app\ntry: app.run(sys.argv[1:])\nfinally: print('loaded', *sys.modules, file=sys.stderr)"
    told = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"}
    line = [sys.executable, "-c", code, *words]
    done = subprocess.run(line, cwd=tmp_path, env=told, capture_output=True, text=True, check=False)
    assert done.stdout, done.stderr
    loaded = done.stderr.rpartition("loaded ")[2].split()
    assert (WANTED_BY_NONE | more) & set(loaded) == set()
    assert "Traceback" not in done.stderr


def test_each_command_is_there_and_does_what_help_says() -> None:
    commands = Commands()
    with click.Context(commands) as context:
        for name, (_module, _name, told) in COMMANDS.items():
            found = commands.get_command(context, name)
            assert found is not None
            assert found.name == name
            assert (found.help or "").startswith(told.rstrip(".)"))
        assert commands.get_command(context, "нет") is None


def test_help_names_every_command_and_an_unknown_one_is_refused(tmp_path: Path) -> None:
    told = command(tmp_path / "instance", "--help").stdout.decode()
    assert all(f"  {name} " in told for name in COMMANDS)
    assert not (tmp_path / "instance").exists(), "who only asks makes nothing"
    refused = command(tmp_path / "instance", "нет")
    assert refused.returncode == 2
    assert b"Traceback" not in refused.stderr


@pytest.mark.skipif(os.name == "nt", reason="Windows knows no such thing")
def test_whoever_stops_the_starter_stops_the_program() -> None:
    become = "import sys; sys.path.insert(0, '.'); import run; run.become([sys.executable, '-c', %r])"
    program = "import time; print('open', flush=True); time.sleep(300)"
    process = subprocess.Popen([sys.executable, "-c", become % program], cwd=ROOT, stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    with process.stdout:
        assert process.stdout.readline() == "open\n"
        process.send_signal(signal.SIGTERM)
        assert process.stdout.read() == "", "nobody else holds the output"
        assert process.wait() == -signal.SIGTERM


@pytest.mark.skipif(not hasattr(os, "fork"), reason="несколько процессов на одном порту умеют Linux и macOS")
def test_two_processes_answer_as_one(tmp_path: Path) -> None:
    port = free_port()
    with served(tmp_path / "instance", port, "--processes", "2", "--lan") as lines:
        code = lines[-1].rpartition("code=")[2].strip()
        assert not any("\x1b" in line for line in lines), "a log gets no code"
        for item in network_addresses():  # none on a machine without a network
            assert any(item.url(port) in line for line in lines)
            assert Visitor(item.url(port).rstrip("/")).status("/sign-in") == 200
        assert f"127.0.0.1:{port}/setup?code=" in lines[-1], "the code of the first is for who sits at the machine"
        browser = Visitor(f"http://127.0.0.1:{port}")
        browser.post("/setup", {**browser.form("/setup"), **FIRST, "code": code})
        with ThreadPoolExecutor(8) as pool:
            answers = list(pool.map(lambda _number: browser.status("/help"), range(16)))
        assert set(answers) == {200}, "whoever signed in at one is known to the other"
        stranger = Visitor(f"http://127.0.0.1:{port}")
        wrong = {**stranger.form("/sign-in"), "login": FIRST["login"], "password": "нет"}
        with ThreadPoolExecutor(8) as pool:
            guesses = list(pool.map(lambda _number: stranger.post("/sign-in", wrong), range(12)))
        assert sorted(guesses) == [200] * 5 + [429] * 7, "guesses are counted over both"
        browser.post("/start/demonstration", browser.form("/start"))
        for phone in ("+7 872 200-00-01", "+7 872 200-00-02"):
            browser.post("/school", {**browser.filled("/school", "phone"), "phone": phone})
            assert {browser.filled("/school", "phone")["phone"] for _page in range(12)} == {phone}
        for number, title in enumerate(("О режиме работы", "О дежурстве"), 1):
            paper = {**browser.filled("/register/other", "title"), "title": title, "signed_on": today().isoformat()}
            assert browser.post("/register/other", paper) == 200
            with ThreadPoolExecutor(8) as pool:
                pages = list(pool.map(lambda _number: browser.open("/register")[1], range(16)))
            assert all(f"следующий номер: <b>{number + 1}</b>" in page for page in pages), "as both registers tell"
        with an_instance(tmp_path):  # a third process: the command line, a restored copy
            number = upload_template(1, PACK_ID, "D02", mended(shipped()), "поправлен.docx", "", BY)
            activate_template(1, PACK_ID, "D02", number, today(), "", BY)
        with ThreadPoolExecutor(8) as pool:
            pages = list(pool.map(lambda _number: browser.open("/acts/sferum-2023/templates/D02")[1], range(16)))
        assert all("поправлен.docx" in page for page in pages), "a template in force is so for both at once"
    assert any(is_closed(port) for _look in range(6000)), "the children of a killed program end with it"


class Visitor:
    """A browser that opens a connection for every page, so that any of the processes may answer."""

    def __init__(self, address: str) -> None:
        self.address = address
        self.cookies = CookieJar()

    def open(self, path: str, data: bytes | None = None) -> tuple[int, str]:
        opener = build_opener(HTTPCookieProcessor(self.cookies))
        try:
            with opener.open(f"{self.address}{path}", data, timeout=_LONGEST) as answer:
                return answer.status, answer.read().decode(errors="replace")
        except HTTPError as error:
            return error.code, ""

    def status(self, path: str) -> int:
        return self.open(path)[0]

    def form(self, path: str) -> dict[str, str]:
        found = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', self.open(path)[1])
        assert found is not None
        return {"csrf_token": found[1]}

    def filled(self, path: str, name: str) -> dict[str, str]:
        """The form of a page that has this field, as it came."""
        forms = fromstring(self.open(path)[1]).xpath("//form")
        (found,) = [dict(form.form_values()) for form in forms if name in form.fields]
        return found

    def post(self, path: str, fields: dict[str, str]) -> int:
        return self.open(path, urlencode(fields).encode())[0]
