"""What a finished file says: its paragraphs' texts, and its bookmarks with what they cover."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

from sferum_docs.docengine.compiling.identity import END, ID, NAME, START
from sferum_docs.docengine.file.net import caught
from sferum_docs.docengine.file.package import open_package
from sferum_docs.docengine.file.places import P
from sferum_docs.docengine.language.tags import paragraph_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sferum_docs.docengine.file.markup import Element


_MOST_LETTERS = 5_000_000  # of all bookmarks of a part: ten thousand may lie over ten thousand paragraphs


@dataclass(frozen=True, slots=True)
class Bookmark:
    """A bookmark: where it begins, and the text of every paragraph it touches."""

    name: str
    part: str
    paragraph: int
    text: str


@caught
def plain_text(data: bytes) -> tuple[str, ...]:
    """Give the texts of all paragraphs: the body with its tables first, then headers, footers and notes."""
    return tuple(paragraph_text(item) for _, root in _roots(data) for item in root.iter(P))


@caught
def bookmarks(data: bytes) -> tuple[Bookmark, ...]:
    """Give the bookmarks of a file in the order of the document; raise TemplateError when it is no document."""
    return bookmarks_of(_roots(data))


def bookmarks_of(roots: Iterable[tuple[str, Element]]) -> tuple[Bookmark, ...]:
    """Give the bookmarks of parts, each given with its short name."""
    return tuple(mark for part, root in roots for mark in _bookmarks(part, root))


def _roots(data: bytes) -> Iterator[tuple[str, Element]]:
    for part in open_package(data, template=False).live():
        if part.root is not None:
            yield part.short, part.root


def _bookmarks(part: str, root: Element) -> Iterator[Bookmark]:
    """A bookmark between paragraphs belongs to the one that follows."""
    open_marks: dict[str, tuple[str, int]] = {}
    made: dict[str, Bookmark] = {}
    here: Element | None = None
    texts: list[str] = []  # of the paragraphs so far: the number of one is its place among them
    left = _MOST_LETTERS
    for element in root.iter(P, START, END):
        if element.tag == P:
            here = element
            texts.append(paragraph_text(element))
        elif element.tag == START:
            inside = here is not None and any(step is here for step in element.iterancestors(P))
            open_marks[element.get(ID) or ""] = (element.get(NAME) or "", len(texts) - inside)
        elif (element.get(ID) or "") in open_marks:
            name, first = open_marks.pop(element.get(ID) or "")
            covered = "\n".join(islice(texts, first, None))[:left] if left else ""
            left -= len(covered)
            made[name] = Bookmark(name, part, min(first + 1, len(texts)), covered)
    order = {mark.get(NAME) or "": place for place, mark in enumerate(reversed([*root.iter(START)]))}
    yield from sorted(made.values(), key=lambda mark: -order[mark.name])
