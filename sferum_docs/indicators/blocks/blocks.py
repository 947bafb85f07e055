"""Sheets in blocks of rows, of whichever kind."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sferum_docs.indicators.blocks.people import PeopledSheet, peopled_sheet
from sferum_docs.indicators.blocks.sections import SectionedSheet, sectioned_sheet

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from sferum_docs.directives.indicators import IndicatorSet
    from sferum_docs.reading.sheets.sheets import SheetRow

Blocks = SectionedSheet | PeopledSheet


def sheet_in_blocks(
    rows: Sequence[SheetRow], sets: Sequence[IndicatorSet], about: str, is_school: Callable[[str], bool]
) -> Blocks | None:
    """The tables of a sheet whose rows are of one indicator in blocks, or of those whom they count; None: not so."""
    return sectioned_sheet(rows, sets, about, is_school) or peopled_sheet(rows, sets, about)
