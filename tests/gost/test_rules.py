"""For each rule with a check: a right document it passes, and wrong ones that it alone of the required finds."""

from __future__ import annotations

from dataclasses import replace

import pytest

from sferum_docs.gost.check import check
from sferum_docs.gost.model import Edition, Facts, Outcome, Profile
from sferum_docs.gost.rules import rules
from sferum_docs.gost.words import INITIALS_FIRST
from tests.gost import faulty_end, faulty_head, faulty_page
from tests.gost.documents import FOR_LETTER, KNOWN, ORDER, annex, centred, letter, order, signed, text
from tests.gost.pieces import (
    AGREED,
    COPY,
    E_MARK,
    EXTRACT,
    NB,
    SIGNED,
    SINGLE,
    STAMP,
    TRUE,
    Wrong,
    after,
    extract,
    stamp,
)
from tests.gost.word import docx, p, picture

WRONG = (*faulty_page.WRONG, *faulty_head.WRONG, *faulty_end.WRONG)

# rule → (document, facts, profile) where it stands and is kept; the right order serves those not named
RIGHT: dict[str, tuple[bytes, Facts, Profile]] = {
    "G04": (order(settings="<w:mirrorMargins/>"), replace(KNOWN, duplex=True), Profile()),
    "G30": (order(), KNOWN, Profile(number_mask="{номер}-О")),
    "G48": (
        order(
            annex_one=annex("", "План учёта", "УТВЕРЖДЁН", "приказом школы", f"от 16.10.2023 №{NB}45-О"),
            **{key: value for key, value in SINGLE.items() if key != "annex_one"},
        ),
        KNOWN,
        Profile(),
    ),
    "G50": (
        docx(stamp(*STAMP) + p("План", jc="center", before=240, after=240) + text("1. Обеспечить порядок.")),
        Facts(kind="план"),
        Profile(),
    ),
    "G51": (order(after=ORDER["after"] + stamp(*AGREED, left=0)), KNOWN, Profile()),
    "G58": (order(after="".join(p(line) for line in E_MARK)), SIGNED, Profile()),
    "G60": (letter(), FOR_LETTER, Profile()),
    "G61": (order(signature=after(*TRUE)), COPY, Profile()),
    "G62": (extract("ВЫПИСКА ИЗ ПРИКАЗА", *TRUE), replace(EXTRACT, copy=True), Profile()),
    "G64": (order(place=p("с. Нижнее", jc="center", before=120, inside=picture("QR-код"))), KNOWN, Profile()),
    **{rule: (letter(), FOR_LETTER, Profile()) for rule in ("G66", "G67", "G68", "G69", "G70")},
}


@pytest.mark.parametrize("case", [pytest.param(case, id=f"{case.rule} {case.what}") for case in WRONG])
def test_a_wrong_document_is_found_by_its_rule_and_by_no_other_required_one(
    case: Wrong,
) -> None:
    report = check(case.data, case.profile, case.facts)
    assert report.result(case.rule).outcome is Outcome.FOUND
    for finding in report.findings:
        assert finding.sentence().endswith((".", ")", "»")), finding
        told = finding.sentence().replace("«{{", "").replace("{номер}", "")  # a part as the school writes it
        assert "{" not in told
    assert {finding.code for finding in report.required} <= {case.rule}, [item.message() for item in report.required]


CHECKED = [rule.id for rule in rules() if not rule.eye]
OF_RULE = {rule: [case for case in WRONG if case.rule == rule] for rule in CHECKED}


@pytest.mark.parametrize("rule", CHECKED)
def test_a_right_document_passes_the_rule(rule: str) -> None:
    data, facts, profile = RIGHT.get(rule, (order(), KNOWN, Profile()))
    report = check(data, profile, facts)
    assert report.result(rule).outcome is Outcome.PASSED, report.result(rule)
    assert report.required == ()


@pytest.mark.parametrize("rule", CHECKED)
def test_every_rule_with_a_check_is_shown_a_wrong_document(rule: str) -> None:
    assert rule in {case.rule for case in WRONG}


