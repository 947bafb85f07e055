"""A note with charts that comes back: what was changed of its numbers is told, what is hostile refused."""

from __future__ import annotations

import io
import zipfile
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from sferum_docs.indicators.series import Value
from sferum_docs.reading.faults import FaultsError
from sferum_docs.services.documents import verify_telling
from sferum_docs.services.documents.issued import document_bytes
from sferum_docs.services.documents.return_document import differences_of, return_document
from sferum_docs.services.documents.verify import Against, PaperState, Verdict, verify_file
from sferum_docs.services.indicators.values import keep_values
from sferum_docs.services.school.save import save_school
from sferum_docs.services.templates.change import upload_template
from sferum_docs.services.templates.report import report_of
from sferum_docs.services.templates.versions import find_state
from tests.builders import PACK_ID, a_school
from tests.docengine.charts import CHART, changed, in_book, replaced
from tests.edited import shipped
from tests.office_files import schema_faults
from tests.registering import BY
from tests.services.test_indicator_papers import NOW, TODAY, made, pack_of
from tests.services.test_verify import edited

if TYPE_CHECKING:
    import docx.document
    from flask import Flask

    from sferum_docs.store.documents.issued import IssuedDocument

WEEKS = (date(2023, 10, 16), date(2023, 10, 23))


@pytest.fixture
def note(app: Flask) -> IssuedDocument:
    """The note of two weeks of a school, with a chart of its teachers."""
    assert app
    school = save_school(None, a_school(), BY, act=PACK_ID)
    told = tuple(Value("I4", week, Decimal(amount), base=40) for week, amount in zip(WEEKS, (11, 13), strict=True))
    keep_values(school, pack_of(school), told, NOW, today=TODAY)
    return made(school, "D17", период_с="2023-10-16", период_по="2023-10-29")


def of_file(note: IssuedDocument, content: bytes) -> Verdict:
    return verify_file(note.school_id, content)


def said(verdict: Verdict) -> str:
    return "\n".join(verify_telling.as_lines(verdict))


def test_the_note_is_a_sound_file_with_its_shares_in_a_chart(note: IssuedDocument) -> None:
    content = document_bytes(note)
    assert schema_faults(content) == []
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        chart = archive.read(CHART).decode()
    assert "<c:v>27.5</c:v>" in chart
    assert "<c:v>32.5</c:v>" in chart


def test_a_note_saved_by_another_program_is_the_same(note: IssuedDocument) -> None:
    verdict = of_file(note, edited(document_bytes(note)))
    assert (verdict.state, verdict.against) == (PaperState.RESAVED, Against.REMADE)


def test_a_number_changed_in_the_chart_is_shown(note: IssuedDocument) -> None:
    verdict = of_file(note, changed(document_bytes(note), CHART, replaced("<c:v>32.5<", "<c:v>92.5<")))
    assert verdict.state is PaperState.CHANGED
    ((was, now),) = [(item.was, item.now) for item in verdict.differences]
    assert was.endswith("23.10 — 32,5")
    assert now.endswith("23.10 — 92,5")


def test_a_number_changed_behind_the_chart_is_told(note: IssuedDocument) -> None:
    verdict = of_file(note, in_book(document_bytes(note), "xl/worksheets/sheet1.xml", "<v>32.5<", "<v>92.5<"))
    assert verdict.state is PaperState.LOOK
    assert "таблица чисел за диаграммой" in said(verdict)
    assert "не изменён" not in said(verdict)


FORMULA = ("xl/worksheets/sheet1.xml", "<v>32.5</v>", "<f>1+1</f><v>32.5</v>")


def test_a_table_with_formulas_behind_the_chart_is_refused_as_a_version(note: IssuedDocument) -> None:
    hostile = in_book(document_bytes(note), *FORMULA)
    verdict = of_file(note, hostile)
    assert verdict.state is PaperState.LOOK
    assert any("не простая таблица" in text for text in verdict.unread)
    with pytest.raises(FaultsError) as refused:
        return_document(note.school_id, note.id, hostile, NOW)
    assert [item.code for item in refused.value.faults] == ["bad_template"]
    assert "формулы" in str(refused.value.faults[0].sentence())


def test_a_note_whose_chart_was_corrected_in_word_comes_back_as_a_version(note: IssuedDocument) -> None:
    def corrected(content: bytes) -> bytes:
        shown = changed(content, CHART, replaced("<c:v>32.5<", "<c:v>35<"))
        return in_book(shown, "xl/worksheets/sheet1.xml", "<v>32.5<", "<v>35<")

    kept = return_document(note.school_id, note.id, corrected(document_bytes(note)), NOW)
    (difference,) = differences_of(note.school_id, kept)
    assert (difference.part, kept.version) == ("диаграмма", note.version + 1)


def uploaded(note: IssuedDocument, content: bytes) -> list[str]:
    """What the report of an uploaded template has against it."""
    number = upload_template(note.school_id, PACK_ID, "D17", content, "справка.docx", "правка", NOW)
    state = find_state(note.school_id, PACK_ID, "D17", TODAY)
    assert state is not None
    version = state.version(number)
    assert version is not None
    return [item.message() for item in report_of(note.school_id, state, version).findings if item.severity == "error"]


def test_a_finished_note_is_no_template_and_its_chart_says_why(note: IssuedDocument) -> None:
    assert any("тег диаграммы из словаря тегов" in fault for fault in uploaded(note, document_bytes(note)))


def test_a_template_with_words_beside_its_chart_is_told_where(note: IssuedDocument) -> None:
    def beside(document: docx.document.Document) -> None:
        next(item for item in document.paragraphs if "рисунок.график" in item.text).add_run(" по неделям")

    (fault,) = uploaded(note, edited(shipped("D17"), beside))
    assert "абзац" in fault
    assert "Рядом: текст" in fault
