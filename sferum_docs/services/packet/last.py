"""What was asked for last, and what a packet begins with."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sferum_docs.documents.requests.reuse import load_last_request
from sferum_docs.services.packs.of_school import pack_for
from sferum_docs.store.documents import issued

if TYPE_CHECKING:
    from sferum_docs.documents.requests.packet_request import PacketRequest


def last_request(school_id: int, pack_id: str) -> PacketRequest | None:
    """What was asked for last, as far as the pack still knows it."""
    pack = pack_for(school_id, pack_id)
    remembered = issued.last_packet(school_id, pack.id)
    return None if remembered is None else load_last_request(remembered, pack)


def usual_documents(school_id: int, pack_id: str) -> tuple[str, ...]:
    """The choice of the last packet, or of the usual one before there is any."""
    last, preset = last_request(school_id, pack_id), pack_for(school_id, pack_id).usual_preset
    return last.documents if last else preset.documents if preset else ()
