"""Who may have signed a paper: the staff of today, and those who stand in the registers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sferum_docs.documents.tags.people import full_name
from sferum_docs.services.school.kept import kept_school
from sferum_docs.store.register.register import signers

if TYPE_CHECKING:
    from sferum_docs.schools.model import School
    from sferum_docs.store.documents.issued import IssuedDocument


def known_signers(school_id: int, school: School) -> tuple[str, ...]:
    """Names as a register writes them: the head, who signed before, then the staff."""
    people = [*([school.head.person] if school.head else []), *school.staff]
    names = [full_name(person).initials(after=True) for person in people]
    return tuple(dict.fromkeys([*names[:1], *signers(school_id), *names[1:]]))


def signer_of_draft(draft: IssuedDocument) -> str:
    """Who signs a document by its own data: the head may have changed since it was made."""
    school, _faults = kept_school(draft.data)
    return full_name(school.head.person).initials(after=True) if school and school.head else ""
