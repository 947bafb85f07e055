"""By when: the one deadline that the text of a node prints."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING

from sferum_docs.acts_reader.choices import deadline_value
from sferum_docs.acts_reader.model import NO_DEADLINE, Choice
from sferum_docs.acts_reader.words.deadlines import periods, spans
from sferum_docs.acts_reader.words.deadlines.dates import (
    DATE,
    DATED,
    DAY,
    IN_FIGURES,
    WRITTEN,
    dates_in,
    day_of,
    read_date,
)
from sferum_docs.acts_reader.words.deadlines.masks import BLOT, open_text
from sferum_docs.acts_reader.words.deadlines.parts import Part, Rule, Sure, part, rule
from sferum_docs.acts_reader.words.found import Found, doubted
from sferum_docs.directives.model import Deadline, DeadlineKind

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from sferum_docs.acts_reader.model import Doubt

_TIME = r"(?:(?:\d{1,2}[.:-]\d\d|\d{1,2})(?:\s?(?:час(?:ов|а)?|ч)\b\.?)?(?:\s\d\d\sмин\w{0,3}\.?)?,?\s)?"
_BY = r"(?:не\sпозднее(?:\sчем)?(?:\sдо)?|не\sпозже|до|ко?|по)"
_TERM = (
    rf"(?:в\sсроки?\s?[,:]?\s?{_BY}|(?:со\s)?срок(?:и|ом)?(?:\s(?:исполнения|выполнения|представления"
    rf"|сдачи))?\s?(?:[:–—-]\s?)?(?:{_BY}\s)?|{_BY})\s?"
)
_RANGE_TERM = r"(?:в\s(?:период|срок(?:и)?)\s?:?\s)?"
_NO_YEAR = r"\d{1,2}\.(?:0[1-9]|1[0-2])(?!\d)"
_DASH = r"\s?[–—-]\s?"
_JOINS = re.compile(r"[\s,()–—-]{0,4}(?:(?:но|и|а\sтакже)\s)?")
_IN_FIGURES = re.compile(r"[\dзоo][./-][\dзоo]")
_SHORT = re.compile(_NO_YEAR)
_MONTH_OF = re.compile(rf"{DAY}\s(.{{3,40}})", re.IGNORECASE)
_HINTS = re.compile(
    r"\bсрок(?:ом|и)?\b|в\sтечение|не\sпозднее|\bдо\s\d{1,2}\s?\.\s?(?:0[1-9]|1[0-2])\b(?!\s?ч)", re.IGNORECASE
)
_HELD = re.compile(
    r"\b(?:провест[иь]|проведени\w|назнач\w{2,5}|состо\w{2,8}|организ\w{3,6}|созвать|нача(?:ть|ло)|явк\w|выезд\w{0,2}|собрат\w{1,3}|заседани\w|дежурств\w|направ\w{2,5}|представ\w{2,5}|сда(?:ть|ча)|сообщ\w{2,4}|предостав\w{2,5})\b",
    re.IGNORECASE,
)


def _date(found: re.Match[str], act_day: date | None) -> Part:
    day = day_of(found[1], act_day)
    return part(found, DeadlineKind.DATE, code=_date_code(day, act_day), date=day)


def _short(found: re.Match[str], act_day: date | None) -> Part:
    """«В срок до 15.10»: without a year it may be an hour."""
    day = day_of(f"{found[1]}.{act_day.year}", act_day) if act_day else None
    if act_day and day and day < act_day and "г" not in found[0].lower():
        day = day_of(f"{found[1]}.{act_day.year + 1}", act_day)
    return part(found, DeadlineKind.DATE, Sure.MAYBE, "deadline_date_bare", date=day)


def _bare(found: re.Match[str], act_day: date | None) -> Part:
    """A day that nothing but a verb of holding explains: «провести 15 мая»."""
    return part(found, DeadlineKind.DATE, Sure.HARDLY, "deadline_date_bare", date=day_of(found[1], act_day))


def _held(found: re.Match[str], act_day: date | None) -> Part:
    """A day with its hour: «20 марта 2026 года в 10.00»."""
    return part(found, DeadlineKind.DATE, Sure.MAYBE, date=day_of(found[1], act_day))


def _range(found: re.Match[str], act_day: date | None) -> Part:
    """«С 25 августа по 15 сентября 2025 года»: the year, or the month too, is printed once, at the end."""
    first, last = found[1], found[2]
    month = _MONTH_OF.match(last)
    end = day_of(last, act_day)
    printed = read_date(f"{first}{last[5:]}" if _SHORT.fullmatch(first) else first, act_day) or (
        read_date(f"{first} {month[1]}", act_day) if month else None
    )
    start = printed.before(end) if printed and end else None
    code = _date_code(end, act_day) or ("" if start and end and start <= end else "deadline_date_wrong")
    return part(found, DeadlineKind.RANGE, code=code, date=end, date_from=start)


def _date_code(day: date | None, act_day: date | None) -> str:
    if day is None:
        return "deadline_date_wrong"
    return "deadline_date_passed" if act_day and day < act_day else ""


_BEGINS = r"(?=[\d«\"“])"  # spares every other letter
_BEFORE_HOUR = " ".join(f"{before}{figure}" for before in "вкс" for figure in range(10))
_NOT_BARE = r"(?<!от\s)(?<!от)(?<!с\s)(?<!со\s)(?<!№\s)(?<![\d.])"
RULES = (
    *periods.RULES,
    *spans.RULES,
    rule(rf"{_RANGE_TERM}с(?:о)?\s{_TIME}({DATE}|{_NO_YEAR}|{DAY})\s(?:по|до)\s{_TIME}({DATE})", _range, DATED),
    rule(rf"{_TERM}{_TIME}({DATE})(?:\sвключительно)?", _date, DATED),
    rule(rf"(?:в\sсрок|срок\w{{0,2}}\s?:)\s?(?:{_BY}\s)?({_NO_YEAR})(?!\s?ч|[.:]\d)", _short, IN_FIGURES),
    rule(rf"(?:в\sсрок\s)?{_BY}\s({_NO_YEAR})(?:\.?\s?[стн]\.\s?г\.|\.(?=\s[а-яё]|$))", _short, IN_FIGURES),
    rule(rf"{_BEGINS}{_NOT_BARE}({DATE})(?=\s(?:в|к|с)\s\d{{1,2}}[.:-]\d\d)", _held, DATED, _BEFORE_HOUR),
    rule(rf"{_RANGE_TERM}{_BEGINS}(?<![\d.])({DATE}){_DASH}({DATE})", _range, DATED, "– — -"),
    rule(rf"{_RANGE_TERM}{_BEGINS}(?<![\d.])({DAY}){_DASH}({WRITTEN})", _range, DATED, "– — -"),
    rule(rf"(?:на\s)?{_BEGINS}{_NOT_BARE}({DATE})(?!\s?(?:№|N|\())", _bare, DATED),
)


_NEEDLES = tuple(frozenset(needle for each in RULES for needle in each.needles))


def deadline(text: str, act_day: date | None) -> Found[Deadline]:
    """The deadline of a node's text; without the act's day a date without a year stays without one, in doubt."""
    bare, found = _found(text, act_day)
    parts = _joined(found, bare)
    meant = [one for one in parts if one.sure > Sure.NO and (one.code != "deadline_date_bare" or _is_held(one, bare))]
    if not meant:
        return Found(NO_DEADLINE, tuple(_left(bare, parts, text, act_day)))
    chosen = max(meant, key=lambda one: (one.sure, -one.start))
    surest = [one for one in meant if one.sure >= min(chosen.sure, Sure.MAYBE)]
    return Found(_said(chosen, text), tuple(_doubts(chosen, surest, text)))


def deadline_places(text: str) -> list[tuple[int, int]]:
    """Where a text says when: an addressee ends there."""
    return [(one.start, one.end) for one in _found(text, None)[1] if one.sure > Sure.HARDLY]


def time_places(text: str) -> list[tuple[int, int]]:
    """The same with «с 1 сентября», which is no deadline but stands where one may."""
    return [(one.start, one.end) for one in _found(text, None)[1]]


@lru_cache(maxsize=256)
def _matches(text: str) -> tuple[str, tuple[tuple[Rule, re.Match[str]], ...]]:
    """The open text and what the rules match in it; a rule none of whose needles is there is not tried."""
    squeezed = text.lower().replace(" ", "")
    if _IN_FIGURES.search(squeezed):
        squeezed += IN_FIGURES
    present = {needle for needle in _NEEDLES if needle in squeezed}
    rules = [each for each in RULES if not each.needles.isdisjoint(present)]
    rules = [each for each in rules if not each.also or any(sign in squeezed for sign in each.also)]
    if not rules:
        return text, ()
    bare = open_text(text)
    return bare, tuple((each, found) for each in rules for found in each.pattern.finditer(bare))


@lru_cache(maxsize=256)
def _found(text: str, act_day: date | None) -> tuple[str, tuple[Part, ...]]:
    """The open text and the parts in it that overlap no other."""
    bare, matches = _matches(text)
    parts = (each.build(found, act_day) for each, found in matches)
    return bare, tuple(_apart(one for one in parts if one))


def _apart(parts: Iterable[Part]) -> list[Part]:
    """The parts that overlap no other: of two the earlier, of the same place the longer."""
    kept: list[Part] = []
    for one in sorted(parts, key=lambda one: (one.start, -one.end, -one.sure)):
        if not kept or one.start >= kept[-1].end:
            kept.append(one)
    return kept


def _joined(parts: Iterable[Part], bare: str) -> list[Part]:
    """Parts that say one thing together: «ежемесячно, до 28 числа», «каждую пятницу, начиная с 19.06.2026»."""
    kept: list[Part] = []
    for one in parts:
        before = kept[-1] if kept else None
        both = _both(before, one) if before and _JOINS.fullmatch(bare[before.end : one.start]) else None
        if before and both:
            kept[-1] = replace(before, end=one.end, deadline=both, sure=Sure.YES, code=before.code or one.code)
            if kept[-1].code in {"deadline_starts", "deadline_date_bare"}:
                kept[-1] = replace(kept[-1], code="")
        else:
            kept.append(one)
    return kept


def _both(first: Part, second: Part) -> Deadline | None:
    one, other = first.deadline, second.deadline
    kinds = (one.kind, other.kind)
    if kinds == (DeadlineKind.ASAP, DeadlineKind.RELATIVE):
        return other
    if DeadlineKind.PERIODIC not in kinds or not (one.period or other.period):
        return None
    if not {*kinds} <= {DeadlineKind.PERIODIC, DeadlineKind.DATE, DeadlineKind.RANGE}:
        return None
    named, added = (one, other) if one.period and first.sure is not Sure.MAYBE else (other, one)
    if not named.period:
        named, added = added, named
    return replace(
        named,
        day=named.day or added.day,
        weekday=named.weekday or added.weekday,
        date_from=named.date_from or added.date_from,
    )


def _is_held(one: Part, bare: str) -> bool:
    """Whether a verb of holding or of sending explains the day, with no comma between."""
    if one.sure > Sure.HARDLY:
        return True
    before = bare[max(0, one.start - 200) : one.start].rpartition(",")[2]
    return bool(_HELD.search(before) or _HELD.search(bare[one.end : one.end + 60]))


def _said(one: Part, text: str) -> Deadline:
    """The deadline with its words as they are printed, what was blotted out too."""
    raw = text[one.start : one.end].strip(" ,")
    raw = raw[:-1] if raw.endswith(")") and "(" not in raw else raw
    event = one.deadline.event
    return replace(one.deadline, raw=raw, event=raw[-len(event) :] if BLOT in event else event)


_WEIGHTS = {
    "deadline_date_wrong": 9,
    "deadline_date_bare": 5,
    "deadline_vague": 4,
    "deadline_hours": 6,
    "deadline_period_several": 5,
    "deadline_weekday_several": 4,
    "deadline_date_passed": 7,
}
_NONE = Choice("нет срока", "deadline", deadline_value(NO_DEADLINE))


def _choice(one: Part, text: str) -> Choice:
    said = _said(one, text)
    return Choice(said.raw, "deadline", deadline_value(said))


def _doubts(chosen: Part, surest: list[Part], text: str) -> Iterable[Doubt]:
    if not chosen.code and len(surest) == 1:
        return
    raw = _said(chosen, text).raw
    if chosen.code:
        choices = (_choice(chosen, text), _NONE)
        yield doubted("deadline", chosen.code, _WEIGHTS.get(chosen.code, 5), *choices, words=raw)
    if len(surest) > 1:
        rest = [one for one in surest if one is not chosen]
        several = [_choice(one, text) for one in [chosen, *rest[:4]]]
        yield doubted("deadline", "deadline_several", 6, *several, words=raw)


def _left(bare: str, parts: list[Part], text: str, act_day: date | None) -> Iterable[Doubt]:
    """What looks like a deadline and was not taken for one."""
    starts = next((one for one in parts if one.code == "deadline_starts"), None)
    spare = [(start, end, day_of(text[start:end], act_day)) for start, end in dates_in(bare)]
    dated = [Part(start, end, Deadline(DeadlineKind.DATE, date=day)) for start, end, day in spare if day]
    if starts:
        day = starts.deadline.date_from
        part_ = replace(starts, deadline=Deadline(DeadlineKind.DATE, date=day))
        yield doubted("deadline", "deadline_starts", 4, _NONE, _choice(part_, text), words=_said(starts, text).raw)
    elif spare or _HINTS.search(bare):
        words = text[spare[0][0] : spare[0][1]] if spare else next(hint[0] for hint in _HINTS.finditer(bare))
        yield doubted("deadline", "deadline_unread", 6, _NONE, *(_choice(one, text) for one in dated[:3]), words=words)
