"""What a packet costs, counted: a clock says little on a busy machine, a count says which waste came back."""

from __future__ import annotations

import io
import zipfile
from collections import Counter
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from sferum_docs.documents.consistency.printed import Printed
from sferum_docs.documents.making import generate, provenance
from sferum_docs.documents.registering.status import Status
from sferum_docs.grammar.persons.names import undecided_part
from sferum_docs.grammar.values import FullName
from sferum_docs.packs.model import FieldKind
from sferum_docs.schools.model import School
from sferum_docs.services.bulk import asked as asking
from sferum_docs.services.documents import statuses
from sferum_docs.services.documents.issued import newest_documents
from sferum_docs.services.jobs.run import run_job
from sferum_docs.services.packet.make import prepare
from sferum_docs.services.packs.choose import find_pack
from tests.builders import PACK_ID, a_school
from tests.bulk import ASKED, begin_bulk
from tests.district import NAMES, fill_district

if TYPE_CHECKING:
    from collections.abc import Callable


def counted(monkeypatch: pytest.MonkeyPatch, where: Any, name: str) -> Counter[Any]:
    """How often a function is asked, by its arguments after the first."""
    calls: Counter[Any] = Counter()
    function: Callable[..., Any] = getattr(where, name)

    def count(*given: Any, **named: Any) -> Any:
        calls[str(given[1:])[:80]] += 1
        return function(*given, **named)

    monkeypatch.setattr(where, name, count)
    return calls


def test_a_request_is_read_once_for_all_bodies_of_a_kind(monkeypatch: pytest.MonkeyPatch) -> None:
    pack, asked = find_pack(PACK_ID), replace(ASKED, day=date(2023, 10, 17))
    vars(asking)["_read"].cache_clear()
    read = counted(monkeypatch, asking, "read_request")
    made = [asking.request_for(asked, a_school(full_name=name), pack, asked.documents) for name in NAMES]
    assert read.total() == 1
    assert made[0] == made[1] == made[2]
    day = next(field.key for field in pack.by_id["D02"].fields if field.kind is FieldKind.DATE)
    answered = {"D02": {day: "20.11.2023"}}
    asking.request_for(replace(asked, answers=answered), a_school(), pack, asked.documents)
    assert read.total() == 2, "of other answers another"


def test_the_holder_of_a_role_is_looked_up_once_in_a_packet(monkeypatch: pytest.MonkeyPatch) -> None:
    school, pack = a_school(), find_pack(PACK_ID)
    request = asking.request_for(ASKED, school, pack, ASKED.documents)
    looked = counted(monkeypatch, School, "worker")
    made = prepare(school, pack, request)
    assert len(made) == len(ASKED.documents)
    assert looked.total() < 40, looked


@pytest.mark.usefixtures("app")
def test_where_papers_stand_is_asked_of_none_in_a_body_that_made_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    district, pack = fill_district(), find_pack(PACK_ID)
    asked = counted(monkeypatch, vars(statuses)["_Kept"], "standing")
    found = [statuses.document_states(body, pack) for body in district.schools]
    assert asked.total() <= len(pack.by_id), "once for all of them"
    assert found[0].keys() == pack.by_id.keys()
    assert {state.status for state in found[2].values()} == {Status.NONE}


@pytest.mark.usefixtures("app")
def test_a_school_is_written_once_for_all_papers_of_a_packet(monkeypatch: pytest.MonkeyPatch) -> None:
    district = fill_district()
    vars(generate)["_school"].cache_clear()  # an equal school of another test may have been written in this process
    write, written = vars(provenance)["_kept"], Counter[str]()

    def count(value: Any) -> Any:
        school = value.get("school", value) if isinstance(value, dict) else {}
        written["school"] += "requisites" in school
        return write(value)

    monkeypatch.setattr(provenance, "_kept", count)
    run_job(begin_bulk(district.office, bodies=district.schools[:1]))
    kept = newest_documents(district.schools[0], PACK_ID)
    assert len(kept) == len(ASKED.documents)
    assert written["school"] == 1
    assert all(item.data["school"] == kept[0].data["school"] for item in kept)


def test_a_first_name_is_declined_once_for_all_who_bear_it() -> None:
    undecided_part.cache_clear()
    for last in ("Абакарова", "Багатырова", "Вагабова"):
        assert str(FullName(last, "Патимат", "Курбановна")).startswith(last)
    assert undecided_part.cache_info().misses == 3 + 2


def test_the_words_of_a_file_are_what_stands_between_its_tags() -> None:
    paragraphs = (
        "<w:r><w:t>Приказ &amp; акт</w:t></w:r><w:r><w:tab/><w:t>№\u00a05</w:t></w:r>",
        "<w:r><w:instrText> PAGE </w:instrText></w:r>",
        '<w:r><w:t xml:space="preserve">от 16</w:t></w:r>',
    )
    xml = "<w:body>" + "<w:p/>".join(f"<w:p>{runs}</w:p>" for runs in paragraphs) + "</w:body>"
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("word/document.xml", xml)
    assert Printed(file.getvalue()).text == "Приказ & акт\t№ 5\n\nот 16\n"
