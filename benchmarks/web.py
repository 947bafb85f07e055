"""Pages under load: users at once against the program serving on this machine, in one process and in two.

Run as `python3 run.py bench web [SECONDS [SERVER …]]`: waitress in one process and in two, then gunicorn in two
(Linux). The last page is the matrix of a region of 1,500 schools. Loopback only, bounded in count and time. The
browsers run on the same cores, so rates are lower bounds: the processor time of the servers and of the browsers is
told beside them. Each page is asked for before it is measured: what a process loads once is not what a page costs.
While users click, somebody saves each second, so that pages are worked out anew. The load of the machine ends each
line, before and after: seconds are worth something on a quiet one, processor time on any.
"""

from __future__ import annotations

import http.client
import os
import platform
import re
import socket
import statistics
import subprocess
import sys
import threading
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from app import create_app
from benchmarks.clicks import Answers, Crowd
from sferum_docs.services.district.matrix import matrix_of
from sferum_docs.services.installation.audit import Actor
from sferum_docs.services.packet.demonstration import load_demonstration
from sferum_docs.services.packet.make import make_packet
from sferum_docs.services.packet.school_file import read_sample
from sferum_docs.services.packs.choose import find_pack
from sferum_docs.services.school.save import save_school
from sferum_docs.services.users.manage import Role, create_first
from sferum_docs.services.users.passwords import Passwords
from sferum_docs.store.database import writing
from sferum_docs.store.migrate import upgrade
from sferum_docs.store.oversight import put_overseer
from sferum_docs.store.register import numbers, register
from sferum_docs.store.register.entry import READY, NewEntry
from sferum_docs.store.rows.changes import touch_body
from sferum_docs.store.users.users import add_user
from tests.district import an_office
from tests.many_bodies import copy_school

if TYPE_CHECKING:
    from collections.abc import Iterator

ENTRIES, SECONDS, THINKING, SAVING = 10_000, 6.0, 5.0, 1.0
SCHOOLS = 1500
USERS = 50
CROWDS = (300, 450, 600, 1000)
_WARMING = 0.5  # seconds
_CLICKS = 4  # of each user of a crowd
_SCHOOL = 1  # the demonstration, of which the crowd is
_CLICKING = f"a click each {THINKING:.0f} s, a change each {SAVING:.0f} s"
CLAUSES = "/acts/sferum-2023"
PAGES = {"clauses": CLAUSES, "register of 10,000": "/register", "download": "/documents/1/file"}
OF_OFFICE = {"matrix of 1,500 schools": "/district/matrix/sferum-2023"}
_OFFICE_LOGIN = "район"
_LOGIN, _PASSWORD = "исаева", "четыре слова подряд здесь"
_BY = Actor("Исаева П. М.", datetime(2026, 11, 27, 9, 0, tzinfo=UTC))


@dataclass(frozen=True)
class Run:
    """The program serving, and somebody signed in."""

    port: int
    process: subprocess.Popen[str]
    server: str
    processes: int
    cookie: str
    seconds: float


PACK_ID = "sferum-2023"
_SHARES = {"p50": 0.5, "p95": 0.95, "p99": 0.99}


