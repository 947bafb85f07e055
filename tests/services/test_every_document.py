"""Every document of every shipped pack, made for schools of every sort."""

import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pytest
from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Pt
from docx.styles.style import ParagraphStyle
from docx.text.paragraph import Paragraph

from benchmarks.pages import request as everything
from sferum_docs.directives.coverage import coverage, disagreements
from sferum_docs.docengine import check_file, plain_text, read_finished
from sferum_docs.documents.making.clause_evidence import evidence_of_bookmarks
from sferum_docs.documents.making.generate import MadeDocument
from sferum_docs.packs.model import Audience, Pack
from sferum_docs.reading.typography import quoted
from sferum_docs.schools.model import (
    Head,
    LayoutSettings,
    Margins,
    OperativeWord,
    School,
    SchoolKind,
    Sex,
    Typeface,
)
from sferum_docs.services.packet.make import prepare
from sferum_docs.services.packet.school_file import read_sample
from sferum_docs.services.packs.choose import find_pack, known_packs
from tests.builders import a_chat, a_man, a_person, a_school, holders

BIG = "Муниципальное бюджетное общеобразовательное учреждение «" + "Верхнереченская многопрофильная " * 6 + "гимназия»"
BIG_SHORT = (
    "МБОУ «" + "Верхнереченская многопрофильная " * 3 + "гимназия имени Героя Советского Союза Магомеда Гаджиева»"
)


def schools(pack: Pack) -> Iterator[tuple[str, School]]:
    sample = read_sample(pack).school
    assert sample.head is not None
    yield "demonstration", sample
    yield "small", a_school()
    yield "long names", a_school(
        full_name=BIG, short_name=BIG_SHORT, staff=(
            *a_school().staff,
            a_person("Верхнереченская-Заболотоцкая Серафима-Патимат Абдулмуталимагомедовна",
                     post="заместитель директора по учебно-воспитательной и научно-методической работе",
                     class_name="10 «А»"),
        ))  # fmt: skip
    yield "acting head", replace(sample, head=Head(sample.head.person, acting=True, ground="приказ от 01.09.2023 № 7"))
    yield (
        "acting man",
        a_school(head=Head(a_man("Ким Олег Юрьевич", post="и. о. директора"), acting=True, ground="№ 5")),
    )
    yield (
        "one person in two roles",
        a_school(responsible=holders("Алиев Али Гусейн оглы", "Алиев Али Гусейн оглы", "Алиев Али Гусейн оглы")),
    )
    yield "kindergarten", a_school(kind=SchoolKind.KINDERGARTEN, founder="", students=None, teachers=None)
    yield (
        "no class teachers, the head exempt",
        a_school(
            staff=tuple(
                replace(person, class_name="", exempt="отпуск" if person == a_school().head.person else "")  # type: ignore[union-attr]  # there is one
                for person in a_school().staff
            )
        ),
    )
    yield (
        "chats half moved",
        a_school(chats=(a_chat(moved=date(2023, 10, 18), joined=28, closed=date(2023, 10, 20)), a_chat("Ещё"))),
    )
    yield "hostile values", a_school(
        short_name="ООО «Рога & Копыта» < 5", place="<b>Школа</b>", staff=(
            *a_school().staff, a_person("Омаров Омар", sex=Sex.MALE, post="{{ 6*7 }} {% for %} & <w:p/> 'сторож'"),
        ))  # fmt: skip
    yield "other margins", a_school(margins=Margins(35, 20, 25, 25))
    yield (
        "small type, spaced word",
        replace(
            sample,
            layout=LayoutSettings(
                order_mask="{номер}-О", operative_word=OperativeWord.SPACED, typeface=Typeface.ASTRA, size=12
            ),
        ),
    )


def all_made(school: School, pack: Pack, day: date) -> tuple[MadeDocument, ...]:
    """Every document of a pack; one that stands instead of another is made apart."""
    asked = everything(pack, day)
    together = prepare(school, pack, asked)
    apart = tuple(document for document in asked.documents if document not in {item.spec.id for item in together})
    return (*together, *(prepare(school, pack, replace(asked, documents=apart)) if apart else ()))


FIRST = "sferum-2023"  # made for every school in two years; of the other packs some schools are enough
SOME = {"demonstration", "small", "kindergarten", "acting man", "hostile values"}
CASES = [
    pytest.param(pack, school, day, id=f"{name}, {title}, {day:%Y}")
    for name in known_packs()
    for pack in [find_pack(name)]
    for title, school in schools(pack)
    if name == FIRST or title in SOME
    for day in ((date(2023, 10, 16), date(2026, 11, 23)) if name == FIRST else (date(2026, 12, 1),))
]


