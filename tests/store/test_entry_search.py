import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import delete, insert, select, text, update

import sferum_docs
from sferum_docs.reading.faults import FaultsError
from sferum_docs.services.register.entries.choose_entry import entry_by_number
from sferum_docs.store.database import db, writing
from sferum_docs.store.documents import evidence
from sferum_docs.store.documents.evidence import Subject
from sferum_docs.store.register import acquaintance
from sferum_docs.store.register.entry_search import Wanted, count_entries, each_entry, find_entries
from sferum_docs.store.register.numbers import gaps
from sferum_docs.store.register.register import newest_of_documents
from sferum_docs.store.rows import AcquaintanceRow, EntryRow, EvidenceRow
from sferum_docs.store.rows.searching import BulkStatementError, words_of_entry
from sferum_docs.store.schools import put_school
from tests.archive import NOW, assert_words_kept, entry, keep
from tests.builders import BY, a_school

pytestmark = pytest.mark.usefixtures("app")


def rows() -> tuple[EntryRow, ...]:
    return (
        entry(57, title="О назначении ответственных за обмен сообщениями", signed_on=date(2026, 10, 5)),
        entry(58, title="Об охране труда, постановление № 262", signed_on=date(2026, 11, 28), number="58/2026-ОД"),
        entry(58, letter="а", number="58-а/2026-ОД", title="О дне здоровья", signed_on=date(2026, 11, 28)),
        entry(158, title="Об августовской конференции", signed_on=date(2026, 11, 2), executor="Берёзкина А. П."),
        entry(12, register="R02", period=2025, year=2025, number="12-ОД", title="Ответ на запрос от 3 марта 2025 года",
              signed_on=date(2025, 3, 14), kind="письмо", addressee="Управление образования"),
    )  # fmt: skip


@pytest.fixture
def school() -> int:
    with writing() as session:
        school_id = put_school(session, a_school(), None)
    keep(school_id, rows())
    with writing() as session:
        row = session.scalars(select(EntryRow).where(EntryRow.number == "58/2026-ОД")).one()
        acquaintance.add_people(session, row.id, [("Шевченко Тарас Эльдарович", "учитель"), ("Ким Адель", "учитель")])
        scan = ("скан.pdf", "application/pdf", b"%PDF")
        evidence.add(session, school_id, Subject(entry_id=row.id), scan, "подпись директора, печать синяя", BY)
    return school_id


def found(school_id: int, words: str = "", **changes: Any) -> list[str]:
    entries = find_entries(school_id, Wanted(words=words, order="number", **changes), 100)
    return [f"{item.ordinal}{item.letter}" for item in entries]


ASKED: tuple[tuple[str, list[str]], ...] = (
        ("№ 58", ["58", "58а"]), ("№58", ["58", "58а"]), ("58", ["58", "58а"]), ("N 58", ["58", "58а"]),
        ("58-а", ["58а"]), ("№ 58а", ["58а"]), ("58-A", ["58а"]), ("58/2026", ["58"]), ("№ 158", ["158"]),
        ("№ 262", ["58"]), ("01-05 58-а", ["58а"]),
        ("28.11.2026", ["58", "58а"]), ("28.11.26", ["58", "58а"]), ("2026-11-28", ["58", "58а"]),
        ("28 ноября", ["58", "58а"]), ("28 ноября 2026 г.", ["58", "58а"]), ("ноябрь 2026", ["58", "58а", "158"]),
        ("11.2026", ["58", "58а", "158"]), ("ноября", ["58", "58а", "158"]),
        ("в ноябре 2026 года", ["58", "58а", "158"]),
        ("28.11", ["58", "58а"]), ("октябрь", ["57"]), ("ноябрь 2025", []), ("31.11.2026", []),
        ("март", ["12"]), ("14 марта", ["12"]), ("3 марта 2025", ["12"]),
        ("охрана", ["58"]), ("ОХРАНОЙ ТРУДА", ["58"]), ("назначение ответственного", ["57"]), ("сообщение", ["57"]),
        ("августовская", ["158"]), ("конференц", ["158"]), ("oхрана", ["58"]),
        ("Березкиной", ["158"]), ("берёзкина", ["158"]), ("Шевченко", ["58"]), ("Эльдаровичем", ["58"]),
        ("синей печати", ["58"]), ("письмо", ["12"]), ("управлению образования", ["12"]),
        ("Приказ № 58/2026-ОД от 28.11.2026 «Об охране труда»", ["58"]),
        ("нет такого", []), ("%", ["12", "57", "58", "58а", "158"]), ("58_", ["58", "58а"]), ("слон", []),
)  # fmt: skip


def test_whatever_a_person_remembers_of_a_paper_finds_it(school: int) -> None:
    answers = {words: found(school, words) for words, _ in ASKED}
    assert answers == dict(ASKED)


FILTERS: tuple[tuple[dict[str, Any], list[str] | None], ...] = (
        ({"executor": "Березкиной"}, ["158"]), ({"executor": "Магомедов"}, []), ({"signer": "магомедовым"}, None),
        ({"since": date(2026, 11, 2), "until": date(2026, 11, 27)}, ["158"]), ({"kind": "письмо"}, ["12"]),
        ({"register": "R02"}, ["12"]), ({"file_index": "01-09"}, []), ({"state": "unsigned"}, ["58"]),
        ({"state": "no_file"}, ["12", "57", "58а", "158"]), ({"state": "void"}, []), ({"state": "reserved"}, []),
)  # fmt: skip


