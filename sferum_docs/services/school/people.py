"""What the grammar says of people: the sex a name tells, and the cases it will stand in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sferum_docs.documents.tags.people import GENDERS, full_name, post
from sferum_docs.grammar import Case, detect_gender
from sferum_docs.services.school.declension_overrides import exception_list

if TYPE_CHECKING:
    from sferum_docs.schools.model import Person, Sex
    from sferum_docs.schools.names import NameParts

_SEXES = {gender: sex for sex, gender in GENDERS.items()}


def sex_of_name(parts: NameParts) -> Sex | None:
    """The sex that a name tells; None means: ask."""
    gender = detect_gender(parts.last, parts.first, parts.middle)
    return None if gender is None else _SEXES[gender]


def cases_of(person: Person) -> tuple[tuple[str, str, str], ...]:
    """(case, the name in it, the post in it) for the six cases."""
    name, work = full_name(person, exception_list()), post(person, exception_list())
    return tuple((case.value, name.inflect(case).text, work.inflect(case).text) for case in Case)
