"""What is asked before a number is taken: the paper may be right, and only a person sees it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sferum_docs.documents.registering.registration_marks import MarkKind, registration_marks
from sferum_docs.reading.faults import Fault
from sferum_docs.schools.model import SigningOrder
from sferum_docs.store.documents import issued
from sferum_docs.store.schools import get_school

if TYPE_CHECKING:
    from datetime import date

    from sferum_docs.store.documents.issued import IssuedDocument


def day_question(school_id: int, draft_id: int, day: date) -> tuple[Fault, ...]:
    """Whether a draft that is signed first bears another day than it is registered under: the paper is not reprinted.

    A draft with a place left for the day is asked nothing.
    """
    school, draft = get_school(school_id), issued.find(school_id, draft_id)
    if school is None or draft is None or school.layout.signing is not SigningOrder.SIGNATURE_FIRST:
        return ()
    printed = printed_day(draft)
    if printed is None or printed == day:
        return ()
    values = {"title": draft.title, "drafted": f"{printed:%d.%m.%Y}", "text": f"{day:%d.%m.%Y}"}
    return (Fault("signed_draft_other_day", "signed_on", values),)


def printed_day(draft: IssuedDocument) -> date | None:
    """The day that stands in the file, a file changed in Word too; None when it is left to be written by hand."""
    marks = registration_marks(issued.content(draft.sha256))
    return next((mark.day for mark in marks if mark.kind is MarkKind.LINE), None)
