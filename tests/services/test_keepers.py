"""Journals, registers and reports are kept by who holds an administrative post; else a person is told why.

328-ФЗ of 08.08.2024, приказ Минпросвещения № 779 of 06.11.2024: teachers write five kinds of papers alone.
"""

from dataclasses import replace
from datetime import date

import pytest

from sferum_docs.documents.making.role_needs import documents_by_role
from sferum_docs.documents.requests.packet_request import PacketRequest
from sferum_docs.schools.model import Responsible
from sferum_docs.services.packet.plan import packet_warnings
from sferum_docs.services.packs.choose import find_pack
from tests.builders import PACK_ID, a_person, a_school

TODAY = date(2026, 11, 27)
TEACHER = "Алиева Мадина Омаровна"
KEPT = {PACK_ID: ("D07", "D11", "D12", "D15", "D16"), "max-2026": ("X11", "X12")}


def told(post: str, *documents: str) -> list[str]:
    """The sentences on the keeper when all roles are held by somebody of this post."""
    person = a_person(TEACHER, post=post)
    school = replace(a_school(), staff=(*a_school().staff, person))
    roles = {role.id: TEACHER for role in find_pack(PACK_ID).roles.all if role.required}
    school = replace(school, responsible=Responsible(roles))
    warned = packet_warnings(school, find_pack(PACK_ID), PacketRequest(TODAY, documents), TODAY)
    return [fault.sentence() for fault in warned if fault.code in {"role_pedagogical", "role_post_asked"}]


@pytest.mark.parametrize(("pack", "document"), [(pack, item) for pack, items in KEPT.items() for item in items])
def test_each_journal_register_and_report_names_an_administrative_keeper(pack: str, document: str) -> None:
    found = find_pack(pack)
    keeping = {role for role, documents in documents_by_role(found).items() if document in documents}
    assert any(found.roles.by_id[role].administrative for role in keeping)


@pytest.mark.parametrize("document", KEPT[PACK_ID])
def test_a_teacher_who_would_keep_it_is_told_with_the_reason(document: str) -> None:
    (sentence,) = told("учитель физики", document)
    assert "учитель физики" in sentence
    assert "328-ФЗ" in sentence
    assert "№ 779" in sentence.replace("\u00a0", " ")


@pytest.mark.parametrize("post", ["заместитель директора по УВР", "секретарь", "документовед"])
def test_an_administrative_post_is_told_nothing(post: str) -> None:
    assert told(post, *KEPT[PACK_ID]) == []


def test_a_post_that_no_list_knows_is_asked_about() -> None:
    assert ["не знает" in sentence for sentence in told("смотритель маяка", "D16")] == [True]


def test_a_paper_that_names_no_keeper_is_told_nothing() -> None:
    pack, needs = find_pack(PACK_ID), documents_by_role(find_pack(PACK_ID))
    named = {document for role in pack.roles.all if role.administrative for document in needs[role.id]}
    assert told("учитель физики", *(document for document in ("D20", "D26") if document not in named)) == []
