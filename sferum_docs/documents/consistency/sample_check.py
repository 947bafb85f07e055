"""A whole pack tried out on its demonstration school, also with the head in every role that a head may hold."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from sferum_docs.docengine import file_text
from sferum_docs.documents.tags.people import full_name
from sferum_docs.grammar import Case
from sferum_docs.reading.faults import Fault
from sferum_docs.schools.model import Responsible

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sferum_docs.packs.model import Pack
    from sferum_docs.schools.model import School


def with_head_in_all_roles(school: School, pack: Pack) -> School:
    """The school whose head keeps every role that a head may hold."""
    if school.head is None:
        return school
    held = {role.id: school.head.person.full_name for role in pack.roles.all if role.may_be_head}
    return replace(school, responsible=Responsible({**school.responsible, **held}))


def documents_of_head(pack: Pack, school: School, files: Mapping[str, bytes]) -> list[Fault]:
    """Orders that give the head a task: nobody orders, appoints or reports to oneself."""
    if school.head is None:
        return []
    name = full_name(school.head.person)
    task, appointed = name.in_case(Case.DATIVE).initials(after=True), str(name.in_case(Case.ACCUSATIVE))
    named = [words.replace("\u00a0", " ") for words in (task, appointed)]
    return [
        Fault("orders_oneself", document, {"document": pack.by_id[document].name, "text": words})
        for document, content in files.items()
        if pack.by_id[document].is_order
        for words in named
        if any(words in line.text.replace("\u00a0", " ") for line in file_text(content).lines)
    ]
