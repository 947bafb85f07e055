"""What of a file's text the walk does not reach: told with its place, never passed over."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lxml import etree

from sferum_docs.docengine.charts.reading import chart_texts, charts_in_order, charts_unshown
from sferum_docs.docengine.file.links import TAG
from sferum_docs.docengine.file.markup import NAMESPACES
from sferum_docs.docengine.file.places import place_finder
from sferum_docs.docengine.findings import Finding, finding
from sferum_docs.wordml.text import stray_texts

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sferum_docs.docengine.file.markup import Element
    from sferum_docs.docengine.file.package import Package

MOST = 20  # of one part; whoever has more sees from these what it is
_CHART, _UNSHOWN = "диаграмма", "диаграмма, которой нет на листе"
_DRAWN = {"chartex": "диаграмма", "chartshapes": "диаграмма", "diagramData": "схема SmartArt"}
_WORDS = etree.XPath("//a:t", namespaces=NAMESPACES)


def drawn_texts(package: Package) -> Iterator[tuple[str, str, str]]:
    """Give the texts of charts and diagrams, which are parts of their own: the part, what it is, the text."""
    shown = charts_in_order(package)
    charts = [(part, _CHART) for part in shown.values()] + [(part, _UNSHOWN) for part in charts_unshown(package, shown)]
    for part, title in charts:
        yield from ((part.short, title, text) for text in (chart_texts(part.root) if part.root is not None else ()))
    for part in package.parts.values():
        title = next((title for kind, title in _DRAWN.items() if kind in part.content_type), "")
        if title and part.root is not None:
            yield from ((part.short, title, str(item.text or "")) for item in _WORDS(part.root))


def unread_findings(package: Package, *, template: bool = True) -> Iterator[Finding]:
    """Give the texts that tags, comparisons and checks do not see; in a diagram one text stands for all.

    The numbers and words of a chart in a finished file are compared; in a template nothing fills them in.
    """
    for part in package.live():
        if part.root is not None:
            yield from _of_part(part.root, part.short)
    told: set[str] = set()
    for short, title, text in drawn_texts(package):
        if text.strip() and short not in told and (template or title != _CHART):
            told.add(short)
            yield finding("text-unread", short, tag=text, hint=f"Это {title}.")


def _of_part(root: Element, short: str) -> Iterator[Finding]:
    place_of = place_finder(root)
    for number, stray in enumerate(stray_texts(root)):
        if number == MOST:
            return
        place = place_of(stray.element)
        left = TAG.search(stray.text)
        if left:
            yield finding("tag-left", short, place, tag=left[0])
        yield finding("text-unread", short, place, stray.text, f"Это {stray.holder}.")
