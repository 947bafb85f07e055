"""Papers of a school that keeps its figures: what they print, when they are outdated, what stays as it was signed."""

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest
from flask import Flask

from sferum_docs.docengine import plain_text
from sferum_docs.documents.making.generate import MadeDocument
from sferum_docs.documents.registering.status import PaperState
from sferum_docs.indicators.reports.corrections import corrections
from sferum_docs.indicators.series import Analysis, Value
from sferum_docs.reading.records import Record
from sferum_docs.services.documents.issued import document_bytes, find_document
from sferum_docs.services.documents.listing import listed_documents
from sferum_docs.services.documents.mark_papers import mark_papers
from sferum_docs.services.documents.verify import Against, verify_file
from sferum_docs.services.documents.verify import PaperState as Found
from sferum_docs.services.indicators.concluding import keep_week
from sferum_docs.services.indicators.figures import figures_of
from sferum_docs.services.indicators.signed import signed_papers, signed_weeks
from sferum_docs.services.indicators.values import keep_values
from sferum_docs.services.indicators.week_papers import make_week_paper
from sferum_docs.services.packet.make import make_packet, prepare
from sferum_docs.services.packet.plan import read_asked
from sferum_docs.services.packs.of_school import school_pack
from sferum_docs.services.register.entries.void import void
from sferum_docs.services.register.lists.change_registers import save_register
from sferum_docs.services.register.lists.listing import find_entry, waiting
from sferum_docs.services.register.lists.registers import registers_of
from sferum_docs.services.register.register import register_document
from sferum_docs.services.register.registration import RegistrationDetails
from sferum_docs.services.school.save import find_school, save_school
from sferum_docs.store.audit import Actor
from sferum_docs.store.documents.issued import IssuedDocument
from tests.builders import PACK_ID, a_school
from tests.registering import BY
from tests.services.test_verify import edited

FIRST, SECOND = date(2023, 10, 16), date(2023, 10, 23)
TODAY = date(2023, 11, 3)
NOW = Actor("Исаева Ш. А.", datetime(2023, 11, 3, tzinfo=UTC))


@pytest.fixture
def school(app: Flask) -> int:
    assert app
    return save_school(None, a_school(), BY, act=PACK_ID)


def pack_of(school: int) -> Any:
    return school_pack(school, PACK_ID, TODAY)


def know(school: int, week: date, *, reason: str = "", **amounts: int) -> None:
    told = tuple(Value(key, week, Decimal(amount)) for key, amount in amounts.items())
    keep_values(school, pack_of(school), told, NOW, today=TODAY, reason=reason)


def made(school: int, document: str, **answers: object) -> IssuedDocument:
    told = {"date": "2023-10-16", "documents": [document], "answers": {document: answers}}
    asked = read_asked(Record(told, "", []), a_school(), pack_of(school))
    assert asked is not None
    return make_packet(school, PACK_ID, asked, NOW)[0]


def report(school: int, week: date = SECOND) -> IssuedDocument:
    return made(school, "D15", неделя=week.isoformat(), дата_данных="2023-10-27")


def cells(document: IssuedDocument) -> str:
    return "|".join(plain_text(document_bytes(document))).replace("\N{NO-BREAK SPACE}", " ")


def why(school: int) -> list[str]:
    known = find_school(school)
    assert known is not None
    return [reason.words for item in listed_documents(school, known, pack_of(school)) for reason in item.reasons]


def outgoing(school: int, *kinds: str) -> None:
    save_register(school, replace(registers_of(school)["R02"], kinds=kinds), NOW)


def signed(paper: IssuedDocument) -> None:
    mark_papers(paper.school_id, [paper.id], PaperState.SIGNED, TODAY, "", NOW)


def test_a_report_prints_both_weeks_and_what_has_changed(school: int) -> None:
    know(school, FIRST, I4=11)
    know(school, SECOND, I4=12)
    assert "|11|12|+1|" in cells(report(school))


def test_without_figures_a_report_is_the_blank_form_and_keeps_none(school: int) -> None:
    paper = report(school)
    assert ("figures" in paper.data, "+1" in cells(paper)) == (False, False)


def test_an_order_that_only_names_the_indicators_keeps_no_figures(school: int) -> None:
    know(school, FIRST, I4=11)
    assert "figures" not in made(school, "D07").data


def test_a_draft_is_outdated_when_a_figure_that_it_prints_is_corrected(school: int) -> None:
    know(school, FIRST, I4=11)
    know(school, SECOND, I4=12)
    report(school)
    assert why(school) == []
    know(school, date(2023, 10, 30), I4=1)
    assert why(school) == []  # a later week is none of its matter
    know(school, SECOND, I4=13, reason="ошибка в сводке")
    assert why(school) == ["числа показателей"]


