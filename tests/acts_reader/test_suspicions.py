"""What looks odd in a finished draft is told, though no rule was unsure; what is usual is not."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from string import Formatter

import pytest

from sferum_docs.acts_reader.doubts import sentence, sentences
from sferum_docs.acts_reader.model import ActDraft, Doubt, DraftNode
from sferum_docs.acts_reader.paths import with_paths
from sferum_docs.acts_reader.reader import read_act
from sferum_docs.acts_reader.sources.texts import from_pasted
from sferum_docs.acts_reader.suspicions import suspicions
from sferum_docs.directives.model import Deadline, DeadlineKind
from tests.acts_reader.drafts import node
from tests.yardstick import within

ONE = {
    "mark_within": "Обновить стенды школы. 2.3. Провести беседы с детьми.",
    "sentence_within": "возложить контроль на заместителя Глава района",
    "second_task": "Проверить сайт школы; убрать старые сведения.",
    "two_verbs": "проверить крыши школ закрыть чердаки.",
    "list_within": "председатель – директор секретарь – учитель члены – родители",
    "foreign_within": "См. предыдущую редакцию.",
    "signature_within": "Довести приказ до учителей школы О.П. Озёрная",
    "quote_open": "Изложить в редакции: «Школы района.",
    "text_short": "школы;",
    "text_capitals": "ДОПОЛНИТЕЛЬНЫЕ МЕРЫ ПО ОХРАНЕ",
    "text_begins_odd": "l.2. Провести урок.",
    "figures_as_letters": "Провести урок 2О мая.",
    "words_glued": "Проверить школыобластного центра.",
    "word_broken": "Проверить конкурс- ный список.",
    "lead_without_list": "Директорам школ обеспечить:",
    "person_not_charged": "за сайт школы - Носкову Е.В., учителя;",
    "post_not_charged": "Установку знаков обеспечить главам поселений.",
    "time_without_deadline": "Ежеквартально проверять сайт школы.",
}
USUAL = (
    "Провести урок безопасности во всех классах школы.",
    "Организовать горячую линию с 9.00 до 17.00.",
    "Выделить 1.5 тонны краски на разметку.",
    "Установить стоимость питания 98.50 рубля.",
    "Разместить сведения о меню (приложение № 1).",
    "Дополнить пунктом следующего содержания: «3.1. Провести осмотр. 3.2. Проверить сроки.».",
    "Провести пятидневные сборы.",
    "Провести урок в классе А. - самом младшем.",
    "Запретить оставлять детей без присмотра.",
    "Утвердить:",
)


def codes(draft: ActDraft) -> set[tuple[str, str]]:
    return {(doubt.path, doubt.code) for doubt in suspicions(draft)}


def of(*nodes: DraftNode) -> ActDraft:
    return ActDraft("ПРИКАЗ", "7", date(2026, 5, 12), "О школах", "Район", nodes=with_paths(nodes))


@pytest.mark.parametrize("code", ONE)
def test_an_odd_text_is_told(code: str) -> None:
    assert codes(of(node("1.", ONE[code], 1))) == {("1", code)}


@pytest.mark.parametrize("text", USUAL)
def test_a_usual_text_is_not(text: str) -> None:
    children = (node("а)", "списки учеников;", 2),) if text.endswith(":") else ()
    assert codes(of(node("1.", text, 1, 0, *children))) == set()


@pytest.mark.parametrize(
    ("raw", "rest", "code"),
    [
        ("обо всех случаях", "сообщать дежурному.", "addressee_odd"),
        ("директорам, проверить классы,", "провести урок.", "addressee_odd"),
        ("директорам школ до 20.05.2026", "провести урок.", "addressee_odd"),
        ("директорам школ", "независимо от района провести урок.", "addressee_goes_on"),
        ("школе «Лира»", "в Озёрном районе провести урок.", "addressee_goes_on"),
        (" ".join(["школам"] * 21), "провести урок.", "addressee_long"),
        ("директорам школ № 6 и № 12", "провести урок.", ""),
        ("классным руководителям 1–11 классов", "своевременно провести урок.", ""),
        ("гимназии «Проверить и сделать»", "провести урок.", ""),
    ],
)
def test_an_addressee_that_holds_too_much_or_too_little_is_told(raw: str, rest: str, code: str) -> None:
    named = replace(node("1.", f"{raw} {rest}", 1), addressee_raw=raw, addressee="Директора")
    assert codes(of(named)) == ({("1", code)} if code else set())


def test_an_addressee_before_a_deadline_is_whole() -> None:
    may = Deadline(DeadlineKind.DATE, "до 20 мая", date=date(2026, 5, 20))
    said = node("1.", "директорам школ до 20 мая провести урок.", 1, deadline=may)
    assert codes(of(replace(said, addressee_raw="директорам школ", addressee="Директора школ"))) == set()


def test_words_of_time_beside_a_deadline_are_told() -> None:
    may = Deadline(DeadlineKind.DATE, "до 20 мая", date=date(2026, 5, 20))
    said = node("1.", "Ежемесячно до 20 мая проверять сайт школы.", 1, deadline=may)
    assert codes(of(said)) == {("1", "time_beside_deadline")}
    each = replace(may, kind=DeadlineKind.PERIODIC, raw="Ежемесячно до 20 мая")
    assert codes(of(replace(said, deadline=each))) == {("1", "period_with_date")}


def test_a_node_unlike_those_of_its_list_is_told() -> None:
    usual = [node(f"{number}.", f"Провести урок {number} в школе.", number) for number in range(1, 5)]

    def among(text: str, marker: str = "5.") -> set[tuple[str, str]]:
        return codes(of(*usual, node(marker, text, 5), node("6.", "Проверить сайт школы.", 6)))

    assert among("Довести приказ до учителей.") == set()
    assert among("довести приказ до учителей.") == {("5", "begins_small")}
    assert among("Довести приказ до учителей") == {("5", "end_missing")}
    assert among("Довести приказ до учителей.", "") == {("-1", "mark_missing")}
    assert among("Довести приказ до учителей.", "а)") == {("а", "mark_other"), ("6", "mark_other")}
    assert among(f"Довести приказ{', а потом и сайт' * 30} до учителей.") == {("5", "longer_than_others")}


def test_what_stands_near_a_lost_clause_is_told() -> None:
    lost = of(
        node("1.", "В школах провести:", 1, 0, node("–", "уроки в классах;", 2), node("–", "беседы дома.", 3)),
        node("3.", "Проверить сайт школы.", 4),
        node("5.1.", "Проверить стенды школы.", 5),
    )
    assert codes(lost) == {("1/-1", "before_gap"), ("1/-2", "before_gap"), ("5.1", "parent_absent")}
    swallowed = node("1.", "Проверить сайт школы; 1.2. Провести:", 1, 0, node("–", "уроки в классах;", 2))
    assert codes(of(swallowed)) == {("1", "mark_within"), ("1/-1", "below_odd")}


def test_a_node_that_a_rule_doubted_gets_no_second_doubt() -> None:
    draft = of(node("1.", ONE["two_verbs"], 1))
    assert codes(replace(draft, doubts=(Doubt("1", "level", "level_unsure", {}),))) == set()


def test_a_title_with_a_verb_and_a_long_issuer_are_told() -> None:
    draft = replace(of(), title="О школах провести урок", issuer="Администрация района " * 12)
    assert codes(draft) == {("", "title_odd"), ("", "issuer_odd")}


def test_each_suspicion_has_a_sentence_that_names_its_words() -> None:
    for code, text in ONE.items():
        (told,) = suspicions(of(node("1.", text, 1)))
        assert told.weight < 5, code
        assert [name for _text, name, _form, _how in Formatter().parse(sentences()[code]) if name] == ["words"]
        assert told.values["words"] in sentence(told)
        assert told.values["words"]


def test_two_clauses_on_one_line_are_doubted_by_the_reader() -> None:
    act = (
        "АДМИНИСТРАЦИЯ ОЗЁРНОГО РАЙОНА\nПРИКАЗ\nот 12.05.2026 № 7\nО безопасности\nПРИКАЗЫВАЮ:\n"
        "1. Директорам школ провести урок\nв каждом классе закрыть чердаки.\n2. Проверить сайт школы.\n"
        "Глава района О.П. Ким\n"
    )
    assert [doubt.path for doubt in read_act(from_pasted(act)).doubts if doubt.path] == ["1"]


def test_a_huge_act_is_looked_through_soon() -> None:
    text = " ".join(["Проверить школыобластного центра – и сайт 1.2 «дня»;"] * 400)
    with within(60):
        suspicions(of(*[node(f"{number}.", text, number) for number in range(1, 41)]))
