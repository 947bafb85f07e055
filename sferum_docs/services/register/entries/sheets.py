"""How many sheets a paper has, by the one rule of the register, the registering page and the letter that encloses it.

The file itself, then its annexes that are files of their own; annexes inside the file of an order are its sheets.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sferum_docs.reading.faults import FaultsError
from sferum_docs.services.documents.printing import known_sheets, sheets_of
from sferum_docs.services.packs.of_school import pack_for
from sferum_docs.store.database import writing
from sferum_docs.store.documents import issued
from sferum_docs.store.register import register

if TYPE_CHECKING:
    from sferum_docs.packs.model import Pack
    from sferum_docs.services.documents.printing import PdfService
    from sferum_docs.store.documents.issued import IssuedDocument
    from sferum_docs.store.register.entry import Entry

_AT_ONCE = 20  # entries counted in one go: the others are counted the next time


@dataclass(frozen=True)
class Sheets:
    """The sheets of a paper, and of the annexes that go with it."""

    own: int
    annexes: int

    @property
    def all(self) -> int:
        """What a letter that sends a copy along says."""
        return self.own + self.annexes


def counted(press: PdfService, paper: IssuedDocument, pack: Pack | None = None) -> Sheets | None:
    """The sheets of a paper that was printed with its annexes; nothing is printed to count them. `pack`: if known."""
    own = known_sheets(press, paper)
    if own is None:  # its annexes are not asked for then: a page counts every paper that waits
        return None
    annexes = [known_sheets(press, annex) for annex in annexes_of(paper, pack)]
    return None if None in annexes else Sheets(own, sum(filter(None, annexes)))


def annexes_of(paper: IssuedDocument, pack: Pack | None = None) -> tuple[IssuedDocument, ...]:
    """The annexes that belong to this version of an order: of its packet, with the number that it has itself."""
    if pack is None or pack.id != paper.pack:
        try:
            pack = pack_for(paper.school_id, paper.pack)
        except FaultsError:  # its pack has gone: nobody can tell which annexes it has
            return ()
    names = [spec.id for spec in pack.documents if spec.annex_of == paper.document]
    if not names:
        return ()
    kept = issued.versions_of(paper.school_id, paper.pack, names)
    found = [next((item for item in kept if item.document == name and _of_one(item, paper)), None) for name in names]
    return tuple(item for item in found if item is not None)


def _of_one(annex: IssuedDocument, order: IssuedDocument) -> bool:
    number = order.data.get("numbers", {}).get(order.document)
    same_packet = list(annex.data["packet"]["documents"]) == list(order.data["packet"]["documents"])
    return same_packet and annex.data.get("numbers", {}).get(order.document) == number


def fill_sheets(press: PdfService, school_id: int, document: IssuedDocument) -> None:
    """Writes the sheets of a registered file into its entry, its annexes printed; what a person typed there stays."""
    entry = register.of_document(school_id, document.id)
    if entry is None or entry.document_id != document.id or entry.void or entry.annexes is not None:
        return
    _print(press, (document, *annexes_of(document)))
    sheets = counted(press, document)
    if sheets is None or entry.sheets not in {None, sheets.own} or (not sheets.annexes and entry.sheets is not None):
        return
    with writing() as session:
        now = register.locked(session, school_id, entry.id)
        if now is not None and not now.void and (now.sheets, now.annexes) == (entry.sheets, None):
            register.change(session, now, sheets=sheets.own, annexes=sheets.annexes or None)


def _print(press: PdfService, papers: tuple[IssuedDocument, ...]) -> None:
    left = {str(paper.id): issued.content(paper.sha256) for paper in papers if known_sheets(press, paper) is None}
    sheets_of(press, left)


def count_entries(press: PdfService, school_id: int) -> None:
    """Fills in the sheets of the entries that have none, newest first: nobody needs to print for it."""
    for entry in register.uncounted(school_id, _AT_ONCE):
        document = issued.find(school_id, entry.document_id or 0)
        if document is not None:
            fill_sheets(press, school_id, document)


def wants_count(entry: Entry) -> bool:
    """Whether the program can count the sheets of an entry and nobody has."""
    return entry.sheets is None and entry.annexes is None and entry.document_id is not None and not entry.void
