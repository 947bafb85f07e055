"""A typing error in an entry is put right with a trace; what stands in a file of the program stays."""

from dataclasses import replace
from datetime import date

import pytest

from sferum_docs.reading.faults import FaultsError
from sferum_docs.services.installation.audit import Search, read_journal
from sferum_docs.services.register.entries.correct import Correction, changes_of, correct_entry, correction_of
from sferum_docs.services.register.entries.void import void
from sferum_docs.services.register.register import register_document, register_outside
from sferum_docs.services.register.registration import RegistrationDetails
from sferum_docs.services.school.save import save_school
from sferum_docs.store.register.entry import Entry
from tests.builders import a_school
from tests.registering import BY, made

pytestmark = pytest.mark.usefixtures("app")


@pytest.fixture
def school(app: object) -> int:
    assert app
    return save_school(None, a_school(), BY)


def outside(school: int, day: int, **told: object) -> Entry:
    return register_outside(school, "R01", "О рижиме", RegistrationDetails(date(2023, 10, day), **told), BY)  # type: ignore[arg-type]  # a test


def codes(school: int, entry: Entry, wanted: Correction, reason: str = "опечатка", order: str = "") -> list[str]:
    with pytest.raises(FaultsError) as error:
        correct_entry(school, entry.id, wanted, reason, order, BY)
    return [fault.code for fault in error.value.faults]


def test_title_day_and_signer_are_put_right_and_what_stood_there_stays_beside(school: int) -> None:
    entry = outside(school, 12)
    wanted = replace(correction_of(entry), title="О режиме", signed_on=date(2023, 10, 11), signer="Омаров Г. А., и. о.")
    changed = correct_entry(school, entry.id, wanted, "опечатка", "", BY)
    assert (changed.title, changed.signed_on, changed.number) == ("О режиме", date(2023, 10, 11), "1")
    told = {item.field: (item.before, item.after, item.reason, item.by_name) for item in changes_of(entry.id)}
    assert told["title"] == ("О рижиме", "О режиме", "опечатка", BY.name)
    assert told["signed_on"] == ("12.10.2023", "11.10.2023", "опечатка", BY.name)
    assert set(told) == {"title", "signed_on", "signer"}
    assert read_journal(school, Search(), 1).lines[0].action == "register.corrected"
    correct_entry(school, entry.id, wanted, "ещё раз", "", BY)
    assert len(changes_of(entry.id)) == 3, "what changes nothing leaves no trace"


def test_the_order_of_days_holds_or_is_broken_with_a_reason(school: int) -> None:
    first, entry = outside(school, 10), outside(school, 12)
    outside(school, 14)
    early = replace(correction_of(entry), signed_on=date(2023, 10, 9))
    assert codes(school, entry, early) == ["not_between", "order_reason_needed"]
    assert correct_entry(school, entry.id, early, "опечатка", "болел секретарь", BY).out_of_order
    assert codes(school, first, replace(correction_of(first), signed_on=date(2022, 10, 10))) == ["other_period"]
    assert codes(school, first, replace(correction_of(first), signed_on=date(2023, 10, 17))) == [
        "day_ahead", "not_later", "order_reason_needed",
    ]  # fmt: skip


def test_a_correction_needs_a_reason_and_a_title_and_ends_somewhere(school: int) -> None:
    entry = outside(school, 10)
    assert codes(school, entry, replace(correction_of(entry), title="")) == ["empty"]
    assert codes(school, entry, replace(correction_of(entry), title="О режиме"), reason="") == ["reason_needed"]
    assert codes(school, entry, replace(correction_of(entry), title="О" * 1001)) == ["too_long"]
    assert codes(school, entry, replace(correction_of(entry), kind="письмо")) == ["not_a_choice"]


def test_what_stands_in_a_file_of_the_program_or_in_a_void_entry_stays(school: int) -> None:
    entry = register_document(school, made(school, "D04")[0].id, RegistrationDetails(date(2023, 10, 16)), BY)
    assert codes(school, entry, replace(correction_of(entry), title="Об ином")) == ["made_here"]
    other = outside(school, 16)
    void(school, other.id, "ошибка", BY)
    assert codes(school, other, replace(correction_of(other), title="Об ином")) == ["entry_void"]


def test_another_school_corrects_nothing(school: int) -> None:
    entry = outside(school, 10)
    with pytest.raises(LookupError):
        correct_entry(save_school(None, a_school(), BY), entry.id, correction_of(entry), "чужая", "", BY)
