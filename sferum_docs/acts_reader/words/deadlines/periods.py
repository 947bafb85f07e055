"""Deadlines that come again: every week, month, quarter; on a day of the month or of the week."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sferum_docs.acts_reader.words.deadlines.dates import DATE, DATED, day_of, torn
from sferum_docs.acts_reader.words.deadlines.parts import Part, Sure, part, rule
from sferum_docs.directives.model import DeadlineKind

if TYPE_CHECKING:
    from datetime import date

_UNIT = {
    "ден": "P1D", "дня": "P1D", "сут": "P1D", "нед": "P1W", "дек": "P10D", "мес": "P1M", "ква": "P3M", "пол": "P6M",
    "год": "P1Y", "лет": "P1Y",
}  # fmt: skip
_ADVERB = {
    "дневн": "P1D", "суточ": "P1D", "недел": "P1W", "декад": "P10D", "месяч": "P1M", "кварт": "P3M", "годно": "P1Y",
    "полуг": "P6M",
}  # fmt: skip
_WEEKDAYS = ("понедельник", "вторник", "сред", "четверг", "пятниц", "суббот", "воскресень")
WEEKDAYS = " ".join(_WEEKDAYS)
_ORDINAL = {
    "первого": 1,
    "пятого": 5,
    "десятого": 10,
    "пятнадцатого": 15,
    "двадцатого": 20,
    "двадцать пятого": 25,
    "первое": 1,
    "пятое": 5,
    "десятое": 10,
}
_OFTEN = r"(?:не\s(?:реже|менее|чаще)\s(?:чем\s)?)?"
_UNITS = r"недел[юи]|месяц|квартал|полугодие|полгода|год|день|сутки|декаду"
_STEMS = "|".join(
    torn(stem) for stem in ("дневно", "суточно", "недельно", "декадно", "месячно", "квартально", "годно", "полугодно")
)
_ADJECTIVES = r"дневн|недельн|месячн|квартальн"
_NO_NAME = (
    r"(?!\s(?:\w{1,20}\s)?(?:конкурс|олимпиад|фестивал|смотр|соревнован|акци|выставк|форум|конференц|спартакиад|преми|праздник"
    r"|отпуск|оплат|выплат|денежн|вознагражд|заработн|пособи|доплат|ежедневник|уч[её]б))"
)
_TAIL = (
    r"(?:\s(?:каждого|кажд\w{1,3}|первого|второго|третьего|последнего|следующего|последующего|очередного|текущего|отч[её]тного))?"
    r"(?:\s(?:месяца|квартала|отч[её]тного))?(?:\s(?:месяца|квартала))?"
    r"(?:\sследующего\sза\sотч[её]тным\s(?:месяца|квартала|периода))?"
    r"(?:\s?,?\sследующ(?:его|ем)\s(?:за|после)\s(?:окончани\w{1,3}\s)?отч[её]тн\w{1,3}(?:\s(?:месяц|квартал|период)\w{0,3})?)?"
)
_DAY_NUMBER = (
    r"(\d{1,2})(?:\s?-?\s?(?:го|му|е|ое))?|(двадцать\sпятого|двадцатого|пятнадцатого|десятого|пятого|первого|первое"
    r"|пятое|десятое)"
)
_WEEKDAY = r"(?:понедельник|вторник|сред|четверг|пятниц|суббот|воскресень)"
_EACH = r"(?:кажд(?:ый|ую|ое|ого)(?:\s(?:последн|перв|втор|треть)\w{1,3})?|(?:последн|перв)(?:ий|юю|ую|ый))"


def _named(found: re.Match[str], _day: date | None) -> Part:
    stem = re.sub(r"\s", "", found[1]).casefold()[:5]
    return part(found, DeadlineKind.PERIODIC, period=_ADVERB[stem])


def _adjective(found: re.Match[str], _day: date | None) -> Part:
    return part(found, DeadlineKind.PERIODIC, Sure.MAYBE, period=_ADVERB[found[1].casefold()[:5]])


def _each(found: re.Match[str], _day: date | None) -> Part:
    return part(found, DeadlineKind.PERIODIC, period=_UNIT[found[1].casefold()[:3]])


def _period_ends(found: re.Match[str], _day: date | None) -> Part:
    """«По итогам полугодия»: after each, if it is not a single one that is meant."""
    return part(found, DeadlineKind.PERIODIC, Sure.MAYBE, "deadline_vague", period=_UNIT[found[1].casefold()[:3]])


def _times(found: re.Match[str], _day: date | None) -> Part:
    """«Два раза в месяц», «2 раза в год», «раз в две недели»."""
    times, unit = found[1].casefold(), _UNIT[found[2].casefold()[:3]]
    twice = times in {"2", "два", "двух"}
    period = {"P1M": "P2W", "P1Y": "P6M"}.get(unit) if twice else None
    return part(
        found, DeadlineKind.PERIODIC, code="" if period == "P6M" else "deadline_period_several", period=period or unit
    )


def _in_two(found: re.Match[str], _day: date | None) -> Part:
    number = {"две": 2, "два": 2, "три": 3, "четыре": 4, "пять": 5, "десять": 10}.get(found[1].casefold()) or int(
        found[1]
    )
    letter = {"нед": "W", "мес": "M", "дне": "D", "дня": "D", "год": "Y", "лет": "Y"}[found[2].casefold()[:3]]
    return part(found, DeadlineKind.PERIODIC, period=f"P{number}{letter}")


def _on_day(found: re.Match[str], _day: date | None) -> Part | None:
    """«До 5 числа», «не позднее 10 числа месяца, следующего за отчётным кварталом»."""
    number = int(found[1]) if found[1] else _ORDINAL[re.sub(r"\s", " ", found[2]).casefold()]
    if not 1 <= number <= 31:  # noqa: PLR2004 the days of a month
        return None
    said = found[0].casefold()
    sure = Sure.YES if re.search(r"месяц|квартал|отч[её]тн", said) else Sure.MAYBE
    code = "deadline_period_several" if " и " in said else ""
    return part(found, DeadlineKind.PERIODIC, sure, code, period="P3M" if "квартал" in said else "P1M", day=number)


def _weekday(found: re.Match[str], _day: date | None) -> Part:
    said = found[0].casefold()
    number = next(place for place, name in enumerate(_WEEKDAYS, 1) if name in said)
    period = "P1M" if "месяц" in said else "P1W"
    return part(
        found, DeadlineKind.PERIODIC, code="deadline_weekday_several" if found[1] else "", period=period, weekday=number
    )


def _weak_weekday(found: re.Match[str], _day: date | None) -> Part:
    """«До пятницы», «в среду»: only beside a period."""
    number = next(place for place, name in enumerate(_WEEKDAYS, 1) if name in found[0].casefold())
    return part(found, DeadlineKind.PERIODIC, Sure.NO, weekday=number)


def _since(found: re.Match[str], act_day: date | None) -> Part | None:
    day = day_of(found[0], act_day)
    return part(found, DeadlineKind.PERIODIC, Sure.NO, "deadline_starts", date_from=day) if day else None


RULES = (
    rule(rf"(?:{torn('еже')}\s?)({_STEMS})\b", _named, "еже"),
    rule(rf"еже({_ADJECTIVES})(?:ый|ого|ому|ым|ую|ая|ой|ое|ые|ых|ыми)\b{_NO_NAME}", _adjective, "еже"),
    rule(rf"кажд(?:ый|ую|ое|ые)\s(?:рабочий\s|календарный\s|учебный\s)?({_UNITS})\b", _each, "кажд"),
    rule(
        r"(?:по\s(?:итогам|окончании|результатам|завершении)|в\s(?:конце|начале))?\sкажд(?:ого|ой)\s(?:учебно\w{2}\s)?"
        r"(недели|месяца|квартала|полугодия|года|дня)\b", _each, "кажд"),
    rule(r"по\s(?:итогам|окончании|результатам)\s(?:отч[её]тного\s)?(полугодия|квартала|месяца)\b",
        _period_ends, "полугоди квартал месяца"),
    rule(rf"{_OFTEN}(?:(?:один|одного|1)(?:\s\(\w{{1,12}}\))?(?:-го)?\s)?раза?\sв\s({_UNITS})\b", _each, "разв разав"),
    rule(rf"{_OFTEN}(два|двух|2|три|трех|трёх|3|четыре|4)(?:-х)?\sраза?\sв\s({_UNITS})\b", _times, "разв разав"),
    rule(
        rf"{_OFTEN}(?:(?:один|одного|1)\s)?раза?\sв\s(две|два|три|четыре|пять|десять|\d{{1,2}})\s(недели|недель|месяца|месяцев|дней|дня"
        r"|года|лет)", _in_two, "разв разав"),
    rule(
        r"кажд(?:ый|ую|ое)\s(?:последн|перв)\w{2}\s(?:рабоч\w{2}\s|календарн\w{2}\s)?день\s(месяца|квартала|недели)",
        _each, "кажд"),
    rule(r"(?:не\sпозднее|до|к|в)\sпоследн(?:его|ему|ее|ий)\s(?:числа|числу|число|рабочего\sдня|дня|день|рабочий\sдень)"
        r"(?:\s(?:каждого|отч[её]тного|текущего))?\s(месяца|квартала|недели|года)", _each, "последн"),
    rule(rf"(?:(?:в\sсрок\s)?(?:не\s(?:позднее|позже)|до|к|(?:с\s\d{{1,2}}\s)?по|каждое)\s)?(?:\d{{1,2}}\sи\s)?(?:{_DAY_NUMBER})\sчисл[ауо]"
        rf"{_TAIL}", _on_day, "числ"),
    rule(
        rf"(?:по\s{_WEEKDAY}(?:ам|ям)|(?:во?\s)?{_EACH}\s{_WEEKDAY}(?:у|е)?)\b((?:,\s"
        rf"|\sи\s)(?:по\s)?{_WEEKDAY}\w{{0,2}})?(?:\s(?:каждого\s)?месяца)?", _weekday, WEEKDAYS),
    rule(rf"(?:до|в|во|не\sпозднее|к)\s{_WEEKDAY}(?:а|у|ы|е|и)?\b", _weak_weekday, WEEKDAYS),
    rule(rf"(?:начиная\s)?с(?:о)?\s{DATE}", _since, DATED),
)  # fmt: skip
