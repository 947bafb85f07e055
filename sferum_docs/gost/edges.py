"""How wide a margin is seen to be: the section's own, less what hangs out into it, more what nothing uses."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sferum_docs.gost.reading.document import twips

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sferum_docs.gost.reading.document import Document, Paragraph

_OVERHANG = twips(2.5)  # Word lets the inner margin of a table's cells stand outside


def seen_margin(document: Document, number: int, side: str) -> tuple[int | None, Paragraph | None]:
    """The margin of a section as it is seen, and the paragraph that begins or ends it; None when nobody set it."""
    given = document.sections[number].margins.get(side)
    edges = dict(_edges(document, number, side)) if given is not None and side in {"left", "right"} else {}
    if given is None or not edges:
        return given, None
    nearest = min(edges, key=lambda item: edges[item])
    return given + edges[nearest], nearest if edges[nearest] else None


def _edges(document: Document, number: int, side: str) -> Iterator[tuple[Paragraph, int]]:
    """Every paragraph and table of a section with its distance from the margin."""
    for item in document.printed:
        on_the_page = not item.in_table and not item.frame and item.start == 0 and item.width == item.room
        if item.section == number and on_the_page:
            inner = item.length("left") + min(item.length("first"), 0) if side == "left" else item.length("right")
            yield item, inner
    for table in document.tables:
        if table.first is not None and table.first.section == number and not table.nested:
            # a table too wide for the sheet is the subject of G44
            inner = table.indent if side == "left" else max(table.room - max(table.indent, 0) - table.width, 0)
            yield table.first, 0 if -_OVERHANG <= inner < 0 else inner
