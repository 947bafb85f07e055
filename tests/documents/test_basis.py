"""What an earlier document hands on to a new one, and what is remembered of a packet of which a part is made."""

from datetime import date
from typing import Any

import pytest

from sferum_docs.documents.requests.packet_request import PacketRequest
from sferum_docs.documents.requests.request import read_request, request_record
from sferum_docs.documents.requests.reuse import (
    known_documents,
    load_last_request,
    merge_last_request,
    part_of_packet,
    reuse_answers,
    shared_answers,
)
from sferum_docs.packs.reader import load_pack
from sferum_docs.reading.records import Record
from sferum_docs.services.packs.choose import PACKS

PACK = load_pack(PACKS / "sferum-2023")
DAY, LATER = date(2023, 10, 16), date(2023, 10, 18)
PACKET = ("D03", "D08", "D09", "D10", "D04")


def asked(*documents: str, day: date = DAY, **answers: dict[str, Any]) -> PacketRequest:
    record = Record({"date": day.isoformat(), "documents": [*documents], "answers": answers}, "", [])
    request = read_request(record, PACK)
    assert request is not None, record.faults
    assert not record.faults
    return request


def test_texts_are_carried_over_and_proposed_days_are_not() -> None:
    stored = request_record(asked("D04", "D05", D04={"перечень": ["Viber"], "срок_закрытия": "2023-10-20"}))
    basis = reuse_answers(stored, PACK, ["D04"])
    assert basis.answers["D04"]["перечень"] == ("Viber",)
    assert "срок_закрытия" not in basis.answers["D04"]
    assert set(basis.answers) == {"D04"}
    assert reuse_answers(stored, PACK, ["D04"], keep_days=True).answers["D04"]["срок_закрытия"] == "2023-10-20"
    assert known_documents(stored, PACK) == ("D04", "D05")


@pytest.mark.parametrize(
    "stored",
    [None, 5, [], {}, {"answers": 5}, {"answers": {"D04": []}}, {"answers": {"D04": {"перечень": {"a": 1}}}}],
)
def test_what_is_no_packet_hands_on_nothing(stored: object) -> None:
    basis = reuse_answers(stored, PACK, ["D04"])
    assert basis.answers == {"D04": {}}
    assert basis.dropped == ()
    assert known_documents(stored, PACK) == ()


def test_an_answer_without_its_question_is_dropped_with_a_sentence() -> None:
    (fault,) = reuse_answers({"answers": {"D04": {"прежний_вопрос": "да"}}}, PACK, ["D04"]).dropped
    assert "«прежний вопрос»" in fault.sentence()
    assert PACK.by_id["D04"].title in fault.sentence()


def test_a_part_of_a_packet_leaves_its_choice_and_date_as_they_were() -> None:
    last = asked(*PACKET)
    made = part_of_packet(asked("D04", D04={"перечень": ["Viber"]}), PACK, PACKET)
    after = merge_last_request(last, made, PACK)
    assert (after.order_date, after.documents) == (DAY, last.documents)
    assert after.answers["D04"]["перечень"] == ("Viber",)
    assert after.answers["D10"] == last.answers["D10"]


def test_the_days_of_another_date_are_not_those_of_the_packet() -> None:
    last = asked(*PACKET)
    made = part_of_packet(asked("D04", day=LATER, D04={"перечень": ["Viber"]}), PACK, PACKET)
    after = merge_last_request(last, made, PACK)
    assert after.answers["D04"]["срок_закрытия"] == last.answers["D04"]["срок_закрытия"]
    assert after.answers["D04"]["перечень"] == ("Viber",)


def test_the_first_document_made_alone_leaves_the_choice_of_the_packet_open() -> None:
    after = merge_last_request(None, part_of_packet(asked("D07"), PACK, PACKET), PACK)
    assert after.documents == PACKET
    assert after.answers["D07"]


def test_answers_outside_the_choice_are_remembered_and_read_back() -> None:
    made = part_of_packet(asked("D07", D07={"час_анализа": "15.30"}), PACK, PACKET)
    after = merge_last_request(asked(*PACKET), made, PACK)
    again = load_last_request(request_record(after), PACK)
    assert again is not None
    assert again.documents == asked(*PACKET).documents
    assert again.answers["D07"]["час_анализа"] == "15.30"
    assert again.answers == after.answers


def test_a_question_that_two_documents_share_has_one_answer() -> None:
    last = asked(*PACKET, D03={"срок_классы": "2023-11-10"})
    assert shared_answers(last.answers, PACK.by_id["D09"])["срок_классы"] == date(2023, 11, 10)
    made = part_of_packet(asked("D09", D09={"срок_классы": "2023-11-13"}), PACK, PACKET)
    assert merge_last_request(last, made, PACK).answers["D03"]["срок_классы"] == date(2023, 11, 13)


def test_a_part_of_a_packet_is_read_back_as_it_was_asked() -> None:
    made = part_of_packet(asked("D09", D09={"срок_классы": "2023-11-13"}), PACK, PACKET)
    record = Record({**request_record(made), "documents": list(made.all_documents(PACK))}, "", [])
    again = read_request(record, PACK)
    assert again is not None
    assert not record.faults
    assert again.answers["D09"] == made.answers["D09"]
