"""What a node demands: an act of its addressee, an action, or nothing of its own."""

from __future__ import annotations

from sferum_docs.acts_reader.words.found import Found
from sferum_docs.directives.model import Demand


def demand(text: str, above_text: str = "", *, has_children: bool = False) -> Found[Demand]:
    """The demand of a node's text; `above_text` is the lead-in whose verb it continues («Утвердить:»)."""
    del text, above_text
    return Found(Demand.GROUP if has_children else Demand.ACTION)
