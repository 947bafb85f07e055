"""What is proposed to be said of the figures of a school."""

from enum import StrEnum


class Tells(StrEnum):
    """What an answer is proposed from: what is known of the weeks that its document speaks of."""

    BEST = "best"
    BEHIND = "behind"
    VACATIONS = "vacations"
    MEASURES = "measures"
    AHEAD = "ahead"
    RECEIVED = "received"  # the day on which the figures of the week came
    ORIGIN = "origin"  # where they came from


SENTENCES = frozenset({Tells.BEST, Tells.BEHIND, Tells.VACATIONS, Tells.MEASURES, Tells.AHEAD})
