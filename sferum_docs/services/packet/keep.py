"""A packet that is made: kept with what was asked for, within the transaction of whoever makes it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sferum_docs.documents.district.record import recipient_name
from sferum_docs.documents.making.file_names import packet_name
from sferum_docs.documents.requests.request import request_record
from sferum_docs.documents.requests.reuse import merge_last_request
from sferum_docs.services.packet.last import last_request
from sferum_docs.store.documents import issued
from sferum_docs.store.documents.adding import add_documents

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sferum_docs.documents.making.generate import MadeDocument
    from sferum_docs.documents.requests.packet_request import PacketRequest
    from sferum_docs.packs.model import Pack
    from sferum_docs.store.audit import Actor
    from sferum_docs.store.database import Transaction
    from sferum_docs.store.documents.issued import IssuedDocument


def keep_packet(
    session: Transaction, school_id: int, pack: Pack, request: PacketRequest, made: Sequence[MadeDocument], by: Actor
) -> tuple[IssuedDocument, ...]:
    """Keeps the documents of a request as next versions; the next packet begins with what was asked for."""
    named = [(item, packet_name(pack, item.spec, recipient_name(item.data))) for item in made]
    kept = add_documents(session, school_id, named, request.order_date, by.at)
    asked = merge_last_request(last_request(school_id, pack.id), request, pack) if request.packet_documents else request
    issued.add_packet(session, school_id, pack.id, request_record(asked), by.at)
    return kept
