"""A packet is one text: what its documents say of each other is checked before it is kept."""

import io
import re
from dataclasses import replace
from datetime import date
from itertools import pairwise

import docx
import pytest
from docx.document import Document
from docx.table import Table
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.pages import request as everything
from sferum_docs.documents.consistency.printed import Printed
from sferum_docs.documents.consistency.sample_check import documents_of_head
from sferum_docs.documents.making.templates import original_template
from sferum_docs.documents.requests.packet_request import Answer, PacketRequest
from sferum_docs.packs.model import Pack
from sferum_docs.reading.faults import Fault, FaultsError
from sferum_docs.schools.model import School, SchoolKind
from sferum_docs.services.packet.make import prepare
from sferum_docs.services.packet.plan import packet_warnings
from sferum_docs.services.packet.school_file import read_sample
from sferum_docs.services.packs.choose import find_pack
from tests.builders import PACK_ID, STAFF, a_chat, a_man, a_person, a_school, holders
from tests.edited import edited
from tests.services.test_papers import text

PACK = find_pack(PACK_ID)
DAY = date(2023, 10, 16)
HEAD, OMAROVA, ALIEV, KIM = (person.full_name for person in STAFF)
LEAVE = "отпуск по уходу за ребёнком"
ALONE = a_school(responsible=holders(HEAD, HEAD, HEAD), staff=tuple(replace(person, class_name="") for person in STAFF))
Answered = dict[str, dict[str, Answer]]


def asked(*documents: str, answers: Answered | None = None) -> PacketRequest:
    whole = everything(PACK, DAY)
    given_ones = {name: {**row, **(answers or {}).get(name, {})} for name, row in whole.answers.items()}
    return replace(whole, documents=documents or whole.documents, answers=given_ones)


def files(school: School, *documents: str, answers: Answered | None = None, pack: Pack = PACK) -> dict[str, bytes]:
    made = prepare(school, pack, asked(*documents, answers=answers))
    return {item.spec.id: item.content for item in made}


def refusal(school: School, *documents: str, answers: Answered | None = None, pack: Pack = PACK) -> tuple[Fault, ...]:
    with pytest.raises(FaultsError) as caught:
        files(school, *documents, answers=answers, pack=pack)
    return caught.value.faults


def told(school: School, *documents: str, answers: Answered | None = None) -> dict[str, str]:
    found = packet_warnings(school, PACK, asked(*documents, answers=answers), DAY)
    return {fault.code: fault.sentence() for fault in found}


def words(table: Table) -> list[list[str]]:
    return [[" ".join(cell.text.split()) for cell in row.cells] for row in table.rows]


def lists(document: Document) -> list[list[list[str]]]:
    """The tables that have a heading, as their rows."""
    return [words(Table(item, document)) for item in document.element.xpath("//w:tbl[./w:tr/w:trPr/w:tblHeader]")]


def opened(content: bytes) -> Document:
    return docx.Document(io.BytesIO(content))


# ---------------------------------------------------------------------------------------- forms and numbers
SCHOOLS = [
    pytest.param(a_school(), id="school"),
    pytest.param(a_school(kind=SchoolKind.KINDERGARTEN), id="kindergarten"),
    pytest.param(ALONE, id="head in all roles"),
]


@pytest.mark.parametrize("school", SCHOOLS)
def test_a_report_and_a_journal_are_kept_in_the_forms_that_the_order_approves(school: School) -> None:
    made = {name: lists(opened(content)) for name, content in files(school, "D07", "D15", "D16").items()}
    journal_form, report_form = made["D07"]
    (report,), (journal,) = made["D15"], made["D16"]
    assert report[0] == report_form[0]
    assert journal[0] == journal_form[0]
    conclusion = ["Вывод и предложения:"] * len(report[0])
    assert conclusion in report_form
    assert conclusion in report
    assert [row[:2] for row in report if row[0].isdecimal()] == [row[:2] for row in report_form if row[0].isdecimal()]


def test_the_report_bears_its_number_and_date_above_the_table() -> None:
    words_of_report = text(files(a_school(), "D15")["D15"])
    assert words_of_report.index("№ ____") < words_of_report.index("База, чел.")
    assert "Исходящий" not in words_of_report


