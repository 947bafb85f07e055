"""Phones and e-mails: checked by the libraries of the field, printed as typed."""

from __future__ import annotations

import phonenumbers
from email_validator import EmailNotValidError, validate_email

from sferum_docs.reading.faults import Fault

# a village exchange prints «(230) 2-33-40» on its letterhead: what has too few digits for a full number is
# somebody's local number, and refusing it would refuse the administration's own letterhead
_LOCAL_DIGITS = range(5, 10)


def phone_fault(text: str, place: str = "") -> Fault | None:
    """The fault of a phone number; several may stand in one field, parted by commas or semicolons."""
    for piece in text.replace(";", ",").split(","):
        if piece.strip() and not _is_phone(piece):
            return Fault("bad_phone", place, {"text": piece.strip()})
    return None


def _is_phone(text: str) -> bool:
    digits = sum(char.isdigit() for char in text)
    if digits in _LOCAL_DIGITS:
        return not any(char.isalpha() for char in text)
    try:
        return phonenumbers.is_possible_number(phonenumbers.parse(text, "RU"))
    except phonenumbers.NumberParseException:
        return False


def email_fault(text: str, place: str = "") -> Fault | None:
    """The fault of an e-mail address; nobody is asked over the network."""
    try:
        validate_email(text, check_deliverability=False, globally_deliverable=False)
    except EmailNotValidError:
        return Fault("bad_email", place, {"text": text})
    return None
