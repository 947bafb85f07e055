"""The report of a check told to a person or to a program: what was found, and honestly what was not looked at."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from sferum_docs.gost.model import Outcome, Status

if TYPE_CHECKING:
    from sferum_docs.gost.model import Report, Result

_STATUSES = {
    Status.REQUIRED: "требование",
    Status.RECOMMENDED: "рекомендация",
    Status.OPEN: "на выбор организации",
    Status.PRACTICE: "практика",
}
_TRUST = {"A": "прочитано в источнике", "B": "требует сверки с текстом стандарта", "-": "практика, не стандарт"}
_UNSEEN = {Outcome.NOT_CHECKED: "Не проверено", Outcome.BY_EYE: "Посмотрите глазами"}


def as_text(report: Report) -> str:
    """The report as lines: findings by rule, then what no program has looked at, then the count."""
    lines = [f"ГОСТ Р 7.0.97-{report.edition}, вид документа: {report.kind or 'не определён'}"]
    for result in report.results:
        if result.outcome is Outcome.FOUND:
            lines.append(f"{_named(result)} [{_STATUSES[result.status]}; {_TRUST[result.rule.trust]}]")
            lines += [f"    {finding.message()}" for finding in result.findings]
    for outcome, caption in _UNSEEN.items():
        rest = [result for result in report.results if result.outcome is outcome]
        if rest:
            lines.append(f"{caption}: {len(rest)}")
            lines += [f"    {_named(result)} {result.note}".rstrip() for result in rest]
    passed = sum(result.outcome is Outcome.PASSED for result in report.results)
    lines.append(f"Соблюдено правил: {passed}. Нарушений требований: {len(report.required)}.")
    return "\n".join(lines)


def as_json(report: Report) -> str:
    """The report for programs."""
    rules = [
        {
            "id": result.rule.id,
            "title": result.rule.title,
            "status": result.status.value,
            "trust": result.rule.trust,
            "reference": result.rule.reference,
            "outcome": result.outcome.value,
            "note": result.note,
            "findings": [finding.message() for finding in result.findings],
        }
        for result in report.results
    ]
    return json.dumps({"edition": report.edition, "kind": report.kind, "rules": rules}, ensure_ascii=False, indent=1)


def _named(result: Result) -> str:
    return f"{result.rule.id} {result.rule.title}."