@pytest.mark.parametrize(("pack", "school", "day"), CASES)
def test_every_document_is_whole_clean_and_proves_its_clauses(pack: Pack, school: School, day: date) -> None:
    made = all_made(school, pack, day)
    assert {item.spec.id for item in made} == set(pack.by_id)
    for item in made:
        # braces that a person typed are text, and stay in the file as such
        assert [finding.message() for finding in check_file(item.content) if finding.tag != "{{ 6*7 }}"] == []
        check_text(item, school)
        # what the engine told while it wrote is what a reading of the file tells
        read = read_finished(item.content)
        assert item.findings == read.findings
        assert item.paragraphs == evidence_of_bookmarks(read.bookmarks, pack.directive)
    proofs = {item.spec.id: item.paragraphs for item in made}
    assert disagreements(pack.directive, pack.plans(), proofs) == ()


def check_text(item: MadeDocument, school: School) -> None:
    typed = {person.post for person in school.staff}
    for line in plain_text(item.content):
        shown = line
        for post in typed:
            shown = shown.replace(post, "…").replace(post[:1].upper() + post[1:], "…")
        assert not re.search(r"\{\{|\{%|%\}|\}\}|\bNone\b|\bTrue\b|\bFalse\b", shown), (item.spec.id, line)
        assert not re.search(r"  | [,.;:)]|\( |«\s|\s»|,,|\.\.", shown.replace("\u00a0", " ")), (item.spec.id, line)
        assert not re.search(r"№ |\d г\.", shown), (item.spec.id, line)
        assert "10.8" not in line


def text_of(made: tuple[MadeDocument, ...], document: str) -> str:
    return "\n".join(plain_text(next(item.content for item in made if item.spec.id == document))).translate(
        {0xA0: " ", 0x2011: "-"}
    )


@pytest.fixture(scope="module")
def demonstration() -> tuple[MadeDocument, ...]:
    pack = find_pack("sferum-2023")
    sample = read_sample(pack, "full")
    return prepare(sample.school, pack, sample.request)


def test_every_clause_is_carried_out_by_a_marked_paragraph_or_named_as_supported(
    demonstration: tuple[MadeDocument, ...],
) -> None:
    pack = find_pack("sferum-2023")
    proofs = {item.spec.id: item.paragraphs for item in demonstration}
    rows = coverage(pack.directive, pack.plans(), proofs)
    assert {"1", "2", "3", "4"} < {row.clause.path for row in rows}
    carried = {row.clause.path for row in rows if any(item.paragraphs for item in row.carriers)}
    supported = {row.clause.path for row in rows if row.supporters}
    assert {row.clause.path for row in rows} == carried | supported
    # all that binds the school, headings aside, is carried out
    assert {row.clause.path for row in rows} - carried == {"1", "2", "2/-1", "4"}


def test_no_line_break_stretches_a_justified_paragraph(demonstration: tuple[MadeDocument, ...]) -> None:
    """Word draws the line before a break across the whole width: answers are one line, paragraphs have no breaks."""
    justified = 0
    for item in demonstration:
        document = Document(io.BytesIO(item.content))
        for element in document.element.body.iter(qn("w:p")):
            if alignment(Paragraph(element, document)) is WD_ALIGN_PARAGRAPH.JUSTIFY:
                justified += 1
                kinds = {found.get(qn("w:type"), "textWrapping") for found in element.iter(qn("w:br"))}
                assert "textWrapping" not in kinds, item.spec.id
    assert justified


def alignment(paragraph: Paragraph) -> WD_ALIGN_PARAGRAPH | None:
    """As Word draws it: its own, or that of its style and of those below it."""
    found, style = paragraph.alignment, paragraph.style
    while found is None and isinstance(style, ParagraphStyle):
        found, style = style.paragraph_format.alignment, style.base_style
    return found


def test_people_stand_in_the_right_cases(demonstration: tuple[MadeDocument, ...]) -> None:
    text = text_of(demonstration, "D02")
    assert (
        "Назначить Исаеву Шахрузат Абдулкадыровну, заместителя директора по воспитательной работе, ответственной"
        in text
    )
    assert "Назначить Омарова Шамиля Курбановича, заместителя директора по учебно-воспитательной работе" in text
    assert "Алиева Али Гусейн оглы" in text


def test_the_order_cites_the_resolution_in_full_and_the_law_right(demonstration: tuple[MadeDocument, ...]) -> None:
    text = text_of(demonstration, "D04")
    assert (
        "Во исполнение постановления администрации муниципального района «Сергокалинский район» Республики Дагестан "
        "от 13.10.2023 № 262 «О реализации ИКОП «Сферум» и ФГИС «Моя школа» педагогическими работниками "
        "образовательных организаций Сергокалинского района»"
    ) in text
    assert "частью 8 статьи 10 Федерального закона от 27.07.2006 № 149-ФЗ" in text
    assert "41-ФЗ" not in text


def test_an_order_of_2026_cites_the_law_of_2025() -> None:
    pack = find_pack("sferum-2023")
    made = prepare(a_school(), pack, everything(pack, date(2026, 11, 23)))
    assert "41-ФЗ" in text_of(made, "D04")


