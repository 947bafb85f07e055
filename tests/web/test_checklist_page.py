"""The checklist answered: on the clause page and on its own, by hand and by a press on what is proposed."""

import csv
import io

import pytest
from flask import Flask
from sqlalchemy import update
from werkzeug.datastructures import MultiDict

from sferum_docs.services.clauses.checklist import question_key
from sferum_docs.services.packs.choose import find_pack
from sferum_docs.services.users.manage import Role
from sferum_docs.store.database import db
from sferum_docs.store.rows import ChecklistAnswerRow, DocumentRow
from sferum_docs.web.protection.access_table import ACCESS
from tests.builders import PACK_ID
from tests.registering import PDF
from tests.web.desk import press, register
from tests.web.pages import ACT, Page, SchoolClient
from tests.web.test_access import a_user
from tests.web.test_clause_page import clause, words
from tests.web.test_progress import sign_all

CHECKLIST = f"{ACT}/checklist"


def key_of(words_of_question: str) -> str:
    (question,) = [item for item in find_pack(PACK_ID).checklist if words_of_question in item.question]
    return question_key(question.clause, question.question)


NAMED, DEPUTY, DUTIES, CONSENT = (
    key_of(text) for text in ("Назначены ли ответственные", "Назначен ли замещающий", "Описаны ли", "Получено ли")
)


def fields(page: Page) -> MultiDict[str, str]:
    """What a browser sends: the fields of the form, and those of other places that name it."""
    values = page.values(page.form_to(CHECKLIST))
    for control in page.root.xpath("//input[@form='answers']"):
        if control.get("type") != "radio" or "checked" in control.attrib:
            name = control.get("name")
            if name == "proposed" or name not in values:
                values.add(name, control.get("value", ""))
    return values


def answer(client: SchoolClient, changes: dict[str, str], page: str = CHECKLIST) -> Page:
    return client.send(CHECKLIST, fields(client.page(page)), changes)


def said(reply: str, evidence: str = "", day: str = "", key: str = NAMED) -> dict[str, str]:
    return {f"answer-{key}": reply, f"evidence-{key}": evidence, f"day-{key}": day}


def question(page: Page, key: str = NAMED) -> str:
    return words(page.root.get_element_by_id(f"question-{key}")).replace("\xa0", " ").replace(" ,", ",")


def test_a_question_is_answered_on_the_clause_page_with_day_evidence_and_name(demonstration: SchoolClient) -> None:
    page = demonstration.page(ACT)
    values = fields(page)
    assert values[f"answer-{NAMED}"] == "", "nothing is answered before a person does"
    told = demonstration.send(CHECKLIST, values, said("yes", "приказ № 7 от 01.02.2024", "2024-02-02"))
    assert "Записано: 1 ответ." in told.main
    assert "Да, 02.02.2024: приказ № 7 от 01.02.2024" in question(demonstration.page(ACT))
    assert "Исаева Зара" in question(demonstration.page(ACT)), "who answered"
    assert "отвечено 1" in words(clause(demonstration.page(ACT), "1.7"))
    assert "да 1, нет 0, не применимо 0, ждут ответа 28" in demonstration.page(CHECKLIST).main


def test_what_cannot_be_an_answer_is_told_and_stays_typed(demonstration: SchoolClient) -> None:
    for typed, sentence in (
        (said("yes"), "Напишите, чем подтверждено «да»"),
        (said("not_applicable"), "почему вопрос к вам не относится"),
        (said("no", day="2999-01-01"), "ещё не наступил"),
        (said("no", day="завтра"), "завтра"),
        (said("", "приказ № 1"), "чтобы снять ответ, сотрите и подтверждение"),
        (said("yes", "я" * 501), "длиннее 500 знаков"),
    ):
        refused = answer(demonstration, typed)
        assert sentence in refused.main
        assert refused.root.get_element_by_id(f"evidence-{NAMED}").get("value") == typed[f"evidence-{NAMED}"]
    assert "да 0, нет 0" in demonstration.page(CHECKLIST).main, "nothing was kept"


def test_a_registered_order_proposes_and_a_person_confirms(one_order: SchoolClient) -> None:
    page = one_order.page(ACT)
    assert "Предлагается: да, приказ № 1 от 16.10.2023" in question(page)
    assert "отвечено 0, предложено" in words(clause(page, "1.7")), "a proposal is no answer"
    assert "ответов 0 из 29" in page.main
    answer(one_order, {"confirm": NAMED}, ACT)
    page = one_order.page(ACT)
    assert "Да, 16.10.2023: приказ № 1 от 16.10.2023" in question(page)
    assert "Предлагается" not in question(page)
    assert "ответов 1 из 29" in page.main
    told = answer(one_order, {"confirm": "all", **said("no", key=DEPUTY)})
    assert "Записано:" in told.main
    assert "Нет, " in question(one_order.page(CHECKLIST), DEPUTY), "what was typed stands before what is proposed"
    assert "Да, 16.10.2023" in question(one_order.page(CHECKLIST), DUTIES)


