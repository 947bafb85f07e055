"""Layout of any document checked by ГОСТ Р 7.0.97: the report, in groups for a reader, and a copy with remarks."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sferum_docs.docengine import TemplateError, commented, open_archive
from sferum_docs.documents.checking.standard import standard_of
from sferum_docs.gost.check import check
from sferum_docs.gost.model import Facts, Outcome, Profile, Status
from sferum_docs.gost.reading.places import Paragraphs
from sferum_docs.gost.report_text import STATUSES
from sferum_docs.reading.faults import FaultsError, retold
from sferum_docs.reading.records import Record
from sferum_docs.schools.reader import read_layout

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element

    from sferum_docs.gost.model import Edition, Report, Result
    from sferum_docs.schools.model import School
    from sferum_docs.store.documents.issued import IssuedDocument

AUTHOR, INITIALS = "Проверка по ГОСТ", "ПГ"
MOST = 20  # findings of one rule that a reader is shown


@dataclass(frozen=True)
class Group:
    """Rules of one status that found something."""

    status: Status
    results: tuple[Result, ...]

    @property
    def count(self) -> int:
        """How many findings."""
        return sum(len(result.findings) for result in self.results)


@dataclass(frozen=True)
class Verdict:
    """A report sorted for a reader."""

    report: Report
    found: tuple[Group, ...]
    unknown: tuple[Result, ...]
    by_eye: tuple[Result, ...]
    passed: tuple[Result, ...]
    not_meant: tuple[Result, ...]

    @property
    def broken(self) -> int:
        """How many rules that are requirements are broken."""
        return sum(len(group.results) for group in self.found if group.status is Status.REQUIRED)

    @property
    def checked(self) -> int:
        """How many rules were checked to the end."""
        return len(self.passed) + sum(len(group.results) for group in self.found)


def check_document(
    content: bytes, edition: Edition, kind: str, facts: Facts | None = None, profile: Profile | None = None
) -> Verdict:
    """The verdict on a Word document; an empty kind is read in it. FaultsError when it is no sound document."""
    try:
        open_archive(content)
    except TemplateError as error:
        raise FaultsError(retold("unsound_file", error.findings)) from error
    report = check(content, profile or Profile(edition=edition), facts or Facts(kind=kind or None))
    return Verdict(
        report,
        tuple(group for status in Status if (group := _group(report, status)).results),
        _with(report, Outcome.NOT_CHECKED),
        _with(report, Outcome.BY_EYE) + tuple(item for item in report.results if _also_by_eye(item)),
        _with(report, Outcome.PASSED),
        _with(report, Outcome.NOT_MEANT),
    )


def check_made(document: IssuedDocument, content: bytes, school: School, edition: Edition) -> Verdict:
    """The verdict on a document made here, whose kind, date and school are known.

    It is held to what the school had chosen when it was made: a typeface chosen since makes no old order wrong.
    """
    requisites, head = school.requisites, school.head
    facts = Facts(
        kind=document.kind,
        school_full=requisites.full_name,
        school_short=requisites.short_name,
        founder=requisites.founder or None,
        place=requisites.place,
        order_date=document.order_date,
        acting=None if head is None else head.acting,
    )
    chosen = read_layout(Record(document.data["school"].get("profile", {}), "", []))
    return check_document(content, edition, document.kind, facts, standard_of(chosen, edition, document.kind))


def with_remarks(content: bytes, verdict: Verdict) -> bytes:
    """A copy of the document with every finding as a Word comment at its place. FaultsError when it cannot be made."""

    def notes(root: _Element) -> Iterator[tuple[_Element | None, str]]:
        paragraphs = Paragraphs(root)
        for group in verdict.found:
            for result in group.results:
                known = f"{result.rule.id}, {STATUSES[result.status]}, {result.rule.reference}"
                left = len(result.findings) - MOST
                for number, item in enumerate(result.findings[:MOST], start=1):
                    more = f" И ещё таких мест: {left}." if number == MOST and left > 0 else ""
                    yield paragraphs.at(item.place), f"{item.message()}{more} ({known})"

    try:
        return commented(content, notes, AUTHOR, INITIALS)
    except TemplateError as error:
        raise FaultsError(retold("unsound_file", error.findings)) from error


def _with(report: Report, outcome: Outcome) -> tuple[Result, ...]:
    return tuple(result for result in report.results if result.outcome is outcome)


def _group(report: Report, status: Status) -> Group:
    return Group(status, tuple(result for result in report.results if result.findings and result.status is status))


def _also_by_eye(result: Result) -> bool:
    return bool(result.rule.also_eye) and result.outcome is Outcome.PASSED