def test_a_draft_has_no_number_and_orders_ask_nobody_for_consent(demonstration: tuple[MadeDocument, ...]) -> None:
    for document in ("D02", "D03", "D04", "D05"):
        text = text_of(demonstration, document)
        assert "№ ____" in text
        assert not re.search(r"соглас(ие|ия|ен) (работника )?на обработку", text, re.IGNORECASE)


def test_no_order_binds_parents(demonstration: tuple[MadeDocument, ...]) -> None:
    for document in ("D02", "D03", "D04", "D05"):
        for line in text_of(demonstration, document).splitlines():
            assert not re.match(r"(Родител|Обучающ\w+ и родител)\w*.*(обяз|зарегистрироваться|должны)", line), line


def test_the_registration_sheet_lists_all_staff_and_no_phones(demonstration: tuple[MadeDocument, ...]) -> None:
    text = text_of(demonstration, "D12")
    school = read_sample(find_pack("sferum-2023")).school
    assert len(school.staff) == 35
    for person in school.staff:
        assert person.full_name in text
        assert person.phone not in text


def test_there_is_an_acquaintance_sheet_for_every_order_and_the_head_is_on_none(
    demonstration: tuple[MadeDocument, ...],
) -> None:
    text = text_of(demonstration, "D20")
    orders = [item.spec for item in demonstration if item.spec.acquaint is not Audience.NOBODY]
    assert text.count("ЛИСТ ОЗНАКОМЛЕНИЯ") == len(orders) >= 4
    for spec in orders:
        assert quoted(spec.title) in text
    assert "Магомедова Патимат Гаджиевна" not in text
    of_him = {Audience.STAFF, Audience.COMMISSION_AND_OWNERS}  # he owns a chat
    assert text.count("Муртазалиев Муртазали Муртазалиевич") == sum(spec.acquaint in of_him for spec in orders)


def test_a_sheet_for_one_order_is_made_when_that_is_asked() -> None:
    pack = find_pack("sferum-2023")
    asked = everything(pack, date(2023, 10, 16))
    asked = replace(asked, documents=("D20",), answers={**asked.answers, "D20": {"приказ": "D02"}})
    text = text_of(prepare(a_school(), pack, asked), "D20")
    assert text.count("ЛИСТ ОЗНАКОМЛЕНИЯ") == 1
    assert "О назначении ответственных" in text


def test_an_acting_head_signs_as_one() -> None:
    pack = find_pack("sferum-2023")
    school = a_school()
    assert school.head is not None
    acting = replace(school, head=Head(school.head.person, acting=True, ground="приказ от 01.09.2023 № 7"))
    text = text_of(prepare(acting, pack, everything(pack, date(2023, 10, 16))), "D04")
    assert "Исполняющий обязанности директора" in text
    assert "\nза " not in text.casefold()


def test_a_kindergarten_is_not_asked_about_the_electronic_journal() -> None:
    pack = find_pack("sferum-2023")
    made = prepare(a_school(kind=SchoolKind.KINDERGARTEN), pack, everything(pack, date(2023, 10, 16)))
    assert "Связаны ли аккаунты ЭЖД" not in text_of(made, "D18")
    school = prepare(a_school(), pack, everything(pack, date(2023, 10, 16)))
    assert "Связаны ли аккаунты ЭЖД" in text_of(school, "D18")


def test_the_same_school_gives_the_same_bytes(demonstration: tuple[MadeDocument, ...]) -> None:
    pack = find_pack("sferum-2023")
    sample = read_sample(pack, "full")
    again = prepare(sample.school, pack, sample.request)
    assert [item.sha256 for item in again] == [item.sha256 for item in demonstration]


def test_the_margins_of_the_school_stand_in_the_file() -> None:
    pack = find_pack("sferum-2023")
    made = prepare(a_school(margins=Margins(35, 20, 25, 25)), pack, everything(pack, date(2023, 10, 16)))
    section = Document(io.BytesIO(made[0].content)).sections[0]
    margins = (section.left_margin, section.right_margin, section.top_margin, section.bottom_margin)
    assert [round(margin.mm) for margin in margins if margin is not None] == [35, 20, 25, 25]


def test_the_profile_of_the_school_stands_in_the_file() -> None:
    pack = find_pack("sferum-2023")
    profile = LayoutSettings(operative_word=OperativeWord.SPACED, typeface=Typeface.ASTRA, size=12)
    made = prepare(replace(read_sample(pack).school, layout=profile), pack, everything(pack, date(2023, 10, 16)))
    order = next(item for item in made if item.spec.id == "D02")
    assert "п р и к а з ы в а ю:" in plain_text(order.content)
    style = Document(io.BytesIO(order.content)).styles["Normal"]
    assert isinstance(style, ParagraphStyle)
    assert (style.font.name, style.font.size) == ("PT Astra Serif", Pt(12))
    with zipfile.ZipFile(io.BytesIO(order.content)) as archive:
        parts = b"".join(archive.read(name) for name in archive.namelist())
    assert b"Times New Roman" not in parts
    assert b'w:sz w:val="28"' not in parts
