"""What is to be done now, told from facts: a school at each step of its way."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from sferum_docs.indicators.duty.weeks_due import analysed_on
from sferum_docs.services.clauses.deadlines import DeadlineItem
from sferum_docs.services.indicators.duties import WeekDuties
from sferum_docs.services.today.next_actions import (
    RULES,
    SHOWN,
    ActFacts,
    SchoolFacts,
    TodayList,
    kinds,
    today_list,
)
from sferum_docs.services.today.papers import Papers

TODAY = date(2026, 11, 28)
MONDAY, LATER, LONG_AGO = date(2026, 11, 30), date(2026, 12, 2), date(2023, 10, 20)
HEAD, SECRETARY, ADMINISTRATOR = "head", "secretary", "administrator"
MADE = ActFacts("act", "Акт № 1", made=True)
WEEKS = tuple(analysed_on(date(2026, 7, 6) + timedelta(weeks=later)) for later in range(21))


def a_due(day: date, what: str = "Направить копию приказа", **changes: object) -> DeadlineItem:
    return replace(DeadlineItem(f"{what}-{day}", day, what, "приказ", document=7), **changes)  # type: ignore[arg-type]


def a_school(act: ActFacts = MADE, **changes: object) -> SchoolFacts:
    return replace(SchoolFacts(acts=(act,), staff=35), **changes)  # type: ignore[arg-type]


def orders(count: int, day: date | None = MONDAY) -> Papers:
    return Papers(count, count, day)


def told(facts: SchoolFacts, *roles: str) -> list[str]:
    found = today_list(facts, roles, TODAY)
    days = [f" {action.found.by} {action.found.day:%d.%m.%Y}" if action.found.day else "" for action in found.now]
    lines = [f"{action.words}{day}" for action, day in zip(found.now, days, strict=True)]
    return [line.replace("\xa0", " ") for line in lines]


STEPS: dict[str, tuple[SchoolFacts, str, list[str]]] = {
    "answers to the checklist wait": (
        a_school(replace(MADE, proposed=3, asked_again=1)),
        SECRETARY,
        [
            "Ответьте заново на вопросы чек-листа, основание ответов отпало: 1",
            "Проверьте и подтвердите предложенные ответы чек-листа: 3",
        ],
    ),
    "no act is chosen": (SchoolFacts(staff=35), HEAD, ["Выберите акт, по которому работаете"]),
    "nothing but requisites": (
        a_school(ActFacts("act", "Акт"), staff=0, unheld=("ответственный",)),
        HEAD,
        ["Внесите список работников", "Сформируйте комплект документов"],
    ),
    "staff, nobody responsible": (
        a_school(ActFacts("act", "Акт"), unheld=("ответственный", "администратор", "заместитель")),
        HEAD,
        ["Назначьте ответственных: ответственный, администратор и ещё 1", "Сформируйте комплект документов"],
    ),
    "what an administrator is told then": (
        a_school(ActFacts("act", "Акт"), staff=0),
        ADMINISTRATOR,
        ["Попросите руководителя внести список работников", "Попросите руководителя сформировать комплект документов"],
    ),
    "a packet of seven orders": (
        a_school(replace(MADE, drafts=orders(7)), dues=(a_due(LATER),)),
        HEAD,
        [
            "Распечатайте, подпишите и передайте секретарю 7 приказов датой 30.11.2026",
            "Направить копию приказа до 02.12.2026",
        ],
    ),
    "the same for the secretary": (
        a_school(replace(MADE, drafts=orders(1), sent=Papers(3, 2, MONDAY))),
        SECRETARY,
        [
            "Зарегистрируйте 3 документа датой 30.11.2026",
            "Распечатайте и отдайте на подпись 1 приказ датой 30.11.2026",
        ],
    ),
    "numbers before signatures, for the head": (
        a_school(replace(MADE, drafts=orders(2)), number_first=True),
        HEAD,
        ["Проверьте и отправьте секретарю на регистрацию 2 приказа датой 30.11.2026"],
    ),
    "numbers before signatures, for the secretary": (
        a_school(replace(MADE, sent=orders(2)), number_first=True),
        SECRETARY,
        ["Зарегистрируйте и отдайте на подпись 2 приказа датой 30.11.2026"],
    ),
    "people who have not signed": (
        a_school(replace(MADE, acquaint_by=MONDAY), unsigned=33, unproven=3, held_passed=2, unanswered=2),
        SECRETARY,
        [
            "Решите, что делать с отправленным почтой: не дошло или, возможно, не дошло 2 письма",
            "Ознакомьте под подпись 33 человека до 30.11.2026",
            "Приложите сканы подписанных бумаг: без скана 3 записи",
            "Заполните или аннулируйте зарезервированные номера: день прошёл у 2",
        ],
    ),
    "a week of indicators without figures": (
        a_school(replace(MADE, weeks=WeekDuties((analysed_on(date(2026, 11, 16)),)))),
        SECRETARY,
        ["Внесите показатели за неделю 16.11–22.11.2026: загрузите сводку или введите числа до 27.11.2026"],
    ),
    "weeks of indicators, those that wait for the same in one line": (
        a_school(replace(MADE, weeks=WeekDuties(WEEKS[:3], WEEKS[:1], WEEKS))),
        HEAD,
        [
            "Внесите показатели за 3 недели или попросите об этом ответственного",
            "Назовите меры против снижения показателей за 21 неделю",
            "Напишите вывод по показателям за неделю 06.07–12.07.2026 до 17.07.2026",
        ],
    ),
    "papers that no register takes": (
        a_school(replace(MADE, unmarked=Papers(5))),
        HEAD,
        ["Распечатайте, подпишите и отметьте то, что не регистрируют: 5 документов"],
    ),
    "a registered order that would come out otherwise": (
        a_school(replace(MADE, replaceable=orders(1))),
        HEAD,
        ["Решите, нужен ли новый приказ взамен зарегистрированного (1 приказ с прежними данными)"],
    ),
    "sent back, outdated, unconfirmed": (
        a_school(replace(MADE, returned=orders(1), outdated=Papers(12, 3), unconfirmed=4, lacking=("список чатов",))),
        HEAD,
        [
            "Исправьте то, что вернул секретарь: 1 приказ",
            "Обновите то, что устарело: 12 документов",
            "Приложите подтверждения исполнения: 4 пункта",
            "Заполните, чего не хватает остальным документам: список чатов",
        ],
    ),
    "a pack that has gone, beside an act at work": (
        a_school(acts=(ActFacts("gone", "Питание", sound=False), replace(MADE, drafts=orders(1, None)))),
        HEAD,
        [
            "Попросите администратора вернуть комплект акта «Питание»: его нет на месте или в нём ошибки",
            "Распечатайте, подпишите и передайте секретарю 1 приказ",
        ],
    ),
    "one outdated paper, told to who does not make it": (
        a_school(replace(MADE, outdated=Papers(1))),
        ADMINISTRATOR,
        ["Скажите руководителю, что документы устарели и составляются заново: 1 документ"],
    ),
    "papers of two acts are dealt with on one page": (
        a_school(acts=(replace(MADE, sent=orders(2)), replace(MADE, pack="b", sent=Papers(1, 0, LATER)))),
        SECRETARY,
        ["Зарегистрируйте 3 документа датами с 30.11.2026"],
    ),
    "papers of one act with different dates": (
        a_school(replace(MADE, drafts=Papers.of(2, [LATER, None, MONDAY]))),
        HEAD,
        ["Распечатайте, подпишите и передайте секретарю 3 документа датами с 30.11.2026"],
    ),
}


@pytest.mark.parametrize("name", STEPS)
def test_each_role_is_told_what_is_theirs_at_this_step(name: str) -> None:
    facts, role, lines = STEPS[name]
    assert told(facts, role) == lines


def test_whoever_holds_all_roles_sees_their_first_desk_first_and_nothing_twice() -> None:
    facts = a_school(replace(MADE, drafts=orders(7), sent=orders(3)), unsigned=2)
    as_head = told(facts, HEAD, SECRETARY, ADMINISTRATOR)
    as_secretary = told(facts, SECRETARY, HEAD, ADMINISTRATOR)
    assert as_head[0].startswith("Распечатайте, подпишите")
    assert as_secretary[0].startswith("Зарегистрируйте")
    assert len(as_head) == len(as_secretary) == 3


def test_of_many_things_five_are_shown_and_the_others_kept() -> None:
    acts = tuple(ActFacts(f"act{number}", f"Акт {number}") for number in range(7))
    found = today_list(a_school(acts=acts), [HEAD], TODAY)
    assert (len(found.now), len(found.more)) == (SHOWN, 2)


def test_what_was_missed_stands_apart_and_the_next_day_is_one_to_come() -> None:
    missed, clause = a_due(date(2026, 11, 27)), a_due(date(2026, 11, 1), "Срок п. 1.2", clause="1.2")
    dues = (a_due(LONG_AGO, done=True), clause, missed, a_due(MONDAY, "Ознакомить"), a_due(LATER))
    found = today_list(a_school(dues=dues), [HEAD], TODAY)
    assert found.missed == (clause, missed), "what the act demands stands first, what is done is no more told"
    assert found.ahead is not None
    assert found.ahead.day == MONDAY
    assert [action.found.day for action in found.now] == [MONDAY, LATER]


def test_what_comes_every_week_is_never_missed_and_comes_again() -> None:
    found = today_list(a_school(dues=(a_due(LONG_AGO, period="P1W"),)), [HEAD], TODAY)
    assert not found.missed
    assert found.ahead is not None
    assert found.ahead.day == date(2026, 12, 4)


def test_when_all_is_done_nothing_is_left_but_the_day_to_come() -> None:
    assert today_list(a_school(), [HEAD, SECRETARY, ADMINISTRATOR], TODAY) == TodayList()


def test_every_kind_has_its_rule_its_order_and_words_for_whoever_is_told_it() -> None:
    rows = {key: row for key, row in kinds().items() if key != "order"}
    assert set(rows) == set(RULES)
    for role, order in kinds()["order"].items():
        assert {kind for kind, row in rows.items() if role in row} == set(order), role


@pytest.mark.parametrize(
    ("number", "words"),
    [(1, "1 человека"), (2, "2 человек"), (5, "5 человек"), (11, "11 человек"), (12, "12 человек"),
     (21, "21 человека"), (22, "22 человека"), (33, "33 человека"), (101, "101 человека"), (111, "111 человек")],
)  # fmt: skip
def test_people_are_counted_in_the_accusative(number: int, words: str) -> None:
    assert told(a_school(unsigned=number), SECRETARY) == [f"Ознакомьте под подпись {words}"]
