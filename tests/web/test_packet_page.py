from datetime import date

from lxml import html

from sferum_docs.packs.model import FieldKind
from sferum_docs.services.packs.choose import find_pack
from tests.builders import PACK_ID
from tests.web.pages import ACT, Page, SchoolClient

MINIMUM = ["D02", "D04", "D05", "D12", "D18", "D20"]  # in the order of the pack


def ticked(page: Page) -> list[str]:
    return sorted(page.values().getlist("documents"))  # the page shows them by matter


def test_only_the_questions_of_ticked_documents_are_asked(client: SchoolClient) -> None:
    page = client.fill(f"{ACT}/packet", {"documents": ["D05", "D20"]}, action="refresh")
    asked = [item for item in page.values() if item.startswith("answers-")]
    assert {name.split("-")[1] for name in asked} == {"D05", "D20"}
    assert len(asked) == len(find_pack(PACK_ID).by_id["D05"].fields) + 1


def test_a_preset_ticks_its_documents_and_keeps_what_is_typed(client: SchoolClient) -> None:
    page = client.fill(f"{ACT}/packet", {"date": "2023-10-16", "answers-D05-дней_новым": "7"}, preset="minimum")
    assert ticked(page) == MINIMUM
    assert page.values()["answers-D05-дней_новым"] == "7"
    assert ticked(client.page(f"{ACT}/packet?preset=minimum")) == MINIMUM
    assert ticked(client.page(f"{ACT}/packet?document=D04")) == ["D04"]


def test_proposals_follow_the_date_of_the_orders_and_say_why(client: SchoolClient) -> None:
    page = client.fill(f"{ACT}/packet", {"date": "2023-10-16"}, action="refresh")
    assert page.values()["answers-D02-дата_копии"] == "2023-10-19"
    assert "Предложено: 3 рабочих дня от даты приказа" in page.main
    assert "2 рабочих дня до срока п. 1.2 (20.10.2023)" in page.main
    typed = {"answers-D05-срок_активации": "2023-10-20", "date": "2023-10-17"}
    later = client.send(f"{ACT}/packet", page.values(), typed, action="refresh")
    assert later.values()["answers-D02-дата_копии"] == "2023-10-20"
    assert later.values()["answers-D05-срок_активации"] == "2023-10-20", "what was typed stays"


def test_a_date_beyond_every_calendar_is_told_and_moves_nothing(client: SchoolClient) -> None:
    asked = client.fill(f"{ACT}/packet", {"date": "2023-10-16"}, action="refresh")
    late = client.send(f"{ACT}/packet", asked.values(), {"date": "9999-12-31"}, action="refresh")
    assert late.values()["answers-D02-дата_копии"] == "2023-10-19"
    assert "Проверьте год" in client.send(f"{ACT}/packet", late.values(), action="make").beside("date")


def test_a_right_request_makes_all_documents_and_is_remembered(client: SchoolClient) -> None:
    asked = client.fill(f"{ACT}/packet", {"date": "2023-10-16"}, preset="minimum")
    page = client.send(f"{ACT}/packet", asked.values(), {"answers-D05-дней_новым": "5"}, action="make")
    assert "Комплект готов: 6 документов" in page.main
    assert len(page.root.xpath("//tbody/tr")) == 6
    again = client.page(f"{ACT}/packet").values()
    assert (again["date"], again["answers-D05-дней_новым"]) == ("2023-10-16", "5")
    assert sorted(again.getlist("documents")) == MINIMUM


def test_every_fault_stands_beside_its_field_and_nothing_is_made_or_lost(client: SchoolClient) -> None:
    asked = client.fill(f"{ACT}/packet", {"date": "2023-10-16"}, action="refresh")
    typed = {
        "date": "2023-10-01",
        "answers-D05-срок_регистрации": "31.02.2023",
        "answers-D05-дней_новым": "сто",
        "answers-D04-перечень": "",
    }
    page = client.send(f"{ACT}/packet", asked.values(), typed, action="make")
    assert "раньше даты постановления (13.10.2023)" in page.beside("date")
    assert "не существует" in page.beside("answers-D05-срок_регистрации")
    assert "целое число" in page.beside("answers-D05-дней_новым")
    assert "Заполните" in page.beside("answers-D04-перечень")
    assert {name: page.values()[name].strip() for name in typed} == typed
    assert "Документов ещё нет" in client.page("/documents").main