def test_a_proposal_that_became_another_is_not_confirmed_by_an_old_page(one_order: SchoolClient) -> None:
    page = one_order.page(CHECKLIST)
    old = page.values(page.form_to(CHECKLIST))
    press(one_order, 1, "repeal", repealed_note="постановлением № 1")
    assert "Ничего не изменилось" in one_order.send(CHECKLIST, old, {"confirm": "all"}).main


@pytest.mark.parametrize(
    ("deed", "values", "reason"),
    [
        ("repeal", {"repealed_note": "постановлением № 1"}, "утратил силу: постановлением № 1"),
        ("void", {"void_reason": "ошибка"}, "запись № 1 аннулирована"),
    ],
)
def test_an_answer_whose_ground_fell_away_asks_again(
    one_order: SchoolClient, deed: str, values: dict[str, str], reason: str
) -> None:
    answer(one_order, {"confirm": NAMED})
    press(one_order, 1, deed, **values)
    page = one_order.page(CHECKLIST)
    assert f"Основание отпало: {reason}" in question(page).replace("приказ № 1 от 16.10.2023 ", "")
    assert "да 0" in page.main
    if deed == "void":
        press(one_order, 1, "restore")
        assert "да 1" in one_order.page(CHECKLIST).main, "a voiding undone brings the ground back"


def test_an_order_named_by_hand_is_known_as_the_ground(one_order: SchoolClient) -> None:
    answer(one_order, said("yes", "см. приказ № 1 от 16.10.2023, п. 2", "2023-10-20"))
    press(one_order, 1, "void", void_reason="ошибка")
    assert "Основание отпало" in question(one_order.page(CHECKLIST))


def test_a_scan_of_an_entry_is_a_ground_until_it_is_withdrawn(one_order: SchoolClient) -> None:
    press(one_order, 1, "scans", file=(io.BytesIO(PDF), "Приказ 1.pdf"))
    answer(one_order, said("yes", "подписанный приказ: /scans/1", "2023-10-20"))
    assert "Основание отпало" not in question(one_order.page(CHECKLIST))
    about = one_order.page("/scans/1/about")
    one_order.send("/scans/1/withdraw", about.values(about.form_to("/scans/1/withdraw")), {"reason": "не тот лист"})
    assert "Основание отпало: скан снят" in question(one_order.page(CHECKLIST))


def test_a_document_of_another_act_is_a_ground(demonstration: SchoolClient) -> None:
    with demonstration.application.app_context():
        db.session.execute(update(DocumentRow).where(DocumentRow.id == 1).values(pack="other"))
        db.session.commit()
    answer(demonstration, said("yes", "см. /documents/1", "2024-02-02"))
    assert "Основание отпало" not in question(demonstration.page(CHECKLIST))


def test_no_is_never_progress_and_answers_confirm_what_is_signed(one_order: SchoolClient) -> None:
    sign_all(one_order, 1)
    answer(one_order, {"confirm": "all"})
    assert "исполнено" not in words(clause(one_order.page(ACT), "1.7")), "the consent is not answered yet"
    answer(one_order, said("not_applicable", "доплаты нет: обязанности есть в инструкции", key=CONSENT))
    assert "исполнено" in words(clause(one_order.page(ACT), "1.7"))
    assert "Подтверждено: D02 — ответы на вопросы чек-листа" in words(clause(one_order.page(ACT), "1.7"))
    press(one_order, 1, "scans", file=(io.BytesIO(PDF), "Приказ 1.pdf"))
    answer(one_order, said("no", key=DEPUTY))
    row = words(clause(one_order.page(ACT), "1.7"))
    assert "исполнено" not in row.replace("отметка об исполнении", "")
    assert "на вопрос чек-листа ответ «нет»" in row
    assert "1.7" not in [
        words(item) for item in one_order.page(f"{ACT}?show=done").root.xpath("//div[@class='clause-number']")
    ]


def test_the_history_of_an_answer_is_kept(demonstration: SchoolClient) -> None:
    answer(demonstration, said("no", day="2024-01-10"))
    answer(demonstration, said("yes", "устав", "2024-02-10"))
    answer(demonstration, said("", ""))
    page = demonstration.page(CHECKLIST)
    former = [words(item) for item in page.root.xpath("//details[@class='answer-history']//li")]
    assert [item.split(" ")[0] for item in former] == ["Да", "Нет"]
    assert "Ответ на вопрос чек-листа снят" in demonstration.page("/journal").main


