"""What lies in deploy/ fits the program it starts."""

import re
import runpy
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import SimpleNamespace

import pytest

from sferum_docs.cli import serve

ROOT = Path(__file__).resolve().parents[1]
DEPLOY = ROOT / "deploy"
_OF_OTHERS = {"HOME"}  # of the system, for LibreOffice


def test_packages_of_a_server_are_those_that_the_tests_run_with() -> None:
    pinned = (ROOT / "requirements-dev.txt").read_text(encoding="utf-8")
    for line in (DEPLOY / "requirements.txt").read_text(encoding="utf-8").splitlines():
        assert line.startswith("#") or line in pinned


def test_every_setting_shown_is_one_that_the_program_reads() -> None:
    program = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "sferum_docs").rglob("*.py"))
    program += (DEPLOY / "gunicorn.conf.py").read_text(encoding="utf-8")
    shown = set(
        re.findall(r"^([A-Z_]+)=", (DEPLOY / "sferum_docs.env.example").read_text(encoding="utf-8"), re.MULTILINE)
    )
    settings = (
        (DEPLOY / "docker-compose.yml").read_text(encoding="utf-8").partition("&settings")[2].partition("secrets:")[0]
    )
    shown |= set(re.findall(r"^    ([A-Z_]+):", settings, re.MULTILINE))
    assert len(shown) >= 10
    assert {name for name in shown - _OF_OTHERS if f'"{name}"' not in program} == set()


def test_every_file_says_what_of_it_was_run() -> None:
    files = [
        path
        for path in DEPLOY.iterdir()
        if path.is_file() and path.name not in {"requirements.txt", "sferum_docs.env.example"}
    ]
    assert len(files) >= 6
    for path in files:
        assert re.search(r"What was run|Run: by", path.read_text(encoding="utf-8")), path.name


def test_a_process_of_gunicorn_ends_its_part_of_a_job_when_it_ends(monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[str] = []

    @contextmanager
    def doing(app: str) -> Iterator[None]:
        told.append(f"{app} begins")
        yield
        told.append(f"{app} ends")

    monkeypatch.setattr(serve, "jobs_done_here", doing)
    config, worker = runpy.run_path(str(DEPLOY / "gunicorn.conf.py")), SimpleNamespace(wsgi="web")
    config["post_worker_init"](worker)
    assert told == ["web begins"]
    config["worker_exit"](None, worker)
    assert told == ["web begins", "web ends"]
