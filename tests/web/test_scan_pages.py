"""Scans at the secretary's desk: many at once, the wrong one, the same one twice, one too large."""

import io
from typing import Any

import pytest
from flask import Flask

from sferum_docs.services.users.manage import Role
from sferum_docs.store.register.entry_progress import progress_of_pack
from tests.registering import PDF
from tests.web.desk import press
from tests.web.pages import ACT, Page, SchoolClient
from tests.web.test_access import a_user

OTHER = PDF.replace(b"200 200", b"210 297")
MB = 1024 * 1024


def batch(client: SchoolClient, *files: tuple[str, bytes]) -> Page:
    token = client.page("/register/R01/scans").root.xpath("//input[@name='csrf_token']/@value")[-1]
    data: dict[str, Any] = {"csrf_token": token, "scans": [(io.BytesIO(content), name) for name, content in files]}
    return Page(client.post("/register/R01/scans", data=data, follow_redirects=True))


def confirm(client: SchoolClient, page: Page, **changes: str) -> Page:
    form = next(item for item in page.root.forms if str(item.get("action")).endswith("/confirm"))
    values = {name: value or "" for name, value in form.form_values()} | changes
    return Page(client.post("/register/R01/scans/confirm", data=values, follow_redirects=True))


def scans_of(client: SchoolClient, entry: int) -> list[str]:
    page = client.page(f"/register/entries/{entry}")
    return [" ".join(item.text_content().split()) for item in page.root.xpath("//section[@id='scans']//li")]


def withdraw(client: SchoolClient, scan: int, **changes: Any) -> Page:
    token = client.page(f"/scans/{scan}/about").root.xpath("//input[@name='csrf_token']/@value")[-1]
    data = {"csrf_token": token, **changes}
    return Page(client.post(f"/scans/{scan}/withdraw", data=data, follow_redirects=True))


def too_large(client: SchoolClient, address: str, size: int, token: str = "") -> Page:
    """Sends a file of so many MB; the body is made here, for the client would leave its temporary file open."""
    head = f'--x\r\nContent-Disposition: form-data; name="csrf_token"\r\n\r\n{token}'
    head += '\r\n--x\r\nContent-Disposition: form-data; name="file"; filename="1.pdf"\r\n\r\n'
    body = head.encode() + b"%PDF" + b" " * size * MB + b"\r\n--x--\r\n"
    return Page(client.post(address, data=body, content_type="multipart/form-data; boundary=x", follow_redirects=True))


def test_several_scans_find_their_entries_by_name_and_wait_for_a_yes(two_orders: SchoolClient) -> None:
    page = batch(two_orders, ("Приказ № 1 скан.pdf", PDF), ("2.pdf", OTHER), ("3.exe", b"MZ"))
    assert "3.exe: Это не PDF" in page.main
    assert page.root.xpath("//input[starts-with(@name, 'entry-')]/@value") == ["1", "2"]
    assert scans_of(two_orders, 1) == []
    page = confirm(two_orders, page)
    assert "Приложено: 2\xa0скана" in page.root.xpath("string(//*[@role='status'])")
    assert scans_of(two_orders, 1)[0].startswith("Приказ № 1 скан.pdf")
    assert scans_of(two_orders, 2)[0].startswith("2.pdf")


def test_a_scan_without_a_number_is_given_one_by_hand_or_left_out(one_order: SchoolClient) -> None:
    page = batch(one_order, ("img.pdf", PDF), ("ещё.pdf", OTHER))
    first, second = page.root.xpath("//input[starts-with(@name, 'entry-')]/@name")
    assert "По имени файла непонятно" in page.main
    assert "Записи «9» в этом журнале нет" in confirm(one_order, page, **{first: "9"}).beside(first)
    page = confirm(one_order, page, **{first: "1", first.replace("entry", "words"): "подпись Омарова"})
    assert scans_of(one_order, 1)[0].startswith("img.pdf")
    assert one_order.page("/search?q=Омарова").root.xpath("//table[@data-rows]//tbody/tr")
    assert "Ни у одного файла" in confirm(one_order, batch(one_order, ("ещё.pdf", OTHER)), **{second: ""}).main


def test_what_waits_is_thrown_away_by_a_word(one_order: SchoolClient) -> None:
    page = batch(one_order, ("1.pdf", PDF))
    assert "ничего не приложено" in confirm(one_order, page, action="drop").main
    assert scans_of(one_order, 1) == []
    assert not one_order.page("/register/R01/scans").root.xpath("//input[starts-with(@name, 'entry-')]")


def test_another_person_does_not_see_or_keep_what_waits(app: Flask, one_order: SchoolClient) -> None:
    page = batch(one_order, ("1.pdf", PDF))
    other = a_user(app, Role.SECRETARY)
    assert not other.page("/register/R01/scans").root.xpath("//input[starts-with(@name, 'entry-')]")
    assert "Приложено: 1" in confirm(one_order, page).main


def test_the_same_bytes_elsewhere_are_told_and_asked(two_orders: SchoolClient) -> None:
    press(two_orders, 1, "scans", file=(io.BytesIO(PDF), "1.pdf"))
    assert "здесь уже приложен" in press(two_orders, 1, "scans", file=(io.BytesIO(PDF), "снова.pdf")).beside("file")
    page = press(two_orders, 2, "scans", file=(io.BytesIO(PDF), "2.pdf"))
    assert "уже приложен: № 1 от 16.10.2023" in page.main
    assert page.root.xpath("//input[starts-with(@name, 'entry-')]/@value") == ["2"]
    assert scans_of(two_orders, 2) == []
    (tick,) = page.root.xpath("//input[starts-with(@name, 'same-')]/@name")
    assert "поставьте отметку" in confirm(two_orders, page).main
    confirm(two_orders, page, **{tick: "y"})
    assert scans_of(two_orders, 2)[0].startswith("2.pdf")


