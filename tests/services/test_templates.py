from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import func, select

from sferum_docs.documents.checking.template_check import TemplateReport
from sferum_docs.documents.making.provenance import fingerprint
from sferum_docs.documents.making.templates import original_template
from sferum_docs.reading.faults import FaultsError
from sferum_docs.services.documents.issued import newest_documents
from sferum_docs.services.installation.audit import Actor
from sferum_docs.services.packet.demonstration import load_demonstration
from sferum_docs.services.packet.last import last_request
from sferum_docs.services.packet.make import make_packet
from sferum_docs.services.packet.school_file import read_sample
from sferum_docs.services.packs.choose import find_pack
from sferum_docs.services.packs.of_school import school_pack
from sferum_docs.services.school.save import save_school
from sferum_docs.services.templates.change import (
    MAX_TEMPLATE,
    activate_template,
    reject_template,
    remove_version,
    upload_template,
    withdraw_document,
)
from sferum_docs.services.templates.report import report_of
from sferum_docs.services.templates.samples import longest_school, sample_school, trials
from sferum_docs.services.templates.versions import TemplateState, Version, find_state, template_list
from sferum_docs.store.audit import lines
from sferum_docs.store.database import db
from sferum_docs.store.rows import FileRow
from tests.builders import PACK_ID, SCHOOL_ID, a_school
from tests.edited import edited, mended, misspelt, shipped, text_of, without_clause

pytestmark = pytest.mark.usefixtures("app")
BY = Actor("Исаева Зара", datetime(2026, 11, 23, 9, 0, tzinfo=UTC), address="127.0.0.1")
TODAY = date(2026, 11, 23)
TOMORROW = TODAY + timedelta(days=1)


def a_school_with_papers() -> None:
    load_demonstration(BY, PACK_ID)


def a_kept_school() -> None:
    save_school(SCHOOL_ID, a_school(), BY)


def upload(data: bytes, document: str = "D02") -> int:
    return upload_template(SCHOOL_ID, PACK_ID, document, data, "приказ.docx", "правка", BY)


def state(document: str = "D02", today: date = TODAY) -> TemplateState:
    found = find_state(SCHOOL_ID, PACK_ID, document, today)
    assert found is not None
    return found


def in_force(document: str = "D02", today: date = TODAY) -> Version:
    found = state(document, today).in_force
    assert found is not None
    return found


def report(number: int, document: str = "D02") -> TemplateReport:
    found = state(document)
    version = found.version(number)
    assert version is not None
    return report_of(SCHOOL_ID, found, version)


def test_a_template_begins_with_the_shipped_version() -> None:
    a_school_with_papers()
    found = state()
    assert [item.number for item in found.versions] == [0]
    assert in_force().sha256 == fingerprint(shipped())
    assert in_force().made == 1


def test_every_shipped_template_is_in_good_health() -> None:
    save_school(SCHOOL_ID, a_school(), BY)
    listed = template_list(SCHOOL_ID, PACK_ID, TODAY)
    assert len(listed) == len(find_pack(PACK_ID).documents)
    assert [line.state.spec.id for line in listed if line.health is None or not line.health.well] == []


def test_an_uploaded_version_waits_until_it_is_put_in_force() -> None:
    a_kept_school()
    number = upload(mended(shipped()))
    assert state().number == 0
    activate_template(SCHOOL_ID, PACK_ID, "D02", number, TODAY, "", BY)
    assert (state().number, state().since) == (number, TODAY)
    assert original_template(school_pack(SCHOOL_ID, PACK_ID, TODAY).by_id["D02"]) == mended(shipped())


def test_documents_are_made_from_the_version_in_force_on_the_day_of_making() -> None:
    a_school_with_papers()
    number = upload(mended(shipped()))
    activate_template(SCHOOL_ID, PACK_ID, "D02", number, TOMORROW, "", BY)
    asked = last_request(SCHOOL_ID, PACK_ID)
    assert asked is not None
    made = {item.document: item for item in make_packet(SCHOOL_ID, PACK_ID, asked, BY)}
    assert made["D02"].template_sha256 == fingerprint(shipped())
    later = replace(BY, at=BY.at + timedelta(days=1))
    made = {item.document: item for item in make_packet(SCHOOL_ID, PACK_ID, asked, later)}
    assert made["D02"].template_sha256 == fingerprint(mended(shipped()))
    counts = {item.number: item.made for item in state(today=TOMORROW).versions}
    assert counts == {number: 1, 0: 2}
    assert len(newest_documents(SCHOOL_ID, PACK_ID)) == len(asked.documents)


def test_documents_are_counted_by_version_whatever_the_margins_of_the_school() -> None:
    school = sample_school(find_pack(PACK_ID))
    save_school(SCHOOL_ID, replace(school, margins=replace(school.margins, left=25)), BY)
    make_packet(SCHOOL_ID, PACK_ID, read_sample(find_pack(PACK_ID)).request, BY)
    assert in_force().made == 1


