"""A request for a packet as a value: the documents, the day, the answers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from sferum_docs.packs.model import Pack

Answer: TypeAlias = str | int | bool | date | tuple[str, ...] | None
# document → key of the question → answer
Answers: TypeAlias = Mapping[str, Mapping[str, Answer]]


@dataclass(frozen=True)
class PacketRequest:
    """What the head asks for. `packet_documents`: the packet of which only a part is made now."""

    order_date: date
    documents: tuple[str, ...]
    answers: Answers = field(default_factory=dict)
    packet_documents: tuple[str, ...] = ()

    def all_documents(self, pack: Pack) -> tuple[str, ...]:
        """The documents of the whole packet, in signing order."""
        return tuple(document for document in pack.by_id if document in {*self.documents, *self.packet_documents})
