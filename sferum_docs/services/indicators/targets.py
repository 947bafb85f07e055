"""The shares that a school aims at: what its act names, and what its orders in force have answered."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from sferum_docs.indicators.targets import Target
from sferum_docs.reading.numbers import digits
from sferum_docs.services.documents.issued import find_document
from sferum_docs.services.documents.statuses import document_states
from sferum_docs.store.change_stamp import Same, keep_until_change

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from sferum_docs.directives.indicators import TargetRule
    from sferum_docs.packs.model import Pack

Answers = dict[str, "Mapping[str, Any]"]  # document → key → answer


def targets_of(school_id: int, pack: Pack) -> tuple[Target, ...]:
    """Every target with its day; one that a question of an order sets is there while that order is in force."""
    return keep_until_change(("targets", school_id, Same(pack)), lambda: tuple(_targets(school_id, pack)))


def _targets(school_id: int, pack: Pack) -> Iterator[Target]:
    known = pack.indicator_set
    if known is None or not known.targets:
        return
    asked = {str(value).partition(".")[0] for rule in known.targets for value in (rule.share, rule.day)}
    answers = _answers(school_id, pack, asked)
    applying = {item.id for item in known.indicators}
    for rule in known.targets:
        share, day = _share(rule, answers), _day(rule, answers)
        if share and day:
            yield from (Target(name, share, day) for name in rule.indicators if name in applying)


def _answers(school_id: int, pack: Pack, documents: set[str]) -> Answers:
    """What the registered version in force of each document was made with."""
    if documents.isdisjoint(pack.by_id):
        return {}
    found: Answers = {}
    for name, state in document_states(school_id, pack).items():
        entry = state.in_force if name in documents else None
        version = find_document(school_id, entry.document_id) if entry and entry.document_id else None
        if version is not None:
            found[name] = version.answers
    return found


def _answer(name: str, answers: Answers) -> object:
    document, _dot, key = name.partition(".")
    return answers.get(document, {}).get(key)


def _share(rule: TargetRule, answers: Answers) -> Decimal | None:
    told = _answer(rule.share, answers) if isinstance(rule.share, str) else rule.share
    number = digits(told) if isinstance(told, str) else told
    return Decimal(number) if isinstance(number, int) else None


def _day(rule: TargetRule, answers: Answers) -> date | None:
    if isinstance(rule.day, date):
        return rule.day
    told = _answer(rule.day, answers)
    return date.fromisoformat(told) if isinstance(told, str) and told else None
