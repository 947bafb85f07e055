"""The register and the file say the same, whatever the draft was; what would not is refused before it has a number."""

import io
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import pytest
from docx import Document

from sferum_docs.documents.registering.registration_marks import MarkKind, registration_marks
from sferum_docs.reading.faults import FaultsError
from sferum_docs.services.documents.issued import document_bytes, find_document, newest_documents
from sferum_docs.services.documents.return_document import return_document
from sferum_docs.services.installation.doctor import Condition, register_files
from sferum_docs.services.packs.choose import find_pack
from sferum_docs.services.register.entries.audit_files import audit_files
from sferum_docs.services.register.finish import finish_from, other_versions
from sferum_docs.services.register.lists.listing import find_entry, next_number, waiting
from sferum_docs.services.register.lists.registers import registers_of
from sferum_docs.services.register.register import register_documents
from sferum_docs.services.register.registration import RegistrationDetails
from sferum_docs.services.register.trial import not_waiting
from sferum_docs.services.school.save import save_school
from sferum_docs.store.database import db, writing
from sferum_docs.store.documents import files, issued
from sferum_docs.store.register.entry import Entry
from sferum_docs.store.rows import DocumentRow, EntryRow
from tests.builders import PACK_ID, a_school
from tests.edited import edited, shipped
from tests.registering import BY, DAY, made, register, words

pytestmark = pytest.mark.usefixtures("app")
LATER = DAY + timedelta(days=10)
THEN = replace(BY, at=BY.at + timedelta(days=10))
REGISTERED = [spec.id for spec in find_pack(PACK_ID).documents if spec.kind in {"приказ", "письмо"}]


@pytest.fixture
def school(app: object) -> int:
    assert app
    return save_school(None, a_school(), BY)


def file_of(school: int, entry: Entry) -> bytes:
    kept = find_document(school, entry.document_id or 0)
    assert kept is not None
    return document_bytes(kept)


def in_word(school: int, document_id: int, was: str, now: str) -> int:
    """The document edited in Word and handed back: one text for another, wherever a paragraph holds it."""
    kept = find_document(school, document_id)
    assert kept is not None
    document = Document(io.BytesIO(document_bytes(kept)))
    tables = [paragraph for table in document.tables for cell in table._cells for paragraph in cell.paragraphs]  # noqa: SLF001
    changed = [item for item in (*document.paragraphs, *tables) if was in item.text.replace("\u00a0", " ")]
    assert changed, was
    for paragraph in changed:
        paragraph.text = paragraph.text.replace("\u00a0", " ").replace(was, now)
    target = io.BytesIO()
    document.save(target)
    return return_document(school, document_id, target.getvalue(), BY).id


def with_template(draft_id: int, change: Callable[[str], str], document: str) -> None:
    """The draft as if it had been made from an edited template."""
    with writing() as session:
        row = session.get_one(DocumentRow, draft_id)
        row.template_sha256 = files.add_file(session, edited(shipped(document), change))


def refused(deed: Callable[[], object]) -> list[str]:
    with pytest.raises(FaultsError) as error:
        deed()
    assert all("«" in fault.sentence() for fault in error.value.faults[:1])
    return [fault.code for fault in error.value.faults]


def refused_as(deed: Callable[[], object]) -> list[str]:
    with pytest.raises(FaultsError) as error:
        deed()
    return [fault.code for fault in error.value.faults]


@pytest.mark.parametrize(
    "document", [spec.id for spec in find_pack(PACK_ID).documents if spec.kind in {"приказ", "письмо"}]
)
def test_every_registered_paper_bears_number_and_day_of_the_register(school: int, document: str) -> None:
    (draft,) = made(school, document)
    day, by = (LATER, THEN) if _fits(draft, LATER) else (DAY, BY)
    entry = register_documents(school, {draft.id: RegistrationDetails(day, by_pen=True)}, by)[0]
    assert entry.ready, entry.trouble
    marks = [item for item in registration_marks(file_of(school, entry)) if item.kind is not MarkKind.REFERENCE]
    assert marks
    assert {(item.number, item.day) for item in marks} == {(entry.number, entry.signed_on)}