def test_a_document_whose_questions_were_not_shown_takes_the_proposals(client: SchoolClient) -> None:
    asked = client.fill(f"{ACT}/packet", {"date": "2023-10-16", "documents": ["D20"]}, action="refresh")
    page = client.send(f"{ACT}/packet", asked.values(), {"documents": ["D05", "D20"]}, action="make")
    assert "Комплект готов: 2 документа" in page.main
    assert client.page(f"{ACT}/packet").values()["answers-D05-срок_регистрации"] == "2023-10-18"


def test_a_choice_that_may_be_left_open_stays_open(client: SchoolClient) -> None:
    (field,) = (item for item in find_pack(PACK_ID).by_id["D20"].fields if item.kind is FieldKind.DOCUMENT)
    asked = client.fill(f"{ACT}/packet", {"date": "2023-10-16", "documents": ["D04", "D20"]}, action="refresh")
    assert field.required or asked.values()[f"answers-D20-{field.key}"] == ""
    page = client.send(f"{ACT}/packet", asked.values(), {f"answers-D20-{field.key}": "D04"}, action="make")
    assert "Комплект готов: 2 документа" in page.main


def test_no_documents_ticked_is_told(client: SchoolClient) -> None:
    values = client.page(f"{ACT}/packet").values()
    values.poplist("documents")
    page = client.send(f"{ACT}/packet", values, action="make")
    assert "Не выбрано ни одного документа" in " ".join(page.faults)


def test_what_the_school_lacks_leads_to_the_field_of_another_page(client: SchoolClient) -> None:
    client.fill(
        "/responsible", {"sferum": "", "my_school": "", "administrator": "", "deputy": ""}, action="save_unfinished"
    )
    page = client.fill(f"{ACT}/packet", {"date": "2023-10-16", "documents": ["D02"]}, action="refresh")
    refused = client.send(f"{ACT}/packet", page.values(), action="make")
    assert "/responsible#sferum" in refused.links()
    assert "не хватает данных" in " ".join(refused.faults)


def test_the_names_stand_in_their_cases_to_be_checked(client: SchoolClient) -> None:
    (table,) = client.page(f"{ACT}/packet").root.xpath("//table[@class='cases']")
    text = " ".join(table.text_content().split())
    assert "Омарову Зарему Исаевну" in text
    assert "Алиеву Али Гусейн оглы" in text
    assert "учителем информатики" in text


def test_an_order_of_today_says_that_the_deadline_has_passed(client: SchoolClient) -> None:
    late = date(2023, 11, 20).isoformat()
    asked = client.fill(f"{ACT}/packet", {"date": late, "documents": ["D05"]}, action="refresh")
    assert "срок п. 1.2 (20.10.2023) прошёл" in asked.main
    page = client.send(f"{ACT}/packet", asked.values(), action="make")
    assert "Комплект готов: 1 документ" in page.main
    assert "Исполнение будет с опозданием" in page.main


def test_a_late_order_is_asked_about_the_past_and_one_in_time_is_not(client: SchoolClient) -> None:
    asked = client.fill(f"{ACT}/packet", {"date": "2023-11-20", "documents": ["D05"]}, action="refresh")
    assert "Почему срок пункта 1.2 пропущен" in asked.main
    assert "Исполнение будет с опозданием" in asked.main  # beside the question, before the button
    wrong = client.send(
        f"{ACT}/packet", asked.values(), {"answers-D05-отменяемый_приказ": "абракадабра"}, action="make"
    )
    assert "Впишите её дату и номер" in wrong.beside("answers-D05-отменяемый_приказ")
    in_time = client.send(f"{ACT}/packet", asked.values(), {"date": "2023-10-16"}, action="refresh")
    assert "Почему срок пункта 1.2 пропущен" not in in_time.main


