"""Who issues the act: the name in the letterhead without addresses, in the letters of a sentence."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sferum_docs.acts_reader.layout.vocabulary import begins, plain, tight, words
from sferum_docs.grammar.words.nouns import dictionary, like

if TYPE_CHECKING:
    from collections.abc import Sequence

_SPACED = re.compile(r"(?:\b\w\s){2,}\w\b")
_FOREIGN = re.compile(r"[ҺҠҒӘӨҮҢҖІӐӖҪӸҶҚҮһҡғәөүңҗіӑӗҫӹҷқӲӳӱӰҲҳӀ]")
_CONTACT = re.compile(r"\d{5,}|@|\(\d{3,5}\)|\b\d-\d\d-\d\d\b")
_BRACKETS = re.compile(r"\s*\([^()]{2,80}\)\s*$")
_ABBREVIATION = re.compile(r"\(?[А-ЯЁ]{3,8}\b")
_WORD = re.compile(r"[\w-]+|[«\"“].*?[»\"”]|\S")
_PLACE_ADJECTIVE = re.compile(r"[\w-]+(?:ского|цкого|ской|цкой|ский|цкий|ская|цкая|ское|цкое|ных|ого)\Z")
_NAMED = (
    "муниципального",
    "муниципальный",
    "района",
    "области",
    "округа",
    "городского",
    "края",
    "сельского",
    "поселения",
    "район",
    "сельсовета",
    "республики",
    "автономного",
)
_BEFORE_NAME = (
    "республики",
    "города",
    "г.",
    "республика",
    "города-курорта",
    "села",
    "поселка",
    "посёлка",
    "станицы",
    "имени",
    "им.",
    "округа",
    "деревни",
)
_NAMES = ("республики", "республика")
_LOWER = (
    "муниципального",
    "городского",
    "сельского",
    "автономного",
    "национального",
    "внутригородского",
    "средняя",
    "средней",
)  # adjectives of kinds, not of places


def is_contact(text: str) -> bool:
    """Whether the text is an address, a telephone, a number of the taxpayer."""
    return begins(text, "contacts") or bool(_CONTACT.search(text)) or tight(text).startswith(("инн", "огрн"))


def is_foreign(text: str) -> bool:
    """Whether the text is in another language of the country."""
    return bool(_FOREIGN.search(text))


def is_body(text: str) -> bool:
    """Whether the text begins the name of an organ or of an institution, in the nominative."""
    first = tight(text) if _SPACED.match(text) else plain(text).strip('«"( ').partition(" ")[0]
    return first in words("bodies") or first in words("institutions") or bool(_ABBREVIATION.match(text) and "«" in text)


def issuer_of(lines: Sequence[str]) -> tuple[str, bool]:
    """The name put together of the lines of a letterhead; whether another line could as well begin it."""
    named = [_BRACKETS.sub("", line) for line in lines if not is_contact(line) and not is_foreign(line)]
    named = [line for line in named if line and not line.startswith("(")]
    starts = [
        place for place, line in enumerate(named) if is_body(line) and _is_own(line, named[place - 1] if place else "")
    ]
    if not starts:
        kept = [line for line in named if not begins(line, "above")]
        return sentence_case(" ".join(kept)), bool(kept)
    full = [place for place in starts if not _ABBREVIATION.match(named[place])] or starts
    last = full[-1]
    end = next((place for place in starts if place > last), len(named))
    return sentence_case(" ".join(named[last:end])), len(full) > 1


def _is_own(line: str, above: str) -> bool:
    """Whether the line begins a name of its own: «УЧРЕЖДЕНИЕ», «ШКОЛА» go on with what stands above."""
    if line[:1] in '«"“':
        return not above
    first = plain(line).partition(" ")[0]
    return first not in words("institutions") or not plain(above).startswith(words("institutions"))


def issuer_in_genitive(text: str) -> str:
    """The name that follows the kind of the act: «Постановление Администрации города» → «Администрация города»."""
    said, head = [], False
    for word in text.split():
        reading = (
            None
            if head
            else next((one for one in dictionary().parse(word) if "gent" in one.tag and "plur" not in one.tag), None)
        )
        if reading is not None and {"NOUN", "ADJF"} & set(reading.tag.grammemes):
            head = "NOUN" in reading.tag
            word = like(word, reading.normal_form if head else word.lower())  # noqa: PLW2901
        said.append(word)
    return sentence_case(" ".join(said))


def sentence_case(text: str) -> str:
    """A name in capitals as a sentence writes it; what is written so already stays."""
    text = _SPACED.sub(lambda found: "".join(found[0].split()), text).strip(" ,;")
    letters = [letter for letter in text if letter.isalpha()]
    capitals = sum(letter.isupper() for letter in letters)
    if capitals * 2 <= len(letters):
        return text[:1].upper() + text[1:]
    found = _WORD.findall(text)
    said = [
        _said(word, found[place - 1] if place else "", found[place + 1 : place + 2]) for place, word in enumerate(found)
    ]
    whole = re.sub(r"\s+([,.;:)])", r"\1", " ".join(said)).replace("( ", "(")
    return whole[:1].upper() + whole[1:]


def _said(word: str, before: str, after: list[str]) -> str:
    low = word.lower()
    if not word.isupper() and not word.startswith(("«", '"', "“")):
        return word if sum(map(str.isupper, word)) > 1 else low if low in words("bodies") else word
    if word[0] in '«"“':
        return word[0] + sentence_case(word[1:-1]) + word[-1]
    following = after[0].lower() if after else ""
    place = _PLACE_ADJECTIVE.match(low) and following.startswith(_NAMED) and low not in _LOWER
    named = place or before.lower() in _BEFORE_NAME or low in _NAMES
    return low.capitalize() if named else low
