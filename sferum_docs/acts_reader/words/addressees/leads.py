"""Where words begin that name a person, a post or a body, and which verbs hand a task over to them."""

from __future__ import annotations

import re
from dataclasses import dataclass

from sferum_docs.acts_reader.words.addressees.ends import end_of
from sferum_docs.acts_reader.words.deadlines.deadline import time_places
from sferum_docs.acts_reader.words.forms import is_infinitive
from sferum_docs.grammar import Case
from sferum_docs.grammar.backwards import NAME, readings

_TO_WHOM = (
    r"рекомендова(?:ть|но)|рекомендую|рекомендует(?:ся)?|поруч(?:ить|аю|ает|ается)|предлож(?:ить|ено)|предлагаю"
    r"|предлагается|предписать|предписываю|указать|разреш(?:ить|аю)|довести"
)
_WHOM = r"обязать|обязываю|обязывает|прошу|просим|просить|уполномочить|уполномочиваю|обязуются|предупредить"
DELEGATING = re.compile(rf"(?:({_TO_WHOM})|({_WHOM}))\b\s?:?\s?", re.IGNORECASE)
ABBREVIATION = re.compile(r"[А-ЯЁ]{2,}[А-ЯЁа-яё-]{0,12}|[А-ЯЁ][а-яё]{0,3}[А-ЯЁ]{2,}")
FROZEN = re.compile(r"(?:и\.\s?о\.|врио|зам\.|зав\.|нач\.)", re.IGNORECASE)
HEADS = re.compile(
    r"(?:руководител|директор|начальник|заведующ|заместител|специалист|методист|учител|глав(?:е|ам)|секретар|председател)",
    re.IGNORECASE,
)
GOVERNED = re.compile(r"(?:\bпо|\bк|\bко|классным|\bсогласно)\s$", re.IGNORECASE)
PREPOSITIONS = frozenset({"обо", "ото", "изо", "безо", "подо", "надо", "передо"})  # no form of a noun is meant
_BEHIND = re.compile(r"[\s,]{0,3}")
_PERSON = re.compile(
    r"(?:заведующ|управляющ|ответственн|исполняющ|дежурн|уполномоченн|рабоч|обучающ|учащ|председательствующ|вожат|служащ|курирующ)",
    re.IGNORECASE,
)
WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")


@dataclass(frozen=True, slots=True)
class Opening:
    """Where the words for the addressee stand and in which case; `code` is the doubt they leave."""

    start: int
    end: int
    case: Case
    code: str = ""
    control: bool = False


NOBODY_NAMED = Opening(0, 0, Case.NOMINATIVE)


def till(text: str, start: int, case: Case, code: str = "") -> Opening:
    """The words from there to their end, without the signs behind them."""
    return Opening(start, end_of(text, start).place, case, code)


def after_deadline(text: str, start: int = 0) -> int:
    """Behind a deadline that stands before the addressee: «В срок до 1 мая руководителям …»."""
    for begin, end in time_places(text):
        if begin == start:
            gap = _BEHIND.match(text, end)
            return gap.end() if gap else end
    return start


def begins_here(text: str, start: int, case: Case, *, living: bool = False) -> bool:
    """Whether a phrase of a person, a post or a body begins there in the case."""
    if FROZEN.match(text, start) or NAME.match(text, start):
        return True
    word = WORD.match(text, start)
    if word is None or is_infinitive(word[0]):
        return not living and text[start : start + 1] in {"«", '"'}
    if ABBREVIATION.fullmatch(word[0]):
        return not living
    noun = len(word[0]) > len("по") and word[0].lower() not in PREPOSITIONS
    found = readings(word[0], case) if noun else ()
    if case is Case.DATIVE and _only_oblique_guess(word[0]):
        return False
    if any(not one.adjective and (one.animate or not living) for one in found):
        return True
    adjectives = [one for one in found if one.adjective]
    ahead = WORD.findall(text[word.end() : word.end() + 120])[:5] if adjectives else []
    nouns = [
        one for other in ahead for one in readings(other, case) if not one.adjective and (one.animate or not living)
    ]
    agree = {one.gender for one in adjectives} & {one.gender for one in nouns}
    return bool(agree or (adjectives and _PERSON.match(word[0])))


def _only_oblique_guess(word: str) -> bool:
    """Words that open a clause and look like a dative: «По», «Всему», adverbs."""
    return word.lower() in {"по", "к", "всему", "этому", "поэтому", "тому", "чему", "данному"}


def verb_follows(text: str, place: int) -> bool:
    """Whether a verb that tells what to do stands behind the place, or a list follows."""
    return any(is_infinitive(word) for word in WORD.findall(text[place : place + 300])) or text.rstrip().endswith(":")


def receives(above: str) -> bool:
    """Whether the lead-in has a verb of its own, so that a dative below it is whom something is sent to."""
    return any(is_infinitive(word) for word in WORD.findall(above)) and not DELEGATING.match(above)


def hands_to_whom(above: str) -> bool:
    """Whether the lead-in takes the accusative: «обязать», «просить»."""
    found = DELEGATING.search(above)
    return bool(found and found[2])
