"""Who answers for an act in a school: one for the whole of it, and those whom its clauses tell to appoint."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sferum_docs.acts_reader.words import officers_demanded
from sferum_docs.directives.model import Demand
from sferum_docs.documents.of_act.latin import latin
from sferum_docs.grammar.subjects import subject

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from sferum_docs.directives.model import Directive
    from sferum_docs.documents.of_act.rows import ActRow

EXECUTOR = "executor"
EXECUTOR_TAG = "ответственный"
MOST_OFFICERS = 12
_LONGEST = 150
_LONGEST_NAME, _LONGEST_ID = 24, 30
_OF_WHAT = re.compile(r"ответственн\w{2,3}\s(?:лиц\w{1,2}\s)?(?:за|по)\s")
_NO_LETTER = re.compile(r"[^а-яёa-z0-9]+")
_DEPUTIES = ("заместитель учебно|увр|учебн", "заместитель воспит", "заместитель")
_INFINITIVE = re.compile(r"\b[А-ЯЁа-яё]{2,30}(?:ть|ти|чь)(?:ся)?\b")
_APPOINTING = ("назначить", "определить", "закрепить", "возложить", "уполномочить", "выделить", "считать")
_OF_CHARGE = ("ответственный ", "ответственное ", "ответственные ")


@dataclass(frozen=True, slots=True)
class Officer:
    """A role that a clause tells to fill."""

    id: str
    tag: str
    label: str  # «ответственный за питание»
    clause: str  # the path of the clause that wants them
    carries_out: bool  # whether the appointment is all that the clause wants

    @property
    def of_whom(self) -> str:
        """«Ответственного за питание»; the label itself where no rule declines it."""
        forms = subject(self.label).forms
        return forms[1] if forms else self.label

    @property
    def charge(self) -> str:
        """What follows «ответственным»: «за питание»; empty for a role of another name."""
        words = self.label.removeprefix("ответственный ").removeprefix("ответственное лицо ")
        words = words.removeprefix("ответственные лица ").removeprefix("ответственные ")
        return words if self.label.startswith(_OF_CHARGE) and words.startswith(("за ", "по ")) else ""


def demanded(rows: Sequence[ActRow]) -> tuple[Officer, ...]:
    """The officers that the clauses tell to appoint, each once, in the order of the act."""
    found: dict[str, ActRow] = {}
    for row in rows:
        labels = [name[:1].lower() + name[1:] for name in _named_in(row) if len(name) <= _LONGEST]
        # a clause is appointed for whole, or left to an order of its own
        if len(found.keys() | set(labels)) <= MOST_OFFICERS:
            found = {**dict.fromkeys(labels, row), **found}
    ordered = sorted(found.items(), key=lambda item: rows.index(item[1]))
    named = _short_names([label for label, _row in ordered])
    return tuple(
        Officer(
            f"officer_{_in_latin(name)}",
            f"{EXECUTOR_TAG}_{name}",
            label,
            row.clause.path,
            _wants_no_more(row.clause.text),
        )
        for name, (label, row) in zip(named, ordered, strict=True)
    )


def _short_names(labels: Sequence[str]) -> list[str]:
    """A name for each that follows from its label: in a newer edition whoever holds it holds the same.

    >>> _short_names(["ответственный за питание", "координатор чатов", "ответственное лицо за питание"])
    ['питание', 'координатор_чатов', '3_питание']
    """
    found: dict[str, str] = {}
    for place, label in enumerate(labels, start=1):
        words = _NO_LETTER.sub("_", _OF_WHAT.sub("", label.lower()))[:_LONGEST_NAME].strip("_")
        name = words if words and _in_latin(words) not in found else f"{place}_{words}".rstrip("_")
        found[_in_latin(name)] = name
    return [*found.values()]


def _in_latin(name: str) -> str:
    return latin(name, _LONGEST_ID, "_")


def appointed_to(officers: Iterable[Officer]) -> frozenset[str]:
    """The clauses that the order about officers carries out on its own day."""
    return frozenset(item.clause for item in officers if item.carries_out)


def _named_in(row: ActRow) -> tuple[str, ...]:
    """Those whom a clause tells to appoint, also by an item under «Назначить ответственными:»."""
    text, above = row.clause.text, row.parent.text if row.parent else ""
    found, alone = officers_demanded(text, above), officers_demanded(text)
    return found if row.clause.demand is Demand.ACT or found != alone else ()


def _wants_no_more(text: str) -> bool:
    """Whether a clause names no other deed than to appoint: «назначить ответственного и утвердить график» does."""
    deeds = (word.lower() for word in _INFINITIVE.findall(text))
    return all(word.startswith(_APPOINTING) or word.endswith("сть") for word in deeds)


def written_roles(directive: Directive, officers: Sequence[Officer]) -> list[dict[str, Any]]:
    """`[[roles]]` of the pack."""
    label = f"ответственный за исполнение {directive.words.kind.genitive}"
    first = _role(EXECUTOR, EXECUTOR_TAG, label, "Отвечает за всё, что не поручено другому.")
    return [first, *(_role(item.id, item.tag, item.label, _why(directive, item)) for item in officers)]


def _why(directive: Directive, officer: Officer) -> str:
    return f"Назначить требует {directive.by_path[officer.clause].label}."


def _role(role: str, tag: str, label: str, hint: str) -> dict[str, Any]:
    return {
        "id": role,
        "label": label,
        "tag": tag,
        "hint": hint,
        "may_be_head": True,
        "posts": list(_DEPUTIES),
    }


def duties(rows: Sequence[ActRow], officers: Sequence[Officer]) -> Mapping[str, list[str]]:
    """Clause → who sees to it: the head appoints, the one who answers for the act sees to the rest."""
    appointing = {item.clause for item in officers}
    return {row.clause.path: ["head" if row.clause.path in appointing else EXECUTOR] for row in rows}
