"""A document names only acts that are in force on its day, in its preamble and anywhere else."""

import re
from datetime import date

import pytest

from sferum_docs.directives.legal_acts import LegalAct
from sferum_docs.docengine import plain_text
from sferum_docs.services.packet.make import prepare
from sferum_docs.services.packs.choose import find_pack
from tests.builders import a_school
from tests.services.test_every_document import everything

PACK = find_pack("sferum-2023")
DAYS = [date(2023, 10, 16), date(2024, 9, 2), date(2025, 6, 2), date(2026, 11, 23)]
_NAMED = re.compile(
    r"№ (?P<law>\d+-ФЗ)"
    r"|Правительства Российской Федерации от [\d.]+ № (?P<decree>\d+)"
    r"|с изменениями от [\d.]+ № (?P<change>\d+)"
    r"|статьёй (?P<offence>[\d.]+) Кодекса Российской Федерации об административных правонарушениях"
    r"|(?P<code>[А-Я]\w+) кодекс"
    r"|[Рр]аспоряжени\w+ Правительства Российской Федерации[^№]*№ (?P<order>\S+)"
)
# what is named → the first day on which it may be
IN_FORCE = {
    "149-ФЗ": date(2023, 3, 1),  # часть 8 статьи 10: Федеральный закон от 29.12.2022 № 584-ФЗ
    "152-ФЗ": date(2007, 1, 26),
    "273-ФЗ": date(2013, 9, 1),
    "41-ФЗ": date(2025, 6, 1),
    "1241": date(2022, 7, 13),
    "1545": date(2023, 9, 22),
    "13.11.2": date(2023, 7, 5),  # Федеральный закон от 24.06.2023 № 277-ФЗ
    "Трудового": date(2002, 2, 1),
    "Трудовым": date(2002, 2, 1),
}


def named(text: str) -> set[str]:
    return {match[match.lastgroup or 0] for match in _NAMED.finditer(text)}


@pytest.fixture(scope="module", params=DAYS, ids=str)
def texts(request: pytest.FixtureRequest) -> tuple[date, dict[str, str]]:
    day = request.param
    made = prepare(a_school(), PACK, everything(PACK, day))
    clean = {0xA0: " ", 0x2011: "-"}
    return day, {item.spec.id: " ".join(plain_text(item.content)).translate(clean) for item in made}


def test_no_document_names_an_act_that_is_not_in_force_on_its_day(texts: tuple[date, dict[str, str]]) -> None:
    day, documents = texts
    assert len(documents) == len(PACK.documents)
    found = [(document, act) for document, text in documents.items() for act in named(text)]
    assert {act for _document, act in found} <= set(IN_FORCE), "an act whose days in force nobody wrote down"
    assert [(document, act) for document, act in found if day < IN_FORCE[act]] == []


def test_the_ban_of_2025_is_named_from_its_first_day_on(texts: tuple[date, dict[str, str]]) -> None:
    day, documents = texts
    assert ("41-ФЗ" in named(documents["D04"])) == (day >= date(2025, 6, 1))
    assert {"149-ФЗ", "13.11.2", "Трудового"} <= named(documents["D04"])


@pytest.mark.parametrize("act", PACK.acts, ids=lambda act: act.id)
def test_the_days_of_the_pack_are_those_of_the_table(act: LegalAct) -> None:
    assert max(IN_FORCE[name] for name in named(act.citation)) == act.in_force_from