def test_a_file_chosen_twice_in_one_batch_is_asked_about(two_orders: SchoolClient) -> None:
    page = batch(two_orders, ("1.pdf", PDF), ("2.pdf", PDF))
    assert "выбран дважды" in page.main
    assert "поставьте отметку" in confirm(two_orders, page).main


def test_a_wrong_scan_is_withdrawn_with_a_reason_and_proves_nothing(app: Flask, one_order: SchoolClient) -> None:
    press(one_order, 1, "scans", file=(io.BytesIO(PDF), "1.pdf"), words="протокол")
    assert "Запишите, почему" in withdraw(one_order, 1).beside("reason")
    assert "зачёркнут" in withdraw(one_order, 1, reason="Скан другого приказа").main
    (line,) = scans_of(one_order, 1)
    assert "Скан другого приказа" in line
    assert one_order.get("/scans/1").data == PDF, "what was attached can still be seen"
    with app.app_context():
        assert not any(kept.proven for kept in progress_of_pack(1, "sferum-2023"))
    assert not one_order.page("/search?q=протокол").root.xpath("//table[@data-rows]//tbody/tr")
    assert one_order.page("/scans/1/about").root.xpath("//*[contains(@class, 'notice-warning')]")
    assert "Скан снят" in one_order.page("/journal").main
    press(one_order, 1, "scans", file=(io.BytesIO(PDF), "снова.pdf"))
    assert len(scans_of(one_order, 1)) == 2


def test_a_wrong_scan_is_replaced_whole_or_not_at_all(one_order: SchoolClient) -> None:
    press(one_order, 1, "scans", file=(io.BytesIO(PDF), "1.pdf"))
    page = withdraw(one_order, 1, reason="Не та страница", file=(io.BytesIO(b"MZ"), "2.pdf"))
    assert "не PDF" in page.beside("file")
    assert "Снят" not in scans_of(one_order, 1)[0]
    withdraw(one_order, 1, reason="Не та страница", file=(io.BytesIO(OTHER), "верный.pdf"))
    old, new = scans_of(one_order, 1)
    assert "Не та страница" in old
    assert new.startswith("верный.pdf")


def test_the_same_paper_of_one_question_is_not_kept_twice_and_can_be_withdrawn(demonstration: SchoolClient) -> None:
    token = demonstration.page(f"{ACT}/evidence").root.xpath("//input[@name='csrf_token']/@value")[-1]
    for expected in ("Приложено: 1", "уже приложен"):
        data = {"row": "0", "csrf_token": token, "file": (io.BytesIO(PDF), "акт.pdf")}
        answer = Page(demonstration.post(f"{ACT}/evidence", data=data, follow_redirects=True))
        assert expected in answer.main
    withdraw(demonstration, 1, reason="Ошибка")
    assert "Приложено: 0" in demonstration.page(f"{ACT}/evidence").main


@pytest.mark.parametrize("size", [11, 30])
def test_a_scan_too_large_is_answered_on_its_page_with_its_own_advice(one_order: SchoolClient, size: int) -> None:
    token = one_order.page("/register/entries/1").root.xpath("//input[@name='csrf_token']/@value")[-1]
    page = too_large(one_order, "/register/entries/1/scans", size, token)
    assert "200 точек на дюйм" in page.beside("file")
    assert "разделите скан" in page.beside("file")
    assert "Excel" not in page.main


def test_a_scan_beyond_all_measure_meets_the_menu_and_its_own_advice(app: Flask, one_order: SchoolClient) -> None:
    assert one_order
    secretary = a_user(app, Role.SECRETARY)
    page = too_large(secretary, "/register/entries/1/scans", 65)
    assert page.status == 413
    assert "больше 64 МБ" in page.main
    assert "200 точек на дюйм" in page.main
    assert page.root.xpath("//nav[@aria-label='Разделы']//a")
    assert "К пунктам" not in page.main


@pytest.mark.parametrize(
    ("address", "advice"),
    [("/staff", "нужный лист"), ("/verify", "сожмите рисунки"), ("/documents/1/returned", "сожмите рисунки"),
     ("/pack", "комплект")],
)  # fmt: skip
def test_what_is_too_large_is_advised_by_what_it_is(demonstration: SchoolClient, address: str, advice: str) -> None:
    page = too_large(demonstration, address, 12)
    assert page.status == 413
    assert advice in page.main
    assert "больше 11 МБ" in page.main


def test_a_scan_is_opened_by_another_process_and_its_death_is_a_sentence(
    demonstration: SchoolClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    def opened_here(*_args: object) -> None:
        pytest.fail("a foreign PDF is opened in the process of the server")

    with monkeypatch.context() as patch:
        patch.setattr("pypdfium2.PdfDocument", opened_here)
        page = batch(demonstration, ("1.pdf", PDF))
        assert "1.pdf" in page.main
        patch.setattr("sferum_docs.reading.pdf_child._WORKER", "tests.dying")
        dead = batch(demonstration, ("убит.pdf", b"%PDF-abort"))
    assert dead.status == 200
    assert "убит.pdf: Файл повреждён и не открывается" in dead.main
