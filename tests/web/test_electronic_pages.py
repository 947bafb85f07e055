"""Electronic signatures at the secretary's desk: attached, told of, taken back, printed as a mark, handed out."""

import base64
import io
import zipfile
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from flask import Flask

from sferum_docs.documents.registering.signature_mark import HEADLINE
from sferum_docs.services.signatures import keep
from sferum_docs.services.signatures.signed_files import Match, find_signed
from sferum_docs.store.documents.missing_scans import count_without_scan
from tests.made_signatures import FROM, OWNER, UNTIL, By, certificate, signature
from tests.registering import PDF
from tests.web.desk import entry_form, press
from tests.web.pages import Page, SchoolClient

ENTRY = "/register/entries/1"
AFTER = datetime(2024, 5, 1, 9, tzinfo=UTC)


def attach(client: SchoolClient, data: bytes, name: str = "приказ.docx.sig", **more: Any) -> Page:
    values = entry_form(client.page(ENTRY), "/electronic") | more | {"signature": (io.BytesIO(data), name)}
    answer = client.post(f"{ENTRY}/electronic", data=values, content_type="multipart/form-data", follow_redirects=True)
    return Page(answer)


def deed(client: SchoolClient, ending: str, **changes: Any) -> Page:
    values = entry_form(client.page(ENTRY), f"/electronic/{ending}") | changes
    return Page(client.post(f"{ENTRY}/electronic/{ending}", data=values, follow_redirects=True))


def box(client: SchoolClient) -> str:
    (section,) = client.page(ENTRY).root.xpath("//section[@id='electronic']")
    return " ".join(section.text_content().split())


def order(client: SchoolClient) -> bytes:
    return bytes(client.get(f"{ENTRY}/file").data)


def test_a_signature_of_the_registered_file_is_told_of_and_counts_as_the_signed_copy(
    app: Flask, one_order: SchoolClient
) -> None:
    with app.app_context():
        assert count_without_scan(1) == 1
    assert "она стоит на этом документе" in attach(one_order, signature(order(one_order))).main
    told = box(one_order)
    for words in ("Омаров Магомед Алиевич", "ОГРН 1020500001234", "12AB34", "Казначейство России",
                  "с 10.01.2023 по 10.04.2024", "по часам подписавшего",
                  "отпечаток (ГОСТ Р 34.11-2012, 256 бит) сошёлся",
                  "Сама подпись (ГОСТ Р 34.10-2012, 256 бит) не проверялась", "не отозван ли он"):  # fmt: skip
        assert words in told
    assert OWNER["1.2.643.100.3"] not in one_order.get(ENTRY).text, "СНИЛС is nobody's business"
    assert OWNER["1.2.643.100.3"] not in one_order.get("/journal").text
    with app.app_context():
        assert count_without_scan(1) == 0


def test_a_signature_of_another_file_is_refused_in_plain_words(one_order: SchoolClient) -> None:
    page = attach(one_order, signature(b"%PDF- of another"))
    assert "Это подпись другого файла" in page.beside("signature")
    assert "зарегистрированный файл Word" in page.beside("signature")
    assert "Это не файл электронной подписи" in attach(one_order, PDF).beside("signature")
    assert "приложите файл подписи" in box(one_order)


def test_a_value_that_was_checked_is_marked_and_one_that_is_wrong_refused(one_order: SchoolClient) -> None:
    whole = signature(order(one_order), By("rsa"))
    assert "соответствует ключу" in attach(one_order, whole).main
    broken = bytearray(signature(order(one_order), By("rsa", serial=5)))
    broken[-1] ^= 1
    assert "повреждена или подделана" in attach(one_order, bytes(broken)).beside("signature")
    assert "уже приложен" in attach(one_order, whole).beside("signature")


def test_a_certificate_out_of_its_term_or_of_another_person_is_warned_about(
    app: Flask, one_order: SchoolClient
) -> None:
    late = signature(order(one_order), By(at=AFTER, owner={**OWNER, "2.5.4.4": "Гаджиев"}))
    assert "не считается" in attach(one_order, late).main
    assert "срок сертификата уже истёк (10.04.2024)" in box(one_order)
    assert "Имя в сертификате не то" in box(one_order)
    with app.app_context():
        assert count_without_scan(1) == 1
    assert not one_order.page(ENTRY).root.xpath("//form[contains(@action, 'electronic/copy')]")


def test_a_file_made_elsewhere_is_kept_with_its_signature(one_order: SchoolClient) -> None:
    sig = signature(PDF, By(stamped=UNTIL))
    page = attach(one_order, sig, signed_file=(io.BytesIO(PDF), "Приказ из Word.pdf"))
    assert "файл, приложенный вместе с подписью: Приказ из Word.pdf" in page.main
    assert "по метке времени (Служба меток времени)" in page.main
    with zipfile.ZipFile(io.BytesIO(one_order.get(f"{ENTRY}/electronic.zip").data)) as archive:
        assert archive.namelist() == ["Приказ из Word.pdf", "Приказ из Word.pdf.sig"]
        assert [archive.read(name) for name in archive.namelist()] == [PDF, sig]


