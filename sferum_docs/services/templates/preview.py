"""A version shown: as a document of a school beside the version in force, with remarks for Word, as changed words."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import TYPE_CHECKING

from sferum_docs.docengine import TemplateError, annotate
from sferum_docs.documents.checking.template_check import tag_findings
from sferum_docs.documents.checking.template_difference import template_differences
from sferum_docs.documents.making.generate import make
from sferum_docs.documents.making.preview import preview
from sferum_docs.reading.faults import FaultsError, errors, retold
from sferum_docs.services.documents.printing import page_picture
from sferum_docs.services.packs.of_school import pack_for
from sferum_docs.services.templates.samples import trials
from sferum_docs.services.templates.versions import version_bytes

if TYPE_CHECKING:
    from sferum_docs.documents.checking.verification import Difference
    from sferum_docs.documents.requests.situation import Situation
    from sferum_docs.packs.model import DocumentSpec
    from sferum_docs.schools.model import School
    from sferum_docs.services.documents.printing import PdfService
    from sferum_docs.services.templates.samples import SampleSchool
    from sferum_docs.services.templates.versions import TemplateState, Version

PICTURE = 900  # pixels across
_ANCHORS = re.compile(r' (?:id|href)="[^"]*"')  # two papers on one page would bear the same marks

__all__ = ["SideBySide", "annotated_copy", "changed_words", "page_of", "schools_to_show", "side_by_side"]


@dataclass(frozen=True)
class SideBySide:
    """A document of one school by two versions, as HTML; None where it cannot be made."""

    before: str | None
    after: str | None


def schools_to_show(school_id: int, state: TemplateState, version: Version) -> tuple[SampleSchool, ...]:
    """The schools a version can be shown for; none when it has mistakes."""
    content = version_bytes(state.spec, version)
    if errors(tag_findings(content, state.spec)):
        return ()
    return trials(school_id, pack_for(school_id, state.pack), replace(state.spec, own_template=content))


def side_by_side(trial: SampleSchool, state: TemplateState, version: Version) -> SideBySide:
    """The document of a school by the version in force and by another one; its text is escaped."""
    before = state.in_force
    return SideBySide(
        None if before is None else _shown(trial.situation, version_bytes(state.spec, before)),
        _shown(trial.situation, version_bytes(state.spec, version)),
    )


def _shown(situation: Situation, template: bytes) -> str | None:
    return _html(_Look(situation.spec, template, situation.school, situation))


@dataclass(frozen=True)
class _Look:
    """All that a preview depends on; the rest of the situation follows from it."""

    spec: DocumentSpec
    template: bytes
    school: School
    situation: Situation = field(compare=False, hash=False)


@lru_cache(maxsize=32)
def _html(look: _Look) -> str | None:
    try:
        return _ANCHORS.sub("", preview(_made(look.situation, look.template)))
    except FaultsError:
        return None


def _made(situation: Situation, template: bytes) -> bytes:
    return make(replace(situation, spec=replace(situation.spec, own_template=template))).content


def page_of(press: PdfService, trial: SampleSchool, state: TemplateState, version: Version, page: int) -> bytes:
    """The picture of a page of a school's document by a version. LookupError when there is none."""
    try:
        return page_picture(press, _made(trial.situation, version_bytes(state.spec, version)), page, PICTURE)
    except FaultsError as error:
        raise LookupError(page) from error


def annotated_copy(state: TemplateState, version: Version) -> bytes:
    """The file with its mistakes as comments of Word. FaultsError when it cannot be opened at all."""
    content = version_bytes(state.spec, version)
    try:
        return annotate(content, tag_findings(content, state.spec))
    except TemplateError as error:
        raise FaultsError(retold("bad_template", error.findings)) from error


def changed_words(state: TemplateState, before: Version, after: Version) -> tuple[Difference, ...] | None:
    """The words that differ between two versions; None when one cannot be read."""
    return template_differences(version_bytes(state.spec, before), version_bytes(state.spec, after))
