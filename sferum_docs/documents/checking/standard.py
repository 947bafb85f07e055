"""What the check of ГОСТ Р 7.0.97 holds a school's papers to where the standard leaves the choice to the school."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from sferum_docs.gost.model import Profile as Standard
from sferum_docs.schools.model import OperativeWord

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sferum_docs.gost.model import Edition
    from sferum_docs.schools.model import LayoutSettings

_FORMS: Mapping[OperativeWord, Literal["capitals", "spaced", "lower"]] = {
    OperativeWord.CAPITALS: "capitals",
    OperativeWord.SPACED: "spaced",
    OperativeWord.LOWER: "lower",
}


def standard_of(layout: LayoutSettings, edition: Edition = "2025", kind: str = "приказ") -> Standard:
    """The profile for `gost.check`; a letter has a mask of its own."""
    return Standard(
        edition=edition,
        font=layout.typeface.value,
        sizes=(layout.size,),
        ordering_form=_FORMS[layout.operative_word],
        number_mask=layout.letter_mask if kind == "письмо" else layout.order_mask,
    )
