"""The school's list of files (номенклатура дел): as kept, or the usual one; kept anew."""

from __future__ import annotations

from collections import Counter
from dataclasses import asdict
from typing import TYPE_CHECKING

from sferum_docs.documents.registering.registers import FileOfPapers, usual_files
from sferum_docs.documents.requests.text_limits import length_faults
from sferum_docs.reading.faults import Fault, FaultsError
from sferum_docs.store.audit import record_event
from sferum_docs.store.change_stamp import cached_until_change
from sferum_docs.store.database import writing
from sferum_docs.store.register.file_list import get_files, put_files
from sferum_docs.store.schools import is_office

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sferum_docs.store.audit import Actor

MOST_FILES = 300  # a large school has a hundred
__all__ = ["FileOfPapers", "files_of_school", "save_files"]


@cached_until_change
def files_of_school(school_id: int) -> tuple[FileOfPapers, ...]:
    """The list of files; before the school kept its own, the usual one."""
    return get_files(school_id) or usual_files(office=is_office(school_id))


def save_files(school_id: int, files: Sequence[FileOfPapers], by: Actor) -> None:
    """Keeps the list. FaultsError: an index or a title is missing, or an index stands twice."""
    counts = Counter(item.index for item in files)
    faults = [
        Fault("index_twice", f"files[{place}].index", {"text": item.index})
        for place, item in enumerate(files, 1)
        if item.index and counts[item.index] > 1
    ]
    faults += [
        Fault("empty", f"files[{place}].{name}")
        for place, item in enumerate(files, 1)
        for name in ("index", "title")
        if not getattr(item, name)
    ]
    for place, item in enumerate(files, 1):
        faults += length_faults(asdict(item), f"files[{place}].")
    if len(files) > MOST_FILES:
        faults.append(Fault("too_many_rows", "files", {"limit": MOST_FILES}))
    if faults:
        raise FaultsError(faults)
    with writing() as session:
        put_files(session, school_id, files)
        record_event(session, school_id, by, "file_list.saved", f"дел: {len(files)}")
