"""The page of the indicators: what a week says, what it asks for, and what is kept of the answers."""

from collections.abc import Callable
from datetime import date

import pytest

from sferum_docs.services.packs.choose import find_pack
from tests.builders import PACK_ID
from tests.second_acts import REQUIREMENTS
from tests.web.conftest import Deed
from tests.web.indicator_weeks import keep_weeks, two_weeks
from tests.web.pages import ACT, Page, SchoolClient
from tests.web.test_acts_pages import assign, at_hand, change, three_acts

__all__ = ["at_hand", "three_acts"]
INDICATORS = f"{ACT}/indicators"
SECOND = f"{INDICATORS}/2023-10-23"


def words(page: Page, indicator: str) -> str:
    """What stands on the page of one indicator."""
    (found,) = page.root.xpath(f"//article[@aria-labelledby='indicator-{indicator}']")
    return " ".join(" ".join(found.itertext()).split()).replace("\N{NO-BREAK SPACE}", " ")


def asked(page: Page) -> list[str]:
    """The indicators of which the page asks for a measure without being told to."""
    found = page.root.xpath("//article//fieldset[not(ancestor::details)]//input[starts-with(@name, 'text-')]/@name")
    return [str(name).removeprefix("text-") for name in found]


@pytest.fixture
def weeks(begin_after: Callable[[Deed], SchoolClient]) -> SchoolClient:
    return begin_after(two_weeks)


def save(client: SchoolClient, changes: dict[str, str], path: str = SECOND) -> Page:
    page = client.page(path)
    return client.send(path, page.values(page.form_to(path)), changes)


@pytest.mark.parametrize(("now", "told"), [(date(2023, 11, 27), True), (date(2024, 7, 15), False)])
def test_before_the_first_figures_the_page_says_what_is_missing_but_not_in_the_summer(
    demonstration: SchoolClient, monkeypatch: pytest.MonkeyPatch, now: date, told: bool
) -> None:
    monkeypatch.setattr("sferum_docs.web.indicators.page.today", lambda: now)
    page = demonstration.page(INDICATORS)
    assert page.title.startswith("Показатели")
    assert ("Нет данных за неделю с 20.11.2023" in page.main) is told
    assert "не спрашивали" in words(page, "I4")
    assert not asked(page)


def test_the_newest_week_is_shown_with_change_share_and_chart(weeks: SchoolClient) -> None:
    page = weeks.page(INDICATORS)
    assert "Неделя 23.10.2023 – 29.10.2023" in page.main
    assert "9 чел." in words(page, "I4")
    assert "▼ снизилось на 3 учителя (с 12 до 9)" in words(page, "I4")
    assert "не изменилось" in words(page, "I5")
    assert "нет данных" in words(page, "I6")
    charts = page.root.xpath("//svg[@role='img']")
    assert len(charts) == 6
    for chart in charts:
        ids = chart.get("aria-labelledby").split()
        assert all(page.root.xpath(f"//*[@id='{name}']")[0].text for name in ids)
        assert not chart.xpath(".//@style")


def test_only_what_fell_or_stands_under_its_target_asks_for_a_measure(weeks: SchoolClient) -> None:
    page = weeks.page(INDICATORS)
    assert asked(page) == ["I2", "I4"]
    assert "Ниже цели, срок которой наступил." in words(page, "I2")
    assert "Стало меньше, чем было." in words(page, "I4")


def test_families_are_never_pressed(begin_after: Callable[[Deed], SchoolClient]) -> None:
    def fewer_pupils(client: SchoolClient) -> None:
        keep_weeks(client, {"I1": [200, 190], "I2": [18, 18]})

    told = words(begin_after(fewer_pupils).page(INDICATORS), "I1")
    assert "Участие семей добровольное" in told
    assert "Какая мера" not in told
    assert "Что предложим семьям" in told


def test_measures_and_the_conclusion_are_kept_by_one_button(weeks: SchoolClient) -> None:
    done = save(
        weeks,
        {
            "text-I4": "Совещание с классными руководителями",
            "due-I4": "2023-10-30",
            "worker-I4": "Омарова З. И.",
            "conclusion": "Сообщений стало меньше, проведём совещание.",
            "received": "2023-10-30",
        },
    )
    assert "Вывод и меры недели сохранены." in done.main
    assert not done.faults
    assert "Вывод недели не написан" not in done.main
    page = weeks.page(SECOND)
    values = page.values(page.form_to(SECOND))
    assert values["text-I4"] == "Совещание с классными руководителями"
    assert values["due-I4"] == "2023-10-30"
    assert values["conclusion"] == "Сообщений стало меньше, проведём совещание."


