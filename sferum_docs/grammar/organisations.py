"""Organisations: what stands in «» never changes, the words before it do.

>>> decline_organisation("школа «Радуга»", "дательный").text
'школе «Радуга»'
"""

from functools import lru_cache

from sferum_docs.grammar.case import Case
from sferum_docs.grammar.cleaning import clean_text
from sferum_docs.grammar.declension_overrides import NO_DECISIONS, Decisions, Kind
from sferum_docs.grammar.phrases import phrase
from sferum_docs.grammar.words.paradigm import Declined, Paradigm


def decline_organisation(text: str, case: Case | str, *, decisions: Decisions = NO_DECISIONS) -> Declined:
    """An organisation's name in a case."""
    return organisation_paradigm(text, decisions=decisions).at(case)


def organisation_paradigm(text: str, *, decisions: Decisions = NO_DECISIONS) -> Paradigm:
    """The six forms of an organisation's name."""
    return decisions.apply(_by_rules(clean_text(text).text), Kind.ORGANISATION, None)


@lru_cache(maxsize=4096)
def _by_rules(text: str) -> Paradigm:
    return phrase(text, animate=False)