def test_what_has_changed_is_told_on_the_page_before_anything_is_made(client: SchoolClient) -> None:
    page = client.fill(f"{ACT}/packet", {"date": "2026-11-30", "documents": ["D04"]}, action="refresh")
    assert "национальный мессенджер МАХ" in page.main
    assert "41-ФЗ (D04)" in page.main
    assert "С тех пор прошло больше года" in page.main


def test_a_proposal_makes_room_for_what_was_typed_and_is_still_a_proposal(client: SchoolClient) -> None:
    asked = client.fill(f"{ACT}/packet", {"date": "2023-10-16", "documents": ["D03"]}, action="refresh")
    later = {"answers-D03-срок_классы": "2023-12-08"}
    moved = client.send(f"{ACT}/packet", asked.values(), later, action="refresh")
    assert moved.values()["answers-D03-срок_удаления"] == "2023-12-08"
    made = client.send(f"{ACT}/packet", moved.values(), action="make")
    assert "Комплект готов: 1 документ" in made.main


def test_a_hostile_answer_is_text(client: SchoolClient) -> None:
    asked = client.fill(f"{ACT}/packet", {"date": "2023-10-16", "documents": ["D04"]}, action="refresh")
    values = {"answers-D04-перечень": "<script>alert(1)</script>\n{{ 6*7 }}"}
    page = client.send(f"{ACT}/packet", asked.values(), values, action="make")
    assert "Комплект готов" in page.main
    shown = client.page(page.root.xpath("//tbody//th/a/@href")[0] + "?view=text")
    paper = shown.root.xpath("//div[@class='paper']")[0]
    assert "<script>alert(1)</script>" in paper.text_content()
    assert "{{ 6*7 }}" in paper.text_content()
    assert b"<script>alert" not in html.tostring(paper)


def test_an_unknown_document_is_refused(client: SchoolClient) -> None:
    page = client.fill(f"{ACT}/packet", {"date": "2023-10-16", "documents": ["D99"]}, action="make")
    assert "D99" in " ".join(page.faults)


def test_odd_days_are_pointed_out_beside_their_fields_and_do_not_forbid(client: SchoolClient) -> None:
    asked = client.fill(f"{ACT}/packet", {"date": "2123-10-18", "documents": ["D03"]}, action="refresh")
    assert [item.text_content() for item in asked.root.xpath("//p[@class='caution']")] == []
    off = client.send(f"{ACT}/packet", asked.values(), {"answers-D03-срок_удаления": "2123-12-25"}, action="refresh")
    cautions = off.root.xpath("//p[@class='caution']")
    assert ["нерабочий день" in item.text_content() for item in cautions] == [True]
    assert cautions[0].get("id").startswith("answers-D03-срок_удаления")
    made = client.send(f"{ACT}/packet", off.values(), action="make")
    assert "Комплект готов: 1 документ" in made.main
    assert "D03, «Удалить прежние чаты до»: 25.12.2123 — нерабочий день" in made.main


def test_many_warnings_of_one_kind_are_told_short(client: SchoolClient) -> None:
    asked = client.fill(f"{ACT}/packet", {"date": "2023-10-16"}, preset="full")
    typed = {"срок_структуры": "2023-10-19", "срок_коллектив": "2023-10-24", "срок_удаления": "2023-11-14"}
    changes = {f"answers-D03-{key}": day for key, day in typed.items()}
    page = client.send(f"{ACT}/packet", asked.values(), changes, action="make")
    assert "Комплект готов: " in page.main
    assert page.main.count("уже прошёл") == 2
    assert "И ещё 1 замечание того же рода" in page.main
    assert "Дата приказа 16.10.2023 прошла" in page.main


