"""What a field will print when a program counts it anew: words within its format, the words of its bookmark."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sferum_docs.documents.checking.traits import Trait, short
from sferum_docs.documents.checking.verification import seen
from sferum_docs.gost.reading.package import qn
from sferum_docs.wordml.text import FIELD, T

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sferum_docs.gost.reading.package import Element

_USUAL = {"ARABIC", "CHARFORMAT", "MERGEFORMAT"}
_LITERAL = re.compile(r"'([^']{1,200})'")
_YEAR = {"Г", "Г.", "ГОДА", "ГОД"}
_REFERENCE = re.compile(r"\b(?:REF|NOTEREF)\s+\"?([^\s\"\\\\]{1,60})", re.IGNORECASE)
_WAYS = {"\\N", "\\R", "\\W", "\\P", "\\T"}  # a number of a paragraph, «выше» or «ниже», without words
_START, _END, _CODE = qn("w:bookmarkStart"), qn("w:bookmarkEnd"), qn("w:instrText")


def arguments(code: str) -> Iterator[str]:
    """The arguments of a field without its switches, which every program writes as it likes."""
    yield from (word for word in code.split() if not word.startswith("\\") and word != "MERGEFORMAT")


def said_by(name: str, rest: str) -> list[str]:
    """What a field says of what it prints; of a reference also whether it prints a number in the place of words."""
    ways = [word for word in rest.split() if word in _WAYS] if name == "REF" else []
    return [*arguments(rest), *ways]


def literals(rest: str) -> list[str]:
    """The words that a format prints as they stand."""
    told = (word.strip() for word in _LITERAL.findall(rest))
    return [word for word in told if any(map(str.isalpha, word)) and word not in _YEAR]


def forms(rest: str) -> list[str]:
    """How the number of a page is written, if it is no plain figure."""
    return [word for word in arguments(rest) if word not in _USUAL]


def marked_words(root: Element) -> Iterator[Trait]:
    """The words of every bookmark that a reference repeats: it may be moved to others."""
    codes = "".join(item.text or "" if item.tag == _CODE else f" {item.get(qn('w:instr'))} "
                    for item in root.iter(_CODE, FIELD))  # fmt: skip
    wanted = {name.casefold() for name in _REFERENCE.findall(codes)}
    opened: dict[str, tuple[str, list[str]]] = {}
    for element in root.iter(_START, _END, T) if wanted else ():
        number = element.get(qn("w:id")) or ""
        if element.tag == _START and (name := (element.get(qn("w:name")) or "").casefold()) in wanted:
            opened[number] = (name, [])
        elif element.tag == _END and number in opened:
            name, said = opened.pop(number)
            yield Trait("field", f"закладка {name}: {short(seen(''.join(said)))}")
        elif element.tag == T:
            for _, said in opened.values():
                said.append(element.text or "")
