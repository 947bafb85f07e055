"""A void entry: no address changes it or what hangs on it, and its pages show no form that would."""

import io
from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask
from werkzeug.datastructures import MultiDict

from tests.made_signatures import By, signature
from tests.registering import PDF
from tests.web.conftest import Deed
from tests.web.desk import press, register_two
from tests.web.pages import Page, SchoolClient
from tests.web.test_access import TABLE
from tests.web.test_changing import everything

ENTRY = "/register/entries/1"
# every address that changes an entry, with what is accepted while the entry stands
CHANGES: dict[str, dict[str, Any]] = {
    f"{ENTRY}/details": {"note": "пометка"},
    f"{ENTRY}/executed": {"executed_on": "2023-10-17"},
    f"{ENTRY}/repeal": {"repealed_note": "приказ № 5"},
    f"{ENTRY}/finish": {"action": "by_hand"},
    f"{ENTRY}/void": {"void_reason": "вторая"},
    f"{ENTRY}/copy": {"certifier_post": "Директор", "certifier_name": "З. К. Исаева"},
    f"{ENTRY}/extract": {"certifier_post": "Директор", "certifier_name": "З. К. Исаева", "points": "1"},
    f"{ENTRY}/signatures": {"signed-1": "y", "day-1": "2023-10-17"},
    f"{ENTRY}/people": {"worker": "Магомедова Патимат Гаджиевна"},
    f"{ENTRY}/refusal": {"people": ["2"], "day": "2023-10-17", "witness_1": "Ким", "witness_2": "Цой"},
    f"{ENTRY}/scans": {"file": b"another"},
    f"{ENTRY}/links": {"link_kind": "see_also", "link_register": "R01", "link_number": "2"},
    f"{ENTRY}/links/remove": {"link": "1"},
    f"{ENTRY}/acts/1": {},
    f"{ENTRY}/sheet": {},
    f"{ENTRY}/correct": {"title": "О другом", "correction_reason": "ошибка"},
    f"{ENTRY}/fill": {"fill_day": "2023-10-16", "fill_title": "О графике"},
    "/scans/1/words": {"words": "слова"},
    "/scans/1/withdraw": {"reason": "не тот"},
    f"{ENTRY}/electronic": {"signature": b"of another certificate"},
    f"{ENTRY}/electronic/copy": {"signature_checked": "y"},
    f"{ENTRY}/electronic/withdraw": {"which_signature": "2", "signature_reason": "не тот"},
}
# what no form of a standing entry sends: tests of their own
ELSEWHERE = {
    f"{ENTRY}/restore": "below",
    f"{ENTRY}/electronic/restore": "test_electronic_pages: a void entry takes no signature back",
    f"{ENTRY}/mail": "test_mail_pages: nothing goes of a void entry",
}
# nothing is kept by these, or the entry is of another kind than they are for
PAPERS = ("/copy", "/extract", "/acts/1", "/sheet")
OTHER_KIND = ("/correct", "/fill", "/finish")


def fill(demonstration: SchoolClient) -> None:
    """Order № 1 with everything that may hang on an entry, order № 2 linked with it."""
    register_two(demonstration)
    press(demonstration, 1, "scans", file=(io.BytesIO(PDF), "скан.pdf"))
    press(demonstration, 1, "links", link_kind="answers", link_register="R01", link_number="2")
    press(demonstration, 1, "refusal", people="3", day="2023-10-17", witness_1="Ким", witness_2="Цой")
    press(demonstration, 1, "electronic", signature=(io.BytesIO(signed(demonstration)), "приказ.docx.sig"))


def signed(client: SchoolClient, *by: By) -> bytes:
    """A file of signatures of the order's registered file."""
    return signature(client.get(f"{ENTRY}/file").data, *by)


@pytest.fixture
def filled(begin_after: Callable[[Deed], SchoolClient]) -> SchoolClient:
    return begin_after(fill)


def sent(client: SchoolClient, page: Page, path: str) -> Page:
    try:
        values = page.values(page.form_to(path))
    except AssertionError:
        values = MultiDict({"csrf_token": client.page("/register/new").values()["csrf_token"]})
    files = {"file": (PDF + b"\n", "2.pdf"), "signature": (signed(client, By(serial=2)), "2.sig")}
    changes = {
        name: (io.BytesIO(files[name][0]), files[name][1]) if name in files else told
        for name, told in CHANGES[path].items()
    }
    answer = client.post(path, data=_merged(values, changes), content_type="multipart/form-data", follow_redirects=True)
    return Page(answer) if answer.mimetype == "text/html" else page


def _merged(values: MultiDict[str, str], changes: dict[str, Any]) -> MultiDict[str, Any]:
    data: MultiDict[str, Any] = MultiDict(values)
    for name, told in changes.items():
        data.setlist(name, told if isinstance(told, list) else [told])
    return data


def page_of(client: SchoolClient, path: str) -> Page:
    return client.page("/scans/1/about" if path.startswith("/scans") else ENTRY)


def test_every_address_that_changes_an_entry_stands_in_the_table() -> None:
    rules = {path for lines in TABLE.values() for line, path in lines.items()
             if line.startswith("POST ") and ("<int:entry_id>" in line or "<int:evidence_id>" in line)}  # fmt: skip
    assert rules == {*CHANGES, *ELSEWHERE}


@pytest.mark.parametrize("path", CHANGES)
def test_what_a_standing_entry_takes_a_void_one_refuses_with_a_sentence(
    app: Flask, filled: SchoolClient, path: str
) -> None:
    page, before = page_of(filled, path), everything(app)
    if not path.endswith((*PAPERS, *OTHER_KIND, "/void")):
        assert not sent(filled, page, path).faults
        assert everything(app) != before, "the table sends what is accepted"
    press(filled, 1, "void", void_reason="ошибка")
    kept = everything(app)
    refused = sent(filled, page_of(filled, path), path)
    assert refused.faults, path
    assert everything(app) == kept


def test_the_forms_of_a_void_entry_are_hidden(filled: SchoolClient) -> None:
    press(filled, 1, "void", void_reason="ошибка")
    page = filled.page(ENTRY)
    assert page.root.xpath("//main//form[@method='post']/@action") == [f"{ENTRY}/restore"]
    assert "менять в ней ничего нельзя" in page.main
    assert not [link for link in page.links() if link.endswith(("/about", "/correct", "/changes"))]
    for address in ("/scans/1/about", f"{ENTRY}/correct"):
        page = filled.page(address)
        assert not page.root.xpath("//main//form[@method='post']")
        assert "аннулирован" in page.main


def test_scans_sent_together_reach_no_entry_that_was_voided_meanwhile(app: Flask, filled: SchoolClient) -> None:
    page = filled.page("/register/R01/scans")
    data = {
        **page.values(page.form_to("/register/R01/scans")),
        "scans": [(io.BytesIO(PDF + b"\n"), "2 от 16.10.2023.pdf")],
    }
    page = Page(filled.post("/register/R01/scans", data=data, follow_redirects=True))
    values = page.values(page.form_to("/register/R01/scans/confirm"))
    press(filled, 2, "void", void_reason="ошибка")
    kept = everything(app)
    answer = filled.send("/register/R01/scans/confirm", values)
    assert "аннулирована" in answer.faults[0]
    assert everything(app) == kept


def test_a_link_is_taken_away_from_the_side_that_stands(app: Flask, filled: SchoolClient) -> None:
    press(filled, 1, "void", void_reason="ошибка")
    kept = everything(app)
    assert "Связь убрана" in press(filled, 2, "links/remove", link="1").main
    assert everything(app) != kept
