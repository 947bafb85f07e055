"""Words with a hyphen: учитель-логопед changes in both parts, шеф-повар and IT-специалист in the last.

>>> compound_noun("учитель-логопед", animate=True).forms[1], compound_noun("шеф-повар", animate=True).forms[1]
('учителя-логопеда', 'шеф-повара')
"""

import re
from functools import lru_cache

from sferum_docs.grammar.words.adjectives import adjective
from sferum_docs.grammar.words.lexicon import Word
from sferum_docs.grammar.words.nouns import noun
from sferum_docs.grammar.words.service_words import service_words

_FOREIGN = re.compile(r"[A-Za-z0-9]+")


@lru_cache(maxsize=4096)
def compound_noun(text: str, *, animate: bool) -> Word | None:
    """A noun, simple or with hyphens, or None."""
    found = noun(text, animate=animate)
    if found or "-" not in text:
        return found
    first, *others = text.split("-")
    unchanged = stays_unchanged(first, text)
    words = [None if unchanged else noun(first, animate=animate)]
    words += [noun(part, animate=animate) or adjective(part, animate=animate) for part in others]
    parts = [word for word in words if word]
    if len(parts) + bool(unchanged) < len(words):
        return None
    columns = zip(*(part.forms for part in parts), strict=True)
    forms = tuple("-".join((first, *column) if unchanged else column) for column in columns)
    return Word(forms, parts[0].gender, parts[0].source, parts[0].animate)


def stays_unchanged(first: str, text: str) -> bool:
    """Whether the first part of a word with hyphens never changes: IT-специалист, шеф-повар, чек-лист."""
    shortened = _FOREIGN.fullmatch(first) is not None or (first.isupper() and not text.isupper())
    return shortened or first.lower() in service_words("first_parts")


@lru_cache(maxsize=4096)
def compound_adjective(text: str, *, animate: bool) -> Word | None:
    """An adjective, simple or like учебно-методический, or None."""
    first, dash, last = text.rpartition("-")
    if dash and not first.lower().endswith(("о", "е")):
        return None
    found = adjective(last, animate=animate)
    if found is None:
        return None
    return Word(tuple(first + dash + form for form in found.forms), found.gender, found.source, found.animate)
