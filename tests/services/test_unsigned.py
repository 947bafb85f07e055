"""Who has not signed, across all orders: by person and by order, many marked by one day, quick in a big school."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlalchemy import event

from sferum_docs.reading.faults import FaultsError
from sferum_docs.services.register.entries.acquaint import add_people, refuse, signatures
from sferum_docs.services.register.entries.repeal import repeal
from sferum_docs.services.register.entries.void import void
from sferum_docs.services.register.lists.unsigned import (
    UnsignedFilter,
    mark_signed,
    unsigned_by_entry,
    unsigned_by_person,
)
from sferum_docs.services.register.register import register_outside
from sferum_docs.services.register.registration import RegistrationDetails
from sferum_docs.services.school.save import save_school
from sferum_docs.store.database import db, writing
from sferum_docs.store.register.entry import Entry
from sferum_docs.store.rows import AcquaintanceRow
from tests.builders import a_school
from tests.registering import BY, DAY

pytestmark = pytest.mark.usefixtures("app")
ALL = UnsignedFilter()
LATER = replace(BY, at=BY.at + timedelta(days=10))
ALIEVA, BEKOV, GADJIEV = "Алиева Патимат Омаровна", "Беков Али Магомедович", "Гаджиев Рашид Исаевич"


@pytest.fixture
def school(app: object) -> int:
    assert app
    return save_school(None, a_school(), BY)


def order(school: int, title: str, day: date, *people: str) -> Entry:
    entry = register_outside(school, "R01", title, RegistrationDetails(day), LATER)
    add_people(school, entry.id, [(name, "учитель") for name in people], LATER)
    return entry


@pytest.fixture
def three(school: int) -> tuple[Entry, Entry, Entry]:
    return (
        order(school, "О режиме", DAY, ALIEVA, BEKOV),
        order(school, "О графике", DAY + timedelta(days=1), ALIEVA, GADJIEV),
        order(school, "О дежурстве", DAY + timedelta(days=5), ALIEVA, BEKOV, GADJIEV),
    )


def by_person(school: int, wanted: UnsignedFilter = ALL) -> dict[str, list[str]]:
    page = unsigned_by_person(school, wanted, 1, 50)
    return {group.title: [line.number for line in group.lines] for group in page.groups}


def test_the_list_stands_by_person_and_by_order(school: int, three: tuple[Entry, ...]) -> None:
    assert by_person(school) == {ALIEVA: ["1", "2", "3"], BEKOV: ["1", "3"], GADJIEV: ["2", "3"]}
    page = unsigned_by_entry(school, ALL, 1, 50)
    assert [line.name for line in page.groups[0].lines] == [ALIEVA, BEKOV]
    assert (page.totals.signatures, page.totals.people, page.totals.entries) == (7, 3, 3)
    assert [group.entry_id for group in page.groups] == [entry.id for entry in three]


def test_what_is_settled_void_or_repealed_is_not_asked_for(school: int, three: tuple[Entry, ...]) -> None:
    first, second, third = three
    refuse(school, first.id, DAY, [signatures(first.id)[0].id], ("Один", "Два"), LATER)
    void(school, second.id, "Ошибка", LATER)
    assert by_person(school) == {ALIEVA: ["3"], BEKOV: ["1", "3"], GADJIEV: ["3"]}
    repeal(school, first.id, third.id, "", LATER)
    assert by_person(school)[BEKOV] == ["3"]
    assert by_person(school, replace(ALL, repealed=True))[BEKOV] == ["1", "3"]
    void(school, third.id, "Ошибка", LATER)
    assert by_person(school) == {BEKOV: ["1"]}, "a void order repeals nothing"


@pytest.mark.parametrize(
    ("wanted", "expected"),
    [
        (replace(ALL, words="беков"), {BEKOV: ["1", "3"]}),
        (replace(ALL, words="алиева график"), {ALIEVA: ["2"]}),
        (replace(ALL, since=DAY + timedelta(days=5)), {ALIEVA: ["3"], BEKOV: ["3"], GADJIEV: ["3"]}),
        (replace(ALL, until=DAY), {ALIEVA: ["1"], BEKOV: ["1"]}),
        (replace(ALL, register="R02"), {}),
    ],
)
def test_the_list_is_narrowed(
    school: int, three: tuple[Entry, ...], wanted: UnsignedFilter, expected: dict[str, list[str]]
) -> None:
    assert three
    assert by_person(school, wanted) == expected


def lines_of(school: int, name: str) -> list[int]:
    return [line.id for line in unsigned_by_person(school, replace(ALL, words=name), 1, 50).groups[0].lines]


def test_a_day_that_suits_one_order_not_marks_nothing_and_names_it(school: int, three: tuple[Entry, ...]) -> None:
    with pytest.raises(FaultsError) as error:
        mark_signed(school, lines_of(school, ALIEVA), DAY + timedelta(days=2), LATER)
    assert "№ 3 от 21.10.2023" in str(error.value)
    assert "№ 1" not in str(error.value)
    assert len(by_person(school)[ALIEVA]) == len(three)


def test_a_day_ahead_and_nobody_are_refused(school: int, three: tuple[Entry, ...]) -> None:
    assert three
    for lines, day, code in (
        ([], DAY, "nobody_chosen"),
        (lines_of(school, BEKOV), date(2099, 1, 1), "signature_ahead"),
    ):
        with pytest.raises(FaultsError) as error:
            mark_signed(school, lines, day, LATER)
        assert error.value.faults[0].code == code


def test_what_another_marked_meanwhile_keeps_its_day(school: int, three: tuple[Entry, ...]) -> None:
    day, lines = DAY + timedelta(days=6), lines_of(school, ALIEVA)
    mark_signed(school, lines[:1], DAY, LATER)
    marked = mark_signed(school, lines, day, LATER)
    assert (marked.now, marked.before) == (2, 1)
    assert [signatures(entry.id)[0].signed_on for entry in three] == [DAY, day, day]
    assert ALIEVA not in by_person(school)


def test_lines_of_another_school_are_not_touched(school: int, three: tuple[Entry, ...]) -> None:
    other = save_school(None, a_school(), replace(BY, user_id=None))
    assert mark_signed(other, lines_of(school, BEKOV), DAY + timedelta(days=6), LATER).now == 0
    assert len(by_person(school)[BEKOV]) == len(three) - 1


def test_three_hundred_people_and_thirty_orders_take_a_few_queries(school: int) -> None:
    entries = [register_outside(school, "R01", f"О деле {place}", RegistrationDetails(DAY), BY) for place in range(30)]
    with writing() as session:
        session.add_all(
            AcquaintanceRow(entry_id=entry.id, position=place, name=f"Работник {place:03}", post="учитель")
            for entry in entries
            for place in range(300)
        )
    asked: list[str] = []
    event.listen(db.engine, "before_cursor_execute", lambda *told: asked.append(told[2]))
    page = unsigned_by_person(school, ALL, 1, 50)
    assert len([words for words in asked if words.startswith("SELECT")]) == 3, (
        "the figures, the names of a page, their lines"
    )
    assert (page.totals.signatures, page.pages, len(page.groups), len(page.groups[0].lines)) == (9000, 6, 50, 30)
    asked.clear()
    marked = mark_signed(school, [line.id for group in page.groups for line in group.lines], DAY, BY)
    assert marked.now == 1500
    assert len(asked) < 5 * 30, "a line of the journal for each order, the rows in bundles"
    assert unsigned_by_person(school, ALL, 99, 50).number == 5
