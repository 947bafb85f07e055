"""Papers of a week from the page of indicators: made at one press, signed, and told of when a number is corrected."""

from collections.abc import Callable

import pytest

from tests.web.conftest import Deed
from tests.web.indicator_weeks import keep_weeks, two_weeks
from tests.web.pages import ACT, Page, SchoolClient

WEEK = f"{ACT}/indicators/2023-10-23"


@pytest.fixture
def weeks(begin_after: Callable[[Deed], SchoolClient]) -> SchoolClient:
    return begin_after(two_weeks)


def press(client: SchoolClient, document: str, week: str = WEEK) -> Page:
    page, path = client.page(week), f"{week}/papers/{document}"
    return client.send(path, page.values(page.form_to(path)), {})


def said(page: Page) -> str:
    return page.main.replace("\N{NO-BREAK SPACE}", " ")


def test_the_three_papers_of_a_week_are_made_at_one_press_each(weeks: SchoolClient) -> None:
    for document, kind in (("D15", "отчёт"), ("D16", "журнал"), ("D17", "справка")):
        made = press(weeks, document)
        assert "Документ составлен: черновик, версия 1" in said(made), made.main
        assert kind in made.main
    assert "Отчёт за неделю составлен, версия 1: открыть." in said(weeks.page(WEEK))


def test_a_signed_report_says_on_both_pages_what_was_corrected_since(weeks: SchoolClient) -> None:
    report = press(weeks, "D15")
    report = weeks.send("/papers/mark", report.values(report.form_to("/papers/mark")), {"state": "signed"})
    assert "Подписан с прежними числами" not in report.main
    keep_weeks(weeks, {"I4": [None, 10]}, reason="ошибка в сводке")
    told = "I4 было 9, исправлено на 10 (ошибка в сводке)"
    assert f"Подписан с прежними числами: {told}." in said(weeks.page(WEEK))
    number = report.url.rpartition("/")[2] if hasattr(report, "url") else "1"
    assert told in said(weeks.page(f"/documents/{number}"))


def test_a_paper_that_the_set_does_not_name_is_no_page(weeks: SchoolClient) -> None:
    page = weeks.page(WEEK)
    answer = weeks.post(f"{WEEK}/papers/D01", data=page.values(page.form_to(f"{WEEK}/papers/D15")))
    assert answer.status_code == 404
