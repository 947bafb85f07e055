"""G66–G70: a letter: reference data, answer, addressee, enclosures, address and closing."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sferum_docs.gost.rules import CheckContext, MissingFactError, RuleNotApplicableError, Violation, check_of
from sferum_docs.gost.words import DATE, INITIALS_FIRST, LETTER_ANNEX, PHONE, SURNAME_FIRST, plain

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sferum_docs.gost.reading.document import Paragraph

MOST_ADDRESSEES = 4
_INN_WEIGHTS = (2, 4, 10, 3, 5, 9, 4, 6, 8)
_PARTS = {
    "адреса с индексом": re.compile(r"\b\d{6}\b"),
    "телефона": PHONE,
    "e-mail": re.compile(r"\S@\S"),
    "сайта": re.compile(
        r"https?://|\bwww\.|(?<![@\w.-])[a-zа-я0-9-]+(?:\.[a-zа-я0-9-]+)*\.(?:ru|рф|com|org|example)\b", re.IGNORECASE
    ),
    "ОКПО": re.compile(r"ОКПО\D{0,3}(\d{8})\b"),
    "ОГРН": re.compile(r"ОГРН\D{0,3}(\d{13})\b"),
    "ИНН": re.compile(r"ИНН\D{0,8}(\d{10})\b"),
    "КПП": re.compile(r"КПП\D{0,3}(?:\d{10}\D)?(\d{9})\b"),
}
_ANSWER = re.compile(r"\bНа\s+(?:Ваш\S*\s+)?№\s?(?P<number>\S*?)\s*от\s*(?P<date>.*)$", re.IGNORECASE)
_ENCLOSED = re.compile(r"на\s(\d+|_+)\sл\.,?\s(?:в\s)?(?:\d+|_+)\sэкз\.")


def inn_ok(digits: str) -> bool:
    """Control digit of an organisation's ИНН (order of the Federal Tax Service ЕД-7-14/559).

    >>> inn_ok("7830002293"), inn_ok("7830002294")
    (True, False)
    """
    return sum(int(digit) * weight for digit, weight in zip(digits, _INN_WEIGHTS, strict=False)) % 11 % 10 == int(
        digits[9]
    )


def ogrn_ok(digits: str) -> bool:
    """Control digit of an ОГРН: the first twelve modulo 11.

    >>> ogrn_ok("1027700132195"), ogrn_ok("1027700132196")
    (True, False)
    """
    return int(digits[:12]) % 11 % 10 == int(digits[12])


@check_of("G66")
def reference_data(case: CheckContext) -> Iterator[Violation]:
    """All reference data stand in the head, their control digits right."""
    upper = _upper(case)
    text = " ".join(item.words for item in upper)
    found = {title: pattern.search(text) for title, pattern in _PARTS.items()}
    if missing := [title for title, match in found.items() if match is None]:
        yield Violation("parts", upper[0] if upper else None, {"missing": ", ".join(missing)})
    for title, right in (("ИНН", inn_ok), ("ОГРН", ogrn_ok)):
        match = found[title]
        if match and not right(match[1]):
            item = next((item for item in upper if match[1] in item.text), None)
            yield Violation("digits", item, {"text": f"{title} {match[1]}"}, match[1])


def _upper(case: CheckContext) -> list[Paragraph]:
    """All above the heading or the form of address."""
    border = case.outline.heading or next((item for item in case.document.printed if _greets(item)), None)
    return [item for item in case.document.printed[:40] if border is None or item.index < border.index]


def _greets(item: Paragraph) -> bool:
    return plain(item.text).startswith("уважаем")


@check_of("G67")
def answer(case: CheckContext) -> Iterator[Violation]:
    """«На № … от …»: both or neither."""
    found = [(item, match) for item in _upper(case) if (match := _ANSWER.search(item.words))]
    if not found:
        if case.facts.is_answer is None:
            raise MissingFactError("is_answer")
        if case.facts.is_answer:
            yield Violation("absent")
        return
    item, match = found[0]
    filled = [bool(match["number"].strip("_ ")), bool(DATE.search(match["date"]))]
    if any(filled) and not all(filled):
        yield Violation("half", item)
    elif case.facts.is_answer and not any(filled):
        yield Violation("empty", item)


@check_of("G68")
def addressee(case: CheckContext) -> Iterator[Violation]:
    """At the right, surname first, at most four."""
    named = [
        item
        for item in _upper(case)
        if not re.search(r"\d{6}|@", item.words)
        and (SURNAME_FIRST.search(item.words) or INITIALS_FIRST.search(item.words))
    ]
    right = [item for item in named if item.in_corner]
    if not named:
        if not any(item.in_corner and len(item.words) > len("Директору") for item in _upper(case)):
            yield Violation("absent")
        return
    if not right:
        yield Violation("place", named[0])
    if len(named) > MOST_ADDRESSEES:
        yield Violation("many", named[0], {"count": len(named)})
    for item in named:
        if not SURNAME_FIRST.search(item.words):
            yield Violation("name", item, {"text": item.words})


@check_of("G69")
def enclosures(case: CheckContext) -> Iterator[Violation]:
    """Sheets and copies, above the signature."""
    lines = case.document.printed
    start = next((item for item in lines if LETTER_ANNEX.match(item.words)), None)
    if start is None:
        if case.facts.enclosures is None:
            raise MissingFactError("enclosures")
        if case.facts.enclosures:
            yield Violation("absent")
        return
    text = " ".join(item.words for item in lines if start.index <= item.index < start.index + 6)
    match = _ENCLOSED.search(text)
    if match is None:
        yield Violation("form", start)
    signature = case.outline.signature
    if signature and start.index > signature.where.index:
        yield Violation("below", start)
    if match and "_" in match[0]:
        raise MissingFactError("blank_sheets")


@check_of("G70")
def address_and_closing(case: CheckContext) -> Iterator[Violation]:
    """Both or neither."""
    greeting = next((item for item in case.document.printed if _greets(item)), None)
    closing = next((item for item in case.document.printed if plain(item.text).startswith("с уважением")), None)
    if greeting is None and closing is None:
        raise RuleNotApplicableError("no_greeting")
    if greeting is None:
        yield Violation("greeting", closing)
    elif closing is None:
        yield Violation("closing", greeting)
