"""A pack takes the place of an older one: which of its orders are in force, what ends them, what the register says."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from flask import Flask

from sferum_docs.reading.faults import FaultsError
from sferum_docs.reading.records import Record
from sferum_docs.services.documents.issued import document_bytes, find_document
from sferum_docs.services.documents.verify import verify_file
from sferum_docs.services.documents.verify_telling import warnings
from sferum_docs.services.packet.make import make_packet
from sferum_docs.services.packet.plan import read_asked
from sferum_docs.services.packs.acts import assign_act
from sferum_docs.services.packs.choose import find_pack, look_also_in
from sferum_docs.services.packs.of_school import school_pack
from sferum_docs.services.packs.succession import older_faults
from sferum_docs.services.register.entries.repeal import repeal
from sferum_docs.services.register.entries.void import void
from sferum_docs.services.register.lists.listing import find_entry
from sferum_docs.services.register.register import register_document, register_documents, register_outside
from sferum_docs.services.register.registration import RegistrationDetails
from sferum_docs.services.school.save import save_school
from sferum_docs.store.audit import Actor
from sferum_docs.store.documents.issued import IssuedDocument
from sferum_docs.store.register.entry import Entry
from tests.builders import PACK_ID, a_school
from tests.registering import BY, DAY, made, words
from tests.second_acts import REQUIREMENTS, lay_succession

NOW = replace(BY, at=datetime(2026, 11, 27, 9, tzinfo=UTC))
TODAY = date(2026, 11, 27)


@pytest.fixture(scope="session")
def successor(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A pack that takes the place of the shipped one."""
    return lay_succession(tmp_path_factory.mktemp("successor"), PACK_ID, ("D02", "D03"))


@pytest.fixture
def school(app: Flask, successor: Path, tmp_path: Path) -> Iterator[int]:
    """A school that works by the shipped act and by the one that succeeds it."""
    assert app
    (tmp_path / "packs").symlink_to(successor, target_is_directory=True)
    look_also_in(tmp_path)
    kept = save_school(None, a_school(), BY, act=PACK_ID)
    assign_act(kept, REQUIREMENTS, date(2026, 11, 1), NOW)
    yield kept
    look_also_in(None)


def entered(school: int, document: str, *, replaces: bool = False, **told: str) -> Entry:
    details = RegistrationDetails(DAY, replaces=replaces, by_pen=True, **told)  # type: ignore[arg-type]  # a test
    return register_document(school, made(school, document)[0].id, details, BY)


def registered(school: int, draft: IssuedDocument, day: date = TODAY, by: Actor = NOW) -> Entry:
    return register_document(school, draft.id, RegistrationDetails(day), by)


def new_papers(school: int, *documents: str, day: date = TODAY) -> tuple[IssuedDocument, ...]:
    pack = school_pack(school, REQUIREMENTS, day)
    asked = read_asked(Record({"date": day.isoformat(), "documents": documents}, "", []), a_school(), pack)
    assert asked is not None
    return make_packet(school, REQUIREMENTS, asked, NOW)


def live(school: int) -> list[str]:
    return [order.number for order in school_pack(school, REQUIREMENTS, TODAY).replaced]


def text_of(school: int, entry: Entry) -> str:
    document = find_document(school, entry.document_id or 0)
    assert document is not None
    return words(document_bytes(document))


FOURTEEN = ("D01", "D02", "D03", "D04", "D05", "D06", "D07", "D27", "D04", "D05", "D02", "D07")

IN_FORCE = ["1", "2", "4", "5", "6", "7", "8", "9", "10", "13"]


@pytest.fixture
def fourteen(school: int) -> int:
    """Fourteen papers: ten orders in force, one replaced by a newer, two void, a letter."""
    entries = [entered(school, document) for document in FOURTEEN]
    entered(school, "D03", replaces=True)
    entered(school, "D19", addressee="Управление образования")
    for entry in entries[-2:]:  # № 11, № 12
        void(school, entry.id, "Ошибка в тексте", BY)
    return school


def test_of_fourteen_papers_exactly_the_orders_in_force_are_ended(fourteen: int) -> None:
    assert live(fourteen) == IN_FORCE
    first, ending = new_papers(fourteen, "T01", "T09")
    assert registered(fourteen, first).number == "1"
    entry = registered(fourteen, ending)
    told = text_of(fourteen, entry)
    assert all(f"№ {number} «" in told for number in IN_FORCE)
    assert not any(f"№ {number} «" in told for number in ("3", "11", "12"))
    assert "№ 13 «О переходе на использование ИКОП «Сферум»»; заменён: приказ от 27.11.2026 № 1." in told
    assert "№ 6 «О мерах по увеличению активности" in told
    assert "заменён: без замены" in told
    by_number = {item.number: item for item in entries_of(fourteen)}
    assert {number for number, item in by_number.items() if item.repealed_by_id == entry.id} == {*IN_FORCE}
    assert live(fourteen) == []


def test_an_ended_order_says_by_which_where_its_file_is_verified(school: int) -> None:
    older = entered(school, "D02")
    first, ending = new_papers(school, "T01", "T09")
    registered(school, first)
    by = registered(school, ending)
    document = find_document(school, older.document_id or 0)
    assert document is not None
    told = " ".join(warnings(verify_file(school, document_bytes(document)))).replace("\u00a0", " ")
    assert f"утратил силу: приказ от 27.11.2026 № {by.number}" in told


