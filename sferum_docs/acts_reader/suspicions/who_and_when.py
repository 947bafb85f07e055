"""What is odd about the addressee and the deadline that a node got."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sferum_docs.acts_reader.suspicions.suspicion import Suspicion
from sferum_docs.acts_reader.words.addressees.control import himself
from sferum_docs.acts_reader.words.deadlines.masks import open_text, without_quotations
from sferum_docs.acts_reader.words.forms import is_adverb, is_finite, is_infinitive
from sferum_docs.directives.model import DeadlineKind, Demand
from sferum_docs.grammar.backwards import NAME

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sferum_docs.acts_reader.model import DraftNode

_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_MOST_WORDS = 20
_PREPOSITION = re.compile(r"(?:в|во|на|о|об|обо|от|по|при|для|из|до|с|со|к|за)\s", re.IGNORECASE)
_CLAUSES = re.compile(r"\d\.\d|\d{4}|[;:]|[а-яё]{3}\.\s[А-ЯЁ]")
_TIME = re.compile(
    r"\b(?:ежегодн\w{1,2}|ежемесячн\w{1,2}|еженедельн\w{1,2}|ежеквартальн\w{1,2}|ежедневн\w{1,2}|кажд\w{2,3}\s(?:дн|ден|недел|месяц|квартал|год|понедельник|вторник|сред|четверг|пятниц)\w{0,3}"
    r"|не\sпозднее|не\sпозже|(?:в\s|со\s)срок\b|срок:|в\sтечение|до\s(?:начала|конца|окончания)|незамедлительно|немедленно|\d{1,2}\.\d{2}\.\d{4}"
    r"|\d{1,2}\s(?:январ|феврал|март|апрел|ма[яй]|июн|июл|август|сентябр|октябр|ноябр|декабр)\w{0,3})",
    re.IGNORECASE,
)
_OF_MANNER = frozenset({"от", "с", "со"})  # «независимо от», «совместно с»
_POST_BEHIND = re.compile(
    r"(?:\s[–—-]\s(?:[а-яё]{4,}(?:ого|ых|их|ую)\s)?|\b(?:обеспечить|организовать|осуществить|провести|принять)\s)"
    r"(?:руководител|директор|начальник|заведующ|заместител|специалист|методист|учител|педагог|глав|председател)"
    r"(?:ям|ам|ей|ов|ых|им|ым|я|а|ого|у|ю)\b",
    re.IGNORECASE,
)
_SCOPE = 160
_DATIVE = re.compile(
    r"\b(?:руководител|директор|начальник|заведующ|заместител|специалист|методист|учител|педагог|глав|председател|работник|отдел|управлени|комитет|учреждени|организаци)(?:ям|ам|ым|им|ому|ему|ю|у|е|ой)\b",
    re.IGNORECASE,
)


def of_words(node: DraftNode) -> Suspicion | None:
    """The first odd thing about whom the node names and when it must be done."""
    return next(_all(node), None)


def _all(node: DraftNode) -> Iterator[Suspicion]:
    yield from _addressee(node)
    yield from _nobody(node)
    yield from _deadline(node)


def _addressee(node: DraftNode) -> Iterator[Suspicion]:
    raw = node.addressee_raw
    if not raw:
        return
    plain = without_quotations(raw)
    words = _WORD.findall(plain)
    if len(words) > _MOST_WORDS:
        yield Suspicion("addressee_long", "addressee", raw[:60])
    if (
        any(is_infinitive(word) or is_finite(word) for word in words)
        or _PREPOSITION.match(raw)
        or _CLAUSES.search(plain)
    ):
        yield Suspicion("addressee_odd", "addressee", raw[:60], 3)
    if not node.addressee:
        yield Suspicion("addressee_form", "addressee", raw[:60], 3)
    place = node.text.find(raw)
    rest = node.text[place + len(raw) :].lstrip() if place >= 0 else ""
    if node.deadline.raw and rest.startswith(node.deadline.raw):
        rest = rest[len(node.deadline.raw) :].lstrip()
    if rest and not _ends_well(rest):
        yield Suspicion("addressee_goes_on", "addressee", f"{raw[-40:]} … {rest[:25]}")


def _ends_well(rest: str) -> bool:
    first = _WORD.match(rest)
    if first is None or is_infinitive(first[0]):
        return True
    following = _WORD.search(rest, first.end())
    return is_adverb(first[0]) and not (following and following[0].lower() in _OF_MANNER)


def _nobody(node: DraftNode) -> Iterator[Suspicion]:
    """Persons and posts are named, nobody is charged."""
    if node.addressee_raw or node.demand is Demand.RULE or himself(node.text):
        return
    name = NAME.search(node.text)
    if name:
        yield Suspicion("person_not_charged", "addressee", name[0])
    verb = next((found.start() for found in _WORD.finditer(node.text) if is_infinitive(found[0])), 0)
    post = _DATIVE.search(node.text, 0, min(verb, _SCOPE))
    post = post or _POST_BEHIND.search(node.text)
    if post:
        yield Suspicion("post_not_charged", "addressee", post[0])


def _deadline(node: DraftNode) -> Iterator[Suspicion]:
    said = node.deadline
    rest = open_text(node.text)
    if said.kind is not DeadlineKind.NONE and said.raw:
        place = node.text.find(said.raw)
        rest = rest[:place] + " " * len(said.raw) + rest[place + len(said.raw) :] if place >= 0 else rest
    found = _TIME.search(rest)
    if said.kind is DeadlineKind.PERIODIC and said.date:
        yield Suspicion("period_with_date", "deadline", said.raw)
    if found:
        code = "time_without_deadline" if said.kind is DeadlineKind.NONE else "time_beside_deadline"
        yield Suspicion(code, "deadline", node.text[found.start() : found.end() + 20].strip())
