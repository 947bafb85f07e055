"""What registering promises: numbers, days, files that never change, links both ways."""

import io
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from docx import Document

from sferum_docs.documents.registering.status import Status
from sferum_docs.reading.faults import FaultsError
from sferum_docs.services.documents.issued import document_bytes, find_document, newest_documents
from sferum_docs.services.documents.return_document import return_document
from sferum_docs.services.documents.statuses import document_statuses
from sferum_docs.services.installation.audit import Search, read_journal
from sferum_docs.services.packs.choose import find_pack
from sferum_docs.services.register.details import Details, change_details, mark_executed
from sferum_docs.services.register.entries.acquaint import mark_signatures, refuse, signatures
from sferum_docs.services.register.entries.evidence import Subject, add_evidence
from sferum_docs.services.register.entries.repeal import repeal
from sferum_docs.services.register.entries.send_to_sign import send_to_sign
from sferum_docs.services.register.entries.void import restore, void
from sferum_docs.services.register.finish import finish_by_hand, sweep
from sferum_docs.services.register.lists.listing import Wanted, find_entry, load_register, repealed_entries, waiting
from sferum_docs.services.register.next_number import set_next_number
from sferum_docs.services.register.register import register_document, register_documents, register_outside
from sferum_docs.services.register.registration import RegistrationDetails, day_warnings
from sferum_docs.services.school.save import find_school, save_school
from sferum_docs.store.audit import Actor
from sferum_docs.store.database import writing
from sferum_docs.store.register.entry import Entry
from sferum_docs.store.register.numbers import find_counter
from sferum_docs.store.rows import DocumentRow
from tests.builders import PACK_ID, a_school
from tests.registering import BY, DAY, PDF, made, words

pytestmark = pytest.mark.usefixtures("app")
NEXT_YEAR = replace(BY, at=BY.at + timedelta(days=90))


@pytest.fixture
def school(app: object) -> int:
    assert app
    return save_school(None, a_school(), BY)


def draft(school: int, document: str = "D04") -> int:
    return made(school, document)[0].id


def entered(school: int, document: str = "D04", day: date = DAY, **told: object) -> Entry:
    return register_document(school, draft(school, document), RegistrationDetails(day, **told), BY)  # type: ignore[arg-type]  # a test


def code(error: pytest.ExceptionInfo[FaultsError]) -> str:
    return error.value.faults[0].code


def test_only_registering_puts_the_number_and_the_day_into_the_file(school: int) -> None:
    first = draft(school)
    before = find_document(school, first)
    assert before is not None
    entry = register_document(school, first, RegistrationDetails(date(2023, 10, 16), executor="Исаева З. К."), BY)
    assert (entry.number, entry.ready, entry.signer) == ("1", True, "Магомедова\u00a0П.\u00a0Г.")
    after = find_document(school, entry.document_id or 0)
    assert after is not None
    assert "№ ____" in words(document_bytes(before))
    assert "№ 1" in words(document_bytes(after))
    assert after.version == before.version + 1
    assert before.template_sha256 == after.template_sha256


def test_the_number_is_written_by_the_mask_of_the_school(school: int) -> None:
    kept = a_school()
    save_school(school, replace(kept, layout=replace(kept.layout, order_mask="{номер}-О/{гг}")), BY)
    entry = entered(school)
    assert entry.number == "1-О/23"
    assert "№ 1-О/23" in words(document_bytes(find_document(school, entry.document_id or 0)))  # type: ignore[arg-type]


def test_letters_have_a_series_of_their_own(school: int) -> None:
    assert entered(school).number == "1"
    assert entered(school, "D19", addressee="Управление образования", by_pen=True).number == "1"
    assert entered(school, "D05").number == "2"


def test_a_new_year_begins_at_one(school: int) -> None:
    entered(school)
    told = RegistrationDetails(date(2024, 1, 9))
    assert register_outside(school, "R01", "О режиме работы", told, NEXT_YEAR).number == "1"
    assert register_outside(school, "R01", "О графике", told, NEXT_YEAR).number == "2"


def test_the_numbers_go_on_from_the_one_the_school_names_and_say_what_was_before(school: int) -> None:
    set_next_number(school, "R01", 2023, 57, BY)
    assert entered(school).number == "57"
    counter = find_counter(school, "R01", 2023)
    assert counter.earlier == ((1, 56),)
    book = load_register(school, Wanted(register="R01", year=2023), 2023, BY)
    assert (book.missing, book.next_number) == ((), 58)
    with pytest.raises(FaultsError) as error:
        set_next_number(school, "R01", 2023, 57, BY)
    assert code(error) == "next_below"
    set_next_number(school, "R01", 2023, 60, BY)
    assert find_counter(school, "R01", 2023).earlier == ((1, 56), (58, 59))
    set_next_number(school, "R01", 2023, 58, BY)
    assert find_counter(school, "R01", 2023).earlier == ((1, 56),), "a range never used is taken back"


