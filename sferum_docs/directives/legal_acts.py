"""Legal acts with the days between which they are in force."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date


class Trust(StrEnum):
    """How surely an act is known: its official text was read, another source tells of it, nobody has confirmed it."""

    OFFICIAL = "official"
    SECONDARY = "secondary"
    UNCONFIRMED = "unconfirmed"


@dataclass(frozen=True, slots=True)
class LegalAct:
    """A ground to cite, in the words in which an order cites it («в соответствии с …»)."""

    id: str
    citation: str
    in_force_from: date
    in_force_to: date | None = None
    source: str = ""
    trust: Trust = Trust.SECONDARY
    name: str = ""  # how a person calls it: «41-ФЗ»

    def is_in_force(self, on: date) -> bool:
        """Whether an order of this day may cite the act; both ends of the span count."""
        return self.in_force_from <= on and (self.in_force_to is None or on <= self.in_force_to)


def acts_in_force(acts: Iterable[LegalAct], on: date) -> dict[str, LegalAct]:
    """The acts that an order of this day may cite, by id; an unconfirmed one is never printed."""
    return {act.id: act for act in acts if act.trust is not Trust.UNCONFIRMED and act.is_in_force(on)}
