"""The spelling of what is kept, put right where a person says so."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from sferum_docs.reading.cleaning import clean_line
from sferum_docs.reading.faults import Fault, FaultsError
from sferum_docs.schools.fields.declaration import MAX_TEXT
from sferum_docs.schools.lists.spelling import corrections
from sferum_docs.schools.names import split_full_name
from sferum_docs.schools.tidy import TO_CYRILLIC
from sferum_docs.services.school.save import save_school, with_new_names

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sferum_docs.schools.lists.spelling import Correction
    from sferum_docs.schools.model import Head, Person, School
    from sferum_docs.store.audit import Actor

_IN_NAME = ("last", "first", "middle")
_ONE_YE = str.maketrans("ёë", "ее")  # the second is Latin


def respell(school_id: int, school: School, texts: Mapping[str, str], by: Actor) -> int:
    """Keeps the texts in their places; how many there were. FaultsError tells what is no spelling of the same."""
    offered = {item.place: item for item in corrections(school)}
    typed = {place: clean_line(text) for place, text in texts.items() if place in offered}
    faults = [fault for place, text in typed.items() if (fault := _fault(offered[place], text))]
    if faults:
        raise FaultsError(faults)
    changed, renamed = school, {}
    for place, text in typed.items():
        changed = _with(changed, place, text)
        if _is_of_person(place):
            renamed[offered[place].was] = text
    if typed:
        save_school(school_id, with_new_names(changed, renamed), by, school)
    return len(typed)


def _is_of_person(place: str) -> bool:
    return place.endswith(".name") and not place.startswith("chats")


def _fault(offered: Correction, now: str) -> Fault | None:
    """A text whose letters are others is no spelling: such a change belongs to the page of the data."""
    if len(now) > MAX_TEXT:
        return Fault("too_long", offered.place, {"limit": MAX_TEXT})
    heard = _words_of_name if _is_of_person(offered.place) else _letters
    if heard(now) == heard(offered.now):
        return None
    return Fault("spelling_letters", offered.place, {"text": now, "was": offered.was})


def _words_of_name(text: str) -> tuple[str, ...]:
    """Surname, name and patronymic as they are heard: a name run together is another one."""
    parts = split_full_name(text)
    return tuple(_letters(getattr(parts, part)) for part in _IN_NAME) if parts else ()


def _letters(text: str) -> str:
    plain = text.translate(TO_CYRILLIC).casefold().translate(_ONE_YE)
    return "".join(sign for sign in plain if sign.isalnum())


def _with(school: School, place: str, text: str) -> School:
    part, _dot, rest = place.partition(".")
    if part == "requisites":
        return replace(school, requisites=replace(school.requisites, **_value(rest, text)))
    if part == "head" and school.head is not None:
        return replace(school, head=_of_head(school.head, rest, text))
    number, _dot, name = rest.partition(".")
    if part == "staff":
        staff = list(school.staff)
        staff[int(number)] = _of_person(staff[int(number)], name, text)
        return replace(school, staff=tuple(staff))
    chats = list(school.chats)
    chats[int(number)] = replace(chats[int(number)], **_value(name, text))
    return replace(school, chats=tuple(chats))


def _of_head(head: Head, name: str, text: str) -> Head:
    own = hasattr(head, name)
    return replace(head, **_value(name, text)) if own else replace(head, person=_of_person(head.person, name, text))


def _of_person(person: Person, name: str, text: str) -> Person:
    if name != "name":
        return replace(person, **_value(name, text))
    parts = split_full_name(text)
    assert parts is not None  # noqa: S101  the letters are those of a full name
    return replace(person, **{part: getattr(parts, part) for part in _IN_NAME})


def _value(name: str, text: str) -> dict[str, Any]:
    return {name: text}
