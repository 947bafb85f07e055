"""The head and the foot of an act: kind, number, day, title, issuer, who signed, who prepared, annexes."""
# ruff: noqa: E501  the texts stand as they are printed

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from sferum_docs.acts_reader.reader import read_act
from sferum_docs.acts_reader.sources.texts import from_pasted

if TYPE_CHECKING:
    from sferum_docs.acts_reader.model import ActDraft

CLAUSES = "\n\nВ целях порядка ПРИКАЗЫВАЮ:\n1. Начать работу.\n2. Контроль оставляю за собой.\n\n"
HEAD = "УПРАВЛЕНИЕ ОБРАЗОВАНИЯ\nКЛЕНОВСКОГО РАЙОНА\n\nПРИКАЗ\n\n19.08.2025 № 418\n\nО порядке"
FOOT = "Начальник управления                      Д.А. Рябинин"


def read(head: str = HEAD, foot: str = FOOT, clauses: str = CLAUSES) -> ActDraft:
    """The draft of an act with this head and foot."""
    return read_act(from_pasted(head + clauses + foot))


HEADS = {
    "the number before the date": ("АДМИНИСТРАЦИЯ\n\nРАСПОРЯЖЕНИЕ\n№ 15-р от 28.01.2026 г.\n\nО порядке", "15-р", date(2026, 1, 28)),
    "with blanks to write in": ("АДМИНИСТРАЦИЯ\nПРИКАЗ\nот____14.10.2026____ № ___1205-П____\nО порядке", "1205-П", date(2026, 10, 14)),
    "the day in words, in quotes": ("АДМИНИСТРАЦИЯ\nПРИКАЗ\n« 05 » сентября 2025 года        № 02-14/387\nО порядке", "02-14/387", date(2025, 9, 5)),
    "with the place beside": ("АДМИНИСТРАЦИЯ\nПРИКАЗ\n16 марта 2026 года № 7        г. Березоярск\nО порядке", "7", date(2026, 3, 16)),
    "letter-spaced, torn by a scan": ("АДМИНИСТРАЦИЯ\nП РИ К А З\n№ 47-ОД       09 февраля 2026г.\nО порядке", "47-ОД", date(2026, 2, 9)),
    "beside the kind": ("АДМИНИСТРАЦИЯ РАЙОНА\nПРИКАЗ № 5/1 от 11.01.2026\nО порядке", "5/1", date(2026, 1, 11)),
    "N of a data base": ('Приказ Управления образования\nот 3 декабря 2025 г. N 1127\n"О порядке"', "1127", date(2025, 12, 3)),
    "of a heading that a margin broke": ("Приказ Администрации Заволжского муниципального района Приокской\nобласти от 11 февраля 2026 г. N 88\nО порядке", "88", date(2026, 2, 11)),
    "not of the letter that is answered": ("АДМИНИСТРАЦИЯ\nПРИКАЗ\n21.09.2026 № 1187\nна № 33 от 01.02.2026\nО порядке", "1187", date(2026, 9, 21)),
    "an empty form": ("АДМИНИСТРАЦИЯ\nПРИКАЗ\nот ________ № _____\nО порядке", "", None),
}  # fmt: skip


@pytest.mark.parametrize(("head", "number", "day"), HEADS.values(), ids=HEADS)
def test_the_number_and_the_day_are_found_in_any_order(head: str, number: str, day: date | None) -> None:
    draft = read(head)
    assert (draft.number, draft.date) == (number, day)
    assert draft.kind in {"ПРИКАЗ", "РАСПОРЯЖЕНИЕ"}
    assert draft.title == "О порядке"
    assert {"no_number", "no_date"} & {doubt.code for doubt in draft.doubts} == (
        set() if number else {"no_number", "no_date"}
    )


