"""Names of files that a person can read, every system can store, and an old program gets in Latin letters."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from sferum_docs.reading.cleaning import clean_line

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import date

    from sferum_docs.packs.model import DocumentSpec, Pack

# Windows forbids these signs and names; a trailing dot or space it drops (Naming Files, Paths, and Namespaces)
FORBIDDEN = re.compile(r'[<>:"/\\|?*\x00-\x1f\x7f-\x9f]')
_RESERVED = re.compile(r"(con|prn|aux|nul|conin\$|conout\$|(com|lpt)[0-9¹²³])\s*(\.|$)", re.IGNORECASE)
MAX_BYTES = 240  # Linux takes names of 255 bytes, a Cyrillic letter is two of them
_MAX_ENDING = 12  # what stands after a later dot is no ending: «…от 28.11.2026 О назначении»
_LATIN_LETTERS = 120
_UNNAMED = "Документ"

# the letters of ГОСТ Р 52535.1-2006 (passports, Doc 9303 of ICAO); a mark that has no letter there goes
_LATIN = dict(
    zip(
        "абвгдеёжзийклмнопрстуфхцчшщъыэюя",
        "a b v g d e e zh z i i k l m n o p r s t u f kh ts ch sh shch ie y e iu ia".split(),  # noqa: SIM905
        strict=True,
    )
) | {"ь": ""}


def safe_name(name: str) -> str:
    """The name without what a system forbids or a person cannot see, short enough to be kept; its ending stays.

    >>> safe_name("Приказ № 58/2026: «О зиме».docx"), safe_name("CON.txt"), safe_name(" ..")
    ('Приказ № 58-2026 «О зиме».docx', '_CON.txt', 'Документ')
    """
    stem, ending = _parted(clean_line(FORBIDDEN.sub(" ", re.sub(r"[/\\]", "-", name))))
    stem = stem.strip(" .")
    while len(f"{stem}{ending}".encode()) > MAX_BYTES:
        stem = stem[:-1].rstrip(" .")
    whole = f"{stem or _UNNAMED}{ending}"
    return f"_{whole}" if _RESERVED.match(whole) else whole


def _parted(name: str) -> tuple[str, str]:
    """The name and its ending with the dot; empty when what stands after the last dot is no ending."""
    stem, dot, ending = name.rpartition(".")
    return (stem, dot + ending) if dot and re.fullmatch(rf"\w{{1,{_MAX_ENDING}}}", ending) else (name, "")


def free_name(name: str, taken: Collection[str]) -> str:
    """The name, with a figure when another file bears it: to Windows capital and small letters are the same.

    >>> free_name("Приказ.docx", {"приказ.docx"})
    'Приказ (2).docx'
    """
    stem, ending = _parted(name)
    known = {item.casefold() for item in taken}
    number, free = 2, name
    while free.casefold() in known:
        free, number = f"{stem} ({number}){ending}", number + 1
    return free


def latin_name(name: str) -> str:
    """The name for a program that reads no Russian: letters, figures, hyphens and dots; never empty.

    >>> latin_name("Приказ № 58/2026-ОД.docx"), latin_name("Сроки.ics"), latin_name("«».pdf")
    ('Prikaz-58-2026-OD.docx', 'Sroki.ics', 'Dokument.pdf')
    """
    stem, ending = _parted(safe_name(name))
    words = _letters(stem)[:_LATIN_LETTERS].strip("-._") or _letters(_UNNAMED)
    whole = f"{words}.{_letters(ending)}" if _letters(ending) else words
    return f"_{whole}" if _RESERVED.match(whole) else whole


def _letters(text: str) -> str:
    plain = unicodedata.normalize("NFKD", "".join(_in_latin(sign) for sign in unicodedata.normalize("NFC", text)))
    return re.sub(r"[^A-Za-z0-9._]+", "-", plain.encode("ascii", "ignore").decode()).strip("-._")


def _in_latin(sign: str) -> str:
    small = sign.lower()
    if small in _LATIN:
        return _LATIN[small] if small == sign else _LATIN[small].capitalize()
    return " " if sign in "№–—" else sign


def file_name(spec: DocumentSpec, place: int, body: str = "") -> str:
    """«02 Приказ О переходе на использование ИКОП Сферум.docx»: `place` is the place in signing order.

    `body`: to whom a letter goes; it stands before the title, which may be cut.
    """
    title = f"{body} {spec.title}".strip().replace("«", "").replace("»", "")
    kind = "" if spec.kind.casefold() in title.casefold() else spec.kind
    words = clean_line(FORBIDDEN.sub(" ", f"{kind[:1].upper()}{kind[1:]} {title}".strip()))
    while len(words.encode()) > MAX_BYTES - len("00 .docx"):
        words = words.rpartition(" ")[0] or words[:-1]
    return safe_name(f"{place:02} {words.rstrip(' .')}.docx")


def packet_name(pack: Pack, spec: DocumentSpec, body: str = "") -> str:
    """The file name of a document: its place in the pack is its place in signing order; a letter bears its `body`."""
    return file_name(spec, list(pack.by_id).index(spec.id) + 1, body)


def registered_name(kind: str, number: str, day: date, title: str) -> str:
    """The name of a registered file, its number and day first.

    >>> from datetime import date
    >>> registered_name("приказ", "58/2026-ОД", date(2026, 11, 28), "О назначении «ответственных»")
    'Приказ № 58-2026-ОД от 28.11.2026 О назначении ответственных.docx'
    """
    code = FORBIDDEN.sub("-", number)
    words = f"{kind[:1].upper()}{kind[1:]} № {code} от {day:%d.%m.%Y} {title}".replace("«", "").replace("»", "")
    return safe_name(f"{words}.docx")


def packed_name(name: str, registered: str) -> str:
    """The name in the archive of a packet: the place in signing order stays before the register's name.

    >>> packed_name("03 Приказ О режиме.docx", "Приказ № 58 от 28.11.2026 О режиме.docx")
    '03 Приказ № 58 от 28.11.2026 О режиме.docx'
    """
    place = name.partition(" ")[0]
    return safe_name(f"{place} {registered}" if place.isdecimal() and not registered.startswith(place) else registered)
