"""The report on a version, made once for the same files and schools: a page that shows it again only reads it."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import TYPE_CHECKING

from sferum_docs.documents.checking.template_check import check_upload, tag_findings
from sferum_docs.documents.making.templates import original_template
from sferum_docs.reading.faults import Fault, FaultsError, errors
from sferum_docs.services.packs.of_school import pack_for, with_own_documents
from sferum_docs.services.register.lists.registers import kinds_of
from sferum_docs.services.templates.samples import sample, trials
from sferum_docs.services.templates.versions import find_state, version_bytes

if TYPE_CHECKING:
    from datetime import date

    from sferum_docs.documents.checking.template_check import TemplateReport
    from sferum_docs.documents.requests.situation import Situation
    from sferum_docs.packs.model import DocumentSpec, Pack
    from sferum_docs.services.templates.versions import TemplateState, Version


@dataclass(frozen=True)
class _Asked:
    """All that a report depends on; the situations follow from the schools."""

    pack: str
    spec: DocumentSpec
    before: bytes | None
    after: bytes
    schools: tuple[object, ...]
    kinds: frozenset[str]
    situations: tuple[Situation, ...] = field(compare=False, hash=False)


@dataclass(frozen=True)
class Predecessor:
    """What a file is compared with, and how that is told."""

    pack: Pack
    spec: DocumentSpec
    content: bytes | None
    told: str


def predecessor(school_id: int | None, pack: Pack, document: str, day: date) -> Predecessor:
    """The version in force of a school on a day; without a school the template of the pack. FaultsError."""
    pack = pack if school_id is None else with_own_documents(pack, school_id)
    spec = pack.by_id.get(document)
    if spec is None:
        raise FaultsError([Fault("unknown_document", "--document", {"text": document})])
    state = find_state(school_id, pack.id, document, day) if school_id is not None else None
    if state is None:
        return Predecessor(pack, spec, original_template(spec), f"Сравнено с шаблоном комплекта {pack.id}.")
    version = state.in_force
    if version is None:
        return Predecessor(pack, spec, None, "Документ ещё не действует: сравнивать не с чем.")
    since = f" с {state.since:%d.%m.%Y}" if state.since else ""
    words = f"версией {version.number}" if version.number else f"шаблоном комплекта {pack.id}"
    told = f"Сравнено с тем, что действует в школе{since}: с {words}."
    return Predecessor(pack, spec, version_bytes(spec, version), told)


def report_of(school_id: int, state: TemplateState, version: Version) -> TemplateReport:
    """The report on a version beside the one in force; tried on every school that is shown."""
    before = None if state.in_force is None else version_bytes(state.spec, state.in_force)
    return report_on(school_id, pack_for(school_id, state.pack), state.spec, before, version_bytes(state.spec, version))


def report_on(
    school_id: int | None, pack: Pack, spec: DocumentSpec, before: bytes | None, after: bytes
) -> TemplateReport:
    """The report on a file; without a school it is tried on those of the sample and of the longest names."""
    held = replace(spec, own_template=after)
    situations = [sample(pack, held)]
    if not errors(tag_findings(after, spec)):
        shown = trials(school_id, pack, held)
        situations += [item.situation for item in shown if item.id != "sample" and not item.lacks]
    schools = tuple(item.school for item in situations)
    return _report(_Asked(pack.id, spec, before, after, schools, kinds_of(school_id), tuple(situations)))


@lru_cache(maxsize=64)
def _report(asked: _Asked) -> TemplateReport:
    first, *others = asked.situations
    return check_upload(first, asked.before, asked.after, others, asked.kinds)
