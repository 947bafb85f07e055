"""Mail by its pages: the server set and checked, a registered order sent, what the register says of it."""

import io
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest
from flask import Flask
from python_calamine import CalamineWorkbook

from sferum_docs.documents.making.provenance import fingerprint
from sferum_docs.mailing.model import Security, Server
from sferum_docs.services.mail.sender import send_due
from sferum_docs.services.mail.server import mail_server as mail_server_of
from sferum_docs.services.mail.server import save_server
from tests.builders import BY, SCHOOL_ID
from tests.mails import behave
from tests.smtp import LOGIN, PASSWORD, Inbox, mail_server
from tests.web.conftest import DATABASE
from tests.web.pages import Page, SchoolClient

ENTRY, TO, DELIVERY = "/register/entries/1", "uo@raion.ru", "/register/mail/1/1"


@pytest.fixture(scope="module")
def inbox() -> Iterator[Inbox]:
    with mail_server(starttls="localhost", login=True) as running:
        yield running


def set_up(app: Flask, inbox: Inbox) -> None:
    server = Server("localhost", inbox.port, Security.STARTTLS, LOGIN, login=LOGIN, authority=inbox.authority)
    with app.app_context():
        save_server(app.config["SECRET_KEY"], server, PASSWORD, BY, SCHOOL_ID, on=True)


def deliver(app: Flask) -> int:
    with app.app_context():
        return send_due(app.config["SECRET_KEY"], "postman")


def typed(inbox: Inbox, **changes: str) -> dict[str, str]:
    return {
        "host": "localhost", "port": str(inbox.port), "security": "starttls", "login": LOGIN, "password": PASSWORD,
        "sender": LOGIN, "authority": inbox.authority, "on": "y", **changes,
    }  # fmt: skip


def send(client: SchoolClient, **changes: str | list[str]) -> Page:
    changed = {"receivers": TO, "files": ["docx"], "action": "send", **changes}
    return client.send(f"{ENTRY}/mail", client.page(f"{ENTRY}/mail").values(), changed)


def change(client: SchoolClient, **changes: str) -> Page:
    page = client.page("/mail")
    return client.send("/mail", page.values(page.form_to("/mail")), changes)


def test_the_server_is_set_and_checked(client: SchoolClient, app: Flask, inbox: Inbox) -> None:
    assert "никому ничего не отправляет" in client.page("/mail").main
    assert client.fill("/mail", {"host": "", "sender": "нет"}).faults
    assert client.fill("/mail", typed(inbox)).status == 200
    page = client.page("/mail")
    assert PASSWORD not in page.response.text
    assert PASSWORD.encode() not in b"".join(path.read_bytes() for path in Path(app.instance_path).glob(f"{DATABASE}*"))
    told = client.send("/mail/check", page.values(page.form_to("/mail/check")), {"to": TO})
    assert f"Сервер принял письмо для {TO}" in told.text
    assert (inbox.receivers[-1], inbox.letter()["Subject"]) == (TO, "Проверка почты")
    assert PASSWORD not in client.page("/journal").text


def test_a_password_is_said_to_no_other_server(client: SchoolClient, app: Flask, inbox: Inbox) -> None:
    set_up(app, inbox)
    assert change(client, sender_name="Школа").faults == []
    refused = change(client, host="smtp.another.ru")
    assert "Введите пароль ещё раз" in refused.beside("password")
    with app.app_context():
        assert send_due("the key of another installation, put back from a copy", "postman") == 0
        assert mail_server_of("another key") != mail_server_of(app.config["SECRET_KEY"])


def test_what_fails_is_told_with_the_way_out(client: SchoolClient, inbox: Inbox) -> None:
    client.fill("/mail", typed(inbox, authority=""))
    page = client.page("/mail")
    told = client.send("/mail/check", page.values(page.form_to("/mail/check")), {"to": TO})
    assert "не доверяет" in told.faults[0]
    assert "Свой корневой сертификат" in told.faults[0]