def _fits(draft: issued.IssuedDocument, day: date) -> bool:
    from sferum_docs.services.register.lists.registers import register_for  # noqa: PLC0415
    from sferum_docs.services.register.trial import trial_faults  # noqa: PLC0415

    book = register_for(draft.school_id, draft.kind)
    assert book is not None
    return not trial_faults(draft, book, RegistrationDetails(day, by_pen=True), ())


def test_a_letter_bears_the_day_of_registering_and_the_orders_it_encloses_theirs(school: int) -> None:
    order, letter = made(school, "D02", "D19")
    assert "25.10.2023 № ____" not in words(document_bytes(letter)), "a draft bears no day that has not come"
    entries = register_documents(school, {order.id: RegistrationDetails(DAY), letter.id: RegistrationDetails(DAY)}, BY)
    text = words(file_of(school, entries[1]))
    assert "16.10.2023 № 1" in text
    assert f"от 16.10.2023 № {entries[0].number} «О назначении" in text


def test_a_letter_is_not_registered_before_the_orders_that_it_names(school: int) -> None:
    order, other, letter = made(school, "D02", "D04", "D19")
    with pytest.raises(FaultsError) as error:
        register_documents(school, {letter.id: RegistrationDetails(DAY), order.id: RegistrationDetails(DAY)}, BY)
    (fault,) = error.value.faults
    assert fault.code == "order_unnumbered"
    assert f"«{other.title}»" in fault.sentence()
    assert f"«{order.title}»" not in fault.sentence(), "that one is registered with it"
    entries = register_documents(school, {draft.id: RegistrationDetails(DAY) for draft in (letter, other, order)}, BY)
    assert [entry.trouble for entry in entries] == ["", "", ""], "whatever stands first in the batch"
    assert "№ ____" not in words(file_of(school, entries[0]))


def test_numbers_left_to_the_pen_leave_their_day_to_it_too(school: int) -> None:
    day = DAY + timedelta(days=2)
    _, letter = made(school, "D02", "D19")
    (entry,) = register_documents(school, {letter.id: RegistrationDetails(day, by_pen=True)}, THEN)
    text = words(file_of(school, entry))
    assert "от ______________ № ____ «О назначении" in text, "the day of an order that nobody has signed is not known"
    assert f"Значения показателей на {day:%d.%m.%Y}" in text


def test_a_year_mistyped_for_a_draft_is_asked_about_once(school: int) -> None:
    (draft,) = made(school, "D04")
    later = replace(BY, at=BY.at + timedelta(days=800))
    day = DAY + timedelta(days=366)
    assert "day_long_ago" in refused_as(lambda: register_documents(school, {draft.id: RegistrationDetails(day)}, later))
    sure = RegistrationDetails(day, confirmed=True)
    assert "day_long_ago" not in refused_as(lambda: register_documents(school, {draft.id: sure}, later))
    assert register_documents(school, {draft.id: RegistrationDetails(DAY)}, later)[0].ready, (
        "the day that the draft bears"
    )


@pytest.mark.parametrize("document", ["D02", "D04", "D07"])
def test_a_template_with_a_printed_number_or_day_takes_no_number(school: int, document: str) -> None:
    (draft,) = made(school, document)
    with_template(draft.id, lambda xml: xml.replace("{{ документ.номер }}", "58/2026-ОД"), document)
    assert refused(lambda: register(school, draft.id)) == ["number_fixed", "number_fixed", "mend_template"]
    with_template(draft.id, lambda xml: xml.replace("{{ документ.дата|дата }}", "28.11.2026"), document)
    assert set(refused(lambda: register(school, draft.id))) == {"day_fixed", "mend_template"}
    assert next_number(school, registers_of(school)["R01"], DAY) == 1


