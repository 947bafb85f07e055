"""How many sheets an entry has, by the rule that a letter counts its enclosures by: the file itself, then its annexes.

Annexes inside the file of an order are its sheets; `annexes` are those that are files of their own.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sferum_docs.services.packs import pack_for
from sferum_docs.services.printing import known_sheets, sheets_of
from sferum_docs.store import issued, register
from sferum_docs.store.database import writing

if TYPE_CHECKING:
    from sferum_docs.services.printing import Press
    from sferum_docs.store.issued import IssuedDocument
    from sferum_docs.store.register import Entry


def fill_sheets(press: Press, school_id: int, document: IssuedDocument) -> None:
    """Writes the sheets of a registered file that was printed into its entry; what a person typed there stays."""
    entry = register.of_document(school_id, document.id)
    if entry is None or entry.document_id != document.id or entry.void or entry.annexes is not None:
        return
    sheets = known_sheets(press, document)
    if sheets is None or entry.sheets not in {None, sheets}:
        return
    annexes = _annex_sheets(press, school_id, entry)
    if annexes is None or (annexes == 0 and entry.sheets == sheets):
        return
    with writing() as session:
        row = register.locked(session, school_id, entry.id)
        if row is not None and row.voided_at is None and (row.sheets, row.annexes) == (entry.sheets, None):
            row.sheets, row.annexes = sheets, annexes or None


def _annex_sheets(press: Press, school_id: int, entry: Entry) -> int | None:
    """The sheets of the annexes that bear the number of an entry; None when any cannot be counted."""
    specs = pack_for(school_id, entry.pack).by_id
    papers = [
        paper
        for paper in issued.newest(school_id, entry.pack)
        if paper.document in specs
        and specs[paper.document].annex_of == entry.document
        and paper.data.get("numbers", {}).get(entry.document) == entry.number
    ]
    known = {paper.document: known_sheets(press, paper) for paper in papers}
    uncounted = {paper.document: issued.content(paper.sha256) for paper in papers if known[paper.document] is None}
    counted = {**known, **sheets_of(press, uncounted)}
    return None if None in counted.values() else sum(filter(None, counted.values()))
