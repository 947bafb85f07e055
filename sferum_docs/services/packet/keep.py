"""A packet that is made: kept with what was asked for, within the transaction of whoever makes it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sferum_docs.documents.district.record import recipient_name
from sferum_docs.documents.making.file_names import packet_name
from sferum_docs.documents.requests.request import request_record
from sferum_docs.documents.requests.reuse import merge_last_request
from sferum_docs.services.packet.last import last_request
from sferum_docs.store.documents import issued
from sferum_docs.store.documents.adding import NewPapers, add_for_bodies

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sferum_docs.documents.making.generate import MadeDocument
    from sferum_docs.documents.requests.packet_request import PacketRequest
    from sferum_docs.packs.model import Pack
    from sferum_docs.store.audit import Actor
    from sferum_docs.store.database import Transaction
    from sferum_docs.store.documents.issued import IssuedDocument


@dataclass(frozen=True, slots=True)
class MadePacket:
    """The documents of a request of one body."""

    school_id: int
    request: PacketRequest
    made: Sequence[MadeDocument]


def keep_packet(
    session: Transaction, school_id: int, pack: Pack, request: PacketRequest, made: Sequence[MadeDocument], by: Actor
) -> tuple[IssuedDocument, ...]:
    """Keeps the documents of a request as next versions; the next packet begins with what was asked for."""
    return keep_packets(session, [(pack, MadePacket(school_id, request, made))], by)[school_id]


def keep_packets(
    session: Transaction, packets: Sequence[tuple[Pack, MadePacket]], by: Actor
) -> dict[int, tuple[IssuedDocument, ...]]:
    """Keeps the documents of several bodies, each with the pack as it holds for that body, with few statements."""
    kept = add_for_bodies(session, [_named(pack, item) for pack, item in packets], by.at)
    asked = {item.school_id: request_record(_asked(pack, item)) for pack, item in packets}
    issued.add_packets(session, asked, packets[0][0].id, by.at)
    return dict(zip(asked, kept, strict=True))


def _named(pack: Pack, item: MadePacket) -> NewPapers:
    made = [(one, packet_name(pack, one.spec, recipient_name(one.data))) for one in item.made]
    return NewPapers(item.school_id, made, item.request.order_date)


def _asked(pack: Pack, item: MadePacket) -> PacketRequest:
    request = item.request
    if not request.packet_documents:
        return request
    return merge_last_request(last_request(item.school_id, pack.id), request, pack)