def test_a_report_is_made_again_from_what_it_keeps_whatever_was_corrected_since(school: int) -> None:
    know(school, FIRST, I4=11)
    know(school, SECOND, I4=12)
    paper = report(school)
    know(school, SECOND, I4=13, reason="ошибка в сводке")
    verdict = verify_file(school, edited(document_bytes(paper)))
    assert (verdict.state, verdict.against) == (Found.RESAVED, Against.REMADE)


def test_a_week_is_signed_for_by_its_report_or_by_a_journal_that_tells_of_it(school: int) -> None:
    outgoing(school, "письмо")
    know(school, FIRST, I4=11)
    know(school, SECOND, I4=12)
    paper = report(school)
    assert signed_weeks(school, pack_of(school)) == set()
    signed(paper)
    assert signed_weeks(school, pack_of(school)) == {SECOND}
    signed(made(school, "D16", недель=16))
    assert signed_weeks(school, pack_of(school)) == {FIRST, SECOND}
    later = replace(NOW, at=datetime(2023, 11, 3, 10, tzinfo=UTC))
    mark_papers(school, [paper.id], PaperState.NONE, TODAY, "", later)
    assert signed_weeks(school, pack_of(school)) == {FIRST, SECOND}


def paper_of(school: int, which: str, monday: date, by: Actor = NOW) -> IssuedDocument:
    known, pack = find_school(school), pack_of(school)
    assert known is not None
    return make_week_paper(school, known, pack, pack.by_id[which], monday, by, None)[0]


def answers(paper: IssuedDocument) -> Any:
    return paper.data["packet"]["answers"][paper.document]


def conclude(school: int, week: date, conclusion: str = "Растёт.", received: date | None = None) -> None:
    keep_week(school, pack_of(school), (), Analysis(week, conclusion, received, "сводка района"), NOW, today=TODAY)


def test_a_report_is_made_with_its_week_its_day_and_its_source(school: int) -> None:
    made(school, "D07")
    know(school, FIRST, I4=11)
    know(school, SECOND, I4=12)
    conclude(school, SECOND, received=date(2023, 10, 27))
    paper = paper_of(school, "D15", SECOND)
    assert (paper.order_date, answers(paper)) == (
        date(2023, 10, 16),
        {"неделя": "2023-10-23", "дата_данных": "2023-10-27", "источник": "сводка района"},
    )
    assert "Вывод и предложения: Растёт." in cells(paper)


def test_figures_that_came_on_a_day_nobody_told_are_dated_by_the_day_of_the_report(school: int) -> None:
    know(school, SECOND, I4=12)
    assert answers(paper_of(school, "D15", SECOND))["дата_данных"] == "2023-11-03"


def test_a_week_before_any_order_has_its_report_as_well(school: int) -> None:
    made(school, "D07")
    know(school, FIRST, I4=11)
    assert "за неделю с 16.10.2023 по 22.10.2023" in cells(paper_of(school, "D15", FIRST))


def test_a_journal_made_again_says_the_same_rows_and_one_more(school: int) -> None:
    made(school, "D07")
    know(school, FIRST, I4=11)
    conclude(school, FIRST, "Начало.")
    before = plain_text(document_bytes(paper_of(school, "D16", FIRST)))
    know(school, SECOND, I4=12)
    conclude(school, SECOND, "Рост.")
    after = plain_text(document_bytes(paper_of(school, "D16", SECOND)))
    assert len(before) == len(after)
    assert [line for line, now in zip(before, after, strict=True) if line != now] == [
        "",
        "",
    ]  # the number and the conclusion


def test_a_journal_that_is_full_is_followed_by_another(school: int) -> None:
    made(school, "D07")
    week = date(2024, 11, 4)
    later = replace(NOW, at=datetime(2024, 11, 15, tzinfo=UTC))
    keep_values(school, pack_of(school), (Value("I4", week, Decimal(5)),), later, today=later.at.date())
    paper = paper_of(school, "D16", week, later)
    assert paper.order_date == date(2024, 10, 14)
    assert "04.11.2024" in cells(paper)


def test_a_note_proposes_sentences_of_what_is_known(school: int) -> None:
    made(school, "D07")
    know(school, FIRST, I4=11, I3=9, I8=40)
    know(school, SECOND, I4=10, I3=12, I8=40)
    said = answers(paper_of(school, "D17", SECOND))
    plain = {key: value.replace("\N{NO-BREAK SPACE}", " ") for key, value in said.items() if isinstance(value, str)}
    assert plain["лучшие"] == "Создали групповые чаты: выросло на 3 учителя (с 9 до 12)."
    assert plain["отстающие"] == "3 сообщения за неделю: снизилось на 1 учителя (с 11 до 10)."
    assert (said["период_с"], said["период_по"]) == ("2023-10-16", "2023-10-29")


def test_without_figures_papers_of_a_week_are_blank_forms(school: int) -> None:
    made(school, "D07")
    for which in ("D15", "D16", "D17"):
        paper = paper_of(school, which, SECOND)
        assert "figures" not in paper.data
        assert not answers(paper).get("лучшие")


