"""Addresses: as people type them, as servers take them. Nobody is asked over the network."""

from __future__ import annotations

import re
from functools import lru_cache

from sferum_docs.reading.cleaning import clean_line
from sferum_docs.reading.faults import Fault, FaultsError

MOST_RECEIVERS = 20
_LONGEST = 254  # RFC 5321
_MOST_TEXT = 8_000
_BETWEEN = re.compile(r"[,;\s]+")
_NAMED = re.compile(r"[^<>,;\n]{0,200}<([^<>\n]{1,300})>")  # «Управление <uo@…>»


def read_receivers(text: str, place: str = "") -> tuple[str, ...]:
    """The addresses in a text, each once, as typed. FaultsError: none, too many, one that is none.

    >>> read_receivers("Управление <uo@raion.ru>; приёмная@школа.рф, UO@raion.ru")
    ('uo@raion.ru', 'приёмная@школа.рф')
    """
    parts = _BETWEEN.split(_NAMED.sub(r" \1 ", text[:_MOST_TEXT].replace("\r", "\n")))
    typed: dict[str, str] = {}
    for part in map(clean_line, parts):
        typed.setdefault(address_key(part), part)
    found = tuple(part for part in typed.values() if part)
    if not found:
        raise FaultsError([Fault("mail_nobody", place)])
    if len(found) > MOST_RECEIVERS:
        raise FaultsError([Fault("mail_many_receivers", place, {"limit": MOST_RECEIVERS})])
    faults = [Fault("bad_email", place, {"text": part[:_LONGEST]}) for part in found if not is_address(part)]
    if faults:
        raise FaultsError(faults)
    return found


def is_address(text: str) -> bool:
    """Whether a letter can be addressed so."""
    try:
        wire_address(text)
    except ValueError:
        return False
    return True


@lru_cache(500)
def wire_address(text: str) -> str:
    """The address as servers take it: the domain in Latin letters (IDNA). ValueError: it is none.

    >>> wire_address("uo@школа.рф"), wire_address("приёмная@школа.рф")
    ('uo@xn--80atdl2c.xn--p1ai', 'приёмная@xn--80atdl2c.xn--p1ai')
    """
    from email_validator import EmailNotValidError, validate_email  # noqa: PLC0415  brings a client of DNS along

    if len(text) > _LONGEST or text != clean_line(text):
        raise ValueError(text[:_LONGEST])
    try:
        found = validate_email(text, check_deliverability=False, globally_deliverable=False)
    except EmailNotValidError as error:
        raise ValueError(text) from error
    return f"{found.local_part}@{found.ascii_domain}"


def domain_of(text: str) -> str:
    """The domain of an address in Latin letters."""
    return wire_address(text).rpartition("@")[2]


def needs_utf8(text: str) -> bool:
    """Whether a server must know SMTPUTF8 to take the address."""
    return not wire_address(text).isascii()


def address_key(text: str) -> str:
    """An address as it is compared."""
    return text.casefold()


def host_name(text: str) -> str:
    """The name of a server as it is asked for: a Cyrillic one by IDNA. ValueError: it is none.

    >>> host_name("почта.школа.рф"), host_name("10.0.0.5"), host_name("MX.raion.ru")
    ('xn--80a1acny.xn--80atdl2c.xn--p1ai', '10.0.0.5', 'mx.raion.ru')
    """
    import idna  # noqa: PLC0415  wanted where mail is set up

    if not text or len(text) > _LONGEST or not re.fullmatch(r"[\w.:-]+", text):
        raise ValueError(text[:_LONGEST])
    if text.isascii():
        return text.lower()
    try:
        return idna.encode(text, uts46=True).decode("ascii")
    except (idna.IDNAError, UnicodeError) as error:
        raise ValueError(text) from error
