"""How a clause names who must act: each way gives where the words stand, in which case, how surely."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sferum_docs.acts_reader.words.addressees.appointing import APPOINTS, appointed, named_later, role_first
from sferum_docs.acts_reader.words.addressees.control import controller_place, himself, watches_the_act
from sferum_docs.acts_reader.words.addressees.ends import COLON, DASH, END, LIMIT, MANNER, VERB, end_of
from sferum_docs.acts_reader.words.addressees.leads import (
    ABBREVIATION,
    DELEGATING,
    GOVERNED,
    HEADS,
    NOBODY_NAMED,
    WORD,
    Opening,
    after_deadline,
    begins_here,
    hands_to_whom,
    receives,
    till,
    verb_follows,
)
from sferum_docs.acts_reader.words.forms import is_infinitive
from sferum_docs.grammar import Case
from sferum_docs.grammar.backwards import NAME, is_body, readings

if TYPE_CHECKING:
    from collections.abc import Callable

_LAY = re.compile(
    r"(?:возлож(?:ить|ена?|ены|ено)|возлага(?:ю|ется|ются|ет))\s(?:[^\s]{1,30}\s){0,4}?на\s", re.IGNORECASE
)
_LAYS = re.compile(r"(?:возлож(?:ить|ена?|ены|ено)|возлага(?:ю|ется|ются|ет))\s", re.IGNORECASE)
_ON = re.compile(r"\sна\s", re.IGNORECASE)
_FAR = 300  # letters between the verb and whom the duty is laid on
_ON_FIRST = re.compile(r"на\s(?=.{3,300}\s(?:возложить|возлагаю)\b)", re.IGNORECASE)
_NAMED_LAST = re.compile(
    r"(?:^|[.;(]\s?)(?:ответственн(?:ый|ые|ая)|отв\.|исполнител[ьи])(?:\sисполнител[ьи]|\sлиц[ао])?\s?(?:[:–—-]|\s–)\s?",
    re.IGNORECASE,
)
_BODY_OF_LIST = re.compile(r"в\sсоставе|состав\w?|включить|утвердить|комисси\w|групп\w", re.IGNORECASE)
_COMPOSES = re.compile(
    r"(?:утвердить|создать|образовать|сформировать)\b.{0,200}\b(?:состав|комисси|групп|жюри|штаб|совет|комитет|спис)\w{0,5}\b"
    r".{0,200}:\s?$",
    re.IGNORECASE,
)
_GIVEN = re.compile(
    r"(?:предоставить\s(?:\w{4,20}\s)?(?:каникул|отпуск|возможност|право|льгот|дни|день|скидк)|выплатить|выплачивать|вручить|объявить|установить\s(?:доплат|надбавк|оклад|выплат|размер|стимулир)|присвоить|произвести|произвести\sвыплат"
    r"|оказать\sматериальн|назначить\s(?:выплат|стипенди)|выдать\s(?:преми|аттестат|диплом))",
    re.IGNORECASE,
)  # fmt: skip
_HANDED = re.compile(
    r"\s(?:[а-яё]{2,20}(?:ацию|ение|ание|овку)|контроль|работу|проверку|уч[её]т|сбор|подготовку)\b", re.IGNORECASE
)
_NEXT_SAID = re.compile(r"[.;]?\s?Срок|;", re.IGNORECASE)
_DASH = re.compile(r"\s[–—-]\s")
_DONE = re.compile(
    r"(?:обеспечить|организовать|осуществ\w{2,4}|производить|произвести|провести|завершить|разместить|опубликовать|подготовить|принять|выполнить)",
    re.IGNORECASE,
)
_DUTY = re.compile(
    r"\s(?:обязанност\w{1,3}|ответственност\w{1,2}|персональн\w{2,3}\sответственност\w|контроль|функци\w|полномочи\w|организацию|координацию|ведение|исполнение|руководство)\b",
    re.IGNORECASE,
)


def opening(text: str, above_text: str) -> Opening | None:
    """The words that name who must act; None where the text names nobody."""
    for way in WAYS:
        found = way(text, above_text)
        if found is not None:
            return found if found.end > found.start else None
    return None


def _controller(text: str, _above: str) -> Opening | None:
    if not watches_the_act(text):
        return None
    place = None if himself(text) else controller_place(text)
    return Opening(place.start, place.end, place.case, control=True) if place else NOBODY_NAMED


def _laid_on(text: str, _above: str) -> Opening | None:
    """«Ответственность за … возложить на руководителей …», «на заместителя … возложить …»."""
    if "возл" not in text.lower():
        return None
    found = _LAY.search(text)
    if found and not himself(text):
        end = end_of(text, found.end(), dashes=True)
        duty = _DUTY.search(text, found.end(), end.place)
        return Opening(found.end(), duty.start() if duty else end.place, Case.ACCUSATIVE)
    first = _ON_FIRST.match(text)
    if first:
        return Opening(first.end(), end_of(text, first.end()).place, Case.ACCUSATIVE)
    return None if himself(text) else _laid_far(text)


def _laid_far(text: str) -> Opening | None:
    """«Возложить ответственность за жизнь и здоровье детей на воспитателей групп»: on the first person so named."""
    verb = _LAYS.search(text)
    places = _ON.finditer(text, verb.end(), verb.end() + _FAR) if verb else ()
    for place in places:
        if begins_here(text, place.end(), Case.ACCUSATIVE, living=True):
            return till(text, place.end(), Case.ACCUSATIVE, "addressee_where")
    return None


def _delegated(text: str, _above: str) -> Opening | None:
    """«Рекомендовать руководителям …», «Обязать директоров …», «Поручить ведение журнала Ивановой И.И.»."""
    start = after_deadline(text)
    found = DELEGATING.match(text, start)
    if found is None or found.end() == len(text) or (text.rstrip().endswith(":") and not text[found.end() :].strip()):
        return None
    case = Case.DATIVE if found[1] else Case.ACCUSATIVE
    begin = after_deadline(text, found.end())
    if found[1] and found[1].lower() == "довести":
        return None
    if not begins_here(text, begin, case):
        return named_later(text, begin, case) if found[1] else None
    words = till(text, begin, case)
    given = _HANDED.search(text, begin, words.end) if found[0].lower().startswith("поруч") else None
    return Opening(begin, given.start(), case, "addressee_where") if given else words


def _named_last(text: str, _above: str) -> Opening | None:
    """«… Срок: до 1 мая. Ответственный: заместитель директора Иванова И.И.»."""
    found = _NAMED_LAST.search(text)
    if found is None:
        return None
    stop = _NEXT_SAID.search(text, found.end())
    return Opening(found.end(), stop.start() if stop else len(text), Case.NOMINATIVE, "addressee_named_last")


def _dative(text: str, above: str) -> Opening | None:
    """«Руководителям образовательных организаций обеспечить …», after a deadline too."""
    start = after_deadline(text)
    if not begins_here(text, start, Case.DATIVE):
        return None
    end = end_of(text, start)
    words = Opening(start, end.place, Case.DATIVE)
    rest = text[end.place :].lstrip(" ,")
    if end.why == VERB and _GIVEN.match(rest) and "бухгалтер" not in text[start : end.place].lower():
        return NOBODY_NAMED
    acts = end.why in {VERB, COLON} or (end.why in {LIMIT, MANNER} and verb_follows(text, end.place))
    if acts:
        return words
    if end.why == DASH and is_infinitive(rest.lstrip("–—- ").partition(" ")[0]):
        return words
    whole = end.why == END and not receives(above)
    return (
        Opening(words.start, words.end, Case.DATIVE, "addressee_no_verb")
        if whole or (end.why == DASH and DELEGATING.match(above))
        else None
    )


def _organisation(text: str, above: str) -> Opening | None:
    """«МКУ «Управление образования»:»: a body that begins with an abbreviation."""
    start = after_deadline(text)
    found = ABBREVIATION.match(text, start)
    if found is None or is_infinitive(found[0]):
        return None
    end = end_of(text, start)
    acts = end.why in {VERB, COLON} or (end.why in {LIMIT, MANNER} and verb_follows(text, end.place))
    return till(text, start, Case.DATIVE) if acts or DELEGATING.match(above) else None


def _named(text: str, above: str) -> Opening | None:
    """«Калининой И.П.:», «Гречко Ю.Ф. подготовить …», «Иванову И.И., учителю физики, …»."""
    start = after_deadline(text)
    name = NAME.match(text, start)
    if name is None:
        return None
    end = end_of(text, start)
    if APPOINTS.match(above):
        return Opening(start, end.place, Case.ACCUSATIVE, "addressee_case")
    acts = end.why in {VERB, COLON} or (end.why in {LIMIT, MANNER} and verb_follows(text, end.place))
    return till(text, start, Case.ACCUSATIVE if hands_to_whom(above) else Case.DATIVE) if acts else None


def _appointed_below(text: str, above: str) -> Opening | None:
    """«за официальный сайт школы – Носкову Е.В., учителя информатики;» under «Назначить ответственными:»."""
    dash = _DASH.search(text)
    if dash is None or not APPOINTS.match(above) or not begins_here(text, dash.end(), Case.ACCUSATIVE, living=True):
        return None
    return Opening(dash.end(), end_of(text, dash.end(), dashes=True).place, Case.ACCUSATIVE)


def _behind_the_verb(text: str, _above: str) -> Opening | None:
    """«Установку знаков обеспечить главам сельских поселений до 20 февраля»."""
    words = list(WORD.finditer(text[:400]))
    verb = next((word for word in words if is_infinitive(word[0])), None)
    if verb is None or verb is words[0] or not _DONE.fullmatch(verb[0]):
        return None
    start = verb.end() + 1
    if not begins_here(text, start, Case.DATIVE) or not any(
        one.animate or is_body(word, Case.DATIVE)
        for word in WORD.findall(text[start : start + 80])[:3]
        for one in readings(word, Case.DATIVE)
    ):
        return None
    return Opening(start, end_of(text, start).place, Case.DATIVE, "addressee_where")


def _before_the_verb(text: str, _above: str) -> Opening | None:
    """«По итогам проверки руководителям школ представить справку»."""
    for word in WORD.finditer(text[:300]):
        if is_infinitive(word[0]):
            return None
        posts = [one for one in readings(word[0], Case.DATIVE) if one.animate and not one.adjective]
        if word.start() and posts and HEADS.match(word[0]) and not GOVERNED.search(text[: word.start()]):
            end = end_of(text, word.start())
            return Opening(word.start(), end.place, Case.DATIVE, "addressee_where") if end.why == VERB else None
    return None


def _accusative(text: str, above: str) -> Opening | None:
    """«директоров школ, заведующих детскими садами:» under «обязываю»."""
    start = after_deadline(text)
    if not begins_here(text, start, Case.ACCUSATIVE, living=True):
        return None
    end = end_of(text, start)
    acts = end.why == COLON or (end.why in {LIMIT, MANNER} and text.rstrip().endswith(":"))
    if hands_to_whom(above):
        return till(text, start, Case.ACCUSATIVE)
    return till(text, start, Case.ACCUSATIVE, "addressee_case") if acts and not _BODY_OF_LIST.search(above) else None


def _member(_text: str, above: str) -> Opening | None:
    """«Утвердить состав комиссии: председатель – Юркова Н.Е., методист»: who sits there is given no task."""
    return NOBODY_NAMED if _COMPOSES.match(above) else None


def _nominative(text: str, above: str) -> Opening | None:
    """«Отдел образования:», «Директора школ:» as the heading of a list."""
    word = WORD.match(text)
    heading = text.rstrip().endswith(":") and text.count(":") == 1
    if word is None or not heading or _BODY_OF_LIST.search(above) or is_infinitive(word[0]):
        return None
    found = readings(word[0], Case.NOMINATIVE)
    from_list = any(one.animate and not one.adjective for one in found)
    body = re.match(r"(?:управлени|отдел|комитет|сектор|администраци|департамент|центр|служб)", word[0], re.IGNORECASE)
    ends = end_of(text, 0)
    return (
        Opening(0, ends.place, Case.NOMINATIVE, "addressee_case") if (from_list or body) and ends.why == COLON else None
    )


WAYS: tuple[Callable[[str, str], Opening | None], ...] = (
    _controller, _member, _laid_on, _delegated, appointed, role_first, _dative, _appointed_below, _named, _organisation,
    _named_last, _behind_the_verb, _before_the_verb, _accusative, _nominative,
)  # fmt: skip
