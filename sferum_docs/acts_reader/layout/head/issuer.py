"""Who issues the act: the name in the letterhead without addresses, in the letters of a sentence."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sferum_docs.acts_reader.layout.head.letters import ABBREVIATION, SPACED, sentence_case
from sferum_docs.acts_reader.layout.vocabulary import begins, plain, tight, words
from sferum_docs.grammar import Case, decline_organisation
from sferum_docs.grammar.backwards import nominative

if TYPE_CHECKING:
    from collections.abc import Sequence

_FOREIGN = re.compile(r"[ҺҠҒӘӨҮҢҖІӐӖҪӸҶҚҮһҡғәөүңҗіӑӗҫӹҷқӲӳӱӰҲҳӀ]")
_CONTACT = re.compile(r"\d{5,}|@|\(\d{3,5}\)|\b\d-\d\d-\d\d\b")
_BRACKETS = re.compile(r"\s?\([^()]{2,80}\)\s?$")
_UNCHANGED = ("Мин", "МИН", "РосО")  # «Минпросвещения России» is so in every case
_BEFORE_NUMBER = re.compile(r",?\s(?:от\s\d|от\s[«\"]|№\s?\d+(?:[-/]\w+)?\s*$|N\s?\d)")
_WORD_BEGINS = re.compile(r"(?<![^\W\d_])[^\W\d_]{3,}")
_TO_WHOM = re.compile(
    r"\s(?=(?:Руководител(?:ю|ям)|Директор(?:у|ам)|Начальник(?:у|ам)|Главам|Заведующ(?:ему|ей|им))\b)"
)
_LONGEST = 160
_QUOTED = re.compile(r"[«\"“]")
_INSTITUTION = re.compile(r"учреждени|школ|гимнази|лице|центр|[А-ЯЁ]{3,8}\s?[«\"№]", re.IGNORECASE)
_OF_ITS_OWN = 3  # words: «Управление образования» says not whose it is


def is_contact(text: str) -> bool:
    """Whether the text is an address, a telephone, a number of the taxpayer."""
    return begins(text, "contacts") or bool(_CONTACT.search(text)) or tight(text).startswith(("инн", "огрн"))


def is_foreign(text: str) -> bool:
    """Whether the text is in another language of the country."""
    return bool(_FOREIGN.search(text))


def is_body(text: str) -> bool:
    """Whether the text begins the name of an organ or of an institution, in the nominative."""
    first = tight(text) if SPACED.match(text) else plain(text).strip('«"( ').partition(" ")[0]
    return (
        first in words("bodies")
        or first in words("institutions")
        or bool(ABBREVIATION.match(text) and _QUOTED.search(text))
    )


def is_school(issuer: str) -> bool:
    """Whether the issuer is a school, so that the act speaks to its own workers."""
    said = plain(issuer)
    return any(word in said for word in words("schools")) and not any(word in said for word in words("authorities"))


def issuer_of(lines: Sequence[str]) -> tuple[str, ...]:
    """The name put together of the lines of a letterhead, then what else it may be; an empty line parts two names."""
    named = ["" if _is_no_name(line) else _BRACKETS.sub("", before_number(line)) for line in lines]
    starts = [
        place for place, line in enumerate(named) if is_body(line) and _is_own(line, named[place - 1] if place else "")
    ]
    if not starts:
        return ()
    names = [_name(named, place, [*starts, len(named)]) for place in starts]
    full = [name for name, place in zip(names, starts, strict=True) if not ABBREVIATION.match(named[place])] or names
    return tuple(dict.fromkeys([*_joined(full), *reversed(full)]))


def before_number(text: str) -> str:
    """A name without the date and the number, or those it writes to, that may stand after it."""
    return _TO_WHOM.split(_BEFORE_NUMBER.split(text, maxsplit=1)[0], maxsplit=1)[0]


def issuer_before_word(preamble: str) -> str:
    """Who is named right before the adopting word: «… Администрация района [постановляет]»; empty for nobody."""
    for found in reversed(list(_WORD_BEGINS.finditer(preamble))):
        name = preamble[found.start() :].strip(" ,")
        if "," in name or len(name) > _LONGEST:
            return ""
        if is_body(name) and (name[:1].isupper() or preamble[: found.start()].endswith(", ")):
            return name[:1].upper() + name[1:]
    return ""


def _is_no_name(line: str) -> bool:
    plainly = plain(line)
    session = any(word in plainly for word in words("sessions"))
    return is_contact(line) or is_foreign(line) or line.startswith(("(", "[")) or session


def _name(lines: Sequence[str], first: int, starts: Sequence[int]) -> str:
    """The lines from one beginning to the next, as far as nothing else stands between them."""
    end = min(place for place in starts if place > first)
    parted = next((place for place in range(first, end) if not lines[place]), end)
    return sentence_case(" ".join(lines[first:parted]))


def _is_own(line: str, above: str) -> bool:
    """Whether the line begins a name of its own: «УЧРЕЖДЕНИЕ», «ШКОЛА» go on with what stands above."""
    if line[:1] in '«"“':
        return not above
    first = plain(line).partition(" ")[0]
    return first not in words("institutions") or not plain(above).startswith(words("institutions"))


def _joined(names: Sequence[str]) -> list[str]:
    """«Администрация района», «Управление образования» as «Управление образования администрации района»."""
    last = names[-1]
    whole = names[-2] if len(names) > 1 else ""
    if not begins(last, "parts") or not begins(whole, "whole") or len(last.split()) > _OF_ITS_OWN:
        return []
    genitive = decline_organisation(whole, Case.GENITIVE).text
    return [f"{last} {genitive[:1].lower()}{genitive[1:]}"]


def issuer_in_genitive(text: str) -> str:
    """The name that follows the kind of the act: «Постановление Администрации города» → «Администрация города»."""
    return text if text.startswith(_UNCHANGED) else sentence_case(nominative(text, Case.GENITIVE).text)


def issuer_in_dative(text: str) -> str:
    """The name of «Приказ по МБОУ «Школа № 2»»; empty for «по основной деятельности»."""
    if not plain(text).startswith("по "):
        return ""
    name = text[3:].strip()
    found = name if ABBREVIATION.match(name) else nominative(name, Case.DATIVE).text
    first = plain(found).partition(" ")[0]
    return sentence_case(found) if _INSTITUTION.search(found) or first in words("bodies") else ""