def test_going_back_is_one_more_line_and_deletes_nothing() -> None:
    a_kept_school()
    number = upload(without_clause(shipped(), "п_3"))
    activate_template(SCHOOL_ID, PACK_ID, "D02", number, TODAY, "так решил директор", BY)
    activate_template(SCHOOL_ID, PACK_ID, "D02", 0, TODAY, "", BY)
    activate_template(SCHOOL_ID, PACK_ID, "D02", number, TODAY, "", BY)
    activate_template(SCHOOL_ID, PACK_ID, "D02", 0, TODAY, "", BY)
    assert state().number == 0
    assert [item.number for item in state().versions] == [number, 0]
    actions = [line.action for line in lines(SCHOOL_ID, "template")]
    assert actions == ["template.activated"] * 4 + ["template.uploaded"]


def test_a_template_with_errors_is_never_put_in_force() -> None:
    a_kept_school()
    number = upload(misspelt(shipped()))
    found = report(number)
    assert found.errors > 0
    assert any("дириктор" in note.tag for spot in found.spots for note in spot.notes)
    with pytest.raises(FaultsError) as caught:
        activate_template(SCHOOL_ID, PACK_ID, "D02", number, TODAY, "очень надо", BY)
    assert "Включить нельзя" in str(caught.value)
    assert state().number == 0


def test_a_clause_that_is_no_longer_carried_out_asks_for_a_reason_which_stays() -> None:
    a_kept_school()
    number = upload(without_clause(shipped(), "п_3"))
    found = report(number)
    assert (found.errors, found.lost) == (0, ("3",))
    with pytest.raises(FaultsError) as caught:
        activate_template(SCHOOL_ID, PACK_ID, "D02", number, TODAY, " ", BY)
    assert [fault.code for fault in caught.value.faults] == ["template_reason"]
    activate_template(SCHOOL_ID, PACK_ID, "D02", number, TODAY, "назначение — отдельным приказом", BY)
    version = in_force()
    assert version.decisions[-1].reason == "назначение — отдельным приказом"
    assert lines(SCHOOL_ID, "template.activated")[0].details["reason"] == "назначение — отдельным приказом"


def test_fields_that_came_and_went_are_named() -> None:
    a_kept_school()
    field = "{{ школа.место }}"
    changed = edited(shipped(), lambda xml: xml.replace("{{ школа.место }}", "{{ школа.телефон }}"))
    found = report(upload(changed))
    assert field in text_of(shipped())
    assert [item.name for item in found.added] == ["школа.телефон"]
    assert [item.name for item in found.gone] == ["школа.место"]
    assert found.added[0].title


def test_a_departure_from_the_standard_that_only_the_new_version_has_stands_first() -> None:
    a_kept_school()
    narrow = edited(shipped(), lambda xml: xml.replace('w:left="1701"', 'w:left="300"'))
    found = report(upload(narrow))
    assert found.departures.new
    assert not any(item in found.departures.same for item in found.departures.new)


def test_a_past_day_is_refused() -> None:
    a_kept_school()
    number = upload(mended(shipped()))
    with pytest.raises(FaultsError) as caught:
        activate_template(SCHOOL_ID, PACK_ID, "D02", number, TODAY - timedelta(days=1), "", BY)
    assert [fault.code for fault in caught.value.faults] == ["template_past_day"]


def test_what_was_appointed_is_taken_back_by_rejecting_it() -> None:
    a_kept_school()
    number = upload(mended(shipped()))
    activate_template(SCHOOL_ID, PACK_ID, "D02", number, TOMORROW, "", BY)
    assert state().versions[0].appointed(TODAY) == TOMORROW
    reject_template(SCHOOL_ID, PACK_ID, "D02", number, "передумали", BY)
    assert state(today=TOMORROW).number == 0
    assert state().versions[0].rejected


def test_the_version_in_force_is_not_rejected() -> None:
    a_kept_school()
    number = upload(mended(shipped()))
    activate_template(SCHOOL_ID, PACK_ID, "D02", number, TODAY, "", BY)
    for refused in (number, 0):
        with pytest.raises(FaultsError) as caught:
            reject_template(SCHOOL_ID, PACK_ID, "D02", refused, "", BY)
        assert [fault.code for fault in caught.value.faults] == ["template_in_force"]


@pytest.mark.parametrize(
    ("data", "code"), [(b"", "docx_empty"), (b"PK" + bytes(MAX_TEMPLATE), "docx_too_big")], ids=["empty", "big"]
)
def test_a_file_without_content_or_too_big_is_not_kept(data: bytes, code: str) -> None:
    a_kept_school()
    with pytest.raises(FaultsError) as caught:
        upload(data)
    assert [fault.code for fault in caught.value.faults] == [code]
    assert len(state().versions) == 1


