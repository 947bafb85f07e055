"""A fault: what is wrong (code), how grave it is, where (place), with the values that its sentence names.

Every room tells what is wrong in this shape (`FaultLike`) and keeps a table of its sentences: the engine
`docengine/messages.toml`, the standard `gost/rules.toml`, all others `sentences.toml` here.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Literal, Protocol, TypeVar

from sferum_docs.reading.typography import unlike_marks

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

Severity = Literal["error", "warning"]


class FaultLike(Protocol):
    """What every room says of something wrong."""

    @property
    def code(self) -> str:
        """The key of its sentence in the table of its room."""

    @property
    def severity(self) -> Severity:
        """An error forbids, a warning does not."""

    @property
    def place(self) -> object:
        """Where it is; as text it is read out."""

    @property
    def values(self) -> Mapping[str, object]:
        """What its sentence names."""

    def sentence(self) -> str:
        """What is wrong and what to do, without the place."""

    def message(self) -> str:
        """The place and the sentence."""


_AnyFault = TypeVar("_AnyFault", bound=FaultLike)


@cache
def sentences() -> dict[str, str]:
    """Code → Russian sentence with places for values."""
    return tomllib.loads(Path(__file__).with_name("sentences.toml").read_text(encoding="utf-8"))


@dataclass(frozen=True)
class Fault:
    """One fault of something handed in.

    >>> Fault("empty", "название").message()
    'название: заполните это поле.'
    """

    code: str
    place: str = ""
    values: Mapping[str, object] = field(default_factory=dict)
    warning: bool = False

    @property
    def severity(self) -> Severity:
        """An error forbids, a warning does not."""
        return "warning" if self.warning else "error"

    def sentence(self) -> str:
        """What is wrong and what to do, without the place."""
        values = {key: str(value) for key, value in self.values.items()}
        return unlike_marks(sentences()[self.code].format_map(values))

    def message(self) -> str:
        """The place and the sentence."""
        sentence = self.sentence()
        return f"{self.place}: {sentence[0].lower()}{sentence[1:]}" if self.place else sentence


class FaultsError(Exception):
    """What was handed in cannot be taken; holds every fault found."""

    def __init__(self, faults: Sequence[Fault]) -> None:
        super().__init__("\n".join(fault.message() for fault in faults))
        self.faults = tuple(faults)


def errors(faults: Iterable[_AnyFault]) -> list[_AnyFault]:
    """Those that forbid."""
    return [item for item in faults if item.severity == "error"]


def retold(code: str, faults: Iterable[FaultLike], place: str = "") -> list[Fault]:
    """What another room found in a file, as faults of the thing that was handed in.

    >>> [fault.message() for fault in retold("bad_template", [Fault("empty", "тег")], "файл")]
    ['файл: тег: заполните это поле.']
    """
    return [Fault(code, place, {"text": item.message()}) for item in faults]