BROKEN = [
    ("D15", "На этой неделе", "За эту неделю", ("D15", "D07"), "agreement_form"),
    ("D07", "Отклонение", "Разница", ("D15", "D07"), "agreement_form"),
    ("D15", "Вывод и предложения:", "Прочее:", ("D15", "D07"), "agreement_form_row"),
    ("D16", "Исполнитель", "Кто исполняет", ("D16", "D07"), "agreement_form"),
    ("D07", "Форма еженедельного отчёта", "Бланк отчёта", ("D15", "D07"), "agreement_no_form"),
    ("D18", "УТВЕРЖДАЮ", "СОГЛАСЕН", ("D01", "D18"), "agreement_silent"),
    ("D03", "в действие с", "в действие", ("D10", "D03"), "agreement_silent"),
]


@pytest.mark.parametrize(("changed", "was", "becomes", "named", "code"), BROKEN)
def test_a_packet_that_contradicts_itself_is_not_made(
    changed: str, was: str, becomes: str, named: tuple[str, str], code: str
) -> None:
    def change(xml: str) -> str:
        assert was.replace(" ", "\u00a0") in xml or was in xml
        return xml.replace(was, becomes).replace(was.replace(" ", "\u00a0"), becomes)

    template = edited(original_template(PACK.by_id[changed]), change)
    pack = PACK.with_templates({changed: template})
    faults = refusal(a_school(), *named, pack=pack)
    assert [fault.code for fault in faults] == [code]
    assert all(document in faults[0].sentence() for document in named)
    assert re.search(r"Измените|Верните|Назовите", faults[0].sentence()), "the way out"
    assert files(a_school(), changed, pack=pack), "alone it contradicts nobody"


@pytest.mark.parametrize("document", ["D05", "D19"])
def test_a_number_printed_twice_is_the_same(document: str) -> None:
    def typed(xml: str) -> str:
        return re.sub(r"\{\{ ?сотрудников_подлежит[^}]*\}\}", "999 работников", xml)

    pack = PACK.with_templates({document: edited(original_template(PACK.by_id[document]), typed)})
    faults = refusal(a_school(), "D05", "D12", "D19", pack=pack)
    assert {fault.code for fault in faults} == {"agreement_number_differs"}
    assert all("999" in fault.sentence() and " 4" in fault.sentence() for fault in faults)


def test_numbers_of_people_and_chats_agree_in_every_paper_with_the_rows_of_its_lists() -> None:
    sample = read_sample(PACK).school
    made = {name: opened(content) for name, content in files(sample).items()}
    due = sum(not person.exempt for person in sample.staff)
    assert f"Подлежит регистрации: {due} " in text(files(sample, "D05")["D05"])
    rows = {name: [row for row in lists(made[name])[-1] if row[0].isdecimal()] for name in ("D12", "D09", "D26")}
    assert (len(rows["D12"]), len(rows["D09"]), len(rows["D26"])) == (len(sample.staff), len(sample.chats), due)


# ---------------------------------------------------------------------------------------- who does what
def test_each_paper_of_a_rule_of_numbers_prints_its_number_in_the_words_of_the_rule() -> None:
    moved = a_school(chats=(a_chat(moved=DAY),))
    made = {name: Printed(content).text for name, content in files(moved).items()}
    said = [(name, words) for rule in PACK.agreements for name, words in rule.says.items()]
    silent = [
        (name, words) for name, words in said if not re.search(re.escape(words).replace(r"\{\}", r"\d+"), made[name])
    ]
    assert not silent, "a rule whose words a paper does not print holds nothing together"


def test_the_checklist_is_filled_by_one_and_approved_by_the_other() -> None:
    both = text(files(a_school(), "D18")["D18"])
    assert "УТВЕРЖДАЮ" in both
    assert "Ответственный за использование ИКОП «Сферум»\n\nЗ. И. Омарова" in both
    assert "от 13.10.2023 № 262" in PACK.by_id["D18"].title
    alone = text(files(ALONE, "D18")["D18"])
    assert "УТВЕРЖДАЮ" not in alone
    assert alone.count("П. Г. Магомедова") == 1


def test_a_head_in_all_roles_gets_no_paper_addressed_to_herself() -> None:
    made = files(ALONE)
    assert {"D23", "D24"} & set(made) == set()
    assert "согласие" in told(ALONE, "D02", "D23")["document_for_nobody"].casefold()
    order = text(made["D02"])
    assert "С приказом ознакомлены" not in order
    assert "письменного согласия" not in order
    assert "руководителю" not in order
    assert "докладывает руководителю" not in text(made["D10"])
    assert "Вносить предложения" not in text(made["D08"])
    assert "обязанности оставлены за руководителем приказом" in text(made["D19"])
    for document in ("D23", "D24"):
        assert [fault.code for fault in refusal(ALONE, document)] == ["document_for_nobody"]