ISSUERS = {
    "over several lines": ("АДМИНИСТРАЦИЯ\nКЛЕНОВСКОГО МУНИЦИПАЛЬНОГО РАЙОНА\nБЕРЕЗОЯРСКОЙ ОБЛАСТИ\n\nПРИКАЗ", "Администрация Кленовского муниципального района Березоярской области"),
    "under the names of the land": ("РОССИЙСКАЯ ФЕДЕРАЦИЯ\nРЕСПУБЛИКА КАРЕЛИЯ\nГЛАВА ОЛОНЕЦКОГО РАЙОНА\nПРИКАЗ", "Глава Олонецкого района"),
    "a part of a body": ("Администрация Сосновоборского района\nУПРАВЛЕНИЕ ОБРАЗОВАНИЯ\nПРИКАЗ", "Управление образования администрации Сосновоборского района"),
    "a school under its founder": ("АДМИНИСТРАЦИЯ РАЙОНА\nМуниципальное бюджетное\nобщеобразовательное учреждение\n«Школа № 3»\n(МБОУ «Школа № 3»)\nПРИКАЗ", "Муниципальное бюджетное общеобразовательное учреждение «Школа № 3»"),
    "with addresses": ("МКУ «Центр»\nул. Мира, 5, г. Бор, 000000\nтел. (00000) 2-45-60\ne-mail: uo@bor.example\nПРИКАЗ", "МКУ «Центр»"),
    "after the kind": ("ПРИКАЗ\nотдела образования администрации города Бора", "Отдел образования администрации города Бора"),
    "of a school after the kind": ("ПРИКАЗ\nпо МБОУ «Гимназия № 2»", "МБОУ «Гимназия № 2»"),
    "two languages": ("КОМИТЕТ ПО ОБРАЗОВАНИЮ                         МЕКТЕП КОМИТЕТЫ\nПРИОЗЁРНОГО РАЙОНА                             ПРИОЗЁР РАЙОНЫ\n\nПРИКАЗ                                         БОЙОРОҠ", "Комитет по образованию Приозёрного района"),
    "two bodies": ("ДЕПАРТАМЕНТ ОБРАЗОВАНИЯ          ДЕПАРТАМЕНТ ЗДРАВООХРАНЕНИЯ\nПОЛЕССКОЙ ОБЛАСТИ                ПОЛЕССКОЙ ОБЛАСТИ\n\n                     ПРИКАЗ", "Департамент образования Полесской области, Департамент здравоохранения Полесской области"),
    "the kind on the right": ("АДМИНИСТРАЦИЯ                                        ПРИКАЗ\nОКРУГА «КРАЙ»                                        № 418\nИНН 0000000000                                       05.06.2026", "Администрация округа «Край»"),
    "a heading of a data base above": ("Приказ Администрации г. Бора от 04.04.2012 № 220\nАДМИНИСТРАЦИЯ ГОРОДА БОРА\nПРИКАЗ", "Администрация города Бора"),
    "sessions of a council": ("СОВЕТ ДЕПУТАТОВ\nЯСНОГОРСКОГО ОКРУГА\nвторого созыва\n(первое заседание)\nПРИКАЗ", "Совет депутатов Ясногорского округа"),
    "under a stamp of approval": ("УТВЕРЖДАЮ\nДиректор школы\nИ.И. Иванов\n01.03.2020\n\nМБОУ «Школа № 3»\nПРИКАЗ", "МБОУ «Школа № 3»"),
    "beside a stamp of approval": ("СОВЕТ РАЙОНА                                   УТВЕРЖДЁН\nБЕРЕЗОЯРСКОЙ ОБЛАСТИ                           Главой района\n\nПРИКАЗ", "Совет района Березоярской области"),
    "of a school by its number": ("ПРИКАЗ\nпо школе № 3", "Школа № 3"),
    "of the day's work": ("ПРИКАЗ\nпо основной деятельности", ""),
    "names of places in capitals": ("АДМИНИСТРАЦИЯ ГОРОДСКОГО ОКРУГА ВЕРХНИЙ КЛЮЧ\nБЕРЕЗОЯРСКОЙ ОБЛАСТИ\nПРИКАЗ", "Администрация городского округа Верхний Ключ Березоярской области"),
    "names of persons in capitals": ("МУНИЦИПАЛЬНОЕ УЧРЕЖДЕНИЕ\nШКОЛА ИМЕНИ К.Э. РУДАКОВА\nПРИКАЗ", "Муниципальное учреждение школа имени К.Э. Рудакова"),
    "beside the kind, the columns lost": ("Муниципальное бюджетное\nобщеобразовательное учреждение П Р И К А З\n«Школа № 3»", "Муниципальное бюджетное общеобразовательное учреждение «Школа № 3»"),
    "beside those it is written to": ("МИНИСТЕРСТВО ОБРАЗОВАНИЯ Руководителям школ\n\nПРИКАЗ", "Министерство образования"),
    "a land alone": ("Оренбургская область\nПРИКАЗ", ""),
}  # fmt: skip


@pytest.mark.parametrize(("head", "issuer"), ISSUERS.values(), ids=ISSUERS)
def test_the_issuer_is_the_name_in_the_letterhead_alone(head: str, issuer: str) -> None:
    draft = read(f"{head}\n05.06.2026 № 418\n\nО порядке")
    assert draft.issuer == issuer
    assert draft.date == date(2026, 6, 5)


