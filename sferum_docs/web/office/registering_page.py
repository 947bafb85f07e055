"""The page of papers that wait to be registered: a row each, the numbers of a day, what was typed."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from flask import render_template, request

from sferum_docs.documents.registering.registers import register_of
from sferum_docs.documents.requests.text_limits import limit_of
from sferum_docs.reading.records import parse_day
from sferum_docs.services.register.entries.file_list import files_of_school
from sferum_docs.services.register.entries.sheets import counted as counted_sheets
from sferum_docs.services.register.lists.proposals import proposed_addressee, proposed_day, week_of
from sferum_docs.services.register.next_number import coming_numbers
from sferum_docs.web.current import (
    current_registers,
    current_school,
    current_school_id,
    known_pack,
    today,
)
from sferum_docs.web.forms.remarks import remarks
from sferum_docs.web.office.forms import TellForm, offer_files
from sferum_docs.web.printing import current_press

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence
    from datetime import date

    from sferum_docs.documents.registering.registers import Register
    from sferum_docs.reading.faults import Fault
    from sferum_docs.services.register.lists.listing import UnregisteredDocument
    from sferum_docs.store.documents.issued import IssuedDocument


@dataclass(frozen=True)
class WaitingRow:
    """A waiting paper as the page shows it: what is typed beside it."""

    item: UnregisteredDocument
    book: Register
    number: str  # that it will get when registered with the others that are ticked; empty when it is not
    typed: dict[str, str]
    refused: str = ""  # why it was not registered, when the head may mend that

    @property
    def week(self) -> str:
        """Of which week a report is, where there is one for each."""
        return week_of(self.item.document, known_pack(self.item.document.pack))

    @property
    def chosen(self) -> bool:
        """Whether it is ticked."""
        return bool(self.number)


def typed_beside(document_id: int) -> dict[str, str]:
    """What was typed beside a waiting paper."""
    names = ("sheets", "annexes", "addressee", "reply_to")
    return {name: request.form.get(f"{name}-{document_id}", "") for name in names}


def own_day(document: IssuedDocument) -> date:
    """The day that a waiting paper says is its own."""
    return proposed_day(document, known_pack(document.pack))


def _shown(item: UnregisteredDocument, book: Register) -> dict[str, str]:
    """What was typed; before that the sheets, when the document was printed here with its annexes."""
    typed = typed_beside(item.document.id)
    if request.method == "POST":
        return typed
    pack = known_pack(item.document.pack)
    typed["addressee"] = proposed_addressee(item, pack, book, current_school()) if book.has("addressee") else ""
    sheets = counted_sheets(current_press(), item.document, pack)
    return {**typed, "sheets": str(sheets.own), "annexes": str(sheets.annexes or "")} if sheets else typed


def registering_page(form: TellForm, items: Sequence[UnregisteredDocument], faults: Sequence[Fault] = ()) -> str:
    """Papers that wait, with the numbers they would get and what is wrong."""
    chosen = set(form.documents.data or [])
    day = parse_day(str(form.signed_on.data or "")) or today()
    offer_files(form, files_of_school(current_school_id()))
    coming = coming_of(items, day)
    return render_template(
        "office/registering.html",
        form=form,
        rows=[replace(row, refused=_refused(row, faults)) for row in _rows(items, chosen, coming)],
        coming=coming,
        day=day,
        far=any(fault.code == "day_long_ago" for fault in faults) or bool(form.sure.data),
        other_day=any(fault.code == "signed_draft_other_day" for fault in faults) or bool(form.paper_day.data),
        unnumbered=any(fault.code == "order_unnumbered" for fault in faults) or bool(form.by_pen.data),
        remarks=remarks(form, faults),
        staff=current_school().staff,
        books=current_registers(),
        limit_of=limit_of,
    )


def _refused(row: WaitingRow, faults: Sequence[Fault]) -> str:
    """What of the faults stands at answers of this paper: they are the head's."""
    own = [fault for fault in faults if fault.code == "draft_answer"]
    return " ".join(item.sentence() for item in own if item.values.get("document_id") == row.item.document.id)


def first_register() -> Register:
    """The first register that takes entries; there always is one."""
    return next(book for book in current_registers().values() if not book.closed)


def coming_of(items: Sequence[UnregisteredDocument], day: date) -> dict[str, list[str]]:
    """Register → the numbers its waiting papers would get on this day, one after another."""
    books = [register_of(current_registers(), item.document.kind) for item in items]
    counts = Counter(book.id for book in books if book is not None)
    return {
        book.id: list(coming_numbers(current_school_id(), book, day, counts[book.id]))
        for book in current_registers().values()
        if counts[book.id]
    }


def _rows(
    items: Sequence[UnregisteredDocument], chosen: Collection[str], coming: Mapping[str, Sequence[str]]
) -> list[WaitingRow]:
    left = {book: iter(given) for book, given in coming.items()}
    return [
        WaitingRow(item, book, next(left[book.id]) if str(item.document.id) in chosen else "", _shown(item, book))
        for item in items
        if (book := register_of(current_registers(), item.document.kind)) is not None
    ]
