"""A school's own registers: added, renamed, closed; numbers by their masks and periods; incoming papers."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from sferum_docs.documents.registering.registers import Column, Register, Reset, shipped_registers
from sferum_docs.reading.faults import FaultsError
from sferum_docs.services.installation.audit import Search, read_journal
from sferum_docs.services.register.lists.change_registers import (
    add_register,
    close_register,
    delete_register,
    open_register,
    save_register,
)
from sferum_docs.services.register.lists.listing import Wanted, load_register, waiting
from sferum_docs.services.register.lists.registers import registers_of
from sferum_docs.services.register.next_number import coming_numbers, set_next_number
from sferum_docs.services.register.register import register_outside
from sferum_docs.services.register.registration import RegistrationDetails
from sferum_docs.services.school.save import find_school, save_school
from sferum_docs.store.register.entry import Entry
from tests.builders import a_school
from tests.registering import BY, DAY, made

pytestmark = pytest.mark.usefixtures("app")
OWN = Register(
    id="",
    title="Журнал регистрации справок",
    short="Справки",
    one="справка",
    kinds=("справка", "выписка"),
    file="01-11",
    mask="С-{номер}/{год}",
    columns=(Column("number", "Рег. №"), Column("day", "Дата"), Column("title", "Содержание")),
)


@pytest.fixture
def school(app: object) -> int:
    assert app
    return save_school(None, a_school(), BY)


def outside(school: int, register: str, day: date = DAY, by: object = BY, **told: object) -> Entry:
    return register_outside(school, register, "О режиме", RegistrationDetails(day, **told), by)  # type: ignore[arg-type]  # a test


def codes(deed: object, *args: object) -> list[str]:
    with pytest.raises(FaultsError) as error:
        deed(*args)  # type: ignore[operator]
    return [fault.code for fault in error.value.faults]


def test_a_school_begins_with_the_five_registers_of_a_school(school: int) -> None:
    assert [book.short for book in registers_of(school).values()] == [
        "Приказы", "Исходящие", "Входящие", "Личный состав", "Учащиеся",
    ]  # fmt: skip
    assert outside(school, "R04").number == "1-лс"
    assert outside(school, "R05").number == "1-у"
    assert outside(school, "R04").number == "2-лс"


def test_the_resolution_itself_comes_in(school: int) -> None:
    entry = outside(
        school, "R03", sender="Администрация района", sender_number="262", sender_date=date(2023, 10, 13),
        due=date(2023, 10, 20), executor="Исаева З. К.", act="sferum-2023",
    )  # fmt: skip
    (line,) = load_register(school, Wanted(register="R03", year=2023), 2023, BY).lines
    assert [line.cells[name] for name in ("number", "sender", "sender_number", "due", "executed")] == [
        "1", "Администрация района", "262 от 13.10.2023", "20.10.2023", "",
    ]  # fmt: skip
    assert (entry.act, entry.signer) == ("sferum-2023", ""), "who signed it is not of this school"


def test_a_school_adds_a_register_of_its_own_and_enters_papers_of_its_kinds(school: int) -> None:
    own = add_register(school, OWN, BY)
    assert outside(school, own.id).kind == "справка"
    entry = outside(school, own.id, kind="выписка")
    assert (entry.number, entry.kind) == ("С-2/2023", "выписка")
    assert codes(outside_of_kind, school, own.id) == ["not_a_choice"]
    second = add_register(school, replace(OWN, kinds=("заявление",)), BY)
    assert second.id != own.id
    other = save_school(None, a_school(), BY)
    assert own.id not in registers_of(other), "another school has its own"


def outside_of_kind(school: int, register: str) -> Entry:
    return outside(school, register, kind="приказ")


def test_what_is_wrong_with_a_register_is_told_all_at_once(school: int) -> None:
    wrong = replace(OWN, title="", kinds=("приказ",), mask="без номера", columns=OWN.columns[:1])
    assert codes(add_register, school, wrong, BY) == ["empty", "mask_number", "kind_taken", "columns_needed"]
    assert codes(add_register, school, replace(OWN, title="Ж" * 1001), BY) == ["too_long"]
    assert len(registers_of(school)) == len(shipped_registers())


def test_a_changed_register_keeps_its_entries_and_leaves_a_trace(school: int) -> None:
    outside(school, "R04")
    book = registers_of(school)["R04"]
    save_register(school, replace(book, title="Книга приказов по кадрам", mask="К-{номер}"), BY)
    assert outside(school, "R04").number == "К-2"
    (line, *_) = (item for item in read_journal(school, Search(), 50).lines if item.action == "register.book_changed")
    assert line.details["before"]["mask"] == "{номер}-лс"
    assert line.details["after"]["title"] == "Книга приказов по кадрам"
    changed = registers_of(school)["R04"]
    assert codes(save_register, school, replace(changed, reset=Reset.NEVER), BY) == ["reset_with_entries"]


def test_the_look_of_the_numbers_of_orders_is_one_wherever_it_is_changed(school: int) -> None:
    save_register(school, replace(registers_of(school)["R01"], mask="{номер}-ОД"), BY)
    kept = find_school(school)
    assert kept is not None
    assert kept.layout.order_mask == "{номер}-ОД"
    save_school(school, replace(kept, layout=replace(kept.layout, order_mask="{номер}-О")), BY)
    assert outside(school, "R01").number == "1-О"


def test_a_register_with_entries_is_closed_and_not_deleted(school: int) -> None:
    own = add_register(school, OWN, BY)
    outside(school, own.id)
    assert codes(delete_register, school, own.id, BY) == ["register_with_entries"]
    close_register(school, own.id, BY)
    assert codes(outside, school, own.id) == ["no_such_register"]
    assert len(load_register(school, Wanted(register=own.id, year=2023), 2023, BY).lines) == 1
    taken = add_register(school, OWN, BY)
    assert codes(open_register, school, own.id, BY) == ["kind_taken", "kind_taken"]
    delete_register(school, taken.id, BY)
    open_register(school, own.id, BY)
    assert outside(school, own.id).ordinal == 2


def test_the_last_open_register_stays_open_and_drafts_of_a_closed_one_wait_no_more(school: int) -> None:
    made(school, "D04")
    assert waiting(school)
    for book in ("R01", "R02", "R03", "R04"):
        close_register(school, book, BY)
    assert not waiting(school)
    assert codes(close_register, school, "R05", BY) == ["last_register"]


def test_numbers_that_never_begin_anew_go_on_over_the_years(school: int) -> None:
    own = add_register(school, replace(OWN, reset=Reset.NEVER, mask="{номер}"), BY)
    outside(school, own.id, day=date(2022, 12, 30), confirmed=True)
    assert outside(school, own.id).number == "2"
    next_year = replace(BY, at=BY.at + timedelta(days=90))
    assert outside(school, own.id, day=date(2024, 1, 9), by=next_year).number == "3"
    book = load_register(school, Wanted(register=own.id, year=2024), 2024, BY)
    assert (len(book.lines), book.missing, book.next_number) == (1, (), 4)


def test_the_number_shown_is_the_number_given_around_the_new_year(school: int) -> None:
    set_next_number(school, "R01", 2023, 251, BY)
    january = replace(BY, at=BY.at.replace(year=2024, month=1, day=9))
    for register in registers_of(school).values():
        for day in (date(2023, 12, 29), date(2023, 12, 31), date(2024, 1, 1), date(2024, 1, 9)):
            (shown,) = coming_numbers(school, register, day, 1)
            assert outside(school, register.id, day=day, by=january).number == shown
    assert [coming_numbers(school, registers_of(school)["R01"], day, 2) for day in (date(2023, 12, 31), DAY)] == [
        ("253", "254"), ("253", "254"),
    ]  # fmt: skip


@pytest.mark.parametrize(("year", "number"), [(2021, 1200), (2022, 1000), (2023, 999_999), (2024, 7), (1918, 1)])
def test_a_register_goes_on_from_any_number_in_any_year(school: int, year: int, number: int) -> None:
    set_next_number(school, "R01", year, number, BY)
    (shown,) = coming_numbers(school, registers_of(school)["R01"], date(year, 10, 16), 1)
    assert shown == str(number)


@pytest.mark.parametrize(
    ("year", "number", "code"),
    [(2023, 0, "number_from_one"), (2023, 1_000_000, "not_a_register_number"), (1917, 5, "year_ahead"),
     (2025, 5, "year_ahead")],
)  # fmt: skip
def test_what_cannot_be_a_next_number_is_told_by_its_own_sentence(
    school: int, year: int, number: int, code: str
) -> None:
    assert codes(set_next_number, school, "R01", year, number, BY) == [code]


def test_a_forgotten_order_stands_beside_one_that_is_out_of_order(school: int) -> None:
    outside(school, "R01", day=date(2023, 10, 12))
    outside(school, "R01", day=date(2023, 10, 5), reason="болел секретарь")
    outside(school, "R01", day=date(2023, 10, 14))
    told = {"after": 1, "reason": "Забыт"}
    assert outside(school, "R01", day=date(2023, 10, 13), **told).number == "1-а"
    for day, after, code in ((11, 1, "not_between"), (15, 1, "not_between"), (13, 3, "not_earlier")):
        with pytest.raises(FaultsError) as error:
            outside(school, "R01", day=date(2023, 10, day), after=after, reason="Забыт")
        (fault,) = error.value.faults
        assert fault.code == code
        first, last = fault.values["first"], fault.values["last"]
        assert not last or str(first)[:2] <= str(last)[:2], "no day from the 28th to the 20th"
    assert outside(school, "R01", day=date(2023, 10, 15), after=3, reason="Забыт").number == "3-а"


def test_neighbours_that_contradict_each_other_bind_nobody(school: int) -> None:
    for day in (date(2023, 10, 12), date(2023, 10, 14)):
        outside(school, "R01", day=day)
    set_next_number(school, "R01", 2023, 1500, BY)
    assert outside(school, "R01").ordinal == 1500
    assert outside(school, "R01", after=1500, reason="Забыт").number == "1500-а"


@pytest.mark.parametrize(
    ("day", "code"),
    [(date(1990, 1, 1), "day_long_ago"), (date(2022, 10, 16), "day_long_ago"), (date(1917, 12, 31), "year_too_old"),
     (date(2024, 1, 1), "day_ahead")],
)  # fmt: skip
def test_a_day_of_another_year_is_asked_about_before_anything_is_written(school: int, day: date, code: str) -> None:
    assert codes(outside, school, "R01", day) == [code]
    assert not load_register(school, Wanted(register="R01"), 2023, BY).lines
    if code == "day_long_ago":
        assert outside(school, "R01", day=day, confirmed=True).number == "1"


def test_the_signer_is_who_signed_that_paper(school: int) -> None:
    assert outside(school, "R01").signer == "Магомедова\u00a0П.\u00a0Г."
    assert outside(school, "R01", signer="Омаров Г. А., и. о. директора").signer == "Омаров Г. А., и. о. директора"
