"""Copies «Верно» and extracts of registered orders."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sferum_docs.documents.making.file_names import registered_name
from sferum_docs.documents.registering import copies
from sferum_docs.documents.registering.copies import CopyMark, Point
from sferum_docs.documents.requests.text_limits import length_faults
from sferum_docs.grammar import Case
from sferum_docs.grammar.numbers import long_date
from sferum_docs.grammar.values import Organisation
from sferum_docs.reading.faults import Fault, FaultsError
from sferum_docs.reading.typography import no_break
from sferum_docs.store.audit import record_event
from sferum_docs.store.database import writing
from sferum_docs.store.documents import issued
from sferum_docs.store.register import register

if TYPE_CHECKING:
    from collections.abc import Collection

    from sferum_docs.schools.model import School
    from sferum_docs.store.audit import Actor
    from sferum_docs.store.register.entry import Entry

__all__ = ["Point", "certified_copy", "entry_bytes", "extract_of", "points_of", "state_note"]


def entry_bytes(school_id: int, entry: Entry) -> tuple[str, bytes]:
    """The registered file with its name. FaultsError when there is none yet."""
    document = issued.find(school_id, entry.document_id) if entry.document_id else None
    if document is None:
        raise FaultsError([Fault("no_file_yet")])
    return registered_name(entry.kind, entry.number, entry.signed_on, entry.title), issued.content(document.sha256)


def points_of(school_id: int, entry: Entry) -> tuple[Point, ...]:
    """The points an extract may hold; none when there is no file."""
    return copies.points(entry_bytes(school_id, entry)[1]) if entry.document_id else ()


def certified_copy(school_id: int, school: School, entry: Entry, post: str, name: str, by: Actor) -> bytes:
    """The registered document marked as a true copy."""
    content = copies.certified(entry_bytes(school_id, entry)[1], _mark(school_id, school, entry, post, name, by))
    with writing() as session:
        record_event(session, school_id, by, "register.copy", f"№ {entry.number}", entry_id=entry.id, certified_by=name)
    return content


def extract_of(
    school_id: int, school: School, entry: Entry, wanted: Collection[int], post: str, name: str, by: Actor
) -> bytes:
    """An extract with these points. FaultsError when none is chosen."""
    known = {point.number for point in points_of(school_id, entry)}
    if not known & set(wanted):
        raise FaultsError([Fault("no_points", "points")])
    content = copies.extract(entry_bytes(school_id, entry)[1], wanted, _mark(school_id, school, entry, post, name, by))
    with writing() as session:
        points = sorted(known & set(wanted))
        record_event(
            session,
            school_id,
            by,
            "register.extract",
            f"№ {entry.number}",
            entry_id=entry.id,
            points=points,
            certified_by=name,
        )
    return content


def state_note(school_id: int, entry: Entry) -> str:
    """What a copy must say of an order that is no longer in force; empty for one that is."""
    by = register.find(school_id, entry.repealed_by_id) if entry.repealed_by_id else None
    if by is not None and not by.void:
        what = f"{by.kind or 'приказ'} от {by.signed_on:%d.%m.%Y} № {by.number}"
    else:
        what = entry.repealed_note
    subject = "Приказ" if entry.kind == "приказ" else "Документ"
    return no_break(f"{subject} утратил силу: {what.rstrip('.')}.") if what else ""


def _mark(school_id: int, school: School, entry: Entry, post: str, name: str, by: Actor) -> CopyMark:
    if entry.void:
        raise FaultsError([Fault("copy_of_void", values={"number": entry.number})])
    faults = [Fault("empty", f"certifier_{part}") for part, text in (("post", post), ("name", name)) if not text]
    faults += length_faults({"certifier_post": post, "certifier_name": name})
    if faults:
        raise FaultsError(faults)
    where = Organisation(school.requisites.short_name).inflect(Case.PREPOSITIONAL).text
    place = f"Подлинник находится в {where} в деле № {entry.file_index} за {entry.year} г."
    return CopyMark(post, name, long_date(by.at.astimezone().date()), place, state_note(school_id, entry))
