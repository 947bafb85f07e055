"""G43, G44: tables with lines; a table without them only sets things side by side."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sferum_docs.gost.reading.document import mm, twips
from sferum_docs.gost.rules import CheckContext, RuleNotApplicableError, Violation, check_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sferum_docs.gost.reading.document import Table

LONG = 3  # rows: a shorter table is hardly ever parted
_OVERHANG = twips(2.5)  # Word lets a cell's inner margin stand outside


@check_of("G43")
def kept_rows(case: CheckContext) -> Iterator[Violation]:
    """A repeated head, whole rows."""
    for table in _tables(case):
        if len(table.rows) >= LONG and not table.rows[0].head:
            yield Violation("head", table.first)
        split = sum(not row.whole for row in table.rows)
        if split:
            yield Violation("split", table.first, {"count": split})


@check_of("G44")
def captions(case: CheckContext) -> Iterator[Violation]:
    """A caption over each column, and nothing beyond the margins."""
    for table in _tables(case):
        for cell in table.rows[0].cells:
            if not cell.words and not cell.continued and cell.paragraphs and not cell.paragraphs[0].pictures:
                yield Violation("empty", cell.paragraphs[0])
        given = table.width + max(table.indent, 0)
        if not table.nested and given > table.room + _OVERHANG:
            yield Violation("wide", table.first, {"given": mm(given), "least": mm(table.room)})


def _tables(case: CheckContext) -> list[Table]:
    found = [table for table in case.document.tables if table.lined and len(table.rows) > 1]
    if not found:
        raise RuleNotApplicableError("no_lined_tables")
    return found
