import io
import zipfile
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import func, select

from sferum_docs.directives.coverage import CoverageState
from sferum_docs.documents.making.provenance import fingerprint
from sferum_docs.documents.requests.packet_request import PacketRequest
from sferum_docs.reading.faults import FaultsError
from sferum_docs.schools.model import LayoutSettings, Margins, OperativeWord, Responsible
from sferum_docs.services.clauses.page import clause_page
from sferum_docs.services.documents.issued import document_bytes, find_document, newest_documents, versions
from sferum_docs.services.documents.listing import NOTE, listed_documents, packet_zip
from sferum_docs.services.packet.demonstration import load_demonstration
from sferum_docs.services.packet.last import last_request
from sferum_docs.services.packet.make import make_packet
from sferum_docs.services.packet.plan import plan_packet
from sferum_docs.services.packet.preview import preview_html
from sferum_docs.services.packs.choose import find_pack
from sferum_docs.services.school.people import cases_of
from sferum_docs.services.school.save import find_school, save_school, save_staff
from sferum_docs.store.database import db
from sferum_docs.store.documents.issued import content
from sferum_docs.store.rows import DocumentRow, FileRow, PacketRow
from tests.builders import BY, PACK_ID, SCHOOL_ID, a_man, a_person, a_school, holders

pytestmark = pytest.mark.usefixtures("app")
NOW = datetime(2023, 10, 16, 9, 0, tzinfo=UTC)
DAY = date(2023, 10, 16)


def request(*documents: str) -> PacketRequest:
    plan = plan_packet(a_school(), find_pack(PACK_ID), DAY, documents)
    answers = {
        item.spec.id: {question.field.key: question.default for question in item.questions} for item in plan.documents
    }
    return PacketRequest(DAY, documents, answers)


def test_the_demonstration_school_comes_with_its_packet() -> None:
    load_demonstration(BY, PACK_ID)
    school = find_school(SCHOOL_ID)
    assert school is not None
    assert len(school.staff) == 35
    standard = find_pack(PACK_ID).preset("standard")
    assert standard is not None
    assert tuple(document.document for document in newest_documents(SCHOOL_ID, PACK_ID)) == standard.documents


def test_the_demonstration_leaves_a_school_that_is_there_alone() -> None:
    save_school(SCHOOL_ID, a_school(), BY)
    load_demonstration(BY, PACK_ID)
    assert find_school(SCHOOL_ID) == a_school()
    assert newest_documents(SCHOOL_ID, PACK_ID) == ()


def test_an_issued_document_keeps_bytes_data_and_template_under_their_fingerprints() -> None:
    save_school(SCHOOL_ID, a_school(), BY)
    (document,) = make_packet(SCHOOL_ID, PACK_ID, request("D02"), BY)
    assert fingerprint(document_bytes(document)) == document.sha256
    assert content(document.template_sha256) == find_pack(PACK_ID).by_id["D02"].template.read_bytes()
    assert document.data["school"]["requisites"]["inn"] == "9900000031"
    assert document.data["packet"]["date"] == "2023-10-16"
    assert set(document.paragraphs) == {"1.7", "3"}
    assert document.made_at == NOW


def test_a_document_made_again_is_a_new_version_and_the_old_one_stays() -> None:
    save_school(SCHOOL_ID, a_school(), BY)
    (first,) = make_packet(SCHOOL_ID, PACK_ID, request("D02"), BY)
    save_school(SCHOOL_ID, a_school(place="с. Другое"), BY)
    (second,) = make_packet(SCHOOL_ID, PACK_ID, request("D02"), BY)
    assert [item.version for item in versions(SCHOOL_ID, PACK_ID, "D02")] == [2, 1]
    assert newest_documents(SCHOOL_ID, PACK_ID) == (second,)
    assert first.sha256 != second.sha256
    assert fingerprint(document_bytes(first)) == first.sha256


