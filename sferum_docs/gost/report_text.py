"""A report for people and for programs: Russian words for outcomes and statuses, lines of text, plain data."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sferum_docs.gost.model import Outcome, Status

if TYPE_CHECKING:
    from sferum_docs.gost.model import Finding, Report, Result

OUTCOMES = {
    Outcome.FOUND: "нарушено",
    Outcome.PASSED: "соблюдено",
    Outcome.NOT_CHECKED: "не проверено",
    Outcome.NOT_MEANT: "не относится",
    Outcome.BY_EYE: "проверяется глазами",
}
STATUSES = {
    Status.REQUIRED: "требование",
    Status.RECOMMENDED: "совет",
    Status.OPEN: "выбор школы",
    Status.PRACTICE: "обычай",
}
TRUST = {
    "A": "прочитано в опубликованном изложении стандарта",
    "B": "по тексту 2016 года; сверьте с официальным текстом",
    "-": "не из стандарта",
}


def as_lines(report: Report) -> list[str]:
    """The report as text: findings by rule, then what was not checked and what only an eye sees, then the count."""
    kind = report.kind or "не определён"
    lines = [
        f"ГОСТ Р 7.0.97-{report.edition}. Вид документа: {kind}{'' if report.kind_given else ' (по тексту файла)'}."
    ]
    for outcome in (Outcome.FOUND, Outcome.NOT_CHECKED, Outcome.BY_EYE):
        for result in report.results:
            if result.outcome is outcome:
                lines += _lines(result)
    lines += [f"Текст не прочитан и не проверен: «{text}»." for text in report.unread]
    counts = (
        f"{word} — {sum(result.outcome is outcome for result in report.results)}" for outcome, word in OUTCOMES.items()
    )
    return [*lines, f"Правил: {len(report.results)}; {'; '.join(counts)}."]


def _lines(result: Result) -> list[str]:
    rule = result.rule
    known = f"{STATUSES[result.status]}, {rule.reference}; {TRUST[rule.trust]}"
    head = f"{rule.id} {OUTCOMES[result.outcome]}: {rule.title} ({known})"
    return [
        head,
        *(f"    {finding.message()}" for finding in result.findings),
        *([f"    {result.note}"] if result.note else []),
    ]


def as_data(report: Report) -> dict[str, object]:
    """The report as values that JSON can hold."""
    return {
        "edition": report.edition,
        "kind": report.kind,
        "kind_given": report.kind_given,
        "required": len(report.required),
        "unread": list(report.unread),
        "rules": [_result(result) for result in report.results],
    }


def _result(result: Result) -> dict[str, object]:
    rule = result.rule
    return {
        "id": rule.id,
        "title": rule.title,
        "editions": list(rule.editions),
        "status": result.status.value,
        "trust": rule.trust,
        "requisite": rule.requisite,
        "reference": rule.reference,
        "outcome": result.outcome.value,
        "note": result.note,
        "lacks": result.lacks,
        "findings": [_finding(finding) for finding in result.findings],
    }


def _finding(finding: Finding) -> dict[str, object]:
    place = finding.place
    return {
        "message": finding.message(),
        "sentence": finding.sentence(),
        "part": place.part,
        "paragraph": place.paragraph,
        "cells": [list(cell) for cell in place.cells],
        "text": place.text,
    }
