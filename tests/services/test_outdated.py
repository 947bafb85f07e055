"""Documents that the school has outgrown: why, what is made anew, and what is never touched."""

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from unittest.mock import Mock

import pytest

from sferum_docs.documents.requests.packet_request import PacketRequest
from sferum_docs.documents.requests.request import read_request
from sferum_docs.reading.faults import FaultsError
from sferum_docs.reading.records import Record
from sferum_docs.schools.model import Margins, School
from sferum_docs.services.documents import outdated
from sferum_docs.services.documents.issued import document_bytes, newest_documents, versions
from sferum_docs.services.documents.listing import ListedDocument, Remedy, listed_documents
from sferum_docs.services.documents.outdated import _read
from sferum_docs.services.documents.return_document import return_document
from sferum_docs.services.packet.last import last_request
from sferum_docs.services.packet.make import make_packet
from sferum_docs.services.packet.renew import Renewed, renew_outdated
from sferum_docs.services.packs.acts import close_act
from sferum_docs.services.packs.choose import find_pack
from sferum_docs.services.packs.of_school import school_pack
from sferum_docs.services.register.entries.send_to_sign import send_to_sign
from sferum_docs.services.school.save import find_school, save_school, save_staff
from sferum_docs.services.templates.change import activate_template, upload_template
from tests.builders import PACK_ID, a_school, holders
from tests.registering import BY, DAY, made, register
from tests.services.test_return_document import with_words

pytestmark = pytest.mark.usefixtures("app")
ALI, LATER = "Алиев Али Гусейн оглы", replace(BY, at=BY.at + timedelta(days=1))
RENAMED = "Алиев Али Гусейн оглы → Алиев Али Гусейнович"


@pytest.fixture
def school(app: object) -> int:
    assert app
    return save_school(None, a_school(), BY)


def rename_ali(school_id: int) -> None:
    school = find_school(school_id)
    assert school is not None
    staff = tuple(replace(one, middle="Гусейнович") if one.full_name == ALI else one for one in school.staff)
    save_staff(school_id, school, staff, {ALI: "Алиев Али Гусейнович"}, BY)


def change(school_id: int, **changes: object) -> None:
    save_school(school_id, a_school(**changes), BY)


def listed(school_id: int) -> dict[str, ListedDocument]:
    school = find_school(school_id)
    assert school is not None
    pack = school_pack(school_id, PACK_ID, BY.at.date())
    return {item.document.document: item for item in listed_documents(school_id, school, pack)}


def why(school_id: int) -> dict[str, list[str]]:
    return {name: [reason.words for reason in item.reasons] for name, item in listed(school_id).items() if item.reasons}


def asked_for(*documents: str) -> PacketRequest:
    asked = read_request(Record({"date": DAY, "documents": documents}, "", []), find_pack(PACK_ID))
    assert asked is not None
    return asked


def a_day_later(asked: PacketRequest, document: str, key: str) -> PacketRequest:
    day = asked.answers[document][key]
    assert isinstance(day, date)
    answers = {name: {**row, **({key: day + timedelta(days=1)} if key in row else {})} for name, row in
               asked.answers.items()}  # fmt: skip
    return replace(asked, answers={**asked.answers, document: answers[document]})


def newest_answer(school_id: int, document: str, key: str) -> object:
    (newest,) = (item for item in newest_documents(school_id, PACK_ID) if item.document == document)
    answers = newest.data["packet"]["answers"]
    return answers[document][key]


def renewed(school_id: int, *, also_sent: bool = False) -> Renewed:
    return renew_outdated(school_id, PACK_ID, LATER, also_sent=also_sent)


def test_each_document_says_what_of_it_has_changed(school: int) -> None:
    made(school, "D02", "D04", "D09")
    rename_ali(school)
    assert why(school) == {"D02": [RENAMED]}, "the order that names him, not the list of messengers"
    current = find_school(school)
    assert current is not None
    save_school(school, replace(current, chats=current.chats[:1], margins=Margins(left=35)), BY)
    margin = "поле страницы: левое: 30 → 35"
    assert why(school) == {
        "D02": [RENAMED, margin], "D04": [margin], "D09": ["чат «Родители 5 «А»»: был → убрано", margin],
    }  # fmt: skip


