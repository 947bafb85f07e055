"""What a rule found, and where it was not sure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Generic, TypeVar

from sferum_docs.acts_reader.model import Doubt

if TYPE_CHECKING:
    from sferum_docs.acts_reader.model import Choice

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Found(Generic[T]):
    """A value read out of the text, with the doubts of its rule."""

    value: T
    doubts: tuple[Doubt, ...] = ()


def doubted(field: str, code: str, weight: int, *choices: Choice, **values: str) -> Doubt:
    """A doubt of a node whose path is not known here."""
    return Doubt("", field, code, values, weight, choices)
