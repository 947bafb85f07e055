"""How many annexes an order has: those that stand in its own file, and the papers it approves."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from sferum_docs.docengine import TemplateError, plain_text

if TYPE_CHECKING:
    from sferum_docs.documents.requests.situation import Situation
    from sferum_docs.packs.model import DocumentSpec

_HEADING = re.compile(r"Приложение(?:\s*№\s*\d+)?")


def annex_count(situation: Situation, spec: DocumentSpec) -> int:
    """The annexes that go with a copy of a document."""
    return _within(_template(spec)) + len(situation.annexes_of(spec.id))


def _template(spec: DocumentSpec) -> bytes:
    try:
        return spec.own_template or spec.built or spec.template.read_bytes()
    except OSError:
        return b""


@lru_cache(maxsize=256)
def _within(content: bytes) -> int:
    try:
        return sum(_HEADING.fullmatch(line.strip()) is not None for line in plain_text(content))
    except TemplateError:
        return 0
