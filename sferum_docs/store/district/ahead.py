"""What many bodies keep that their papers are made of, asked for all of them at once.

For work on a body among many, within `kept_apart`: the functions that a page of one body asks find their answers
already there. Of most tables most bodies have nothing, so it is asked who has anything, and only of those what.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import bindparam, literal, select, union_all

from sferum_docs.store.assignments import assignments, assignments_of
from sferum_docs.store.change_stamp import keep_ready
from sferum_docs.store.database import db
from sferum_docs.store.documents.checklist_answers import answers_of
from sferum_docs.store.documents.issued import last_packet, newest
from sferum_docs.store.documents.paper_marks import marks_of_pack
from sferum_docs.store.documents.signing import sent_to_sign
from sferum_docs.store.documents.templates import decisions, own_documents
from sferum_docs.store.register.entry_progress import progress_of_pack
from sferum_docs.store.register.registers import get_registers
from sferum_docs.store.rows import (
    ChecklistAnswerRow,
    DocumentRow,
    EntryRow,
    OwnDocumentRow,
    PacketRow,
    RegisterRow,
    TemplateDecisionRow,
)
from sferum_docs.store.schools import get_school, get_schools

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

# what is asked of a body and of a pack, or of the body alone; in which table a body without a row has nothing of it
_OF_PACK: tuple[tuple[Callable[..., Any], Any, Any], ...] = (
    (own_documents, OwnDocumentRow, ()),
    (decisions, TemplateDecisionRow, ()),
    (newest, DocumentRow, ()),
    (marks_of_pack, DocumentRow, ()),
    (last_packet, PacketRow, None),
    (progress_of_pack, EntryRow, ()),
    (answers_of, ChecklistAnswerRow, ()),
)
_OF_BODY: tuple[tuple[Callable[..., Any], Any, Any], ...] = (
    (sent_to_sign, DocumentRow, frozenset()),
    (get_registers, RegisterRow, ()),
)
_TABLES = tuple(dict.fromkeys(row for _function, row, _nothing in (*_OF_PACK, *_OF_BODY)))
_WHO_HAS = union_all(
    *(
        select(literal(place), row.school_id).where(row.school_id.in_(bindparam("bodies", expanding=True))).distinct()
        for place, row in enumerate(_TABLES)
    )
)


def read_ahead(bodies: Sequence[int], pack: str) -> None:
    """Has at hand what papers of this pack ask of these bodies."""
    for school_id, school in get_schools(bodies).items():
        keep_ready(get_school, school, school_id)
    for school_id, acts in assignments_of(bodies).items():
        keep_ready(assignments, acts, school_id)
    having = {(_TABLES[place], school_id) for place, school_id in db.session.execute(_WHO_HAS, {"bodies": [*bodies]})}
    for school_id in bodies:
        for function, row, nothing in _OF_PACK:
            if (row, school_id) not in having:
                keep_ready(function, nothing, school_id, pack)
        for function, row, nothing in _OF_BODY:
            if (row, school_id) not in having:
                keep_ready(function, nothing, school_id)
