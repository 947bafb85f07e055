"""Every file that is sent bears its Russian name and one in Latin letters."""

import io
import re
import zipfile
from pathlib import Path
from urllib.parse import unquote

import pytest
from flask import Flask

from sferum_docs.services.register.entries.evidence import Subject, add_evidence
from sferum_docs.web import files
from sferum_docs.web.files import disposition
from tests.builders import BY, SCHOOL_ID
from tests.registering import PDF
from tests.web.pages import ACT, SchoolClient
from tests.web.test_access import TABLE

WEB = Path(files.__file__).parent
ASKED = [
    path for desk, lines in TABLE.items() if desk != "open" for line, path in lines.items() if line.startswith("GET ")
]
HEADER = re.compile(r"""(attachment|inline); filename="([A-Za-z0-9._-]+)"(?:; filename\*=UTF-8''(\S+))?""")


def test_one_function_sends_all_files() -> None:
    others = [path for path in WEB.rglob("*.py") if path.name != "files.py"]
    assert [path.name for path in others if re.search(r"send_file|Content-Disposition", path.read_text("utf-8"))] == []


@pytest.mark.usefixtures("no_office")
def test_every_file_has_an_honest_name_in_latin_letters(app: Flask, one_order: SchoolClient) -> None:
    with app.app_context():
        add_evidence(SCHOOL_ID, Subject(entry_id=1), "акт «зима».pdf", PDF, BY)
    named = {}
    for path in [*ASKED, "/scans/1", "/register/chosen.zip?entry=1"]:
        answer = one_order.get(path)
        if "Content-Disposition" in answer.headers:
            found = HEADER.fullmatch(answer.headers["Content-Disposition"])
            assert found, answer.headers["Content-Disposition"]
            named[path] = (found[2], unquote(found[3] or found[2]))
            assert re.match(r"[A-Za-z0-9]", found[2]), path
            assert "." in found[2], path
    assert len(named) > 10
    assert named["/scans/1"] == ("akt-zima.pdf", "акт «зима».pdf")
    assert named["/register/entries/1/file"][0].startswith("Prikaz-1-ot-16.10.2023-O-naznachenii")


def test_a_registered_order_bears_its_number_wherever_it_is_saved(one_order: SchoolClient) -> None:
    (name,) = re.findall(r"UTF-8''(\S+)", one_order.get("/register/entries/1/file").headers["Content-Disposition"])
    archive = zipfile.ZipFile(io.BytesIO(one_order.get(f"{ACT}/packet.zip").data))
    names = archive.namelist()
    assert [each.partition(" ")[2] for each in names].count(unquote(name)) == 1
    assert len({each.casefold() for each in names}) == len(names)
    assert all(len(each) <= 130 and not re.search(r'[<>:"/\\|?*]', each) for each in names)


@pytest.mark.parametrize("name", ["", "\r\nX: 1", "«»", 'a"; x="b.docx', "../..", "图"])
def test_no_name_breaks_the_header(name: str) -> None:
    assert HEADER.fullmatch(disposition(name))
