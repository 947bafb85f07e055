"""What the function of a kind is given, and how it says that its part is done."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sferum_docs.store.jobs import leases
from sferum_docs.store.jobs.model import Claim, LeaseLostError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sferum_docs.store.database import Transaction

__all__ = ["Claim", "LeaseLostError", "finish_item"]


def finish_item(session: Transaction, claim: Claim, result: Mapping[str, Any] | None = None) -> None:
    """Says that the part is done, inside the one transaction that keeps what was done.

    Raises:
        LeaseLostError: the part is another's by now. Let it pass through `writing()`: all is undone, nothing is done
            twice.

    """
    leases.finish(session, claim, result or {})
