"""Who must act: as printed, in the nominative, and whether that is the school."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING

from sferum_docs.acts_reader.choices import addressee_value
from sferum_docs.acts_reader.model import Choice
from sferum_docs.acts_reader.words.addressees.control import Place, controller_nominative, watches_the_act
from sferum_docs.acts_reader.words.addressees.leads import after_deadline, begins_here
from sferum_docs.acts_reader.words.addressees.openings import opening
from sferum_docs.acts_reader.words.addressees.schools import for_school
from sferum_docs.acts_reader.words.citing.force import in_force
from sferum_docs.acts_reader.words.citing.repeals import makes_void
from sferum_docs.acts_reader.words.deadlines.masks import without_quotations
from sferum_docs.acts_reader.words.found import Found, doubted
from sferum_docs.acts_reader.words.mended import mended, unbroken
from sferum_docs.grammar import Case
from sferum_docs.grammar.backwards import NAME, nominative

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sferum_docs.acts_reader.model import Doubt
    from sferum_docs.acts_reader.words.addressees.leads import Opening
    from sferum_docs.grammar.backwards import Nominative

_INITIAL_LAST = re.compile(r"\b[А-ЯЁ]\.$")
_AMENDS = re.compile(r"внести\s.{0,400}(?:изменени|дополнени)|следующ\w{2}\s(?:редакции|содержания)", re.IGNORECASE)
_OWN = re.compile(
    r"утвердить|создать|образовать|сформировать|внести\s(?:в\s|следующ|изменени)|признать|отменить|опубликовать|обнародовать"
    r"|(?:разместить|направить)\sнастоящ|настоящ\w{2,3}\s(?:приказ|постановлени|распоряжени|решени)\w?\s"
    r"|финансирование|расходы|принять\sк\sсведению|присвоить|наградить|установить,?\sчто|ввести\sв\sдействие",
    re.IGNORECASE,
)
_COMPOSED = re.compile(r"состав|комисси|групп|жюри|организационн\w{2}\sкомитет", re.IGNORECASE)
_NEXT_SENTENCE = re.compile(r"(?<=[а-яё»)]\.)\s(?=[А-ЯЁ\d–-])")
_DELEGATED_BELOW = re.compile(r":\s*$")
_SIGNS = " ,;:–—-"
_WEIGHTS = {"addressee_no_verb": 7, "addressee_case": 5, "addressee_where": 6, "addressee_named_last": 3}


@dataclass(frozen=True, slots=True)
class Addressee:
    """Who must act; `raw` only where the node itself names him."""

    raw: str = ""
    nominative: str = ""
    for_school: bool = True
    inherited: bool = False


NOBODY = Addressee()


def addressee(
    text: str, above: Addressee = NOBODY, above_text: str = "", *, of_school: bool = False
) -> Found[Addressee]:
    """The addressee of a node's text: its own, or that of the node above.

    `above_text` is the lead-in it stands under, at the top level the adopting word («обязываю»); `of_school` tells
    that the act is the school's own, so that its workers are the school.
    """
    plain = mended(text)
    found = None if _amends(above_text) else opening(plain, above_text)
    school_too = above.for_school
    if school_too and not (above.nominative or of_school):
        school_too = not _own_business(plain, above_text)
    inherited = Addressee("", above.nominative, school_too, bool(above.nominative))
    if found is None:
        return Found(inherited, tuple(_unread(plain, above_text, inherited)))
    raw, fair = _bare(text[found.start : found.end]), unbroken(_bare(plain[found.start : found.end]))
    if not raw:
        return Found(inherited)
    said = _nominative(plain, found, fair)
    school, sure = for_school(said.text, of_school=of_school, above=above.for_school if above.nominative else None)
    own = Addressee(raw, said.text, school)
    return Found(own, tuple(_doubts(own, inherited, said, found, sure=sure or found.control)))


@lru_cache(maxsize=64)
def _amends(lead: str) -> bool:
    return _AMENDS.search(lead) is not None


def _own_business(plain: str, above_text: str) -> bool:
    """Whether an authority that names nobody speaks of its own acts, commissions and money: no task of a school."""
    return bool(_OWN.match(plain)) or in_force(plain) or watches_the_act(plain) or makes_void(plain, above_text)


def _unread(plain: str, above_text: str, none: Addressee) -> Iterator[Doubt]:
    """A person, or words in the dative at the beginning, of whom no rule says that he must act."""
    if _COMPOSED.search(above_text) or _COMPOSED.search(plain) or makes_void(plain, above_text):
        return
    start = after_deadline(plain)
    sentence = _NEXT_SENTENCE.split(without_quotations(plain), maxsplit=1)[0]
    name = NAME.search(sentence)
    begins = begins_here(plain, start, Case.DATIVE) and not _DELEGATED_BELOW.search(plain)
    if name or begins:
        words = name[0] if name else plain[start : start + 60]
        yield doubted("addressee", "addressee_unread", 4, _choice(none), words=words)


def _bare(words: str) -> str:
    """The words without the signs around them; the full stop of an initial is none."""
    bare = words.strip(_SIGNS)
    return bare if bare.endswith(".") and _INITIAL_LAST.search(bare) else bare.rstrip(". ")


def _nominative(plain: str, found: Opening, fair: str) -> Nominative:
    if found.control:
        return controller_nominative(plain, plain, Place(found.start, found.end, found.case))
    return nominative(fair, found.case)


def _doubts(own: Addressee, none: Addressee, said: Nominative, found: Opening, *, sure: bool) -> Iterator[Doubt]:
    others = [replace(own, nominative=text) for text in said.others]
    if found.code:
        yield doubted("addressee", found.code, _WEIGHTS[found.code], _choice(own), _choice(none), words=own.raw)
    elif not said.certain:
        yield doubted("addressee", "addressee_form", 5, *map(_choice, (own, *others, none)), words=own.raw)
    if not sure:
        ways = ("school", "yes" if own.for_school else "no"), ("other", "no" if own.for_school else "yes")
        said_so = {"yes": "это школа", "no": "это не школа"}
        choices = [Choice(said_so[value], "for_school", value) for _name, value in ways]
        yield doubted("for_school", "addressee_school", 4, *choices, words=own.nominative)


def _choice(one: Addressee) -> Choice:
    value = addressee_value(one.nominative, one.raw, for_school=one.for_school)
    return Choice(one.nominative or "никто не назван", "addressee", value)
