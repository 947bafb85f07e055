"""Papers of a school that keeps its figures: what they print, when they are outdated, what stays as it was signed."""

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest
from flask import Flask

from sferum_docs.docengine import plain_text
from sferum_docs.documents.registering.status import PaperState
from sferum_docs.indicators.series import Value
from sferum_docs.reading.records import Record
from sferum_docs.services.documents.issued import document_bytes
from sferum_docs.services.documents.listing import listed_documents
from sferum_docs.services.documents.mark_papers import mark_papers
from sferum_docs.services.documents.verify import Against, verify_file
from sferum_docs.services.documents.verify import PaperState as Found
from sferum_docs.services.indicators.signed import signed_weeks
from sferum_docs.services.indicators.values import keep_values
from sferum_docs.services.packet.make import make_packet
from sferum_docs.services.packet.plan import read_asked
from sferum_docs.services.packs.choose import school_pack
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