@pytest.mark.parametrize("data", [b"%PDF-1.7", b"MZ\x90\x00", b"PK\x03\x04 broken", b"{\\rtf1}", shipped() + b"tail"])
def test_a_file_that_no_word_opens_is_refused_at_the_door_and_not_kept(data: bytes) -> None:
    a_kept_school()
    with pytest.raises(FaultsError) as caught:
        upload(data)
    assert [(fault.code, fault.place) for fault in caught.value.faults] == [("bad_template", "file")]
    assert len(state().versions) == 1


def test_a_rejected_version_is_never_put_in_force() -> None:
    a_kept_school()
    number = upload(mended(shipped()))
    reject_template(SCHOOL_ID, PACK_ID, "D02", number, "опечатка", BY)
    with pytest.raises(FaultsError) as caught:
        activate_template(SCHOOL_ID, PACK_ID, "D02", number, TODAY, "очень надо", BY)
    assert [fault.code for fault in caught.value.faults] == ["template_rejected"]


def kept_files() -> int:
    return db.session.scalar(select(func.count()).select_from(FileRow)) or 0


def test_a_version_that_never_came_is_removed_with_its_bytes_and_its_line_stays() -> None:
    a_kept_school()
    before = kept_files()
    number = upload(misspelt(shipped()))
    assert kept_files() == before + 1
    reject_template(SCHOOL_ID, PACK_ID, "D02", number, "опечатка", BY)
    remove_version(SCHOOL_ID, PACK_ID, "D02", number, BY)
    assert [item.number for item in state().versions] == [0]
    assert kept_files() == before
    assert next(line.action for line in lines(SCHOOL_ID, "template")) == "template.removed"
    assert upload(mended(shipped())) == number + 1  # the journal names the number: no other version gets it


def test_bytes_that_something_else_has_too_stay() -> None:
    a_kept_school()
    first = upload(mended(shipped()))
    activate_template(SCHOOL_ID, PACK_ID, "D02", first, TODAY, "", BY)
    second = upload(mended(shipped()))
    remove_version(SCHOOL_ID, PACK_ID, "D02", second, BY)
    assert original_template(school_pack(SCHOOL_ID, PACK_ID, TODAY).by_id["D02"]) == mended(shipped())


def test_what_was_in_force_is_never_removed() -> None:
    a_kept_school()
    number = upload(mended(shipped()))
    activate_template(SCHOOL_ID, PACK_ID, "D02", number, TODAY, "", BY)
    activate_template(SCHOOL_ID, PACK_ID, "D02", 0, TODAY, "", BY)
    for refused in (number, 0):
        with pytest.raises(FaultsError) as caught:
            remove_version(SCHOOL_ID, PACK_ID, "D02", refused, BY)
        assert [fault.code for fault in caught.value.faults] == ["template_was_in_force"]


def numbered_copy(place: int) -> bytes:
    """The shipped template, one word else each time."""
    return edited(shipped(), lambda xml: xml.replace("Контроль", f"Контроль {place}"))


def test_a_list_of_many_versions_shows_the_newest_and_folds_the_rest() -> None:
    a_kept_school()
    numbers = [upload(numbered_copy(place)) for place in range(9)]
    activate_template(SCHOOL_ID, PACK_ID, "D02", numbers[0], TODAY, "", BY)
    found = state()
    assert [item.number for item in found.newest] == [9, 8, 7, 6, 5, 1, 0]
    assert [item.number for item in found.folded] == [4, 3, 2]


def test_a_shipped_document_is_not_withdrawn() -> None:
    a_kept_school()
    with pytest.raises(FaultsError) as caught:
        withdraw_document(SCHOOL_ID, PACK_ID, "D02", "", BY)
    assert [fault.code for fault in caught.value.faults] == ["document_shipped"]


def test_the_school_with_the_longest_names_can_make_every_document() -> None:
    save_school(SCHOOL_ID, a_school(), BY)
    pack = find_pack(PACK_ID)
    for spec in pack.documents:
        shown = {item.id: item for item in trials(SCHOOL_ID, pack, spec)}
        assert shown["longest"].situation.school.requisites == longest_school(pack).requisites
        assert shown["longest"].lacks == ()
        assert shown["sample"].lacks == ()


def test_versions_of_another_school_are_not_seen() -> None:
    a_kept_school()
    other = save_school(None, a_school(short_name="Другая школа"), BY)
    number = upload(mended(shipped()))
    activate_template(SCHOOL_ID, PACK_ID, "D02", number, TODAY, "", BY)
    found = find_state(other, PACK_ID, "D02", TODAY)
    assert found is not None
    assert [item.number for item in found.versions] == [0]
    with pytest.raises(FaultsError) as caught:
        activate_template(other, PACK_ID, "D02", number, TODAY, "", BY)
    assert [fault.code for fault in caught.value.faults] == ["template_version"]