def test_a_template_that_prints_no_number_takes_none(school: int) -> None:
    (draft,) = made(school, "D05")
    with_template(draft.id, lambda xml: xml.replace("{{ документ.номер }}", "").replace("№", ""), "D05")
    assert refused(lambda: register(school, draft.id)) == ["no_registration_line", "mend_template"]
    assert next_number(school, registers_of(school)["R01"], DAY) == 1


@pytest.mark.parametrize(
    ("was", "now", "code"),
    [
        ("№ ____", "№ 77", "number_fixed"),
        ("№ ____", "", "no_registration_line"),
        ("16.10.2023", "05.10.2023", "day_fixed"),
    ],
)
def test_a_returned_file_without_its_places_takes_no_number(school: int, was: str, now: str, code: str) -> None:
    (draft,) = made(school, "D05")
    edited_id = in_word(school, draft.id, was, now)
    assert refused(lambda: register(school, edited_id))[0] == code
    assert next_number(school, registers_of(school)["R01"], DAY) == 1
    assert register(school, in_word(school, draft.id, "Контроль", "Общий контроль")).number == "1"


def test_a_registered_order_handed_back_gets_its_new_number_and_repeals_the_old_one(school: int) -> None:
    (draft,) = made(school, "D02")
    first = register(school, draft.id)
    again = in_word(school, first.document_id or 0, "Контроль", "Общий контроль")
    assert [item.document.id for item in waiting(school)] == [again]
    (second,) = register_documents(school, {again: RegistrationDetails(DAY + timedelta(days=1))}, THEN)
    assert second.ready, second.trouble
    marks = registration_marks(file_of(school, second))
    assert {(item.number, item.day) for item in marks} == {("2", DAY + timedelta(days=1))}
    assert "Общий контроль" in words(file_of(school, second))
    kept = find_entry(school, first.id)
    assert kept is not None
    assert kept.repealed_by_id == second.id


def test_an_annex_that_cannot_bear_the_number_stops_its_order_before_it_has_one(school: int) -> None:
    order, annex = made(school, "D03", "D09")
    in_word(school, annex.id, "№ ____", "№ 12")
    assert refused(lambda: register(school, order.id))[0] == "number_fixed"
    assert next_number(school, registers_of(school)["R01"], DAY) == 1


def test_an_edited_annex_and_sheet_of_acquaintance_get_the_number_of_their_order(school: int) -> None:
    order, annex, sheet = made(school, "D03", "D09", "D20")
    in_word(school, annex.id, "План", "План-график")
    in_word(school, sheet.id, "ЛИСТ ОЗНАКОМЛЕНИЯ", "ЛИСТ  ОЗНАКОМЛЕНИЯ С ПРИКАЗОМ")
    entry = register(school, order.id)
    assert entry.ready
    texts = {item.document: words(document_bytes(item)) for item in newest_documents(school, PACK_ID)}
    assert "от 16.10.2023 № 1" in texts["D09"]
    assert "План-график" in texts["D09"]
    assert "от 16.10.2023 № 1 «О переходе" in texts["D20"]


