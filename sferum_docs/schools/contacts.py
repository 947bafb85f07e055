"""Phones and e-mails: checked by the libraries of the field, printed as typed."""

from __future__ import annotations

import re
from functools import lru_cache

import phonenumbers

from sferum_docs.reading.faults import Fault
from sferum_docs.schools.tidy import latin_email

# a village exchange prints «(230) 2-33-40» on its letterhead: what has too few digits for a full number is
# somebody's local number, and refusing it would refuse the administration's own letterhead
_LOCAL_DIGITS = range(5, 10)
_MAX_LENGTH = 500
_REMEMBERED = 2_000  # the same staff is read again for each paper
_BETWEEN = re.compile(r"[,;/|\\]|\sили\s|\sи\s")
_BELOW = re.compile(r"(?<=\S)\s{1,3}(?=\S{1,200}@)")  # addresses in the lines of one cell, which a space parts here
_WHOSE = re.compile(r"\([^\W\d_][^\d()]{0,40}\)")  # «(Иван, муж)»: no comma of it parts numbers
# what people write beside a number: whose it is
_LABEL = re.compile(
    r"\(?\b(?:моб(?:ильный)?|сот(?:овый)?|раб(?:очий)?|дом(?:ашний)?|служ(?:ебный)?|тел(?:ефон)?|факс|гор(?:одской)?)\b\.?:?\)?"
    r"|\b(?:what'?s?app|viber|telegram|imo|ватс?ап|вотс?ап|вайбер|телеграмм?|макс)\b\.?:?"
    r"|\([^\W\d_][^\d()]{0,40}\)",
    re.IGNORECASE,
)
# and its extension after it: «, доб. 117», «(вн. 2-15)», «доб. (117)», «внутренний номер 117», «ext. 117», «#117»
_EXTENSION = re.compile(
    r"(?<=\d|\))[\s,;]{0,4}\(?\s?(?:(?:доб(?:ав(?:очный)?)?|вн(?:утр(?:енний)?)?|ext(?:ension)?|x)\b[.:=]{0,2}\)?"
    r"(?:\s?(?:номер|ном\.|тел\.|№))?|[#*])\s?\(?\s?\d(?:[\d-]{0,6}\d)?\s?\)?\s?\)?",
    re.IGNORECASE,
)
_NEXT = re.compile(r"(?<=\d)\s{1,3}(?=(?:\+7|8|7)[\s(-]{0,3}\d{3})")
_DATE = re.compile(r"\d{1,2}[./]\d{1,2}[./](?:19|20)\d\d|(?:19|20)\d\d-\d\d-\d\d")  # of a column taken for another
_CYRILLIC, _LATIN = re.compile(r"[А-Яа-яЁё]"), re.compile(r"[A-Za-z]")


def phone_fault(text: str, place: str = "") -> Fault | None:
    """The fault of a phone number; several may stand in one field, parted by commas or semicolons."""
    for piece in _several(_WHOSE.sub(" ", _EXTENSION.sub(" ", text[:_MAX_LENGTH]))):
        if not _are_phones(_LABEL.sub(" ", piece)):
            return Fault("bad_phone", place, {"text": piece})
    return None


def _several(text: str) -> list[str]:
    """The numbers or addresses of a field, parted by commas, semicolons, strokes."""
    return [piece.strip() for piece in _BETWEEN.split(text[:_MAX_LENGTH]) if piece.strip()]


def _are_phones(text: str) -> bool:
    """One number, or full ones below one another in a cell."""
    numbers = _NEXT.split(text)
    return _is_phone(text) or (len(numbers) > 1 and all(_is_phone(number.strip()) for number in numbers))


@lru_cache(_REMEMBERED)
def _is_phone(text: str) -> bool:
    digits = sum(char.isdigit() for char in text)
    if _DATE.fullmatch(text.strip()):
        return False
    if digits in _LOCAL_DIGITS:
        return not any(char.isalpha() for char in text)
    try:
        return phonenumbers.is_possible_number(phonenumbers.parse(text, "RU"))
    except phonenumbers.NumberParseException:
        return False


def emails_of(text: str) -> tuple[str, ...]:
    """The addresses of a field.

    >>> emails_of("uo@raion.ru; приёмная@школа.рф"), emails_of("a@b.ru (личная) c@d.ru")
    (('uo@raion.ru', 'приёмная@школа.рф'), ('a@b.ru', 'c@d.ru'))
    """
    return tuple(_several(_BELOW.sub(",", _WHOSE.sub(" ", text[:_MAX_LENGTH]).strip())))


def email_fault(text: str, place: str = "") -> Fault | None:
    """The fault of an e-mail address; nobody is asked over the network. Several may stand in one field."""
    return next(filter(None, (_email_fault(piece, place) for piece in emails_of(text))), None)


def _email_fault(text: str, place: str) -> Fault | None:
    name, at, host = text.rpartition("@")
    mixed = any(_CYRILLIC.search(part) and _LATIN.search(part) for part in (name, *host.split(".")))
    if at and (mixed or (_CYRILLIC.search(name) and host and not _CYRILLIC.search(host))):
        return Fault("email_letters", place, {"text": text, "right": latin_email(text)})
    if not _is_email(text):
        return Fault("bad_email", place, {"text": text})
    return None if "." in host else Fault("email_dotless", place, {"text": text})


@lru_cache(_REMEMBERED)
def _is_email(text: str) -> bool:
    from email_validator import EmailNotValidError, validate_email  # noqa: PLC0415  brings a client of DNS along

    try:
        validate_email(text, check_deliverability=False, globally_deliverable=False)
    except EmailNotValidError:
        return False
    return True
