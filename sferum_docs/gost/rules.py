"""The rules of rules.toml as values, and the checks registered for them by id."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sferum_docs.gost.model import Rule, Status

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from sferum_docs.gost.model import Facts, Profile
    from sferum_docs.gost.reading.document import Document, Paragraph
    from sferum_docs.gost.reading.parts import Outline

_EDITIONS = ("2016", "2025")


@dataclass(frozen=True)
class CheckContext:
    """What a check looks at."""

    document: Document
    outline: Outline
    profile: Profile
    facts: Facts
    kind: str


@dataclass(frozen=True)
class Violation:
    """A departure before it has words: the message's key, where, the values of the sentence, the words around."""

    say: str = "found"
    where: Paragraph | None = None
    values: Mapping[str, object] = field(default_factory=dict)
    words: str = ""


class MissingFactError(Exception):
    """The file does not hold what the rule needs; the code of what is needed."""


class RuleNotApplicableError(Exception):
    """The rule has nothing to be applied to in this document; the code of why."""


CHECKS: dict[str, Callable[[CheckContext], Iterable[Violation]]] = {}


def check_of(
    rule: str,
) -> Callable[[Callable[[CheckContext], Iterable[Violation]]], Callable[[CheckContext], Iterable[Violation]]]:
    """Registers a function as the check of a rule."""

    def register(
        function: Callable[[CheckContext], Iterable[Violation]],
    ) -> Callable[[CheckContext], Iterable[Violation]]:
        CHECKS[rule] = function
        return function

    return register


@cache
def _table() -> dict[str, Any]:
    return tomllib.loads(Path(__file__).with_name("rules.toml").read_text(encoding="utf-8"))


def undecided() -> dict[str, str]:
    """Code of what a check lacked → the sentence."""
    sentences: dict[str, str] = _table()["undecided"]
    return sentences


def not_applicable() -> dict[str, str]:
    """Code of why a rule is not applied → the sentence."""
    sentences: dict[str, str] = _table()["not_applicable"]
    return sentences


@cache
def rules() -> tuple[Rule, ...]:
    """Every rule of the table, in its order."""
    table = _table()
    return tuple(_rule(item, table["kinds"]) for item in table["rule"])


def _rule(item: dict[str, Any], groups: Mapping[str, list[str]]) -> Rule:
    status = item["status"]
    by_edition = status if isinstance(status, dict) else dict.fromkeys(_EDITIONS, status)
    return Rule(
        id=item["id"],
        title=item["title"],
        statuses={edition: Status(text) for edition, text in by_edition.items()},
        trust=item["trust"],
        reference=item["reference"],
        requisite=item.get("requisite", ""),
        kinds=_kinds(item.get("kinds", ()), groups),
        not_kinds=_kinds(item.get("not_kinds", ()), groups),
        status_for={kind: Status(text) for kind, text in item.get("status_for", {}).items()},
        eye=item.get("eye", ""),
        also_eye=item.get("also_eye", ""),
        says=item.get("say", {}),
    )


def _kinds(names: Iterable[str], groups: Mapping[str, list[str]]) -> frozenset[str]:
    return frozenset(kind for name in names for kind in groups.get(name, [name]))


@cache
def known_kinds() -> tuple[str, ...]:
    """The kinds of documents that some rule knows, by the alphabet."""
    groups = (kind for names in _table()["kinds"].values() for kind in names)
    return tuple(sorted({*groups, *(kind for rule in rules() for kind in rule.kinds | rule.not_kinds)}))
