"""The directive of a pack out of its records: the tree is written flat, each node under its path."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from sferum_docs.directives.legal_acts import LegalAct
from sferum_docs.directives.model import (
    Clause,
    Deadline,
    DeadlineKind,
    Demand,
    Directive,
    Indicator,
    Officer,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sferum_docs.reading.records import Record


def read_directive(record: Record, clauses: Record, indicators: Record) -> Directive | None:
    """The directive, or None when a fault forbids it."""
    known = tuple(item for row in indicators.records("indicators", "id") if (item := _indicator(row)) is not None)
    nodes = [node for row in clauses.records("clauses", "path") if (node := _clause(row, known)) is not None]
    clauses.refuse_repeats("clauses", [node.path for node in nodes])
    indicators.refuse_repeats("indicators", [item.id for item in known])
    _refuse_orphans(clauses, nodes)
    kind, number, title = record.text("kind"), record.text("number"), record.text("title")
    issuer, issuer_short = record.text("issuer"), record.text("issuer_short")
    adopting_word, day = record.text("adopting_word"), record.day("date")
    region = record.text("region", required=False)
    officers = [_officer(record.record(key)) for key in ("signatory", "controller", "executor")]
    record.done()
    if day is None or not nodes:
        return None
    signatory, controller, executor = officers
    return Directive(
        kind,
        number,
        day,
        title,
        issuer,
        issuer_short,
        adopting_word,
        signatory,
        controller,
        executor,
        _tree(nodes, ""),
        known,
        region,
    )


def read_acts(root: Record) -> tuple[LegalAct, ...]:
    """Legal acts with the days in force."""
    acts = []
    for record in root.records("acts", "id"):
        act_id, citation, source = record.text("id"), record.text("citation"), record.text("source")
        since, until = record.day("in_force_from"), record.day("in_force_to", required=False)
        record.done()
        if since is not None and until is not None and until < since:
            record.fault("in_force_to", "dates_reversed")
        if since is not None:
            acts.append(LegalAct(act_id, citation, since, until, source))
    root.refuse_repeats("acts", [act.id for act in acts])
    return tuple(acts)


def _clause(record: Record, indicators: Sequence[Indicator]) -> Clause | None:
    path = record.text("path")
    text = record.verbatim("text")
    demand = record.choice("demand", Demand, Demand.ACTION)
    indicator = record.text("indicator", required=False)
    if indicator and indicator not in {item.id for item in indicators}:
        record.fault("indicator", "unknown_indicator", text=indicator)
    clause = Clause(
        path=path,
        number=record.text("number", required=False),
        marker=record.text("marker", required=False),
        text=text,
        addressee=record.text("addressee"),
        addressee_inherited=record.flag("addressee_inherited"),
        for_school=record.flag("for_school", default=True),
        demand=demand or Demand.ACTION,
        deadline=_deadline(record.record("deadline")),
        indicator=indicator,
    )
    record.done()
    return clause if path and text else None


def _deadline(record: Record) -> Deadline:
    kind = record.choice("kind", DeadlineKind, DeadlineKind.NONE) or DeadlineKind.NONE
    dated = kind in {DeadlineKind.DATE, DeadlineKind.RANGE}
    raw = record.text("raw", required=kind is not DeadlineKind.NONE)
    day = record.day("date", required=dated)
    period = record.text("period", required=kind is DeadlineKind.PERIODIC)
    record.done()
    return Deadline(kind, raw, day, period)


def _indicator(record: Record) -> Indicator | None:
    indicator = Indicator(
        id=record.text("id"),
        name=record.text("name"),
        explanation=record.text("explanation"),
        population=record.text("population"),
        period=record.text("period"),
        systems=record.texts("systems"),
        unit=record.text("unit"),
    )
    record.done()
    return indicator if indicator.id else None


def _officer(record: Record) -> Officer:
    officer = Officer(record.text("post", required=False), record.text("name"))
    record.done()
    return officer


def _refuse_orphans(record: Record, nodes: Sequence[Clause]) -> None:
    paths = {node.path for node in nodes}
    for node in nodes:
        parent = parent_path(node.path)
        if parent and parent not in paths:
            record.fault(f"clauses[{node.path}].path", "unknown_clause", text=parent)


def parent_path(path: str) -> str:
    """The path of the node above; empty at the top.

    >>> parent_path("1.9/-3"), parent_path("1.9"), parent_path("1")
    ('1.9', '1', '')
    """
    return path.rpartition("/")[0] or (path.rpartition(".")[0] if "/" not in path else "")


def _tree(nodes: Sequence[Clause], parent: str) -> tuple[Clause, ...]:
    return tuple(replace(node, children=_tree(nodes, node.path)) for node in nodes if parent_path(node.path) == parent)
