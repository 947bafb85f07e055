"""What will change: the values of files beside those that are kept, as a person has answered. Pure."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from sferum_docs.directives.weekdays import monday_of
from sferum_docs.indicators.importing.asking import checking, choice_keys, choosing, where
from sferum_docs.indicators.importing.model import (
    AS_IS,
    BLANK,
    KEPT,
    LEAVE,
    MEND,
    MOVE,
    REPLACE,
    Answer,
    Candidate,
    ChangeList,
    NotWritten,
)
from sferum_docs.indicators.layout.cells import read_cell
from sferum_docs.indicators.model import PERCENT, LeftOut
from sferum_docs.indicators.series import Source, Value
from sferum_docs.indicators.taking import MOST, WHOLE, as_kept, compare_values
from sferum_docs.reading.faults import Fault

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence
    from datetime import date

    from sferum_docs.indicators.importing.model import Matter
    from sferum_docs.indicators.model import Figure, Question
    from sferum_docs.indicators.series import Figures

    Key = tuple[str, date]

_LONGEST = 200  # letters of what a cell says that are kept
_NOTHING = Answer()


@dataclass(frozen=True, slots=True)
class OwnSheet:
    """What files say of the own school: its figures, what the reader asks of them, the cells left out."""

    figures: tuple[Figure, ...]
    questions: tuple[Question, ...]
    left_out: tuple[LeftOut, ...]


@dataclass
class _Decided:
    """What was decided so far."""

    values: list[Value] = field(default_factory=list)
    same: list[Value] = field(default_factory=list)
    not_written: list[NotWritten] = field(default_factory=list)
    left_out: list[LeftOut] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)


def list_changes(
    sheet: OwnSheet,
    figures: Figures,
    answers: Mapping[str, Answer],
    *,
    today: date,
    bases: Mapping[str, int],
    moved: Mapping[date, date],
    told: Collection[tuple[str, date, Source]] = (),
) -> ChangeList:
    """What becomes of every value of the sheet.

    `moved`: weeks that a person says are others; `told`: cells whose value came in once, mended since or not.
    """
    kept = figures.by_place
    decided = _Decided()
    groups: dict[Key, list[Candidate]] = {}
    for key, all_of_key in _grouped(sheet.figures, moved).items():
        group, known = _distinct(all_of_key, decided), kept.get(key)
        if known is not None and _is_decided(group, known, told):
            decided.same += [known]
            decided.left_out += [LeftOut(each.place, each.value.source.written, "уже записано") for each in group[1:]]
        else:
            groups[key] = group
    choices = tuple(choosing(groups, kept))
    checks = tuple(checking(groups, kept, sheet.questions, figures.set, today, bases))
    for key, group in groups.items():
        _decide(group, kept.get(key), _of_key(choices, key), checks, answers, decided)
    taken = compare_values(figures, decided.values)
    return ChangeList(
        taken.new,
        taken.changed,
        (*decided.same, *taken.same),
        taken.held,
        tuple(decided.not_written),
        (*choices, *checks),
        (*sheet.left_out, *decided.left_out),
        _digest(groups, kept, (*choices, *checks)),
        tuple(decided.faults),
    )


def _grouped(figures: Iterable[Figure], moved: Mapping[date, date]) -> dict[Key, list[Candidate]]:
    found: dict[Key, list[Candidate]] = defaultdict(list)
    for figure in figures:
        monday = monday_of(figure.week.start)
        source = Source(figure.place.file, figure.place.sheet, figure.place.cell, figure.written[:_LONGEST])
        base = figure.base if figure.base is not None and figure.base <= MOST else None
        amount = None if figure.amount is None else as_kept(figure.amount, figure.unit)
        value = Value(figure.indicator, moved.get(monday, monday), amount, figure.unit, base, figure.state, source)
        candidate = Candidate(value, figure.place, figure.correction)
        found[candidate.key].append(candidate)
    return dict(sorted(found.items(), key=lambda item: (item[0][1], item[0][0])))


def _distinct(group: Sequence[Candidate], decided: _Decided) -> list[Candidate]:
    """The values that say different things; «not known» says nothing beside a number."""
    known = [each for each in group if each.value.amount is not None] or list(group[:1])
    kept: dict[tuple[object, str], Candidate] = {}
    for each in known:
        kept.setdefault((each.value.amount, each.value.unit), each)
    values = list(kept.values())
    repeats = (each for each in group if each not in values)
    decided.left_out += [LeftOut(each.place, each.value.source.written, "то же значение уже есть") for each in repeats]
    return values


def _is_decided(group: Sequence[Candidate], known: Value, told: Collection[tuple[str, date, Source]]) -> bool:
    """Whether a person has decided of these very cells before, or nothing is said otherwise."""
    if all((*each.key, each.value.source) in told for each in group):
        return True
    if len(group) == 1:
        value = group[0].value
        says_same = (value.amount, value.unit, value.state) == (known.amount, known.unit, known.state)
        return value.source == known.source or (says_same and value.base in {None, known.base})
    return any(each.correction and each.value.source == known.source for each in group)


def _of_key(matters: Iterable[Matter], key: Key) -> Matter | None:
    return next((matter for matter in matters if any(each.key == key for each in matter.values)), None)


def _decide(
    group: Sequence[Candidate],
    known: Value | None,
    choice: Matter | None,
    checks: Sequence[Matter],
    answers: Mapping[str, Answer],
    decided: _Decided,
) -> None:
    picked = group[0]
    if choice is not None:
        chosen = _chosen(group, choice, answers.get(choice.key, _NOTHING), decided)
        if chosen is None:
            return
        picked = chosen
        others = (each for each in group if each is not picked)
        decided.not_written += [NotWritten(each, "выбрано другое число") for each in others]
    value: Value | None = picked.value
    for matter in checks:
        if picked in matter.values and value is not None:
            value = _checked(picked, value, matter, answers.get(matter.key, _NOTHING), decided)
    if value is None:
        return
    if known is not None and known.amount is not None and value.amount is not None:
        told = f"в файле: {where(value.source)}"
        value = replace(value, reason="; ".join(filter(None, (value.reason, told))))
    decided.values.append(value)


def _chosen(group: Sequence[Candidate], matter: Matter, answer: Answer, decided: _Decided) -> Candidate | None:
    """The candidate that was chosen; None: nobody has, or what is kept stays."""
    if answer.choice == REPLACE and len(group) == 1:
        return group[0]
    found = next((each for each, key in zip(group, choice_keys(group), strict=True) if key == answer.choice), None)
    if found is None:
        offered = {choice.key for choice in matter.choices}
        words = {KEPT: "оставлено записанное", LEAVE: "вы решили не записывать"}.get(answer.choice, "")
        told = words if answer.choice in offered else ""
        decided.not_written += [NotWritten(each, told or "нет ответа на вопрос", not told) for each in group]
    return found


def _checked(picked: Candidate, value: Value, matter: Matter, answer: Answer, decided: _Decided) -> Value | None:
    """The value after one matter; None when it does not come in."""
    offered = {choice.key for choice in matter.choices}
    choice = answer.choice if answer.choice in offered else ""
    if choice == AS_IS:
        return replace(value, reason=answer.reason or value.reason or "проверено при внесении")
    if choice == BLANK:
        return replace(value, amount=None, state="unknown")
    if choice == MEND:
        return _mended(picked, value, matter, answer, decided)
    told = "вы решили не записывать" if choice == LEAVE else "нет ответа на вопрос"
    decided.not_written.append(NotWritten(picked, told, choice in {"", MOVE}))
    return None


def _mended(picked: Candidate, value: Value, matter: Matter, answer: Answer, decided: _Decided) -> Value | None:
    at = matter.values.index(picked)
    text = answer.amounts.get(at, "").strip()
    amount = read_cell(text).amount if text else None
    limit = WHOLE if value.unit == PERCENT else MOST if value.base is None else value.base
    whole = value.unit == PERCENT or (amount is not None and amount == amount.to_integral_value())
    if amount is None or amount < 0 or amount > limit or not whole:
        unit = "%" if value.unit == PERCENT else "чел."
        told = {"text": text[:40], "limit": limit, "unit": unit}
        decided.faults.append(Fault("import_amount" if text else "import_no_amount", f"{matter.key}-{at}", told))
        decided.not_written.append(NotWritten(picked, "нет верного числа", is_open=True))
        return None
    if amount == value.amount:
        return replace(value, reason=value.reason or "проверено при внесении")
    return replace(
        value, amount=amount, state="known", reason=f"исправлено при внесении, в файле «{value.source.written}»"
    )


def _digest(groups: Mapping[Key, Sequence[Candidate]], kept: Mapping[Key, Value], matters: Sequence[Matter]) -> str:
    """What was shown: the coming values, those in whose place they come, what is asked."""
    said = [(key, [each.value for each in group], kept.get(key)) for key, group in groups.items()]
    asked = [(matter.key, matter.text) for matter in matters]
    return hashlib.sha256(repr((said, asked)).encode()).hexdigest()[:20]
