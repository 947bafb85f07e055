from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest
from flask import Flask

from sferum_docs.documents.making.templates import original_template
from sferum_docs.documents.requests.packet_request import PacketRequest
from sferum_docs.reading.faults import FaultsError
from sferum_docs.services.documents.issued import newest_documents
from sferum_docs.services.installation.audit import Actor
from sferum_docs.services.packet.demonstration import load_demonstration
from sferum_docs.services.packet.make import make_packet
from sferum_docs.services.packet.plan import plan_packet
from sferum_docs.services.packs.add_document import add_document
from sferum_docs.services.packs.of_school import pack_for, school_pack, unfit_documents
from sferum_docs.services.register.lists.change_registers import add_register, close_register
from sferum_docs.services.register.lists.registers import registers_of
from sferum_docs.services.school.save import find_school, save_school
from sferum_docs.services.templates.change import (
    activate_template,
    restore_document,
    upload_template,
    withdraw_document,
)
from sferum_docs.services.templates.report import report_of
from sferum_docs.services.templates.versions import find_state
from sferum_docs.store.audit import lines
from sferum_docs.store.database import writing
from sferum_docs.store.documents import templates
from tests.builders import PACK_ID, SCHOOL_ID, a_school
from tests.edited import edited, misspelt, shipped, without_clause
from tests.services.test_obligations import sheet

pytestmark = pytest.mark.usefixtures("app")
BY = Actor("Исаева Зара", datetime(2026, 11, 23, 9, 0, tzinfo=UTC))
TODAY = date(2026, 11, 23)
QUESTION = {"key": "первый_анализ", "kind": "date", "label": "Первый анализ", "default": {"working_days": 5}}
OTHERS = [
    {"key": "день_анализа", "kind": "text", "label": "День", "default": "пятницам"},
    {"key": "час_анализа", "kind": "text", "label": "Час", "default": "15:00"},
]


def described(**changes: Any) -> dict[str, Any]:
    known = {
        "title": "Об анализе показателей",
        "kind": "приказ",
        "carries_out": ["1.8"],
        "supports": ["1.3"],
        "fields": [QUESTION, *OTHERS],
    }
    return {**known, **changes}


def added(data: bytes | None = None, school_id: int = SCHOOL_ID, **changes: Any) -> str:
    template = shipped("D07") if data is None else data
    document = add_document(school_id, PACK_ID, described(**changes), template, "анализ.docx", BY)
    activate_template(school_id, PACK_ID, document, 1, TODAY, "так решил директор", BY)
    return document


def codes(caught: pytest.ExceptionInfo[FaultsError]) -> list[tuple[str, str]]:
    return [(fault.code, fault.place) for fault in caught.value.faults]


@pytest.fixture
def _school(app: Flask) -> None:
    assert app
    load_demonstration(BY, PACK_ID)


@pytest.mark.usefixtures("_school")
def test_an_added_document_is_in_the_pack_with_its_question_and_its_template() -> None:
    document = added()
    spec = school_pack(SCHOOL_ID, PACK_ID, TODAY).by_id[document]
    assert (spec.id, spec.carries_out, spec.fields[0].key) == ("S01", ("1.8",), "первый_анализ")
    state = find_state(SCHOOL_ID, PACK_ID, document, TODAY)
    assert state is not None
    assert state.in_force is not None
    assert (state.number, state.in_force.file_name) == (1, "анализ.docx")
    assert lines(SCHOOL_ID, "document.added")[0].details == {"document": "S01"}


@pytest.mark.usefixtures("_school")
def test_a_new_document_waits_for_a_decision_like_every_version() -> None:
    document = add_document(SCHOOL_ID, PACK_ID, described(), shipped("D07"), "анализ.docx", BY)
    assert document not in school_pack(SCHOOL_ID, PACK_ID, TODAY).by_id
    state = find_state(SCHOOL_ID, PACK_ID, document, TODAY)
    assert state is not None
    assert state.in_force is None
    (version,) = state.versions
    assert report_of(SCHOOL_ID, state, version).readable