def test_an_order_is_sent_and_the_register_says_so(one_order: SchoolClient, app: Flask, inbox: Inbox) -> None:
    assert "Отправка почтой" not in one_order.page(ENTRY).main
    assert "не настроена" in one_order.page(f"{ENTRY}/mail").text
    set_up(app, inbox)
    assert "/school#founder_email" in one_order.page(f"{ENTRY}/mail").links()
    one_order.fill("/school", {"founder_email": "glava@raion.ru"}, action="save")
    proposed = one_order.page(f"{ENTRY}/mail")
    assert proposed.values()["receivers"] == "glava@raion.ru"
    assert "Направляем приказ от 16.10.2023 № 1" in proposed.main
    seen = send(one_order, action="preview")
    assert "Так уйдёт письмо" in seen.main
    send(one_order)
    assert "ждёт отправки" in one_order.page(ENTRY).main
    assert deliver(app) == 1
    page = one_order.page(ENTRY)
    content = one_order.get(f"{ENTRY}/file").data
    assert f"{TO} отправлено" in page.main
    assert fingerprint(content) in page.main
    letter = inbox.letter()
    (file,) = letter.iter_attachments()
    assert file.get_content() == content
    assert (file.get_filename() or "").startswith("Приказ № 1 от 16.10.2023")
    assert deliver(app) == 0
    assert f"{TO} отправлено" in one_order.page("/register/mail").main
    year = datetime.now().astimezone()
    assert f"Отправлено почтой {year:%d.%m.%Y}: {TO}" in one_order.page("/register/R01?year=2023").main
    book = CalamineWorkbook.from_filelike(io.BytesIO(one_order.get("/register/R01.xlsx?year=2023").data))
    (told,) = book.get_sheet_by_name("Отправка почтой").to_python()[1:]
    assert (told[0], told[4:6], told[7]) == ("1", [TO, "отправлено"], fingerprint(content))
    assert str(told[3]).startswith(f"{year:%d.%m.%Y}")


def test_whoever_has_it_gets_it_again_only_when_asked(one_order: SchoolClient, app: Flask, inbox: Inbox) -> None:
    set_up(app, inbox)
    send(one_order)
    opened = one_order.page(f"{ENTRY}/mail")
    assert opened.values()["receivers"] == "", "nobody is proposed who has it"
    assert f"уже отправлен или ждёт отправки: {TO}" in opened.main
    page = send(one_order, receivers=f"{TO}, two@raion.ru")
    assert "уже отправлен: uo@raion.ru" in page.faults[0]
    assert deliver(app) == 1
    send(one_order, receivers=f"{TO}, two@raion.ru", again="y")
    assert deliver(app) == 2


def test_nothing_goes_of_a_void_entry(one_order: SchoolClient, app: Flask, inbox: Inbox) -> None:
    set_up(app, inbox)
    page = one_order.page(f"{ENTRY}/mail")
    void = one_order.page(ENTRY)
    one_order.send(f"{ENTRY}/void", void.values(void.form_to(f"{ENTRY}/void")), {"void_reason": "ошибка"})
    told = one_order.send(f"{ENTRY}/mail", page.values(), {"receivers": TO, "action": "send"})
    assert "аннулирован" in told.text
    assert deliver(app) == 0


def test_a_letter_that_waits_does_not_go_when_its_entry_is_voided(
    one_order: SchoolClient, app: Flask, inbox: Inbox
) -> None:
    set_up(app, inbox)
    send(one_order)
    void = one_order.page(ENTRY)
    again = void.values(void.form_to(DELIVERY))
    one_order.send(f"{ENTRY}/void", void.values(void.form_to(f"{ENTRY}/void")), {"void_reason": "ошибка"})
    assert deliver(app) == 0
    assert f"{TO} не отправлено: запись аннулирована" in one_order.page(ENTRY).main
    assert "аннулирован" in one_order.send(DELIVERY, again, action="again").text
    assert deliver(app) == 0
    shown = one_order.page(ENTRY)
    one_order.send(f"{ENTRY}/restore", shown.values(shown.form_to(f"{ENTRY}/restore")), {})
    assert deliver(app) == 0, "it goes when somebody says so"
    assert "отправляется снова" in one_order.send(DELIVERY, again, action="again").text
    assert deliver(app) == 1