def entries_of(school: int) -> list[Entry]:
    found = (find_entry(school, number) for number in range(1, 40))
    return [entry for entry in found if entry is not None and entry.pack == PACK_ID and entry.register == "R01"]


def test_a_school_without_older_orders_is_offered_none(school: int) -> None:
    pack = school_pack(school, REQUIREMENTS, TODAY)
    assert pack.replaced == ()
    assert all("T09" not in preset.documents for preset in pack.presets)
    with pytest.raises(FaultsError) as refused:
        new_papers(school, "T09")
    assert [fault.code for fault in refused.value.faults] == ["nothing_to_repeal"]
    assert [item.document for item in new_papers(school, "T01", "T09")] == ["T01"], "the rest is made all the same"


def test_a_set_offers_to_end_the_orders_that_are_there(school: int) -> None:
    entered(school, "D04")
    assert all("T09" in preset.documents for preset in school_pack(school, REQUIREMENTS, TODAY).presets)


def test_an_order_voided_after_the_draft_drops_out_when_it_is_registered(school: int) -> None:
    stays, goes = entered(school, "D04"), entered(school, "D05")
    (ending,) = new_papers(school, "T09")
    void(school, goes.id, "Ошибка", NOW)
    told = text_of(school, registered(school, ending))
    assert f"№ {stays.number} «" in told
    assert f"№ {goes.number} «" not in told
    gone = find_entry(school, goes.id)
    assert gone is not None
    assert gone.repealed_by_id is None


def test_when_all_have_lost_force_meanwhile_there_is_nothing_to_register(school: int) -> None:
    entry = entered(school, "D04")
    (ending,) = new_papers(school, "T09")
    repeal(school, entry.id, None, "приказом управления", NOW)
    with pytest.raises(FaultsError) as refused:
        registered(school, ending)
    assert "отменять нечего" in refused.value.faults[0].sentence()


def test_it_is_registered_after_what_takes_the_place_of_the_older(school: int) -> None:
    entered(school, "D02")
    first, ending = new_papers(school, "T01", "T09")
    with pytest.raises(FaultsError) as refused:
        registered(school, ending)
    assert "ещё не зарегистрирован" in refused.value.faults[0].sentence()
    registered(school, first)
    with pytest.raises(FaultsError) as early:
        registered(school, ending, date(2026, 11, 26))
    assert "отменить их раньше этого дня нельзя" in early.value.faults[0].sentence()
    assert registered(school, ending).ready


def test_both_may_be_registered_together(school: int) -> None:
    entered(school, "D02")
    first, ending = new_papers(school, "T01", "T09")
    told = {draft.id: RegistrationDetails(TODAY) for draft in (first, ending)}
    entries = register_documents(school, told, NOW)
    assert "заменён: приказ от 27.11.2026 № 1." in text_of(school, entries[1])


def test_an_order_that_ends_others_and_is_void_itself_ends_nothing(school: int) -> None:
    entry = entered(school, "D04")
    (ending,) = new_papers(school, "T09")
    done = registered(school, ending)
    assert live(school) == []
    void(school, done.id, "Ошибка", NOW)
    assert live(school) == [entry.number]


def test_the_act_of_the_authority_and_papers_of_others_are_never_ended(school: int) -> None:
    told = RegistrationDetails(DAY, sender="Администрация", act=PACK_ID)
    register_outside(school, "R03", "Постановление № 262", told, BY)
    register_outside(school, "R01", "О режиме работы", RegistrationDetails(DAY), BY)
    assert live(school) == []


MAX = "max-2026"
MONDAY = date(2026, 11, 30)
THEN = replace(BY, at=datetime(2026, 11, 30, 9, tzinfo=UTC))


def test_the_shipped_pack_of_2026_ends_exactly_the_orders_of_2023_that_are_in_force(fourteen: int) -> None:
    assign_act(fourteen, MAX, MONDAY, THEN)
    pack = school_pack(fourteen, MAX, MONDAY)
    assert [order.number for order in pack.replaced] == IN_FORCE
    asked = read_asked(Record({"date": "2026-11-30", "documents": ["X09"]}, "", []), a_school(), pack)
    assert asked is not None
    (ending,) = make_packet(fourteen, MAX, asked, THEN)
    entry = registered(fourteen, ending, MONDAY, THEN)
    assert entry.ready, entry.trouble
    told = text_of(fourteen, entry)
    assert "О назначении ответственных за использование ИКОП «Сферум» и ФГИС «Моя школа»" in told
    ended = {item.number for item in entries_of(fourteen) if item.repealed_by_id == entry.id}
    assert ended == {*IN_FORCE}
    assert "Постановлени" not in told.partition("риказываю")[2].partition("утратившими")[2][:80]


def test_the_shipped_pack_of_2026_makes_no_such_order_for_a_school_without_those_of_2023(school: int) -> None:
    assign_act(school, MAX, MONDAY, THEN)
    pack = school_pack(school, MAX, MONDAY)
    assert all("X09" not in preset.documents for preset in pack.presets)


def test_what_the_shipped_pack_says_of_the_one_it_succeeds_is_so() -> None:
    assert older_faults(find_pack(MAX)) == ()
