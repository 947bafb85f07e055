"""The old register comes in: compared with what is there, its repeats asked about, then written whole or not at all."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from sferum_docs.documents.registering.old_register import OldEntry, OldLine, read_lines, with_letter
from sferum_docs.documents.registering.registers import next_letter
from sferum_docs.reading.faults import Fault, FaultsError
from sferum_docs.services.register.imports.old_tables import book_of
from sferum_docs.services.register.imports.write_old import write_entries
from sferum_docs.services.register.registration import FIRST_YEAR
from sferum_docs.store.audit import record_event
from sferum_docs.store.database import db, writing
from sferum_docs.store.register import numbers, register_imports

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date

    from sferum_docs.documents.registering.registers import Register
    from sferum_docs.store.audit import Actor
    from sferum_docs.store.database import Transaction

    Place = tuple[int, int, str]  # period, figure, letter
    Rows = Iterable[tuple[str, Mapping[str, str]]]

_TOLD = 5  # questions that are named each; the others are counted
FIRST, LETTERS, OURS = "first", "letters", "ours"  # what may be done with entries of one number


@dataclass(frozen=True, slots=True)
class Clash:
    """Lines of one number: `ours` is the entry that has it already (number, day, title)."""

    key: str
    number: str
    year: int
    lines: tuple[OldLine, ...]
    ours: tuple[str, date, str] | None = None


@dataclass(frozen=True, slots=True)
class Going:
    """What the next number of a period is, and what it becomes when the numbers go on after those that come in."""

    period: int
    now: int
    then: int


@dataclass(frozen=True, slots=True)
class OldRegister:
    """What a table holds for a register."""

    fresh: tuple[OldLine, ...]
    known: tuple[OldLine, ...]
    repeated: tuple[OldLine, ...]
    faulty: tuple[OldLine, ...]
    skipped: tuple[OldLine, ...]
    clashes: tuple[Clash, ...]
    going: tuple[Going, ...]

    @property
    def doubtful(self) -> tuple[OldLine, ...]:
        """Lines that come in when a person says so."""
        lines = [*self.fresh, *(line for clash in self.clashes for line in clash.lines)]
        return tuple(line for line in lines if line.doubts)

    @property
    def count(self) -> int:
        """How many lines may come in."""
        return len(self.fresh) + sum(len(clash.lines) for clash in self.clashes)


@dataclass(frozen=True, slots=True)
class ImportDecisions:
    """What a person said: places of lines left out, what becomes of each clash, whether the numbers go on."""

    left_out: frozenset[str] = frozenset()
    clashes: Mapping[str, str] = field(default_factory=dict)  # a clash without a line here follows `others`
    others: str = ""
    goes_on: bool | None = None


def compare_old(school_id: int, register_id: str, rows: Rows, by: Actor) -> OldRegister:
    """What of these rows would come into the register. FaultsError: there is no such register."""
    book = book_of(school_id, register_id)
    return _compared(db.session(), school_id, book, read_lines(rows, by.at.astimezone().date(), FIRST_YEAR))


def import_old(
    school_id: int, register_id: str, rows: Rows, decisions: ImportDecisions, by: Actor, import_id: int | None = None
) -> int:
    """Writes what a person decided on; gives how many. FaultsError: nothing is written.

    `import_id` is the kept table: it is written once, its content goes, and what came in can be taken back.
    """
    book = book_of(school_id, register_id)
    lines = read_lines(rows, by.at.astimezone().date(), FIRST_YEAR)
    with writing() as session:
        table = register_imports.locked(session, school_id, register_id, import_id) if import_id else None
        if import_id and (table is None or table.done_at is not None):
            raise FaultsError([Fault("old_done")])
        wanted = [line for line in lines if line.place not in decisions.left_out]
        found = _compared(session, school_id, book, wanted)
        entries = _decided(session, school_id, book, found, decisions)
        if not entries:
            raise FaultsError([Fault("old_nothing")])
        counters = write_entries(
            session, school_id, book, entries, by, goes_on=bool(decisions.goes_on), import_id=import_id
        )
        if table is not None and import_id is not None:
            register_imports.change(
                session, import_id, content=b"", done_at=by.at, by_name=by.name, count=len(entries),
                counters=counters, entries_sha256=register_imports.entries_mark(session, import_id),
            )  # fmt: skip
        record_event(session, school_id, by, "register.imported", book.title, count=len(entries))
        return len(entries)


def _compared(session: Transaction, school_id: int, book: Register, lines: Iterable[OldLine]) -> OldRegister:
    kept = numbers.places(session, school_id, book.id)
    same = {(*place[:3], place[4], _words(place[5])) for place in kept}
    loose = {(place[0], place[1], place[4], _words(place[5])) for place in kept}
    parts: dict[str, list[OldLine]] = defaultdict(list)
    groups: dict[Place, list[OldLine]] = defaultdict(list)
    seen = set()
    for line in lines:
        entry = line.entry
        if entry is None:
            parts["skipped" if line.skipped else "faulty"].append(line)
            continue
        period = book.period(entry.signed_on)
        mark = (period, entry.ordinal, entry.letter, entry.signed_on, _words(entry.title))
        if mark in same or (not entry.letter and (mark[0], mark[1], mark[3], mark[4]) in loose):
            parts["known"].append(line)
        elif mark in seen:
            parts["repeated"].append(line)
        else:
            seen.add(mark)
            groups[period, entry.ordinal, entry.letter].append(line)
    clashes = _clashes(groups, kept, parts["fresh"])
    going = _going(school_id, book, groups)
    return OldRegister(
        fresh=tuple(parts["fresh"]),
        known=tuple(parts["known"]),
        repeated=tuple(parts["repeated"]),
        faulty=tuple(parts["faulty"]),
        skipped=tuple(parts["skipped"]),
        clashes=tuple(clashes),
        going=going,
    )


def _clashes(
    groups: Mapping[Place, Sequence[OldLine]],
    kept: Sequence[tuple[int, int, str, str, date, str]],
    fresh: list[OldLine],
) -> list[Clash]:
    """The lines whose number is not theirs alone; the others go to `fresh`."""
    ours = {place[:3]: place[3:] for place in kept}
    by_number = {(place[0], place[3]): place[3:] for place in kept}
    clashes = []
    for place, found in groups.items():
        first = found[0].entry
        if first is None:
            continue
        taken = ours.get(place) or by_number.get((place[0], first.number))
        if len(found) == 1 and taken is None:
            fresh += found
        else:
            key = f"{place[0]}-{place[1]}-{place[2]}"
            clashes.append(Clash(key, first.number, first.signed_on.year, tuple(found), taken))
    return clashes


def _words(title: str) -> str:
    return " ".join(title.casefold().split())


def _going(school_id: int, book: Register, places: Iterable[Place]) -> tuple[Going, ...]:
    highest: dict[int, int] = {}
    for period, ordinal, _letter in places:
        highest[period] = max(highest.get(period, 0), ordinal)
    found = []
    for period, ordinal in sorted(highest.items(), reverse=True):
        last = numbers.find_counter(school_id, book.id, period).last
        if ordinal > last:
            found.append(Going(period, last + 1, ordinal + 1))
    return tuple(found)


def _decided(
    session: Transaction, school_id: int, book: Register, found: OldRegister, decisions: ImportDecisions
) -> list[OldEntry]:
    """The entries as a person decided. FaultsError, with every question that has no answer."""
    unsaid = list[Fault]()
    entries = [line.entry for line in found.fresh if line.entry is not None]
    letters: dict[tuple[int, int], set[str]] = defaultdict(set)
    for period, ordinal, letter, *_ in numbers.places(session, school_id, book.id):
        letters[period, ordinal].add(letter)
    for line in (*found.fresh, *(line for clash in found.clashes for line in clash.lines)):
        if line.entry is not None:
            letters[book.period(line.entry.signed_on), line.entry.ordinal].add(line.entry.letter)
    for clash in found.clashes:
        try:
            entries += _of_clash(book, clash, decisions, letters)
        except FaultsError as error:
            unsaid += [replace(fault, place=f"same-{clash.key}") for fault in error.faults]
    faults = unsaid[:_TOLD]
    if len(unsaid) > _TOLD:
        faults.append(Fault("old_choose_more", values={"count": len(unsaid) - _TOLD}))
    if found.going and decisions.goes_on is None:
        faults.append(Fault("old_goes_on", "goes-yes"))
    if faults:
        raise FaultsError(faults)
    return entries


def _of_clash(
    book: Register, clash: Clash, decisions: ImportDecisions, letters: Mapping[tuple[int, int], set[str]]
) -> list[OldEntry]:
    """What of the lines of one number comes in. FaultsError: nobody has said, or the letters are over."""
    choice = decisions.clashes.get(clash.key) or decisions.others
    entries = [line.entry for line in clash.lines if line.entry is not None]
    values = {"number": clash.number, "year": clash.year}
    if choice == LETTERS:
        return _under_letters(book, entries, letters, values, keeps=clash.ours is None)
    if clash.ours is not None and choice in {FIRST, OURS}:
        return []
    if clash.ours is None and choice == FIRST:
        return entries[:1]
    chosen = [line.entry for line in clash.lines if line.place == choice and line.entry and clash.ours is None]
    if not chosen:
        raise FaultsError([Fault("old_choose", values=values)])
    return chosen


def _under_letters(
    book: Register,
    entries: Sequence[OldEntry],
    letters: Mapping[tuple[int, int], set[str]],
    values: Mapping[str, object],
    *,
    keeps: bool,
) -> list[OldEntry]:
    """The entries of one number, each under a letter of its own; the first keeps the number when it is free."""
    found = list(entries[:1]) if keeps else []
    for entry in entries[1:] if keeps else entries:
        taken = letters[book.period(entry.signed_on), entry.ordinal]
        letter = next_letter(taken)
        if letter is None:
            raise FaultsError([Fault("old_letters_over", values=values)])
        taken.add(letter)
        found.append(with_letter(entry, letter))
    return found
