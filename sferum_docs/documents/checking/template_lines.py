"""The paragraphs of a template as an eye takes them, with their places, and what in them is typed instead of a tag."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from sferum_docs.docengine import TemplateError, file_text
from sferum_docs.documents.checking.verification import seen
from sferum_docs.gost.words import MONTHS

_TAG = re.compile(r"\{\{[^{]*?\}\}|\{%[^{]*?%\}|\{#[^{]*?#\}")
_DAY = rf"(?:«?\d{{1,2}}»?\s?(?:{'|'.join(MONTHS)})\s?\d{{4}}|\d{{1,2}}[./]\d{{1,2}}[./]\d{{2,4}})(?:\s?г(?:ода|\.)?)?"
_NUMBER = r"(?:№|N|No\.?)\s?(?P<number>[\w/.-]*\d[\w/.-]*)"
# a line that is nothing but what a register gives: «от 13.10.2023 № 58», «№ 58», «13 октября 2023 г.»
_REQUISITES = re.compile(rf"(?:приказом?\s)?(?:от\s)?(?:(?P<day>{_DAY})|_{{3,}})?\s?(?:{_NUMBER})?", re.IGNORECASE)
# [words] and [[words]] of a blank; what `file_text` puts for a picture, a note, a field, a sign is none
_BRACKETS = re.compile(r"\[\[[^\[\]]*\]\]|\[(?=[^\[\]]*[а-яё]{2})[^\[\]]*\]", re.IGNORECASE)
_MARKS = {"[рисунок]", "[сноска]"}


@dataclass(frozen=True, slots=True)
class TemplateLine:
    """A paragraph: where it stands («таблица 1, строка 2, ячейка 1»), its text, whether it is of the text itself."""

    where: str
    text: str
    own: bool


@dataclass(frozen=True, slots=True)
class Typed:
    """A number or a day that stands typed where a register's would be printed."""

    where: str
    text: str
    number: str
    day: str


@lru_cache(maxsize=64)
def template_lines(content: bytes) -> tuple[TemplateLine, ...]:
    """The paragraphs that say something; none of a file that cannot be read."""
    try:
        lines = file_text(content).lines
    except TemplateError:
        return ()
    return tuple(
        TemplateLine(", ".join(filter(None, (line.part, str(line.place)))), text, not line.part)
        for line in lines
        if (text := seen(line.text))
    )


def typed_requisites(content: bytes) -> tuple[Typed, ...]:
    """The lines that are a typed date, a typed number or both."""
    found = ((line, _REQUISITES.fullmatch(line.text)) for line in template_lines(content))
    return tuple(
        Typed(line.where, line.text, match["number"] or "", match["day"] or "")
        for line, match in found
        if match and (match["number"] or match["day"])
    )


def brackets(content: bytes) -> tuple[tuple[TemplateLine, str], ...]:
    """Words of a blank that wait to be replaced, each with its line."""
    return tuple(
        (line, found)
        for line in template_lines(content)
        for found in _BRACKETS.findall(_TAG.sub(" ", line.text))
        if found not in _MARKS
    )


def likeness(one: bytes, other: bytes) -> float:
    """The share of the longer lines of one file that the other has too."""
    mine, theirs = ({line.text for line in template_lines(item) if len(line.text) > _SHORT} for item in (one, other))
    return len(mine & theirs) / len(mine) if mine else 0.0


_SHORT = 12  # shorter lines («Подпись», «№») stand in every paper
