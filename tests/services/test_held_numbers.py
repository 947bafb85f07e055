"""A number held for a paper to come: the others go on after it, and it is filled in order or voided."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from sferum_docs.reading.faults import FaultsError
from sferum_docs.services.documents.issued import document_bytes, find_document
from sferum_docs.services.register.entries.void import restore, void
from sferum_docs.services.register.finish import sweep
from sferum_docs.services.register.hold import Holding, held_entries, hold_numbers
from sferum_docs.services.register.lists.lines import lines_of
from sferum_docs.services.register.lists.listing import Wanted, load_register, next_number
from sferum_docs.services.register.lists.registers import registers_of
from sferum_docs.services.register.lists.reminders import reminders
from sferum_docs.services.register.next_number import coming_numbers
from sferum_docs.services.register.register import register_document, register_outside
from sferum_docs.services.register.registration import RegistrationDetails
from sferum_docs.services.school.save import find_school, save_school
from sferum_docs.store.database import writing
from sferum_docs.store.register.entry import Entry
from sferum_docs.store.rows import CounterRow
from tests.builders import a_school
from tests.registering import BY, DAY, made, words

pytestmark = pytest.mark.usefixtures("app")
TOMORROW = DAY + timedelta(days=1)
NEXT_DAY = replace(BY, at=BY.at + timedelta(days=1))


@pytest.fixture
def school(app: object) -> int:
    assert app
    return save_school(None, a_school(), BY)


def hold(school: int, count: int = 1, day: date = TOMORROW) -> tuple[Entry, ...]:
    return hold_numbers(school, "R01", Holding(day, count, "приказ о поездке", "Исаева З. К."), BY)


def outside(school: int, day: date = DAY, **told: object) -> Entry:
    return register_outside(school, "R01", "О режиме", RegistrationDetails(day, **told), NEXT_DAY)  # type: ignore[arg-type]  # a test


def code(error: pytest.ExceptionInfo[FaultsError]) -> str:
    return error.value.faults[0].code


def test_held_numbers_stand_in_the_register_and_the_next_go_on_after_them(school: int) -> None:
    assert [entry.number for entry in hold(school, 2)] == ["1", "2"]
    assert outside(school).number == "3", "the day of a held number does not bind today's paper"
    book = load_register(school, Wanted(register="R01", year=2023), 2023, BY)
    assert (book.total, book.missing, book.troubled) == (3, (), ())
    (line, _) = lines_of(school, held_entries(school))
    assert line.cells["title"] == "Зарезервирован: приказ о поездке"
    assert line.entry.held
    assert sweep(BY, school) == (), "nothing is broken about it"


def test_a_number_held_is_never_shown_as_the_one_to_come(school: int) -> None:
    book, day = registers_of(school)["R01"], DAY
    for days in (0, 1, 30):
        (held,) = hold(school, day=DAY + timedelta(days=days))
        (shown,) = coming_numbers(school, book, day, 1)
        (later,) = coming_numbers(school, book, day + timedelta(days=1), 1)
        register = load_register(school, Wanted(register="R01", year=2023), 2023, BY)
        assert {shown, later, str(register.next_number), str(next_number(school, book, day))} == {shown}
        assert shown not in {entry.number for entry in held_entries(school)}
        assert int(shown) == held.ordinal + 1
        assert outside(school, reason="раньше").number == shown


def test_numbers_that_entries_have_already_are_stepped_over_by_page_and_register_alike(school: int) -> None:
    for _ in range(3):
        outside(school)
    with writing() as session:
        session.get_one(CounterRow, (school, "R01", 2023)).last = 1  # the import was not counted on
    book = registers_of(school)["R01"]
    assert coming_numbers(school, book, DAY, 2) == ("4", "5")
    assert [entry.number for entry in hold(school, 2)] == ["4", "5"]
    assert coming_numbers(school, book, DAY, 1) == ("6",)
    assert outside(school).number == "6"


def test_a_draft_is_registered_under_a_held_number(school: int) -> None:
    (held,) = hold(school)
    (draft,) = made(school, "D04")
    entry = register_document(school, draft.id, RegistrationDetails(TOMORROW, held=held.id), NEXT_DAY)
    assert (entry.number, entry.ready, entry.signed_on, entry.title) == ("1", True, TOMORROW, draft.title)
    kept = find_document(school, entry.document_id or 0)
    assert kept is not None
    assert "№ 1" in words(document_bytes(kept))
    assert held_entries(school) == ()
    assert outside(school, TOMORROW).number == "2"


def test_a_held_number_keeps_its_look_when_the_mask_changes(school: int) -> None:
    (held,) = hold(school)
    kept = find_school(school)
    assert kept is not None
    save_school(school, replace(kept, layout=replace(kept.layout, order_mask="{номер}-О")), BY)
    assert outside(school, TOMORROW, held=held.id).number == "1"


def test_the_day_of_a_filled_number_keeps_the_order_or_says_why(school: int) -> None:
    (held,) = hold(school)
    outside(school)
    with pytest.raises(FaultsError) as error:
        outside(school, TOMORROW, held=held.id)
    assert code(error) == "held_not_between"
    assert len(held_entries(school)) == 1, "nothing is lost to a fault"
    entry = outside(school, TOMORROW, held=held.id, reason="Номер занят заранее")
    assert (entry.number, entry.reason) == ("1", "Номер занят заранее")


def test_a_number_is_filled_once_and_only_in_its_register_and_year(school: int) -> None:
    (held,) = hold(school)
    later = replace(BY, at=BY.at + timedelta(days=100))
    for book, day, expected in (("R01", date(2024, 1, 9), "held_other_year"), ("R02", TOMORROW, "held_elsewhere")):
        told = RegistrationDetails(day, held=held.id, confirmed=True)
        with pytest.raises(FaultsError) as error:
            register_outside(school, book, "О режиме", told, later)
        assert code(error) == expected
    assert outside(school, TOMORROW, held=held.id).id == held.id, "its address and its links stay"
    with pytest.raises(FaultsError) as error:
        outside(school, TOMORROW, held=held.id)
    assert code(error) == "held_no_more"


def test_a_number_that_is_not_needed_is_voided_with_a_reason_and_stays(school: int) -> None:
    (held,) = hold(school)
    void(school, held.id, "Поездки не будет", BY)
    assert held_entries(school) == ()
    with pytest.raises(FaultsError) as error:
        outside(school, TOMORROW, held=held.id)
    assert code(error) == "held_no_more"
    assert outside(school).number == "2"
    restore(school, held.id, BY)
    assert len(held_entries(school)) == 1


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        (Holding(TOMORROW, 0, "поездка"), "out_of_bounds"),
        (Holding(TOMORROW, 21, "поездка"), "out_of_bounds"),
        (Holding(TOMORROW, 1, ""), "empty"),
        (Holding(DAY - timedelta(days=1), 1, "поездка"), "held_day"),
        (Holding(DAY + timedelta(days=90), 1, "поездка"), "held_day"),
        (Holding(TOMORROW, 1, "п" * 301), "too_long"),
    ],
)
def test_what_is_refused_takes_no_number(school: int, asked: Holding, expected: str) -> None:
    with pytest.raises(FaultsError) as error:
        hold_numbers(school, "R01", asked, BY)
    assert code(error) == expected
    assert outside(school).number == "1"


def test_a_number_held_beyond_its_day_is_reminded_of(school: int) -> None:
    hold(school, 2)
    assert reminders(school, TOMORROW).held_passed == 0
    assert reminders(school, TOMORROW + timedelta(days=1)).held_passed == 2
