"""What the desk says of registering is what was done: a second secretary, a deadline, a wrong file handed back."""

import io

from docx import Document

from tests.web.desk import register
from tests.web.pages import Page, SchoolClient


def plain(page: Page) -> str:
    return page.main.replace("\u00a0", " ")


def hand_back(client: SchoolClient, document: int, content: bytes, **values: str) -> Page:
    token = client.page(f"/documents/{document}/changes").values()
    data = {**token, **values, **({"returned": (io.BytesIO(content), "приказ.docx")} if content else {})}
    answer = client.post(
        f"/documents/{document}/returned", data=data, content_type="multipart/form-data", follow_redirects=True
    )
    return Page(answer)


def foreign() -> bytes:
    document, target = Document(), io.BytesIO()
    document.add_paragraph("Приказ чужой.")
    document.save(target)
    return target.getvalue()


def test_who_is_second_is_told_the_number_that_the_first_has_got(demonstration: SchoolClient) -> None:
    before = demonstration.page("/register/new")
    values = before.values()
    (chosen,) = before.root.xpath("//li[contains(., 'О назначении')]//input[@name='documents']/@value")[:1]
    register(demonstration, "О назначении")
    page = demonstration.send("/register/new", values, {"documents": [chosen], "signed_on": "2023-10-16"})
    assert any("уже под № 1" in fault for fault in page.faults)


def test_a_deadline_before_the_day_names_document_and_question_and_goes_back_to_the_head(
    demonstration: SchoolClient,
) -> None:
    page = register(demonstration, "О переходе", signed_on="2023-12-20")
    text = plain(page)
    assert "вопрос «" in text
    assert "верните документ ему" in text
    (address,) = page.root.xpath("//button[contains(., 'Вернуть директору')]/@formaction")
    number = address.split("/")[2]
    remark = page.values()[f"remark-{number}"]
    told = Page(demonstration.post(address, data={**page.values(), f"remark-{number}": remark}, follow_redirects=True))
    assert "возвращён директору" in told.root.text_content()
    assert "Секретарь вернул документ" in demonstration.page(f"/documents/{number}").root.text_content()


def test_a_foreign_file_is_asked_about_taken_on_a_yes_and_taken_back(demonstration: SchoolClient) -> None:
    page = hand_back(demonstration, 1, foreign())
    assert any("почти не похож" in fault for fault in page.faults)
    (asked,) = page.root.xpath("//input[@name='asked']/@value")
    taken = hand_back(demonstration, 1, b"", asked=asked)
    assert "Файл сохранён как версия 2" in taken.root.text_content()
    (address,) = taken.root.xpath("//form[contains(@action, '/withdraw')]/@action")
    gone = Page(demonstration.post(address, data=taken.values(), follow_redirects=True))
    assert "Последняя теперь — версия 1" in gone.root.text_content()
