"""How mail does, for whoever keeps the installation: how many letters stand where, what went wrong last."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sferum_docs.store.mail.letters import count_states, last_troubles
from sferum_docs.store.mail.model import OPEN, DeliveryState

if TYPE_CHECKING:
    from sferum_docs.store.mail.model import Delivery

_SHOWN = 5


@dataclass(frozen=True, slots=True)
class MailState:
    """Letters that wait, that were sent, that were refused; troubles of those that wait, without their addresses."""

    waiting: int
    sent: int
    refused: int
    unsure: int
    troubles: tuple[Delivery, ...]


def mail_state() -> MailState:
    """The state now."""
    counts = count_states()
    return MailState(
        sum(counts.get(state, 0) for state in OPEN),
        counts.get(DeliveryState.SENT, 0),
        counts.get(DeliveryState.REFUSED, 0),
        counts.get(DeliveryState.UNSURE, 0),
        last_troubles(_SHOWN),
    )
