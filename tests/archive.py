"""A school with a long archive: entries of several years and registers, as an old school has them."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, Any

from sqlalchemy import insert, select

from sferum_docs.store.database import db, writing
from sferum_docs.store.rows import AcquaintanceRow, CounterRow, EntryRow, EvidenceRow
from sferum_docs.store.rows.searching import words_of_entry, words_of_linked

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sqlalchemy.orm import Session

NOW = datetime(2026, 11, 28, 9, 0, tzinfo=UTC)
YEAR = 2026
SUBJECTS = ("Об охране труда", "О назначении ответственных", "Об ознакомлении работников", "О проведении дня знаний")
PEOPLE = ("Исаева З. К.", "Омарова З. И.", "Берёзкина А. П.")


def entry(ordinal: int, **changes: Any) -> EntryRow:
    """An entry of the register of orders, as it is kept."""
    return EntryRow(**entry_values(ordinal, **changes))


def entry_values(ordinal: int, **changes: Any) -> dict[str, Any]:
    """The values of an entry of the register of orders."""
    nothing: dict[type, Any] = {str: "", bool: False}
    empty = {
        column.key: nothing[column.type.python_type]
        for column in EntryRow.__table__.columns
        if not column.nullable and column.type.python_type in nothing
    }
    values: dict[str, Any] = {
        "register": "R01", "year": YEAR, "period": YEAR, "ordinal": ordinal, "signer": "М. М. Магомедов",
        "executor": PEOPLE[ordinal % len(PEOPLE)], "sheets": 1 + ordinal % 4, "file_index": "01-05",
        "state": "ready", "kind": "приказ", "registered_at": NOW, "registered_by": "Исаева Зара",
        "number": f"{ordinal}/2026-ОД", "title": f"{SUBJECTS[ordinal % len(SUBJECTS)]} в {ordinal % 11 + 1} классе",
        "signed_on": date(YEAR, 1, 1) + timedelta(days=ordinal * 330 // 10_000),
    }  # fmt: skip
    return {**empty, **values, **changes}


def keep(school_id: int, rows: Iterable[EntryRow], last: int = 0) -> None:
    """Keeps entries as an import would; the counter of the register stands at the last."""
    with writing() as session:
        for row in rows:
            row.school_id = school_id
            session.add(row)
        if last:
            session.add(CounterRow(school_id=school_id, register="R01", year=YEAR, last=last, earlier=[]))
        session.flush()


def to_sign(session: Session, entry_id: int, *names: str) -> None:
    """People who are to sign."""
    session.add_all(
        AcquaintanceRow(entry_id=entry_id, position=place, name=name, post="учитель", signed_on=None)
        for place, name in enumerate(names, 1)
    )


def long_archive(school_id: int, count: int = 10_000) -> None:
    """So many orders of one year; the third of every hundred is void, the seventh lost force."""
    usual = {"voided_at": None, "void_reason": "", "repealed_note": "", "school_id": school_id, "search_linked": ""}
    void = {"voided_at": NOW, "void_reason": "ошибка"}
    odd: dict[int, dict[str, Any]] = {3: void, 7: {"repealed_note": "приказ Управления образования № 5"}}
    rows = [entry_values(ordinal, **{**usual, **odd.get(ordinal % 100, {})}) for ordinal in range(1, count + 1)]
    with writing() as session:  # past the session, so with the words it would keep
        told = [{**row, "search_text": words_of_entry(row)} for row in rows]
        session.connection().execute(insert(EntryRow), told)
    keep(school_id, (), count)


def assert_words_kept() -> None:
    """What every entry is searched by is what follows from it, its people and its scans."""
    db.session.rollback()
    for row in db.session.scalars(select(EntryRow)):
        values = {column.key: getattr(row, column.key) for column in EntryRow.__table__.columns}
        names = db.session.scalars(select(AcquaintanceRow.name).where(AcquaintanceRow.entry_id == row.id))
        scans = select(EvidenceRow).where(EvidenceRow.entry_id == row.id, EvidenceRow.withdrawn_at.is_(None))
        texts = [text for scan in db.session.scalars(scans) for text in (scan.file_name, scan.words)]
        assert row.search_text == words_of_entry(values), row.number
        assert set(row.search_linked.split()) == set(words_of_linked(names, texts).split()), row.number
