"""Whether a row of a table stands in our list already: as it is there, or as it was before somebody put it right.

Posts of one person made one, a name told apart by «младшая», a patronymic spelt otherwise: the table that a school
keeps beside us does not know of it and brings the person again.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from sferum_docs.reading.cleaning import clean_line
from sferum_docs.schools.lists.audiences import audience_as_written
from sferum_docs.schools.names import agreed_namesake_word, split_full_name
from sferum_docs.schools.posts import post_key
from sferum_docs.schools.tidy import TELLING, tidy_name

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from sferum_docs.schools.names import NameParts

_BETWEEN_POSTS = re.compile(r"\s?[,;]\s?")
_DIGITS = 10  # the last of a phone: +7 and 8 before them are the same
_ALIKE = 3  # letters that patronymics of one father have in common


@dataclass(frozen=True, slots=True)
class KnownEntry:
    """A row of ours that is meant, by its place; `exact` when it stands there word for word."""

    place: int
    exact: bool


@dataclass(slots=True)
class KnownWorkers:
    """The rows of a staff list, each of which is one worker and is met once."""

    rows: Sequence[Mapping[str, object]]
    _by_surname: dict[str, list[int]] = field(init=False, default_factory=dict)
    _by_contact: dict[str, list[int]] = field(init=False, default_factory=dict)
    _met: set[int] = field(init=False, default_factory=set)

    def __post_init__(self) -> None:
        for place, row in enumerate(self.rows):
            self._by_surname.setdefault(_parts(row).last, []).append(place)
            for contact in _contacts(row):
                self._by_contact.setdefault(contact, []).append(place)

    def find(self, entry: Mapping[str, object]) -> KnownEntry | None:
        """The row that is this worker; None for somebody new."""
        found = min(self._ranked(entry), default=None)
        if found is None:
            return None
        self._met.add(found[1])
        return KnownEntry(found[1], exact=found[0] == 0)

    def _ranked(self, entry: Mapping[str, object]) -> Iterator[tuple[int, int]]:
        name, posts = _parts(entry), _posts(entry)
        near = self._by_surname.get(name.last, [])
        by_contact = [place for contact in _contacts(entry) for place in self._by_contact.get(contact, [])]
        for place in dict.fromkeys([*near, *by_contact]):
            ours, row = _parts(self.rows[place]), self.rows[place]
            known = _posts(row)
            fits = not posts or not known or posts <= known
            if place in self._met and posts == known:
                continue
            if (ours.last, ours.first, _bare(ours.middle)) == (name.last, name.first, _bare(name.middle)) and fits:
                yield int(posts != known or ours.middle != name.middle), place
            elif place in near and fits and posts and _same_first(ours, name) and _same_father(ours, name):
                yield 2, place
            elif place in by_contact and ours.first == name.first and _same_father(ours, name):
                yield 3, place


@dataclass(slots=True)
class KnownChats:
    """The rows of a list of chats: a chat is its name and whom it serves."""

    rows: Sequence[Mapping[str, object]]
    _known: dict[tuple[str, str], int] = field(init=False)

    def __post_init__(self) -> None:
        self._known = {_chat(row): place for place, row in reversed(list(enumerate(self.rows)))}

    def find(self, entry: Mapping[str, object]) -> KnownEntry | None:
        """The row that is this chat; None for a new one."""
        place = self._known.get(_chat(entry))
        return None if place is None else KnownEntry(place, exact=True)


def _chat(row: Mapping[str, object]) -> tuple[str, str]:
    written = str(row.get("audience") or "")
    return post_key(str(row.get("name") or "")), audience_as_written(written) or post_key(written)


def _parts(row: Mapping[str, object]) -> NameParts:
    plain = tidy_name(str(row.get("name") or "")).casefold().replace("ё", "е")
    parts = split_full_name(plain) or split_full_name(f"{plain or '-'} -")
    assert parts is not None  # noqa: S101  two words are there
    middle = agreed_namesake_word(parts.middle, female=False)
    return type(parts)(parts.last, parts.first, middle)


def _posts(row: Mapping[str, object]) -> frozenset[str]:
    return frozenset(filter(None, map(post_key, _BETWEEN_POSTS.split(clean_line(str(row.get("post") or ""))))))


def _contacts(row: Mapping[str, object]) -> list[str]:
    digits = re.sub(r"\D", "", str(row.get("phone") or ""))[-_DIGITS:]
    email = str(row.get("email") or "").strip().casefold()
    return [text for text in (digits if len(digits) == _DIGITS else "", email) if text]


def _bare(middle: str) -> str:
    return " ".join(word for word in middle.split() if word not in TELLING)


def _same_first(one: NameParts, other: NameParts) -> bool:
    return one.first == other.first or _is_letter_of(one.first, other.first) or _is_letter_of(other.first, one.first)


def _is_letter_of(letter: str, name: str) -> bool:
    return letter.endswith(".") and name.startswith(letter[:1])


def _same_father(one: NameParts, other: NameParts) -> bool:
    first, second = _bare(one.middle), _bare(other.middle)
    if not first or not second or _is_letter_of(first, second) or _is_letter_of(second, first):
        return True
    return first[:_ALIKE] == second[:_ALIKE]
