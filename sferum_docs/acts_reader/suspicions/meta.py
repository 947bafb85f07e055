"""What is odd about the act's own data."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sferum_docs.acts_reader.model import Doubt
from sferum_docs.acts_reader.words.forms import is_infinitive

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sferum_docs.acts_reader.model import ActDraft

_LONG = {"title": 300, "issuer": 200}  # letters
_FIRST = 40  # words that are looked at


def of_the_act(draft: ActDraft) -> Iterator[Doubt]:
    """A title or an issuer too long for one, or with a verb that tells what to do."""
    told = {doubt.field for doubt in draft.doubts if not doubt.path}
    for name, longest in _LONG.items():
        text = str(getattr(draft, name))
        if name not in told and (len(text) > longest or any(map(is_infinitive, text.split()[:_FIRST]))):
            yield Doubt("", name, f"{name}_odd", {"words": text[:60]}, 4)
