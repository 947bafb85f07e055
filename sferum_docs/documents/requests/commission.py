"""Who sits in a commission that checks what is done: those whom the head named, else whom the program proposes.

Nobody checks oneself: the head approves the act; who holds a role of the pack or moves a chat has done the work.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sferum_docs.packs.model import FieldKind
from sferum_docs.schools.posts import PostKind, is_part_time, kind_for, leading_rank

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from sferum_docs.documents.requests.packet_request import Answer
    from sferum_docs.packs.model import DocumentSpec, Pack
    from sferum_docs.schools.model import Person, School

SEATS = 3


def seats(spec: DocumentSpec) -> tuple[str, ...]:
    """The questions of a document that ask for a person; the first is the chair."""
    return tuple(field.key for field in spec.fields if field.kind is FieldKind.PERSON)


def choose_commission(school: School, pack: Pack, named: Iterable[str]) -> tuple[Person, ...]:
    """Those named, the chair first; where nobody is named, whom the program proposes, as far as there are people."""
    chosen = [school.worker(name) for name in named]
    chosen += [None] * (SEATS - len(chosen))
    proposed = iter([person for person in proposed_members(school, pack) if person not in chosen])
    seated = [person or next(proposed, None) for person in chosen]
    return tuple(dict.fromkeys(person for person in seated if person is not None))


def proposed_members(school: School, pack: Pack) -> list[Person]:
    """Whom a commission may be made of, the most fitting first: by their posts, who works here part-time last."""
    busy = check_themselves(school, pack)
    fitting = [
        person
        for person in school.staff
        if person.full_name not in busy and not person.exempt and kind_for(school, person) is not PostKind.UNKNOWN
    ]
    return sorted(fitting, key=lambda person: (is_part_time(person.post), leading_rank(person.post)))


def check_themselves(school: School, pack: Pack) -> frozenset[str]:
    """The names of those who have done, or will approve, what the commission looks at."""
    held = (school.holder(pack.id, role.id) for role in pack.roles.all if role.id not in pack.roles.commission)
    owners = (school.worker(name) for name in {chat.owner for chat in school.chats})
    head = (school.head.person if school.head else None,)
    return frozenset(person.full_name for person in (*held, *owners, *head) if person is not None)


def named_members(spec: DocumentSpec, answers: Mapping[str, Answer]) -> tuple[str, ...]:
    """The answers to the questions for persons, in their order."""
    return tuple(str(answers.get(key) or "") for key in seats(spec))