def test_days_out_of_step_are_a_fault_beside_the_later_one(client: SchoolClient) -> None:
    asked = client.fill(f"{ACT}/packet", {"date": "2023-10-16"}, preset="standard")
    page = client.send(f"{ACT}/packet", asked.values(), {"answers-D03-срок_классы": "2023-10-18"}, action="make")
    assert "раньше, чем D03 «Перевести чаты работников до»: 23.10.2023" in page.beside("answers-D03-срок_классы")
    assert "Документов ещё нет" in client.page("/documents").main


def test_what_is_demanded_is_asked_in_words_and_each_answer_names_the_clauses_it_leaves_bare(
    client: SchoolClient,
) -> None:
    page = client.page(f"{ACT}/packet")
    assert "Что от вас требуют?" in page.main
    first = page.root.xpath("//li[@class='set']")[0]
    said = " ".join(first.text_content().replace("\u00a0", " ").split())
    assert "Только назначить ответственных и начать 3 документа" in said
    assert "Исполняет: п. 1.2, п. 1.5, п. 1.6, п. 1.7, п. 3." in said
    assert "Без документа останутся: п. 1.1, п. 1.3, п. 1.4, п. 1.8, п. 1.9" in said
    assert "Принять меры по увеличению активности" in said, "by name, not by number alone"
    whole = " ".join(page.root.xpath("//li[@class='set']")[-1].text_content().split())
    assert "Без документа" not in whole
    assert "Документ есть к каждому пункту, обращённому к школе" in whole


def test_the_smallest_answer_makes_three_papers(client: SchoolClient) -> None:
    asked = client.fill(f"{ACT}/packet", {"date": "2023-10-16"}, preset="begin")
    assert ticked(asked) == ["D02", "D04", "D05"]
    chosen = asked.root.xpath("//button[@name='preset'][@aria-pressed='true']/@value")
    assert chosen == ["begin"]
    page = client.send(f"{ACT}/packet", asked.values(), action="make")
    assert "Комплект готов: 3 документа" in page.main


def test_an_own_choice_says_what_it_carries_out(client: SchoolClient) -> None:
    page = client.fill(f"{ACT}/packet", {"date": "2023-10-16", "documents": ["D04", "D07"]}, action="refresh")
    (said,) = page.root.xpath("//*[@data-live='covered']")
    words = " ".join(said.text_content().replace("\u00a0", " ").split())
    assert "Отмеченные исполняют: п. 1.5, п. 1.8." in words
    assert "Без документа останутся: п. 1.1, п. 1.2" in words
    assert not page.root.xpath("//button[@name='preset'][@aria-pressed='true']")


def test_the_documents_stand_by_matter_with_their_codes_behind(client: SchoolClient) -> None:
    page = client.page(f"{ACT}/packet")
    titles = [str(item.text_content()) for item in page.root.xpath("//h4[@class='pick-group']")]
    assert len(titles) == len(find_pack(PACK_ID).groups)
    assert "Регистрация работников и профиль школы" in titles, "in the words of the body"
    names = [" ".join(item.text_content().split()) for item in page.root.xpath("//li[contains(@class, 'pick')]//label")]
    assert len(names) == len(find_pack(PACK_ID).documents)
    assert all(name.rpartition(" ")[2] in find_pack(PACK_ID).by_id for name in names)
    listed = page.root.xpath("//h4[.='Проверка и отчёт']/following-sibling::ul[1]//input/@value")
    assert listed == ["D18", "D19"]


def test_before_any_document_the_first_page_asks_the_same_question(client: SchoolClient) -> None:
    page = client.page("/")
    assert "Что от вас требуют?" in page.main
    assert f"{ACT}/packet?preset=begin" in page.links()
    assert "Без документа останутся" in page.main


def test_the_button_is_one_key_from_the_top_and_names_its_keys(client: SchoolClient) -> None:
    page = client.page(f"{ACT}/packet")
    skips = page.root.xpath("//a[@class='skip']/@href")
    assert skips == ["#content", "#make"]
    (button,) = page.root.xpath("//button[@id='make']")
    assert (button.get("aria-keyshortcuts"), button.text_content()) == ("Control+Enter", "Сформировать")
    assert "Ctrl + Enter" in page.main
