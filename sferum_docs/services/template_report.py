"""The report on a version, made once for the same files and schools: a page that shows it again only reads it."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import TYPE_CHECKING

from sferum_docs.documents.template_check import check_upload, has_errors, tag_findings
from sferum_docs.services.packs import full_pack
from sferum_docs.services.template_samples import sample, trials
from sferum_docs.services.template_versions import version_bytes

if TYPE_CHECKING:
    from sferum_docs.documents.situation import Situation
    from sferum_docs.documents.template_check import TemplateReport
    from sferum_docs.packs.model import DocumentSpec, Pack
    from sferum_docs.services.template_versions import TemplateState, Version


@dataclass(frozen=True)
class _Asked:
    """All that a report depends on; the situations follow from the schools."""

    pack: str
    spec: DocumentSpec
    before: bytes | None
    after: bytes
    schools: tuple[object, ...]
    situations: tuple[Situation, ...] = field(compare=False, hash=False)


def report_of(school_id: int, state: TemplateState, version: Version) -> TemplateReport:
    """The report on a version beside the one in force; tried on every school that is shown."""
    before = None if state.in_force is None else version_bytes(state.spec, state.in_force)
    return report_on(school_id, full_pack(school_id), state.spec, before, version_bytes(state.spec, version))


def report_on(
    school_id: int | None, pack: Pack, spec: DocumentSpec, before: bytes | None, after: bytes
) -> TemplateReport:
    """The report on a file; without a school it is tried on those of the sample and of the longest names."""
    held = replace(spec, own_template=after)
    situations = [sample(pack, held)]
    if not has_errors(tag_findings(after, spec)):
        shown = trials(school_id, pack, held)
        situations += [item.situation for item in shown if item.id != "sample" and not item.lacks]
    schools = tuple(item.school for item in situations)
    return _report(_Asked(pack.id, spec, before, after, schools, tuple(situations)))


@lru_cache(maxsize=64)
def _report(asked: _Asked) -> TemplateReport:
    first, *others = asked.situations
    return check_upload(first, asked.before, asked.after, others)
