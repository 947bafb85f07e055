"""A document made from a situation: bytes, proof of the clauses it carries out, the data it was made from."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from sferum_docs import VERSION
from sferum_docs.directives.bookmarks import clause_path
from sferum_docs.directives.coverage import Paragraph
from sferum_docs.docengine import TemplateError, bookmarks, compile_template, read_finished
from sferum_docs.documents.making.paper import with_paper
from sferum_docs.documents.making.provenance import data_sum, origin, stamp
from sferum_docs.documents.requests.packet_request import PacketRequest
from sferum_docs.documents.requests.request import request_record
from sferum_docs.documents.tags.vocabulary import context, missing, vocabulary
from sferum_docs.reading.faults import Fault, FaultsError
from sferum_docs.schools.writer import school_record

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from sferum_docs.directives.model import Directive
    from sferum_docs.docengine import Bookmark, Finding, Template
    from sferum_docs.documents.requests.situation import Situation
    from sferum_docs.documents.tags.declaration import Gap
    from sferum_docs.packs.model import DocumentSpec
    from sferum_docs.schools.model import School


@dataclass(frozen=True)
class MadeDocument:
    """A finished file with everything that must be remembered about it."""

    spec: DocumentSpec
    content: bytes
    template: bytes
    paragraphs: Mapping[str, tuple[Paragraph, ...]]
    data: Mapping[str, Any]
    findings: tuple[Finding, ...] = ()
    marked: bool = False

    @property
    def sha256(self) -> str:
        """The fingerprint of the file."""
        return fingerprint(self.content)


def fingerprint(content: bytes) -> str:
    """SHA-256 in hexadecimal."""
    return hashlib.sha256(content).hexdigest()


def template_bytes(spec: DocumentSpec, school: School) -> bytes:
    """The template of a document in the look of the school. FaultsError when it cannot be read or has mistakes."""
    content, _template = _sound(spec)
    try:
        return with_paper(content, school.margins, school.profile)
    except Exception as error:  # an uploaded template may break it in ways nobody lists
        raise FaultsError([Fault("template_unreadable", spec.template.name)]) from error


def original_template(spec: DocumentSpec) -> bytes:
    """The template in force as it was made or uploaded, without the look of the school."""
    if spec.own_template is not None:
        return spec.own_template
    facts = spec.template.stat()
    return _read(spec.template, facts.st_mtime_ns, facts.st_size)


def _sound(spec: DocumentSpec) -> tuple[bytes, Template]:
    """The template in force; that of a pack may be changed while the program runs, so it is looked at each time."""
    try:
        content = original_template(spec)
        return content, compiled(content, spec)
    except OSError as error:
        raise FaultsError([Fault("template_unreadable", spec.template.name)]) from error
    except TemplateError as error:
        raise FaultsError(_told(error, spec)) from error


@lru_cache(maxsize=256)
def _read(path: Path, _changed: int, _size: int) -> bytes:
    """Read once for as long as the file stays as it is."""
    return path.read_bytes()


def _told(error: TemplateError, spec: DocumentSpec) -> list[Fault]:
    return [Fault("bad_template", spec.template.name, {"text": item.message()}) for item in error.findings]


@lru_cache(maxsize=256)
def compiled(content: bytes, spec: DocumentSpec) -> Template:
    """The template compiled against the vocabulary of its document; made once for the same bytes."""
    return compile_template(content, vocabulary(spec.fields))


def top_names(template: Template) -> frozenset[str]:
    """The first parts of the dotted names that the template needs."""
    return frozenset(field.name.partition(".")[0] for field in template.fields)


def gaps(situation: Situation) -> tuple[Gap, ...]:
    """What must be filled in before this document can be made. FaultsError when its template is broken."""
    _content, template = _sound(situation.spec)
    return missing(situation, top_names(template))


def make(situation: Situation, *, own_template: bytes | None = None, marked: bool = False) -> MadeDocument:
    """The finished document, of the pack's template or of one kept; FaultsError when it is broken.

    The caller has asked `gaps` first.
    With `marked` every value from the data is highlighted: such a document is looked at and never kept.
    """
    content = own_template or template_bytes(situation.spec, situation.school)
    template = compiled(content, situation.spec)
    data = _data(situation)
    # the school, most of the data by far, goes in by its own sum, which a packet counts once
    made_from = origin(situation.spec, content, {**data, "school": _school_sum(situation.school)})
    laid_in = stamp(situation.spec, made_from, VERSION, qr=situation.school.profile.qr)
    try:
        rendered = template.render(context(situation, top_names(template)), laid_in, marked=marked)
    except TemplateError as error:
        raise FaultsError(_told(error, situation.spec)) from error
    finished = read_finished(rendered)
    paragraphs = _proven(finished.bookmarks, situation.pack.directive)
    # the version as it was uploaded; what the file was made from bears the look of the school besides
    version = {} if own_template else {"template": fingerprint(original_template(situation.spec))}
    known = {**data, "code": made_from.code, **version}
    return MadeDocument(situation.spec, rendered, content, paragraphs, known, finished.findings, marked)


def says_other(before: Situation, after: Situation) -> bool:
    """Whether the document would come out otherwise: other values of the tags that its template names, another look."""
    _content, template = _sound(before.spec)
    said = (_said(context(situation, top_names(template)), _tree_of(template)) for situation in (before, after))
    looks = ((school.margins, school.profile.typeface, school.profile.size) for school in (before.school, after.school))
    return len(set(looks)) > 1 or next(said) != next(said)


def _tree_of(template: Template) -> dict[str, Any]:
    """The dotted names that the template needs, as a tree."""
    tree: dict[str, Any] = {}
    for field in template.fields:
        below = tree
        for part in field.name.split("."):
            below = below.setdefault(part, {})
    return tree


def _said(value: Any, names: dict[str, Any]) -> Any:
    """What of a value the names show; of a list of records without names it is how many there are."""
    if isinstance(value, dict):
        return {name: _said(value.get(name), below) for name, below in names.items()}
    return [_said(item, names) for item in value] if isinstance(value, list) else value


def proven(content: bytes, directive: Directive) -> dict[str, tuple[Paragraph, ...]]:
    """The clauses that the bookmarks of a finished file name, each with its paragraphs."""
    return _proven(bookmarks(content), directive)


def _proven(marks: Iterable[Bookmark], directive: Directive) -> dict[str, tuple[Paragraph, ...]]:
    found: dict[str, tuple[Paragraph, ...]] = {}
    for bookmark in marks:
        path = clause_path(bookmark.name, directive)
        if path is not None and bookmark.text.strip():
            found[path] = (*found.get(path, ()), Paragraph(bookmark.paragraph, bookmark.text))
    return found


def template_faults(documents: Iterable[DocumentSpec], directive: Directive | None) -> tuple[Fault, ...]:
    """Every fault of the templates that are there: broken file, unknown field, promised clause without a bookmark."""
    present = (spec for spec in documents if spec.template.is_file())
    return tuple(fault for spec in present for fault in _faults_of(spec, directive))


def _faults_of(spec: DocumentSpec, directive: Directive | None) -> list[Fault]:
    try:
        content, _template = _sound(spec)
    except FaultsError as error:
        return list(error.faults)
    if directive is None:
        return []
    marked = proven(content, directive)
    return [Fault("no_bookmark", spec.template.name, {"text": path}) for path in spec.carries_out if path not in marked]


def _data(situation: Situation) -> dict[str, Any]:
    request = PacketRequest(situation.order_date, situation.chosen or (situation.spec.id,), situation.answers)
    return {
        "pack": situation.pack.id,
        "number": situation.number(situation.spec.id),
        "numbers": dict(situation.numbers),
        "dates": {document: day.isoformat() for document, day in situation.dates.items()},
        "packet": request_record(request),
        "school": _school(situation.school),
        **({"sheets": dict(situation.sheets)} if situation.sheets else {}),
    }


@lru_cache(maxsize=8)
def _school(school: School) -> dict[str, Any]:
    """The record of a school, the same in every document of a packet."""
    return school_record(school)


@lru_cache(maxsize=8)
def _school_sum(school: School) -> str:
    return data_sum(_school(school))
