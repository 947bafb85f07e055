"""What the check of ГОСТ Р 7.0.97 holds a school's papers to where the standard leaves the choice to the school."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from sferum_docs.gost.model import Profile as Standard
from sferum_docs.schools.model import Ordering

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sferum_docs.gost.model import Edition
    from sferum_docs.schools.model import Profile

_FORMS: Mapping[Ordering, Literal["capitals", "spaced", "lower"]] = {
    Ordering.CAPITALS: "capitals",
    Ordering.SPACED: "spaced",
    Ordering.LOWER: "lower",
}


def standard_of(profile: Profile, edition: Edition = "2025", kind: str = "приказ") -> Standard:
    """The profile for `gost.check`; a letter has a mask of its own."""
    return Standard(
        edition=edition,
        font=profile.typeface.value,
        sizes=(profile.size,),
        ordering_form=_FORMS[profile.ordering],
        number_mask=profile.letter_mask if kind == "письмо" else profile.order_mask,
    )
