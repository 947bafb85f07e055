"""«Проверить документ» and signatures: kept ones, what they sign, copies with their mark, copies for the site."""

import io

import docx
from flask import Flask

from sferum_docs.documents.making.provenance import fingerprint
from sferum_docs.documents.registering.copies import SIGNED_COPY, SITE_COPY
from sferum_docs.store.database import writing
from sferum_docs.store.documents import issued
from sferum_docs.store.documents.issued import HandedCopy
from tests.builders import BY
from tests.made_signatures import By, signature
from tests.registering import PDF
from tests.web.desk import entry_form, press
from tests.web.pages import Page, SchoolClient
from tests.web.test_electronic_pages import AFTER, ENTRY, attach, deed, order
from tests.web.test_site_pages import approve, archive
from tests.web.test_verify_page import sent


def state(page: Page) -> str:
    """Whether the answer is what one hopes for."""
    (told,) = page.root.xpath("//section[@role='status']/@class")
    return str(told).rpartition("-")[2]


def marked(client: SchoolClient) -> bytes:
    values = entry_form(client.page(ENTRY), "/electronic/copy") | {"signature_checked": "y", "action": "docx"}
    return bytes(client.post(f"{ENTRY}/electronic/copy", data=values).data)


def edited(content: bytes, old: str = "", new: str = "") -> bytes:
    """Saved anew, a word of it changed everywhere."""
    document = docx.Document(io.BytesIO(content))
    tables = (cell.paragraphs for table in document.tables for row in table.rows for cell in row.cells)
    for paragraph in (*document.paragraphs, *(item for cell in tables for item in cell)):
        for run in paragraph.runs:
            if old and old in run.text:
                run.text = run.text.replace(old, new)
    document.save(target := io.BytesIO())
    return target.getvalue()


def test_a_kept_signature_names_its_entry_and_whether_it_stands(one_order: SchoolClient) -> None:
    sig = signature(order(one_order))
    stray = sent(one_order, sig)
    assert "ни к одной записи она не приложена" in stray.main
    assert "Какой документ ею подписан, не узнать" in stray.main
    assert "Омаров Магомед Алиевич" in stray.main
    attach(one_order, sig)
    known = sent(one_order, sig)
    assert "Это электронная подпись, она приложена к записи № 1 от 16.10.2023" in known.main
    assert "отпечаток (ГОСТ Р 34.11-2012, 256 бит) сошёлся" in known.main
    assert "не отозван ли он" in known.main
    assert f"{ENTRY}#electronic" in known.links()
    assert state(known) == "good"
    assert "053012345678" not in known.main, "the number of a person is not for everybody who verifies"
    own = sent(one_order, order(one_order))
    assert "Файл не изменён" in own.main
    assert "приложена 1" not in own.main
    assert "к записи № 1" in own.main
    deed(one_order, "withdraw", signature_reason="подписал заместитель")
    gone = sent(one_order, sig)
    assert "Подпись снята" in gone.main
    assert "подписал заместитель" in gone.main
    assert state(gone) == "bad"


def test_a_file_that_was_signed_elsewhere_names_its_entry(one_order: SchoolClient) -> None:
    attach(one_order, signature(PDF, By("rsa", at=AFTER)), signed_file=(io.BytesIO(PDF), "Приказ.pdf"))
    page = sent(one_order, PDF)
    assert "Этот файл подписан: электронная подпись приложена к записи № 1" in page.main
    assert "За подписанный экземпляр эта подпись не считается" in page.main
    assert "срок сертификата уже истёк" in page.main
    assert state(page) == "bad"
    attach(one_order, sig := signature(PDF), signed_file=(io.BytesIO(PDF), "Приказ.pdf"))
    assert state(sent(one_order, PDF)) == "good"
    press(one_order, 1, "void", void_reason="ошибка")
    page = sent(one_order, sig)
    assert "аннулирована: ошибка" in page.main
    assert state(page) == "bad"


def test_a_signature_of_no_entry_names_the_document_by_its_digest_or_by_the_code(
    demonstration: SchoolClient,
) -> None:
    content = bytes(demonstration.get("/documents/1/file").data)
    by_digest = sent(demonstration, signature(content, By("ec")))
    assert "Она подписывает документ, названный здесь" in by_digest.main
    assert "/documents/1" in by_digest.links()
    assert "соответствует ключу" in by_digest.main
    (code,) = demonstration.page("/documents/1").root.xpath("//*[text()='Код документа']/following::*[1]/text()") or [
        ""
    ]
    if code:
        assert "/documents/1" in sent(demonstration, signature(content), code.split(",")[0].strip()).links()
    assert "повреждён" in sent(demonstration, signature(content)[:-9]).beside("file")


def test_a_copy_with_the_mark_is_known_and_a_mark_of_nobody_is_told(one_order: SchoolClient) -> None:
    attach(one_order, signature(order(one_order)))
    copy = marked(one_order)
    assert "Файл такой, каким его выдала программа" in sent(one_order, copy).main
    for content in (copy, edited(copy)):
        page = sent(one_order, content)
        assert "Это копия приказа № 1 с отметкой об электронной подписи, выданная" in page.main
        assert state(page) == "good", page.main
    changed = sent(one_order, edited(copy, "Назначить", "Уволить"))
    assert "Текст изменён" in changed.main
    assert "Файл называет себя: копия приказа № 1 с отметкой об электронной подписи" in changed.main
    rows = [row.text_content() for row in changed.root.xpath("//table[contains(@class, 'differences')]/tbody/tr")]
    assert rows
    assert not any("Сертификат" in row or "ПОДПИСАН" in row for row in rows), "the mark is no change"
    forged = sent(one_order, edited(copy, "12AB34", "FF00FF"))
    assert "Отметка называет сертификат FF00FF: такой подписи у записи № 1 нет" in forged.main
    assert state(forged) == "bad"
    deed(one_order, "withdraw", signature_reason="подписал заместитель")
    for content in (copy, edited(copy)):
        page = sent(one_order, content)
        assert "Отметка называет сертификат 12AB34: эта подпись с тех пор снята" in page.main
        assert state(page) == "bad"


def test_a_copy_for_the_site_is_known_whatever_its_kind(app: Flask, two_orders: SchoolClient) -> None:
    approve(two_orders)
    files = archive(two_orders)
    (name,) = (name for name in files if name.endswith((".docx", ".pdf")))
    page = sent(two_orders, files[name])
    assert "Это публичная копия для сайта, сделанная из приказа № 2" in page.main
    assert "убраны телефоны, адреса почты и листы ознакомления" in page.main
    assert state(page) == "good"
    with app.app_context(), writing() as session:  # as a press would have made it
        document = issued.newest(1, "sferum-2023")[0]
        issued.add_handed(session, 1, fingerprint(PDF), HandedCopy(SITE_COPY, document.id, BY.at))
        issued.add_handed(session, 1, fingerprint(PDF), HandedCopy(SIGNED_COPY, document.id, BY.at))  # once
    assert "публичная копия для сайта" in sent(two_orders, PDF).main
    press(two_orders, 2, "repeal", repealed_note="отменён")
    assert state(sent(two_orders, files[name])) == "bad"