def fill(instance: Path, entries: int = ENTRIES) -> None:
    """The demonstration school, its people, and a long register."""
    app = create_app({"INSTANCE_PATH": str(instance)})
    with app.app_context():
        upgrade()
        create_first(_LOGIN, _BY.name, _PASSWORD, frozenset(Role), _BY, Passwords())
        load_demonstration(_BY, PACK_ID)
        with writing() as session:
            numbers.set_counter(session, _SCHOOL, "R01", 2026, numbers.Counter(entries, ()))
            for number in range(1, entries + 1):
                entry = NewEntry(
                    school_id=_SCHOOL, register="R01", year=2026, period=2026, ordinal=number, number=f"{number}-ОД",
                    signed_on=date(2026, 1, 9) + timedelta(days=number * 320 // entries), kind="приказ",
                    title=f"Об организации работы по вопросу № {number}", state=READY,
                    signer="П. М. Исаева", registered_at=_BY.at, registered_by=_BY.name,
                )  # fmt: skip
                register.add_entry(session, entry)


def fill_region(instance: Path, schools: int = SCHOOLS) -> None:
    """An office that watches so many schools, each with an order that was made, and their matrix worked out."""
    app = create_app({"INSTANCE_PATH": str(instance)})
    with app.app_context():
        sample = read_sample(find_pack(PACK_ID))
        office = save_school(None, an_office(), _BY, act=PACK_ID)
        school = save_school(None, sample.school, _BY, act=PACK_ID)
        with writing() as session:
            put_overseer(session, school, office)
            add_user(
                session, office, _OFFICE_LOGIN, _BY.name, frozenset(Role), Passwords().hash(_PASSWORD), _BY.name, _BY.at
            )
        make_packet(school, PACK_ID, replace(sample.request, documents=("D02",)), _BY)
        copy_school(school, schools - 1)
        matrix_of(office, PACK_ID, datetime.now().astimezone().date(), most=None)


class Browser:
    """One user: a connection kept open, a cookie."""

    def __init__(self, port: int, cookie: str = "") -> None:
        self.line = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        self.cookie = cookie

    def open(self, path: str, body: str | None = None) -> tuple[int, str]:
        """The state and the text of a page."""
        headers = {"Cookie": self.cookie, "Content-Type": "application/x-www-form-urlencoded"}
        self.line.request("GET" if body is None else "POST", path, body, headers)
        answer = self.line.getresponse()
        text = answer.read().decode("utf-8", "replace")
        for value in answer.headers.get_all("Set-Cookie") or ():
            if value.startswith("session="):
                self.cookie = value.partition(";")[0]
        return answer.status, text


def signed_in(port: int, login: str = _LOGIN) -> str:
    """The cookie of somebody who has signed in."""
    browser = Browser(port)
    found = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', browser.open("/sign-in")[1])
    if found is None:
        raise SystemExit("no form to sign in")
    browser.open("/sign-in", urlencode({"csrf_token": found[1], "login": login, "password": _PASSWORD}))
    return browser.cookie


def behind_gunicorn(instance: Path, processes: int) -> Iterator[tuple[int, subprocess.Popen[str]]]:
    """The program behind gunicorn on a free port."""
    told = {"BIND": "127.0.0.1:{port}", "WEB_PROCESSES": str(processes)}
    command = [sys.executable, "-m", "gunicorn", "--config", "deploy/gunicorn.conf.py"]
    yield from _running(instance, command, told, "Booting worker")


def served(instance: Path, processes: int) -> Iterator[tuple[int, subprocess.Popen[str]]]:
    """The program on a free port."""
    command = [sys.executable, "app.py", "serve", "--port", "{port}"]
    command += ["--processes", str(processes)] if processes > 1 else []
    yield from _running(instance, command, {}, "открыт")


def _running(
    instance: Path, command: list[str], settings: dict[str, str], opened: str
) -> Iterator[tuple[int, subprocess.Popen[str]]]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = int(probe.getsockname()[1])
    told = {**os.environ, "INSTANCE_PATH": str(instance), "PYTHONUNBUFFERED": "1", "PYTHONUTF8": "1"}
    told |= {name: value.format(port=port) for name, value in settings.items()}
    line = [word.format(port=port) for word in command]
    with subprocess.Popen(  # noqa: S603  ourselves
        line, env=told, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    ) as process:
        if process.stdout is None or not any(opened in said for said in process.stdout):
            raise SystemExit("not served")
        threading.Thread(target=process.stdout.read, daemon=True).start()  # what else it says fills no pipe
        try:
            yield port, process
        finally:
            process.terminate()


def cpu_of(process: subprocess.Popen[str]) -> float:
    """Processor seconds of the servers so far; only Linux tells."""
    spent, tick = 0.0, os.sysconf("SC_CLK_TCK") if hasattr(os, "sysconf") else 100
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = path.read_text(encoding="utf-8").rpartition(")")[2].split()
        except OSError:
            continue
        if path.parent.name == str(process.pid) or fields[1] == str(process.pid):
            spent += (int(fields[11]) + int(fields[12])) / tick
    return spent


def load() -> float:
    """How many programs wanted a core in the last minute; Windows does not tell."""
    return os.getloadavg()[0] if hasattr(os, "getloadavg") else 0.0


@contextmanager
def saving(instance: Path) -> Iterator[None]:
    """Somebody of their school saves each second meanwhile: no page of it holds any longer than that."""
    app, over = create_app({"INSTANCE_PATH": str(instance)}), threading.Event()

    def save() -> None:
        while not over.wait(SAVING):
            with app.app_context(), writing() as session:
                touch_body(session, _SCHOOL)

    thread = threading.Thread(target=save)
    thread.start()
    try:
        yield
    finally:
        over.set()
        thread.join()


def tell(line: str) -> None:
    """Prints at once: a run takes minutes."""
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def line(answers: Answers, cpu: float) -> str:
    """Rate, percentiles, the servers' processor time a page and the browsers' own."""
    times = sorted(answers.seconds) or [0.0]
    count = len(times)
    places = {name: times[min(count - 1, int(count * share))] for name, share in _SHARES.items()}
    told = ", ".join(f"{name} {value * 1000:.0f} ms" for name, value in places.items())
    each, own = cpu / count * 1000, answers.own_cpu / count * 1000
    rate = count / answers.spent
    return f"{rate:7.1f}/s  {told}, errors {answers.errors}, {each:.1f} ms of CPU a page (browser {own:.2f})"


def clicking(run: Run, path: str, users: int, pause: float, seconds: float) -> Answers:
    """What so many users meet."""
    request = f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{run.port}\r\nCookie: {run.cookie}\r\n\r\n"
    return Crowd(run.port, request.encode("ascii"), users, pause).run(seconds)


def measure(run: Run, name: str, path: str, users: int, thinking: float = 0) -> float:
    """Prints what so many users meet; gives the rate."""
    for _ in range(4 * run.processes):  # a process works out a matrix of 1,500 schools once, for seconds
        Browser(run.port, run.cookie).open(path)
    clicking(run, path, 8 * run.processes, 0, _WARMING)
    before, loaded = cpu_of(run.process), load()
    answers = clicking(run, path, users, thinking, max(run.seconds, _CLICKS * thinking))
    told = line(answers, cpu_of(run.process) - before)
    tell(f"{run.server}, {users:4} users, {name}: {told}, load {loaded:.1f} → {load():.1f}")
    return len(answers.seconds) / answers.spent


def main(words: list[str]) -> None:
    """Prints the figures."""
    seconds = float(words[0]) if words else SECONDS
    tell(f"{platform.machine()}, {os.cpu_count()} cores, load {load():.1f}")
    with TemporaryDirectory() as folder:
        fill(Path(folder))
        fill_region(Path(folder))
        rates: dict[str, list[float]] = {}
        named = words[1:]  # the servers to measure; none: all
        ways = [("waitress × 1", served, 1), ("waitress × 2", served, 2), ("gunicorn × 2", behind_gunicorn, 2)]
        for server, serve, processes in [way for way in ways if not named or way[0] in named]:
            for port, process in serve(Path(folder), processes):
                run = Run(port, process, server, processes, signed_in(port), seconds)
                office = replace(run, cookie=signed_in(port, _OFFICE_LOGIN))
                for who, pages in ((run, PAGES), (office, OF_OFFICE)):
                    for name, path in pages.items():
                        measure(who, name, path, 1)
                        rates.setdefault(server, []).append(measure(who, name, path, USERS))
                with saving(Path(folder)):
                    for users in CROWDS:
                        measure(run, _CLICKING, CLAUSES, users, THINKING)
        one = next(iter(rates.values()))
        for server, found in rates.items():
            ratio = statistics.geometric_mean([two / each for each, two in zip(one, found, strict=True)])
            tell(f"{server} against {next(iter(rates))}: {ratio:.2f} ×")


if __name__ == "__main__":
    main(sys.argv[1:])