@pytest.mark.parametrize("rule", CHECKED)
def test_every_rule_alone_finds_some_wrong_document(rule: str) -> None:
    found = [{item.code for item in check(case.data, case.profile, case.facts).findings} for case in OF_RULE[rule]]
    assert {rule} in found


@pytest.mark.parametrize("edition", ["2016", "2025"])
@pytest.mark.parametrize(("data", "facts"), [(order(), KNOWN), (letter(), FOR_LETTER)], ids=["order", "letter"])
def test_the_right_documents_have_no_finding_of_any_kind(data: bytes, facts: Facts, edition: Edition) -> None:
    report = check(data, Profile(edition=edition), facts)
    assert [finding.message() for finding in report.findings] == []


def clauses(*words: str) -> bytes:
    """The right order with other clauses."""
    return order(one="".join(text(line) for line in words), two="", repeal="", control="", annex_one="", annex_two="")


@pytest.mark.parametrize(
    "words",
    [
        ("1. Вести учёт:", "1.1. новых;", "1.2. прежних.", "2. Доложить."),
        ("1. Вести учёт:", "1) новых;", "2) прежних.", "2. Доложить."),
        ("1) Вести учёт.", "2) Доложить."),
        ("1. Вести учёт:", "1.1. новых:", "1.1.1. малых;", "1.1.2. больших;", "1.2. прежних.", "2. Доложить."),
        ("Вести учёт.",),
    ],
)
def test_these_ways_of_numbering_are_right(words: tuple[str, ...]) -> None:
    assert not check(clauses(*words), Profile(), KNOWN).result("G37").findings


@pytest.mark.parametrize(
    "reference",
    [
        "Федеральным законом от 29.12.2012 №\u00a0273-ФЗ «Об образовании в Российской Федерации»",
        "приказом Министерства просвещения от 22.03.2021 №\u00a0115 «Об утверждении Порядка» и приказом Министерства",
        "постановлением администрации Горного района от 13\u00a0октября 2023\u00a0г. №\u00a0262 «О проекте «Школа»»",
        "настоящим приказом в срок до 20.10.2023",
        "письмом без даты и номера",
    ],
)
def test_these_references_name_all_their_parts(reference: str) -> None:
    data = order(preamble=text(f"В соответствии с {reference}"))
    assert not check(data, Profile(), KNOWN).result("G36").findings


def test_a_document_named_in_full_once_may_be_named_shortly_after() -> None:
    data = order(two=text("2. Доложить о постановлении от 13.10.2023 №\u00a0262 (приложения №\u00a01, №\u00a02)."))
    assert not check(data, Profile(), KNOWN).result("G36").findings


@pytest.mark.parametrize(
    ("heading", "stamp_word", "right"),
    [
        ("План учёта", "УТВЕРЖДЕН", True),
        ("Календарный план", "УТВЕРЖДЁН", True),
        ("Должностная инструкция", "УТВЕРЖДЕНА", True),
        ("Положение о чатах", "УТВЕРЖДЕНО", True),
        ("Обязанности ответственных", "УТВЕРЖДЕНЫ", True),
        ("Положение о чатах", "УТВЕРЖДЁН", False),
        ("Правила общения", "УТВЕРЖДЕНО", False),
    ],
)
def test_the_stamp_agrees_with_what_is_approved(heading: str, stamp_word: str, right: bool) -> None:
    mark = annex("", heading, stamp_word, "приказом школы", f"от 16.10.2023 №{NB}45-О")
    data = order(two=text("2. Вести РОП (приложение)."), annex_one=mark, annex_two="")
    assert (check(data, Profile(), KNOWN).result("G48").outcome is Outcome.PASSED) is right


