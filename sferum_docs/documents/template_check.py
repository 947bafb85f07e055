"""What is to be known of a template before it is put in force, beside the one in force now."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING

from sferum_docs.docengine import Place, TemplateError, advise, check_file, inspect_template
from sferum_docs.docengine.findings import part_title
from sferum_docs.documents.generate import compiled, make, original_template, proven
from sferum_docs.documents.standard import standard_of
from sferum_docs.documents.vocabulary import vocabulary
from sferum_docs.gost.check import check as standard
from sferum_docs.gost.model import PERMANENT, Facts, Profile, Status
from sferum_docs.reading.faults import FaultsError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from sferum_docs.directives.coverage import Paragraph
    from sferum_docs.directives.model import Directive
    from sferum_docs.docengine import Finding
    from sferum_docs.documents.situation import Situation
    from sferum_docs.gost.model import Finding as Departure
    from sferum_docs.packs.model import DocumentSpec


@dataclass(frozen=True, slots=True)
class Note:
    """One thing that is wrong: the tag as written, the sentence with the way out."""

    severity: str
    tag: str
    sentence: str


@dataclass(frozen=True, slots=True)
class Spot:
    """Everything that is wrong at one place, with the words around it."""

    where: str
    around: str
    notes: tuple[Note, ...]


@dataclass(frozen=True, slots=True)
class ClauseChange:
    """A clause with the paragraphs that carry it out in the version in force and in the new one."""

    path: str
    before: tuple[Paragraph, ...]
    after: tuple[Paragraph, ...]
    promised: bool  # the pack says that this document carries it out

    @property
    def lost(self) -> bool:
        """Whether the new version no longer carries it out."""
        return bool(self.before) and not self.after


@dataclass(frozen=True, slots=True)
class FieldName:
    """A field of the vocabulary as it is told to a person."""

    name: str
    title: str


@dataclass(frozen=True, slots=True)
class Departures:
    """Departures from ГОСТ Р 7.0.97: those that only the new version has, those of both, those that are mended."""

    new: tuple[Departure, ...] = ()
    same: tuple[Departure, ...] = ()
    mended: tuple[Departure, ...] = ()

    @property
    def required(self) -> tuple[Departure, ...]:
        """New departures from what the standard words as a requirement."""
        return tuple(item for item in self.new if item.status is Status.REQUIRED)


@dataclass(frozen=True)
class TemplateReport:
    """The report of an uploaded template."""

    same_file: bool
    spots: tuple[Spot, ...]
    clauses: tuple[ClauseChange, ...]
    added: tuple[FieldName, ...]
    gone: tuple[FieldName, ...]
    departures: Departures
    errors: int
    warnings: int

    @property
    def readable(self) -> bool:
        """Whether it could be compared at all: with an error nothing but the tags is told."""
        return not self.errors

    @property
    def lost(self) -> tuple[str, ...]:
        """The clauses that the new version no longer carries out."""
        return tuple(change.path for change in self.clauses if change.lost)


@lru_cache(maxsize=256)
def tag_findings(content: bytes, spec: DocumentSpec) -> tuple[Finding, ...]:
    """Every mistake of the tags and of the file; advice on its looks when there is no error."""
    found = inspect_template(content, vocabulary(spec.fields))
    return tuple(found if has_errors(found) else [*found, *advise(content)])


def has_errors(findings: Iterable[Finding]) -> bool:
    """Whether anything forbids the use of the template."""
    return any(item.severity == "error" for item in findings)


def spots(findings: Sequence[Finding]) -> tuple[Spot, ...]:
    """The findings by place, in the order of the document."""
    places = dict.fromkeys((item.part, replace(item.place, text="")) for item in findings)
    return tuple(
        _spot(part, place, [item for item in findings if (item.part, replace(item.place, text="")) == (part, place)])
        for part, place in places
    )


def _spot(part: str, place: Place, findings: Sequence[Finding]) -> Spot:
    where = ", ".join(word for word in (part_title(part), str(place)) if word) or "файл целиком"
    around = max((item.place.text for item in findings), key=len)
    notes = tuple(Note(item.severity, item.tag, replace(item, part="", place=Place()).message()) for item in findings)
    return Spot(where[:1].upper() + where[1:], around, notes)


def clauses_of(content: bytes, directive: Directive) -> Mapping[str, tuple[Paragraph, ...]]:
    """The clauses that the bookmarks of a template name; none when it cannot be opened."""
    try:
        return proven(content, directive)
    except TemplateError:
        return {}


def clause_changes(before: bytes, after: bytes, spec: DocumentSpec, directive: Directive) -> tuple[ClauseChange, ...]:
    """Every clause that either version, or the pack, ties to the document, in the order of the directive."""
    was, now = clauses_of(before, directive), clauses_of(after, directive)
    return tuple(
        ClauseChange(path, was.get(path, ()), now.get(path, ()), path in spec.carries_out)
        for path in directive.by_path
        if path in was or path in now or path in spec.carries_out
    )


def fields_of(content: bytes, spec: DocumentSpec) -> tuple[FieldName, ...]:
    """The fields that a template without errors uses, each once."""
    words = vocabulary(spec.fields)
    names = dict.fromkeys(use.name for use in compiled(content, spec).fields)
    return tuple(FieldName(name, field.title if (field := words.find(name)) else "") for name in sorted(names))


def departures(before: bytes, after: bytes, situation: Situation) -> Departures:
    """What two finished files depart from, told apart by the rule and its sentence: places move with the text."""
    was, now = (_departures(content, situation) for content in (before, after))
    known, still = Counter(map(_key, was)), Counter(map(_key, now))
    new, same = _parted(now, known)
    mended, _both = _parted(was, still)
    return Departures(new, same, mended)


def _departures(content: bytes, situation: Situation) -> tuple[Departure, ...]:
    try:
        return standard(content, _profile(situation), _facts(situation)).findings
    except FaultsError:  # the gates of the standard are narrower than those of the engine
        return ()


def _key(item: Departure) -> tuple[str, str]:
    return item.rule, item.sentence


def _parted(items: Sequence[Departure], known: Counter[tuple[str, str]]) -> tuple[tuple[Departure, ...], ...]:
    left = Counter(known)
    unknown: list[Departure] = []
    both: list[Departure] = []
    for item in items:
        (both if left[_key(item)] > 0 else unknown).append(item)
        left[_key(item)] -= 1
    return tuple(unknown), tuple(both)


def _profile(situation: Situation) -> Profile:
    margins = situation.school.margins
    held = standard_of(situation.school.profile, kind=situation.spec.kind)
    return replace(held, left=margins.left, right=margins.right, top=margins.top, bottom=margins.bottom)


def _facts(situation: Situation) -> Facts:
    requisites, head = situation.school.requisites, situation.school.head
    return Facts(
        kind=situation.spec.kind,
        retention=PERMANENT,
        school_full=requisites.full_name,
        school_short=requisites.short_name,
        place=requisites.place,
        order_date=situation.order_date,
        acting=head.acting if head else None,
    )


def trial_findings(situation: Situation) -> tuple[Finding, ...]:
    """What goes wrong when a document is made from a template whose tags are right; nothing as a rule."""
    try:
        return tuple(item for item in check_file(make(situation).content) if item.severity == "error")
    except FaultsError as error:
        if isinstance(error.__cause__, TemplateError):
            return error.__cause__.findings
        raise


def check_upload(situation: Situation, after: bytes, others: Sequence[Situation] = ()) -> TemplateReport:
    """The report on a template beside the one of the situation's document; `others` are schools to try it on."""
    spec, directive = situation.spec, situation.pack.directive
    before = original_template(spec)
    findings = tag_findings(after, spec)
    changes = clause_changes(before, after, spec, directive)
    if not has_errors(findings):
        tried = (trial_findings(_with(item, after)) for item in (situation, *others))
        findings = tuple(dict.fromkeys((*findings, *(item for found in tried for item in found))))
    errors = sum(item.severity == "error" for item in findings)
    if errors:
        return TemplateReport(before == after, spots(findings), changes, (), (), Departures(), errors, 0)
    was, now = fields_of(before, spec), fields_of(after, spec)
    new = _with(situation, after)
    told = departures(make(situation).content, make(new).content, situation)
    known = Counter(item.code for item in tag_findings(before, spec))
    fresh = sum((Counter(item.code for item in findings) - known).values())
    lost = sum(change.lost for change in changes)
    return TemplateReport(
        same_file=before == after,
        spots=spots(findings),
        clauses=changes,
        added=tuple(item for item in now if item not in was),
        gone=tuple(item for item in was if item not in now),
        departures=told,
        errors=0,
        warnings=fresh + lost + len(told.required),
    )


def _with(situation: Situation, template: bytes) -> Situation:
    return replace(situation, spec=replace(situation.spec, own_template=template))


@dataclass(frozen=True, slots=True)
class Health:
    """The state of a version in one line of the list."""

    errors: int
    promised: int  # clauses that the pack promises and the template does not carry out
    departures: int

    @property
    def well(self) -> bool:
        """Whether there is nothing to mend."""
        return not (self.errors or self.promised or self.departures)


def health(situation: Situation) -> Health:
    """The state of the template of a situation's document."""
    spec = situation.spec
    content = original_template(spec)
    carried = clauses_of(content, situation.pack.directive)
    promised = sum(path not in carried for path in spec.carries_out)
    errors = sum(item.severity == "error" for item in tag_findings(content, spec))
    if errors or trial_findings(situation):
        return Health(errors or 1, promised, 0)
    found = _departures(make(situation).content, situation)
    return Health(0, promised, sum(item.status is Status.REQUIRED for item in found))
