"""The words of what an element stands in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sferum_docs.documents.checking.traits import short
from sferum_docs.documents.checking.verification import seen
from sferum_docs.wordml.text import MATH_TEXT, P, T, leaves

if TYPE_CHECKING:
    from sferum_docs.gost.reading.package import Element


def words(holder: Element) -> str:
    """The words of an element, as a reader takes them."""
    return short(seen(" ".join(_text(item) for item in holder.iter(P))))


def around(element: Element, tag: str = P) -> str:
    """The words of what an element stands in."""
    holder = next(element.iterancestors(tag), None)
    if holder is None:
        return ""
    return short(seen(_text(holder))) if tag == P else words(holder)


def _text(paragraph: Element) -> str:
    return "".join(leaf.text or "" for leaf in leaves(paragraph) if leaf.tag in {T, MATH_TEXT})
