"""The check of a file by the rules of an edition."""

from __future__ import annotations

from typing import TYPE_CHECKING

# imported for the checks they register
from sferum_docs.gost.checks import (  # noqa: F401
    annexes,
    clauses,
    head,
    letters,
    page,
    requisites,
    signing,
    stamps,
    tables,
    text,
)
from sferum_docs.gost.model import Facts, Finding, FindingPlace, Outcome, Profile, Report, Result
from sferum_docs.gost.reading.outline import outline
from sferum_docs.gost.reading.package import open_package
from sferum_docs.gost.reading.scan import scan
from sferum_docs.gost.rules import (
    CHECKS,
    CheckContext,
    MissingFactError,
    RuleNotApplicableError,
    Violation,
    not_applicable,
    rules,
    undecided,
)
from sferum_docs.gost.words import plain
from sferum_docs.reading.faults import Fault, FaultsError

if TYPE_CHECKING:
    from sferum_docs.gost.model import Rule

_AROUND = 24


def check(data: bytes, profile: Profile = Profile(), facts: Facts = Facts()) -> Report:  # noqa: B008  frozen values
    """Every rule of the profile's edition with its result. FaultsError when the file is no sound Word document."""
    try:
        return _checked(data, profile, facts)
    except FaultsError:
        raise
    except Exception as error:  # a stranger's file may break a check in ways nobody lists
        raise FaultsError([Fault("docx_damaged")]) from error


def _checked(data: bytes, profile: Profile, facts: Facts) -> Report:
    document = scan(open_package(data))
    given = plain(facts.kind) if facts.kind else None
    parts = outline(document, given)
    case = CheckContext(document, parts, profile, facts, given or parts.guessed_kind)
    results = tuple(_result(rule, case) for rule in rules() if profile.edition in rule.statuses)
    return Report(profile.edition, case.kind, given is not None, results, document.unread)


def _result(rule: Rule, case: CheckContext) -> Result:
    status = rule.status(case.profile.edition, case.kind)
    kinds = {plain(kind) for kind in rule.kinds}
    if kinds and not case.kind:
        return Result(rule, status, Outcome.NOT_CHECKED, note=undecided()["kind"], lacks="kind")
    if (kinds and case.kind not in kinds) or case.kind in {plain(kind) for kind in rule.not_kinds}:
        return Result(rule, status, Outcome.NOT_MEANT, note=not_applicable()["other_kind"])
    if rule.eye:
        return Result(rule, status, Outcome.BY_EYE, note=rule.eye)
    violations: list[Violation] = []
    outcome, note, lacks = Outcome.PASSED, rule.also_eye, ""
    try:
        for violation in CHECKS[rule.id](case):
            violations.append(violation)  # noqa: PERF402  those found before the check gives up count too
    except MissingFactError as lack:
        outcome, lacks = Outcome.NOT_CHECKED, str(lack)
        note = undecided()[lacks]
    except RuleNotApplicableError as reason:
        outcome, note = Outcome.NOT_MEANT, not_applicable()[str(reason)]
    findings = tuple(_finding(rule, violation, case) for violation in violations)
    return Result(rule, status, Outcome.FOUND if findings else outcome, findings, note, lacks)


def _finding(rule: Rule, violation: Violation, case: CheckContext) -> Finding:
    where = violation.where
    place = FindingPlace()
    if where is not None:
        place = FindingPlace(where.part, where.number, where.cells, around(where.words, violation.words))
    status = rule.status(case.profile.edition, case.kind)
    return Finding(rule, status, violation.say, violation.values, place)


def around(line: str, words: str) -> str:
    """The words with some before and after; the beginning of the paragraph when they are not told.

    >>> around("Утвердить прилагаемый план мероприятий по переходу на платформу", "план")
    'Утвердить прилагаемый план мероприятий по…'
    """
    at = max(line.find(" ".join(words.split())), 0)
    start = 0 if at <= _AROUND else line.find(" ", at - _AROUND) + 1
    stop = at + len(words) + _AROUND * (1 if words else 2)
    end = len(line) if stop >= len(line) else max(line.rfind(" ", at + len(words), stop), at + len(words))
    if not words and end <= at:
        end = stop
    return ("…" if start else "") + line[start:end] + ("…" if end < len(line) else "")
