from datetime import date
from typing import Any

import pytest

from sferum_docs.documents.making.file_names import file_name
from sferum_docs.documents.requests.packet_request import PacketRequest
from sferum_docs.documents.requests.proposals import questions
from sferum_docs.documents.requests.request import read_request, request_record
from sferum_docs.packs.reader import load_pack
from sferum_docs.reading.faults import Fault
from sferum_docs.reading.records import Record
from sferum_docs.reading.typography import no_break
from sferum_docs.services.packs.choose import PACKS

PACK = load_pack(PACKS / "sferum-2023")
DAY = date(2023, 10, 16)


def read(**packet: Any) -> tuple[PacketRequest | None, list[Fault]]:
    record = Record({"date": "2023-10-16", "preset": "full", **packet}, "", [])
    return read_request(record, PACK), record.faults


def codes(faults: list[Fault]) -> list[tuple[str, str]]:
    return [(fault.place, fault.code) for fault in faults]


def defaults(document: str, day: date) -> dict[str, tuple[Any, str]]:
    return {item.field.key: (item.default, item.reason) for item in questions(PACK.by_id[document], PACK, day)}


def test_a_default_day_comes_with_its_reason() -> None:
    found = defaults("D05", DAY)
    assert found["срок_регистрации"] == (
        date(2023, 10, 18),
        "2 рабочих дня до срока п.\N{NO-BREAK SPACE}1.2 (20.10.2023)",
    )
    assert found["срок_активации"] == (date(2023, 10, 17), "1 рабочий день от даты приказа")
    assert found["дней_новым"] == (3, "")


def test_after_the_deadline_a_near_day_is_proposed_and_the_reason_says_so() -> None:
    day, reason = defaults("D05", date(2026, 11, 23))["срок_регистрации"]
    assert day == date(2026, 11, 26)
    assert "прошёл" in reason


def test_what_is_not_answered_takes_its_default() -> None:
    request, faults = read()
    assert faults == []
    assert request is not None
    assert request.answers["D05"]["срок_регистрации"] == date(2023, 10, 18)
    assert request.answers["D20"]["приказ"] is None
    assert "WhatsApp" in str(request.answers["D04"]["перечень"])


@pytest.mark.parametrize(
    ("packet", "place", "code"),
    [
        ({"date": "2023-10-12"}, "date", "before_directive"),
        ({"date": ""}, "date", "empty"),
        ({"date": "9999-12-31"}, "date", "too_late"),
        ({"date": "31.02.2024"}, "date", "bad_date"),
        ({"preset": "большой"}, "preset", "not_a_choice"),
        ({"documents": ["D99"]}, "documents", "unknown_document"),
        ({"documents": []}, "documents", "nothing_chosen"),
        ({"answers": {"D05": {"срок_регистрации": "2023-10-23"}}}, "answers.D05.срок_регистрации", "after_deadline"),
        ({"answers": {"D05": {"срок_регистрации": "2023-10-13"}}}, "answers.D05.срок_регистрации", "before_order"),
        ({"answers": {"D05": {"дней_новым": 31}}}, "answers.D05.дней_новым", "out_of_bounds"),
        ({"answers": {"D05": {"дней_новм": 3}}}, "answers.D05.дней_новм", "unknown_key_near"),
        ({"answers": {"D04": {"перечень": " \n "}}}, "answers.D04.перечень", "empty"),
        ({"answers": {"D20": {"приказ": "D12"}}}, "answers.D20.приказ", "unknown_document"),
        ({"answers": {"Z99": {}}}, "answers.Z99", "unknown_key"),
    ],
)
def test_each_fault_of_a_request_is_named_at_its_place(packet: dict[str, Any], place: str, code: str) -> None:
    assert (place, code) in codes(read(**packet)[1])


def test_an_order_after_the_deadline_is_late_and_not_forbidden() -> None:
    request, faults = read(date="2026-11-23", answers={"D05": {"срок_регистрации": "2026-11-25"}})
    assert request is not None
    assert faults == []


def test_a_request_written_down_is_read_back_the_same() -> None:
    request, _faults = read(answers={"D04": {"перечень": "Viber\nTelegram"}})
    assert request is not None
    again = Record(request_record(request), "", [])
    assert read_request(again, PACK) == request
    assert again.faults == []


def test_documents_come_in_signing_order_however_they_are_named() -> None:
    request, _faults = read(documents=["D20", "D02"])
    assert request is not None
    assert request.documents == ("D02", "D20")


def test_file_names_are_readable_and_fit_every_system() -> None:
    names = [file_name(spec, place) for place, spec in enumerate(PACK.documents, start=1)]
    place = list(PACK.by_id).index("D02")
    words = "Приказ О назначении ответственных за использование ИКОП Сферум и ФГИС Моя школа"
    assert names[place] == f"{place + 1:02} {words}.docx"
    assert len(set(names)) == len(names)
    assert not any(set(name) & set('<>:"/\\|?*') for name in names)
    assert max(len(name.encode()) for name in names) < 255


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("№ 262 от 13 октября 2023 г.", "№\u00a0262 от 13\u00a0октября 2023\u00a0г."),
        ("часть 8 статьи 10", "часть\u00a08 статьи\u00a010"),
        ("подпункт «а» пункта 2", "подпункт «а» пункта\u00a02"),
        ("100 % регистрация", "100\u00a0% регистрация"),
        ("5 чатов", "5 чатов"),
    ],
)
def test_a_line_does_not_break_between_a_number_and_its_word(text: str, kept: str) -> None:
    assert no_break(text) == kept


def test_a_day_that_two_documents_ask_is_asked_once_and_answered_alike() -> None:
    asked = {"D03": {"срок_классы": "2023-11-10"}}
    request, faults = read(preset="standard", answers=asked)
    assert faults == []
    assert request is not None
    assert request.answers["D09"]["срок_классы"] == date(2023, 11, 10)
    alone = [item.field.key for item in questions(PACK.by_id["D09"], PACK, DAY, ("D09",))]
    together = [item.field.key for item in questions(PACK.by_id["D09"], PACK, DAY, ("D03", "D09"))]
    assert "срок_классы" in alone
    assert "срок_классы" not in together


@pytest.mark.parametrize(
    ("key", "asked_by", "also_in"),
    [
        ("срок_классы", "D03", ("D01", "D08", "D09")),
        ("срок_удаления", "D03", ("D01", "D04", "D08", "D09")),
        ("срок_закрытия", "D04", ("D01", "D08")),
        ("срок_активации", "D05", ("D01", "D08")),
        ("срок_ознакомления", "D01", ("D03", "D05", "D08")),
        ("на_дату", "D12", ("D05",)),
        ("первый_анализ", "D07", ("D01", "D08")),
    ],
)
def test_papers_of_one_packet_never_differ_in_a_day(key: str, asked_by: str, also_in: tuple[str, ...]) -> None:
    request, faults = read(answers={asked_by: {key: "2023-10-20"}})
    assert faults == []
    assert request is not None
    assert {request.answers[paper][key] for paper in (asked_by, *also_in)} == {date(2023, 10, 20)}
