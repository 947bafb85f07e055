"""The sheets of what was registered are counted soon, and no page waits for it."""

import threading
from collections.abc import Sequence
from pathlib import Path

import pytest
from flask import Flask

from sferum_docs.printing import FileCache, Printer, Programs
from sferum_docs.services.documents.printing import PdfService
from tests.registering import PDF
from tests.web.desk import entry_form, register
from tests.web.pages import SchoolClient


class Slow(Printer):
    """An office that prints a page for every file, once it is let to."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder, Programs(folder / "soffice"))
        self.may_print = threading.Event()

    def pdfs(self, files: Sequence[bytes]) -> tuple[bytes, ...]:
        assert self.may_print.wait(60)
        return (PDF,) * len(files)


def counting_ended() -> None:
    for thread in threading.enumerate():
        if thread.name == "counting":
            thread.join(60)


def sheets(client: SchoolClient) -> tuple[str, str]:
    values = entry_form(client.page("/register/entries/1"), "/details")
    return values["sheets"], values["annexes"]


def test_an_entry_gets_its_sheets_though_nobody_prints(app: Flask, demonstration: SchoolClient, tmp_path: Path) -> None:
    office = Slow(tmp_path)
    app.extensions["press"] = PdfService(office, FileCache(tmp_path / "cache"))
    app.config["COUNT_SHEETS"] = True
    assert "Зарегистрировано" in register(demonstration, "О переходе").title, "the office still prints"
    page = demonstration.page("/register/entries/1")
    assert "Листы сейчас считаются" in page.main
    office.may_print.set()
    counting_ended()
    own, annexes = sheets(demonstration)
    assert own == "1"
    assert int(annexes) > 0
    assert "Листы сейчас считаются" not in demonstration.page("/register/entries/1").main


@pytest.mark.usefixtures("no_office")
def test_without_libreoffice_the_pages_say_to_type_the_sheets(app: Flask, demonstration: SchoolClient) -> None:
    app.config["COUNT_SHEETS"] = True
    said = "листы программа не считает, впишите их сами"
    assert said in demonstration.page("/register/new").main
    register(demonstration, "О переходе")
    assert said in demonstration.page("/register/entries/1").main
    assert sheets(demonstration) == ("", "")
