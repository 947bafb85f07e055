"""The demonstration school put into an empty installation."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sferum_docs.reading.faults import FaultsError
from sferum_docs.services.district.scope import main_body_id
from sferum_docs.services.packet.make import make_packet
from sferum_docs.services.packet.school_file import read_sample
from sferum_docs.services.packs.choose import find_pack
from sferum_docs.services.school.save import save_school

if TYPE_CHECKING:
    from sferum_docs.store.audit import Actor


def load_demonstration(by: Actor, pack_id: str) -> None:
    """Loads the school of a pack's sample and makes its packet; leaves an installation with a school alone."""
    if main_body_id() is not None:
        return
    sample = read_sample(find_pack(pack_id))
    try:
        school_id = save_school(None, sample.school, by, act=pack_id)
    except FaultsError:  # begun in another window, or by the first of two presses of the button
        return
    make_packet(school_id, pack_id, sample.request, by)