def test_a_packet_that_lacks_something_leaves_nothing_behind() -> None:
    save_school(SCHOOL_ID, a_school(responsible=holders()), BY)
    with pytest.raises(FaultsError) as caught:
        make_packet(SCHOOL_ID, PACK_ID, request("D04", "D02"), BY)
    assert {fault.place for fault in caught.value.faults} == {
        "responsible#sferum",
        "responsible#my_school",
        "responsible#administrator",
    }
    assert "ответственный за «Сферум»" in str(caught.value)
    for table in (DocumentRow, FileRow, PacketRow):
        assert db.session.scalar(select(func.count()).select_from(table)) == 0


def test_without_a_school_there_is_no_packet() -> None:
    with pytest.raises(FaultsError):
        make_packet(SCHOOL_ID, PACK_ID, request("D02"), BY)


def test_nothing_chosen_is_a_fault() -> None:
    save_school(SCHOOL_ID, a_school(), BY)
    with pytest.raises(FaultsError) as caught:
        make_packet(SCHOOL_ID, PACK_ID, PacketRequest(DAY, ()), BY)
    assert caught.value.faults[0].code == "nothing_chosen"


def test_answers_are_remembered() -> None:
    save_school(SCHOOL_ID, a_school(), BY)
    asked = request("D05", "D20")
    answers = {**asked.answers, "D05": {**asked.answers["D05"], "дней_новым": 7}}
    make_packet(SCHOOL_ID, PACK_ID, replace(asked, answers=answers), BY)
    remembered = last_request(SCHOOL_ID, PACK_ID)
    assert remembered is not None
    assert remembered.answers["D05"]["дней_новым"] == 7


def test_another_schools_document_is_not_found() -> None:
    save_school(SCHOOL_ID, a_school(), BY)
    (document,) = make_packet(SCHOOL_ID, PACK_ID, request("D02"), BY)
    assert find_document(SCHOOL_ID, document.id) == document
    assert find_document(SCHOOL_ID, document.id + 1) is None


def test_the_archive_holds_every_newest_document_under_a_readable_name() -> None:
    save_school(SCHOOL_ID, a_school(), BY)
    made = make_packet(SCHOOL_ID, PACK_ID, request("D02", "D04"), BY)
    with zipfile.ZipFile(
        io.BytesIO(packet_zip(listed_documents(SCHOOL_ID, a_school(), find_pack(PACK_ID))))
    ) as archive:
        assert archive.namelist() == [document.file_name for document in made]
        assert [fingerprint(archive.read(name)) for name in archive.namelist()] == [item.sha256 for item in made]


def test_a_second_smaller_packet_leaves_a_mixed_list_and_the_archive_says_so() -> None:
    save_school(SCHOOL_ID, a_school(), BY)
    make_packet(SCHOOL_ID, PACK_ID, request("D02", "D04"), BY)
    make_packet(SCHOOL_ID, PACK_ID, request("D04"), replace(BY, at=NOW + timedelta(days=1)))
    listed = listed_documents(SCHOOL_ID, a_school(), find_pack(PACK_ID))
    assert {item.document.document: item.older for item in listed} == {"D02": True, "D04": False}
    with zipfile.ZipFile(io.BytesIO(packet_zip(listed))) as archive:
        note = archive.read(NOTE).decode("utf-8-sig")
    assert listed[0].document.file_name in note
    assert listed[1].document.file_name not in note


@pytest.mark.parametrize(
    ("change", "outgrown"),
    [
        ({}, set()),
        ({"chats": ()}, {"D09"}),
        ({"phone": "+7 (900) 000-00-77", "students": 12}, set()),
        ({"place": "с. Другое"}, {"D02"}),
        ({"margins": Margins(left=35)}, {"D02", "D09"}),
        ({"layout": LayoutSettings(qr=True)}, set()),
        ({"layout": LayoutSettings(operative_word=OperativeWord.LOWER)}, {"D02"}),
    ],
)
def test_a_document_is_outgrown_when_it_would_say_other_things_now(change: dict[str, Any], outgrown: set[str]) -> None:
    save_school(SCHOOL_ID, a_school(), BY)
    make_packet(SCHOOL_ID, PACK_ID, request("D02", "D09"), BY)
    listed = listed_documents(SCHOOL_ID, a_school(**change), find_pack(PACK_ID))
    assert {item.document.document for item in listed if item.outgrown} == outgrown