def test_the_last_measure_is_offered(weeks: SchoolClient) -> None:
    save(weeks, {"text-I4": "Совещание"})
    keep_weeks(weeks, {"I4": [12, 9, None, 7]})
    page = weeks.page(f"{INDICATORS}/2023-11-06")
    assert "В прошлый раз: «Совещание»" in words(page, "I4")
    offered = page.root.xpath("//datalist[@id='measures-I4']/option/@value")
    assert offered[0] == "Совещание"


def test_a_measure_without_its_text_is_taken_back(weeks: SchoolClient) -> None:
    save(weeks, {"text-I4": "Совещание"})
    assert not save(weeks, {"text-I4": ""}).faults
    page = weeks.page(SECOND)
    assert page.values(page.form_to(SECOND))["text-I4"] == ""


def test_all_faults_are_told_at_once_beside_their_fields_and_nothing_is_kept(weeks: SchoolClient) -> None:
    refused = save(
        weeks, {"text-I4": "", "worker-I4": "Омарова З. И.", "conclusion": "Вывод", "received": "2099-01-01"}
    )
    assert len(refused.faults) == 2
    assert refused.beside("text-I4")
    assert refused.beside("received")
    page = weeks.page(SECOND)
    assert page.values(page.form_to(SECOND))["conclusion"] == ""
    wrong = save(weeks, {"due-I4": "31.02.2023", "text-I4": "Совещание"})
    assert wrong.beside("due-I4")


def test_in_vacations_a_fall_asks_for_nothing_and_a_person_may_say_otherwise(
    begin_after: Callable[[Deed], SchoolClient],
) -> None:
    def three_weeks(client: SchoolClient) -> None:
        keep_weeks(client, {"I4": [12, 12, 3], "I2": [18, 18, 18]})

    client, path = begin_after(three_weeks), f"{INDICATORS}/2023-10-30"
    page = client.page(path)
    assert not asked(page)
    assert "Каникулы" in words(page, "I4")
    values = page.values(page.form_to(path))
    assert values.pop("vacation") == "y"
    client.send(path, values)
    assert "I4" in asked(client.page(path))
    again = client.page(path)
    client.send(path, again.values(again.form_to(path)), {"vacation": "y"})
    assert not asked(client.page(path))


def test_after_vacations_it_is_said_by_which_week_a_fall_is_judged(begin_after: Callable[[Deed], SchoolClient]) -> None:
    def four_weeks(client: SchoolClient) -> None:
        keep_weeks(client, {"I4": [12, 12, 3, 9]})

    page = begin_after(four_weeks).page(f"{INDICATORS}/2023-11-06")
    assert "выросло на 6 учителей" in words(page, "I4")
    assert "Стало меньше, чем до каникул: 23.10.2023 было 12 чел." in words(page, "I4")
    assert "3 сообщения за неделю: стало меньше, чем до каникул." in page.main


@pytest.mark.parametrize("path", ["2099-01-05", "вчера", "2023-13-01", "0001-01-01"])
def test_a_week_that_is_none_has_no_page(demonstration: SchoolClient, path: str) -> None:
    assert demonstration.get(f"{INDICATORS}/{path}").status_code == 404


def test_any_day_of_a_week_leads_to_it(weeks: SchoolClient) -> None:
    assert "9 чел." in words(weeks.page(f"{INDICATORS}?week=2023-10-26"), "I4")


def test_a_number_says_where_it_comes_from_and_that_it_was_corrected(weeks: SchoolClient) -> None:
    assert "Введено вручную" in words(weeks.page(SECOND), "I4")
    keep_weeks(weeks, {"I4": [11]}, date(2023, 10, 23), reason="Управление уточнило")
    told = weeks.page(SECOND)
    assert "11 чел." in words(told, "I4")
    assert "Исправлено" in words(told, "I4")
    assert [link for link in told.links() if link.endswith("weeks/2023-10-23#history-I4")]


def test_the_table_tells_the_same_as_the_charts(weeks: SchoolClient) -> None:
    rows = weeks.page(INDICATORS).root.xpath("//table[contains(@class, 'indicator-all')]/tbody/tr")
    assert len(rows) == 2
    (fell,) = [
        row
        for row in weeks.page(INDICATORS).root.xpath("//table[contains(@class, 'indicator-table')]/tbody/tr")
        if "3 сообщения" in row.text_content()
    ]
    assert "−3" in fell.text_content()
    told = [" ".join(cell.text_content().split()) for cell in rows[0].xpath("td")]
    assert told[:6] == ["203 чел.", "18 чел.", "12 чел.", "9 чел.", "5 чел.", "нет данных"]


MAX = "max-2026"


def section(page: Page) -> list[str]:
    """Where «Показатели» of the navigation leads."""
    found = page.root.xpath("//nav[@aria-label='Разделы']//a")
    return [str(link.get("href")) for link in found if link.text_content().strip() == "Показатели"]


