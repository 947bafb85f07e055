"""What an entry of a register refuses: anything while it is void, and orders that repeal each other."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest

from sferum_docs.reading.faults import FaultsError
from sferum_docs.services.register.details import Details, change_details, mark_executed
from sferum_docs.services.register.entries import evidence
from sferum_docs.services.register.entries.acquaint import add_people, mark_signatures, refuse
from sferum_docs.services.register.entries.copies import certified_copy, extract_of
from sferum_docs.services.register.entries.evidence import Subject, add_evidence
from sferum_docs.services.register.entries.repeal import repeal
from sferum_docs.services.register.entries.void import void
from sferum_docs.services.register.finish import finish_by_hand
from sferum_docs.services.register.register import register_outside
from sferum_docs.services.register.registration import RegistrationDetails
from sferum_docs.services.school.save import find_school, save_school
from sferum_docs.store.database import writing
from sferum_docs.store.register.entry import Entry
from tests.builders import a_school
from tests.registering import BY, DAY, PDF, made, register

pytestmark = pytest.mark.usefixtures("app")
SCANS = Subject, "приказ.pdf"

WRITINGS: dict[str, Callable[[int, Entry], object]] = {
    "columns": lambda school, entry: change_details(
        school, entry.id, Details("Ким", 1, None, "01-05", "", "", ""), BY
    ),
    "executed": lambda school, entry: mark_executed(school, entry.id, DAY, BY),
    "signatures": lambda school, entry: mark_signatures(school, entry.id, {}, BY),
    "people": lambda school, entry: add_people(school, entry.id, [("Ким Олег", "учитель")], BY),
    "refusal": lambda school, entry: refuse(school, entry.id, DAY, [1], ["Бек Руслан", "Коваль Нина"], BY),
    "scan": lambda school, entry: add_evidence(school, Subject(entry_id=entry.id), "приказ.pdf", PDF, BY),
    "repeal": lambda school, entry: repeal(school, entry.id, None, "приказ Управления № 5", BY),
    "void": lambda school, entry: void(school, entry.id, "ещё раз", BY),
    "by hand": lambda school, entry: finish_by_hand(school, entry.id, BY),
    "copy": lambda school, entry: certified_copy(school, find_school(school), entry, "Директор", "З. К. Исаева", BY),  # type: ignore[arg-type]
    "extract": lambda school, entry: extract_of(
        school, find_school(school), entry, {1}, "Директор", "З. К. Исаева", BY  # type: ignore[arg-type]
    ),
}  # fmt: skip


@pytest.fixture
def school(app: object) -> int:
    assert app
    return save_school(None, a_school(), BY)


def outside(school: int, title: str, day: date = DAY, register_id: str = "R01") -> Entry:
    return register_outside(school, register_id, title, RegistrationDetails(day, reason="болел секретарь"), BY)


def codes(deed: Callable[[], object]) -> list[str]:
    with pytest.raises(FaultsError) as error:
        deed()
    return [fault.code for fault in error.value.faults]


@pytest.mark.parametrize("deed", WRITINGS)
def test_a_void_entry_takes_nothing(school: int, deed: str) -> None:
    entry = void(school, register(school, made(school, "D04")[0].id).id, "ошибка", BY)
    assert codes(lambda: WRITINGS[deed](school, entry)) in (["entry_void"], ["copy_of_void"])


def test_a_lower_number_repeals_no_higher_one_even_of_the_same_day(school: int) -> None:
    first, second = outside(school, "О первом"), outside(school, "О втором")
    assert codes(lambda: repeal(school, second.id, first.id, "", BY)) == ["repealed_by_lower"]
    repeal(school, first.id, second.id, "", BY)


def test_an_earlier_day_repeals_no_later_one_whatever_its_number(school: int) -> None:
    first, second = outside(school, "О первом"), outside(school, "О втором", DAY - timedelta(days=3))
    assert codes(lambda: repeal(school, first.id, second.id, "", BY)) == ["repealed_earlier"]


def test_orders_of_two_registers_do_not_repeal_each_other_in_a_ring(school: int) -> None:
    orders = [outside(school, "О школе"), outside(school, "О работнике", register_id="R04"),
              outside(school, "Об ученике", register_id="R05")]  # fmt: skip
    one, two, three = (entry.id for entry in orders)
    repeal(school, one, two, "", BY)
    assert codes(lambda: repeal(school, two, one, "", BY)) == ["repeals_in_a_ring"]
    repeal(school, two, three, "", BY)
    assert codes(lambda: repeal(school, three, one, "", BY)) == ["repeals_in_a_ring"]


@pytest.mark.parametrize(
    ("day", "code"), [(DAY - timedelta(days=1), "executed_before_order"), (DAY + timedelta(days=1), "executed_ahead")]
)
def test_an_order_is_executed_neither_before_its_day_nor_ahead(school: int, day: date, code: str) -> None:
    entry = outside(school, "О первом")
    assert codes(lambda: mark_executed(school, entry.id, day, BY)) == [code]


def test_an_entry_with_a_file_is_not_closed_without_one(school: int) -> None:
    entry = register(school, made(school, "D04")[0].id)
    assert codes(lambda: finish_by_hand(school, entry.id, BY)) == ["already_has_file"]


def test_two_clerks_attach_one_scan_and_it_stands_there_once(school: int, monkeypatch: pytest.MonkeyPatch) -> None:
    entry = outside(school, "О первом")

    def attach() -> object:
        return WRITINGS["scan"](school, entry)

    def meanwhile() -> object:
        monkeypatch.undo()
        attach()
        return writing()

    monkeypatch.setattr(evidence, "writing", meanwhile)
    assert codes(attach) == ["scan_here_already"]
    assert len(evidence.scans_of_entry(school, entry.id)) == 1
