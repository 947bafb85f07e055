"""What documents lack to be made today: asked for once, until school, pack or a template changes."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING

from sferum_docs.documents.making.generate import gaps
from sferum_docs.documents.making.templates import original_template
from sferum_docs.documents.requests.situation import Situation
from sferum_docs.documents.tags.declaration import Gap
from sferum_docs.reading.faults import FaultsError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sferum_docs.packs.model import DocumentSpec, Pack
    from sferum_docs.schools.model import School


@dataclass(frozen=True, slots=True)
class AskedDocuments:
    """Documents, equal for as long as nothing changes what they lack."""

    school: School
    documents: tuple[DocumentSpec, ...]
    chosen: tuple[DocumentSpec, ...]
    templates: tuple[bytes, ...]
    directive: int  # its identity: a pack that was read anew has another
    pack: Pack = field(compare=False)


@lru_cache(maxsize=100)
def lacking_of(asked: AskedDocuments) -> Mapping[str, tuple[Gap, ...]]:
    """What each of them lacks before it can be made, or made anew."""
    pack = asked.pack
    chosen = tuple(spec.id for spec in asked.chosen)
    return {
        spec.id: _gaps(Situation(asked.school, pack, spec, pack.directive.date, chosen=chosen))
        for spec in asked.documents
    }


def content_or_nothing(spec: DocumentSpec) -> bytes:
    """The bytes of a template, by which it is known to be the same."""
    try:
        return original_template(spec)
    except OSError:  # told by `_gaps`
        return b""


def _gaps(situation: Situation) -> tuple[Gap, ...]:
    try:
        return gaps(situation)
    except FaultsError:  # the packet page says what is wrong with it
        name = situation.spec.template.name
        return (Gap(f"исправный шаблон {name}", f"packet#documents-{situation.spec.id}"),)
