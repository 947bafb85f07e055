"""The acts, or parts of acts, that a node makes void."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sferum_docs.acts_reader.words.found import Found

if TYPE_CHECKING:
    from sferum_docs.directives.model import ActReference


def repeals(text: str, above_text: str = "") -> Found[tuple[ActReference, ...]]:
    """The acts that the text makes void; under a lead-in («Признать утратившими силу:») each item is one."""
    del text, above_text
    return Found(())
