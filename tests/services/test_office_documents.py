"""What the documents of an office say, to the letter, for every act; who sees them; what they keep.

After a wanted change of wording: UPDATE_GOLDEN=1 python -m pytest tests/services/test_office_documents.py
"""

import os
from dataclasses import replace
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path

import pytest

from sferum_docs.acts_reader.directive import to_directive
from sferum_docs.docengine import check_file
from sferum_docs.documents.checking.standard import standard_of
from sferum_docs.documents.district.model import (
    ClauseCell,
    District,
    Lack,
    Recipient,
    WatchedBody,
    WatchedClause,
    WatchedIndicator,
    WatchedOrder,
    WeekFigure,
)
from sferum_docs.documents.district.record import district_record, kept_district
from sferum_docs.documents.making.clause_evidence import template_faults
from sferum_docs.documents.making.generate import make
from sferum_docs.documents.of_act.make import common_documents, pack_files
from sferum_docs.documents.of_act.rows import cited
from sferum_docs.documents.of_office.clauses import told_text, watched
from sferum_docs.documents.of_office.pack import office_documents, office_pack
from sferum_docs.documents.requests.situation import Situation
from sferum_docs.gost.check import check
from sferum_docs.packs.model import Pack
from sferum_docs.schools.bodies.words import kind_words
from sferum_docs.schools.model import SchoolKind
from sferum_docs.services.packet.plan import plan_document
from sferum_docs.services.packs.choose import PACKS, check_pack, find_pack, known_packs
from tests.builders import a_man
from tests.district import an_office
from tests.made_acts import an_act
from tests.services.test_golden import shown

GOLDEN = Path(__file__).resolve().parents[1] / "golden_of_office"
COMMAND = "UPDATE_GOLDEN=1 python -m pytest tests/services/test_office_documents.py"
MADE_HERE = "of-act"
DAY, MONDAY = date(2026, 11, 30), date(2026, 11, 23)
DOCUMENTS = tuple(path.stem for path in sorted((PACKS / "район" / "тексты").glob("*.txt")))
SCHOOL = "МКОУ «Ключевская СОШ»"
OFFICE = an_office(
    "Управление образования Верхнереченского района",
    short_name="Управление образования", founder="", place="с. Верхнереченское", address="368999, с. Верхнереченское",
    phone="+7 (900) 000-00-00", email="uo@verhnerechensk.example", site="uo.verhnerechensk.example",
    kpp="990001001", ogrn="1029900000019", okpo="99000011",
)  # fmt: skip


@pytest.fixture(scope="module")
def packs(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Pack]:
    folder = tmp_path_factory.mktemp("packs") / MADE_HERE
    folder.mkdir()
    files = pack_files(MADE_HERE, to_directive(an_act()), common_documents(PACKS), date(2026, 9, 2))
    for name, content in files.items():
        (folder / name).write_bytes(content)
    return {MADE_HERE: check_pack(folder), **{name: find_pack(name) for name in known_packs()}}


def of_office(pack: Pack) -> Pack:
    return office_pack(pack, office_documents(PACKS), kind_words(SchoolKind.OFFICE))


@cache
def names() -> tuple[tuple[str, bool], ...]:
    return (("МКОУ «Ключевская СОШ»", True), ("МКОУ «Арская ООШ»", True), ("МКДОУ «Родничок»", False))


def told_of(pack: Pack) -> District:
    """Three bodies: the first has done what it could, the second lags behind, the third has sent nothing."""
    rows = watched(pack.directive)
    counted = pack.indicator_set.indicators if pack.indicator_set else ()
    signed = ClauseCell("издан", number="15-ОД", day=date(2026, 11, 16), share=94)
    states = (
        tuple(replace(signed, words="исполнен", done=True, share=100) for _row in rows),
        tuple(signed if place % 2 else ClauseCell("нет", late=place == 0) for place, _row in enumerate(rows)),
        tuple(ClauseCell("нет данных") for _row in rows),
    )
    fallen = tuple(
        WeekFigure(
            Decimal(20 + place), Decimal("40.5"), Decimal(-2 if place else 3), Decimal(-2) if place else None, base=50
        )
        for place, _item in enumerate(counted)
    )
    figures = (fallen, fallen, tuple(WeekFigure(asked=bool(place)) for place, _item in enumerate(counted)))
    total = WeekFigure(Decimal(42), Decimal("40.5"), Decimal(1), base=100)
    return District(
        DAY,
        3,
        tuple(
            WatchedClause(row.clause.path, cited(row.clause), told_text(row.clause.text), row.last_day) for row in rows
        ),
        tuple(
            WatchedBody(key, name, is_school, "", cells, week, place=1 if key < 3 else None)
            for key, (name, is_school), cells, week in zip((1, 2, 3), names(), states, figures, strict=True)
        ),
        tuple(WatchedOrder(spec.id, spec.name, (2, 3)) for spec in pack.documents if spec.is_order)[:2],
        MONDAY if counted else None,
        indicators=tuple(WatchedIndicator(item.id, item.name, total, item.counts_people) for item in counted),
        ranked=True,
        reminded=2,
        recipient=Recipient(2, names()[1][0], ("Гогоберидзе", "Нана", ""), is_male=False, post="директор"),
        lacks=(
            Lack("paper:1", "п. 1.1, п. 1.3", "Не издан или не внесён в журнал приказ «О режиме»", date(2026, 11, 20)),
            Lack("week:2026-11-23", "", "Не представлены данные о показателях за неделю с 23.11.2026 по 29.11.2026"),
        ),
    )


