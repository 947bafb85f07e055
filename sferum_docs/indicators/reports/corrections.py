"""What was corrected after a paper was signed: the paper stays as it is, and it is said what it does not show."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sferum_docs.indicators.model import PERCENT
from sferum_docs.indicators.reports.telling import number

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import date

    from sferum_docs.directives.indicators import Indicator
    from sferum_docs.indicators.series import Figures, Value


@dataclass(frozen=True, slots=True)
class Correction:
    """A number that a signed paper has otherwise than it is kept now."""

    indicator: Indicator
    week: date
    was: Value | None
    now: Value

    @property
    def words_with_week(self) -> str:
        """The same where a paper tells of several weeks."""
        return f"неделя с\N{NO-BREAK SPACE}{self.week:%d.%m.%Y}: {self.words}"

    @property
    def words(self) -> str:
        """As a person is told it: ««3 сообщения за неделю» — было 12, исправлено на 13 (ошибка в сводке)»."""
        name = f"«{self.indicator.label}»\N{NO-BREAK SPACE}—"
        reason = f" ({self.now.reason})" if self.now.reason else ""
        before = _shown(self.was)
        after = _shown(self.now)
        if not before:
            return f"{name} числа не было, внесено {after}{reason}"
        return f"{name} было {before}, {f'исправлено на {after}' if after else 'теперь данных нет'}{reason}"


def corrections(signed: Figures, now: Figures, weeks: Collection[date]) -> tuple[Correction, ...]:
    """What of these weeks is kept otherwise than a paper has it, in the order of weeks and of the act."""
    before = signed.by_place
    found = (
        Correction(indicator, value.week, before.get((indicator.id, value.week)), value)
        for value in now.values
        if value.week in weeks and (indicator := now.set.named(value.indicator)) is not None
    )
    return tuple(each for each in found if _shown(each.was) != _shown(each.now))


def _shown(value: Value | None) -> str:
    if value is None or value.amount is None:
        return ""
    return number(value.amount) + ("\N{NO-BREAK SPACE}%" if value.unit == PERCENT else "")
