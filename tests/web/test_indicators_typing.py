"""A week of indicators typed: eight numbers, last week beside; what cannot be is asked back, corrections say why."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from flask import Flask

from sferum_docs.directives.weekdays import last_full_week
from sferum_docs.schools.model import SchoolKind
from sferum_docs.services.indicators.figures import figures_of
from sferum_docs.services.packs.acts import close_act
from sferum_docs.services.packs.choose import find_pack
from sferum_docs.services.school.save import find_school, save_school
from sferum_docs.services.users.manage import Role
from sferum_docs.web.current import today
from tests.builders import BY, PACK_ID, SCHOOL_ID
from tests.district import SCHOOL_ROLES
from tests.second_acts import MINISTRY, REQUIREMENTS
from tests.web.pages import ACT, Page, SchoolClient
from tests.web.test_access import a_user
from tests.web.test_acts_pages import assign, at_hand, three_acts

__all__ = ["at_hand", "three_acts"]
MAX = "max-2026"

WEEKS = f"{ACT}/indicators/weeks"
FIRST, SECOND = f"{WEEKS}/2023-10-16", f"{WEEKS}/2023-10-23"
KEYS = [indicator.id for indicator in find_pack(PACK_ID).indicator_set.indicators]  # type: ignore[union-attr]


def typed(**amounts: str) -> dict[str, Any]:
    return {name if "_" in name else f"amount-{name}": text for name, text in amounts.items()}


def kept(app: Flask, week: str = FIRST) -> dict[str, str]:
    with app.app_context():
        values = figures_of(SCHOOL_ID, find_pack(PACK_ID)).values
    return {
        each.indicator: str(each.amount) if each.amount is not None else each.state
        for each in values
        if week.endswith(each.week.isoformat())
    }


def field(page: Page, name: str) -> str:
    return str(page.root.get_element_by_id(name).get("value"))


def plain(text: str) -> str:
    return text.replace("\xa0", " ")


def test_eight_numbers_are_typed_and_stand_beside_those_of_the_next_week(
    app: Flask, demonstration: SchoolClient
) -> None:
    numbers = {key: str(20 - place) for place, key in enumerate(KEYS)}
    page = demonstration.fill(FIRST, typed(**numbers) | {"amount-I1": " 1 200 ", "base-I1": "1 300"})
    assert "записано 8 значений" in plain(page.main)
    assert kept(app) == {**numbers, "I1": "1200"}
    beside = demonstration.page(SECOND)
    assert "1200 из 1300" in plain(beside.main)
    assert field(beside, "base-I1") == "1300"  # of how many is offered as the week before
    assert field(beside, "amount-I1") == ""


def test_an_empty_field_is_not_known_and_never_nought(app: Flask, demonstration: SchoolClient) -> None:
    demonstration.fill(FIRST, typed(I1="0", I2="н/д", I3="не подаётся", I4="—"))
    assert kept(app) == {**dict.fromkeys(KEYS, "unknown"), "I1": "0", "I3": "not_applicable"}
    assert "ничего не изменилось" in demonstration.fill(FIRST).main
    assert "записано" not in demonstration.fill(FIRST, typed(I2="5")).faults
    assert kept(app)["I2"] == "5"  # what was lacking comes without a reason


def test_what_was_left_empty_is_not_told_as_written(demonstration: SchoolClient) -> None:
    told = plain(demonstration.fill(FIRST, typed(I2="20", I4="12", I5="н/д")).main)
    assert "по 22.10.2023: записано 2 значения, без данных осталось 6." in told


def test_a_week_without_a_number_is_not_kept(app: Flask, demonstration: SchoolClient) -> None:
    assert demonstration.fill(FIRST).faults == [
        "Не вписано ни одного числа. Впишите хотя бы одно: остальные останутся без данных."
    ]
    assert kept(app) == {}


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("двенадцать", "«двенадцать» — не число"),
        ("12,5 %", "а «12,5 %» — доля. Впишите число людей"),
        ("12,5", "нужно целое число людей"),
        ("-3", "нужно целое число людей"),
        ("1000001", "нужно целое число людей от 0 до 1 000 000"),
        ("9" * 40, "не число"),
        ("=1+1", "не число"),
    ],
)
def test_what_is_no_number_of_people_is_told_beside_its_field_and_nothing_is_lost(
    app: Flask, demonstration: SchoolClient, text: str, told: str
) -> None:
    page = demonstration.fill(FIRST, typed(I1=text, I2="7"))
    assert told.casefold() in plain(page.beside("amount-I1")).casefold()
    assert (field(page, "amount-I1"), field(page, "amount-I2")) == (
        text, "7",
    )  # fmt: skip
    assert kept(app) == {}


def test_a_number_and_not_submitted_cannot_both_be(app: Flask, demonstration: SchoolClient) -> None:
    page = demonstration.fill(FIRST, {"amount-I1": "5", "absent-I1": "y"})
    assert "Укажите либо число" in page.beside("amount-I1")
    page = demonstration.fill(FIRST, {"amount-I1": "5", "base-I1": "много"})
    assert "«много» — не число людей" in page.beside("base-I1")
    assert kept(app) == {}


def test_what_cannot_be_is_asked_back_and_kept_with_its_reason(app: Flask, demonstration: SchoolClient) -> None:
    """Above the base, a pair broken: asked once together; another such number is asked anew."""
    page = demonstration.fill(FIRST, typed(I1="50", I2="5", I4="9") | {"base-I1": "40"})
    told = [plain(fault) for fault in page.faults]
    assert any("50 больше, чем людей всего (40)" in fault for fault in told)
    assert any("9 больше, чем" in fault for fault in told)
    assert kept(app) == {}
    again = demonstration.send(
        FIRST, page.values(page.form_to(FIRST)), {"reason": "так прислал район", "amount-I1": "60"}
    )
    assert any("60 больше, чем людей всего (40)" in plain(fault) for fault in again.faults)
    assert field(again, "reason") == "так прислал район"
    demonstration.send(FIRST, again.values(again.form_to(FIRST)))
    assert (kept(app)["I1"], kept(app)["I4"]) == ("60", "9")
    assert "так прислал район" in demonstration.page(FIRST).main
    assert "ничего не изменилось" in demonstration.fill(FIRST).main  # what was answered is not asked again


def test_a_running_total_that_falls_is_asked_back_between_its_neighbours(
    app: Flask, demonstration: SchoolClient
) -> None:
    demonstration.fill(FIRST, typed(I1="10"))
    page = demonstration.fill(SECOND, typed(I1="8"))
    assert "На неделе с 16.10.2023 было 10, а теперь 8" in plain(page.beside("amount-I1"))
    demonstration.fill(SECOND, typed(I1="12"))
    page = demonstration.fill(FIRST, typed(I1="15"))
    assert "На неделе с 23.10.2023 записано 12, это меньше, чем 15" in plain(page.beside("amount-I1"))
    assert (kept(app)["I1"], kept(app, SECOND)["I1"]) == ("10", "12")


def test_a_correction_asks_why_only_then_and_the_history_tells_who_and_from_what(
    app: Flask, demonstration: SchoolClient
) -> None:
    first = demonstration.fill(FIRST, typed(I1="10", I2="3"))
    assert not first.root.xpath("//*[@id='reason']")
    page = demonstration.fill(FIRST, typed(I1="12", I2=""))
    assert [plain(fault) for fault in page.faults] == [
        f"{_short('I1')}: записано {_was(page, 'I1', '10')}, будет {_was(page, 'I1', '12')}",
        f"{_short('I2')}: записано {_was(page, 'I2', '3')}, будет нет данных",
    ]
    assert kept(app)["I1"] == "10"
    done = demonstration.send(FIRST, page.values(page.form_to(FIRST)), {"reason": "уточнил завуч"})
    assert "исправлено 2 значения" in plain(done.main)
    assert (kept(app)["I1"], kept(app)["I2"]) == ("12", "unknown")
    assert "Показатели недели исправлены" in demonstration.page("/journal").main
    assert "I1, I2" in demonstration.page("/journal").main
    history = demonstration.page(FIRST).root.get_element_by_id("history-I1").text_content()
    assert "уточнил завуч" in history
    assert BY.name in history
    assert plain(history).index("12") < plain(history).index("10")


def _short(key: str) -> str:
    indicator = find_pack(PACK_ID).indicator_set.named(key)  # type: ignore[union-attr]
    assert indicator is not None
    return indicator.short or indicator.name


def _was(page: Page, key: str, number: str) -> str:
    base = field(page, f"base-{key}")
    return f"{number} из {base}" if base else number


def test_what_is_html_in_a_reason_stays_text(demonstration: SchoolClient) -> None:
    demonstration.fill(FIRST, typed(I1="10"))
    page = demonstration.fill(FIRST, typed(I1="11"))
    demonstration.send(FIRST, page.values(page.form_to(FIRST)), {"reason": "<b>жирно</b>"})
    assert "<b>жирно</b>" in demonstration.page(FIRST).root.get_element_by_id("history-I1").text_content()


def test_a_reason_too_long_and_a_form_of_another_week_are_refused(app: Flask, demonstration: SchoolClient) -> None:
    page = demonstration.fill(FIRST, typed(I1="10"), reason="п" * 501)
    assert any("длиннее 500" in plain(fault) for fault in page.faults)
    values = demonstration.page(FIRST).values()
    ahead = last_full_week(today()) + timedelta(days=21)
    refused = demonstration.send(f"{WEEKS}/{ahead}", values, typed(I1="10"))
    assert "ещё не началась" in refused.text
    assert demonstration.post(f"{WEEKS}/2023-10-18", data=values).status_code == 404
    assert kept(app) == {}


@pytest.mark.parametrize(
    ("path", "leads"),
    [
        (WEEKS, ""),
        (f"{WEEKS}?week=2023-10-18", FIRST),
        (f"{WEEKS}?week=18.10.2023", FIRST),
        (f"{WEEKS}?week=никогда", ""),
        (f"{WEEKS}?week=2999-01-01", ""),
        (f"{WEEKS}/2023-10-22", FIRST),
        (f"{WEEKS}/2999-01-04", ""),
        (f"{WEEKS}/9999-12-31", ""),
        (f"{WEEKS}/1999-01-04", ""),
    ],
)
def test_every_day_leads_to_its_week_and_a_day_that_cannot_be_to_the_last_full_one(
    demonstration: SchoolClient, path: str, leads: str
) -> None:
    page = demonstration.page(path)
    assert page.status == 200
    assert page.response.request.path == (leads or f"{WEEKS}/{last_full_week(today())}")


def test_what_is_no_day_is_no_page(demonstration: SchoolClient) -> None:
    for text in ("вчера", "2023-13-45", "0", "2023-10-16x"):
        assert demonstration.get(f"{WEEKS}/{text}").status_code == 404


def test_weeks_of_the_school_year_are_offered_up_to_today(demonstration: SchoolClient) -> None:
    offered = demonstration.page(FIRST).root.xpath("//select[@name='week']/option/@value")
    assert (offered[-1], offered[0], len(offered)) == ("2023-08-28", "2024-08-26", 53)
    demonstration.fill(FIRST, typed(I1="10"))
    offered = demonstration.page(f"{WEEKS}/2025-09-01").root.xpath("//select[@name='week']/option/@value")
    assert (offered[-1], offered[-2]) == ("2023-10-16", "2025-09-01")  # a year before is one choice away
    now = demonstration.page(WEEKS).root.xpath("//select[@name='week']/option/@value")
    assert now[0] == str(last_full_week(today()) + timedelta(days=7))


def test_an_ended_act_shows_its_weeks_and_takes_no_more(app: Flask, demonstration: SchoolClient) -> None:
    demonstration.fill(FIRST, typed(I1="10"))
    values = demonstration.page(FIRST).values()
    with app.app_context():
        close_act(SCHOOL_ID, PACK_ID, BY)
    page = demonstration.page(FIRST)
    assert field(page, "amount-I1") == "10"
    assert "Записать неделю" not in page.main
    refused = demonstration.send(FIRST, values, typed(I1="11"))
    assert "Работа по акту" in refused.text
    assert kept(app)["I1"] == "10"


@pytest.mark.parametrize("role", sorted(SCHOOL_ROLES))
def test_head_secretary_and_administrator_type_a_week(app: Flask, demonstration: SchoolClient, role: Role) -> None:
    assert demonstration.get(FIRST).status_code == 200
    client = a_user(app, role)
    client.fill(FIRST, typed(I1="10"))
    assert kept(app)["I1"] == "10"


def test_two_secretaries_who_type_different_lines_both_are_kept(app: Flask, demonstration: SchoolClient) -> None:
    """Of one line the second is told who was quicker (test_changing); of different lines neither disturbs the other."""
    demonstration.fill(FIRST, typed(I1="10"))
    values = demonstration.page(FIRST).values()
    demonstration.fill(FIRST, typed(I2="4"))
    demonstration.send(FIRST, values, typed(I3="2"))
    assert {key: kept(app)[key] for key in ("I1", "I2", "I3")} == {"I1": "10", "I2": "4", "I3": "2"}


def test_two_who_open_an_empty_week_wipe_nothing_of_each_other(app: Flask, demonstration: SchoolClient) -> None:
    values = demonstration.page(FIRST).values()
    demonstration.fill(FIRST, typed(I1="10", I2="4"))
    demonstration.send(FIRST, values, typed(I3="2"))
    assert {key: kept(app)[key] for key in ("I1", "I2", "I3")} == {"I1": "10", "I2": "4", "I3": "2"}


def test_the_school_gives_the_base_until_a_week_says_another(app: Flask, demonstration: SchoolClient) -> None:
    with app.app_context():
        school = find_school(SCHOOL_ID)
    assert school is not None
    page = demonstration.page(FIRST)
    offered = {field(page, f"base-{key}") for key in KEYS}
    assert str(school.requisites.students) in offered


def test_where_shares_are_counted_a_share_is_typed_and_nothing_is_asked_of_how_many(
    app: Flask, demonstration: SchoolClient
) -> None:
    week = f"/acts/{MAX}/indicators/weeks/2026-10-05"
    assign(demonstration, MAX, "2026-12-01")
    page = demonstration.page(week)
    assert not page.root.xpath("//input[starts-with(@name, 'base-')]")
    assert "100 %" in plain(demonstration.fill(week, {"amount-M1": "100,5"}).beside("amount-M1"))
    demonstration.fill(week, {"amount-M1": "12,5 %", "amount-M2": "10"})
    with app.app_context():
        kept = {each.indicator: (str(each.amount), each.unit) for each in figures_of(SCHOOL_ID, find_pack(MAX)).values}
    assert (kept["M1"], kept["M2"]) == (("12.5", "percent"), ("10", "percent"))
    assert field(demonstration.page(week), "amount-M1") == "12,5 %"
    assert "ничего не изменилось" in demonstration.fill(week).main


def test_a_kindergarten_is_asked_of_what_it_counts_alone(demonstration: SchoolClient) -> None:
    with demonstration.application.app_context():
        school = find_school(SCHOOL_ID)
        assert school is not None
        requisites = replace(school.requisites, kind=SchoolKind.KINDERGARTEN)
        save_school(SCHOOL_ID, replace(school, requisites=requisites), BY)
    shown = demonstration.page(FIRST).root.xpath("//input[starts-with(@name, 'amount-')]/@name")
    assert 0 < len(shown) < len(KEYS)
    assert "amount-I7" not in shown


def test_an_act_without_indicators_has_no_weeks(three_acts: SchoolClient) -> None:
    for path in ("weeks", "weeks/2026-10-05"):
        page = three_acts.page(f"/acts/{REQUIREMENTS}/indicators/{path}")
        assert page.status == 404
        assert "Показателей здесь нет" in page.text


def test_an_indicator_of_another_act_is_typed_and_corrected_whatever_its_sign(
    app: Flask, demonstration: SchoolClient, at_hand: Path
) -> None:
    description = at_hand / MINISTRY / "pack.toml"
    description.write_text(description.read_text(encoding="utf-8").replace('"H1"', '"Охват.1"'), encoding="utf-8")
    assign(demonstration, MINISTRY)
    week = f"/acts/{MINISTRY}/indicators/weeks/2026-10-05"
    demonstration.fill(week, {"amount-Охват.1": "100"})
    page = demonstration.fill(week, {"amount-Охват.1": "110"})
    demonstration.send(week, page.values(page.form_to(week)), {"reason": "пришли новые"})
    assert field(demonstration.page(week), "amount-Охват.1") == "110"
    assert "пришли новые" in demonstration.page(week).main
    assert kept(app) == {}  # of the first act nothing is touched


def test_who_is_told_of_anothers_number_does_not_wipe_the_numbers_beside_it(
    app: Flask, demonstration: SchoolClient
) -> None:
    first, second = demonstration.page(FIRST), demonstration.page(FIRST)
    demonstration.send(FIRST, second.values(second.form_to(FIRST)), typed(I2="20", I3="5"))
    told = demonstration.send(FIRST, first.values(first.form_to(FIRST)), typed(I2="21"))
    assert len(told.faults) == 1
    assert (field(told, "amount-I2"), field(told, "amount-I3")) == ("21", "5")
    demonstration.send(FIRST, told.values(told.form_to(FIRST)), {"reason": "ошибка"})
    assert kept(app)["I2"] == "21"
    assert kept(app)["I3"] == "5"