def test_a_signed_report_keeps_its_numbers_and_it_is_said_what_was_corrected(school: int) -> None:
    outgoing(school, "письмо")
    know(school, SECOND, I4=12)
    paper = report(school)
    signed(paper)
    know(school, SECOND, I4=13, I5=4, reason="ошибка в сводке")
    (known,) = signed_papers(school, pack_of(school))
    assert known.told is not None
    found = corrections(known.told.figures, figures_of(school, pack_of(school)), known.told_weeks)
    assert [each.words.replace("\N{NO-BREAK SPACE}", " ") for each in found] == [
        "«3 сообщения за неделю» — было 12, исправлено на 13 (ошибка в сводке)",
        "«10 сообщений за неделю» — числа не было, внесено 4",
    ]
    assert "|12|" in cells(paper)


def test_a_row_that_was_signed_stays_and_the_next_printing_says_what_was_corrected(school: int) -> None:
    made(school, "D07")
    know(school, FIRST, I4=21)
    conclude(school, FIRST, "Начало.")
    signed(paper_of(school, "D16", FIRST))
    know(school, FIRST, I4=25, reason="уточнение района")
    know(school, SECOND, I4=22)
    text = cells(paper_of(school, "D16", SECOND))
    assert ("|21|" in text, "|25|" in text, "|22|" in text) == (True, False, True)
    told = "неделя с 16.10.2023: «3 сообщения за неделю» — было 21, исправлено на 25 (уточнение района)"
    assert f"После подписи исправлено: {told}." in text


def test_figures_kept_while_a_paper_is_made_stand_in_it(school: int, monkeypatch: pytest.MonkeyPatch) -> None:
    know(school, SECOND, I4=21)
    first = iter([True])

    def slowly(*asked: Any) -> tuple[MadeDocument, ...]:
        prepared = prepare(*asked)
        if next(first, False):
            know(school, SECOND, I4=22, reason="ошибка в сводке")
        return prepared

    monkeypatch.setattr("sferum_docs.services.packet.make.prepare", slowly)
    assert "|22|" in cells(report(school))


def test_a_report_is_registered_days_after_its_week_and_keeps_its_figures(school: int) -> None:
    know(school, FIRST, I4=11)
    know(school, SECOND, I4=12)
    draft = paper_of(school, "D15", SECOND)
    know(school, SECOND, I4=13, reason="ошибка в сводке")
    entry = register_document(school, draft.id, RegistrationDetails(date(2023, 11, 3)), NOW)
    assert entry.document_id is not None
    paper = find_document(school, entry.document_id)
    assert paper is not None
    assert "|11|12|+1|" in cells(paper)
    assert signed_weeks(school, pack_of(school)) == {SECOND}
    (known,) = signed_papers(school, pack_of(school))
    assert (known.number, known.document.id) == (entry.number, paper.id)
    void(school, entry.id, "ошибка", NOW)
    assert signed_weeks(school, pack_of(school)) == set()


def registered(draft: IssuedDocument, day: date = TODAY) -> Any:
    return register_document(draft.school_id, draft.id, RegistrationDetails(day), NOW)


def waits(school: int) -> list[int]:
    return [item.document.id for item in waiting(school)]


def test_the_report_of_the_next_week_leaves_that_of_the_last_in_force(school: int) -> None:
    first, second = report(school, FIRST), report(school, SECOND)
    assert waits(school) == [second.id, first.id]
    registered(second)
    assert waits(school) == [first.id]
    registered(first)
    assert waits(school) == []
    assert signed_weeks(school, pack_of(school)) == {FIRST, SECOND}


def test_a_report_made_anew_of_a_registered_week_takes_the_place_of_that_one_alone(school: int) -> None:
    know(school, FIRST, I4=11)
    entries = [registered(report(school, FIRST)), registered(report(school, SECOND))]
    know(school, FIRST, I4=12, reason="уточнение района")
    again = report(school, FIRST)
    (row,) = waiting(school)
    assert (row.document.id, row.former and row.former.number) == (again.id, entries[0].number)
    registered(again)
    kept = [find_entry(school, item.id) for item in entries]
    assert [item and bool(item.repealed_by_id) for item in kept] == [True, False]
    assert signed_weeks(school, pack_of(school)) == {FIRST, SECOND}


def test_a_report_signed_before_reports_were_registered_stays_signed_and_waits_for_no_number(school: int) -> None:
    outgoing(school, "письмо")
    paper = report(school, FIRST)
    signed(paper)
    outgoing(school, "письмо", "отчёт")
    assert signed_weeks(school, pack_of(school)) == {FIRST}
    assert waits(school) == []
    mark_papers(school, [paper.id], PaperState.NONE, TODAY, "", replace(NOW, at=datetime(2023, 11, 3, 10, tzinfo=UTC)))
    assert waits(school) == [paper.id]
    registered(paper)
    assert signed_weeks(school, pack_of(school)) == {FIRST}
