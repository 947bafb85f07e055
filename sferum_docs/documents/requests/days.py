"""The days of one packet held against each other and against the days of the week that its papers name."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from sferum_docs.directives.weekdays import falls_on, named_weekdays, next_on, working_from
from sferum_docs.packs.model import FieldKind
from sferum_docs.reading.faults import Fault

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Container, Iterator

    from sferum_docs.documents.requests.packet_request import Answer, Answers
    from sferum_docs.packs.model import FieldSpec, Pack


WEEKDAYS = ("понедельник", "вторник", "среда", "четверг", "пятница", "суббота", "воскресенье")


@dataclass(frozen=True, slots=True)
class AskedDay:
    """An answer that is a day, with the document where it was asked; `weekdays`: those on which it has to fall."""

    document: str
    field: FieldSpec
    day: date
    weekdays: frozenset[int] = frozenset()

    @property
    def place(self) -> str:
        """Document and question: «D03.срок_классы»."""
        return f"{self.document}.{self.field.key}"

    @property
    def name(self) -> str:
        """How a person finds it: document, question."""
        return f"{self.document} «{self.field.label}»"


def adjust_default_dates(
    answers: dict[str, dict[str, Answer]],
    proposed: Collection[str],
    pack: Pack,
    days_off: Container[date] = (),
    earliest: date = date.min,
) -> dict[str, str]:
    """Moves proposed days («D03.срок_классы») to where those that were answered leave room; answers stay.

    Gives, for each that was moved, the name of the question it was moved for. None goes below the earliest.
    """
    free, moved_for = set(proposed), dict[str, str]()
    while moves := [(item, other) for _code, item, other in _breaks(answers, pack) if {item.place, other.place} & free]:
        # what stands against an answer moves first; moved, it counts as answered and may push the next
        item, other = min(moves, key=lambda pair: len({day.place for day in pair} & free))
        moved, fixed = (item, other) if item.place in free else (other, item)
        answers[moved.document][moved.field.key] = max(_room(moved, fixed, days_off), earliest)
        free.discard(moved.place)
        moved_for[moved.place] = fixed.name
    return moved_for


def _room(moved: AskedDay, fixed: AskedDay, days_off: Container[date]) -> date:
    """The nearest day to a fixed one that suits the question of the moved: a working day, one of its weekdays."""
    if question_name(moved.document, moved.field) == question_name(fixed.document, fixed.field):
        return fixed.day
    step = 1 if moved.day < fixed.day else -1
    if moved.weekdays:
        return next_on(fixed.day, moved.weekdays, days_off, step)
    return working_from(fixed.day, days_off, step) if moved.field.deadline else fixed.day


def order_faults(answers: Answers, pack: Pack, at: Callable[[str], str], days_off: Container[date] = ()) -> list[Fault]:
    """Days that come before a day they have to follow, and one question answered in two ways; `at` gives the place.

    A day that comes every week has to be of the weekday that the papers name.
    """
    faults = [
        Fault(
            code,
            at(item.place),
            {"name": item.name, "text": _written(item.day), "other": other.name, "day": _written(other.day)},
        )
        for code, item, other in _breaks(answers, pack)
    ]
    return [*faults, *_weekday_faults(answers, pack, at, days_off)]


def _weekday_faults(
    answers: Answers, pack: Pack, at: Callable[[str], str], days_off: Container[date]
) -> Iterator[Fault]:
    for item in asked_days(answers, pack):
        if not falls_on(item.day, item.weekdays, days_off):
            near = next_on(item.day, item.weekdays, days_off)
            values = {
                "name": item.name,
                "text": _written(item.day),
                "weekday": WEEKDAYS[item.day.weekday()],
                "words": weekday_words(owner_of(item.document, item.field, pack), answers),
                "near": _written(near),
            }
            yield Fault("other_weekday", at(item.place), values)


def _breaks(answers: Answers, pack: Pack) -> Iterator[tuple[str, AskedDay, AskedDay]]:
    """(code, the day that is wrong, the day it is held against)."""
    owners: dict[str, AskedDay] = {}
    for item in asked_days(answers, pack):
        known = owners.setdefault(question_name(item.document, item.field), item)
        if known.day != item.day:
            yield "days_differ", item, known
    for name, item in owners.items():
        earlier = (owners.get(other) for other in pack.follows.get(name, ()))
        yield from (("day_too_early", item, other) for other in earlier if other is not None and item.day < other.day)


def asked_days(answers: Answers, pack: Pack) -> list[AskedDay]:
    """The days of a packet, each once: what another document of it asks is left to that one."""
    return [
        AskedDay(document, field, day, _weekdays(document, field, answers, pack))
        for document, given in answers.items()
        for field in pack.by_id[document].fields
        if field.kind is FieldKind.DATE
        and field.same_as not in answers
        and isinstance(day := given.get(field.key), date)
    ]


def _weekdays(document: str, field: FieldSpec, answers: Answers, pack: Pack) -> frozenset[int]:
    return named_weekdays(weekday_words(owner_of(document, field, pack), answers))


def weekday_words(field: FieldSpec, answers: Answers) -> str:
    """The words of a packet that name the weekday of a question; empty where none is named."""
    document, _dot, key = field.weekday_of.partition(".")
    return str(answers.get(document, {}).get(key) or "")


def owner_of(document: str, field: FieldSpec, pack: Pack) -> FieldSpec:
    """The question itself, or that of the document for which it is asked here."""
    return pack.field(question_name(document, field)) or field


def question_name(document: str, field: FieldSpec) -> str:
    """The question by the document that owns it, whoever asks it in this packet."""
    return f"{field.same_as or document}.{field.key}"


def _written(day: date) -> str:
    return f"{day:%d.%m.%Y}"
