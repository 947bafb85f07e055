"""What figures say, in sentences: a small set of kinds, each states a fact and nothing else.

Nothing is foretold: of a target that lies ahead it is said what is lacking, not when it will be reached.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING

from sferum_docs.grammar.numbers import counted_by, counted_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from sferum_docs.directives.indicators import Indicator
    from sferum_docs.indicators.series import Measure
    from sferum_docs.indicators.targets import Target

_NBSP = "\N{NO-BREAK SPACE}"
_MINUS = "\N{MINUS SIGN}"
_POINT = "процентный пункт"
_TENTH = Decimal("0.1")
_UNGROUPED = 4  # digits that stand together: «1076», «12 500»
# population → nouns, each with the beginnings of the words by which a name of an indicator shows that it means them
_NOUNS: dict[str, tuple[tuple[str, str], ...]] = {
    "students": (("ученик", "учени"), ("учащийся", "учащ"), ("воспитанник", "воспитанни"), ("студент", "студент")),
    "teachers": (("педагогический работник", "педагогическ"), ("педагог", "педагог"), ("воспитатель", "воспитател")),
    "staff": (("сотрудник", "сотрудник"),),
    "parents": (),
}
_USUAL = {"students": "обучающийся", "teachers": "учитель", "staff": "работник", "parents": "родитель"}
_PEOPLE = "человек"


@dataclass(frozen=True, slots=True)
class PeopleWords:
    """What a body calls those whom it teaches and those who teach; empty where the words of its act fit."""

    pupil: str = ""
    teacher: str = ""

    def noun(self, indicator: Indicator) -> str:
        """Whom an indicator counts: in the words of the body, else in those of its own name.

        >>> from sferum_docs.directives.indicators import Indicator
        >>> PeopleWords().noun(Indicator("I8", "Ученики, связавшие аккаунты", "", "students", "stock"))
        'ученик'
        """
        own = {"students": self.pupil, "teachers": self.teacher}.get(indicator.population)
        named = re.findall(r"\w+", f"{indicator.name} {indicator.explanation}".casefold())
        said = (noun for noun, start in _NOUNS.get(indicator.population, ()) if any(w.startswith(start) for w in named))
        return own or next(said, _USUAL.get(indicator.population, _PEOPLE))


def number(amount: Decimal | None) -> str:
    """A number as it is printed, a share to a tenth; empty when it is not known.

    >>> number(Decimal("45.14")), number(Decimal(1076)), number(Decimal("50.0")), number(None)
    ('45,1', '1076', '50', '')
    >>> number(Decimal(12500)).replace(_NBSP, " ")
    '12 500'
    """
    if amount is None:
        return ""
    whole, point, part = _plain(amount).partition(".")
    grouped = f"{int(whole):,}".replace(",", _NBSP) if len(whole) > _UNGROUPED else whole
    return f"{grouped}{',' if point else ''}{part}"


def signed(amount: Decimal | None) -> str:
    """A difference with its sign.

    >>> signed(Decimal(3)), signed(Decimal("-1.25")), signed(Decimal(0)), signed(None)
    ('+3', '−1,3', '0', '')
    """
    if amount is None:
        return ""
    told = number(abs(amount))
    return told if told == "0" else f"{'+' if amount > 0 else _MINUS}{told}"


def tenth(amount: Decimal) -> Decimal:
    """A share as it is printed: what is told of it is reckoned from what a reader sees."""
    return amount.quantize(_TENTH, ROUND_HALF_UP)


def _plain(amount: Decimal) -> str:
    rounded = tenth(amount)
    return str(int(rounded)) if rounded == int(rounded) else str(rounded)


def change_words(before: Decimal | None, after: Decimal | None, noun: str, *, percent: bool = False) -> str:
    """How a number has changed; empty when it cannot be known.

    >>> change_words(Decimal(9), Decimal(12), "учитель").replace(_NBSP, " ")
    'выросло на 3 учителя (с 9 до 12)'
    """
    if before is None or after is None:
        return ""
    sign = f"{_NBSP}%" if percent else ""
    if _plain(before) == _plain(after):
        return f"не изменилось ({number(after)}{sign})"
    by = _points_by(abs(tenth(after) - tenth(before))) if percent else counted_by(int(abs(after - before)), noun)
    verb = "выросло" if after > before else "снизилось"
    return f"{verb} на {by} (с{_NBSP}{number(before)} до{_NBSP}{number(after)}{sign})"


def target_words(share: Decimal | None, target: Target | None, *, due: bool, guide: bool = False) -> str:
    """How a share stands to its target; a target ahead is only told of; `guide`: that of families is no target."""
    if share is None or target is None:
        return ""
    wanted = f"{'ориентира' if guide else 'цели'} {number(target.share)}{_NBSP}%"
    if share >= target.share:
        return f"достигло {wanted}"
    lacking = target.share - share
    if lacking < _TENTH / 2:
        return f"ниже {wanted} менее чем на 0,1{_NBSP}процентного пункта"
    if due:
        return f"ниже {wanted} на {_points_by(lacking)}"
    return f"до {wanted} на {target.day:%d.%m.%Y} не хватает {_points_of(lacking)}"


def lacking_words(amount: Decimal | None, base: int | None, target: Target | None, noun: str) -> str:
    """How many people are lacking to a target: «не хватает 12 учителей»; empty when none are or it is not known."""
    if amount is None or not base or target is None:
        return ""
    lacking = math.ceil(target.share * base / 100 - amount)  # part of a person is a person more
    return f"не хватает {counted_of(lacking, noun)}" if lacking > 0 else ""


def plan_words(targets: Iterable[tuple[Target, bool]]) -> str:
    """Of which days targets are, each with whether its day has come; empty without any.

    >>> from sferum_docs.indicators.targets import Target
    >>> plan_words([(Target("I2", Decimal(100), date(2023, 10, 20)), True)])
    'цели на 20.10.2023'
    """
    known = {(target.day, due) for target, due in targets}
    come, ahead = ([f"{day:%d.%m.%Y}" for day, was in sorted(known) if was is due] for due in (True, False))
    parts = [f"цели на {_listed(come)}"] if come else []
    return "; ".join([*parts, *([f"цели на {_listed(ahead)} (срок ещё не наступил)"] if ahead else [])])


def _listed(days: Sequence[str]) -> str:
    return " и ".join(filter(None, (", ".join(days[:-1]), days[-1])))


def measure_text(measure: Measure) -> str:
    """A measure with the day by which it is done and who does it."""
    asked = [*filter(None, (f"до {measure.due:%d.%m.%Y}" if measure.due else "", measure.worker))]
    return measure.text.rstrip(".") + (f" ({', '.join(asked)})" if asked else "")


def no_data_words(monday: date) -> str:
    """That nothing is known of a week."""
    return f"данных за неделю {week_words(monday)} нет"


def week_words(monday: date, last: date | None = None) -> str:
    """A week by its days, up to its Sunday or another of them.

    >>> from datetime import date
    >>> week_words(date(2023, 10, 30)).replace(_NBSP, " ")
    'с 30.10.2023 по 05.11.2023'
    """
    return f"с{_NBSP}{monday:%d.%m.%Y} по{_NBSP}{last or monday + timedelta(days=6):%d.%m.%Y}"


def vacation_words(mondays: Sequence[date]) -> str:
    """That weeks of a period were none of lessons: what is counted by the week falls then."""
    if not mondays:
        return ""
    weeks = ", ".join(week_words(monday) for monday in mondays)
    of = "На неделю" if len(mondays) == 1 else "На недели"
    return (
        f"{of} {weeks} пришлись каникулы или праздничные дни: снижение показателей, которые считаются за неделю, "
        "в это время упущением не считается."
    )


def _points_by(points: Decimal) -> str:
    return _points(points, counted_by)


def _points_of(points: Decimal) -> str:
    return _points(points, counted_of)


def _points(points: Decimal, count: Callable[..., str]) -> str:
    told = number(points)
    if "," in told:
        return f"{told}{_NBSP}процентного пункта"
    return count(int(told), _POINT, animate=False)
