"""A noun that names a thing, with the gender that other words agree with: «приказ», «обязательные требования».

>>> subject("распоряжение").gender, subject("обязательные требования").forms[1]
('n', 'обязательных требований')
"""

from dataclasses import dataclass

from sferum_docs.grammar.phrases import Reader, phrase
from sferum_docs.grammar.words.tokens import tokens


@dataclass(frozen=True, slots=True)
class Subject:
    """Six forms of a phrase and the gender of its head: m, f, n, p (plural); both empty when no head was found."""

    forms: tuple[str, ...]
    gender: str


def subject(text: str) -> Subject:
    """The phrase declined as the name of a thing. A plural is taken for a nominative, not for a genitive singular."""
    head = Reader(tokens(text), animate=False, capitals=False).lead(0).head
    if head is None or head.gender not in {"m", "f", "n", "p"}:
        return Subject((), "")
    return Subject(phrase(text, animate=False).forms, head.gender)
