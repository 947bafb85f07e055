"""What is proposed beside a paper that waits for its number: its own day, to whom it goes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sferum_docs.documents.district.record import recipient_name
from sferum_docs.indicators.reports.telling import week_words
from sferum_docs.reading.records import parse_day
from sferum_docs.services.documents.weekly import week_asked

if TYPE_CHECKING:
    from datetime import date

    from sferum_docs.documents.registering.registers import Register
    from sferum_docs.packs.model import Pack
    from sferum_docs.schools.model import School
    from sferum_docs.services.register.lists.waiting import UnregisteredDocument
    from sferum_docs.store.documents.issued import IssuedDocument

_ADDRESSEE = "адресат"  # the question of letters to whom they go


def proposed_day(document: IssuedDocument, pack: Pack | None) -> date:
    """The day that the paper says is its own, else that of its packet."""
    spec = pack.by_id.get(document.document) if pack else None
    own = document.answers.get(spec.dated) if spec and spec.dated else None
    return max(document.order_date, parse_day(str(own or "")) or document.order_date)


def week_of(document: IssuedDocument, pack: Pack | None) -> str:
    """What tells a paper from others of its document, in words: its week, the body it goes to; empty for any other."""
    spec = pack.by_id.get(document.document) if pack else None
    week = week_asked(spec, document) if spec and not spec.asked_of_body else None
    to = recipient_name(document.data)
    return f"за неделю {week_words(week)}" if week else f"кому: {to}" if to else ""


def proposed_addressee(item: UnregisteredDocument, pack: Pack | None, book: Register, school: School) -> str:
    """Whom the paper names; else whom it went to last, whom the letters of its act go to, the founder."""
    beside = [spec for spec in pack.documents if spec.kind in book.kinds] if pack else []
    asked = (field for spec in beside for field in spec.fields if field.key == _ADDRESSEE)
    usual = next((field.default for field in asked if isinstance(field.default, str) and field.default), "")
    own = str(item.document.answers.get(_ADDRESSEE) or "") or recipient_name(item.document.data)
    return own or (item.last.addressee if item.last else "") or usual or school.requisites.founder
