"""The old register comes in: compared with what is there, then written whole or not at all."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from sferum_docs.documents.old_register import OldEntry, OldLine, read_lines, with_place
from sferum_docs.documents.registers import missing_numbers
from sferum_docs.reading.faults import Fault, FaultsError
from sferum_docs.schools.columns import Column
from sferum_docs.services.register.register import FIRST_YEAR
from sferum_docs.services.register.registers import book_or_none, registers_of
from sferum_docs.store import register
from sferum_docs.store.audit import note
from sferum_docs.store.database import db, writing

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping
    from datetime import date

    from sqlalchemy.orm import Session

    from sferum_docs.documents.registers import Register
    from sferum_docs.store.audit import Actor

OLD_COLUMNS = (
    Column("number", "Номер", ("номер", "приказа", "рег", "вх", "исх"), required=True),
    Column("day", "Дата", ("дата",), required=True),
    Column("title", "Содержание", ("заголов", "содерж", "кратк", "наимен", "о чем", "назван", "тема"), required=True),
    Column("signer", "Кем подписан", ("подпис", "кем подпис", "кто подпис")),
    Column("executor", "Исполнитель", ("исполнит", "подготов", "отв")),
    Column("note", "Примечание", ("примеч", "отметк")),
    Column("file_index", "Дело", ("дело", "в дело", "номенклат")),
    Column("addressee", "Адресат", ("адресат", "кому", "получат", "куда")),
    Column("sender", "От кого", ("от кого", "отправит", "корреспонд", "откуда")),
    Column("person", "О ком", ("о ком", "работник", "сотрудник", "фио", "ф и о", "учен", "учащ")),
    Column("basis", "Основание", ("основан",)),
)
_REASON = "так в старом журнале"


@dataclass(frozen=True)
class OldRegister:
    """What a table holds for a register: fresh lines with their places, those that are there already, faulty ones."""

    fresh: tuple[OldLine, ...]
    known: tuple[OldLine, ...]
    faulty: tuple[OldLine, ...]

    @property
    def doubtful(self) -> tuple[OldLine, ...]:
        """Fresh lines that a person looks at."""
        return tuple(line for line in self.fresh if line.doubts)


def compare_old(
    school_id: int, register_id: str, rows: Iterable[tuple[int, Mapping[str, str]]], by: Actor
) -> OldRegister:
    """What of these rows (row, text by field) would come into the register. FaultsError: there is no such register."""
    book = _book(school_id, register_id)
    lines = read_lines(rows, by.at.astimezone().date(), FIRST_YEAR)
    return _compared(db.session(), school_id, book, lines)


def import_old(
    school_id: int,
    register_id: str,
    rows: Iterable[tuple[int, Mapping[str, str]]],
    left_out: Collection[int],
    by: Actor,
) -> int:
    """Writes the fresh lines, those of `left_out` rows apart; gives how many. FaultsError: nothing is written."""
    book = _book(school_id, register_id)
    lines = read_lines(rows, by.at.astimezone().date(), FIRST_YEAR)
    wanted = [line for line in lines if line.row not in left_out]
    with writing() as session:
        found = _compared(session, school_id, book, wanted)
        entries = [line.entry for line in found.fresh if line.entry is not None]
        if entries:
            _write(session, school_id, book, entries, by)
            note(session, school_id, by, "register.imported", book.title, count=len(entries))
        return len(entries)


def _book(school_id: int, register_id: str) -> Register:
    book = book_or_none(registers_of(school_id), register_id)
    if book is None:
        raise FaultsError([Fault("no_such_register", "register")])
    return book


def _compared(session: Session, school_id: int, book: Register, lines: Iterable[OldLine]) -> OldRegister:
    kept = register.places(session, school_id, book.id)
    same = {(period, ordinal, day, title.casefold()) for period, ordinal, _, _, day, title in kept}
    taken = {(period, ordinal, letter) for period, ordinal, letter, *_ in kept}
    numbers = {(period, number) for period, _, _, number, *_ in kept}
    fresh, known, faulty = [], [], []
    for line in lines:
        entry = line.entry
        if entry is None:
            faulty.append(line)
            continue
        period = book.period(entry.signed_on)
        mark = (period, entry.ordinal, entry.signed_on, entry.title.casefold())
        if mark in same:
            known.append(line)
            continue
        own, doubts, copy = entry, line.doubts, 1
        while (period, own.ordinal, own.letter) in taken or (period, own.number) in numbers:
            copy += 1
            own = with_place(entry, copy)
        if copy > 1:
            told = {"text": entry.number, "as": own.number}
            doubts = (*doubts, Fault("old_number_twice", f"строка {line.row}", told, warning=True))
        same.add(mark)
        taken.add((period, own.ordinal, own.letter))
        numbers.add((period, own.number))
        fresh.append(replace(line, entry=own, doubts=doubts))
    return OldRegister(tuple(fresh), tuple(known), tuple(faulty))


def _write(session: Session, school_id: int, book: Register, entries: Iterable[OldEntry], by: Actor) -> None:
    periods: dict[int, list[OldEntry]] = defaultdict(list)
    for entry in entries:
        periods[book.period(entry.signed_on)].append(entry)
    rows = [
        _values(school_id, book, period, entry, reason, by)
        for period, found in periods.items()
        for entry, reason in _ordered(found)
    ]
    register.add_entries(session, rows)
    for period, found in periods.items():
        counter = register.lock_counter(session, school_id, book.id, period)
        counter.last = max(counter.last, *(entry.ordinal for entry in found))
        # what the old register has not is a gap of its own: nobody looks for it
        gaps = missing_numbers(
            register.gaps(school_id, book.id, period), [(low, high) for low, high in counter.earlier]
        )
        counter.earlier = sorted([*counter.earlier, *([low, high] for low, high in gaps)])


def _ordered(entries: Iterable[OldEntry]) -> list[tuple[OldEntry, str]]:
    """Each with the reason why it is out of order, when it is."""
    found: list[tuple[OldEntry, str]] = []
    latest: date | None = None
    for entry in sorted(entries, key=lambda item: (item.ordinal, item.letter)):
        is_early = latest is not None and entry.signed_on < latest
        latest = entry.signed_on if latest is None else max(latest, entry.signed_on)
        found.append((entry, _REASON if is_early else ""))
    return found


def _values(school_id: int, book: Register, period: int, entry: OldEntry, reason: str, by: Actor) -> dict[str, object]:
    return {
        "school_id": school_id,
        "register": book.id,
        "year": entry.signed_on.year,
        "period": period,
        "ordinal": entry.ordinal,
        "letter": entry.letter,
        "number": entry.number,
        "signed_on": entry.signed_on,
        "title": entry.title,
        "kind": book.kinds[0],
        "state": register.READY,
        "reason": reason,
        "registered_at": by.at,
        "registered_by": by.name,
        "imported": True,
        **{name: text for name, text in entry.texts.items() if text},
    }
