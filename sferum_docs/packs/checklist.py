"""The questions of the checklist of an act, and what answers them with «yes»."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Proof(StrEnum):
    """What answers a question of the checklist with «yes»."""

    PAPER = "paper"  # the papers themselves: registered, or signed where no register takes them
    DEED = "deed"  # something done: a mark that the order is carried out, a scan
    ACQUAINTANCE = "acquaintance"  # the signatures of all whom the order concerns


class WeeksAsk(StrEnum):
    """What a question asks of the weeks that the indicators are analysed by."""

    NOTHING = ""
    ANALYSED = "analysed"  # whether each has figures, a conclusion and a signature
    MEASURED = "measured"  # whether a measure is named for whatever fell
    WHOLE = "whole"  # whether each has the values of all indicators


@dataclass(frozen=True, slots=True)
class CheckQuestion:
    """A question of the checklist, put to a clause."""

    clause: str
    question: str
    documents: tuple[str, ...]
    journal_only: bool = False  # asked only of bodies that keep an electronic journal (ЭЖД)
    proof: Proof = Proof.PAPER
    weeks: WeeksAsk = WeeksAsk.NOTHING  # what figures answer where they are kept; else the papers do
