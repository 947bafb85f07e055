"""What the function of a kind is given, and how it says that its part is done."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeAlias

from sferum_docs.store.jobs import leases
from sferum_docs.store.jobs.leases import open_parts
from sferum_docs.store.jobs.model import Claim, ItemFault, LeaseLostError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sferum_docs.reading.faults import Fault
    from sferum_docs.store.database import Transaction

__all__ = ["Claim", "LeaseLostError", "end_items", "finish_item", "item_fault", "open_parts"]

Ending: TypeAlias = "Mapping[str, Any] | tuple[Fault, ...]"  # of a part: its result, or why it was not done


def finish_item(session: Transaction, claim: Claim, result: Mapping[str, Any] | None = None) -> None:
    """Says that the part is done, inside the one transaction that keeps what was done.

    Raises:
        LeaseLostError: the part is another's by now. Let it pass through `writing()`: all is undone, nothing is done
            twice.

    """
    leases.end(session, [(claim, result or {})])


def end_items(session: Transaction, ended: Sequence[tuple[Claim, Ending]]) -> None:
    """Says of several parts of a job what came of each, as `finish_item` does of one."""
    kept = [(claim, [*map(item_fault, told)] if isinstance(told, tuple) else told) for claim, told in ended]
    leases.end(session, kept)


def item_fault(fault: Fault) -> ItemFault:
    """A fault as a part of a job keeps it; a field of ours («school#inn») is linked, not told."""
    inner = fault.place[:1].isascii() and fault.place[:1].islower()
    return ItemFault(fault.code, fault.sentence() if inner else fault.message(), fault.place)
