"""What the program loads before it answers: once, before processes part, and never again for a page."""

import gc
import os
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from click.testing import CliRunner
from flask import Flask
from flask.cli import ScriptInfo

from sferum_docs.cli.serve import load_beforehand, serve
from sferum_docs.packs.model import Pack
from sferum_docs.services.packs import shelf
from sferum_docs.services.packs.choose import find_pack
from tests.builders import PACK_ID
from tests.ports import free_port
from tests.web.pages import ACT, SchoolClient

PAGES = (ACT, f"{ACT}/templates", f"{ACT}/packet", "/documents", "/documents/1", "/register", "/register/new", "/staff")


@pytest.fixture
def garbage() -> Iterator[None]:
    """How this process collects garbage stays as it was: with what was loaded left aside."""
    threshold = gc.get_threshold()
    gc.unfreeze()  # what a test before this has left aside is none of its own
    yield
    gc.set_threshold(*threshold)
    gc.freeze()


def left_aside(app: Flask, monkeypatch: pytest.MonkeyPatch, processes: int) -> int:
    """Of how much no search for garbage looks when the program begins to answer."""
    frozen: list[int] = []
    serving = sys.modules[load_beforehand.__module__]
    monkeypatch.setattr(serving, "answer", lambda *_told: frozen.append(gc.get_freeze_count()))
    monkeypatch.setattr(serving, "answer_in_processes", lambda *_told: frozen.append(gc.get_freeze_count()))
    monkeypatch.setattr(os, "fork", lambda: pytest.fail("forked before it was time"), raising=False)
    told = ScriptInfo(create_app=lambda: app)
    assert gc.get_freeze_count() == 0
    result = CliRunner().invoke(serve, ["--port", str(free_port()), "--processes", str(processes)], obj=told)
    assert result.exit_code == 0, result.output
    assert gc.get_threshold()[0] >= 10_000, "a page makes tens of thousands of values"
    return frozen[0]


@pytest.mark.usefixtures("garbage")
def test_all_is_loaded_before_anybody_is_answered(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    assert left_aside(app, monkeypatch, processes=1) > 50_000, "modules, addresses and templates"


@pytest.mark.usefixtures("garbage")
def test_what_is_loaded_before_processes_part_no_page_loads_again(
    app: Flask, demonstration: SchoolClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert left_aside(app, monkeypatch, processes=2) > 50_000, "modules, addresses and templates"

    def load(*_arguments: object, **_named: object) -> None:
        raise AssertionError("a page loads what each process would load for itself")

    monkeypatch.setattr(app.jinja_env, "compile", load)
    monkeypatch.setattr(shelf, "check_pack", load)
    for path in PAGES:
        assert demonstration.get(path).status_code == 200


def test_a_pack_is_read_once_however_many_ask_for_it_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[str] = []
    pack = find_pack(PACK_ID)

    def slowly(folder: Path) -> Pack:
        read.append(folder.name)
        time.sleep(0.2)  # whoever comes meanwhile finds it being read
        return pack

    monkeypatch.setattr(shelf, "check_pack", slowly)
    own = shelf.PackShelf()
    with ThreadPoolExecutor(8) as threads:
        assert list(threads.map(own.pack, [pack.folder] * 8)) == [pack] * 8
    assert read == [PACK_ID]
