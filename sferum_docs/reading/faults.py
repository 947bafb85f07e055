"""A fault: what is wrong (code), where (place), with the values that its sentence names."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


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

    def sentence(self) -> str:
        """What is wrong and what to do, without the place."""
        return sentences()[self.code].format_map({key: str(value) for key, value in self.values.items()})

    def message(self) -> str:
        """The place and the sentence."""
        sentence = self.sentence()
        return f"{self.place}: {sentence[0].lower()}{sentence[1:]}" if self.place else sentence


class FaultsError(Exception):
    """What was handed in cannot be taken; holds every fault found."""

    def __init__(self, faults: Sequence[Fault]) -> None:
        super().__init__("\n".join(fault.message() for fault in faults))
        self.faults = tuple(faults)
