"""The state of templates, computed once for the same bytes."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING

from sferum_docs.documents.checking.template_check import health
from sferum_docs.documents.making.templates import original_template
from sferum_docs.services.packs.choose import current_pack
from sferum_docs.services.templates.samples import sample

if TYPE_CHECKING:
    from sferum_docs.documents.checking.template_check import Health
    from sferum_docs.packs.model import DocumentSpec


@lru_cache(maxsize=256)
def health_of(spec: DocumentSpec, content: bytes, kinds: frozenset[str]) -> Health:
    """The state of a template: its tags, the clauses it promises, the standard; tried on the school of the sample.

    `kinds`: those that the registers of the school take.
    """
    shipped = original_template(replace(spec, own_template=None)) if spec.template.is_file() else None
    return health(sample(current_pack(), spec, template=content), shipped, kinds)
