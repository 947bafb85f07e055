"""Who watches that the act is carried out."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from sferum_docs.acts_reader.choices import control_value
from sferum_docs.acts_reader.model import Choice, Control
from sferum_docs.acts_reader.words.addressees.ends import end_of
from sferum_docs.acts_reader.words.found import Found, doubted
from sferum_docs.acts_reader.words.mended import mended
from sferum_docs.grammar import Case
from sferum_docs.grammar.backwards import NAME, Nominative, nominative, nominative_name

_CONTROL = re.compile(
    r"(?:(?:осуществлять|возложить|возлагаю|оставляю|оставить|поручить)\s)?(?:общий\s|персональный\s"
    r"|оперативный\s)?к\s?о\s?н\s?т\s?р\s?о\s?л\s?ь",
    re.IGNORECASE,
)
_OF_THE_ACT = re.compile(
    r"и\s?с\s?п\s?о\s?л\s?н\s?е\s?н\s?и|в\s?ы\s?п\s?о\s?л\s?н\s?е\s?н\s?и|реализаци\w{1,3}\s(?:настоящ|данн|приказ|постановл|распоряж)|(?:приказ|постановлени|распоряжени)\w{1,2}",
    re.IGNORECASE,
)
_HIMSELF = re.compile(
    r"(?:за\sсобо[йю]|на\sсебя|за\sмной|осуществля(?:ю|ется)\s(?:лично|мно[йю])|под\sличн\w{2}\sконтрол)", re.IGNORECASE
)
_ANYWHERE_HIMSELF = re.compile(
    r"контрол\w{1,2}[^.]{0,160}(?:оставл\w{1,3}|оставить|возлага\w{1,2}|возложить|беру|сохраняю)\s(?:за\sсобо[йю]|на\sсебя)",
    re.IGNORECASE,
)
_HANDS = (
    (re.compile(r"(?:возложить|возлага\w{1,4}|возложен\w?)\s(?:\S{1,30}\s){0,9}?на\s", re.IGNORECASE), Case.ACCUSATIVE),
    (
        re.compile(
            r"(?:осуществлять|обеспечить|поручить)\sконтроль\s(?:за\s|над\s)?\S{1,20}\s(?:настоящ\w{2,3}\s|данн\w{2,3}\s)?"
            r"(?:приказа|постановления|распоряжения|решения)\s",
            re.IGNORECASE,
        ),
        Case.DATIVE,
    ),
    (re.compile(r"(?:поруч(?:ить|аю|ается|ает)|вменить\sв\sобязанность)\s", re.IGNORECASE), Case.DATIVE),
    (re.compile(r"(?:закреп(?:ить|ляю|ляется)|оставить|остав(?:ляю|ляется))\sза\s", re.IGNORECASE), Case.INSTRUMENTAL),
    (re.compile(r"осуществля(?:ется|ться)\s", re.IGNORECASE), Case.INSTRUMENTAL),
    (re.compile(r"осуществля(?:ет|ют)\s", re.IGNORECASE), Case.NOMINATIVE),
    (re.compile(r"(?:осуществлять|обеспечить|вести)\s", re.IGNORECASE), Case.DATIVE),
)  # fmt: skip
_SIGNS = " ,;:.()–—-"
_BRACKET = re.compile(r"\(([^()]{3,80})\)")
_OBLIQUE_IN_BRACKETS = re.compile(
    r"(?:у|ю|ого|его|ому|ему|ым)\s[А-ЯЁ]\.|^[А-ЯЁ]\.\s?[А-ЯЁ]\.\s?\w{1,30}(?:у|ю|ого|ому)$"
)


@dataclass(frozen=True, slots=True)
class Place:
    """Where the words for the one who watches stand, and in which case."""

    start: int
    end: int
    case: Case


def control(text: str) -> Found[Control | None]:
    """The control that a node's text lays on somebody, without the path of the node; None where it lays none."""
    plain = mended(text)
    if not watches_the_act(plain):
        return Found(None)
    if himself(plain):
        return Found(Control(himself=True))
    place = controller_place(plain)
    if place is None:
        empty = Control()
        doubt = doubted("control", "control_unread", 7, Choice("никто не назван", "control", control_value(None)))
        return Found(empty, (doubt,))
    said, person = _named(text, plain, place)
    others = [
        Control(person=other, person_as_printed=said.person_as_printed, post_as_printed=said.post_as_printed)
        for other in person.others
    ]
    if person.certain or not others:
        return Found(said)
    choices = (Choice(one.person, "control", control_value(one)) for one in (said, *others))
    return Found(said, (doubted("control", "control_name", 6, *choices, words=said.person_as_printed),))


@lru_cache(maxsize=256)
def watches_the_act(plain: str) -> bool:
    """Whether the node is the clause on control of the whole act."""
    found = _CONTROL.match(plain.lstrip(' "«'))
    if not found and "контрол" not in plain.lower():
        return False
    if not found:
        return bool(_ANYWHERE_HIMSELF.search(plain)) and bool(_OF_THE_ACT.search(plain))
    hands = himself(plain) or controller_place(plain) is not None
    return hands and (bool(_OF_THE_ACT.search(plain)) or not re.match(r"\S+\s(?:за|над)\s", plain[found.start() :]))


def himself(plain: str) -> bool:
    """Whether the signatory keeps the control."""
    return bool(_HIMSELF.search(plain))


def controller_place(plain: str) -> Place | None:
    """The words for who is to watch."""
    for hand, case in _HANDS:
        found = hand.search(plain)
        if found and found.end() < len(plain):
            end = end_of(plain, found.end(), dashes=True)
            return Place(found.end(), end.place, case)
    return None


def controller_nominative(text: str, plain: str, place: Place) -> Nominative:
    """«Заместитель главы администрации Бережной А.А.»: the post before the person, however they are printed."""
    said, person = _named(text, plain, place)
    post = nominative(said.post_as_printed, place.case)
    return Nominative(
        f"{post.text} {person.text}".strip(), person.certain and (post.certain or not said.post_as_printed)
    )


def _named(text: str, plain: str, place: Place) -> tuple[Control, Nominative]:
    words, fair = text[place.start : place.end], plain[place.start : place.end]
    name = NAME.search(fair)
    if name is None:
        return Control(post_as_printed=words.strip(_SIGNS_OF_POST)), Nominative("")
    bracketed = fair[: name.start()].count("(") > fair[: name.start()].count(")")
    case = Case.NOMINATIVE if bracketed and not _OBLIQUE_IN_BRACKETS.search(name[0]) else place.case
    person = nominative_name(name[0], case)
    left = f"{words[: name.start()]}\0{words[name.end() :]}".replace("(\0)", "\0")
    parts = [part.strip(_SIGNS) if at else part.strip(_SIGNS_OF_POST) for at, part in enumerate(left.split("\0"))]
    post = next((part.strip(_SIGNS_OF_POST) for part in parts if part), "")
    return Control(person=person.text, person_as_printed=words[name.start() : name.end()], post_as_printed=post), person


_SIGNS_OF_POST = " ,;:–—-."