@pytest.mark.usefixtures("_school")
def test_an_added_document_asks_its_question_and_is_made_with_the_answer() -> None:
    document = added()
    school, pack = find_school(SCHOOL_ID), school_pack(SCHOOL_ID, PACK_ID, TODAY)
    assert school is not None
    planned = {item.spec.id: item for item in plan_packet(school, pack, TODAY, [document]).documents}
    assert [item.field.label for item in planned[document].questions] == ["Первый анализ", "День", "Час"]
    asked = PacketRequest(
        TODAY,
        (document,),
        {document: {"первый_анализ": date(2026, 12, 7), "день_анализа": "пятницам", "час_анализа": "15:00"}},
    )
    (made,) = make_packet(SCHOOL_ID, PACK_ID, asked, BY)
    assert made.document == document
    assert "1.8" in made.paragraphs


@pytest.mark.usefixtures("_school")
def test_an_added_document_is_withdrawn_and_what_was_made_of_it_stays() -> None:
    document = added()
    answers: dict[str, Any] = {
        "первый_анализ": date(2026, 12, 7),
        "день_анализа": "пятницам",
        "час_анализа": "15:00",
    }
    (made,) = make_packet(SCHOOL_ID, PACK_ID, PacketRequest(TODAY, (document,), {document: answers}), BY)
    withdraw_document(SCHOOL_ID, PACK_ID, document, "приказ отменён", BY)
    assert document not in school_pack(SCHOOL_ID, PACK_ID, TODAY).by_id
    assert made.sha256 in {item.sha256 for item in newest_documents(SCHOOL_ID, PACK_ID)}
    assert lines(SCHOOL_ID, "document.withdrawn")[0].details["reason"] == "приказ отменён"
    state = find_state(SCHOOL_ID, PACK_ID, document, TODAY)
    assert state is not None
    assert state.withdrawn
    number = upload_template(SCHOOL_ID, PACK_ID, document, shipped("D07"), "анализ.docx", "", BY)
    activate_template(SCHOOL_ID, PACK_ID, document, number, TODAY, "снова нужен", BY)
    assert document in school_pack(SCHOOL_ID, PACK_ID, TODAY).by_id


@pytest.mark.usefixtures("_school")
def test_a_withdrawn_document_comes_back_as_it_was_with_a_trace() -> None:
    document = added()
    newer = upload_template(SCHOOL_ID, PACK_ID, document, spaced(shipped("D07")), "новая.docx", "", BY)
    activate_template(SCHOOL_ID, PACK_ID, document, newer, TODAY, "так решил директор", BY)
    waiting = upload_template(SCHOOL_ID, PACK_ID, document, spaced(shipped("D07"), 2), "ждёт.docx", "", BY)
    before = original_template(school_pack(SCHOOL_ID, PACK_ID, TODAY).by_id[document])
    withdraw_document(SCHOOL_ID, PACK_ID, document, "приказ отменён", at(10))
    assert restore_document(SCHOOL_ID, PACK_ID, document, at(11)) == newer
    assert original_template(school_pack(SCHOOL_ID, PACK_ID, TODAY).by_id[document]) == before
    state = find_state(SCHOOL_ID, PACK_ID, document, TODAY)
    assert state is not None
    assert waiting != state.number
    assert lines(SCHOOL_ID, "document.restored")[0].details == {"document": document, "version": newer}
    with pytest.raises(FaultsError) as caught:
        restore_document(SCHOOL_ID, PACK_ID, document, BY)
    assert [fault.code for fault in caught.value.faults] == ["document_not_withdrawn"]


@pytest.mark.usefixtures("_school")
def test_a_document_comes_back_as_often_as_it_is_withdrawn() -> None:
    document = added()
    for hour in (10, 12):
        withdraw_document(SCHOOL_ID, PACK_ID, document, "", at(hour))
        assert document not in school_pack(SCHOOL_ID, PACK_ID, TODAY).by_id
        assert restore_document(SCHOOL_ID, PACK_ID, document, at(hour + 1)) == 1
        assert document in school_pack(SCHOOL_ID, PACK_ID, TODAY).by_id


@pytest.mark.usefixtures("_school")
def test_a_document_that_was_withdrawn_before_it_came_waits_for_its_decision_again() -> None:
    document = add_document(SCHOOL_ID, PACK_ID, described(), shipped("D07"), "анализ.docx", BY)
    withdraw_document(SCHOOL_ID, PACK_ID, document, "", at(10))
    assert restore_document(SCHOOL_ID, PACK_ID, document, at(11)) is None
    assert document not in school_pack(SCHOOL_ID, PACK_ID, TODAY).by_id
    activate_template(SCHOOL_ID, PACK_ID, document, 2, TODAY, "так решил директор", at(12))
    assert document in school_pack(SCHOOL_ID, PACK_ID, TODAY).by_id


