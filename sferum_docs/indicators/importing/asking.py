"""What a person is asked of the values of files beside what is kept: each matter once, with what may be answered."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from typing import TYPE_CHECKING

from sferum_docs.indicators.importing.model import (
    AS_IS,
    BLANK,
    KEPT,
    LEAVE,
    MEND,
    MOVE,
    REPLACE,
    Choice,
    Matter,
)
from sferum_docs.indicators.model import PERCENT, Week
from sferum_docs.indicators.taking import FIRST_WEEK, MOST, WHOLE

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from datetime import date

    from sferum_docs.directives.indicators import IndicatorSet
    from sferum_docs.indicators.importing.model import Candidate
    from sferum_docs.indicators.model import Place, Question
    from sferum_docs.indicators.series import Source, Value

    Key = tuple[str, date]
    Groups = Mapping[Key, Sequence[Candidate]]
    Kept = Mapping[Key, Value]

_MEND = Choice(MEND, "исправить", "amounts")
_BLANK = Choice(BLANK, "оставить пустым: нет данных")
_LEAVE = Choice(LEAVE, "не записывать")
_AS_IS = Choice(AS_IS, "верно, записать как в файле")
_FELL = (Choice(AS_IS, "верно: так стало, причина", "reason"), _MEND, _BLANK, _LEAVE)
_CHECKED: Mapping[str, tuple[Choice, ...]] = {
    "above_base": (_MEND, _AS_IS, _BLANK, _LEAVE),
    "inconsistent": (_MEND, _AS_IS, _BLANK, _LEAVE),
    "unreadable": (_MEND, _BLANK, _LEAVE),
}


def where(source: Source) -> str:
    """Where a value stands, in words."""
    if not source.file:
        return "внесено вручную"
    sheet = f", лист «{source.sheet}»" if source.sheet else ""
    return f"{source.file}{sheet}, ячейка {source.cell}"


def choosing(groups: Groups, kept: Kept) -> Iterator[Matter]:
    """Of values that contradict one another, or what is kept: once for a week and its sources."""
    gathered: dict[tuple[date, str, tuple[str, ...]], list[Sequence[Candidate]]] = defaultdict(list)
    for key, group in groups.items():
        was = kept.get(key)
        if len(group) > 1:
            kind = "late_correction" if any(each.correction for each in group) else "conflict"
            gathered[key[1], kind, _labels(group)].append(group)
        elif was is not None and _contradict(was, group[0].value):
            kind = "late_correction" if group[0].correction else "kept"
            gathered[key[1], kind, (*_labels(group), f"{was.source.file}/{was.source.sheet}")].append(group)
    for (week, kind, _sources), found in gathered.items():
        keys = [group[0].key for group in found]
        old = tuple(kept[key] for key in keys if key in kept and kept[key].amount is not None)
        choices = _of_several(found[0], kind, has_kept=bool(old)) if len(found[0]) > 1 else _of_one(kind)
        yield _matter(kind, week, _told(kind, week, old), [each for group in found for each in group], choices, old)


def _contradict(was: Value, value: Value) -> bool:
    known = was.amount is not None and value.amount is not None
    return known and (was.amount, was.unit) != (value.amount, value.unit)


def _of_one(kind: str) -> tuple[Choice, ...]:
    said = "заменить на уточнённые" if kind == "late_correction" else "заменить на числа файла"
    return Choice(REPLACE, said), Choice(KEPT, "оставить записанные")


def _of_several(group: Sequence[Candidate], kind: str, *, has_kept: bool) -> tuple[Choice, ...]:
    said = []
    for each, key, label in zip(group, choice_keys(group), _labels(group), strict=True):
        words = f"верны числа: {label}"
        if kind == "late_correction":
            words = f"заменить на уточнённые ({label})" if each.correction else f"оставить прежние ({label})"
        said.append(Choice(key, words))
    return (*said, *([Choice(KEPT, "оставить записанные")] if has_kept else []), _LEAVE)


def choice_keys(group: Sequence[Candidate]) -> tuple[str, ...]:
    """The answers that mean each of contradicting values, and all of its source with it."""
    return tuple(f"of-{hashlib.sha256(label.encode()).hexdigest()[:8]}" for label in _labels(group))


def _labels(group: Sequence[Candidate]) -> tuple[str, ...]:
    """What tells the sources of values apart: file and sheet, a row where these are the same."""
    sheets = [(each.place.file, each.place.sheet) for each in group]
    labels = []
    for each in group:
        place = each.place
        told = f"{place.file}, лист «{place.sheet}»" if place.sheet else place.file
        one = sheets.count((place.file, place.sheet)) == 1
        labels.append(told if one else f"{told}, ячейка {place.cell}")
    return tuple(labels)


def _told(kind: str, week: date, old: Sequence[Value]) -> str:
    if kind == "late_correction":
        return f"{_shown(week)}: пришли уточнённые числа. Заменить прежние?"
    if kind == "conflict":
        return f"{_shown(week)}: в разных местах разные числа. Какие верны?"
    typed = all(not value.source.file for value in old)
    there = "внесены вручную" if typed else "внесены из другого места"
    return f"{_shown(week)}: уже записаны другие числа, они {there}. Заменить?"


def checking(
    groups: Groups,
    kept: Kept,
    questions: Iterable[Question],
    known: IndicatorSet,
    today: date,
    bases: Mapping[str, int],
) -> Iterator[Matter]:
    """Of values that cannot be true, or need a word: as the reader asks, and beside the weeks around."""
    by_place = {each.place: each for group in groups.values() for each in group}
    impossible = list(_impossible(by_place, questions, known, bases))
    yield from impossible
    yield from _future(groups, today)
    doubted = {each.place for matter in impossible for each in matter.values}
    yield from _fallen(groups, kept, known, doubted)


def _impossible(
    by_place: Mapping[Place, Candidate], questions: Iterable[Question], known: IndicatorSet, bases: Mapping[str, int]
) -> Iterator[Matter]:
    for question in questions:
        found = [by_place[place] for place in question.places if place in by_place]
        if question.kind in _CHECKED and found:
            text = question.text.partition(", неделя ")[2] or question.text
            choices = _CHECKED[question.kind]
            if any(not _can_be(each.value) for each in found):
                choices = tuple(choice for choice in choices if choice.key != AS_IS)
            yield _matter(question.kind, found[0].value.week, f"Неделя {text}", found, choices)
    asked = {place for question in questions if question.kind == "above_base" for place in question.places}
    for each in by_place.values():
        if not _can_be(each.value) and each.place not in asked:
            text = f"{_shown(each.value.week)}, «{known.name_of(each.value.indicator)}»: {each.value.amount}."
            yield _matter("above_base", each.value.week, f"{text} Какое число верно?", [each], _CHECKED["unreadable"])
            continue
        limit = bases.get(each.value.indicator)
        if limit and each.place not in asked and _is_above(each.value, limit):
            name = known.name_of(each.value.indicator)
            text = f"{_shown(each.value.week)}, «{name}»: {each.value.amount}, а в сведениях о школе всего {limit}."
            yield _matter("above_base", each.value.week, f"{text} Какое число верно?", [each], _CHECKED["above_base"])


def _can_be(value: Value) -> bool:
    """Whether there may be as much at all."""
    return value.amount is None or value.amount <= (WHOLE if value.unit == PERCENT else MOST)


def _is_above(value: Value, limit: int) -> bool:
    return value.base is None and value.unit != PERCENT and value.amount is not None and value.amount > limit


def _future(groups: Groups, today: date) -> Iterator[Matter]:
    """Weeks of which nothing can be kept: they have not begun, or are of another time."""
    for week in sorted({key[1] for key in groups if not FIRST_WEEK <= key[1] <= today}):
        found = [each for key, group in groups.items() if key[1] == week for each in group]
        told = "ещё не началась" if week > today else "слишком давняя"
        text = f"{_shown(week)} {told}. Верно ли указана неделя?"
        yield _matter("future_week", week, text, found, (Choice(MOVE, "это другая неделя, её день", "day"), _LEAVE))


def _fallen(groups: Groups, kept: Kept, known: IndicatorSet, doubted: set[Place]) -> Iterator[Matter]:
    """Running totals that are less than they were, or more than they are after: once for a week.

    Beside a value that is asked about itself nothing is compared.
    """
    by_week: dict[date, list[tuple[Candidate, str]]] = defaultdict(list)
    for indicator in known.indicators:
        if indicator.is_running:
            for candidate, text in _fallen_of(indicator.id, groups, kept, doubted):
                by_week[candidate.value.week].append((candidate, f"«{indicator.label}» — {text}"))
    for week, found in sorted(by_week.items()):
        text = f"{_shown(week)}: накопленное стало меньше ({'; '.join(text for _each, text in found)}). Верно ли это?"
        yield _matter("fallen", week, text, [each for each, _text in found], _FELL)


def _fallen_of(indicator: str, groups: Groups, kept: Kept, doubted: set[Place]) -> Iterator[tuple[Candidate, str]]:
    series = {key[1]: value for key, value in kept.items() if key[0] == indicator}
    coming = {key[1]: group for key, group in groups.items() if key[0] == indicator}
    for week, group in coming.items():
        if len(group) == 1 and group[0].place not in doubted:
            series[week] = group[0].value
        else:
            series.pop(week, None)
    known = sorted(
        ((week, value) for week, value in series.items() if value.amount is not None and value.unit != PERCENT),
        key=lambda pair: pair[0],
    )
    for week, group in coming.items():
        for each in group:
            if each.value.amount is None or each.value.unit == PERCENT or each.place in doubted:
                continue
            before = next((value for day, value in reversed(known) if day < week), None)
            after = next((value for day, value in known if day > week and day not in coming), None)
            if before is not None and each.value.amount < (before.amount or 0):
                yield each, f"{each.value.amount}, а за неделю с {before.week:%d.%m} было {before.amount}"
            elif after is not None and each.value.amount > (after.amount or 0):
                yield each, f"{each.value.amount}, а за неделю с {after.week:%d.%m} записано {after.amount}"


def _shown(week: date) -> str:
    return f"Неделя {Week.of(week).shown}"


def _matter(
    kind: str,
    week: date,
    text: str,
    found: Sequence[Candidate],
    choices: tuple[Choice, ...],
    kept: Sequence[Value] = (),
) -> Matter:
    cells = " ".join(
        f"{each.place.file}/{each.place.sheet}/{each.place.cell}/{each.value.source.written}" for each in found
    )
    key = hashlib.sha256(f"{kind} {week} {cells}".encode()).hexdigest()[:12]
    return Matter(f"q{key}", kind, week, text, tuple(found), choices, tuple(kept))
