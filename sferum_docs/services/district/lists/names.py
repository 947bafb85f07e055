"""Which organisation of a district a name written by hand means: as the sheets of indicators know it."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING, TypeAlias

from sferum_docs.indicators.model import School
from sferum_docs.indicators.names import meant, near
from sferum_docs.schools.district_lists.model import Found

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sferum_docs.schools.district_lists.model import NamedBody

_Listed: TypeAlias = tuple[tuple[School, ...], dict[str, list[int]]]
_REMEMBERED = 4
_LATELY: list[tuple[tuple[NamedBody, ...], _Listed]] = []
_MANY = 150  # bodies: of more only those are compared with a name that share the beginning of a word with it
_BEGINNING = 3
_COMMON = 5  # a word that every fifth body has tells none from another
_WORD = re.compile(r"[а-я]{3,}|\d+")
# «В-сарыльская», «Кр.-балкинская»: how the word of the body begins such a name does not say
_CUT = re.compile(r"(?<![а-я])[а-я]{1,2}[.-]")


def find_bodies(text: str, bodies: Sequence[NamedBody]) -> Found:
    """The organisations that a name may mean, by key."""
    listed, by_word = _listed(bodies)
    likely = _likely(text, listed, by_word)
    match = meant(text, likely)
    if not match.schools and len(likely) < len(listed):
        match = meant(text, listed)
    if match.schools:
        return Found(tuple(school.id for school in match.schools), sure=len(match.schools) == 1)
    misspelt = near(text, listed)
    return Found(tuple(school.id for school in misspelt.schools), sure=misspelt.sure, misspelt=True)


def _listed(bodies: Sequence[NamedBody]) -> _Listed:
    """The bodies as names are compared with them, made once for all names of a file.

    Known again as the very same tuple: comparing 1,500 bodies with themselves for each of 1,500 names took longer than
    finding them.
    """
    found = next((listed for known, listed in _LATELY if known is bodies), None)
    if found is None:
        found = _prepared(bodies)
        if isinstance(bodies, tuple):  # nothing else stays what it was
            _LATELY[:] = [(bodies, found), *_LATELY[: _REMEMBERED - 1]]
    return found


def _prepared(bodies: Sequence[NamedBody]) -> _Listed:
    """Beginning of a word → places of the bodies whose names have it, beside the bodies."""
    listed = tuple(School(body.key, body.short_name, body.full_name) for body in bodies)
    by_word: dict[str, list[int]] = defaultdict(list)
    for place, school in enumerate(listed):
        for word in _beginnings(f"{school.name} {school.full_name}"):
            by_word[word].append(place)
    return listed, by_word


def _likely(text: str, listed: tuple[School, ...], by_word: dict[str, list[int]]) -> Sequence[School]:
    if len(listed) <= _MANY or _CUT.search(_small(text)):
        return listed
    found = [by_word[word] for word in _beginnings(text) if word in by_word]
    telling = [places for places in found if len(places) * _COMMON <= len(listed)]
    return [listed[place] for place in sorted({place for places in telling for place in places})] or listed


def _beginnings(text: str) -> set[str]:
    return {word if word.isdigit() else word[:_BEGINNING] for word in _WORD.findall(_small(text))}


def _small(text: str) -> str:
    return text.casefold().replace("ё", "е")
