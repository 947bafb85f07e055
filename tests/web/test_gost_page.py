"""Any Word file is checked by the standard on a page, and so is every document made here."""

import io
import zipfile
from typing import Any
from urllib.parse import unquote

import docx
import pytest
from docx.shared import Mm

from sferum_docs.gost.reading.scan import MAX_PARAGRAPHS
from tests.docengine.word import word
from tests.web.pages import ACT, Page, SchoolClient


def a_file(*lines: str, left: int = 10) -> bytes:
    document = docx.Document()
    document.sections[0].left_margin = Mm(left)
    for line in lines:
        document.add_paragraph(line)
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


ORDER = a_file("ПРИКАЗ", "12.10.2023", "О назначении ответственных", "ПРИКАЗЫВАЮ:", "1. Назначить Иванова И.И.")


def checked(client: SchoolClient, content: bytes, name: str = "приказ.docx", **changes: Any) -> Page:
    sent = {"file": (io.BytesIO(content), name), **changes}
    return client.fill("/gost", sent, action="check")


def comments(data: bytes) -> str:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return archive.read("word/comments.xml").decode()


def test_the_verdict_names_rule_place_measure_reference_and_how_well_it_is_known(client: SchoolClient) -> None:
    page = checked(client, ORDER)
    assert "Нарушено:" in page.main
    assert "G02 Поля не меньше" in page.main
    assert "левое поле 10 мм, а нужно не меньше 20 мм" in page.main.casefold()
    assert "раздел 3 · прочитано в опубликованном изложении стандарта" in page.main
    assert "нужно сверить с официальным текстом" in page.main
    assert "Вид документа: приказ (прочитан в тексте)" in page.main
    assert "Посмотрите глазами" in page.main


def test_findings_stand_by_how_binding_they_are(client: SchoolClient) -> None:
    heads = checked(client, ORDER).root.xpath("//main//section/h2[starts-with(@id, 'group')]")
    titles = [item.text.strip() for item in heads]
    assert titles[0] == "Обязательно"
    assert titles == [item for item in ("Обязательно", "Рекомендуется", "На усмотрение", "Практика") if item in titles]


def test_a_finding_tells_the_paragraph_and_its_words(client: SchoolClient) -> None:
    flaws = checked(client, ORDER).root.xpath("//ul[@class='flaws']/li/span[@class='where']/text()")
    assert any(line.startswith("Абзац ") and "«" in line for line in flaws)


def test_the_kind_and_the_edition_can_be_told(client: SchoolClient) -> None:
    page = checked(client, ORDER, kind="план", edition="2016")
    assert "ГОСТ Р 7.0.97-2016. Вид документа: план." in page.main
    assert page.values()["kind"] == "план"


def test_the_checked_file_can_be_had_with_remarks_without_choosing_it_again(client: SchoolClient) -> None:
    page = checked(client, ORDER)
    answer = client.post("/gost", data={**page.values(), "action": "copy"})
    assert "приказ — замечания по ГОСТ.docx" in unquote(answer.headers["Content-Disposition"])
    assert "G02" in comments(answer.data)
    assert [item.text for item in docx.Document(io.BytesIO(answer.data)).paragraphs][:2] == ["ПРИКАЗ", "12.10.2023"]


def test_a_remark_stands_at_its_paragraph_also_in_a_table(client: SchoolClient) -> None:
    content = word("ПРИКАЗ", "О деле", [["ячейка", "от 12.10.23 г"]], "ещё 1-го сорта от 12/10/2023 г")
    page = checked(client, content)
    answer = client.post("/gost", data={**page.values(), "action": "copy"})
    document = docx.Document(io.BytesIO(answer.data))
    marked = [
        item.text
        for item in [*document.paragraphs, *(p for cell in document.tables[0]._cells for p in cell.paragraphs)]  # noqa: SLF001 -- the only way to all cells
        if item._p.xpath(".//w:commentReference")  # noqa: SLF001 -- comments have no reader in the library
    ]
    assert "от 12.10.23 г" in marked or "ещё 1-го сорта от 12/10/2023 г" in marked


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "Выберите документ Word"),
        (b"%PDF-1.7 ...", "PDF"),
        (b"PK\x03\x04" + b"\0" * 40, "повреждён"),
        (word("x", more={"word/big.xml": b"0" * (40 << 20)}), "распаков"),
        (word("x", more={"word/document.xml": "<!DOCTYPE x [<!ENTITY a 'b'>]><x/>"}), "повреждён"),
        (word("а" * 10_001), "знаков подряд"),
        (word("<w:p/>" * (MAX_PARAGRAPHS + 1)), "абзацев"),
    ],
)  # fmt: skip
def test_what_is_no_document_is_refused_with_a_way_out(client: SchoolClient, content: bytes, words: str) -> None:
    page = checked(client, content)
    assert page.faults
    assert words in " ".join(page.faults)
    assert page.beside("file")


def test_hostile_words_stay_words(client: SchoolClient) -> None:
    page = checked(client, a_file("ПРИКАЗ", "<script>alert(1)</script> от 12.10.23 г"), name="<b>x</b>.docx")
    assert not page.root.xpath("//main//script | //main//b[text()='x']")


def test_a_carried_file_that_was_changed_on_the_way_is_refused(client: SchoolClient) -> None:
    values = checked(client, ORDER).values()
    assert client.send("/gost", values, {"kept": "не base64"}, action="check").faults


def test_a_made_document_is_checked_with_all_that_is_known(demonstration: SchoolClient) -> None:
    assert "/documents/1/gost" in demonstration.page("/documents/1").links()
    page = demonstration.page("/documents/1/gost")
    assert "Нарушено" not in page.main
    assert "прочитан в тексте" not in page.main
    assert "ГОСТ Р 7.0.97-2016" in demonstration.page("/documents/1/gost?edition=2016").main
    copy = demonstration.get("/documents/1/gost/copy")
    assert docx.Document(io.BytesIO(copy.data)).paragraphs


def test_a_made_document_is_held_to_what_the_school_had_chosen_when_it_was_made(demonstration: SchoolClient) -> None:
    demonstration.fill("/school/paper", {"typeface": "Tinos", "ordering": "приказываю"}, action="save")
    before = demonstration.page("/documents/1/gost").main
    demonstration.send(f"{ACT}/packet", demonstration.page(f"{ACT}/packet?document=D02").values(), action="make")
    newest = max(int(link.split("/")[2]) for link in demonstration.page("/documents").links() if "/file" in link)
    after = demonstration.page(f"/documents/{newest}/gost").main
    for main in (before, after):
        assert "написано не так, как принято в школе" not in main


def test_a_document_that_is_not_there_is_not_checked(demonstration: SchoolClient) -> None:
    assert demonstration.get("/documents/999/gost").status_code == 404
    assert demonstration.get("/documents/999/gost/copy").status_code == 404


def test_the_page_is_found_from_documents_and_help(client: SchoolClient) -> None:
    assert "/gost" in client.page("/documents").links()
    assert "/gost" in client.page("/help").links()
