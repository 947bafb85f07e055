"""Cleaning of typed and pasted text: what is seen is what is kept."""

from __future__ import annotations

import unicodedata

# control, format (bidi marks, zero-width joiners), surrogate, private-use and unassigned characters are never
# seen on paper; XML 1.0 forbids part of them (https://www.w3.org/TR/xml/#charsets)
_UNSEEN = {"Cc", "Cf", "Cs", "Co", "Cn"}


def clean_line(text: str) -> str:
    r"""One line of text: composed letters, single spaces, nothing unseen.

    >>> clean_line(" Омарова\u00a0 Зарема\r\nИсаевна\u200b ")
    'Омарова Зарема Исаевна'
    """
    composed = unicodedata.normalize("NFC", text)
    if composed.isprintable():  # as nearly every text is: nothing unseen in it, and no space but the plain one
        return " ".join(composed.split())
    seen = "".join(
        " " if char.isspace() else char
        for char in composed
        if char.isspace() or unicodedata.category(char) not in _UNSEEN
    )
    return " ".join(seen.split())