def situation_of(pack: Pack, document: str, told: District | None = None) -> Situation:
    """A document of the office with the answers that are proposed."""
    own = of_office(pack)
    planned = plan_document(OFFICE, own, DAY, document)
    answers = {question.field.key: question.default for question in planned.questions}
    return Situation(
        OFFICE, own, own.by_id[document], DAY, {document: answers}, chosen=(document,), district=told or told_of(pack)
    )


CASES = [(name, document) for name in (*known_packs(), MADE_HERE) for document in DOCUMENTS]


@pytest.mark.parametrize(("name", "document"), CASES)
def test_a_document_of_an_office_says_what_its_golden_text_says(
    packs: dict[str, Pack], name: str, document: str
) -> None:
    pack, path = packs[name], GOLDEN / f"{name} {document}.txt"
    if document not in of_office(pack).by_id:
        assert pack.indicator_set is None, "only an act that counts nothing has no summary of a week"
        assert not path.exists()
        return
    text = shown(make(situation_of(pack, document)).content)
    if os.environ.get("UPDATE_GOLDEN"):
        path.write_text(text, encoding="utf-8", newline="\n")
    assert path.is_file(), f"{path.name} is not there; read it and keep it: {COMMAND}"
    assert text == path.read_text(encoding="utf-8"), f"if the change is wanted: {COMMAND}"


@pytest.mark.parametrize(("name", "document"), CASES)
def test_a_document_of_an_office_is_a_sound_file_that_keeps_the_standard(
    packs: dict[str, Pack], name: str, document: str
) -> None:
    if document not in of_office(packs[name]).by_id:
        return
    made = make(situation_of(packs[name], document))
    assert not check_file(made.content)
    report = check(made.content, standard_of(OFFICE.layout, kind=made.spec.kind))
    assert [finding.message() for finding in report.required] == []


def test_every_office_template_has_the_clauses_it_promises_and_no_unknown_word(packs: dict[str, Pack]) -> None:
    for pack in packs.values():
        own = of_office(pack)
        assert template_faults(own.documents, own.directive) == ()


def test_what_an_act_puts_to_the_office_is_carried_out_by_its_plan_and_the_control_is_supported() -> None:
    own = of_office(find_pack("sferum-2023"))
    plan = own.by_id["M01"]
    assert plan.carries_out == ("2/-1",)
    assert {spec.id for spec in own.documents if "4" in spec.supports} == {"M02", "M03", "M04", "M05"}
    assert [clause.path for clause in own.directive.walk() if clause.for_school] == ["2", "2/-1"]
    made = make(situation_of(find_pack("sferum-2023"), "M01"))
    assert "Вести строгий контроль" in made.paragraphs["2/-1"][0].text


def test_what_a_paper_tells_is_kept_whole(packs: dict[str, Pack]) -> None:
    told = told_of(packs["sferum-2023"])
    assert kept_district({"district": district_record(told)}) == told
    assert kept_district({}) is None


def test_a_note_of_orders_that_all_have_issued_agrees_with_the_name_of_any_act(packs: dict[str, Pack]) -> None:
    for pack in packs.values():
        text = shown(make(situation_of(pack, "M04", replace(told_of(pack), orders=()))).content)
        assert "Приказы во~исполнение" in text or "Приказы во исполнение" in text
        assert "изданы во всех организациях." in text
        nobody = shown(make(situation_of(pack, "M04", replace(told_of(pack), orders=(), total=0, bodies=()))).content)
        assert "изданы во всех" not in nobody, "where nobody works by the act nobody has issued anything"


def test_a_letter_addresses_the_head_in_the_dative_and_a_body_without_one_by_the_post_alone() -> None:
    pack = find_pack("sferum-2023")
    man = a_man("Сковорода Олег Иванович")
    told = replace(
        told_of(pack),
        recipient=Recipient(
            1, "МКОУ «Ключевская СОШ»", (man.last, man.first, man.middle), post="исполняющий обязанности директора"
        ),
    )
    text = shown(make(situation_of(pack, "M03", told)).content)
    assert "Исполняющему обязанности директора МКОУ~«Ключевская СОШ» / Сковороде~О.~И." in text
    nobody = replace(told, recipient=Recipient(1, SCHOOL))
    assert "Руководителю МКОУ~«Ключевская СОШ» |" in shown(make(situation_of(pack, "M03", nobody)).content)
