"""Figures as a file of plain values, a line for each: for Excel in Russian, harmless whatever a text begins with."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

from sferum_docs.indicators.model import PEOPLE, plain, unit_of
from sferum_docs.indicators.table import COLUMNS
from sferum_docs.reading.formulas import harmless

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sferum_docs.indicators.series import Figures, Value


def values_csv(figures: Figures, school: str) -> bytes:
    """Every value in force with its version and why it took the place of the one before.

    UTF-8 with its mark, semicolons, commas in fractions: so Excel in Russian opens it by a double click.
    """
    text = io.StringIO()
    csv.writer(text, delimiter=";", lineterminator="\r\n").writerows(_rows(figures, school))
    return text.getvalue().encode("utf-8-sig")


def _rows(figures: Figures, school: str) -> Iterator[Sequence[object]]:
    yield *COLUMNS, "version", "reason"
    for value in figures.values:
        texts = (value.source.file, value.source.sheet, value.source.cell)
        yield (
            f"{value.week:%d.%m.%Y}", f"{value.last_day:%d.%m.%Y}", "", harmless(school), value.indicator,
            _amount(value, figures), "" if value.base is None else value.base, *map(harmless, texts),
            value.version, harmless(" ".join(value.reason.split())),
        )  # fmt: skip


def _amount(value: Value, figures: Figures) -> str:
    """The number; one in another unit than the indicator is given in bears its sign."""
    if value.amount is None:
        return ""
    indicator = figures.set.named(value.indicator)
    usual = unit_of(indicator) if indicator is not None else PEOPLE
    if value.unit == usual:
        return plain(value.amount)
    return plain(value.amount, value.unit) + (" чел." if value.unit == PEOPLE else "")
