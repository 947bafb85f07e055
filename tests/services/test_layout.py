"""The shipped documents keep what ГОСТ Р 7.0.97 requires, in both editions, for schools of every sort."""

from dataclasses import replace
from datetime import date
from typing import Literal

import pytest

from benchmarks.pages import request as everything
from sferum_docs.documents.checking.standard import standard_of
from sferum_docs.gost.check import check
from sferum_docs.gost.model import PERMANENT, Facts
from sferum_docs.packs.model import Pack
from sferum_docs.schools.model import LayoutSettings, School
from sferum_docs.services.packet.make import prepare
from sferum_docs.services.packet.school_file import read_sample
from sferum_docs.services.packs.choose import find_pack, known_packs
from tests.services.test_every_document import schools

PACK = find_pack("sferum-2023")
DAY = date(2023, 10, 16)
CASES = [
    pytest.param(school, id=title)
    for title, school in schools(PACK)
    if title
    in {
        "demonstration",
        "long names",
        "acting head",
        "one person in two roles",
        "kindergarten",
        "small type, spaced word",
    }
] + [pytest.param(replace(read_sample(PACK).school, layout=LayoutSettings(qr=True)), id="a code on the first page")]


@pytest.mark.parametrize("edition", ["2025", "2016"])
@pytest.mark.parametrize("school", CASES)
def test_no_document_breaks_a_requirement_of_the_standard(school: School, edition: Literal["2025", "2016"]) -> None:
    assert broken(PACK, school, DAY, edition) == []


@pytest.mark.parametrize("name", sorted({*known_packs()} - {PACK.id}))
def test_nor_does_a_document_of_another_pack(name: str) -> None:
    pack = find_pack(name)
    of_sample = read_sample(pack).school
    kindergarten = dict(schools(pack))["kindergarten"]
    day = date(2026, 12, 1)
    assert broken(pack, of_sample, day, "2025") == []
    assert broken(pack, of_sample, day, "2016") == []
    assert broken(pack, kindergarten, day, "2025") == []


def broken(pack: Pack, school: School, day: date, edition: Literal["2025", "2016"]) -> list[str]:
    """What the documents of a pack break for a school that has told all of itself."""
    filled = replace(
        school,
        requisites=replace(
            school.requisites,
            address="368510, Сергокалинский район, с. Ключевое, ул. Школьная, д. 1",
            phone="+7 (900) 000-00-00",
            email="school@school.example",
            site="school.example",
            kpp="990001001",
            ogrn="1029900000019",
            okpo="99000011",
        ),
    )
    assert filled.head is not None
    asked = everything(pack, day)
    found = []
    for item in prepare(filled, pack, asked):
        facts = Facts(
            kind=item.spec.kind,
            retention=PERMANENT,
            school_full=filled.requisites.full_name,
            school_short=filled.requisites.short_name,
            place=filled.requisites.place,
            order_date=day,
            acting=filled.head.acting,
        )
        report = check(item.content, standard_of(filled.layout, edition, item.spec.kind), facts)
        found += [f"{item.spec.id} {finding.code} {finding.message()}" for finding in report.required]
    return found