def test_the_preview_shows_what_stands_in_the_file_as_text() -> None:
    save_school(SCHOOL_ID, a_school(place="<script>alert(1)</script>"), BY)
    (document,) = make_packet(SCHOOL_ID, PACK_ID, request("D02"), BY)
    html = preview_html(document_bytes(document))
    assert "&lt;script&gt;" in html
    assert "<script" not in html
    assert '<p class="doc-ordering">ПРИКАЗЫВАЮ:</p>' in html


def test_the_clause_page_goes_from_possible_to_carried() -> None:
    save_school(SCHOOL_ID, a_school(), BY)
    pack = find_pack(PACK_ID)

    def state(clause: str) -> CoverageState:
        return next(
            r.coverage.state
            for r in clause_page(SCHOOL_ID, a_school(), pack, DAY).rows
            if r.coverage.clause.path == clause
        )

    assert state("1.7") is CoverageState.POSSIBLE
    make_packet(SCHOOL_ID, PACK_ID, request("D02"), BY)
    assert state("1.7") is CoverageState.CARRIED
    assert state("1.5") is CoverageState.POSSIBLE
    assert state("2") is CoverageState.OTHERS


def test_the_clause_page_says_what_is_missing_and_how_long_there_is() -> None:
    school = a_school(responsible=holders(), chats=())
    rows = {row.coverage.clause.path: row for row in clause_page(SCHOOL_ID, school, find_pack(PACK_ID), DAY).rows}
    assert [gap.place for gap in rows["1.7"].gaps] == [
        "responsible#sferum",
        "responsible#my_school",
        "responsible#administrator",
    ]
    assert "chats#chats-0-name" in [gap.place for gap in rows["1.3"].gaps]
    assert rows["1.2"].days_left == 4
    assert rows["1.3"].days_left is None


def test_a_worker_who_still_answers_for_something_cannot_just_go() -> None:
    school = a_school()
    save_school(SCHOOL_ID, school, BY)
    with pytest.raises(FaultsError) as caught:
        save_staff(SCHOOL_ID, school, (school.staff[0],), {}, BY)
    message = " ".join(fault.sentence() for fault in caught.value.faults)
    assert "Омарова Зарема Исаевна" in message
    assert "чат «Педагоги школы»" in message
    assert find_school(SCHOOL_ID) == school


def test_a_role_of_an_act_that_is_not_in_work_keeps_nobody_on_the_list() -> None:
    chosen = {**a_school().responsible, "keeper": "Ким Светлана Юрьевна", "deputy": ""}
    school = a_school(responsible=Responsible(chosen))
    save_school(SCHOOL_ID, school, BY)
    changed = save_staff(SCHOOL_ID, school, school.staff[:3], {}, BY)
    assert "keeper" not in changed.responsible
    assert changed.responsible["sferum"] == "Омарова Зарема Исаевна"


def test_a_renamed_worker_keeps_roles_and_chats() -> None:
    school = a_school()
    save_school(SCHOOL_ID, school, BY)
    renamed = replace(school.staff[1], last="Омарова-Ким")
    staff = (school.staff[0], renamed, *school.staff[2:])
    changed = save_staff(SCHOOL_ID, school, staff, {"Омарова Зарема Исаевна": renamed.full_name}, BY)
    assert changed.responsible["sferum"] == "Омарова-Ким Зарема Исаевна"
    assert {chat.owner for chat in changed.chats} == {"Омарова-Ким Зарема Исаевна"}
    assert find_school(SCHOOL_ID) == changed


def test_a_name_is_shown_in_its_cases_before_the_order_is_made() -> None:
    forms = {case: (name, post) for case, name, post in cases_of(a_man())}
    assert forms["винительный"] == ("Алиева Али Гусейн оглы", "учителя информатики")
    assert cases_of(a_person())[1][1] == "Омаровой Заремы Исаевны"