def test_what_is_refused_takes_no_number(school: int) -> None:
    entered(school, day=date(2023, 10, 16))
    with pytest.raises(FaultsError) as error:
        entered(school, "D05", day=date(2023, 10, 13))
    assert code(error) == "out_of_order"
    assert entered(school, "D05", day=date(2023, 10, 13), reason="Подписан раньше").number == "2"


@pytest.mark.parametrize(
    ("day", "expected"), [(date(2023, 10, 17), "day_ahead"), (date(2023, 10, 12), "before_directive")]
)
def test_a_day_ahead_or_before_the_directive_is_refused(school: int, day: date, expected: str) -> None:
    with pytest.raises(FaultsError) as error:
        entered(school, day=day)
    assert code(error) == expected
    assert find_counter(school, "R01", 2023).last == 0


def test_a_day_that_is_not_today_or_no_working_day_is_only_warned_of() -> None:
    assert [item.code for item in day_warnings(date(2023, 10, 15), BY)] == ["day_not_today", "signed_on_day_off"]
    assert day_warnings(DAY, BY) == ()


def test_neither_today_nor_the_day_of_the_draft_is_odd_for_these_are_proposed() -> None:
    sunday = Actor("Исаева", datetime(2023, 10, 15, 9, tzinfo=UTC))
    assert day_warnings(date(2023, 10, 15), sunday) == ()
    assert day_warnings(date(2023, 10, 13), BY, drafted={date(2023, 10, 13)}) == ()
    assert [item.code for item in day_warnings(date(2023, 10, 13), BY)] == ["day_not_today"]


def test_a_batch_with_one_fault_registers_nothing(school: int) -> None:
    plan = draft(school, "D18")
    with pytest.raises(FaultsError) as error:
        register_documents(school, {draft(school): RegistrationDetails(DAY), plan: RegistrationDetails(DAY)}, BY)
    assert code(error) == "not_registered"
    assert find_counter(school, "R01", 2023).last == 0


def test_a_forgotten_order_gets_the_number_of_its_neighbour_with_a_letter(school: int) -> None:
    entered(school, day=date(2023, 10, 14))
    entered(school, "D05", day=date(2023, 10, 16))
    told = RegistrationDetails(date(2023, 10, 15), after=1, reason="Не записан вовремя")
    assert [register_outside(school, "R01", f"О {item}", told, BY).number for item in "12"] == ["1-а", "1-б"]
    for wrong, expected in (
        (replace(told, reason=""), "reason_needed"),
        (replace(told, after=9), "no_such_number"),
        (replace(told, signed_on=date(2023, 10, 13)), "not_between"),
    ):
        with pytest.raises(FaultsError) as error:
            register_outside(school, "R01", "О другом", wrong, BY)
        assert code(error) == expected
    assert entered(school, "D06").number == "3"


def test_the_same_draft_is_registered_once_until_its_entry_is_void(school: int) -> None:
    first = draft(school)
    entry = register_document(school, first, RegistrationDetails(DAY), BY)
    with pytest.raises(FaultsError) as error:
        register_document(school, first, RegistrationDetails(DAY), BY)
    assert code(error) == "already_registered"
    void(school, entry.id, "Подписан не тот вариант", BY)
    assert [item.document.id for item in waiting(school)] == [first], "the draft waits again, not its numbered file"
    again = register_document(school, first, RegistrationDetails(DAY), BY)
    assert again.number == "2", "a void entry keeps its number"
    with pytest.raises(FaultsError) as error:
        restore(school, entry.id, BY)
    assert code(error) == "registered_again"
    void(school, again.id, "Ошибка", BY)
    assert restore(school, entry.id, BY).voided_at is None


def test_a_newer_version_repeals_the_former_and_both_say_so(school: int) -> None:
    former, newer = entered(school), entered(school)
    assert find_entry(school, former.id).repealed_by_id == newer.id  # type: ignore[union-attr]
    assert [entry.id for entry in repealed_entries(school, newer.id)] == [former.id]
    void(school, newer.id, "Ошибка", BY)
    book = load_register(school, Wanted(register="R01", year=2023), 2023, BY)
    assert not book.lines[-1].repealed, "a void order repeals nothing"


def test_an_order_may_be_repealed_by_another_or_by_an_act_from_outside(school: int) -> None:
    first, second = entered(school), entered(school, "D05")
    repeal(school, first.id, second.id, "", BY)
    repeal(school, second.id, None, "приказ Управления образования № 5", BY)
    remarks = [line.cells["remark"] for line in load_register(school, Wanted(register="R01"), 2023, BY).lines]
    assert "Утратил силу: приказ Управления образования № 5" in remarks
    assert "Утратил силу: приказ от 16.10.2023 № 2" in remarks
    with pytest.raises(FaultsError) as error:
        repeal(school, first.id, first.id, "", BY)
    assert code(error) == "repeals_itself"


