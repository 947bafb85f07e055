"""What is to be known of a template before it is put in force, beside the one in force now."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import TYPE_CHECKING

from sferum_docs.docengine import Place, TemplateError, advise, check_file, inspect_template
from sferum_docs.docengine.findings import finding, part_title
from sferum_docs.documents.checking.obligations import obligation_faults, of_another
from sferum_docs.documents.checking.template_departures import Departures, departures, departures_of
from sferum_docs.documents.making.clause_evidence import clause_evidence
from sferum_docs.documents.making.generate import make
from sferum_docs.documents.making.templates import compiled, original_template
from sferum_docs.documents.registering.registers import registered_kinds, shipped_registers
from sferum_docs.documents.registering.registration_trial import registration_faults
from sferum_docs.documents.tags.vocabulary import vocabulary
from sferum_docs.gost.model import Status
from sferum_docs.reading.faults import FaultsError, errors

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from sferum_docs.directives.coverage import EvidenceParagraph
    from sferum_docs.directives.model import Directive
    from sferum_docs.docengine import Finding
    from sferum_docs.documents.requests.situation import Situation
    from sferum_docs.packs.model import DocumentSpec
    from sferum_docs.reading.faults import Fault


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
    cited: str  # «исполняет пункт 1.7»
    before: tuple[EvidenceParagraph, ...]
    after: tuple[EvidenceParagraph, ...]
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


@dataclass(frozen=True)
class TemplateReport:
    """The report of an uploaded template."""

    same_file: bool
    findings: tuple[Finding, ...]
    clauses: tuple[ClauseChange, ...]
    owed: tuple[Fault, ...] = ()  # what a template of this kind owes and this one has not
    added: tuple[FieldName, ...] = ()
    gone: tuple[FieldName, ...] = ()
    departures: Departures = field(default_factory=Departures)
    broken: int = 0  # errors of the tags and of the file
    advice: int = 0  # advice that the version in force does not get

    @property
    def spots(self) -> tuple[Spot, ...]:
        """The mistakes and the advice by place, in the order of the document."""
        return by_place(self.findings)

    @property
    def errors(self) -> int:
        """Everything that forbids its use."""
        return self.broken + sum(not fault.warning for fault in self.owed)

    @property
    def warnings(self) -> int:
        """Everything that asks for a reason; nothing is counted of a file that cannot be compared."""
        if self.broken:
            return 0
        return self.advice + len(self.lost) + len(self.departures.required) + sum(item.warning for item in self.owed)

    @property
    def readable(self) -> bool:
        """Whether it could be compared at all: with an error of a tag nothing but the tags is told."""
        return not self.broken

    @property
    def lost(self) -> tuple[str, ...]:
        """The clauses that the new version no longer carries out."""
        return tuple(change.path for change in self.clauses if change.lost)


@lru_cache(maxsize=256)
def tag_findings(content: bytes, spec: DocumentSpec) -> tuple[Finding, ...]:
    """Every mistake of the tags and of the file; advice on its looks when there is no error."""
    found = inspect_template(content, vocabulary(spec.fields, spec.roles, spec.for_office))
    try:
        return tuple(found if errors(found) else [*found, *advise(content)])
    except TemplateError as error:
        return (*found, *error.findings)


def by_place(findings: Sequence[Finding]) -> tuple[Spot, ...]:
    """The findings by place, in the order of the document."""
    places = dict.fromkeys((item.part, replace(item.place, text="")) for item in findings)
    return tuple(
        _spot(part, place, [item for item in findings if (item.part, replace(item.place, text="")) == (part, place)])
        for part, place in places
    )


def _spot(part: str, place: Place, findings: Sequence[Finding]) -> Spot:
    where = ", ".join(word for word in (part_title(part), str(place)) if word) or "файл целиком"
    around = max((item.place.text for item in findings), key=len)
    notes = tuple(Note(item.severity, item.tag, item.sentence()) for item in findings)
    return Spot(where[:1].upper() + where[1:], around, notes)


def clauses_of(content: bytes | None, directive: Directive) -> Mapping[str, tuple[EvidenceParagraph, ...]] | None:
    """The clauses that the bookmarks of a template name; None when it cannot be opened: nothing is known of it."""
    try:
        return {} if content is None else clause_evidence(content, directive)
    except TemplateError:
        return None


def clause_changes(
    before: bytes | None, after: bytes, spec: DocumentSpec, directive: Directive
) -> tuple[ClauseChange, ...]:
    """Every clause that either version, or the pack, ties to the document, in the order of the directive.

    None of a file that cannot be opened: what it would carry out nobody can say.
    """
    was, now = clauses_of(before, directive) or {}, clauses_of(after, directive)
    if now is None:
        return ()
    return tuple(
        ClauseChange(
            path, clause.named_in("accusative"), was.get(path, ()), now.get(path, ()), path in spec.carries_out
        )
        for path, clause in directive.by_path.items()
        if path in was or path in now or path in spec.carries_out
    )


def fields_of(content: bytes, spec: DocumentSpec) -> tuple[FieldName, ...]:
    """The fields that a template without errors uses, each once."""
    words = vocabulary(spec.fields, spec.roles, spec.for_office)
    names = dict.fromkeys(use.name for use in compiled(content, spec.fields, spec.roles, spec.for_office).fields)
    return tuple(FieldName(name, known.title if (known := words.find(name)) else "") for name in sorted(names))


def trial_findings(situation: Situation) -> tuple[Finding, ...]:
    """What goes wrong when a document is made from a template whose tags are right; nothing as a rule."""
    try:
        return tuple(errors(check_file(make(situation).content)))
    except FaultsError as error:
        cause = error.__cause__
        return cause.findings if isinstance(cause, TemplateError) else (finding("unreadable"),)


def check_upload(
    situation: Situation,
    before: bytes | None,
    after: bytes,
    others: Sequence[Situation] = (),
    kinds: Collection[str] | None = None,
) -> TemplateReport:
    """The report on a template beside the version in force; None when the document has none yet.

    It is tried on the school of the situation and on those of the `others`. `kinds`: those that the registers of the
    school take; without them the shipped registers are asked.
    """
    spec, directive = situation.spec, situation.pack.directive
    new = _with(situation, after)
    findings = tag_findings(after, spec)
    if not errors(findings):
        tried = (trial_findings(item) for item in (new, *(_with(item, after) for item in others)))
        findings = tuple(dict.fromkeys((*findings, *(item for found in tried for item in found))))
    changes = clause_changes(before, after, spec, directive)
    broken = len(errors(findings))
    if broken:
        stranger = of_another(after, before, spec, situation.pack)
        return TemplateReport(before == after, findings, changes, owed=(stranger,) if stranger else (), broken=broken)
    kinds = registered_kinds(shipped_registers()) if kinds is None else kinds
    owed = obligation_faults(after, before, spec, situation.pack, kinds)
    if all(item.warning for item in owed):  # else the same is told better already
        held = () if before is None else registration_faults(_with(situation, before), kinds)
        owed += tuple(item for item in registration_faults(new, kinds) if item not in held)
    was, now = () if before is None else fields_of(before, spec), fields_of(after, spec)
    return TemplateReport(
        same_file=before == after,
        findings=findings,
        clauses=changes,
        owed=owed,
        added=tuple(item for item in now if item not in was),
        gone=tuple(item for item in was if item not in now),
        departures=_new_departures(situation, before, after),
        advice=_new_advice(findings, before, spec),
    )


def _new_departures(situation: Situation, before: bytes | None, after: bytes) -> Departures:
    """Departures beside the version in force; of one that makes no file any more nothing is known."""
    was = b"" if before is None or trial_findings(_with(situation, before)) else make(_with(situation, before)).content
    return departures(was, make(_with(situation, after)).content, situation)


def _new_advice(findings: Sequence[Finding], before: bytes | None, spec: DocumentSpec) -> int:
    known = Counter() if before is None else Counter(item.code for item in tag_findings(before, spec))
    return sum((Counter(item.code for item in findings) - known).values())


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


def health(situation: Situation, shipped: bytes | None, kinds: Collection[str] | None = None) -> Health:
    """The state of the template of a situation's document, beside the one that came with the pack."""
    spec = situation.spec
    content = original_template(spec)
    carried = clauses_of(content, situation.pack.directive) or {}
    promised = sum(path not in carried for path in spec.carries_out)
    broken = len(errors(tag_findings(content, spec)))
    if broken or trial_findings(situation):
        return Health(broken or 1, promised, 0)
    owed = () if content == shipped else obligation_faults(content, shipped, spec, situation.pack, kinds)
    found = departures_of(make(situation).content, situation)
    return Health(
        sum(not fault.warning for fault in owed), promised, sum(item.status is Status.REQUIRED for item in found)
    )
