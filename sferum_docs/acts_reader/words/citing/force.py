"""From when an act is in force."""

from __future__ import annotations

import re

from sferum_docs.acts_reader.words.mended import mended

_ENTERS = re.compile(
    r"(?:вступ\w{2,5}\sв\s(?:законную\s)?силу|вводится\sв\sдействие|ввести\sв\sдействие(?:\sнастоящ\w{2,3}\s\w{3,16})?)\s(?=со?\s|после\s|по\s|через\s|на\s|в\s|не\s|\d)",
    re.IGNORECASE,
)
_ELSE = re.compile(
    r"\s?,?\sи\s(?:подлежит|распространя|действу|применя|размеща|не\sподлежит)|,\s(?:подлежит|распространя)|\.(?=\s[А-ЯЁ])|\s?[.;]?\s?$",
    re.IGNORECASE,
)


def entry_into_force(text: str) -> str:
    """How the text says when the act enters into force, in its own words; empty where it does not.

    >>> entry_into_force("Приказ вступает в силу с 1 января 2026 года и подлежит опубликованию.")
    'с 1 января 2026 года'
    """
    found = _entering(mended(text))
    if found is None:
        return ""
    end = _ELSE.search(text, found.end())
    return text[found.end() : end.start() if end else len(text)].strip(" .;,")


def in_force(plain: str) -> bool:
    """Whether the node speaks of the act's own force."""
    return _entering(plain) is not None


def _entering(plain: str) -> re.Match[str] | None:
    low = plain.lower()
    return _ENTERS.search(plain) if "силу" in low or "действие" in low else None