def spaced(data: bytes, times: int = 1) -> bytes:
    """The same words, other bytes."""
    return edited(data, lambda xml: xml.replace("<w:body>", "<w:body>" + "<w:p/>" * times, 1))


def at(hour: int) -> Actor:
    """The same person, later that day."""
    return replace(BY, at=BY.at.replace(hour=hour))


@pytest.mark.usefixtures("_school")
def test_a_school_does_not_see_the_documents_of_another() -> None:
    other = save_school(None, a_school(short_name="Другая"), BY)
    assert [added(), added(school_id=other)] == ["S01", "S01"]
    added(title="Ещё один")
    assert "S02" in pack_for(SCHOOL_ID, PACK_ID).by_id
    assert "S02" not in pack_for(other, PACK_ID).by_id


@pytest.mark.parametrize(
    ("changes", "code", "place"),
    [
        ({"title": ""}, "empty", "title"),
        ({"carries_out": ["1.99"]}, "unknown_clause", "carries_out"),
        ({"supports": ["1.8"]}, "carries_and_supports", "supports"),
        ({"fields": [{**QUESTION, "key": "срок отчёта"}]}, "bad_key", "fields[срок отчёта].key"),
        ({"fields": [{**QUESTION, "key": "дата"}]}, "reserved_key", "fields[дата].key"),
        ({"fields": [QUESTION, QUESTION]}, "duplicate_id", "fields[первый_анализ]"),
        ({"fields": [{**QUESTION, "default": {"working_days": "скоро"}}]}, "not_a_number",
         "fields[первый_анализ].default.working_days"),
        ({"fields": [{**QUESTION, "label": ""}]}, "empty", "fields[первый_анализ].label"),
    ],
)  # fmt: skip
@pytest.mark.usefixtures("_school")
def test_a_wrong_description_is_refused_with_its_place(changes: dict[str, Any], code: str, place: str) -> None:
    with pytest.raises(FaultsError) as caught:
        added(**changes)
    assert (code, place) in codes(caught)
    assert templates.own_documents(SCHOOL_ID, "sferum-2023") == ()


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "docx_empty"),
        (b"%PDF-1.7", "bad_template"),
        (misspelt(shipped("D07")), "bad_template"),
        (
            edited(shipped("D07"), lambda xml: xml.replace("документ.первый_анализ", "документ.последний_анализ")),
            "bad_template",
        ),
        (without_clause(shipped("D07"), r"п_1_8\w*"), "clause_without_paragraph"),
    ],
    ids=["empty", "PDF", "misspelt", "unknown question", "no bookmark"],
)
@pytest.mark.usefixtures("_school")
def test_a_template_that_would_not_do_is_refused_and_nothing_is_kept(data: bytes, code: str) -> None:
    with pytest.raises(FaultsError) as caught:
        added(data)
    assert codes(caught)[0] == (code, "file")
    assert "S01" not in pack_for(SCHOOL_ID, PACK_ID).by_id


@pytest.mark.usefixtures("_school")
def test_a_document_of_a_register_of_the_school_must_print_its_number() -> None:
    plain = {"title": "О выдаче ключей", "kind": "ведомость", "carries_out": [], "supports": [], "fields": []}
    first = next(iter(registers_of(SCHOOL_ID).values()))
    book = replace(first, id="", title="Журнал ведомостей", short="Ведомости", kinds=("ведомость",), profile_mask="")
    made = add_register(SCHOOL_ID, book, BY)
    with pytest.raises(FaultsError) as caught:
        add_document(SCHOOL_ID, PACK_ID, plain, sheet("Ведомость выдачи ключей"), "ключи.docx", BY)
    assert "документ.номер" in " ".join(fault.message() for fault in caught.value.faults)
    close_register(SCHOOL_ID, made.id, BY)
    assert add_document(SCHOOL_ID, PACK_ID, plain, sheet("Ведомость выдачи ключей"), "ключи.docx", BY) == "S01"


@pytest.mark.usefixtures("_school")
def test_a_document_that_no_longer_fits_the_pack_is_left_out_and_named() -> None:
    with writing() as session:
        templates.add_own_document(session, SCHOOL_ID, "sferum-2023", {**described(carries_out=["9"]), "id": "S01"}, BY)
    assert "S01" not in school_pack(SCHOOL_ID, PACK_ID, TODAY).by_id
    assert unfit_documents(SCHOOL_ID, PACK_ID) == ("S01",)
