"""An act out of plain text: pasted, or a file in whatever encoding it was saved."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from sferum_docs.acts_reader.model import ActText, Line
from sferum_docs.acts_reader.sources.letters import indent_of, laid_out, tidy
from sferum_docs.reading.faults import Fault, FaultsError
from sferum_docs.reading.sheets.encodings import decoded

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

MAX_LINES = 20_000
MAX_LETTERS = 4_000_000
MAX_LINE = 20_000  # letters; no paragraph of an act has so many


def from_pasted(text: str) -> ActText:
    """The lines of a pasted text. FaultsError: nothing in it, or more than any act has."""
    return act_text(_lines(text), "pasted")


def from_text(data: bytes) -> ActText:
    """The lines of a text file. FaultsError: no text, nothing in it, or more than any act has."""
    try:
        text, remarks = decoded(data)
    except FaultsError as error:
        raise FaultsError([Fault("act_foreign")]) from error
    if _is_binary(text):
        raise FaultsError([Fault("act_foreign")])
    return act_text(_lines(text), "txt", remarks=remarks)


def act_text(
    lines: Iterable[Line], source: str, left_out: Sequence[Line] = (), remarks: Sequence[Fault] = ()
) -> ActText:
    """The lines of a source, numbered, without blank ones at both ends. FaultsError: none, too many, too long."""
    kept: list[Line] = []
    letters = 0
    for line in lines:
        if not (kept or line.text or line.mark):
            continue
        kept.append(replace(line, number=len(kept) + 1))
        letters += len(line.text)
        if len(kept) > MAX_LINES or letters > MAX_LETTERS:
            raise FaultsError([Fault("act_long", values={"limit": MAX_LINES})])
        if len(line.text) > MAX_LINE:
            where = f"строка {len(kept)}"
            raise FaultsError([Fault("act_long_line", values={"where": where, "limit": MAX_LINE})])
    while kept and not (kept[-1].text or kept[-1].mark):
        kept.pop()
    if not any(char.isalpha() for line in kept for char in line.text):
        raise FaultsError([Fault("act_empty")])
    return ActText(tuple(kept), source, tuple(left_out), tuple(remarks))


def _lines(text: str) -> Iterator[Line]:
    """A form feed begins a page, also within a line."""
    if len(text) > MAX_LETTERS:
        raise FaultsError([Fault("act_long", values={"limit": MAX_LINES})])
    page = 1
    for line in tidy(text).replace("\f", "\n\f").split("\n"):
        page += line.startswith("\f")
        shown = line.removeprefix("\f")
        yield Line(0, laid_out(shown), page=page, indent=indent_of(shown))


def _is_binary(text: str) -> bool:
    """Whether what was read as text is full of signs that no keyboard has."""
    head = text[:8192]
    odd = sum(char < " " and not char.isspace() for char in head) + head.count("\ufffd")
    return "\0" in head or odd * 20 > len(head)
