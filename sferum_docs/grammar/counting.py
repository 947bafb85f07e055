"""A phrase as it stands after 1, 2 and 5: «учебная неделя», «дежурный», «член комиссии», «учитель-логопед».

>>> counted_forms("учебный день").after
('учебный день', 'учебных дня', 'учебных дней')
"""

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from sferum_docs.grammar.tables import table
from sferum_docs.grammar.words.compounds import stays_unchanged
from sferum_docs.grammar.words.lexicon import abbreviation_gender
from sferum_docs.grammar.words.nouns import GENDERS, dictionary
from sferum_docs.grammar.words.service_words import service_words

_ADJECTIVAL = frozenset({"ADJF", "PRTF"})
_ADJECTIVAL_GENITIVE = re.compile(r"\w+(?:[ая]я \w+[ое]й|[ыиоь]й \w+[ое]го|[ое]е \w+[ое]го)")  # столовая, столовой
_SHORTEST_HEAD = 4  # letters: урок, канал
_LONGEST = 200  # letters of a phrase that somebody may have meant


class UnknownWordError(ValueError):
    """A word in a filter that the grammar does not know; its text is a sentence for the author of the template."""


@dataclass(frozen=True, slots=True)
class Counted:
    """A phrase to be counted: its gender (m, f, n; p where there is only a plural) and its forms after 1, 2 and 5."""

    gender: str
    after: tuple[str, str, str]


@lru_cache(maxsize=1024)
def counted_forms(phrase: str) -> Counted:
    """The forms of a phrase in the nominative singular; UnknownWordError when its head is not known."""
    row = table("counted")["nouns"].get(phrase)
    if row:
        gender, *forms = (form.replace("_", " ") for form in row.split())
        return Counted(gender, (forms[0], forms[1], forms[2]))
    words = phrase.split(" ") if len(phrase) <= _LONGEST else []
    readings = [_adjective(word) for word in words]
    leading = next((place for place, one in enumerate(readings) if one is None), len(words))
    head = _head(words[leading]) if leading < len(words) else None
    if head and any(GENDERS.get(str(one.tag.gender)) != head.gender for one in readings[:leading] if one):
        head = None  # «заведующий столовой»: the noun is governed, the adjective is the head
    if head is None and leading:
        leading -= 1
        head = _substantive(readings[leading])
    if head is None:
        raise UnknownWordError(
            f"слово «{phrase}» не найдено в словаре в именительном падеже единственного числа; напишите так, как оно "
            "стоит после «один», «одна» или «одно»"
        )
    adjectives = [_agreed(one, head.gender) for one in readings[:leading]]
    rest = words[leading + 1 :]
    columns = zip(*adjectives, head.after, strict=True) if adjectives else zip(head.after, strict=True)
    one, few, many = (" ".join((*column, *rest)) for column in columns)
    return Counted(head.gender, (one, few, many))


def _head(word: str) -> Counted | None:
    """A noun, simple or with hyphens, or an abbreviation, which stays as it is."""
    if word.isupper() and len(word) > 1:
        return Counted(abbreviation_gender(word) or "", (word,) * 3)
    first, *others = word.split("-")
    unchanged = bool(others) and stays_unchanged(first, word)
    parts = [_noun(part) for part in (others if unchanged else (first, *others))]
    if not all(parts):
        return None
    known = [part for part in parts if part]
    columns = zip(*(part.after for part in known), strict=True)
    one, few, many = ("-".join((first, *column) if unchanged else column) for column in columns)
    return Counted(known[0].gender, (one, few, many))


def _noun(word: str) -> Counted | None:
    row = table("counted")["nouns"].get(word)
    if row:
        gender, one, few, many = row.split()
        return Counted(gender, (one, few, many))
    for reading in _readings(word, {"NOUN", "nomn"}):
        single = "sing" in reading.tag
        if not single and "Pltm" not in reading.tag:
            continue
        few, many = reading.inflect({"gent", "sing" if single else "plur"}), reading.inflect({"gent", "plur"})
        if few and many and _ADJECTIVAL_GENITIVE.fullmatch(f"{word} {few.word}"):
            return _substantive(reading)
        if few and many:
            gender = GENDERS.get(str(reading.tag.gender), "m") if single else "p"
            return Counted(gender, (word, few.word, many.word))
    return _joined_noun(word)


def _joined_noun(word: str) -> Counted | None:
    """A noun behind an unchanging part without a hyphen: «видеоурок»."""
    cuts = (
        cut for cut in range(2, len(word) - _SHORTEST_HEAD + 1) if word[:cut].lower() in service_words("first_parts")
    )
    found = next(filter(None, (_noun(word[cut:]) for cut in cuts)), None)
    if found is None:
        return None
    before = word.removesuffix(found.after[0])
    one, few, many = (before + form for form in found.after)
    return Counted(found.gender, (one, few, many))


def _substantive(reading: Any) -> Counted | None:
    """A word that declines as an adjective and is the head itself: «дежурный», «служащая», «столовая», «вожатый»."""
    gender = GENDERS.get(str(reading.tag.gender), "")
    return Counted(gender, _agreed(reading, gender)) if gender else None


def _agreed(reading: Any, gender: str) -> tuple[str, str, str]:
    """An adjective after 1, 2, 5; after 2 a feminine one stands in the nominative, any other in the genitive."""
    plural, many = reading.inflect({"nomn", "plur"}), reading.inflect({"gent", "plur"})
    return reading.word, (plural if gender == "f" else many).word, many.word


def _adjective(word: str) -> Any | None:
    for reading in _readings(word, {"nomn", "sing"}):
        if reading.tag.POS in _ADJECTIVAL:
            forms = reading.inflect({"nomn", "plur"}), reading.inflect({"gent", "plur"})
            return reading if all(forms) else None
    return None


def _readings(word: str, grammemes: set[str]) -> list[Any]:
    """What the dictionary knows of the word, never a guess by its ending."""
    return [one for one in dictionary().parse(word) if one.is_known and grammemes in one.tag] if word.isalpha() else []
