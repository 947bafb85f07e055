"""How far things are, as the head sees it: on the clauses, the documents and the deadlines."""

import io

from tests.registering import PDF
from tests.web.desk import press, register
from tests.web.pages import ACT, SchoolClient
from tests.web.test_clause_page import clause, words


def sign_all(client: SchoolClient, entry: int) -> None:
    page = client.page(f"/register/entries/{entry}")
    ticks = page.root.xpath("//table[@class='sign-table']//input[@type='checkbox']/@name")
    press(client, entry, "signatures", **dict.fromkeys(ticks, "y"), signed_day="2023-10-17")


def carry_out(client: SchoolClient, title: str) -> None:
    """Registers the first order, has it signed by all and proves it."""
    register(client, title)
    sign_all(client, 1)
    press(client, 1, "scans", file=(io.BytesIO(PDF), "Приказ 1.pdf"))


def test_a_clause_goes_from_a_paper_to_what_is_carried_out(demonstration: SchoolClient) -> None:
    def clause_1_7() -> str:
        return words(clause(demonstration.page("/"), "1.7"))

    register(demonstration, "О назначении")
    assert "подписано, ознакомлены не все" in clause_1_7()
    assert "Подписано: D02 № 1 от 16.10.2023, ознакомлены 0 из" in clause_1_7()
    assert "Подтверждено: пока ничем" in clause_1_7()
    assert "зарегистрирован" in clause_1_7()
    sign_all(demonstration, 1)
    assert "подписано, ждёт подтверждения" in clause_1_7()
    press(demonstration, 1, "scans", file=(io.BytesIO(PDF), "Приказ 1.pdf"))
    assert "исполнено" in clause_1_7()
    assert "Подтверждено: D02 — скан" in clause_1_7()
    page = demonstration.page("/")
    assert "Исполнено 2 из 10 пунктов подписано 2, подтверждено 2" in page.main, "1.7 and 3"
    assert "Ждут подписи 3" in page.main
    assert clause(demonstration.page("/?show=done"), "1.7") is not None
    assert not demonstration.page("/?show=attention").root.xpath("//*[@id='p-1.7']")


def test_an_order_made_anew_leaves_the_one_in_force(one_order: SchoolClient) -> None:
    one_order.send(f"{ACT}/packet", one_order.page(f"{ACT}/packet?document=D02").values(), action="make")
    row = words(clause(one_order.page("/"), "1.7"))
    assert "черновик; действует № 1" in row
    assert "Подписано: D02 № 1" in row


def test_an_order_that_lost_its_force_carries_nothing_out(one_order: SchoolClient) -> None:
    press(one_order, 1, "repeal", repealed_note="постановлением № 1")
    row = words(clause(one_order.page("/"), "1.7"))
    assert "утратил силу" in row
    assert "Подписано" not in row


def test_a_paper_to_a_question_confirms_the_clause(one_order: SchoolClient) -> None:
    sign_all(one_order, 1)
    link = clause(one_order.page("/"), "1.7").xpath(".//details[@class='questions']//a/@href")[0]
    values = {**one_order.page(f"{ACT}/evidence").values(), "row": link.partition("#row-")[2]}
    one_order.post(f"{ACT}/evidence", data={**values, "file": (io.BytesIO(PDF), "уведомление.pdf")})
    row = words(clause(one_order.page("/"), "1.7"))
    assert "уведомление.pdf" in row
    assert "бумаг приложено: 1" in row
    assert "Подтверждено: D02 — бумага к вопросу чек-листа" in row


def test_the_list_of_documents_tells_the_status_the_number_and_the_day(demonstration: SchoolClient) -> None:
    assert "Ждут подписи: 4" in demonstration.page("/documents").main
    register(demonstration, "О переходе")
    page = demonstration.page("/documents")
    assert "Ждут подписи: 3" in page.main
    assert "разных комплектов" not in page.main, "a registered document is no other packet"
    (state,) = page.root.xpath("//tr[contains(th, 'переходе')]/td[@data-caption='Состояние']")
    assert words(state) == "зарегистрирован № 1 от 16.10.2023"
    (plan,) = page.root.xpath("//tr[contains(th, 'перевода чатов')]/td[@data-caption='Состояние']")
    assert "№ 1 от 16.10.2023" in words(plan), "an annex goes with its order"
    (link,) = page.root.xpath("//tr/th/a[contains(., 'перевода чатов')]/@href")
    assert "зарегистрирован" in demonstration.page(link).main


def test_passed_deadlines_of_what_is_carried_out_stand_apart(demonstration: SchoolClient) -> None:
    def done() -> str:
        groups = demonstration.page("/deadlines").root.xpath("//section[h2[contains(., 'Исполнено')]]")
        return " ".join(words(group) for group in groups)

    assert not done()
    carry_out(demonstration, "Об обеспечении")
    assert "Срок п. 1.2 постановления" in done()
    assert "приказ от 16.10.2023 «Об обеспечении" in done()


def test_a_document_sent_to_be_signed_says_so_on_its_clause(demonstration: SchoolClient) -> None:
    page = demonstration.page("/documents")
    (link,) = page.root.xpath("//tr/th/a[contains(., 'переходе')]/@href")
    token = demonstration.page(link).values()["csrf_token"]
    demonstration.post(f"{link}/sign", data={"csrf_token": token})
    page = demonstration.page("/")
    assert "документ на подписи" in words(clause(page, "1.1"))
    assert "Ждут подписи 4 на подписи 1" in page.main