@pytest.mark.parametrize(
    ("place", "name", "right"),
    [
        ("с. Нижнее", "Казённое учреждение «Нижненская школа»", True),
        ("г. Махачкала", "Казённое учреждение «Школа города Махачкалы»", True),
        ("с. Верхнее", "Казённое учреждение «Нижненская школа»", False),
    ],
)
def test_the_place_may_be_left_out_when_the_name_tells_it(place: str, name: str, right: bool) -> None:
    data = order(place="", name=centred(name))
    report = check(data, Profile(), replace(KNOWN, place=place, school_full=name))
    assert (report.result("G31").outcome is Outcome.PASSED) is right


@pytest.mark.parametrize(
    "signature",
    [
        p("Директор\tМ.А.\u00a0Омаров"),
        p("Директор ______________ М.А.\u00a0Омаров"),
        p("Исполняющий обязанности директора\tМ.\u00a0А.\u00a0Омаров"),
        p("Директор\tМ.\u00a0Омаров-Алиев"),
    ],
)
def test_these_signatures_are_right(signature: str) -> None:
    report = check(order(signature=signature), Profile(), KNOWN)
    assert {report.result(rule).outcome for rule in ("G53", "G55", "G56")} == {Outcome.PASSED}


def test_a_name_with_the_initials_of_a_seal_is_no_seal() -> None:
    report = check(order(signature=signed(name="М.П.\u00a0Омаров")), Profile(), KNOWN)
    assert report.result("G59").outcome is Outcome.PASSED


def test_one_line_above_the_signature_is_too_little_to_go_over_with_it() -> None:
    short = order(repeal=text("3. Доложить об учёте до 20.10.2023."), control=text("4. Контроль за собой.", keep=True))
    assert "3. Доложить" in check(short, Profile(), KNOWN).result("G57").findings[0].place.text


def test_a_plan_of_a_school_with_an_acting_head_is_signed_by_whoever_made_it() -> None:
    plan = docx(p("План мероприятий", jc="center") + signed("Ответственный за учёт"))
    assert check(plan, Profile(), Facts(acting=True)).result("G56").outcome is Outcome.PASSED
    assert check(order(), Profile(), Facts(acting=True)).result("G56").outcome is Outcome.FOUND


def test_titles_inside_a_text_are_not_set_as_text() -> None:
    title = p("1. Общие положения", keep=True, before=120)
    rules_of_chats = docx(p("Порядок общения", jc="center", after=240) + title + text("1.1. Общаться вежливо."))
    report = check(rules_of_chats, Profile(), Facts(kind="порядок"))
    assert {report.result(rule).outcome for rule in ("G14", "G15", "G37")} == {Outcome.PASSED}


def test_a_title_may_put_an_adjective_before_the_kind() -> None:
    data = docx(p("Еженедельный отчёт о показателях", jc="center"))
    assert check(data, Profile(), Facts(kind="отчёт")).result("G26").outcome is Outcome.PASSED
    assert check(data, Profile(), Facts(kind="акт")).result("G26").outcome is Outcome.FOUND


def test_blank_sheets_of_an_enclosure_are_not_taken_for_filled() -> None:
    blank = letter(enclosed=p("Приложение: на ___\u00a0л. в 1\u00a0экз.", keep=True))
    assert check(blank, Profile(), FOR_LETTER).result("G69").outcome is Outcome.NOT_CHECKED


def test_a_heading_below_a_corner_head_keeps_to_the_corner() -> None:
    wide = p("Об исполнении поручения за первое полугодие", right=2551, before=320, after=280)
    assert check(letter(heading=wide), Profile(), FOR_LETTER).result("G17").outcome is Outcome.FOUND
    assert check(order(heading=wide), Profile(), KNOWN).result("G17").outcome is Outcome.PASSED


@pytest.mark.parametrize(
    "name",
    ["М.А. Омаров", "Э.‑П. Н. Гаджиабдуллаева", "О. Ким", "М. Р. О. Алиев", "П. М. Абдулкадырова младшая"],
)
def test_initials_of_double_and_long_names_stand_before_the_surname_as_any_do(name: str) -> None:
    assert INITIALS_FIRST.fullmatch(name)
