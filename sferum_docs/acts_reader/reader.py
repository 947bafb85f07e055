"""The text of an act → a draft of its directive."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sferum_docs.acts_reader.model import ActDraft

if TYPE_CHECKING:
    from sferum_docs.acts_reader.model import ActText


def read_act(text: ActText) -> ActDraft:  # noqa: ARG001
    """What the act demands, as far as the rules are sure; where they are not, a doubt says so."""
    return ActDraft()
