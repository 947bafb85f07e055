"""An act that another one ends: its orders are named, ended by one of its own, and the register says so."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from flask import Flask

from sferum_docs.directives.model import ActReference
from sferum_docs.packs.model import Pack
from sferum_docs.reading.records import Record
from sferum_docs.services.packet.make import make_packet
from sferum_docs.services.packet.plan import read_asked
from sferum_docs.services.packet.school_file import read_sample
from sferum_docs.services.packs.acts import assign_act
from sferum_docs.services.packs.amendments import touched_acts
from sferum_docs.services.packs.choose import find_pack, look_also_in
from sferum_docs.services.packs.from_act import pack_from_draft
from sferum_docs.services.register.lists.listing import find_entry
from sferum_docs.services.register.register import register_document
from sferum_docs.services.register.registration import RegistrationDetails
from sferum_docs.services.school.save import save_school
from sferum_docs.store.audit import Actor
from sferum_docs.store.register.entry import Entry
from tests.builders import SCHOOL_ID, a_school
from tests.made_acts import an_act

BY = Actor("Исаева Зара", datetime(2026, 9, 2, 9, 0, tzinfo=UTC))
DAY = date(2026, 9, 2)


@pytest.fixture
def pack(app: Flask, tmp_path: Path) -> Iterator[Pack]:
    assert app
    look_also_in(tmp_path)
    school = save_school(None, a_school(), BY)
    yield find_pack(pack_from_draft(school, an_act(), BY, today=DAY), school)
    look_also_in(None)


@pytest.fixture
def school(pack: Pack) -> int:
    """A school that works by the act."""
    save_school(SCHOOL_ID, read_sample(pack).school, BY)
    assign_act(SCHOOL_ID, pack.id, DAY, BY)
    return SCHOOL_ID


def entered(school: int, pack: Pack, document: str) -> Entry:
    asked = read_asked(
        Record({"date": DAY.isoformat(), "documents": [document]}, "", []), read_sample(pack).school, pack
    )
    assert asked is not None
    (draft,) = make_packet(school, pack.id, asked, BY)
    return register_document(school, draft.id, RegistrationDetails(DAY, by_pen=True), BY)


def test_the_order_that_names_those_of_its_own_pack_ends_them(school: int, pack: Pack) -> None:
    first, other = entered(school, pack, "G01"), entered(school, pack, "G02")
    act = an_act()
    repealed = ActReference(act.kind, act.number, act.date)
    newer = replace(an_act(), number="77", title="О признании утратившим силу", repeals=(repealed,), nodes=())
    (touched,) = touched_acts(school, newer)
    assert (touched.whole, touched.in_work) == (True, True)
    assert [entry.id for entry in touched.orders] == [first.id, other.id]
    assert touched.ending is not None
    assert touched.ending.id == "G08"
    ending = entered(school, pack, "G08")
    assert ending.ready, ending.trouble
    for entry in (first, other):
        now = find_entry(school, entry.id)
        assert now is not None
        assert now.repealed_by_id == ending.id
    own = find_entry(school, ending.id)
    assert own is not None
    assert own.repealed_by_id is None


def test_an_ordinary_order_ends_none(school: int, pack: Pack) -> None:
    first = entered(school, pack, "G01")
    entered(school, pack, "G02")
    now = find_entry(school, first.id)
    assert now is not None
    assert now.repealed_by_id is None
