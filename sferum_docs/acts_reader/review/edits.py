"""What a person does to a draft: one small value for each action, which the journal keeps and replays."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sferum_docs.acts_reader.model import Choice, Doubt


class EditKind(StrEnum):
    """The actions. Nothing is deleted: text that is no clause goes back to where it was printed."""

    ACCEPT = "accept"  # a doubt: it is as the draft has it
    SET = "set"  # a field of a node, or of the act
    DEEPER = "deeper"
    HIGHER = "higher"
    MERGE = "merge"  # with the node above; the first goes to the preamble
    SPLIT = "split"  # `value`: how many words of the text stay
    TAKE = "take"  # `value`: a line that belongs to no node becomes one
    ANNEX = "annex"  # what is printed from this node on is an annex
    DROP = "drop"  # a reference or a repeal that is none: `field`, and its place in `value`


@dataclass(frozen=True, slots=True)
class Edit:
    """One action on the node at `path` (empty: on the act); `doubt` names the doubt that it answers."""

    kind: EditKind
    path: str = ""
    field: str = ""
    value: str = ""
    doubt: str = ""


def doubt_key(doubt: Doubt) -> str:
    """What tells a doubt from others of its node."""
    return f"{doubt.field}:{doubt.code}"


def accept(doubt: Doubt) -> Edit:
    """It is as the draft has it."""
    return Edit(EditKind.ACCEPT, doubt.path, doubt=doubt_key(doubt))


def choose(doubt: Doubt, answer: Choice) -> Edit:
    """One of the answers of a doubt; the first is what the draft holds, so that it is accepted."""
    if doubt.choices and answer == doubt.choices[0]:
        return accept(doubt)
    return Edit(EditKind.SET, doubt.path, answer.field, answer.value, doubt_key(doubt))
