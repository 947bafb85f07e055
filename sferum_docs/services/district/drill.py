"""What an office reads of one body: its clauses as it sees them, the documents that serve them; nothing is written."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sferum_docs.reading.faults import FaultsError
from sferum_docs.services.clauses.page import clause_page
from sferum_docs.services.district.watching.cells import cell_of
from sferum_docs.services.documents.issued import find_document
from sferum_docs.services.packs.acts import assignments
from sferum_docs.services.packs.of_school import school_pack
from sferum_docs.services.school.save import find_school

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from sferum_docs.packs.model import DocumentSpec, Pack
    from sferum_docs.services.clauses.page import ClausePage
    from sferum_docs.services.district.watching.cells import MatrixCell
    from sferum_docs.services.packs.acts import Assignment
    from sferum_docs.store.documents.issued import IssuedDocument


@dataclass(frozen=True)
class BodyAct:
    """An act in a body: its clauses with how far each has come, by path, and its documents."""

    assignment: Assignment
    pack: Pack
    page: ClausePage
    cells: Mapping[str, MatrixCell]

    @property
    def made(self) -> Mapping[str, IssuedDocument]:
        """The newest version of each document that an office may open."""
        return {item.document: item for item in self.page.documents if is_open(self.pack.by_id.get(item.document))}


def body_act(school_id: int, act: str, day: date) -> BodyAct | None:
    """The act of a body; None when the body was never given it. FaultsError when its pack is gone or has faults."""
    assignment = next((item for item in assignments(school_id) if item.pack == act), None)
    school = find_school(school_id)
    if assignment is None or school is None:
        return None
    pack = school_pack(school_id, act, day)
    page = clause_page(school_id, school, pack, day)
    cells = {row.coverage.clause.path: cell_of(row, page.standings, pack) for row in page.rows}
    return BodyAct(assignment, pack, page, cells)


def open_document(school_id: int, document_id: int, day: date) -> tuple[IssuedDocument, DocumentSpec] | None:
    """A document of a body that its office may read, with what its pack says of it.

    Only what serves a clause of an act: lists of people made beside it are the body's own.
    """
    document = find_document(school_id, document_id)
    if document is None or document.withdrawn_at is not None:
        return None
    try:
        spec = school_pack(school_id, document.pack, day).by_id.get(document.document)
    except FaultsError:
        return None
    return (document, spec) if spec is not None and is_open(spec) else None


def is_open(spec: DocumentSpec | None) -> bool:
    """Whether an office may read documents of this kind: those that carry out a clause.

    What only supports one are lists of people, as a rule: sheets of acquaintance, of registration.
    """
    return spec is not None and bool(spec.carries_out)
