"""Packets for many schools at once: documents a second, what making them is of it, the memory, one worker and two.

Run as `python3 run.py bench bulk [--schools N] [--preset ID] [--only sqlite|postgresql] [--growth]`. Every school is
another one: staff, names, chats, kind by chance of a seed; the look of the papers is the usual. Workers are processes
of their own. The load of the machine ends each line: seconds are worth something on a quiet one, processor time on any.
What a worker does once in its life, to begin and to check the act, is in neither.
`--growth`: one worker alone over so many schools, and what its memory was on the way.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import subprocess
import sys
import time
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, date, datetime
from importlib import import_module
from random import Random
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from app import create_app
from benchmarks.any_school import any_school
from benchmarks.contenders import memory
from sferum_docs.schools.model import LayoutSettings, Margins, Responsible, School, SchoolKind
from sferum_docs.services.bulk.asked import BulkRequest
from sferum_docs.services.bulk.results import archive_of
from sferum_docs.services.installation.audit import Actor
from sferum_docs.services.jobs.progress import job_state
from sferum_docs.services.jobs.run import run_due
from sferum_docs.services.jobs.start import NewItem, start_job
from sferum_docs.services.packs.choose import find_pack
from sferum_docs.services.school.save import save_school
from sferum_docs.store.assignments import Assignment, add_assignments
from sferum_docs.store.audit import record_for_bodies
from sferum_docs.store.database import db, writing
from sferum_docs.store.migrate import upgrade
from sferum_docs.store.oversight import put_overseer
from sferum_docs.store.schools import put_school
from tests.databases import postgresql
from tests.yardstick import yardstick

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

PACK, DAY = "sferum-2023", date(2026, 11, 30)
_BY = Actor("Исаева П. М.", datetime(2026, 11, 27, 9, 0, tzinfo=UTC))
_ROOTS = "Ала Бага Вели Гаджи Дада Иса Кади Лаба Маго Нура Ома Раджа Сала Тага Ума Хала Чупа Шама Эми Юсу".split()  # noqa: SIM905
_MIDDLES = "ба ва да за ка ла ма на па ра са та".split()  # noqa: SIM905
OFFICE = 1


def other_school(dice: Random, number: int) -> School:
    """A school of its own, whose people bear surnames of their own."""
    school = any_school(dice)
    renamed = {person.full_name: replace(person, last=_surname(dice)) for person in school.staff}
    named = {old: person.full_name for old, person in renamed.items()}
    requisites = school.requisites
    return replace(
        school,
        requisites=replace(requisites, short_name=f"{requisites.short_name} № {number}", students=300, teachers=30),
        staff=tuple(renamed.values()),
        head=school.head and replace(school.head, person=renamed[school.head.person.full_name]),
        chats=tuple(replace(chat, owner=named.get(chat.owner, chat.owner)) for chat in school.chats),
        responsible=Responsible({role: named.get(name, name) for role, name in school.responsible.items()}),
        margins=Margins(),
        layout=LayoutSettings(),
    )


def _surname(dice: Random) -> str:
    return f"{dice.choice(_ROOTS)}{dice.choice(_MIDDLES)}{dice.choice(_MIDDLES)}нова"


def fill(schools: int) -> None:
    """An office with its schools in an empty database."""
    upgrade()
    dice = Random(262)  # noqa: S311  the same each time
    an_office = other_school(dice, 0)
    kind = replace(an_office.requisites, kind=SchoolKind.OFFICE, short_name="Управление образования")
    office = save_school(None, replace(an_office, requisites=kind), _BY, act=PACK)
    pack = find_pack(PACK)
    act = Assignment(pack.id, pack.title, pack.directive.date)
    for first in range(1, schools + 1, _AT_ONCE):
        several = [other_school(dice, number) for number in range(first, min(first + _AT_ONCE, schools + 1))]
        with writing() as session:
            bodies = [put_school(session, school, None) for school in several]
            for body in bodies:
                put_overseer(session, body, office)
            add_assignments(session, bodies, act)
            record_for_bodies(session, {body: {} for body in bodies}, _BY, "school.saved", "")


def begin(schools: int, preset: str, after: int = 0) -> int:
    """The job for so many schools, after the first few."""
    chosen = find_pack(PACK).preset(preset)
    asked = BulkRequest(PACK, chosen.documents if chosen else (preset,), DAY, anew=True)
    bodies = range(OFFICE + 1 + after, OFFICE + 1 + after + schools)
    return start_job(OFFICE, "bulk", [NewItem(str(body), str(body), body) for body in bodies], asked.options(), _BY)


@contextmanager
def opened(instance: str, address: str) -> Iterator[None]:
    """The application on this database."""
    settings: dict[str, Any] = {"INSTANCE_PATH": instance}
    if address:
        settings["SQLALCHEMY_DATABASE_URI"] = address
    with create_app(settings).app_context():
        yield


def work(job: int) -> dict[str, Any]:
    """Does parts of the job here; processor seconds, those of making, memory after the first parts and at the end."""
    room: Any = import_module("sferum_docs.services.bulk.make")
    spent = 0.0
    prepare = room.prepare

    def timed(*given: Any, **named: Any) -> Any:
        nonlocal spent
        began = time.process_time()
        try:
            return prepare(*given, **named)
        finally:
            spent += time.process_time() - began

    room.prepare = timed
    marks: dict[str, float] = {}
    made = 0

    def look() -> bool:
        """Asked before some parts are taken and after they are done."""
        for mark in _MARKS:
            if made >= mark and str(mark) not in marks:
                marks[str(mark)] = memory("VmHWM")
        return False

    make = room.make_for_bodies

    def counted(bodies: Sequence[int], *given: Any, **named: Any) -> Any:
        nonlocal made
        made += len(bodies)
        return make(bodies, *given, **named)

    items: Any = import_module("sferum_docs.services.bulk.items")
    items.make_for_bodies = counted
    began = time.process_time()
    run_due(f"{os.getpid()}", job_id=job, stopping=look)
    look()
    return {
        "parts": made, "cpu": time.process_time() - began, "making": spent, "peak": memory("VmHWM"),
        "early": marks.get(str(_WARM), memory("VmHWM")), "marks": marks,
    }  # fmt: skip


_WARM = 60  # bodies after which templates are compiled
_MARKS = (_WARM, 250, 500, 1500, 2500, 3500)  # bodies after which the memory is told
_AT_ONCE = 500


def measured(title: str, instance: str, address: str, schools: int, preset: str, workers: int) -> float:
    """One job by so many processes, each time for other schools; prints its line and gives documents a second."""
    with opened(instance, address):
        job = begin(schools, preset, after=(workers - 1) * schools)
        db.session.remove()
    command = [sys.executable, "-m", "benchmarks.bulk", "--worker", instance, address, str(job)]
    began = time.monotonic()
    running = [subprocess.Popen(command, stdout=subprocess.PIPE, text=True) for _ in range(workers)]  # noqa: S603
    told = [json.loads(process.communicate()[0].splitlines()[-1]) for process in running]
    seconds = time.monotonic() - began - max(item["start"] for item in told)
    with opened(instance, address):
        state = job_state(OFFICE, job)
        failed = state.progress.failed if state else 0
        documents = int(db.session.execute(db.text("select count(*) from document")).scalar_one())
        db.session.remove()
    made = documents - _SEEN.get(address or instance, 0)
    _SEEN[address or instance] = documents
    cpu, making = sum(item["cpu"] for item in told), sum(item["making"] for item in told)
    growth = max(item["peak"] - item["early"] for item in told)
    say(
        f"{title:24}{made:7} documents, {failed} failed{seconds:8.1f} s{made / seconds:8.0f}/s"
        f"{cpu / made * 1000:8.2f} ms CPU, making {making / cpu:4.0%}; memory +{growth:.0f} MiB to "
        f"{max(item['peak'] for item in told):.0f}   load {os.getloadavg()[0]:.1f}"
    )
    if workers == 1:
        marks = ", ".join(f"{mark} bodies {value:.0f}" for mark, value in told[0]["marks"].items())
        say(f"{'':24}memory in MiB after {marks}")
    return float(made / seconds)


def exported(instance: str, address: str) -> None:
    """The archive of the first job written to nowhere by a process of its own: documents a second, memory."""
    command = [sys.executable, "-m", "benchmarks.bulk", "--export", instance, address]
    told = json.loads(subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True).stdout.splitlines()[-1])  # noqa: S603
    say(
        f"{'  the archive':24}{told['documents']:7} documents, {told['size'] / 2**20:.0f} MiB{told['seconds']:8.1f} s"
        f"{told['documents'] / told['seconds']:8.0f}/s{told['cpu'] / told['documents'] * 1000:8.2f} ms CPU; "
        f"memory +{told['growth']:.0f} MiB   load {os.getloadavg()[0]:.1f}"
    )


def export() -> dict[str, float]:
    """Writes the archive of the first job to nowhere, here."""
    pieces = archive_of(OFFICE, 1)
    began, spent, size, documents, early = time.monotonic(), time.process_time(), 0, 0, 0.0
    for piece in pieces:
        size += len(piece)
        documents += piece.startswith(b"PK\x03\x04")
        early = early if documents > _WARM else memory("VmHWM")
    seconds, cpu = time.monotonic() - began, time.process_time() - spent
    growth = memory("VmHWM") - early
    return {"documents": documents, "size": size, "seconds": seconds, "cpu": cpu, "growth": growth}


_SEEN: dict[str, int] = {}


def say(line: str) -> None:
    """Prints a line."""
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def database(title: str, instance: str, address: str, schools: int, preset: str) -> None:
    """The same with one worker and with two."""
    began = time.monotonic()
    with opened(instance, address):
        fill(2 * schools)
        db.session.remove()
    say(f"{title}: {2 * schools} schools put in, {time.monotonic() - began:.0f} s")
    one = measured("  one worker", instance, address, schools, preset, 1)
    exported(instance, address)
    two = measured("  two workers", instance, address, schools, preset, 2)
    say(f"  two are {two / one:.2f} × one")


def growth(instance: str, schools: int, preset: str) -> None:
    """The memory of one worker over many schools, on SQLite."""
    with opened(instance, ""):
        fill(schools)
        db.session.remove()
    measured("  one worker", instance, "", schools, preset, 1)


def main(words: Sequence[str]) -> int:
    """Measures and prints."""
    if words[:1] == ["--worker"]:
        began = time.monotonic()
        with opened(words[1], words[2]):
            find_pack(PACK)  # checked once in the life of a process
            start = time.monotonic() - began
            told = {**work(int(words[3])), "start": start}
        say(json.dumps(told))
        return 0
    if words[:1] == ["--export"]:
        with opened(words[1], words[2]):
            say(json.dumps(export()))
        return 0
    parser = argparse.ArgumentParser("bench bulk")
    parser.add_argument("--schools", type=int, default=1500)
    parser.add_argument("--preset", default="standard")
    parser.add_argument("--only", default="")
    parser.add_argument("--growth", action="store_true")
    given = parser.parse_args(words)
    say(f"Python {platform.python_version()}, {os.cpu_count()} cores; a yard {yardstick() * 1000:.0f} ms")
    if given.growth:
        with TemporaryDirectory() as instance:
            growth(instance, given.schools, given.preset)
        return 0
    with TemporaryDirectory() as instance:
        if given.only in {"", "sqlite"}:
            database("SQLite", instance, "", given.schools, given.preset)
    if given.only in {"", "postgresql"}:
        with TemporaryDirectory() as instance, postgresql() as address:
            database("PostgreSQL", instance, address, given.schools, given.preset)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
