"""A register for the pages: a page of its rows as on paper, its footer, what one may filter by."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from sferum_docs.documents.registering.registers import ALL_TIME, MOST_NUMBER, Register, Reset, missing_numbers
from sferum_docs.services.register.finish import GRACE, sweep
from sferum_docs.services.register.free_numbers import coming_ordinals
from sferum_docs.services.register.lists.lines import EntryLine, lines_of
from sferum_docs.services.register.lists.registers import registers_of
from sferum_docs.services.register.lists.waiting import UnregisteredDocument, waiting
from sferum_docs.store.change_stamp import cached_until_change
from sferum_docs.store.database import db
from sferum_docs.store.register import entry_search, numbers, register
from sferum_docs.store.register.entry import Entry
from sferum_docs.store.register.entry_search import Wanted

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from sferum_docs.store.audit import Actor

__all__ = [
    "PAGE",
    "Entry",
    "EntryLine",
    "Found",
    "RegisterView",
    "UnregisteredDocument",
    "Wanted",
    "entries_before",
    "find_entries",
    "find_entry",
    "last_told",
    "lines_of",
    "load_register",
    "next_number",
    "repealed_entries",
    "search_entries",
    "waiting",
    "years_of",
]  # fmt: skip

PAGE = 100  # lines


@dataclass(frozen=True)
class Found:
    """A page of what is found: its lines, how many there are in all, which page of how many."""

    lines: tuple[EntryLine, ...]
    total: int
    page: int

    @property
    def pages(self) -> int:
        """How many pages there are; an empty one too is a page."""
        return max(1, -(-self.total // PAGE))

    @property
    def first(self) -> int:
        """The place of the first line among all; 0 when there is none."""
        return (self.page - 1) * PAGE + 1 if self.lines else 0

    @property
    def last(self) -> int:
        """The place of the last line."""
        return self.first + len(self.lines) - 1 if self.lines else 0


@dataclass(frozen=True)
class RegisterView:
    """A register in a year, or in all of them, filtered, with its footer."""

    register: Register
    found: Found
    total: int
    voided: int
    next_number: int
    earlier: tuple[tuple[int, int], ...]
    missing: tuple[tuple[int, int], ...]
    years: tuple[int, ...]
    troubled: tuple[Entry, ...] = ()

    @property
    def lines(self) -> tuple[EntryLine, ...]:
        """The lines of the page."""
        return self.found.lines


def load_register(school_id: int, wanted: Wanted, year: int, by: Actor, page: int = 1) -> RegisterView:
    """A page of the lines asked for; what a crash left unfinished is finished first.

    `year` is the year whose numbers the footer tells of.
    """
    troubled = sweep(by, school_id, GRACE)
    return replace(_book(school_id, wanted, year, _day_in(year, by), page), troubled=troubled)


@cached_until_change
def _book(school_id: int, wanted: Wanted, year: int, day: date, page: int) -> RegisterView:
    books = registers_of(school_id)
    book = books[wanted.register or next(iter(books))]
    period = ALL_TIME if book.reset is Reset.NEVER else year
    counter = numbers.find_counter(school_id, book.id, period)
    explained = [*counter.earlier, (counter.last + 1, MOST_NUMBER)]  # nobody misses what is still to be given
    whole = Wanted(register=book.id, year=wanted.year, order=wanted.order)
    total, voided = entry_search.count_states(school_id, whole)
    return RegisterView(
        register=book,
        found=_page(school_id, wanted, page, total if wanted == whole else None),
        total=total,
        voided=voided,
        next_number=next_number(school_id, book, day),
        earlier=counter.earlier,
        missing=missing_numbers(numbers.gaps(school_id, book.id, period), explained),
        years=numbers.years(school_id, book.id),
    )


def search_entries(school_id: int, words: str, page: int = 1, pack: str = "") -> Found:
    """A page of the entries of every register and year that hold all the words, of one act or all; newest first."""
    return _page(school_id, Wanted(words=words, order="-day", pack=pack), page)


def _page(school_id: int, wanted: Wanted, page: int, known: int | None = None) -> Found:
    """The page asked for, or the last when there are fewer; `known`: how many there are, when it is counted."""
    total = entry_search.count_entries(school_id, wanted) if known is None else known
    page = max(1, min(page, -(-total // PAGE)))
    entries = entry_search.find_entries(school_id, wanted, PAGE, (page - 1) * PAGE)
    return Found(lines_of(school_id, entries), total, page)


def years_of(school_id: int, register_id: str) -> tuple[int, ...]:
    """The years that have entries, newest first."""
    return numbers.years(school_id, register_id)


def next_number(school_id: int, book: Register, day: date) -> int:
    """The number that the next entry of this day will get, unless somebody is quicker."""
    (ordinal,) = coming_ordinals(db.session(), school_id, book, day, 1)
    return ordinal


def _day_in(year: int, by: Actor) -> date:
    """Today, or the last day of a year that is over."""
    today = by.at.astimezone().date()
    return today if today.year == year else date(year, 12, 31)


def find_entry(school_id: int, entry_id: int) -> Entry | None:
    """An entry of this school; another school's is not found."""
    return register.find(school_id, entry_id)


def find_entries(school_id: int, ids: Collection[int]) -> Mapping[int, Entry]:
    """The entries of this school under these ids."""
    return register.named(school_id, ids)


def entries_before(
    school_id: int, register_id: str, before: int | None, most: int, year: int | None = None
) -> tuple[Entry, ...]:
    """Entries of a register, those entered last first, from the one before an entry on."""
    return entry_search.entered_before(school_id, register_id, before, most, year)


def repealed_entries(school_id: int, entry_id: int) -> tuple[Entry, ...]:
    """What an entry repealed."""
    return register.repealed_by(school_id, entry_id)


def last_told(school_id: int, register_id: str) -> Entry | None:
    """The newest entry: what was written in it is proposed for the next."""
    return register.newest_entry(school_id, register_id)
