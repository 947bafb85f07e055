"""For each rule with a check: a right document it passes, and wrong ones that it alone of the required finds."""

from __future__ import annotations

from dataclasses import replace

import pytest

from sferum_docs.gost.check import check
from sferum_docs.gost.model import Edition, Facts, Outcome, Profile, Status
from sferum_docs.gost.rules import rules
from tests.gost import faulty_end, faulty_head, faulty_page
from tests.gost.documents import FOR_LETTER, KNOWN, ORDER, annex, letter, order, text
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
    "G30": (order(), KNOWN, Profile(number_mask="#-О")),
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
    assert {finding.rule for finding in report.required} <= {case.rule}, [item.message() for item in report.required]


CHECKED = [rule.id for rule in rules() if not rule.eye]


@pytest.mark.parametrize("rule", CHECKED)
def test_a_right_document_passes_the_rule(rule: str) -> None:
    data, facts, profile = RIGHT.get(rule, (order(), KNOWN, Profile()))
    report = check(data, profile, facts)
    assert report.result(rule).outcome is Outcome.PASSED, report.result(rule)
    assert report.required == ()


@pytest.mark.parametrize("rule", CHECKED)
def test_every_rule_with_a_check_is_shown_a_wrong_document(rule: str) -> None:
    assert rule in {case.rule for case in WRONG}


@pytest.mark.parametrize("edition", ["2016", "2025"])
@pytest.mark.parametrize(("data", "facts"), [(order(), KNOWN), (letter(), FOR_LETTER)], ids=["order", "letter"])
def test_the_right_documents_have_no_finding_of_any_kind(data: bytes, facts: Facts, edition: Edition) -> None:
    report = check(data, Profile(edition=edition), facts)
    assert [finding.message() for finding in report.findings] == []


def test_findings_of_wrong_documents_say_their_sentences_without_a_gap() -> None:
    for case in WRONG:
        for finding in check(case.data, case.profile, case.facts).findings:
            assert finding.sentence.endswith((".", ")", "»", "?")), finding
            assert "{" not in finding.sentence.replace("«{{", "")
            assert finding.status in Status
