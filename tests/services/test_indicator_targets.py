"""What a school aims at: the shares that its act names, and those of its order while it is in force."""

from datetime import UTC, date, datetime

import pytest
from flask import Flask

from sferum_docs.indicators.targets import target_of_week
from sferum_docs.reading.records import Record
from sferum_docs.services.indicators.targets import targets_of
from sferum_docs.services.packet.make import make_packet
from sferum_docs.services.packet.plan import read_asked
from sferum_docs.services.packs.choose import find_pack
from sferum_docs.services.packs.of_school import pack_for
from sferum_docs.services.register.entries.void import void
from sferum_docs.services.register.register import register_document
from sferum_docs.services.register.registration import RegistrationDetails
from sferum_docs.services.school.save import save_school
from sferum_docs.store.audit import Actor
from sferum_docs.store.register.entry import Entry
from tests.builders import PACK_ID, a_school
from tests.registering import BY

NOW = Actor("Исаева Ш. А.", datetime(2023, 10, 25, tzinfo=UTC))
ACT = ("I2", 100, "20.10.2023")


@pytest.fixture
def school(app: Flask) -> int:
    assert app
    return save_school(None, a_school(), BY, act=PACK_ID)


def drafted(school: int, **answers: object) -> int:
    """An order of targets, made and not registered."""
    pack = pack_for(school, PACK_ID)
    told = {"date": "2023-10-25", "documents": ["D06"], "answers": {"D06": {**ANSWERS, **answers}}}
    asked = read_asked(Record(told, "", []), a_school(), pack)
    assert asked is not None
    return make_packet(school, PACK_ID, asked, NOW)[0].id


def ordered(school: int, draft: int, *, replaces: bool = False) -> Entry:
    return register_document(school, draft, RegistrationDetails(date(2023, 10, 25), replaces=replaces), NOW)


def aimed(school: int) -> set[tuple[str, int, str]]:
    found = targets_of(school, pack_for(school, PACK_ID))
    return {(each.indicator, int(each.share), f"{each.day:%d.%m.%Y}") for each in found}


ANSWERS = {
    "дата_1": "2023-11-20", "дата_2": "2023-12-25", "охват_1": 40, "охват_2": 60, "активность_1": 55,
    "активность_2": 90,
}  # fmt: skip


def test_without_an_order_only_the_act_sets_a_target(school: int) -> None:
    assert aimed(school) == {ACT}


def test_an_order_in_force_sets_targets_with_their_days(school: int) -> None:
    ordered(school, drafted(school))
    told = aimed(school)
    assert {("I1", 40, "20.11.2023"), ("I8", 60, "25.12.2023"), ("I5", 90, "25.12.2023"), ACT} <= told
    assert len(told) == 15
    week = date(2023, 11, 13), date(2023, 11, 20), date(2024, 3, 4)
    targets = targets_of(school, pack_for(school, PACK_ID))
    assert [int(found.share) for monday in week if (found := target_of_week(targets, "I1", monday)[0])] == [40, 40, 60]


def test_a_draft_sets_none_and_a_void_order_none_any_more(school: int) -> None:
    draft = drafted(school)
    assert aimed(school) == {ACT}
    entry = ordered(school, draft)
    void(school, entry.id, "Ошибка в тексте", NOW)
    assert aimed(school) == {ACT}


def test_the_newer_order_sets_them(school: int) -> None:
    ordered(school, drafted(school))
    ordered(school, drafted(school, охват_1=70), replaces=True)
    assert ("I1", 70, "20.11.2023") in aimed(school)
    assert ("I1", 40, "20.11.2023") not in aimed(school)


def test_an_act_without_indicators_aims_at_nothing(school: int) -> None:
    assert targets_of(school, find_pack("max-2026")) == ()
