"""Whether what a template makes can be registered: a trial document is given a number and a day, and read back."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from sferum_docs.documents.making.generate import make
from sferum_docs.documents.registering.registration_check import Expected, disagreements
from sferum_docs.documents.registering.registration_marks import Registration, registration_marks
from sferum_docs.reading.faults import Fault, FaultsError

if TYPE_CHECKING:
    from collections.abc import Collection

    from sferum_docs.documents.requests.situation import Situation
    from sferum_docs.packs.model import DocumentSpec

_NUMBER = "987/ПРОБА"
_LATER = timedelta(days=8)  # not the day that its answers propose


def registered(spec: DocumentSpec, kinds: Collection[str]) -> bool:
    """Whether papers of this kind are entered in a register by themselves: an annex has the number of its order."""
    return spec.kind in kinds and not spec.annex_of


def registration_faults(situation: Situation, kinds: Collection[str]) -> tuple[Fault, ...]:
    """What the file would say otherwise than the register; the reader is the one that registering itself asks.

    `kinds`: those that the registers of the school take.
    """
    order = situation.spec.annex_of or situation.spec.id
    own = Registration(_NUMBER, situation.order_date + _LATER)
    trial = replace(
        situation,
        order_date=own.day,
        numbers={**situation.numbers, order: own.number},
        dates={**situation.dates, order: own.day},
    )
    try:
        marks = registration_marks(make(trial).content)
    except FaultsError:
        return ()
    except Exception as error:  # noqa: BLE001 -- a stranger's file may break the libraries in ways nobody lists
        return (Fault("template_unregistrable", "", {"text": type(error).__name__}),)
    expected = Expected(situation.spec.name, own, must_have=registered(situation.spec, kinds))
    return tuple(
        Fault("template_unregistrable", "", {"text": item.sentence()}) for item in disagreements(marks, expected)
    )
