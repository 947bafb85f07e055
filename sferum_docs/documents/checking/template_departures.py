"""Departures of a finished file from ГОСТ Р 7.0.97, and which of them only a new version of its template has."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from sferum_docs.documents.checking.standard import standard_of
from sferum_docs.gost.check import check as standard
from sferum_docs.gost.model import PERMANENT, Facts, Profile, Status
from sferum_docs.reading.faults import FaultsError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sferum_docs.documents.requests.situation import Situation
    from sferum_docs.gost.model import Finding as Departure


@dataclass(frozen=True, slots=True)
class Departures:
    """Departures from ГОСТ Р 7.0.97: those that only the new version has, those of both, those that are mended."""

    new: tuple[Departure, ...] = ()
    same: tuple[Departure, ...] = ()
    mended: tuple[Departure, ...] = ()

    @property
    def required(self) -> tuple[Departure, ...]:
        """New departures from what the standard words as a requirement."""
        return tuple(item for item in self.new if item.status is Status.REQUIRED)


def departures(before: bytes, after: bytes, situation: Situation) -> Departures:
    """What two finished files depart from, told apart by the rule and its sentence: places move with the text."""
    was, now = (departures_of(content, situation) for content in (before, after))
    known, still = Counter(map(_key, was)), Counter(map(_key, now))
    new, same = _parted(now, known)
    mended, _both = _parted(was, still)
    return Departures(new, same, mended)


def departures_of(content: bytes, situation: Situation) -> tuple[Departure, ...]:
    """What a finished file departs from."""
    try:
        return standard(content, _profile(situation), _facts(situation)).findings
    except FaultsError:  # the gates of the standard are narrower than those of the engine
        return ()


def _key(item: Departure) -> tuple[str, str]:
    return item.code, item.sentence()


def _parted(items: Sequence[Departure], known: Counter[tuple[str, str]]) -> tuple[tuple[Departure, ...], ...]:
    left = Counter(known)
    unknown: list[Departure] = []
    both: list[Departure] = []
    for item in items:
        (both if left[_key(item)] > 0 else unknown).append(item)
        left[_key(item)] -= 1
    return tuple(unknown), tuple(both)


def _profile(situation: Situation) -> Profile:
    margins = situation.school.margins
    held = standard_of(situation.school.layout, kind=situation.spec.kind)
    return replace(held, left=margins.left, right=margins.right, top=margins.top, bottom=margins.bottom)


def _facts(situation: Situation) -> Facts:
    requisites, head = situation.school.requisites, situation.school.head
    return Facts(
        kind=situation.spec.kind,
        retention=PERMANENT,
        school_full=requisites.full_name,
        school_short=requisites.short_name,
        place=requisites.place,
        order_date=situation.order_date,
        acting=head.acting if head else None,
    )
