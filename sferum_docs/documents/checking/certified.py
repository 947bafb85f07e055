"""A copy or an extract that the program certified: known again by its properties, an older one by its mark."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from sferum_docs.documents.checking.verification import seen
from sferum_docs.documents.registering.copies import (
    COPY,
    EXEMPLAR,
    EXTRACT,
    ISSUED,
    KIND,
    ORIGINAL,
    POINTS,
    REPEALED,
    SIGNED_COPY,
    SITE_COPY,
    VERIFIED,
    CopyMark,
    extract,
)
from sferum_docs.documents.registering.signature_mark import read_marks, with_mark

if TYPE_CHECKING:
    from sferum_docs.docengine import FileText
    from sferum_docs.documents.registering.signature_mark import SignatureMark

_MARK_LINES = 10  # of a mark: signature in cells, day, place
_MOST_MARKS = 20  # of signatures: as many as a file of signatures may hold
_NUMBERED = re.compile(r"(\d{1,3})\. ")
_DAY = re.compile(r"\d{1,2} [а-я]+ \d{4} г\.|\d{2}\.\d{2}\.\d{4}")


@dataclass(frozen=True)
class Certified:
    """What a file says it is, with the words of its mark, and its text without them."""

    kind: str
    day: str
    points: tuple[int, ...]
    mark: str
    text: FileText
    marks: tuple[SignatureMark, ...] = ()  # of electronic signatures


def certified_of(text: FileText) -> Certified | None:
    """Give the copy or extract that a file is; None when it bears no mark."""
    bounds = _mark(text)
    if bounds is None:
        return _marked(text)
    start, stop = bounds
    words = [line for line in (seen(item.text) for item in text.lines[start:stop]) if line]
    rest = replace(text, lines=text.lines[:start] + text.lines[stop:])
    known = text.properties
    kind = known.get(EXEMPLAR) or (EXTRACT if any(seen(line.text) == KIND for line in rest.lines) else COPY)
    day = seen(known.get(ISSUED, "")) or next((found[0] for line in words if (found := _DAY.search(line))), "")
    return Certified(kind, day, _points(known.get(POINTS, ""), rest) if kind == EXTRACT else (), "; ".join(words), rest)


def without_mark(text: FileText) -> FileText:
    """The text of a file without the mark of a copy."""
    found = certified_of(text)
    return found.text if found else text


def as_certified(content: bytes, found: Certified) -> bytes:
    """The document as this copy or extract of it would be made; only its mark says nothing."""
    if found.kind == SIGNED_COPY:
        return with_mark(content, found.marks, found.day)
    if found.kind != EXTRACT:
        return content
    return extract(content, found.points, CopyMark("", "", "", ORIGINAL))


def _marked(text: FileText) -> Certified | None:
    """A copy with the marks of signatures, or one for the site: compared with a copy made alike."""
    lines = [line for line in (seen(item.text) for item in text.lines if not item.part) if line]
    marks = read_marks(lines)
    if 0 < len(marks) <= _MOST_MARKS:
        words = "; ".join(line for mark in marks for line in mark.lines)
        return Certified(SIGNED_COPY, seen(text.properties.get(ISSUED, "")), (), words, text, marks)
    if text.properties.get(EXEMPLAR) == SITE_COPY:
        return Certified(SITE_COPY, "", (), "", text)
    return None


def _mark(text: FileText) -> tuple[int, int] | None:
    lines = [seen(line.text) if not line.part else "" for line in text.lines]
    for start, line in enumerate(lines):
        if line != VERIFIED:
            continue
        stop = next((at for at in range(start, len(lines[: start + _MARK_LINES])) if lines[at].startswith(ORIGINAL)), 0)
        if stop:
            after = stop + 1
            return start, after + (after < len(lines) and REPEALED in lines[after])
    return None


def _points(told: str, text: FileText) -> tuple[int, ...]:
    """From the properties; of an older extract, from the numbers that its points begin with."""
    if told:
        return tuple(int(item) for item in re.findall(r"\d{1,3}", told))
    numbers = (_NUMBERED.match(seen(line.text)) for line in text.lines if not line.part and not line.place.cells)
    return tuple(dict.fromkeys(int(number[1]) for number in numbers if number))