def test_the_checklist_is_printed_as_it_stood_on_its_day(demonstration: SchoolClient) -> None:
    answer(demonstration, said("no", day="2023-11-01"))
    answer(demonstration, said("yes", "приказ по школе", "2023-11-20"))

    def paper(day: str) -> str:
        shown = demonstration.page(f"{ACT}/packet/D18")
        values = shown.values(shown.form_to(f"{ACT}/packet/D18"))
        made = demonstration.send(f"{ACT}/packet/D18", values, {"answers-D18-на_дату": day}, action="make")
        link = made.root.xpath("//a[contains(@href, '/documents/') and contains(@href, '/file')]/@href")[0]
        text = words(demonstration.page(link.removesuffix("/file") + "?view=text").root)
        return text.replace("\xa0", " ")

    assert "нет 01.11.2023" in paper("2023-11-10")
    assert "да 20.11.2023 приказ по школе" in paper("2023-11-30")
    early = paper("2023-10-25")
    assert "01.11.2023" not in early
    assert "Исполнено: ______ из ______ применимых" in early


def test_the_answers_are_taken_out_as_a_table(demonstration: SchoolClient) -> None:
    answer(demonstration, said("yes", "=HYPERLINK(0)", "2024-02-02"))
    lines = list(csv.reader(io.StringIO(demonstration.get(f"{CHECKLIST}.csv").data.decode("utf-8-sig")), delimiter=";"))
    assert lines[0][:4] == ["Пункт", "Вопрос", "Ответ", "День"]
    (line,) = [line for line in lines if "Назначены ли ответственные" in line[1]]
    assert line[2:5] == ["да", "02.02.2024", "'=HYPERLINK(0)"]
    printed = demonstration.page(f"{CHECKLIST}?print=1")
    assert not printed.root.xpath("//form[contains(@action, 'checklist')]")
    assert "=HYPERLINK(0)" in printed.main


def test_an_ended_act_takes_no_answer(demonstration: SchoolClient) -> None:
    page = demonstration.page(CHECKLIST)
    values = page.values(page.form_to(CHECKLIST))
    acts = demonstration.page("/acts")
    demonstration.send(f"{ACT}/state", acts.values(acts.form_to(f"{ACT}/state")), {"action": "close"})
    refused = demonstration.send(CHECKLIST, values, said("no"))
    assert "окончена" in refused.text
    assert not demonstration.page(CHECKLIST).root.xpath("//input[starts-with(@name, 'answer-')]")


def test_an_answer_to_a_question_of_another_edition_stays_and_counts_for_nothing(demonstration: SchoolClient) -> None:
    answer(demonstration, said("no", "до суда", "2024-02-02"))
    with demonstration.application.app_context():
        db.session.execute(update(ChecklistAnswerRow).values(question="Вопрос прежней редакции?"))
        db.session.commit()
    page = demonstration.page(CHECKLIST)
    assert "Вопросы прежней редакции: 1 ответ" in page.main
    assert "Вопрос прежней редакции? — Нет , 02.02.2024: до суда" in page.main
    assert "нет 0" in page.main


def test_what_proves_by_a_deed_is_not_proposed_by_the_paper_alone(demonstration: SchoolClient) -> None:
    register(
        demonstration, "О мерах", "Об утверждении", "О назначении", "О переходе", "Об исключении", "Об обеспечении"
    )
    page = demonstration.page(CHECKLIST)
    trained = key_of("Проведено ли обучение")
    assert "Предлагается" not in question(page, trained)


def test_what_was_drawn_for_one_person_is_not_shown_to_another_who_may_do_less(
    app: Flask, demonstration: SchoolClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(ACCESS, "checklist.answer", frozenset({Role.SECRETARY}))
    head = a_user(app, Role.HEAD, login="директор")
    field = "//input[@form='answers'][@type='date']"
    for _look in range(2):
        assert demonstration.page(ACT).root.xpath(field)
        assert not head.page(ACT).root.xpath(field)


def test_an_answer_of_one_person_is_seen_by_another_on_the_next_click(app: Flask, demonstration: SchoolClient) -> None:
    head = a_user(app, Role.HEAD, login="директор")
    assert "в папке 3" not in question(head.page(ACT))
    answer(demonstration, said("yes", "в папке 3", "2023-10-20"))
    assert "в папке 3" in question(head.page(ACT))
