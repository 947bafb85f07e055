"""What the report says: what was not checked and why, places, kinds, editions, and files that are none."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from pathlib import Path

import pytest

from sferum_docs import gost
from sferum_docs.gost.check import check
from sferum_docs.gost.model import Facts, Outcome, Profile, Status
from sferum_docs.gost.report_text import as_data, as_lines
from sferum_docs.gost.rules import CHECKS, rules, undecided
from sferum_docs.reading.faults import FaultsError
from tests.gost.documents import KNOWN, ORDER, annex, letter, order, text
from tests.gost.word import docx, p, row, section, table

ROOM = Path(gost.__file__).parent


def test_seventy_rules_are_told_each_with_a_check_or_with_what_to_look_at() -> None:
    assert [rule.id for rule in rules()] == [f"G{number:02}" for number in range(1, 71)]
    assert all((rule.id in CHECKS) != bool(rule.eye) for rule in rules())
    assert all(rule.reference and rule.title and (rule.says or rule.eye) for rule in rules())


@pytest.mark.parametrize(
    ("facts", "rule", "needed"),
    [
        (replace(KNOWN, duplex=None), "G04", "двух сторон"),
        (replace(KNOWN, school_full=None), "G23", "наименования"),
        (replace(KNOWN, founder=None), "G24", "учредитель"),
        (replace(KNOWN, people=None), "G65", "работников"),
        (replace(KNOWN, e_signed=None), "G58", "электронной"),
    ],
)
def test_a_rule_that_lacks_its_fact_says_so_instead_of_passing(facts: Facts, rule: str, needed: str) -> None:
    result = check(order(), Profile(), facts).result(rule)
    assert result.outcome is Outcome.NOT_CHECKED
    assert needed in result.note
    assert result.lacks in Facts.__dataclass_fields__


@pytest.mark.parametrize(
    ("data", "rule"),
    [
        (letter(end=section(left=1134)), "G03"),
        (order(place=""), "G31"),
        (order(repeal="", control=text("3. Контроль оставляю за собой.", keep=True)), "G40"),
        (docx("".join(ORDER[name] for name in ("kind", "date", "heading", "ordering", "control")), header=p()), "G05"),
    ],
)
def test_without_facts_a_doubtful_document_is_neither_blamed_nor_cleared(data: bytes, rule: str) -> None:
    assert check(data).result(rule).outcome is Outcome.NOT_CHECKED


def test_a_blank_number_waits_for_the_register() -> None:
    blank = {name: ORDER[name].replace("45-О", "____") for name in ("date", "annex_one", "annex_two")}
    report = check(order(**blank), Profile(), KNOWN)
    assert report.result("G29").outcome is Outcome.NOT_CHECKED
    assert report.required == ()


def test_rules_of_orders_do_not_touch_a_letter_nor_a_plan() -> None:
    assert check(letter()).result("G34").outcome is Outcome.NOT_MEANT
    plan = docx(p("План мероприятий", jc="center") + table(row("№", "Дело"), row("1", "Учёт"), lined=True))
    report = check(plan)
    assert (report.kind, report.kind_given) == ("план", False)
    assert {rule for rule in ("G34", "G39", "G66") if report.result(rule).outcome is Outcome.NOT_MEANT} == {
        "G34", "G39", "G66",
    }  # fmt: skip


def test_a_document_of_unknown_kind_asks_for_it() -> None:
    report = check(docx(text("Просто текст, который ничего о себе не говорит.")))
    assert report.kind == ""
    assert "вид документа" in report.result("G34").note


def test_what_only_an_eye_sees_is_told_with_what_to_look_at() -> None:
    report = check(order(), Profile(), KNOWN)
    by_eye = {result.rule.id for result in report.results if result.outcome is Outcome.BY_EYE}
    assert by_eye == {"G35", "G52", "G63"}
    assert all(result.note for result in report.results if result.outcome is Outcome.BY_EYE)
    assert "согласован" in report.result("G32").note


def test_a_rule_of_one_edition_stands_in_that_edition_only() -> None:
    old = check(order(), Profile(edition="2016"), KNOWN)
    with pytest.raises(KeyError):
        old.result("G64")
    assert old.result("G09").status is Status.REQUIRED
    assert check(order(), Profile(), KNOWN).result("G09").status is Status.OPEN


def test_the_executor_is_required_on_a_letter_and_open_on_an_order() -> None:
    assert check(letter()).result("G60").status is Status.REQUIRED
    assert check(order()).result("G60").status is Status.OPEN


def test_a_finding_names_table_row_cell_and_the_words_around() -> None:
    rows = table(row("№", "Мероприятие", head=True), row("1", "Исполнить до 20 октября включительно"), lined=True)
    finding = check(order(after=rows), Profile(), replace(KNOWN, people=())).result("G20").findings[0]
    assert finding.message().startswith(
        "Таблица 3, строка 2, ячейка 2, абзац 1, «Исполнить до 20 октября включительно»: "
    )


def test_an_annex_that_is_approved_keeps_the_word_annex() -> None:
    stamp = annex("", "План учёта", "УТВЕРЖДЁН", "приказом школы", "от 16.10.2023 №\u00a045-О")
    bare = stamp.replace("Приложение", "УТВЕРЖДЁН", 1).replace("УТВЕРЖДЁН", "УТВЕРЖДЁН приказом школы", 1)
    report = check(order(two=text("2. Вести учёт РОП (приложение)."), annex_one=bare, annex_two=""), Profile(), KNOWN)
    assert "слова «Приложение»" in report.result("G46").findings[0].sentence()


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "docx_empty"),
        (b"%PDF-1.7", "not_docx"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "not_docx"),
        (b"PK\x03\x04 and then nothing", "docx_damaged"),
        (order()[:-400], "docx_damaged"),
        (order(kind="<w:p>"), "docx_damaged"),
        (order(styles="<w:style>"), "docx_damaged"),
    ],
)
def test_a_file_that_is_no_sound_word_document_is_refused_with_a_way_out(data: bytes, code: str) -> None:
    with pytest.raises(FaultsError) as refused:
        check(data)
    assert [fault.code for fault in refused.value.faults] == [code]
    assert refused.value.faults[0].message()


@pytest.mark.parametrize("step", range(40))
def test_damaged_bytes_are_refused_or_checked_but_never_raise_anything_else(step: int) -> None:
    data = bytearray(order())
    for offset in range(step * 7, len(data), 997):
        data[offset] ^= 0x55
    try:
        report = check(bytes(data), Profile(), Facts())
    except FaultsError as refused:
        assert refused.faults  # noqa: PT017  either end is right, silence is not
    else:
        assert len(report.results) == 70


def test_a_report_is_told_in_lines_with_what_is_known_of_each_rule() -> None:
    lines = as_lines(check(order(end=section(left=1134)), Profile(), replace(KNOWN, duplex=None)))
    assert lines[0] == "ГОСТ Р 7.0.97-2025. Вид документа: приказ (по тексту файла)."
    assert lines[1].startswith("G03 нарушено: Документы со сроком хранения свыше 10 лет")
    assert "требование, раздел 3; прочитано в опубликованном изложении стандарта" in lines[1]
    assert any(line.startswith("G04 не проверено") for line in lines)
    assert lines[-1].startswith("Правил: 70; нарушено — 1; ")


def test_a_report_is_told_as_data_that_json_holds() -> None:
    data = as_data(check(order(end=section(left=1134)), Profile(), KNOWN))
    assert json.loads(json.dumps(data)) == data
    assert data["required"] == 1


def test_an_order_is_kept_for_good_unless_a_shorter_term_is_told() -> None:
    narrow = order(end=section(left=1134))
    assert check(narrow).result("G03").outcome is Outcome.FOUND
    assert check(narrow, Profile(), Facts(retention=5)).result("G03").outcome is Outcome.NOT_MEANT


def test_a_table_above_the_signature_is_left_to_the_eye() -> None:
    rows = table(row("№", "Дело", head=True), row("1", "Учёт"), lined=True)
    report = check(order(control=ORDER["control"].replace("<w:keepNext/>", "") + rows), Profile(), KNOWN)
    assert report.result("G57").outcome is Outcome.NOT_CHECKED


def test_a_municipal_act_is_checked_as_an_order_whose_word_is_its_own() -> None:
    lines = (
        ("АДМИНИСТРАЦИЯ ГОРНОГО РАЙОНА", "ПОСТАНОВЛЕНИЕ", "№262", "13.10.2023г.", "«О реализации проекта»."),
        ("В целях реализации проекта постановляет:", "1. Руководителям:", "- 1.1. перевести чаты;", "1.3. доложить."),
        ("Контроль возложить на зам.Главы Алиева А.А.", "Глава района             М.А. Омаров", "Исп.: Исаева Х.Н."),
    )
    report = check(docx("".join(p(line) for group in lines for line in group)))
    assert report.kind == "постановление"
    assert {"G20", "G27", "G33", "G37", "G53", "G60"} <= {finding.code for finding in report.findings}
    assert report.result("G34").outcome is Outcome.NOT_MEANT


def test_every_reason_not_to_check_has_its_sentence() -> None:
    sources = "".join(path.read_text(encoding="utf-8") for path in ROOM.rglob("*.py"))
    raised = {*re.findall(r'MissingFactError\("(\w+)"\)', sources), "kind"}
    assert raised == set(undecided())