@pytest.mark.parametrize("named", ["Администрация Заполярного района", "администрация Заполярного района"])
def test_the_issuer_may_be_named_only_before_the_adopting_word(named: str) -> None:
    said = f"\n\nВ целях порядка, {named} постановляет:\n1. Начать.\n\n"
    draft = read("ПОСТАНОВЛЕНИЕ\n05.06.2026 № 418\nО порядке", clauses=said)
    assert draft.issuer == "Администрация Заполярного района"
    assert "issuer_from_preamble" in {doubt.code for doubt in draft.doubts}


TITLES = {
    "of several lines": ("О порядке работы\nв школах города\nи района", "О порядке работы в школах города и района"),
    "in quotes": ("«О порядке работы\nв школах»", "О порядке работы в школах"),
    "with quotes in it": ("«О платформе «Сферум» в школах»", "О платформе «Сферум» в школах"),
    "in its own letters": ("ОБ УТВЕРЖДЕНИИ ПЛАНА", "ОБ УТВЕРЖДЕНИИ ПЛАНА"),
    "with an act in it": ("О внесении изменений в приказ\nот 15.01.2025 № 12-п\n«Об отдыхе детей»", "О внесении изменений в приказ от 15.01.2025 № 12-п «Об отдыхе детей»"),
    "before a remark": ('"О порядке работы"\n(Зарегистрировано в Минюсте России 20.04.2021 N 63180)', "О порядке работы"),
}  # fmt: skip


@pytest.mark.parametrize(("printed", "title"), TITLES.values(), ids=TITLES)
def test_the_title_is_taken_whole(printed: str, title: str) -> None:
    draft = read(f"АДМИНИСТРАЦИЯ\n\nПРИКАЗ\n19.08.2025 № 418\n\n{printed}")
    assert draft.title == title
    assert draft.number == "418"


FEET = {
    "side by side": ("Глава района                 Д.А. Рябинин", "Глава района", "Д.А. Рябинин"),
    "the post over lines": ("Глава Кленовского\nмуниципального района                Д.А. Рябинин", "Глава Кленовского муниципального района", "Д.А. Рябинин"),
    "the name below": ("Глава городского округа\n\nП.С. Васильковский", "Глава городского округа", "П.С. Васильковский"),
    "with a line to sign on": ("И.о. директора    ______________   /Е.Ю. Чижова/", "И.о. директора", "Е.Ю. Чижова"),
    "with «подпись»": ("Директор лицея     (подпись)      М. Омаров", "Директор лицея", "М. Омаров"),
    "the surname first": ("Заведующая:                 Козлова К. К.", "Заведующая", "Козлова К.К."),
    "the executor between": ("Начальник отдела\nИсполнитель: Метелина С.А.\nтел. 4-17-25\n                       В.Г. Орешников", "Начальник отдела", "В.Г. Орешников"),
    "a stamp between": ("Министр\n   ДОКУМЕНТ ПОДПИСАН\nЭЛЕКТРОННОЙ ПОДПИСЬЮ\nСертификат 00A1B2C3\nВладелец Горбатко Валерий Николаевич\nДействителен с 12.03.2026 по 05.06.2027        В.Н. Горбатко", "Министр", "В.Н. Горбатко"),
    "two side by side": ("Председатель Совета                         Глава округа\n\n____________ М.И. Полежаев              ____________ Г.Ю. Травин", "Председатель Совета", "М.И. Полежаев"),
    "an acting head": ("Исполняющий обязанности\nглавы администрации района              И.И. Иванов", "Исполняющий обязанности главы администрации района", "И.И. Иванов"),
    "nothing between": ("Глава городского округа\nЗаречный О.П. Кладов", "Глава городского округа Заречный", "О.П. Кладов"),
    "a name below it": ("Начальник\nуправления образования В.С. Рогожина\nРахманкулов Р.Р.\n5-02-42", "Начальник управления образования", "В.С. Рогожина"),
    "cells copied from a table": ("Глава района | \nА.А. Каргалина |", "Глава района", "А.А. Каргалина"),
    "a name alone": ("О.П. Кладов", "", "О.П. Кладов"),
    "a greeting before": ("С уважением,\nНачальник управления              О.П. Кладов", "Начальник управления", "О.П. Кладов"),
}  # fmt: skip


@pytest.mark.parametrize(("foot", "post", "name"), FEET.values(), ids=FEET)
def test_who_signed_is_read_in_every_shape(foot: str, post: str, name: str) -> None:
    draft = read(foot=foot)
    assert draft.signatory is not None
    assert (draft.signatory.post, draft.signatory.name) == (post, name)
    assert [node.text for node in draft.walk()] == ["Начать работу.", "Контроль оставляю за собой."]