def test_a_file_that_cannot_be_made_leaves_the_number_and_the_reason(
    school: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = draft(school)
    entry = register_document(school, first, RegistrationDetails(DAY), BY)
    other = draft(school, "D05")
    monkeypatch.setattr("sferum_docs.services.register.register.finish", lambda *_: entry)
    register_document(school, other, RegistrationDetails(DAY), BY)
    with writing() as session:
        row = session.get_one(DocumentRow, other)
        row.data = {**row.data, "school": {}}
    (left,) = sweep(BY, school)
    assert left.number == "2"
    assert left.trouble
    assert [item.number for item in load_register(school, Wanted(register="R01"), 2023, NEXT_YEAR).troubled] == ["2"]
    assert finish_by_hand(school, left.id, BY).ready
    assert sweep(BY, school) == ()


def test_a_document_goes_step_by_step_from_nothing_to_done(school: int) -> None:
    def status() -> Status:
        return document_statuses(school, find_pack(PACK_ID))["D02"]

    assert status() is Status.NONE
    first = draft(school, "D02")
    assert status() is Status.DRAFT
    send_to_sign(school, first, BY)
    assert status() is Status.SIGNING
    assert waiting(school)[0].sent
    entry = register_document(school, first, RegistrationDetails(DAY), BY)
    assert status() is Status.REGISTERED
    people = signatures(entry.id)
    mark_signatures(school, entry.id, {line.id: DAY for line in people[1:]}, BY)
    assert status() is Status.REGISTERED
    refuse(school, entry.id, DAY, [people[0].id], ["Бек Руслан", "Коваль Нина"], BY)
    assert status() is Status.ACQUAINTED
    add_evidence(school, Subject(entry_id=entry.id), "скан.pdf", PDF, BY)
    assert status() is Status.DONE
    draft(school, "D02")
    assert status() is Status.DRAFT, "a draft made since is not signed"


def test_an_annex_goes_with_its_order(school: int) -> None:
    order, _annex = made(school, "D03", "D09")
    assert document_statuses(school, find_pack(PACK_ID))["D09"] is Status.DRAFT
    entry = register_document(school, order.id, RegistrationDetails(DAY), BY)
    statuses = document_statuses(school, find_pack(PACK_ID))
    assert statuses["D09"] is Status.REGISTERED
    add_evidence(school, Subject(entry_id=entry.id), "скан.pdf", PDF, BY)
    assert document_statuses(school, find_pack(PACK_ID))["D09"] is Status.REGISTERED, "not all know the order yet"
    (kept,) = [item for item in newest_documents(school, PACK_ID) if item.document == "D09"]
    assert "№ 1" in words(document_bytes(kept))


def test_details_may_change_and_the_journal_remembers(school: int) -> None:
    entry = entered(school, executor="Исаева З. К.")
    change_details(school, entry.id, Details("Ким О. Ю.", 3, 2, "01-05", "", "", "в дело"), BY)
    changed = find_entry(school, entry.id)
    assert changed is not None
    assert (changed.executor, changed.sheets, changed.note) == ("Ким О. Ю.", 3, "в дело")
    assert read_journal(school, Search(), 1).lines[0].details["before"]["executor"] == "Исаева З. К."
    with pytest.raises(FaultsError):
        mark_executed(school, entry.id, date(2023, 10, 1), BY)


def test_an_edited_file_keeps_its_words_and_gets_its_number(school: int) -> None:
    first = draft(school)
    kept = find_document(school, first)
    assert kept is not None
    document = Document(io.BytesIO(document_bytes(kept)))
    document.paragraphs[-1].add_run("Дописано в Word.")
    target = io.BytesIO()
    document.save(target)
    edited = return_document(school, first, target.getvalue(), BY)
    with pytest.raises(FaultsError) as error:
        return_document(school, edited.id, target.getvalue(), BY)
    assert code(error) == "returned_same"
    entry = register_document(school, edited.id, RegistrationDetails(date(2023, 10, 14)), BY)
    text = words(document_bytes(find_document(school, entry.document_id or 0)))  # type: ignore[arg-type]
    assert "14.10.2023 № 1" in text
    assert "16.10.2023 № ____" not in text
    assert "Дописано в Word." in text


def test_another_school_sees_and_changes_nothing(school: int) -> None:
    entry = entered(school)
    other = save_school(None, a_school(), BY)
    assert find_entry(other, entry.id) is None
    assert find_school(other)
    for deed in (
        lambda: void(other, entry.id, "чужой", BY),
        lambda: repeal(other, entry.id, None, "чужой", BY),
        lambda: mark_signatures(other, entry.id, {}, BY),
        lambda: add_evidence(other, Subject(entry_id=entry.id), "x.pdf", PDF, BY),
    ):
        with pytest.raises(LookupError):
            deed()
    assert not load_register(other, Wanted(register="R01"), 2023, BY).lines