PEOPLE = st.sampled_from([HEAD, OMAROVA, ALIEV])


@settings(max_examples=12, deadline=None, database=None)
@given(PEOPLE, PEOPLE, PEOPLE)
def test_nobody_signs_twice_orders_oneself_or_reads_an_empty_table(one: str, two: str, three: str) -> None:
    school = a_school(responsible=holders(one, two, three), chats=(a_chat(owner=OMAROVA),))
    made = files(school)
    for name, content in made.items():
        document = opened(content)
        signed = [row[-1] for rows in map(words, document.tables) for row in rows if name != "D20" and len(row) == 3]
        assert all(a != b or not re.match(r"[А-Я]\. [А-Я]\. ", a) for a, b in pairwise(signed)), name
        assert all(len(rows) > 1 for rows in lists(document)), name
    assert documents_of_head(PACK, school, made) == []


# ---------------------------------------------------------------------------------------- one ground for one person
def test_one_person_gets_a_consent_or_an_addition_to_the_instruction() -> None:
    said = told(a_school(), "D23", "D24")["document_instead"]
    assert "D24" in said
    assert "D23" in said
    assert "одно основание" in said
    assert set(files(a_school(), "D23", "D24")) == {"D23"}
    made = {name: text(content) for name, content in files(
        a_school(), "D23", "D24", answers={"D24": {"кому": ("Алиев А. Г.",)}}
    ).items()}  # fmt: skip
    assert "Алиева Али" not in made["D23"]
    assert "А. Г. Алиев" in made["D24"]
    assert "З. И. Омарова" in made["D23"]
    assert "З. И. Омарова" not in made["D24"]
    assert set(files(a_school(), "D23", "D24", answers={"D24": {"кому": (OMAROVA, ALIEV, KIM)}})) == {"D24"}
    assert set(files(a_school(), "D24")) == {"D24"}, "alone it is for all"


def test_a_name_that_nobody_bears_is_refused_with_its_question() -> None:
    faults = refusal(a_school(), "D23", "D24", answers={"D24": {"кому": ("Неизвестный И. И.",)}})
    assert {(fault.code, fault.place) for fault in faults} == {("unknown_person", "answers.D24.кому")}


# ---------------------------------------------------------------------------------------- who is away
def test_who_is_away_gets_no_class_and_signs_nothing_until_the_return() -> None:
    staff = (*STAFF, a_person("Бек Заира Саидовна", post="учитель истории", class_name="7", exempt=LEAVE))
    made = {name: text(content) for name, content in files(a_school(staff=staff)).items()}
    for name in ("D02", "D20", "D26", "D29"):
        assert "Бек" not in made[name], name
    assert "Бек Заира Саидовна" in made["D28"]
    said = told(a_school(staff=staff))["away_leads_class"]
    assert "Бек Заира Саидовна" in said
    assert "7" in said


# ---------------------------------------------------------------------------------------- the commission
COOK = a_person("Идрисова Ума Идрисовна", post="повар")
GUARD = a_man("Гамидов Гамид Гамидович", post="сторож")
OUTSIDER = a_man("Петров Пётр Ильич", post="заместитель директора (внешний совместитель)")
ACTING = a_person("Ли Анна Ивановна", post="и. о. заместителя директора по УВР")
TEACHER = a_person("Коваль Нина Лукинична", post="учитель биологии")
SECRETARY = a_person("Абдулаева Марьям Исаевна", post="секретарь")
COMMISSIONS = [
    pytest.param((OUTSIDER, TEACHER, ACTING, COOK), [ACTING, TEACHER, OUTSIDER], id="acting deputy before an outsider"),
    pytest.param((COOK, GUARD, TEACHER), [TEACHER], id="neither a cook nor a guard"),
    pytest.param((SECRETARY, TEACHER), [TEACHER, SECRETARY], id="a secretary sits, and does not preside"),
    pytest.param((replace(ACTING, exempt=LEAVE), TEACHER), [TEACHER], id="not who is away"),
]


@pytest.mark.parametrize(("others", "expected"), COMMISSIONS)
def test_a_commission_is_of_those_who_check_others(others: tuple, expected: list) -> None:  # type: ignore[type-arg]
    school = a_school(staff=(*STAFF[:3], *others), responsible=holders(OMAROVA, ALIEV, ALIEV))
    made = {name: text(content) for name, content in files(school, "D14", "D27", "D20").items()}
    for document in ("D14", "D27"):
        found = re.findall(
            r"(?:председатель|член) комиссии — ([А-ЯЁ][а-яё]+ [А-ЯЁ][а-яё]+ [А-ЯЁ][а-яё]+)", made[document]
        )
        assert found == [person.full_name for person in expected], document
        assert made[document].count("(по согласованию)") == 3 - len(expected)
    assert all(person.full_name in made["D20"] for person in expected), "they sign the order"
    assert ("commission_short" in told(school, "D27")) is (len(expected) < 3)


