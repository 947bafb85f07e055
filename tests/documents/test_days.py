"""The days of one packet: in step with each other, with the calendar, with the chats."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from sferum_docs.documents.requests.packet_request import PacketRequest
from sferum_docs.documents.requests.packet_warnings import day_warnings
from sferum_docs.documents.requests.request import read_request
from sferum_docs.packs.reader import load_pack
from sferum_docs.reading.faults import Fault
from sferum_docs.reading.records import Record
from sferum_docs.services.packs.choose import PACKS
from tests.builders import a_chat

PACK = load_pack(PACKS / "sferum-2023")
LONG_AGO = date(2000, 1, 1)


def read(answers: dict[str, Any], documents: list[str] | None = None) -> tuple[PacketRequest | None, list[Fault]]:
    wanted = {"documents": documents} if documents else {"preset": "full"}
    record = Record({"date": "2023-10-16", "answers": answers, **wanted}, "", [])
    return read_request(record, PACK), record.faults


def asked(day: date = date(2023, 10, 16), **answers: dict[str, Any]) -> PacketRequest:
    record = Record({"date": day.isoformat(), "documents": ["D03", "D04"], "answers": answers}, "", [])
    request = read_request(record, PACK)
    assert request is not None
    return request


def warned(request: PacketRequest, today: date = LONG_AGO, **more: Any) -> list[tuple[str, str]]:
    found = day_warnings(request, PACK, today, more.get("days_off", ()), more.get("chats", ()))
    assert all(fault.warning for fault in found)
    return [(fault.place, fault.code) for fault in found]


BREAKS = [
    # the later day, the earlier it breaks with
    ("D03", "срок_коллектив", "2023-10-25", "D03", "срок_классы", "2023-10-24"),
    ("D03", "дата_перехода", "2023-10-30", "D03", "срок_коллектив", "2023-10-25"),
    ("D03", "срок_классы", "2023-11-10", "D04", "срок_закрытия", "2023-11-09"),
    ("D04", "срок_закрытия", "2023-12-10", "D03", "срок_удаления", "2023-12-09"),
    ("D06", "дата_1", "2023-12-10", "D06", "дата_2", "2023-12-09"),
    ("D17", "период_с", "2023-12-10", "D17", "период_по", "2023-12-09"),
    ("D17", "период_по", "2023-12-10", "D17", "дата_справки", "2023-12-09"),
    ("D13", "дата_проверки", "2023-10-20", "D13", "дата_письма", "2023-10-19"),
]


@pytest.mark.parametrize(("first", "key", "day", "second", "other_key", "other_day"), BREAKS)
def test_days_out_of_step_are_a_fault_that_names_both_places(
    first: str, key: str, day: str, second: str, other_key: str, other_day: str
) -> None:
    answers: dict[str, Any] = {first: {key: day}}
    answers.setdefault(second, {})[other_key] = other_day
    label = next(field.label for field in PACK.by_id[first].fields if field.key == key)
    told = [(fault.place, fault.sentence()) for fault in read(answers)[1] if fault.code == "day_too_early"]
    found = [sentence for place, sentence in told if place == f"answers.{second}.{other_key}"]
    assert any(sentence.startswith(f"{second} «") and f"{first} «{label}»" in sentence for sentence in found)


def test_the_same_day_is_in_step() -> None:
    same = {"срок_структуры": "2023-10-20", "срок_коллектив": "2023-10-20", "срок_классы": "2023-10-20"}
    assert read({"D03": same})[1] == []


@pytest.mark.parametrize("key", ["дата_перехода", "срок_структуры", "срок_коллектив", "срок_классы", "срок_удаления"])
@pytest.mark.parametrize("day", ["2023-10-17", "2023-12-29"])
def test_proposals_make_room_for_the_one_day_that_was_answered(key: str, day: str) -> None:
    request, faults = read({"D03": {key: day}})
    assert faults == []
    assert request is not None
    assert request.answers["D03"][key] == date.fromisoformat(day)
    order = ("дата_перехода", "срок_структуры", "срок_коллектив", "срок_классы", "срок_удаления")
    days = [request.answers["D03"][name] for name in order]
    assert days == sorted(days, key=str)


def test_a_question_is_held_to_its_owner_though_the_owner_is_not_made() -> None:
    # D09 asks both days for D03, which is not in the packet
    faults = read({"D09": {"срок_классы": "2023-10-20", "срок_удаления": "2023-10-19"}}, ["D09"])[1]
    assert [fault.place for fault in faults] == ["answers.D09.срок_удаления"]


def test_two_documents_that_ask_the_same_may_not_be_answered_in_two_ways() -> None:
    answers = {"D08": {"срок_классы": "2023-11-10"}, "D09": {"срок_классы": "2023-11-13"}}
    faults = read(answers, ["D08", "D09"])[1]
    assert [(fault.place, fault.code) for fault in faults] == [("answers.D09.срок_классы", "answers_differ")]
    assert "13.11.2023, а в другом документе того же комплекта 10.11.2023" in faults[0].sentence()
    one, none = read({"D09": {"срок_классы": "2023-11-13"}}, ["D08", "D09"])
    assert none == []
    assert one is not None
    assert one.answers["D08"]["срок_классы"] == date(2023, 11, 13)


def test_a_packet_in_order_is_not_warned_of() -> None:
    assert warned(asked(), date(2023, 10, 16)) == []


def test_an_order_of_a_day_off_and_a_deadline_on_one_are_pointed_out() -> None:
    request = asked(date(2023, 10, 21), D03={"срок_удаления": "2023-11-19"})
    assert warned(request) == [("date", "order_day_off"), ("answers.D03.срок_удаления", "day_off")]
    (_order, deadline) = day_warnings(request, PACK, LONG_AGO, (), ())
    assert (
        deadline.sentence() == "D03, «Удалить прежние чаты до»: 19.11.2023 — нерабочий день. Лучше назначить рабочий."
    )


def test_a_regional_holiday_is_a_day_off_here_as_well() -> None:
    request = asked(date(2024, 6, 14), D03={"дата_перехода": "2024-06-17"})
    assert warned(request) == []
    assert ("answers.D03.дата_перехода", "day_off") in warned(request, days_off={date(2024, 6, 17)})


def test_a_typed_deadline_that_has_passed_says_which_a_proposed_one_that_the_order_is_old() -> None:
    found = warned(asked(D03={"срок_структуры": "2023-10-19"}), date(2023, 10, 24))
    assert found == [("date", "order_passed"), ("answers.D03.срок_структуры", "day_passed")]
    (order, _typed) = day_warnings(asked(D03={"срок_структуры": "2023-10-19"}), PACK, date(2023, 10, 24), (), ())
    assert "Дата приказа 16.10.2023 прошла (сегодня 24.10.2023), а с нею и сроки" in order.sentence()


def test_a_day_that_is_no_deadline_may_lie_in_the_past() -> None:
    record = Record({"date": "2023-10-16", "documents": ["D17"], "answers": {}}, "", [])
    request = read_request(record, PACK)
    assert request is not None
    assert warned(request, date(2024, 1, 1)) == [("date", "order_passed")]


@pytest.mark.parametrize(
    ("due", "codes"),
    [
        (date(2023, 10, 12), ["chat_due_early"]),
        (date(2023, 10, 16), []),
        (date(2023, 10, 30), []),
        (date(2023, 10, 31), ["chat_due_late"]),
        (None, []),
    ],
)
def test_a_chat_keeps_within_the_days_of_the_order(due: date | None, codes: list[str]) -> None:
    chats = (a_chat("Педагоги", due=due),)
    assert [code for _place, code in warned(asked(), chats=chats)] == codes
    for fault in day_warnings(asked(), PACK, LONG_AGO, (), chats):
        assert "Чат «Педагоги»" in fault.sentence()


def test_the_earliest_closing_day_counts_for_the_chats() -> None:
    request = asked(D04={"срок_закрытия": "2023-11-15"}, D03={"срок_удаления": "2023-12-01"})
    assert warned(request, chats=(a_chat(due=date(2023, 11, 1)),)) == [("chats", "chat_due_late")]
    none = replace(request, answers={})
    assert warned(none, chats=(a_chat(due=date(2023, 11, 1)),)) == []
