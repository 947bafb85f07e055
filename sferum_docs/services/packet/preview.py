"""A document as it would be made now: its bytes to be looked at, nothing kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sferum_docs.documents.making.generate import make
from sferum_docs.documents.making.preview import preview
from sferum_docs.services.packet.situations import situations

if TYPE_CHECKING:
    from sferum_docs.documents.requests.packet_request import PacketRequest
    from sferum_docs.packs.model import Pack
    from sferum_docs.schools.model import School


def preview_docx(
    school: School, pack: Pack, request: PacketRequest, *, school_id: int | None = None, marked: bool = False
) -> bytes:
    """The first document of a request as a DOCX file; FaultsError holds what the school lacks for it.

    With the id of the school its answers to the checklist are printed.
    """
    return make(situations(school, pack, request, school_id)[0], marked=marked).content


def preview_html(content: bytes) -> str:
    """The draft as HTML without page breaks; its text is escaped."""
    return preview(content)
