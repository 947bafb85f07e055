"""The page «Проверить документ»."""

import io
import re

import docx
import pytest

from tests.docengine.word import word
from tests.web.pages import Page, SchoolClient

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def sent(client: SchoolClient, content: bytes | None, code: str = "") -> Page:
    file = {} if content is None else {"file": (io.BytesIO(content), "Приказ.docx", WORD)}
    return client.send("/verify", client.page("/verify").values(), {**file, "code": code})


def changed(content: bytes) -> bytes:
    document = docx.Document(io.BytesIO(content))
    paragraph = next(item for item in document.paragraphs if item.text.startswith("Назначить"))
    paragraph.runs[0].text = paragraph.runs[0].text.replace("Назначить", "<b>Уволить</b>")
    document.save(target := io.BytesIO())
    return target.getvalue()


def code_of(client: SchoolClient) -> str:
    found = re.search(r"Код документа (\w{4}-\w{4})", client.page("/documents/1").main)
    assert found is not None
    return found[1]


def test_a_file_as_downloaded_is_not_changed(demonstration: SchoolClient) -> None:
    page = sent(demonstration, demonstration.get("/documents/1/file").data)
    assert "Файл не изменён" in page.main
    assert "О назначении ответственных" in page.main
    assert "16.10.2023 № ____" in page.main.replace("\u00a0", " ")
    assert "/documents/1" in page.links()


def test_changed_words_are_struck_out_and_underlined_and_escaped(demonstration: SchoolClient) -> None:
    page = sent(demonstration, changed(demonstration.get("/documents/1/file").data))
    assert "Текст изменён" in page.main
    assert page.root.xpath("//td[@data-caption='Было']/del/text()") == ["Назначить"]
    assert "".join(page.root.xpath("//td[@data-caption='Стало']/ins/text()")) == "<b>Уволить</b>"
    assert len(page.root.xpath("//table[contains(@class, 'differences')]/tbody/tr")) == 1
    assert "Убранное зачёркнуто, вписанное подчёркнуто" in page.main


def test_words_made_hidden_are_told_with_their_place(demonstration: SchoolClient) -> None:
    document = docx.Document(io.BytesIO(demonstration.get("/documents/1/file").data))
    paragraph = next(item for item in document.paragraphs if item.text.startswith("Назначить"))
    paragraph.runs[0].font.hidden = True
    document.save(target := io.BytesIO())
    page = sent(demonstration, target.getvalue())
    assert "Слова те же, но на листе видно не то, что в документе" in page.main
    assert "не изменён" not in page.main
    assert "verdict-bad" in str(page.root.xpath("//section[@role='status']/@class"))
    kinds = page.root.xpath("//td[@data-caption='Что']/text()")
    # the number of the paragraph is printed still: it stands there alone
    assert kinds == ["автоматический номер без слов (в документе нет)", "скрытый текст (в документе нет)"], page.main


def test_a_code_typed_in_names_the_document(demonstration: SchoolClient) -> None:
    page = sent(demonstration, None, code_of(demonstration).lower())
    assert "Документ с таким кодом есть" in page.main
    assert "по введённому коду" in page.main


def test_a_file_nobody_made_here_is_unknown(demonstration: SchoolClient) -> None:
    page = sent(demonstration, word("Приказ"))
    assert "Такого документа эта школа здесь не делала" in page.main
    assert "Кода в свойствах файла нет" in page.main


@pytest.mark.parametrize(
    ("content", "code", "field", "words"),
    [
        (None, "", "file", "Выберите файл Word или впишите код"),
        (b"%PDF-1.4", "", "file", "Это PDF"),
        (b"PK\x03\x04", "", "file", "повреждён"),
        (None, "7K3M-Q9TY", "code", "Кода «7K3M-Q9TY» не бывает"),
        (word("x"), "<script>", "code", "Кода «<script>» не бывает"),
        (word("x", more={"word/vbaProject.bin": b"x"}), "", "file", "акрос"),
    ],
)
def test_what_cannot_be_checked_is_said_beside_its_field(
    demonstration: SchoolClient, content: bytes | None, code: str, field: str, words: str
) -> None:
    page = sent(demonstration, content, code)
    assert words in page.beside(field)
    assert page.status == 200


def test_the_page_is_reached_from_the_documents_and_the_help(demonstration: SchoolClient) -> None:
    for path in ("/documents", "/documents/1", "/help"):
        assert "/verify" in demonstration.page(path).links()


def test_a_right_code_of_no_document_is_told_of(demonstration: SchoolClient) -> None:
    other = sent(demonstration, word("Приказ"), "7K3M-Q9TX")
    assert "но документа с таким кодом у этой школы нет" in other.main
