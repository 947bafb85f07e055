"""Contacts taken out of a file letter by letter: of its text, of the codes of its fields, of words beside the text."""

from __future__ import annotations

import re
from itertools import groupby
from typing import TYPE_CHECKING, Any

from sferum_docs.documents.publishing.personal import contacts
from sferum_docs.wordml.text import P, T, W

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sferum_docs.documents.publishing.parts import WordPart

_CODE = f"{{{W}}}instrText"
_LINK = re.compile(r"(?:mailto|tel):[^\"\s]*", re.IGNORECASE)
# what programs show when somebody points at a thing, or read aloud: it stands in attributes
_SHOWN = re.compile(r"(?:^|\})(?:tooltip|descr|title|alt|string|instr)$")
_NAMED = tuple(f"{{{W}}}{name}" for name in ("alias", "tag", "default", "statusText", "helpText", "placeholder"))
_VAL = f"{{{W}}}val"


def own_texts(paragraph: Any, *tags: str) -> list[Any]:
    """The texts of a paragraph, of every branch and wrapper; those of a box in it are of its own paragraphs."""
    return [leaf for leaf in paragraph.iter(*tags or (T,)) if next(leaf.iterancestors(P), None) is paragraph]


def leave_contacts_out(parts: Iterable[WordPart]) -> int:
    """How many there were."""
    count = 0
    for item in parts:
        for paragraph in item.element.iter(P):
            # each branch of what is written twice says all of it
            branches = groupby(own_texts(paragraph), key=_branch)
            count += sum(_out_of([*texts]) for _name, texts in branches)
            codes = own_texts(paragraph, _CODE)
            for code in codes:
                code.text = _LINK.sub("#", code.text or "")
            count += _out_of(codes)
        count += sum(map(_out_of_attribute, _attributes(item.element)))
    return count


def _branch(leaf: Any) -> Any:
    return next((step for step in leaf.iterancestors() if str(step.tag).endswith(("}Choice", "}Fallback"))), None)


def _out_of(texts: list[Any]) -> int:
    """Wherever a phone begins in one run and ends in another."""
    spans = contacts("".join(leaf.text or "" for leaf in texts))
    gone = {at for span in spans for at in range(span.start, span.end)}
    at = 0
    for leaf in texts if spans else ():
        text = leaf.text or ""
        leaf.text = "".join(sign for place, sign in enumerate(text, at) if place not in gone)
        at += len(text)
    return len(spans)


def _attributes(root: Any) -> Iterator[tuple[Any, str]]:
    for element in root.iter():
        names = [name for name in element.attrib if _SHOWN.search(str(name))]
        yield from ((element, str(name)) for name in names)
        if element.tag in _NAMED and element.get(_VAL):
            yield element, _VAL


def _out_of_attribute(place: tuple[Any, str]) -> int:
    element, name = place
    text = element.get(name)
    spans = contacts(text)
    kept = "".join(sign for at, sign in enumerate(text) if not any(span.start <= at < span.end for span in spans))
    element.set(name, _LINK.sub("#", kept))
    return len(spans)
