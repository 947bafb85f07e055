"""Documents for the school's site: what may go, the head's word, the archive, what changed since."""

import io
import zipfile

from flask import Flask

from sferum_docs.services.users.manage import Role
from tests.web.desk import press
from tests.web.pages import SchoolClient
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
    assert a_user(app, Role.SECRETARY).post("/site").status_code == 403
    approve(two_orders)
    assert "Документ утверждён для сайта" in two_orders.page("/journal").main
    files = archive(two_orders)
    names = [name for name in files if name.startswith("На сайт/")]
    assert [name.rpartition(".")[2] for name in names] == ["html", "html", names[2].rpartition(".")[2]]
    assert "prikaz" in names[2]
    assert names[2].rpartition("/")[2] in files["На сайт/index.html"].decode()
    assert "О назначении" in files["Не вошло.txt"].decode()
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
