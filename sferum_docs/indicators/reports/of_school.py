"""What of a school its indicators are judged by: how many people each could count, what it does not submit."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sferum_docs.indicators.reports.telling import PeopleWords
from sferum_docs.schools.bodies.words import body_words

if TYPE_CHECKING:
    from sferum_docs.directives.indicators import IndicatorSet
    from sferum_docs.schools.model import Requisites, School

_ONE = {"воспитанники": "воспитанник", "студенты": "студент"}  # bodies whose word for their pupils is their own


def bases_of(school: School, of: IndicatorSet) -> dict[str, int]:
    """Indicator → how many people there are in all; without those whose number the school has not told."""
    told = school.requisites
    counted = {"students": told.students, "teachers": told.teachers, "staff": len(school.staff)}
    found = {indicator.id: counted.get(indicator.population) for indicator in of.indicators}
    return {key: number for key, number in found.items() if number}


def not_submitted(told: Requisites, of: IndicatorSet) -> frozenset[str]:
    """What this body has nobody to count for."""
    kind = told.kind
    return frozenset(
        each.id for each in of.indicators if not each.applies_to(kind.value, keeps_journal=kind.keeps_journal)
    )


def people_words(told: Requisites) -> PeopleWords:
    """What this body calls its people; an ordinary school calls them as its act does."""
    one = _ONE.get(body_words(told).pupils[0], "")
    if told.kind.keeps_journal:
        return PeopleWords(one)
    return PeopleWords(one or "обучающийся", "педагогический работник")


def has_vacations(told: Requisites) -> bool:
    """Whether its weeks follow the vacations of pupils: a kindergarten works through them."""
    return not told.kind.is_of_small_children
