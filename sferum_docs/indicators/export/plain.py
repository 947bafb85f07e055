"""A layout of our own, for figures that came in no sheet: a line for each week and indicator."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from sferum_docs.indicators.export.filled import filled_sheets
from sferum_docs.indicators.export.sheet_form import SheetForm
from sferum_docs.indicators.layout.captions import Role
from sferum_docs.indicators.model import PEOPLE, PERCENT

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from sferum_docs.directives.indicators import IndicatorSet
    from sferum_docs.indicators.export.filled import FilledSheet
    from sferum_docs.indicators.series import Figures

_BASES = {"students": "обучающихся", "teachers": "учителей", "staff": "работников", "parents": "родителей"}
_KEYS: tuple[tuple[str, Role], ...] = (
    ("Неделя с", Role("week_start")),
    ("Неделя по", Role("week_end")),
    ("Организация", Role("school")),
    ("Показатель", Role("indicator_name")),
)
_PEOPLE, _SHARE = ("Чел.", Role("value", unit=PEOPLE)), ("%", Role("value", unit=PERCENT))


def plain_sheets(figures: Figures, school: str, weeks: Sequence[date]) -> tuple[FilledSheet, ...]:
    """A sheet of what is counted in people and one of what is known as a share alone; our reader takes them back."""
    found: list[FilledSheet] = []
    for unit, columns in ((PEOPLE, (_PEOPLE, _SHARE)), (PERCENT, (_SHARE,))):
        values = tuple(value for value in figures.values if value.unit == unit)
        if values:
            form = _form(figures.set, "Показатели" if unit == PEOPLE else "Доли", columns)
            found += filled_sheets(form, replace(figures, values=values), school, weeks)
    return tuple(found)


def _form(known: IndicatorSet, sheet: str, values: Sequence[tuple[str, Role]]) -> SheetForm:
    counted = dict.fromkeys(indicator.population for indicator in known.indicators)
    bases = [(f"База: {_BASES[name]}, чел.", Role("base", name)) for name in counted if name in _BASES]
    columns = [*_KEYS, *values, *(bases if len(values) > 1 else [])]
    named = known.name.casefold()
    system = next((f" ({word.capitalize()})" for word in known.systems[:1] if word.casefold() not in named), "")
    return SheetForm(
        sheet,
        ((1, (f"{known.name}{system}: показатели по неделям",)),),
        ((2, tuple(caption for caption, _role in columns)),),
        tuple(role for _caption, role in columns),
    )