def test_the_owners_of_chats_sign_the_order_that_charges_them_each_once() -> None:
    chats = (a_chat(owner=ALIEV), a_chat("Ещё", owner=ALIEV), a_chat("Наш", owner=HEAD))
    sheet = text(files(a_school(chats=chats), "D27", "D20")["D20"])
    assert sheet.count(ALIEV) == 1
    assert HEAD not in sheet, "the head signs the order itself"


def test_the_head_may_choose_another_commission_and_is_told_what_is_odd() -> None:
    chosen: Answered = {"D27": {"председатель": OMAROVA}, "D14": {"председатель": OMAROVA}}
    made = text(files(a_school(), "D27", answers=chosen)["D27"])
    assert f"председатель комиссии — {OMAROVA}" in made
    assert OMAROVA in told(a_school(), "D27", answers=chosen)["checks_oneself"]
    for name, code in ((HEAD, "head_in_commission"), ("Никто Нигде", "unknown_person")):
        assert [fault.code for fault in refusal(a_school(), "D27", answers={"D27": {"член_1": name}})] == [code]
    twice: Answered = {"D27": {"председатель": KIM, "член_1": KIM}}
    assert {fault.code for fault in refusal(a_school(), "D27", answers=twice)} == {"named_twice"}


def test_the_act_names_the_order_of_its_commission_by_the_packet() -> None:
    assert "созданная приказом от 16.10.2023 № ____" in text(files(a_school(), "D14", "D27")["D14"])
    assert "созданная приказом от ______________ № ______" in text(files(a_school(), "D14", "D02")["D14"])
    assert "D27" in told(a_school(), "D14")["packet_asks_for"]
    known: Answered = {"D14": {"приказ_комиссии": "от 18.10.2023 № 52"}}
    assert "packet_asks_for" not in told(a_school(), "D14", answers=known)


# ---------------------------------------------------------------------------------------- what is asked for is there
def test_what_the_orders_ask_for_is_in_the_full_packet_and_named_in_a_smaller_one() -> None:
    full = next(preset for preset in PACK.presets if preset.id == "full")
    assert "packet_asks_for" not in told(a_school(), *full.documents)
    assert "D24" not in full.documents
    said = told(a_school(), "D01", "D04", "D06", "D10")["packet_asks_for"]
    assert [name for name in ("D26", "D28", "D29", "D30") if name not in said] == []


def test_everybody_signs_for_the_resolution_itself_the_head_first() -> None:
    rows = lists(opened(files(a_school(), "D26")["D26"]))[0]
    assert [row[2] for row in rows if row[0].isdecimal()] == [HEAD, OMAROVA, ALIEV, KIM]
    assert "с постановлением администрации" in text(files(a_school(), "D26")["D26"])


def test_the_order_says_from_when_the_rules_count_and_who_publishes_them() -> None:
    order = text(files(a_school(), "D03", "D10")["D03"])
    assert re.search(r"Порядок .* в действие с \d\d\.\d\d\.2023", order)
    assert "разместить Порядок на официальном сайте" in order
    assert "Порядок" not in text(files(a_school(), "D03")["D03"])


def test_the_body_of_the_workers_is_named_where_there_is_one_and_asked_about() -> None:
    union: Answered = {"D10": {"орган_работников": "первичной профсоюзной организации, протокол от 13.10.2023 № 3"}}
    assert "с учётом мнения первичной профсоюзной организации" in text(files(a_school(), "D10", answers=union)["D10"])
    assert "профсоюз" not in text(files(a_school(), "D10")["D10"])
    assert "статьи 8 и 372" in told(a_school(), "D10")["left_unanswered"]
    assert "left_unanswered" not in told(a_school(), "D10", answers=union)


def test_the_mark_of_receipt_stands_in_the_order() -> None:
    given_mark: Answered = {"D01": {"входящий": "от 16.10.2023 № 154"}}
    assert "вх. от 16.10.2023 № 154." in text(files(a_school(), "D01", answers=given_mark)["D01"])
    assert "вх. от ______________ № ______." in text(files(a_school(), "D01")["D01"])