def test_a_file_that_came_out_wrong_keeps_its_number_and_is_made_from_a_right_version(
    school: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    (draft,) = made(school, "D05")
    with_template(draft.id, lambda xml: xml.replace("{{ документ.номер }}", "58"), "D05")
    monkeypatch.setattr("sferum_docs.services.register.register.trial_faults", lambda *_: ())
    entry = register_documents(school, {draft.id: RegistrationDetails(DAY)}, BY)[0]
    assert not entry.ready
    assert "напечатан № 58" in entry.trouble
    monkeypatch.undo()
    (mended,) = made(school, "D05")
    assert waiting(school) == (), "the number that is taken waits for this document"
    assert refused(lambda: register(school, mended.id)) == ["number_waits_for_file"]
    assert [item.id for item in other_versions(school, entry)] == [mended.id]
    done = finish_from(school, entry.id, mended.id, BY)
    assert (done.ready, done.number, done.trouble) == (True, "1", "")
    assert "№ 1" in words(file_of(school, done))
    assert next_number(school, registers_of(school)["R01"], DAY) == 2


def test_the_former_entry_stays_in_force_until_the_new_one_has_its_file(
    school: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = register(school, made(school, "D05")[0].id)
    (draft,) = made(school, "D05")
    with_template(draft.id, lambda xml: xml.replace("{{ документ.номер }}", "58"), "D05")
    monkeypatch.setattr("sferum_docs.services.register.register.trial_faults", lambda *_: ())
    entry = register_documents(school, {draft.id: RegistrationDetails(DAY)}, BY)[0]
    assert db.session.get_one(EntryRow, first.id).repealed_by_id is None
    finish_from(school, entry.id, made(school, "D05")[0].id, BY)
    db.session.expire_all()
    assert db.session.get_one(EntryRow, first.id).repealed_by_id == entry.id


def test_a_letter_waits_for_the_files_of_what_it_encloses(school: int, monkeypatch: pytest.MonkeyPatch) -> None:
    order, letter = made(school, "D02", "D19")
    with_template(order.id, lambda xml: xml.replace("{{ документ.номер }}", "58"), "D02")
    monkeypatch.setattr("sferum_docs.services.register.register.trial_faults", lambda *_: ())
    register_documents(school, {order.id: RegistrationDetails(DAY)}, BY)
    monkeypatch.undo()
    assert refused(lambda: register(school, letter.id)) == ["enclosed_without_file"]


def test_who_is_second_is_told_the_number_and_who_was_first(school: int) -> None:
    (draft,) = made(school, "D04")
    register(school, draft.id)
    sentence = not_waiting(school, draft.id).sentence()
    assert "уже под № 1" in sentence
    assert "Исаева Зара" in sentence
    (older,), (newer,) = made(school, "D05"), made(school, "D05")
    assert newer.id in {item.document.id for item in waiting(school)}
    assert not_waiting(school, older.id).code == "draft_outdated"


def test_a_batch_is_whole_a_fault_in_one_registers_none_and_is_named(school: int) -> None:
    drafts = made(school, "D02", "D03", "D05")
    with pytest.raises(FaultsError) as error:
        register_documents(school, {draft.id: RegistrationDetails(LATER) for draft in drafts}, THEN)
    named = [fault for fault in error.value.faults if fault.code == "draft_answer"]
    assert named
    assert all("вопрос «" in fault.sentence() and "верните документ ему" in fault.sentence() for fault in named)
    assert next_number(school, registers_of(school)["R01"], DAY) == 1


def test_the_doctor_names_numbers_without_a_file_and_files_that_say_otherwise(
    school: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    wrong = register(school, made(school, "D04")[0].id)
    right = register(school, made(school, "D05")[0].id)
    line = register_files(school)
    assert (line.condition, line.state) == (Condition.OK, "сверено файлов: 2 из 2")
    (draft,) = made(school, "D02")
    with_template(draft.id, lambda xml: xml.replace("{{ документ.номер }}", "58"), "D02")
    monkeypatch.setattr("sferum_docs.services.register.register.trial_faults", lambda *_: ())
    register_documents(school, {draft.id: RegistrationDetails(DAY)}, BY)
    assert register_files(school).condition is Condition.WARNING
    assert "№ 3: нет файла" in register_files(school).state
    with writing() as session:
        session.get_one(EntryRow, wrong.id).signed_on = DAY - timedelta(days=1)
    line = register_files(school)
    assert line.condition is Condition.ERROR
    assert "№ 1:" in line.state
    assert "стоит дата 16.10.2023, а в журнале 15.10.2023" in line.state
    assert f"№ {right.number}:" not in line.state
    assert register_files(school, 1).condition is Condition.WARNING, "of the newest file alone"
    assert [item.id for item, _ in audit_files(school, None).otherwise] == [wrong.id]
