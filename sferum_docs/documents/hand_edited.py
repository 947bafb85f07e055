"""A draft that somebody edited in Word: its number is put where the blank keeps a place for it."""

from __future__ import annotations

import io
import re

import docx
from docx.oxml.ns import qn

from sferum_docs.documents.situation import DRAFT_NUMBER
from sferum_docs.reading.faults import Fault, FaultsError

# the line of date and number, and the marks of annexes: other places name other orders
_STYLES = ("DateLine", "LetterLine", "AnnexMark")
_PLACE = re.compile(rf"(№[\s\u00a0]*){DRAFT_NUMBER}$")


def with_number(content: bytes, number: str) -> bytes:
    """The file with its number. FaultsError when no place for it is left."""
    document = docx.Document(io.BytesIO(content))
    put = 0
    for paragraph in document.element.body.iter(qn("w:p")):
        style = paragraph.find(f"{qn('w:pPr')}/{qn('w:pStyle')}")
        if style is None or style.get(qn("w:val")) not in _STYLES:
            continue
        before = ""
        for text in paragraph.iter(qn("w:t")):
            words = text.text or ""
            at = words.find(DRAFT_NUMBER)
            if at >= 0 and _PLACE.search(before + words[: at + len(DRAFT_NUMBER)]):
                text.text = words[:at] + number + words[at + len(DRAFT_NUMBER) :]
                put += 1
            before += words
    if not put:
        raise FaultsError([Fault("no_place_for_number")])
    target = io.BytesIO()
    document.save(target)
    return target.getvalue()
