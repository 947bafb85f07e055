"""The acts that a preamble stands on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sferum_docs.acts_reader.words.found import Found

if TYPE_CHECKING:
    from sferum_docs.directives.model import ActReference


def references(text: str) -> Found[tuple[ActReference, ...]]:
    """Every act that the text cites by a date or a number, in the order of the text."""
    del text
    return Found(())
