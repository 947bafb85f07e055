"""The annexes of an act: their marks and titles, out of the clauses and of the text after the signature."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sferum_docs.acts_reader.layout.rows import joined
from sferum_docs.acts_reader.layout.vocabulary import plain
from sferum_docs.directives.model import Annex

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from sferum_docs.acts_reader.layout.rows import Row

_NAMED = re.compile(
    r"[(,]\s?(?:согласно\s)?(приложени[ея]\w{0,2}\s?(?:№|N)?\s?\d{0,3}|прилага[ею]тся)\s?\)?", re.IGNORECASE
)
_BY = re.compile(r"согласно\s(приложению\s?(?:(?:№|N)\s?)?\d{0,3})", re.IGNORECASE)
_ADDED = re.compile(r"прилагаем(?:ый|ую|ое|ые)\s([^.;:()]{3,200})", re.IGNORECASE)
_HEADING = re.compile(r"(приложение\s?(?:(?:№|N)\s?)?\d{0,3})(?:\s?к\s.*|\s?[.:]?)", re.IGNORECASE)
_APPROVED = re.compile(r"утвержден\w?", re.IGNORECASE)
_TO_ACT = re.compile(
    r"(?:к\s|от\s|постановлением|приказом|распоряжением|решением|администрации|городского|муниципального|сельского|района|главы|утвержден|"
    r"комитета|министерства|управления|отдела|директора|№|n\s?\d|\d{2}\.\d{2}\.\d{4}).*",
    re.IGNORECASE,
)  # fmt: skip
_VERB = re.compile(r"(?:утвердить|ввести в действие|согласно|создать|определить|принять)\s", re.IGNORECASE)
_BREAK, _CONJUNCTION = re.compile(r"[();:]"), re.compile(r"(?:и|её состав|его)\s")
_REACH = 200  # letters before the bracket
_NUMBER = re.compile(r"\d{1,3}")
_TITLE_ROWS = 4


def annexes_of(texts: Iterable[str], tail: Sequence[Row]) -> tuple[Annex, ...]:
    """The annexes, each once; a title printed over the annex itself goes before one guessed from a clause."""
    found: dict[str, Annex] = {}
    for annex in [*_printed(tail), *(one for text in texts for one in _named(text))]:
        number = _NUMBER.search(annex.label)
        key = number[0] if number else ""
        if key not in found or not found[key].title:
            found[key] = annex
    if len(found) > 1 and "" in found and not found[""].title:
        del found[""]
    return tuple(found[key] for key in sorted(found, key=lambda key: int(key or 0)))


def _printed(tail: Sequence[Row]) -> Iterable[Annex]:
    """The annexes whose text stands after the signature."""
    for place, row in enumerate(tail):
        heading = _HEADING.fullmatch(plain(row.text))
        if heading and row.text[:1].isupper():
            yield Annex(row.text[: heading.end(1)].strip(), _title(tail[place + 1 : place + 12]))


def _title(rows: Sequence[Row]) -> str:
    said: list[str] = []
    for row in rows:
        low = plain(row.text)
        if _HEADING.fullmatch(low) or low[:1].isdigit() or low[:1] in "-–•":
            break
        if not said and (_TO_ACT.match(low) or _APPROVED.match(low)):
            continue
        if said and (row.after_blank or len(said) == _TITLE_ROWS):
            break
        said.append(row.text)
    return joined(said)


def _named(text: str) -> Iterable[Annex]:
    """The annexes that a clause names in brackets, with what it calls them."""
    low = text.lower()
    if "приложени" not in low and "прилага" not in low:
        return
    for match in _NAMED.finditer(text):
        before = _BREAK.split(text[max(0, match.start() - _REACH) : match.start()])[-1]
        yield Annex(match[1].strip(), _CONJUNCTION.sub("", _VERB.split(before)[-1].strip(" ,;")).strip())
    for match in _ADDED.finditer(text):
        yield Annex("прилагается", match[1].strip())
    for match in _BY.finditer(text):
        yield Annex(match[1].strip())
