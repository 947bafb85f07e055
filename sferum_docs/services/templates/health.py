"""The state of templates, computed once for the same bytes."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import TYPE_CHECKING

from sferum_docs.documents.checking.template_check import health
from sferum_docs.documents.making.templates import original_template
from sferum_docs.services.templates.samples import sample

if TYPE_CHECKING:
    from sferum_docs.documents.checking.template_check import Health
    from sferum_docs.packs.model import DocumentSpec, Pack


@dataclass(frozen=True)
class _Asked:
    """All that the state of a template depends on."""

    directive: int  # its identity: a pack that was read anew has another
    spec: DocumentSpec
    content: bytes
    kinds: frozenset[str]
    pack: Pack = field(compare=False)


def health_of(pack: Pack, spec: DocumentSpec, content: bytes, kinds: frozenset[str]) -> Health:
    """The state of a template: its tags, the clauses it promises, the standard; tried on the school of the sample.

    `kinds`: those that the registers of the school take.
    """
    return _health(_Asked(id(pack.directive), spec, content, kinds, pack))


@lru_cache(maxsize=256)
def _health(asked: _Asked) -> Health:
    spec = asked.spec
    shipped = original_template(replace(spec, own_template=None)) if spec.is_shipped else None
    return health(sample(asked.pack, spec, template=asked.content), shipped, asked.kinds)