def test_what_the_act_before_counted_is_drawn_apart(begin_after: Callable[[Deed], SchoolClient]) -> None:
    def both(client: SchoolClient) -> None:
        assign(client, MAX, "2026-12-01")
        keep_weeks(client, {"I2": [18, 20], "I4": [9, 9]}, date(2026, 9, 7))
        keep_weeks(client, {"M1": [60, 64], "M2": [40, 38]}, date(2026, 10, 5), MAX, "percent")

    client = begin_after(both)
    page = client.page(f"/acts/{MAX}/indicators")
    assert section(page) == [f"/acts/{MAX}/indicators"]
    assert "38 %" in words(page, "M2")
    assert "▼ снизилось на 2 процентных пункта (с 40 до 38 %)" in words(page, "M2")
    broken = [found for found in page.root.xpath("//svg/desc/text()") if "считают иначе" in found]
    continued = [each for each in find_pack(MAX).indicator_set.indicators if each.continues]  # type: ignore[union-attr]
    assert len(broken) == sum(each.id in {"M1", "M2"} for each in continued) > 0
    assert "64 %" not in client.page(INDICATORS).main


def test_an_act_without_indicators_has_no_page_and_leads_to_one_that_has(three_acts: SchoolClient) -> None:
    none = three_acts.page(f"/acts/{REQUIREMENTS}/indicators")
    assert none.status == 404
    assert section(three_acts.page(f"/acts/{REQUIREMENTS}")) == [INDICATORS]
    assert section(three_acts.page("/school")) == [INDICATORS]
    keep_weeks(three_acts, {"I4": [12, 9]})
    for path in (INDICATORS, SECOND, f"{INDICATORS}/weeks/2023-10-23", f"{INDICATORS}/import"):
        acts = three_acts.page(path).root.xpath("//nav[@aria-label='Акты']//a/@href")
        assert [three_acts.page(str(act)).status for act in acts] == [200] * 3


def test_of_an_ended_act_weeks_are_read_and_not_changed(weeks: SchoolClient) -> None:
    change(weeks, PACK_ID, "close")
    page = weeks.page(SECOND)
    assert "9 чел." in words(page, "I4")
    assert not page.root.xpath(f"//form[@action='{SECOND}']")
    assert "Что сделать сейчас" not in page.main


def test_two_people_who_conclude_a_week_at_once_do_not_write_over_one_another(weeks: SchoolClient) -> None:
    shown = weeks.page(SECOND)
    old = shown.values(shown.form_to(SECOND))
    save(weeks, {"text-I4": "Совещание"})
    refused = weeks.send(SECOND, old, {"text-I4": "Обучение"})
    assert "данные изменились" in refused.main
    assert "Какая мера?" in refused.main
    kept = weeks.page(SECOND)
    assert kept.values(kept.form_to(SECOND))["text-I4"] == "Совещание"


def test_of_seventy_weeks_the_table_shows_the_last_and_says_where_the_others_are(
    begin_after: Callable[[Deed], SchoolClient],
) -> None:
    def long(client: SchoolClient) -> None:
        keep_weeks(client, {"I2": [18] * 70})

    page = begin_after(long).page(INDICATORS)
    assert len(page.root.xpath("//table[contains(@class, 'indicator-all')]/tbody/tr")) == 60
    assert "Более ранние — в выборе недели сверху." in page.main
    assert "2023-10-16" in page.root.xpath("//select[@id='week']/option/@value")


def test_a_conclusion_and_a_measure_written_at_the_same_time_are_both_kept(weeks: SchoolClient) -> None:
    first, second = weeks.page(SECOND), weeks.page(SECOND)
    weeks.send(SECOND, second.values(second.form_to(SECOND)), {"text-I4": "Совещание"})
    done = weeks.send(SECOND, first.values(first.form_to(SECOND)), {"conclusion": "Сообщений стало меньше."})
    assert not done.faults
    page = weeks.page(SECOND)
    values = page.values(page.form_to(SECOND))
    assert (values["text-I4"], values["conclusion"]) == ("Совещание", "Сообщений стало меньше.")
    assert "Ничего не изменилось." in save(weeks, {}).main


def test_two_who_name_a_measure_of_one_indicator_are_told_and_the_other_measures_stay(weeks: SchoolClient) -> None:
    first, second = weeks.page(SECOND), weeks.page(SECOND)
    weeks.send(SECOND, second.values(second.form_to(SECOND)), {"text-I4": "Совещание", "text-I2": "Беседа"})
    told = weeks.send(SECOND, first.values(first.form_to(SECOND)), {"text-I4": "Приказ"})
    assert [fault.partition(" — ")[0] for fault in told.faults] == ["Мера, 3 сообщения за неделю: теперь «Совещание»"]
    again = weeks.send(SECOND, told.values(told.form_to(SECOND)))
    assert not again.faults
    values = again.values(again.form_to(SECOND))
    assert (values["text-I4"], values["text-I2"]) == ("Приказ", "Беседа")
