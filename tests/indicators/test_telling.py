"""What figures say: the sentences, word by word."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from sferum_docs.directives.indicators import Indicator
from sferum_docs.indicators.reports.corrections import Correction
from sferum_docs.indicators.reports.telling import (
    PeopleWords,
    change_words,
    lacking_words,
    no_data_words,
    number,
    plan_words,
    signed,
    target_words,
    vacation_words,
)
from sferum_docs.indicators.series import Value
from sferum_docs.indicators.targets import Target

TEACHER, PUPIL = "учитель", "ученик"
CALLS = Indicator("I6", "Учителя, совершившие звонок", "", "teachers", "weekly", short="Звонки")
HALF = Target("I3", Decimal(50), date(2023, 11, 20))


def plain(text: str) -> str:
    return text.replace("\N{NO-BREAK SPACE}", " ")


@pytest.mark.parametrize(
    ("before", "after", "noun", "said"),
    [
        (9, 12, TEACHER, "выросло на 3 учителя (с 9 до 12)"),
        (12, 11, PUPIL, "снизилось на 1 ученика (с 12 до 11)"),
        (12, 12, PUPIL, "не изменилось (12)"),
        (0, 0, PUPIL, "не изменилось (0)"),
        (0, 2, PUPIL, "выросло на 2 ученика (с 0 до 2)"),
        (0, 5, PUPIL, "выросло на 5 учеников (с 0 до 5)"),
        (0, 11, TEACHER, "выросло на 11 учителей (с 0 до 11)"),
        (0, 21, TEACHER, "выросло на 21 учителя (с 0 до 21)"),
        (101, 0, PUPIL, "снизилось на 101 ученика (с 101 до 0)"),
        (0, 1, "обучающийся", "выросло на 1 обучающегося (с 0 до 1)"),
        (0, 2, "обучающийся", "выросло на 2 обучающихся (с 0 до 2)"),
        (0, 1, "педагогический работник", "выросло на 1 педагогического работника (с 0 до 1)"),
        (0, 3, "педагогический работник", "выросло на 3 педагогических работника (с 0 до 3)"),
        (0, 1, "родитель", "выросло на 1 родителя (с 0 до 1)"),
        (0, 111, "воспитанник", "выросло на 111 воспитанников (с 0 до 111)"),
        (None, 12, TEACHER, ""),
        (12, None, TEACHER, ""),
    ],
)
def test_a_number_of_people_grows_falls_or_stays(before: int | None, after: int | None, noun: str, said: str) -> None:
    was, now = (None if amount is None else Decimal(amount) for amount in (before, after))
    assert plain(change_words(was, now, noun)) == said


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ("40", "45", "выросло на 5 процентных пунктов (с 40 до 45 %)"),
        ("40", "41", "выросло на 1 процентный пункт (с 40 до 41 %)"),
        ("42", "40", "снизилось на 2 процентных пункта (с 42 до 40 %)"),
        ("40", "42.5", "выросло на 2,5 процентного пункта (с 40 до 42,5 %)"),
        ("45.12", "45.14", "не изменилось (45,1 %)"),
        ("45.14", "45.16", "выросло на 0,1 процентного пункта (с 45,1 до 45,2 %)"),
    ],
)
def test_a_share_changes_by_points_as_a_reader_of_both_reckons_them(before: str, after: str, said: str) -> None:
    assert plain(change_words(Decimal(before), Decimal(after), "", percent=True)) == said


@pytest.mark.parametrize(
    ("share", "due", "said"),
    [
        ("52.1", True, "достигло цели 50 %"),
        ("50", False, "достигло цели 50 %"),
        ("45", True, "ниже цели 50 % на 5 процентных пунктов"),
        ("48.9", True, "ниже цели 50 % на 1,1 процентного пункта"),
        ("49", True, "ниже цели 50 % на 1 процентный пункт"),
        ("49.99", True, "ниже цели 50 % менее чем на 0,1 процентного пункта"),
        ("45", False, "до цели 50 % на 20.11.2023 не хватает 5 процентных пунктов"),
        ("49", False, "до цели 50 % на 20.11.2023 не хватает 1 процентного пункта"),
        ("48", False, "до цели 50 % на 20.11.2023 не хватает 2 процентных пунктов"),
    ],
)
def test_a_target_is_reached_or_missed_and_one_ahead_is_only_lacking(share: str, due: bool, said: str) -> None:
    assert plain(target_words(Decimal(share), HALF, due=due)) == said


def test_families_have_a_guide_and_no_target() -> None:
    assert plain(target_words(Decimal(60), HALF, due=True, guide=True)) == "достигло ориентира 50 %"


def test_the_days_of_targets_are_told_apart_by_whether_they_have_come() -> None:
    early, late = Target("A", Decimal(100), date(2023, 10, 20)), Target("B", Decimal(50), date(2023, 11, 14))
    assert plan_words([]) == ""
    assert plan_words([(early, True), (late, True), (late, True)]) == "цели на 20.10.2023 и 14.11.2023"
    assert plan_words([(late, False)]) == "цели на 14.11.2023 (срок ещё не наступил)"
    assert plan_words([(early, True), (late, False)]) == "цели на 20.10.2023; цели на 14.11.2023 (срок ещё не наступил)"


@pytest.mark.parametrize(
    ("was", "now", "said"),
    [
        (12, 13, "«Звонки» — было 12, исправлено на 13 (ошибка)"),
        (12, None, "«Звонки» — было 12, теперь данных нет (ошибка)"),
        (None, 4, "«Звонки» — числа не было, внесено 4 (ошибка)"),
    ],
)
def test_a_correction_names_the_indicator_in_words(was: int | None, now: int | None, said: str) -> None:
    week = date(2023, 10, 16)
    told = Correction(CALLS, week, of_week(was, week), replace(of_week(now, week), reason="ошибка"))
    assert plain(told.words) == said


def of_week(amount: int | None, week: date) -> Value:
    return Value("I6", week, None if amount is None else Decimal(amount))


def test_nothing_is_said_of_what_is_not_known() -> None:
    assert (target_words(None, HALF, due=True), target_words(Decimal(5), None, due=True)) == ("", "")
    assert (lacking_words(None, 26, HALF, TEACHER), lacking_words(Decimal(9), None, HALF, TEACHER)) == ("", "")
    assert (number(None), signed(None)) == ("", "")


@pytest.mark.parametrize(
    ("amount", "base", "said"),
    [
        (9, 26, "не хватает 4 учителей"),
        (12, 26, "не хватает 1 учителя"),
        (13, 26, ""),
        (11, 25, "не хватает 2 учителей"),  # half of 25 is 12.5: a thirteenth is needed
        (0, 42, "не хватает 21 учителя"),
    ],
)
def test_how_many_people_are_lacking_to_a_target(amount: int, base: int, said: str) -> None:
    assert plain(lacking_words(Decimal(amount), base, HALF, TEACHER)) == said


def test_weeks_without_data_and_without_lessons_are_told_by_their_days() -> None:
    assert plain(no_data_words(date(2023, 10, 30))) == "данных за неделю с 30.10.2023 по 05.11.2023 нет"
    assert vacation_words([]) == ""
    said = plain(vacation_words([date(2023, 10, 30)]))
    assert said.startswith("На неделю с 30.10.2023 по 05.11.2023 пришлись каникулы или праздничные дни: снижение")


@pytest.mark.parametrize(
    ("words", "name", "population", "noun"),
    [
        (PeopleWords(), "Ученики, связавшие аккаунты ЭЖД", "students", "ученик"),
        (PeopleWords(), "Обучающиеся в чатах классов", "students", "обучающийся"),
        (PeopleWords(pupil="воспитанник"), "Учеников всего", "students", "воспитанник"),
        (PeopleWords(), "Учителей всего", "teachers", "учитель"),
        (PeopleWords(), "Педагогические работники, которые ведут чаты", "teachers", "педагогический работник"),
        (PeopleWords(teacher="педагогический работник"), "Учителей всего", "teachers", "педагогический работник"),
        (PeopleWords(), "Работники, зарегистрированные в МАХ", "staff", "работник"),
        (PeopleWords(), "Родители в чатах классов", "parents", "родитель"),
        (PeopleWords(), "Кто-нибудь", "neighbours", "человек"),
    ],
)
def test_people_are_called_as_their_body_or_the_indicator_calls_them(
    words: PeopleWords, name: str, population: str, noun: str
) -> None:
    assert words.noun(Indicator("I", name, "", population, "stock")) == noun