def test_two_who_press_send_at_once_queue_one_letter_for_each_receiver(
    one_order: SchoolClient, app: Flask, inbox: Inbox
) -> None:
    set_up(app, inbox)
    opened = [one_order.page(f"{ENTRY}/mail").values() for _clerk in range(2)]
    typed = {"receivers": f"Управление образования <{TO}>", "files": ["docx"], "action": "send"}
    one_order.send(f"{ENTRY}/mail", opened[0], typed)
    assert f"уже отправлен: {TO}" in one_order.send(f"{ENTRY}/mail", opened[1], typed).faults[0]
    one_order.send(f"{ENTRY}/mail", opened[0], typed)
    assert deliver(app) == 1


def test_every_fault_of_a_letter_at_once(one_order: SchoolClient, app: Flask, inbox: Inbox) -> None:
    set_up(app, inbox)
    page = send(one_order, receivers="", subject="", text="x" * 6000, files=[])
    assert len(page.faults) == 4
    assert [link for link in page.links() if link.startswith("#")] == ["#receivers", "#files", "#subject", "#text"]
    assert "не больше 20" in send(one_order, receivers=", ".join(f"a{i}@b.ru" for i in range(21))).faults[0]
    assert "один@@raion.ru" in send(one_order, receivers="один@@raion.ru").faults[0]


def test_a_letter_that_waits_is_cancelled_and_sent_after_all(one_order: SchoolClient, app: Flask, inbox: Inbox) -> None:
    set_up(app, inbox)
    send(one_order)
    shown = one_order.page(ENTRY)
    values = shown.values(shown.form_to(DELIVERY))
    assert "Отправка отменена" in one_order.send(DELIVERY, values, action="cancel").text
    assert "изменилось" in one_order.send(DELIVERY, values, action="cancel").text
    assert deliver(app) == 0
    assert f"{TO} отменено" in one_order.page("/register/mail").main
    assert "отправляется снова" in one_order.send(DELIVERY, values, action="again").text
    assert deliver(app) == 1
    assert "изменилось" in one_order.send(DELIVERY, values, action="again").text
    assert one_order.send(DELIVERY, values, action="нет").status == 404
    assert "не дошло" not in one_order.page("/register").main


def test_a_letter_that_no_server_took_is_told_until_somebody_answers(
    one_order: SchoolClient, app: Flask, inbox: Inbox
) -> None:
    set_up(app, inbox)
    behave(inbox, rcpt={TO: "550 5.1.1 no such user"})
    send(one_order)
    deliver(app)
    behave(inbox)
    waiting = "Решите, что делать с отправленным почтой: не дошло или, возможно, не дошло 1 письмо"
    assert waiting in one_order.page("/register").main
    shown = one_order.page("/register/mail?show=trouble")
    assert "Отправка отменена" in one_order.send(DELIVERY, shown.values(shown.form_to(DELIVERY)), action="cancel").text
    assert waiting not in one_order.page("/register").main


def test_a_person_says_where_to_be_reminded(client: SchoolClient, app: Flask, inbox: Inbox) -> None:
    assert "Отправка почтой не включена" in client.page("/reminders").main
    set_up(app, inbox)
    assert "Отправка почтой не включена" not in client.page("/reminders").main
    assert "Заполните" in client.fill("/reminders", {"wanted": "y", "address": ""}).beside("address")
    assert "не похож" in client.fill("/reminders", {"wanted": "y", "address": "нет@@raion.ru"}).beside("address")
    for _press in range(2):
        assert "будут приходить" in client.fill("/reminders", {"wanted": "y", "address": TO}).text
    assert TO in client.page("/reminders").values()["address"]
    assert TO not in client.page("/journal").text
    page = client.page("/reminders")
    unticked = {name: value for name, value in page.values().items() if name != "wanted"}
    assert "напоминаний не будет" in client.post("/reminders", data=unticked, follow_redirects=True).text
    assert client.page("/reminders").values()["address"] == ""
