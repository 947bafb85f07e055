"""Posts: «заместитель директора по безопасности» in six cases.

>>> decline_post("старшая медицинская сестра", "винительный").text
'старшую медицинскую сестру'
"""

from functools import lru_cache

from sferum_docs.grammar.case import Case, Gender
from sferum_docs.grammar.cleaning import clean_text
from sferum_docs.grammar.declension_overrides import NO_DECISIONS, Decisions, Kind
from sferum_docs.grammar.phrases import phrase
from sferum_docs.grammar.words.paradigm import Declined, Paradigm, doubted


def decline_post(
    text: str, case: Case | str, gender: Gender | str | None = None, *, decisions: Decisions = NO_DECISIONS
) -> Declined:
    """A post in a case; the gender is that of the person who holds it."""
    return post_paradigm(text, gender, decisions=decisions).at(case)


def post_paradigm(text: str, gender: Gender | str | None = None, *, decisions: Decisions = NO_DECISIONS) -> Paradigm:
    """The six forms of a post."""
    known = None if gender is None else Gender(gender)
    return decisions.apply(_by_rules(clean_text(text).text, known), Kind.POST, known)


@lru_cache(maxsize=4096)
def _by_rules(text: str, gender: Gender | None) -> Paradigm:
    paradigm = phrase(text, animate=True)
    first = text.partition(" ")[0].lower()
    if gender is Gender.MALE and first.endswith(("ая", "аяся")):
        return doubted(paradigm, "должность в женском роде у мужчины")
    return paradigm