def test_entries_are_filtered(school: int) -> None:
    everything = ["12", "57", "58", "58а", "158"]
    for asked, numbers in FILTERS:
        assert found(school, **asked) == (everything if numbers is None else numbers), asked
        assert count_entries(school, Wanted(**asked)) == len(found(school, **asked)), asked


def test_what_is_searched_follows_every_change_of_an_entry(school: int) -> None:
    with writing() as session:
        row = session.scalars(select(EntryRow).where(EntryRow.title.startswith("О дне"))).one()
        row.title, row.voided_at, row.void_reason = "О спартакиаде", NOW, "напечатан дважды"
    assert found(school, "здоровья") == []
    assert found(school, "дважды") == found(school, "спартакиада") == ["58а"]
    with writing() as session:
        first = acquaintance.lines_of(session, 2)[0]
        session.delete(session.get_one(AcquaintanceRow, first.id))
        session.flush()
    assert found(school, "Шевченко") == []
    assert found(school, "Ким") == ["58"]


def test_a_withdrawn_scan_is_not_found_any_more(school: int) -> None:
    with writing() as session:
        assert evidence.locked(session, school, 1) is not None
        evidence.withdraw(session, 1, "не тот", BY)
    assert found(school, "печать") == []


def test_the_migration_and_the_session_keep_the_same_words(school: int) -> None:
    assert school
    for row in db.session.scalars(select(EntryRow)):
        values = {column.key: getattr(row, column.key) for column in EntryRow.__table__.columns}
        assert row.search_text == words_of_entry(values)
        assert row.search_text


def test_all_entries_are_read_however_many(school: int) -> None:
    keep(school, [entry(number) for number in range(1000, 2200)])
    ordinals = [item.ordinal for item in each_entry(school, Wanted(register="R01", order="number"))]
    assert ordinals == [57, 58, 58, 158, *range(1000, 2200)]


def test_gaps_are_found_without_reading_the_register(school: int) -> None:
    assert gaps(school, "R01", 2026) == ((1, 56), (59, 157))
    assert gaps(school, "R03", 2026) == ()


def test_an_entry_is_chosen_by_its_number_as_typed(school: int) -> None:
    for typed in ("58-а", "№ 58-А/2026-ОД", "58-а от 28.11.2026", "№58-а от 28.11.2026 г."):
        assert entry_by_number(school, "R01", typed, "repealed_by").letter == "а", typed


WRONG = (
    [("999", "no_such_entry_number"), ("58 от вчера", "number_not_read"), ("58", "several_such_entries"),
     ("58 от 01.01.2026", "no_such_entry_number"), ("да нет", "number_not_read")]
)  # fmt: skip


def test_a_number_that_names_no_entry_or_several_is_told(school: int) -> None:
    keep(school, [entry(58, year=2025, period=2025, number="58/2025-ОД", signed_on=date(2025, 5, 5))])
    for typed, code in WRONG:
        with pytest.raises(FaultsError) as error:
            entry_by_number(school, "R01", typed, "repealed_by")
        (fault,) = error.value.faults
        assert (fault.code, fault.place) == (code, "repealed_by"), typed
        assert typed in fault.sentence()


def test_of_every_document_the_newest_live_entry_is_told(school: int) -> None:
    keep(school, [
        entry(301, pack="p", document="D02"), entry(302, pack="p", document="D02"),
        entry(303, pack="p", document="D02", voided_at=NOW), entry(304, pack="p", document="D03", voided_at=NOW),
    ])  # fmt: skip
    assert {key: item.ordinal for key, item in newest_of_documents(school).items()} == {("p", "D02"): 302}


def test_the_plan_of_a_page_reads_an_index(school: int) -> None:
    if db.engine.dialect.name != "sqlite":
        return
    query = "EXPLAIN QUERY PLAN SELECT id FROM register_entry WHERE school_id = 1 AND state = 'reserved'"
    assert any("ix_register_entry_state" in str(row) for row in db.session.execute(text(query)))
    assert school


BULK: dict[str, Any] = {
    "update": lambda: update(EntryRow).values(title="Иное"),
    "update of rows that are named": lambda: update(EntryRow).where(EntryRow.number == "58/2026-ОД").values(note="x"),
    "insert": lambda: insert(AcquaintanceRow).values(entry_id=1, position=9, name="Новый", post=""),
    "delete": lambda: delete(EvidenceRow),
}


@pytest.mark.parametrize("statement", BULK)
def test_a_statement_that_would_leave_the_words_behind_is_refused(school: int, statement: str) -> None:
    assert school
    with pytest.raises(BulkStatementError), writing() as session:
        session.execute(BULK[statement]())
    with pytest.raises(BulkStatementError), writing() as session:
        session.query(EntryRow).update({"title": "Иное"})
    assert_words_kept()


_PAST_THE_SESSION = re.compile(
    r"\.bulk_\w+\(|__table__(?!\.c\b)|\b(?:update|insert|delete)\(\s*(?:EntryRow|AcquaintanceRow|EvidenceRow)"
    r"|text\(\s*f?[\"'](?i:insert|update|delete)|exec_driver_sql\(\s*f?[\"'](?i:insert|update|delete)"
)


def test_nothing_is_written_past_the_session() -> None:
    rooms = [Path(sferum_docs.__file__).parent / room for room in ("store", "services", "web", "cli")]
    found = {
        path.name: _PAST_THE_SESSION.findall(path.read_text(encoding="utf-8"))
        for room in rooms
        for path in room.rglob("*.py")
        if "migrations" not in path.parts
    }
    assert {name: lines for name, lines in found.items() if lines} == {
        "searching.py": ["update(EntryRow"],
        "adding.py": ["__table__"],  # of documents: no words of theirs are kept, and their body is touched by name
    }
