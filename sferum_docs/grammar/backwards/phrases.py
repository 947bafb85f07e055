"""Posts, bodies and persons back to the nominative: the words that lead change, all that they govern stays.

>>> nominative("Директору МКУ «Дорожная служба» Полозову Р.К.", Case.DATIVE).text
'Директор МКУ «Дорожная служба» Полозов Р.К.'
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache

from sferum_docs.grammar.backwards.names import NAME, nominative_name
from sferum_docs.grammar.backwards.readings import Nominative, Reading, is_body, readings
from sferum_docs.grammar.case import Case
from sferum_docs.grammar.words.service_words import service_words
from sferum_docs.grammar.words.tokens import tokens

_ABBREVIATION = re.compile(r"[А-ЯЁA-Z]{2,20}[А-ЯЁA-Zа-яё0-9-]{0,20}|[А-ЯЁ][а-яё]{0,20}[А-ЯЁ]{2,20}")
_SEPARATOR = re.compile(r"\s?[,;/]\s?|\s[–—-]\s|\s[,;]\s?")
_FROZEN = re.compile(r"(?:и\.\s?о\.|врио|врид|вр\.\s?и\.\s?о\.|зам\.|зав\.|нач\.|рук\.|пом\.)\s?", re.IGNORECASE)
_ALWAYS_HEADS = re.compile(r"(?:заведующ|управляющ|исполняющ|председательствующ|курирующ)", re.IGNORECASE)
_LONGEST_ABBREVIATION = 5
_GOVERNING = frozenset({"по", "к"})
_PREPOSITIONS = frozenset(["и", "в", "во", "на", "по", "с", "со", "для", "при", "от", "из", "к", "за"])
_NAMED_AFTER = ("имени", "им.", "им")
_DROPPED = re.compile(r"далее|по\sсогласованию|[А-ЯЁ]\.|\d|[«\"]", re.IGNORECASE)


@dataclass(slots=True)
class _Walk:
    case: Case
    said: list[str] = field(default_factory=list)
    certain: bool = True
    open: bool = True  # a head is awaited
    governed: bool = False  # «по», «к» stand before: a dative there is theirs
    head: Reading | None = None
    frozen: bool = False


@lru_cache(maxsize=4096)
def nominative(text: str, case: Case) -> Nominative:
    """A phrase of posts, bodies and persons in that case, in the nominative; a person in brackets is left out."""
    if case is Case.NOMINATIVE:
        return Nominative(_without_brackets(text))
    walk = _Walk(case)
    place = 0
    others: tuple[str, ...] = ()
    for name in NAME.finditer(text):
        if _in_group(text, name.start()) or text[: name.start()].rstrip().lower().endswith(_NAMED_AFTER):
            continue
        _words(walk, text[place : name.start()])
        found = nominative_name(name[0], case)
        walk.said.append(found.text)
        walk.certain &= found.certain
        others = tuple("".join([*walk.said[:-1], other]) for other in found.others)
        walk.open, walk.head, walk.frozen, place = False, None, False, name.end()
    _words(walk, text[place:])
    said = _tidy("".join(walk.said))
    return Nominative(_capital(said), walk.certain, tuple(_capital(_tidy(other)) for other in others))


def _words(walk: _Walk, text: str) -> None:
    """Words without a name of a person among them."""
    pieces = [token.text for token in tokens(text)]
    place = 0
    while place < len(pieces):
        place += _step(walk, pieces, place)


def _step(walk: _Walk, pieces: list[str], place: int) -> int:
    piece = pieces[place]
    frozen = _FROZEN.match("".join(pieces[place : place + 6])) if walk.open else None
    if frozen:
        count = _count(pieces, place, len(frozen[0].rstrip()))
        walk.said.extend(pieces[place : place + count])
        walk.open, walk.frozen = False, True
        return count
    if piece.startswith("("):
        walk.said.append(_bracket(walk, piece))
    elif piece == "и" or _SEPARATOR.fullmatch(piece):
        walk.said.append(piece)
        if not walk.open and _leads(walk, pieces, place + 1):
            walk.open, walk.governed, walk.frozen = True, False, False
    elif piece[0].isalpha():
        walk.said.append(_word(walk, pieces, place))
    else:
        walk.said.append(piece)
        walk.open = walk.open and not piece.startswith(("«", '"', "“"))
    return 1


def _count(pieces: list[str], place: int, length: int) -> int:
    count, letters = 0, 0
    while letters < length and place + count < len(pieces):
        letters += len(pieces[place + count])
        count += 1
    return count


def _word(walk: _Walk, pieces: list[str], place: int) -> str:
    word = pieces[place]
    if not walk.open:
        if word.lower() in _GOVERNING:
            walk.governed = True
        found = _agreeing(walk, pieces, place)
        return found.nominative if found else word
    if word.lower() in service_words("adverbs"):
        return word
    if _ABBREVIATION.fullmatch(word) and not (len(word) > _LONGEST_ABBREVIATION and readings(word, walk.case)):
        walk.open, walk.head = False, None
        return word
    found, is_head = _leading(walk.case, pieces, place)
    if found is None:
        walk.open = False
        walk.certain = False
        return word
    if is_head:
        walk.open, walk.head = False, found
        walk.certain &= found.known
    return found.nominative


def _leading(case: Case, pieces: list[str], place: int) -> tuple[Reading | None, bool]:
    """An adjective before the noun it agrees with, or the head itself."""
    found = readings(pieces[place], case)
    adjectives = [one for one in found if one.adjective]
    nouns = [one for one in found if not one.adjective]
    for one in () if _ALWAYS_HEADS.match(pieces[place]) else adjectives:
        if _noun_ahead(case, pieces, place + 1, one.gender):
            return one, False
    posts = [one for one in found if _is_post_adjective(one) and one.gender != "n"]
    following = pieces[place + 2] if pieces[place + 1 : place + 2] == [" "] and place + 2 < len(pieces) else ""
    before_post = [
        one
        for one in adjectives
        if any(_is_post_adjective(two) and two.gender == one.gender for two in readings(following, case))
    ]
    if before_post and not _ALWAYS_HEADS.match(pieces[place]):
        return before_post[0], False
    if posts:
        return posts[0], True
    if nouns:
        living = [one for one in nouns if one.animate]
        return (living or nouns)[0], True
    return (_substantive(adjectives), True) if adjectives else (None, True)


def _substantive(adjectives: list[Reading]) -> Reading:
    """«Заведующим», «ответственной»: a person, so never neuter."""
    return next((one for one in adjectives if one.gender in {"p", "f", "m"}), adjectives[0])


def _noun_ahead(case: Case, pieces: list[str], place: int, gender: str) -> bool:
    """Whether a noun of the same case and gender follows, behind further adjectives."""
    for piece in pieces[place : place + 12]:
        if piece in {" ", "и", ", "}:
            continue
        found = readings(piece, case) if piece[0].isalpha() else ()
        if any(not one.adjective and one.gender == gender for one in found):
            return True
        if not any(one.adjective and one.gender == gender for one in found):
            return False
    return False


def _leads(walk: _Walk, pieces: list[str], place: int) -> bool:
    """Whether a new post or body in the case begins there; a dative of «по» is no head unless it is one for sure."""
    words = [piece for piece in pieces[place : place + 8] if piece[0].isalpha()]
    if not words:
        return True
    if _ABBREVIATION.fullmatch(words[0]) or _FROZEN.match("".join(pieces[place : place + 6]).strip()):
        return True
    found, is_head = _leading(walk.case, pieces, place + (pieces[place] == " " if place < len(pieces) else 0))
    if found is None:
        return False
    if not is_head:
        heads = [word for word in words[1:4] if any(not one.adjective for one in readings(word, walk.case))]
        return bool(heads) and _surely(walk, heads[0])
    if found.adjective:
        return _is_post_adjective(found) and (not walk.governed or found.plural)
    return _surely(walk, words[0])


def _surely(walk: _Walk, word: str) -> bool:
    living = any(one.animate and not one.adjective for one in readings(word, walk.case))
    return living or is_body(word, walk.case) or not (walk.governed or walk.case is Case.ACCUSATIVE)


def _is_post_adjective(found: Reading) -> bool:
    word = found.nominative.lower()
    singular = service_words("posts")
    return word in singular or any(word[:-2] == one[:-2] for one in singular)


def _agreeing(walk: _Walk, pieces: list[str], place: int) -> Reading | None:
    """An adjective or participle behind its head: «сестре медицинской», «органам, осуществляющим управление»."""
    if walk.head is None or walk.governed or walk.frozen or place < 1:
        return None
    all_ = readings(pieces[place], walk.case)
    found = [one for one in all_ if one.adjective and one.gender == walk.head.gender]
    after_comma = "," in pieces[place - 1] or (pieces[place - 1] == " " and place > 1 and "," in pieces[place - 2])
    direct = _last_word(walk) == walk.head.nominative
    if not found or not (direct or (after_comma and walk.case is not Case.ACCUSATIVE)):
        return None
    if direct and not after_comma and any(not one.adjective for one in all_):
        return None  # «заведующей столовой»: governed
    following = "".join(pieces[place + 1 : place + 3]).strip()
    governs = following[:1].islower() and following not in _PREPOSITIONS
    return None if governs and not after_comma else found[0]


def _last_word(walk: _Walk) -> str:
    return next((piece for piece in reversed(walk.said) if piece[:1].isalpha()), "")


def _bracket(walk: _Walk, piece: str) -> str:
    """A bracket of the same words, «(законным представителям)»; one with a person or a short name is left out."""
    inner = piece.strip("()")
    first = tokens(inner)[0].text if inner else ""
    if not inner or _DROPPED.search(inner) or not first[:1].islower():
        return ""
    if not readings(first, walk.case):
        return piece
    return f"({nominative(inner, walk.case).text.lower()})"


def _without_brackets(text: str) -> str:
    kept = [piece.text for piece in tokens(text) if not (piece.text.startswith("(") and _DROPPED.search(piece.text))]
    return _capital(_tidy("".join(kept)))


def _tidy(text: str) -> str:
    return re.sub(r"\s{1,3}([,;.)])", r"\1", re.sub(r"\s{2,}", " ", text)).strip(" ,;:")


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:] if not _FROZEN.match(text) else text


def _in_group(text: str, place: int) -> bool:
    """Whether a place stands within brackets or quotation marks."""
    before = text[:place]
    return before.count("(") > before.count(")") or before.count("«") > before.count("»")
