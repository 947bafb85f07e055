"""What the guide of the API shows works as shown: its commands are run by a shell against a program that answers."""

import json
import re
import shutil
import subprocess
from pathlib import Path

from flask import Flask

from sferum_docs.services.users.tokens import PER_ADDRESS, PER_TOKEN, REFUSED_PER_ADDRESS, Scope
from sferum_docs.store.database import db
from sferum_docs.web.api.openapi import path_of
from sferum_docs.web.api.table import OPERATIONS
from tests.builders import SCHOOL_ID
from tests.databases import absent
from tests.district import watch_over
from tests.web.api_client import a_program
from tests.web.browser import serving
from tests.web.pages import SchoolClient

GUIDE = (Path(__file__).resolve().parents[2] / "docs/ru/api.md").read_text(encoding="utf-8")


def test_every_command_of_the_guide_does_what_it_says(app: Flask, demonstration: SchoolClient, tmp_path: Path) -> None:
    assert demonstration
    shell, curl = shutil.which("bash"), shutil.which("curl")
    if shell is None or curl is None:
        absent("bash, curl")
    commands = "\n".join(re.findall(r"```sh\n(.*?)```", GUIDE, re.DOTALL))
    assert commands.count("curl ") >= 12
    with app.app_context():
        office = watch_over(SCHOOL_ID)
        db.session.remove()
    folder = tmp_path / "guide"
    folder.mkdir()
    with serving(app) as address:
        district = a_program(app, Scope.MATRIX_READ, school_id=office).token
        told = {
            "SERVER": address,
            "TOKEN": a_program(app).token,
            "OFFICE_TOKEN": district,
            "PATH": str(Path(curl).parent) + ":/usr/bin:/bin",
        }
        done = subprocess.run(
            [shell, "-euo", "pipefail", "-c", commands],
            cwd=folder,
            env=told,
            capture_output=True,
            timeout=120,
            check=False,
        )
    said = done.stdout.decode()
    assert done.returncode == 0, said[-2000:] + done.stderr.decode()
    assert '"students":251' in said
    assert (folder / "order.docx").read_bytes()[:2] == b"PK"
    assert json.loads((folder / "made.json").read_text())["items"][0]["document"] == "D04"
    assert '"amount":28' in said
    assert json.loads((folder / "matrix.json").read_text())["items"][0]["cells"][0]["clause"] == "1.5"
    assert json.loads((folder / "lacking.json").read_text()) == {"items": []}, "the order is registered"


def test_the_guide_names_addresses_that_there_are_and_limits_as_they_are() -> None:
    known = {re.sub(r"\{\w+\}", "x", path_of(operation)) for operation in OPERATIONS}
    shown = set(re.findall(r"\$SERVER/api/v1(/[^\s\"?]*)", GUIDE))
    values = re.compile(r"(?<=/)(sferum-2023|D\d\d|\$DOCUMENT|R\d\d|\d{4}-\d\d-\d\d)(?=/|$)")
    assert {values.sub("x", path) for path in shown} <= known
    for limit in (PER_TOKEN, PER_ADDRESS, REFUSED_PER_ADDRESS):
        assert str(limit) in GUIDE