def test_documents_of_one_packet_are_held_against_the_school_with_one_reading_of_what_was_asked(
    school: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    made(school, "D02", "D04", "D09")
    read = Mock(wraps=read_request)
    monkeypatch.setattr(outdated, "read_request", read)
    _read.cache_clear()  # bodies of the same words have one pack, and another test may have asked the same
    assert why(school) == {}
    assert read.call_count == 1
    rename_ali(school)
    assert why(school)
    assert read.call_count <= 2, "the pack may have been put together anew"


def test_the_button_makes_only_what_is_outdated_anew_and_keeps_the_answers(school: int) -> None:
    asked = a_day_later(asked_for("D02", "D04"), "D02", "дата_копии")
    make_packet(school, PACK_ID, asked, BY)
    rename_ali(school)
    before = {item.document: item for item in newest_documents(school, PACK_ID)}
    (new,) = renewed(school).documents
    assert (new.document, new.version, new.order_date) == ("D02", 2, before["D02"].order_date)
    assert new.data["packet"]["answers"]["D02"] == before["D02"].data["packet"]["answers"]["D02"]
    assert [item.version for item in versions(school, PACK_ID, "D04")] == [1]
    assert why(school) == {}
    assert not any(item.older for item in listed(school).values()), "it belongs to the packet it was of"
    assert last_request(school, PACK_ID) == asked


def test_pressed_twice_or_in_a_second_window_it_makes_nothing_more(school: int) -> None:
    made(school, "D02")
    rename_ali(school)
    assert len(renewed(school).documents) == 1
    assert renewed(school) == Renewed()
    assert len(versions(school, PACK_ID, "D02")) == 2


def test_what_somebody_made_anew_in_this_very_moment_gets_no_second_version(
    school: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    made(school, "D02")
    rename_ali(school)
    seen = listed(school)["D02"]
    made(school, "D02")
    monkeypatch.setattr("sferum_docs.services.packet.renew.listed_documents", lambda *_all: (seen,))
    assert renewed(school).documents == ()
    assert len(versions(school, PACK_ID, "D02")) == 2


def test_a_registered_order_stays_as_it_was_signed_and_another_is_proposed(school: int) -> None:
    order, _list = made(school, "D02", "D04")
    register(school, order.id)
    rename_ali(school)
    item = listed(school)["D02"]
    assert (item.remedy, item.outgrown) == (Remedy.REPLACE, False)
    signed = item.document
    assert renewed(school, also_sent=True) == Renewed()
    assert listed(school)["D02"].document == signed
    change(school, margins=Margins(left=35))
    assert listed(school)["D02"].remedy is None, "another look is no ground for another order"


def test_a_paper_that_lies_to_be_signed_is_made_anew_only_when_it_is_asked_for(school: int) -> None:
    (order,) = made(school, "D02")
    send_to_sign(school, order.id, BY)
    rename_ali(school)
    assert listed(school)["D02"].remedy is Remedy.AGAIN
    assert renewed(school) == Renewed()
    assert len(renewed(school, also_sent=True).documents) == 1
    assert listed(school)["D02"].remedy is None


def test_what_came_back_from_word_keeps_its_edits(school: int) -> None:
    (order,) = made(school, "D02")
    return_document(school, order.id, with_words(document_bytes(order), "Дописано от руки."), BY, confirmed=True)
    rename_ali(school)
    assert listed(school)["D02"].remedy is Remedy.BY_HAND
    assert renewed(school, also_sent=True) == Renewed()


def test_an_answer_given_with_another_document_makes_outdated_what_says_the_former(school: int) -> None:
    asked = asked_for("D01", "D03")
    make_packet(school, PACK_ID, asked, BY)
    day = asked.answers["D01"]["срок_ознакомления"]
    other = a_day_later(asked, "D01", "срок_ознакомления")
    make_packet(school, PACK_ID, replace(other, documents=("D01",), packet_documents=("D01", "D03")), LATER)
    assert day != other.answers["D01"]["срок_ознакомления"]
    (reason,) = why(school)["D03"]
    assert reason.startswith("ответ «Ознакомить работников под подпись до»: ")
    renewed(school)
    assert why(school) == {}
    assert newest_answer(school, "D03", "срок_ознакомления") == newest_answer(school, "D01", "срок_ознакомления")


def test_another_template_makes_its_drafts_outdated_and_no_registered_order(school: int) -> None:
    order, _other = made(school, "D04", "D05")
    pack = find_pack(PACK_ID)
    register(school, order.id)
    for document in ("D04", "D05"):
        content = with_words(Path(pack.by_id[document].template).read_bytes(), "Абзац школы.")
        number = upload_template(school, PACK_ID, document, content, "шаблон.docx", "", BY)
        activate_template(school, PACK_ID, document, number, DAY, "", BY)
    assert why(school)["D05"] == ["шаблон документа изменён"]
    assert listed(school)["D04"].remedy is None
    assert [item.document for item in renewed(school).documents] == ["D05"]
    assert why(school).get("D05") is None


def test_what_can_not_be_made_is_told_and_hinders_nothing_else(school: int) -> None:
    made(school, "D02", "D10")
    current = find_school(school)
    assert current is not None
    bare: School = replace(current, responsible=holders(), margins=Margins(left=35))
    save_school(school, bare, BY)
    found = renewed(school)
    assert [item.document for item in found.documents] == ["D10"]
    assert {fault.code for fault in found.faults} == {"school_incomplete"}
    assert len(versions(school, PACK_ID, "D02")) == 1


def test_an_act_that_was_ended_gets_no_new_versions(school: int) -> None:
    made(school, "D02")
    rename_ali(school)
    close_act(school, PACK_ID, BY)
    with pytest.raises(FaultsError) as caught:
        renewed(school)
    assert caught.value.faults[0].code == "act_ended"
    assert len(versions(school, PACK_ID, "D02")) == 1


def test_a_new_version_bears_the_numbers_that_others_have_got_meanwhile(school: int) -> None:
    order, sheet = made(school, "D02", "D20")
    assert sheet.data["numbers"] == {}
    entry = register(school, order.id)
    rename_ali(school)
    (new,) = (item for item in renewed(school).documents if item.document == "D20")
    assert new.data["numbers"] == {"D02": entry.number}
