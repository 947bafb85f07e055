"""A pack tried out: everything it has made for its demonstration school, nothing kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sferum_docs.documents.consistency.sample_check import documents_of_head, with_head_in_all_roles
from sferum_docs.packs.reader import SAMPLE_FILE
from sferum_docs.reading.faults import FaultsError
from sferum_docs.services.packet.make import prepare
from sferum_docs.services.packet.school_file import read_sample

if TYPE_CHECKING:
    from sferum_docs.packs.model import Pack
    from sferum_docs.reading.faults import Fault
    from sferum_docs.schools.model import School
    from sferum_docs.services.packet.school_file import SchoolFile


def trial_faults(pack: Pack) -> tuple[Fault, ...]:
    """What its documents say against each other, as they are and with the head in all roles; none without a sample."""
    if not (pack.folder / SAMPLE_FILE).is_file():
        return ()
    sample = read_sample(pack, documents=tuple(pack.by_id))
    alone = with_head_in_all_roles(sample.school, pack)
    found = [fault for school in (sample.school, alone) for fault in _faults(pack, sample, school)]
    return tuple({fault.message(): fault for fault in found}.values())


def _faults(pack: Pack, sample: SchoolFile, school: School) -> tuple[Fault, ...]:
    try:
        made = prepare(school, pack, sample.request)
    except FaultsError as error:
        return tuple(error.faults)
    return tuple(documents_of_head(pack, school, {item.spec.id: item.content for item in made}))
