"""Values of a file on their way in: what a person is asked of them, what was answered, what becomes of them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from sferum_docs.indicators.model import LeftOut, Place
    from sferum_docs.indicators.series import Value
    from sferum_docs.indicators.taking import Change
    from sferum_docs.reading.faults import Fault

AS_IS, MEND, BLANK, LEAVE, REPLACE, KEPT, MOVE = "as_is", "mend", "blank", "leave", "replace", "kept", "move"


@dataclass(frozen=True, slots=True)
class Candidate:
    """A value as one cell says it."""

    value: Value
    place: Place
    correction: bool = False  # of a sheet of corrections

    @property
    def key(self) -> tuple[str, date]:
        """What it is the value of."""
        return self.value.indicator, self.value.week


@dataclass(frozen=True, slots=True)
class Choice:
    """An answer that may be given; `asks` is what is typed beside it: amounts, a reason, a day."""

    key: str
    words: str
    asks: str = ""


@dataclass(frozen=True, slots=True)
class Matter:
    """What a person must decide of some values; `kept` are the values that stand where theirs would come."""

    key: str
    kind: str
    week: date
    text: str
    values: tuple[Candidate, ...]
    choices: tuple[Choice, ...]
    kept: tuple[Value, ...] = ()


@dataclass(frozen=True, slots=True)
class Answer:
    """What was chosen, and what was typed beside it: `amounts` by the place of a value among those of its matter."""

    choice: str = ""
    amounts: Mapping[int, str] = field(default_factory=dict)
    reason: str = ""


@dataclass(frozen=True, slots=True)
class NotWritten:
    """A value that does not come in, and why."""

    candidate: Candidate
    why: str
    is_open: bool = False  # nobody has answered yet


@dataclass(frozen=True, slots=True)
class ChangeList:
    """What would become of every cell: each of those taken stands in one of the lists, the others in `left_out`."""

    new: tuple[Value, ...]
    changed: tuple[Change, ...]
    same: tuple[Value, ...]
    held: tuple[Change, ...]  # not known in the file: the known value stays
    not_written: tuple[NotWritten, ...]
    matters: tuple[Matter, ...]
    left_out: tuple[LeftOut, ...]
    digest: str
    faults: tuple[Fault, ...] = ()

    @property
    def unknown(self) -> tuple[Value, ...]:
        """Those of the new ones that are not known."""
        return tuple(value for value in self.new if value.amount is None)

    @property
    def writes(self) -> tuple[Value, ...]:
        """The values to be kept."""
        return (*self.new, *(change.value for change in self.changed))
