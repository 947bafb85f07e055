"""What of a template with charts is prepared once: which numbers are free, and the content types of its files."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sferum_docs.docengine.charts.model import Chart
from sferum_docs.docengine.file.media import first_chart, types_of
from sferum_docs.docengine.file.package import CONTENT_TYPES
from sferum_docs.docengine.rich import RICH_TYPES

if TYPE_CHECKING:
    from sferum_docs.docengine.file.archive import Member
    from sferum_docs.docengine.file.media import Types

DRAWN_TYPES = RICH_TYPES | {Chart}  # values that are more than words


@dataclass(frozen=True)
class Charting:
    """The first number for a chart, the content types of a file, and the members that a render writes anew for them."""

    first: int
    types: Types
    changing: frozenset[str] = frozenset({CONTENT_TYPES})


def charting_of(members: dict[str, Member]) -> Charting:
    """Prepare a template that has charts."""
    return Charting(first_chart(members), types_of(members))