def test_a_signature_that_is_not_of_this_paper_or_stands_there_already_is_told_so(two_orders: SchoolClient) -> None:
    of_entry = order(two_orders)
    of_other = bytes(two_orders.get("/register/entries/2/file").data)

    def told(data: bytes, **more: Any) -> str:
        return attach(two_orders, data, **more).beside("signature")

    assert "не PDF, не Word и не скан" in told(signature("приказ".encode(), attached=True))
    assert "Подписан другой документ программы: «Об исключении" in told(signature(of_other, attached=True))
    assert "Подписан другой документ" in told(signature(of_other), signed_file=(io.BytesIO(of_other), "Приказ.docx"))
    assert "Это сертификат, а не подпись" in told(certificate(By()))
    inside = attach(two_orders, signature(PDF, By(serial=3), attached=True)).main
    assert "Подписан файл, который лежит в ней" in inside, "nobody has read it yet"
    whole = signature(of_entry, By(at=datetime(2023, 12, 1, tzinfo=UTC)))
    assert "она стоит на этом документе" in attach(two_orders, whole).main
    assert "уже приложен" in told(base64.encodebytes(whole)), "the same written down otherwise"
    second = signature(of_entry, By("rsa", owner={**OWNER, "2.5.4.4": "Ким", "2.5.4.42": "Вера Олеговна"}))
    assert "она стоит на этом документе" in attach(two_orders, second).main, "another person signs the same paper"


def test_a_time_that_has_not_come_is_warned_about(one_order: SchoolClient) -> None:
    ahead = datetime.now(UTC) + timedelta(days=400)
    attach(one_order, signature(order(one_order), By(at=ahead, valid=(FROM, ahead))))
    assert "Подписано позже, чем приложено" in box(one_order)


def test_two_clerks_attach_one_signature_and_it_stands_there_once(
    one_order: SchoolClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = signature(order(one_order))

    def meanwhile(*asked: Any) -> Match:
        monkeypatch.setattr(keep, "find_signed", find_signed)
        attach(one_order, whole)
        return find_signed(*asked)

    monkeypatch.setattr(keep, "find_signed", meanwhile)
    assert "уже приложен" in attach(one_order, whole).beside("signature")
    assert box(one_order).count("Подписан зарегистрированный файл Word") == 1


def test_a_copy_bears_the_mark_once_somebody_says_the_signature_is_right(one_order: SchoolClient) -> None:
    before = order(one_order)
    attach(one_order, signature(before))
    assert "Проверьте её" in deed(one_order, "copy", action="docx").main
    values = entry_form(one_order.page(ENTRY), "/electronic/copy") | {"signature_checked": "y", "action": "docx"}
    answer = one_order.post(f"{ENTRY}/electronic/copy", data=values)
    with zipfile.ZipFile(io.BytesIO(answer.data)) as file:
        text = file.read("word/document.xml").decode()
    assert HEADLINE in text
    assert "Сертификат 12AB34" in text
    assert order(one_order) == before, "the registered file never changes"
    assert "Выдана копия с отметкой" in one_order.page("/journal").main


def test_a_signature_is_taken_back_with_a_reason_and_given_back(app: Flask, one_order: SchoolClient) -> None:
    attach(one_order, signature(order(one_order)))
    assert "Запишите, почему" in deed(one_order, "withdraw").beside("signature_reason")
    assert "зачёркнута" in deed(one_order, "withdraw", signature_reason="подписал заместитель").main
    with app.app_context():
        assert count_without_scan(1) == 1
    (number,) = one_order.page(ENTRY).root.xpath("//button[@name='which_signature']/@value")
    sent = entry_form(one_order.page(ENTRY), "/electronic/restore") | {"which_signature": number}
    for _time in range(2):
        answer = one_order.post(f"{ENTRY}/electronic/restore", data=sent, follow_redirects=True)
        assert "возвращена" in Page(answer).main
    with app.app_context():
        assert count_without_scan(1) == 0
    assert "Электронная подпись возвращена" in one_order.page("/journal").main


def test_a_void_entry_takes_no_signature_back(one_order: SchoolClient) -> None:
    attach(one_order, signature(order(one_order)))
    deed(one_order, "withdraw", signature_reason="подписал заместитель")
    (number,) = one_order.page(ENTRY).root.xpath("//button[@name='which_signature']/@value")
    sent = entry_form(one_order.page(ENTRY), "/electronic/restore") | {"which_signature": number}
    press(one_order, 1, "void", void_reason="ошибка")
    told = Page(one_order.post(f"{ENTRY}/electronic/restore", data=sent, follow_redirects=True))
    assert "аннулирован" in told.faults[0]
    assert "Электронная подпись возвращена" not in one_order.page("/journal").main
