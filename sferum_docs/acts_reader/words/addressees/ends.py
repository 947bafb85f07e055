"""Where the words that name an addressee end: before the verb, the colon, the deadline, the manner."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from sferum_docs.acts_reader.words.deadlines.deadline import deadline_places
from sferum_docs.acts_reader.words.forms import is_adverb, is_finite, is_infinitive, is_participle
from sferum_docs.grammar import Case
from sferum_docs.grammar.backwards import NAME, readings
from sferum_docs.grammar.words.tokens import pieces

COLON, VERB, MANNER, DASH, FULL_STOP, LIMIT, END = ["colon", "verb", "manner", "dash", "full_stop", "limit", "end"]
_LONGEST = 400  # letters that name an addressee
_PREDICATES = frozenset(
    [
        "необходимо",
        "надлежит",
        "следует",
        "рекомендуется",
        "рекомендовано",
        "запрещается",
        "поручается",
        "предлагается",
        "разрешается",
        "нужно",
        "должны",
        "должен",
        "должна",
        "обязаны",
        "обязан",
        "обязана",
    ]
)
_ALWAYS = frozenset(
    [
        "через",
        "согласно",
        "путем",
        "путём",
        "посредством",
        "вплоть",
        "включая",
        "исходя",
        "незамедлительно",
        "лично",
        "ежегодно",
        "срочно",
    ]
)
# preposition → the words after which it still belongs to the addressee (True), or only ends it before some (False)
_ENDS_UNLESS = {
    "в": re.compile(
        r"(?:сфере|области|лице|пункт\w|том|части|отношении|состав\w)\b|(?-i:[А-ЯЁ])|\d{1,2}-?\w?\s?(?:[–-]\s?\d{1,2}\s?)?класс",
        re.IGNORECASE,
    ),
    "для": re.compile(r"дет|обучающ|инвалид|лиц", re.IGNORECASE),
    "на": re.compile(r"(?:котор\w+|базе\sкоторых)", re.IGNORECASE),
    "с": re.compile(
        r"(?!целью|уч[её]том|участием|привлечением|использованием|соблюдением|момента|приглашением|\d|«\d)\w",
        re.IGNORECASE,
    ),
    "со": re.compile(r"(?!дня|срок)\w", re.IGNORECASE),
    "до": re.compile(r"(?!.)", re.IGNORECASE),
    "к": re.compile(r"(?!\d|«\d|начал|конц)\w", re.IGNORECASE),
    "во": re.compile(r"(?!исполнени|время|избежани)\w", re.IGNORECASE),
    "при": re.compile(
        r"(?!наличи|необходимост|подготовк|проведени|организаци|осуществлени|возникновени|выявлени|поступлени|этом"
        r"|услови|реализаци|приеме|приёме|работе|планировани)\w", re.IGNORECASE),
    "по": re.compile(
        r"(?!итогам|результатам|окончании|завершении|мере|запросу|графику|согласованию|состоянию|факту|каждому|всем"
        r"|истечении)\w", re.IGNORECASE),
    "за": re.compile(r"(?!счет|счёт|\d)\w", re.IGNORECASE),
    "под": re.compile(r"(?!роспись|подпись|личную)\w", re.IGNORECASE),
    "из": re.compile(r"\w"),
    "без": re.compile(r"(?!.)"),
    "после": re.compile(r"(?!.)"),
    "перед": re.compile(r"(?!.)"),
}  # fmt: skip
_DASH = re.compile(r"\s[–—-]\s")
_BODY_BEHIND = re.compile(r"[А-ЯЁ]{2,}")
_BROKEN = re.compile(r"-\s([а-яё]+)")
_ABBREVIATED = frozenset(
    [
        "зам",
        "им",
        "г",
        "гг",
        "ст",
        "р",
        "д",
        "ул",
        "п",
        "пп",
        "и",
        "о",
        "вр",
        "нач",
        "зав",
        "рук",
        "пом",
        "тел",
        "каб",
        "пос",
        "с",
        "гл",
    ]
)


@dataclass(frozen=True, slots=True)
class End:
    """Where the words end and why."""

    place: int
    why: str


@lru_cache(maxsize=256)
def end_of(text: str, start: int, *, dashes: bool = False) -> End:
    """Where the words that begin at a place end; `dashes` lets a dash belong to them."""
    limits = sorted(begin for begin, _end in deadline_places(text) if begin >= start)
    limit = limits[0] if limits else len(text)
    place, clause = start, False
    names = [name.span() for name in NAME.finditer(text, start, start + _LONGEST)]
    before, last = "", ""
    for index, (piece, kind) in enumerate(pieces(text[start : start + _LONGEST])):
        if place >= limit:
            return End(place, LIMIT)
        before, last = last, piece
        inside = next((end for begin, end in names if begin < place < end), place)
        if inside - place >= len(piece):
            place += len(piece)
            continue
        if kind == "gap":
            why = _gap_ends(piece[inside - place :], before, _behind(text, place + len(piece)), dashes=dashes)
            if why:
                return End(inside, why)
            clause = clause and "," not in piece
        elif kind == "word":
            after = _behind(text, place + len(piece)).lstrip()
            if "," in before and (is_participle(piece) or after.lower().startswith(("котор", "базе котор"))):
                clause = True
            why = _word_ends(piece, after, clause=clause, first=index == 0)
            if why:
                return End(place, why)
        place += len(piece)
    return End(min(place, len(text)), END if place >= len(text) else LIMIT)


def _behind(text: str, place: int) -> str:
    return text[place : place + _LONGEST]


def _gap_ends(piece: str, before: str, after: str, *, dashes: bool) -> str:
    if ":" in piece:
        return "" if NAME.match(after) else COLON
    if ";" in piece:
        return END
    if not dashes and _DASH.search(piece) and not _goes_on(after):
        return DASH
    short = len(before) == 1 or before.lower() in _ABBREVIATED
    return FULL_STOP if "." in piece and not short and not before.isdigit() and piece != "." else ""


def _goes_on(after: str) -> bool:
    """Whether a second post or a body follows the dash: «заместителю главы – начальнику управления»."""
    word = after.partition(" ")[0].strip(",.;")
    if _BODY_BEHIND.match(after):
        return True
    return any(
        one.animate and not one.adjective for case in (Case.DATIVE, Case.ACCUSATIVE) for one in readings(word, case)
    )


def _word_ends(word: str, after: str, *, clause: bool, first: bool) -> str:
    lower = word if word.isupper() and len(word) > 1 and not is_infinitive(word) else word.lower()
    broken = _BROKEN.match(after)
    if (
        is_infinitive(word)
        or (broken and is_infinitive(word + broken[1]))
        or (lower == "не" and is_infinitive(after.partition(" ")[0]))
    ):
        return VERB
    if clause or first:
        return ""
    if lower in _PREDICATES or is_finite(word):
        return VERB
    if lower in _ALWAYS or (
        is_adverb(word) and lower not in {"также", "ещё", "материально", "временно", "совместно", "независимо"}
    ):
        return MANNER
    belongs = _ENDS_UNLESS.get(lower)
    return MANNER if belongs and not belongs.match(after) else ""
