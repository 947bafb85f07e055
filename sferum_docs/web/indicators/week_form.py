"""The form of a week: a measure for each indicator, what was concluded, whether there were vacations."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from wtforms import BooleanField, StringField, TextAreaField

from sferum_docs.indicators.series import Analysis, Measure
from sferum_docs.reading.records import day_fault, parse_day
from sferum_docs.services.indicators.analyses import MOST_CONCLUSION, MOST_ORIGIN
from sferum_docs.services.indicators.measures import MOST_TEXT, MOST_WORKER
from sferum_docs.web.forms.edit_token import Part, short
from sferum_docs.web.forms.fields import DayField, PageForm

if TYPE_CHECKING:
    from collections.abc import Container, Iterator, Sequence
    from datetime import date

    from sferum_docs.indicators.judging import WeekRow
    from sferum_docs.indicators.series import Figures
    from sferum_docs.reading.faults import Fault

_SIZES = {"text": MOST_TEXT, "worker": MOST_WORKER}
WORKERS, OFFERED = "workers", "measures-"
CONCLUSION = "conclusion"
_SAID = (CONCLUSION, "received", "origin", "vacation")


@dataclass(frozen=True, slots=True)
class MeasureEntry:
    """A place for a measure: of one that is kept, or of one that may be named. `key` ends the names of its fields."""

    key: str
    row: WeekRow
    kept: Measure | None = None


def entries_of(rows: Sequence[WeekRow]) -> tuple[MeasureEntry, ...]:
    """The places for measures of a week: every indicator has one, more where more are kept."""
    return tuple(entry for row in rows if row.state != "not_applicable" for entry in _of_row(row))


def _of_row(row: WeekRow) -> Iterator[MeasureEntry]:
    kept = sorted(row.measures, key=lambda measure: measure.id)
    for number, measure in enumerate(kept or [None]):
        yield MeasureEntry(f"{row.indicator.id}-{number + 1}" if number else row.indicator.id, row, measure)


class WeekForm:
    """The form of one week, filled with what is kept or with what was sent."""

    def __init__(
        self, figures: Figures, rows: Sequence[WeekRow], monday: date, *, rest: bool, typed: Any = None
    ) -> None:
        self.entries = entries_of(rows)
        self.monday, self.rest = monday, rest
        kept = figures.analysis(monday)
        fields: dict[str, Any] = {
            "conclusion": TextAreaField("Вывод", render_kw={"rows": 3, "maxlength": MOST_CONCLUSION}),
            "received": DayField("Сводка получена"),
            "origin": StringField("Откуда данные", render_kw={"maxlength": MOST_ORIGIN}),
            "vacation": BooleanField("На этой неделе были каникулы или неделя нерабочая"),
        }
        data: dict[str, Any] = {
            "conclusion": kept.conclusion if kept else "",
            "received": kept.received if kept and kept.conclusion else _received(figures, monday),
            "origin": kept.origin if kept and kept.conclusion else _origin(figures, monday),
            "vacation": rest if kept is None or kept.vacation is None else kept.vacation,
        }
        for entry in self.entries:
            fields |= _measure_fields(entry)
            measure = entry.kept or Measure(entry.row.indicator.id, monday, "")
            data |= {
                f"text-{entry.key}": measure.text,
                f"due-{entry.key}": measure.due,
                f"worker-{entry.key}": measure.worker,
            }
        self.form = type("IndicatorWeekForm", (PageForm,), fields)(formdata=typed, data=data)

    def parts(self) -> dict[str, Part]:
        """What the form writes over, as it stands in the form: each measure, what is said of the week."""
        parts = {entry.key: self._measure_part(entry) for entry in self.entries}
        conclusion, received, origin, vacation = (self._text(name) for name in _SAID)
        # what is proposed beside a conclusion nobody has said without one
        said = (conclusion, received, origin, vacation) if conclusion else ("", "", "", vacation)
        return {**parts, CONCLUSION: Part("Вывод недели", said, conclusion, CONCLUSION, _SAID)}

    def _measure_part(self, entry: MeasureEntry) -> Part:
        indicator = entry.row.indicator
        fields = tuple(field.id for field in self.fields_of(entry))
        said = tuple(map(self._text, fields))
        words = ", ".join(filter(None, said))
        label = f"{'Предложим семьям' if indicator.is_guide else 'Мера'}, {indicator.short or indicator.name}"
        return Part(label, said, words, fields[0], fields)

    def _text(self, name: str) -> str:
        """A field as it is compared: browsers send lines their own way, a day may be written in two."""
        text = str(self.form[name].data or "").strip().replace("\r\n", "\n")
        day = parse_day(text) if isinstance(self.form[name], DayField) else None
        return day.isoformat() if day else text

    def fields_of(self, entry: MeasureEntry) -> tuple[Any, Any, Any]:
        """The text, the day and the worker of a measure."""
        return self.form[f"text-{entry.key}"], self.form[f"due-{entry.key}"], self.form[f"worker-{entry.key}"]

    def measures(self, faults: list[Fault], touched: Container[str]) -> tuple[tuple[str, Measure], ...]:
        """The measures that are named, changed or taken back, each with the end of the names of its fields."""
        found = []
        for entry in self.entries:
            if short(entry.key) not in touched:
                continue
            text, due, worker = (str(field.data or "").strip() for field in self.fields_of(entry))
            if entry.kept is not None or text or due or worker:
                day = self._day(due, f"due-{entry.key}", faults)
                number = entry.kept.id if entry.kept else 0
                found.append((entry.key, Measure(entry.row.indicator.id, self.monday, text, day, worker, number)))
        return tuple(found)

    def analysis(self, faults: list[Fault], touched: Container[str]) -> Analysis | None:
        """What was concluded, None when nobody touched it; the word on vacations only where the calendar differs."""
        if CONCLUSION not in touched:
            return None
        data = self.form.data
        received = self._day(str(data["received"] or "").strip(), "received", faults)
        vacation = bool(data["vacation"])
        return Analysis(
            self.monday,
            data["conclusion"] or "",
            received,
            data["origin"] or "",
            None if vacation is self.rest else vacation,
        )

    @staticmethod
    def _day(typed: str, place: str, faults: list[Fault]) -> date | None:
        day = parse_day(typed) if typed else None
        if typed and day is None:
            faults.append(day_fault(typed, place))
        return day


def _measure_fields(entry: MeasureEntry) -> dict[str, Any]:
    key, guide = entry.key, entry.row.indicator.is_guide
    return {
        f"text-{key}": StringField(
            "Что предложим семьям" if guide else "Какая мера?",
            render_kw={"maxlength": MOST_TEXT, "list": f"{OFFERED}{entry.row.indicator.id}"},
            description=f"В прошлый раз: «{entry.row.last_measure.text}»" if entry.row.last_measure else "",
        ),
        f"due-{key}": DayField("Срок"),
        f"worker-{key}": StringField("Кто отвечает", render_kw={"maxlength": MOST_WORKER, "list": WORKERS}),
    }


def _received(figures: Figures, monday: date) -> date | None:
    """The day on which the newest figures of a week came."""
    moments = [value.at for value in figures.values if value.week == monday and value.at]
    day = max(moments).astimezone().date() if moments else None
    return day if day and day >= monday else None


def _origin(figures: Figures, monday: date) -> str:
    """Where figures come from: as it was said of the newest week, else the file that they stood in."""
    said = [
        each.origin
        for each in sorted(figures.analyses, key=lambda each: each.week)
        if each.origin and each.week < monday
    ]
    files = [value.source.file for value in figures.values if value.week == monday and value.source.file]
    return said[-1] if said else files[0] if files else ""
