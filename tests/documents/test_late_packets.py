"""A packet of another year than its act: the missed deadline, papers named by day and number, what has aged."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from sferum_docs.directives.legal_acts import acts_in_force
from sferum_docs.documents.requests.named_papers import names_paper
from sferum_docs.documents.requests.packet_warnings import months_old, packet_warnings
from sferum_docs.documents.requests.proposals import packet_questions
from sferum_docs.documents.requests.request import read_request, request_record
from sferum_docs.documents.requests.reuse import load_last_request
from sferum_docs.packs.reader import load_pack
from sferum_docs.reading.records import Record
from sferum_docs.services.packs.choose import PACKS

if TYPE_CHECKING:
    from sferum_docs.documents.requests.packet_request import PacketRequest
    from sferum_docs.reading.faults import Fault

PACK = load_pack(PACKS / "sferum-2023")
LATE, IN_TIME = date(2026, 11, 30), date(2023, 10, 16)
LATE_QUESTIONS = {"отменяемый_приказ", "причина_опоздания"}


def read(day: date, documents: list[str], answers: dict[str, Any] | None = None) -> tuple[PacketRequest, list[Fault]]:
    record = Record({"date": day.isoformat(), "documents": documents, "answers": answers or {}}, "", [])
    request = read_request(record, PACK)
    assert request is not None
    return request, record.faults


def told(day: date, documents: list[str], answers: dict[str, Any] | None = None) -> list[str]:
    return [fault.code for fault in packet_warnings(read(day, documents, answers)[0], PACK, day, (), ())]


@pytest.mark.parametrize("document", ["D05", "D12", "D25", "D01", "D08"])
def test_a_missed_deadline_is_told_of_every_packet_that_touches_its_clause(document: str) -> None:
    spec = PACK.by_id[document]
    touches = any(field.limit or field.late for field in spec.fields)
    assert ("deadline_passed" in told(LATE, [document])) is touches
    assert "deadline_passed" not in told(IN_TIME, [document])


def test_the_deadline_is_named_with_its_clause_and_its_day() -> None:
    warnings = packet_warnings(read(LATE, ["D01", "D05"])[0], PACK, LATE, (), ())
    (missed,) = [fault.sentence() for fault in warnings if fault.code == "deadline_passed"]
    assert "Срок п. 1.2 постановления (20.10.2023) пропущен: дата приказа 30.11.2026." in missed.replace("\xa0", " ")


@pytest.mark.parametrize("last_day", [date(2023, 10, 20), date(2023, 10, 23)])
def test_a_late_order_is_asked_for_its_forerunner_and_the_reason(last_day: date) -> None:
    asked = packet_questions(PACK, last_day, ("D05", "D19"))
    keys = [item.field.key for items in asked.values() for item in items]
    assert [key for key in keys if key in LATE_QUESTIONS] == (
        ["отменяемый_приказ", "причина_опоздания"] if last_day > date(2023, 10, 20) else []
    )


def test_the_forerunner_is_asked_once_and_repealed_by_the_order_that_can() -> None:
    paper = "от 25.10.2023 № 58-ОД"
    request, faults = read(LATE, ["D02", "D05", "D18", "D19"], {"D02": {"отменяемый_приказ": paper}})
    assert faults == []
    assert {request.answers[name]["отменяемый_приказ"] for name in ("D02", "D05", "D18", "D19")} == {paper}


PAPERS = [
    ("от 01.09.2022 № 45-ОД", True),
    ("№ 154 от 16.10.2023", True),
    ("от 1 сентября 2022 г. № 12", True),
    ("№ б/н от 01.09.2022", True),
    ("протокол от 13.10.2023 № 1, протокол от 12.10.2023 № 2", True),
    ("приказ N 45/2 от 01/09/2022", True),
    ("абракадабра", False),
    ("№ 45", False),
    ("от 01.09.2022", False),
    ("от 31.02.2022 № 4", False),
    ("от 01.09.22 № 4", False),
    ("от 01.09.2022 № ____", False),
]


@pytest.mark.parametrize(("text", "is_paper"), PAPERS)
def test_a_paper_is_named_by_its_day_and_its_number(text: str, is_paper: bool) -> None:
    assert names_paper(text) is is_paper


NAMED = [(spec.id, field.key) for spec in PACK.documents for field in spec.fields if field.names_paper]


@pytest.mark.parametrize(("document", "key"), NAMED)
def test_every_question_for_a_paper_refuses_what_is_none(document: str, key: str) -> None:
    assert {"отменяемый_приказ", "приказ_комиссии", "на_письмо", "протокол_педсовета"} <= {name for _id, name in NAMED}
    faults = read(LATE, [document], {document: {key: "абракадабра"}})[1]
    assert [(fault.place, fault.code) for fault in faults] == [(f"answers.{document}.{key}", "not_a_paper")]
    assert read(LATE, [document], {document: {key: "от 25.10.2023 № 5"}})[1] == []
    ahead = read(LATE, [document], {document: {key: "от 25.10.2029 № 5"}})[1]
    assert [fault.code for fault in ahead] == ["paper_ahead"]


def test_an_answer_kept_from_before_is_shown_again_to_be_mended() -> None:
    request, _faults = read(IN_TIME, ["D02"], {"D02": {"отменяемый_приказ": "приказ прошлого года"}})
    last = load_last_request(request_record(request), PACK)
    assert last is not None
    assert last.answers["D02"]["отменяемый_приказ"] == "приказ прошлого года"


@pytest.mark.parametrize(
    ("text", "months"),
    [
        ("март 2023 года", 44),
        ("1 марта 2023 г.", 44),
        ("15.03.2023", 44),
        ("03.2023", 44),
        ("ноябрь 2026 года", 0),
        ("май 2027 года", -6),
        ("прошлый год", None),
        ("13.2023", None),
        ("", None),
    ],
)
def test_the_age_of_a_list(text: str, months: int | None) -> None:
    assert months_old(text, LATE) == months


@pytest.mark.parametrize(
    ("day", "written", "code"),
    [
        (IN_TIME, None, None),
        (LATE, None, "list_aged"),
        (LATE, "октябрь 2026 года", None),
        (IN_TIME, "ноябрь 2023 года", "list_ahead"),
    ],
)
def test_a_list_that_has_aged_is_told_before_it_is_printed(day: date, written: str | None, code: str | None) -> None:
    answers = {"D04": {"перечень_на": written}} if written else {}
    found = {name for name in told(day, ["D04"], answers) if name.startswith("list_")}
    assert found == ({code} if code else set())


def test_what_has_changed_since_the_pack_was_made_is_told_from_its_day_on() -> None:
    assert [told(day, ["D22"]).count("pack_notice") for day in (IN_TIME, date(2025, 3, 3), LATE)] == [0, 1, 4]
    told_late = PACK.notices_on(LATE)
    for words in ("328-ФЗ", "41-ФЗ", "156-ФЗ", "МАХ"):
        assert any(words in item.text for item in told_late), words
    assert all(item.source for item in told_late), "each says where it is known from"
    (platform,) = [item.text for item in PACK.notices_on(LATE) if "МАХ" in item.text]
    assert "VK Мессенджер" in platform


def test_no_template_of_any_year_names_the_messenger_of_the_first_one() -> None:
    sources = sorted((PACKS / "sferum-2023" / "sources").glob("*.txt"))
    assert sources
    assert [path.stem for path in sources if "VK" in path.read_text(encoding="utf-8")] == []


def test_grounds_follow_the_day_of_the_order_and_say_what_they_are_called() -> None:
    cited = {
        day.year: [name for name in PACK.by_id["D03"].acts if name in acts_in_force(PACK.acts, day)]
        for day in (IN_TIME, date(2025, 10, 1), LATE)
    }
    assert cited == {2023: ["1241"], 2025: ["1241", "156-фз"], 2026: ["1241-2026", "156-фз"]}
    for act in PACK.acts:
        assert "«" in act.citation, f"{act.id}: an act is cited with its title"
        assert act.name, act.id


def test_grounds_that_nobody_checked_are_named_to_the_person() -> None:
    warnings = packet_warnings(read(LATE, ["D04", "D22"])[0], PACK, LATE, (), ())
    (unchecked,) = [fault.sentence() for fault in warnings if fault.code == "acts_unchecked"]
    assert "41-ФЗ (D04)" in unchecked
    assert "acts_unchecked" not in told(LATE, ["D22"])


def test_what_is_proposed_of_a_list_follows_the_day() -> None:
    proposed = [read(day, ["D04"])[0].answers["D04"]["разрешённые"] for day in (IN_TIME, LATE)]
    assert ["VK Мессенджер" in str(item) for item in proposed] == [True, False]