@pytest.mark.parametrize(
    ("lines", "name", "phone"),
    [
        ("Исп.: Исаева Х.Н.\nТел.: 89034275834", "Исаева Х.Н.", "89034275834"),
        ("Исп. Федорчук Л.А., 2-18-44", "Федорчук Л.А.", "2-18-44"),
        ("Лыкова Инна Петровна\n8 (000) 222-11-33", "Лыкова Инна Петровна", "8 (000) 222-11-33"),
        ("Суркова\n55-10-07", "Суркова", "55-10-07"),
        ("Приложение\nк приказу\n\nСостав\n1. Иванов И.И.\n\nИсполнитель:\nОрлова О.О.", "Орлова О.О.", ""),
    ],
)
def test_who_prepared_the_act_is_read(lines: str, name: str, phone: str) -> None:
    executor = read(foot=f"{FOOT}\n\n{lines}").executor
    assert executor is not None
    assert (executor.name, executor.phone) == (name, phone)


TAILS = {
    "an annex": ("Приложение № 1\nк приказу от 19.08.2025\n\nПлан работы\n\n3. Собрать всех.\n4. Закончить.", [("Приложение № 1", "План работы")]),
    "approved": ("УТВЕРЖДЁН\nприказом управления\nот 19.08.2025 № 418\n\nПорядок\n1. Общее\n1.1. Начать.", []),
    "acquaintance": ("С приказом ознакомлены:\n________ Иванова И.И.\n________ Петрова П.П.", []),
    "nothing that names it": ("План работы\n1. Собрать всех.\n2. Закончить.", []),
}  # fmt: skip


@pytest.mark.parametrize(("tail", "annexes"), TAILS.values(), ids=TAILS)
def test_what_stands_after_the_signature_is_no_clause(tail: str, annexes: list[tuple[str, str]]) -> None:
    draft = read(foot=f"{FOOT}\n\n{tail}")
    assert [node.text for node in draft.walk()] == ["Начать работу.", "Контроль оставляю за собой."]
    assert [(annex.label, annex.title) for annex in draft.annexes] == annexes
    assert draft.annexes_at.last > draft.annexes_at.first or tail.count("\n") == 0


LETTER = """Администрация Сосновоборского района
УПРАВЛЕНИЕ ОБРАЗОВАНИЯ

21.09.2026 № 1187
на № ____ от ____

Руководителям школ

О вакцинации

Уважаемые коллеги!

Управление направляет рекомендации.
Просим до 1 октября провести беседы.
Необходимо также доложить.

Приложение: на 1 л. в 1 экз.

Начальник управления                   Н.В. Шилова
"""


def test_a_letter_is_known_by_its_greeting_and_asks_in_paragraphs() -> None:
    draft = read_act(from_pasted(LETTER))
    assert (draft.kind, draft.number, draft.title) == ("ПИСЬМО", "1187", "О вакцинации")
    assert draft.issuer == "Управление образования администрации Сосновоборского района"
    assert [node.text for node in draft.walk()] == [
        "Просим до 1 октября провести беседы.",
        "Необходимо также доложить.",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Мороз и солнце; день чудесный!\nЕщё ты дремлешь, друг прелестный",
        "Здравствуй, Маша!\nКак дела?",
        "Дорогая Мария Ивановна!\n\nПрошу Вас до 10 мая полить цветы.\n1. Кот ест дважды.\n\nВаша Анна",
        "№ п/п\tМероприятие\tСрок\n1\tПровести собрание\tдо 01.09.2026\n2\tИздать приказ\tдо 05.09.2026",
        "abc " * 50,
    ],
)
def test_of_what_is_no_act_nothing_is_said(text: str) -> None:
    draft = read_act(from_pasted(text))
    assert (draft.kind, draft.number, draft.date, draft.title, draft.issuer) == ("", "", None, "", "")
    assert draft.doubts[0].code == "not_an_act"
    assert {"no_issuer", "no_title"} <= {doubt.code for doubt in draft.doubts}


def test_the_lower_half_of_an_act_keeps_its_clauses_and_invents_no_head() -> None:
    text = "лей в срок до\n29.08.2025 г.\n1.4. Ежеквартально доложить.\n2. Директорам:\n2.1. Начать.\n\nГлава района    Д.А. Рябинин"
    draft = read_act(from_pasted(text))
    assert [node.path for node in draft.walk()][-3:] == ["1.4", "2", "2.1"]
    assert (draft.date, draft.title, draft.issuer) == (None, "", "")
