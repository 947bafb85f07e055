"""The directive of a pack as `pack.toml` keeps it: what is empty or follows from the rest is not written."""

from __future__ import annotations

from dataclasses import fields
from enum import Enum
from typing import TYPE_CHECKING, Any

from sferum_docs.directives.model import Deadline, Demand
from sferum_docs.packs.readers.directive import parent_path

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sferum_docs.directives.model import Clause, Directive

_HEAD = (
    "kind", "number", "date", "title", "issuer", "issuer_short", "adopting_word", "region", "signatory", "controller",
    "executor", "references", "repeals", "annexes", "entry_into_force", "controls",
)  # fmt: skip
_CLAUSE = (
    "number", "marker", "text", "addressee", "addressee_raw", "addressee_inherited", "deadline", "indicator", "sources",
)  # fmt: skip
_NO_DEADLINE = Deadline()
_INDICATOR = (
    "id", "name", "explanation", "population", "period", "systems", "unit", "journal_only", "not_for", "short",
    "general", "says", "hints", "continues", "measures",
)  # fmt: skip


def written_directive(directive: Directive) -> dict[str, Any]:
    """`directive`, `clauses` and `indicators` of the description; the words of an act are derived from its kind."""
    indicators = [_filled(item, _INDICATOR) for item in directive.indicators]
    return {
        "directive": _filled(directive, _HEAD),
        "clauses": [row for clause in directive.clauses for row in _clauses(clause, "")],
        **({"indicators": indicators} if indicators else {}),
    }


def _clauses(clause: Clause, above: str) -> Iterator[dict[str, Any]]:
    row: dict[str, Any] = {"path": clause.path}
    if parent_path(clause.path) != above:
        row["parent"] = above
    if not clause.for_school:
        row["for_school"] = False
    if clause.demand is not Demand.ACTION:
        row["demand"] = clause.demand.value
    yield row | _filled(clause, _CLAUSE)
    for child in clause.children:
        yield from _clauses(child, clause.path)


def _filled(source: object, names: tuple[str, ...]) -> dict[str, Any]:
    found = ((name, getattr(source, name)) for name in names)
    return {name: _plain(value) for name, value in found if value and value != _NO_DEADLINE}


def _plain(value: Any) -> Any:
    """What TOML can keep; of a value of several parts those that are there."""
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    if hasattr(value, "__dataclass_fields__"):
        return _filled(value, tuple(item.name for item in fields(value)))
    return value
