"""The school that a document was made from, as the orders since have changed it."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from sferum_docs.documents.staffing.amending import amended
from sferum_docs.services.school.kept import kept_school

if TYPE_CHECKING:
    from sferum_docs.documents.staffing.model import Staffing
    from sferum_docs.schools.model import School
    from sferum_docs.store.documents.issued import IssuedDocument

Amending: TypeAlias = "tuple[Staffing, ...]"  # what the orders in force about people who left have changed


def school_then(document: IssuedDocument, amending: Amending = ()) -> School | None:
    """The school of a document with what was changed in it by orders; None when it cannot be read."""
    school, _faults = kept_school(document.data)
    for told in amending if school else ():
        school = amended(school, told) if school else None
    return school
