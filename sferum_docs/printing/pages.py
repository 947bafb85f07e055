"""Pages of a PDF: their number, their pictures, several files in one.

PDFium is a native library and a document may hold what somebody's Word put into it: another process does the work, so
that whatever happens there ends there. It lives on for the next page.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from sferum_docs.printing.drawer import Drawer

if TYPE_CHECKING:
    from collections.abc import Sequence

_drawer = Drawer()


def page_count(pdf: bytes) -> int:
    """How many pages; printed on one side, this is the number of sheets."""
    return len(page_sizes(pdf))


def page_sizes(pdf: bytes) -> tuple[tuple[float, float], ...]:
    """Width and height of every page in points."""
    return tuple((float(width), float(height)) for width, height in json.loads(_drawer.ask("sizes", [pdf])))


def page_png(pdf: bytes, page: int, width: int) -> bytes:
    """The picture of a page, counted from 1, `width` pixels wide. LookupError when there is no such page."""
    return _drawer.ask("draw", [pdf], page, width)


def merged(pdfs: Sequence[bytes]) -> bytes:
    """All pages of several files in one, in this order."""
    return _drawer.ask("join", pdfs)
