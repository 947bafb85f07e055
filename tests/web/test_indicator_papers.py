"""Papers of a week from the page of indicators: made at one press, signed, and told of when a number is corrected."""

import re
from collections.abc import Callable
from datetime import date
from decimal import Decimal

import pytest

from sferum_docs.indicators.series import Value
from sferum_docs.services.indicators.values import keep_values
from sferum_docs.services.packs.of_school import school_pack
from tests.builders import BY, PACK_ID, SCHOOL_ID
from tests.edited import text_of
from tests.web.conftest import Deed
from tests.web.indicator_weeks import TODAY, keep_weeks, two_weeks
from tests.web.pages import ACT, Page, SchoolClient

WEEK = f"{ACT}/indicators/2023-10-23"


@pytest.fixture
def weeks(begin_after: Callable[[Deed], SchoolClient]) -> SchoolClient:
    return begin_after(two_weeks)


def press(client: SchoolClient, document: str, week: str = WEEK) -> Page:
    page, path = client.page(week), f"{week}/papers/{document}"
    return client.send(path, page.values(page.form_to(path)), {})


def correct(client: SchoolClient) -> None:
    """A late correction of the second week."""
    value = Value("I4", date(2023, 10, 23), Decimal(10), reason="ошибка в сводке")
    with client.application.app_context():
        keep_values(SCHOOL_ID, school_pack(SCHOOL_ID, PACK_ID, TODAY), [value], BY, today=TODAY)


def said(page: Page) -> str:
    return page.main.replace("\N{NO-BREAK SPACE}", " ")


def test_the_three_papers_of_a_week_are_made_at_one_press_each(weeks: SchoolClient) -> None:
    for document, kind in (("D15", "отчёт"), ("D16", "журнал"), ("D17", "справка")):
        made = press(weeks, document)
        assert "Документ составлен: черновик, версия 1" in said(made), made.main
        assert kind in made.main
    assert "Отчёт за неделю составлен, версия 1: открыть её" in said(weeks.page(WEEK))


def test_a_signed_report_says_on_both_pages_what_was_corrected_since(weeks: SchoolClient) -> None:
    draft = press(weeks, "D15").response.request.path.rpartition("/")[2]
    page = weeks.page(f"/register/new?document={draft}")
    assert "отчёт за неделю с 23.10.2023 по 29.10.2023" in said(page)
    sent = page.values()
    assert (sent["documents"], sent[f"addressee-{draft}"]) == (draft, "Начальнику МКУ «Управление образования»")
    done = weeks.send("/register/new", sent, {f"addressee-{draft}": "МКУ «Управление образования»"})
    assert "Зарегистрирован" in done.title
    paper = weeks.page(WEEK).root.xpath("//section[@aria-labelledby='papers-title']//a[.='подписан']/@href")[0]
    address = weeks.page(paper).response.request.path
    assert "Подписан с прежними числами" not in weeks.page(address).main
    correct(weeks)
    told = "«3 сообщения за неделю» — было 9, исправлено на 10 (ошибка в сводке)"
    assert f"Подписан с прежними числами: {told}." in said(weeks.page(WEEK))
    assert f"неделя с 23.10.2023: {told}" in said(weeks.page(address))


def test_a_paper_that_the_set_does_not_name_is_no_page(weeks: SchoolClient) -> None:
    page = weeks.page(WEEK)
    answer = weeks.post(f"{WEEK}/papers/D01", data=page.values(page.form_to(f"{WEEK}/papers/D15")))
    assert answer.status_code == 404


def test_a_note_opens_with_sentences_and_what_a_person_writes_stays(weeks: SchoolClient) -> None:
    address = f"{ACT}/packet/D17"
    page = weeks.page(address)
    (best,) = page.root.xpath("//textarea[@name='answers-D17-лучшие']/text()")
    assert "Создали групповые чаты: выросло на 2" in best.replace("\N{NO-BREAK SPACE}", " ")
    sent = page.values(page.form_to(address))
    own = weeks.send(address, sent, {"answers-D17-лучшие": "Всё хорошо.", "answers-D17-отстающие": ""})
    assert own.root.xpath("normalize-space(//textarea[@name='answers-D17-лучшие'])") == "Всё хорошо."
    (behind,) = own.root.xpath("//textarea[@name='answers-D17-отстающие']/text()")
    assert "3 сообщения за неделю: снизилось на 3" in behind.replace("\N{NO-BREAK SPACE}", " ")


def test_before_anything_is_ordered_journal_and_note_tell_of_every_week_that_has_figures(client: SchoolClient) -> None:
    keep_weeks(client, {"I2": [14, 15, 17], "I4": [8, 9, 11]})
    week = f"{ACT}/indicators/2023-10-30"
    for document in ("D15", "D16"):  # the report is first, as people make it, and counts no week anew
        journal = press(client, document, week)
    assert "16.10.2023 — 22.10.2023 14 8" in words(client, journal)
    assert "начат 16.10.2023" in words(client, journal)
    note = words(client, press(client, "D17", week))
    assert "с 16.10.2023 по 05.11.2023" in note
    assert "Учителей всего: выросло на 3 учителя (с 14 до 17)" in note


def words(client: SchoolClient, page: Page) -> str:
    """The text of the document that a page shows."""
    xml = text_of(client.get(f"{page.response.request.path}/file").data).replace("</w:p>", " ")
    return " ".join(re.sub("<[^>]+>", "", xml).split()).replace("\N{NO-BREAK SPACE}", " ")
