"""Documents for the school's site: what may go, the head's word, the archive, what changed since."""

import io
import zipfile
from types import SimpleNamespace

import pytest
from flask import Flask

from sferum_docs.printing.faults import PrintingError
from sferum_docs.reading.faults import FaultsError
from sferum_docs.services.register.entries.void import void
from sferum_docs.services.site import publish
from sferum_docs.services.site.listing import Candidate, site_list
from sferum_docs.services.users.manage import Role
from sferum_docs.store.audit import lines
from sferum_docs.store.database import writing
from sferum_docs.store.documents import site_documents
from tests.builders import BY, SCHOOL_ID
from tests.web.desk import press
from tests.web.pages import Page, SchoolClient
from tests.web.test_access import a_user


def approve(client: SchoolClient) -> None:
    page = client.page("/site")
    names = page.root.xpath("//input[starts-with(@name, 'approved-')]/@name")
    client.send("/site", page.values(page.form_to("/site")), dict.fromkeys(names, "y"))


def archive(client: SchoolClient) -> dict[str, bytes]:
    page = client.page("/site")
    answer = client.post("/site/archive", data=page.values(page.form_to("/site/archive")))
    with zipfile.ZipFile(io.BytesIO(answer.data)) as packed:
        return {name: packed.read(name) for name in packed.namelist()}


def test_what_the_head_approved_goes_into_the_archive_and_the_rest_is_told_with_its_reason(
    app: Flask, two_orders: SchoolClient
) -> None:
    page = two_orders.page("/site")
    assert "Об исключении" in page.main
    assert "документы этого вида на сайт не выкладывают" in page.main
    assert "Ни один документ ещё не утверждён" in page.main
    assert "директор не утвердил для сайта" in page.main
    assert a_user(app, Role.SECRETARY).post("/site").status_code == 403
    approve(two_orders)
    assert "Документ утверждён для сайта" in two_orders.page("/journal").main
    files = archive(two_orders)
    names = [name for name in files if name.startswith("На сайт/")]
    assert [name.rpartition(".")[2] for name in names] == ["html", "html", names[2].rpartition(".")[2]]
    assert "prikaz" in names[2]
    assert names[2].rpartition("/")[2] in files["На сайт/index.html"].decode()
    assert "О назначении" in files["Не вошло.txt"].decode()
    assert "директор не утвердил" not in files["Не вошло.txt"].decode()
    assert "Что убрано в копиях" in files["Не вошло.txt"].decode()
    assert "не менялся" in two_orders.page("/site").main


def test_an_order_that_lost_its_force_is_to_be_taken_down(two_orders: SchoolClient) -> None:
    approve(two_orders)
    archive(two_orders)
    press(two_orders, 2, "repeal", repealed_note="отменён приказом учредителя")
    page = two_orders.page("/site")
    assert "Уберите с сайта" in page.main
    assert "утратил силу" in page.main
    two_orders.send("/site/taken-down", page.values(page.form_to("/site/taken-down")))
    again = two_orders.send("/site/taken-down", page.values(page.form_to("/site/taken-down")))
    assert "убрано с сайта 0" in again.main
    assert "Уберите с сайта" not in again.main


def test_what_was_approved_and_voided_since_does_not_go_and_is_not_forgotten(two_orders: SchoolClient) -> None:
    approve(two_orders)
    press(two_orders, 2, "void", void_reason="ошибка")
    page = two_orders.page("/site")
    assert "утверждался для сайта, но запись аннулирована" in page.main
    assert "Ни один документ ещё не утверждён" in page.main


def test_the_approval_of_one_version_is_none_of_another(app: Flask, two_orders: SchoolClient) -> None:
    with app.app_context(), writing() as session:
        (item,) = site_list(SCHOOL_ID).candidates
        site_documents.approve(session, SCHOOL_ID, item.key, item.document.id - 1, BY)
    page = two_orders.page("/site")
    assert "утверждалась прежняя версия" in page.main
    assert "Ни один документ ещё не утверждён" in page.main


def test_two_who_approve_the_same_approve_it_once(app: Flask, two_orders: SchoolClient) -> None:
    page = two_orders.page("/site")
    names = page.root.xpath("//input[starts-with(@name, 'approved-')]/@name")
    first, second = page.values(page.form_to("/site")), page.values(page.form_to("/site"))
    for values in (first, second):
        assert two_orders.send("/site", values, dict.fromkeys(names, "y")).status == 200
    with app.app_context():
        assert [line.action for line in lines(SCHOOL_ID)].count("site.approved") == 1


def test_nothing_goes_that_was_voided_while_the_archive_was_printed(
    app: Flask, two_orders: SchoolClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    approve(two_orders)

    def printed(_press: object, chosen: list[Candidate]) -> dict[str, bytes]:
        void(SCHOOL_ID, chosen[0].entry_id, "ошибка", BY)
        return {"prikaz.pdf": b"%PDF"}

    monkeypatch.setattr(publish, "_files", printed)
    with app.app_context(), pytest.raises(FaultsError) as told:
        publish.site_archive(None, SCHOOL_ID, BY)
    assert [fault.code for fault in told.value.faults] == ["site_moved_on"]


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("not_printed", ": программа LibreOffice не смогла прочесть этот документ. Сделайте"),
        ("printing_no_room", "Программа не может писать в свою папку"),
    ],
)
def test_a_document_that_is_not_printed_is_named_with_the_way_to_the_archive_without_it(
    two_orders: SchoolClient, monkeypatch: pytest.MonkeyPatch, code: str, words: str
) -> None:
    approve(two_orders)

    def broken(*_given: object) -> tuple[bytes, ...]:
        raise PrintingError(code, 0)

    monkeypatch.setattr(publish, "pdfs", broken)
    monkeypatch.setattr("sferum_docs.web.documents.site.current_press", lambda: SimpleNamespace(available=True))
    page = two_orders.page("/site")
    told = Page(two_orders.post("/site/archive", data=page.values(page.form_to("/site/archive")))).main
    assert words in told
    assert ("Об исключении" in told.split(words)[0][-200:]) == (code == "not_printed")
    assert ("скачайте архив без него" in told) == (code == "not_printed")
    assert "Архив не сделан" in told
    assert "На сайте ещё не было" in two_orders.page("/site").main
