"""The directive of a pack out of its records: the tree is written flat, each node under its path."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from sferum_docs.directives.legal_acts import LegalAct, Trust
from sferum_docs.directives.model import (
    WITHOUT_ACT,
    ActReference,
    Annex,
    Clause,
    DayType,
    Deadline,
    DeadlineKind,
    Demand,
    Directive,
    Officer,
)
from sferum_docs.packs.readers.indicators import read_indicators
from sferum_docs.packs.readers.words import read_words

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sferum_docs.directives.indicators import Indicator
    from sferum_docs.reading.records import Record

_OF_AN_ACT = ("number", "issuer")
MAX_LEVELS = 16  # of nodes one below the other
_SAID_OR_NOT = ("issuer_short", "adopting_word", "entry_into_force", "controls")


def read_directive(record: Record, root: Record, acts: Sequence[LegalAct] = ()) -> Directive | None:
    """The directive with the clauses and indicators beside it, or None when a fault forbids it."""
    head = _head(record)
    known = read_indicators(root)
    nodes = [node for row in root.records("clauses", "path") if (node := _clause(row, known, acts)) is not None]
    parents = {node.path: parent for node, parent in nodes}
    root.refuse_repeats("clauses", [node.path for node, _parent in nodes])
    sound = _hang_together(root, parents)
    if head is None or not nodes or not sound:
        return None
    if not head.is_act:
        _refuse_unfounded(root, [node for node, _parent in nodes])
    cited = [replace(node, words=head.words.clause) for node, _parent in nodes]
    return replace(head, clauses=_tree(cited, parents), indicators=known)


def _head(record: Record) -> Directive | None:
    """The directive without its clauses. Nobody numbers, issues or signs a list of demands."""
    kind, title, day = record.text("kind"), record.text("title"), record.day("date")
    is_act = kind.casefold() != WITHOUT_ACT
    number, issuer = (record.text(key, required=is_act) for key in _OF_AN_ACT)
    issuer_short, word, entry, controls = (record.text(key, required=False) for key in _SAID_OR_NOT)
    signatory, controller, executor = (_officer(record, key) for key in ("signatory", "controller", "executor"))
    region = record.text("region", required=False)
    words = read_words(record.record("words"), kind, number, is_act=is_act)
    references, repeals = (tuple(map(_reference, record.records(key, "number"))) for key in ("references", "repeals"))
    annexes = tuple(map(_annex, record.records("annexes", "label")))
    record.done()
    if day is None:
        return None
    return Directive(
        kind=kind,
        number=number,
        date=day,
        title=title,
        clauses=(),
        indicators=(),
        issuer=issuer,
        issuer_short=issuer_short or issuer,
        adopting_word=word,
        signatory=signatory,
        controller=controller,
        executor=executor,
        words=words,
        region=region,
        references=references,
        repeals=repeals,
        annexes=annexes,
        entry_into_force=entry,
        controls=controls,
    )


def read_acts(root: Record) -> tuple[LegalAct, ...]:
    """Legal acts with the days in force."""
    acts = []
    for record in root.records("acts", "id"):
        act_id, citation, source = record.text("id"), record.text("citation"), record.text("source")
        since, until = record.day("in_force_from"), record.day("in_force_to", required=False)
        trust = record.choice("trust", Trust, Trust.SECONDARY) or Trust.SECONDARY
        name = record.text("name", required=False)
        record.done()
        if since is not None and until is not None and until < since:
            record.fault("in_force_to", "dates_reversed")
        if since is not None:
            acts.append(LegalAct(act_id, citation, since, until, source, trust, name))
    root.refuse_repeats("acts", [act.id for act in acts])
    return tuple(acts)


def _reference(record: Record) -> ActReference:
    """Another act that this one names."""
    day = record.day("date", required=False)
    kind, number, title, quote, part = (
        record.text(key, required=False) for key in ("kind", "number", "title", "quote", "part")
    )
    record.done()
    return ActReference(kind, number, day, title, quote, part)


def _annex(record: Record) -> Annex:
    annex = Annex(record.text("label"), record.text("title", required=False))
    record.done()
    return annex


def _clause(record: Record, indicators: Sequence[Indicator], acts: Sequence[LegalAct]) -> tuple[Clause, str] | None:
    """A node and the path of the one above it: as its own path says, unless it stands elsewhere in the act."""
    path = record.text("path")
    parent = record.text("parent", required=False) if "parent" in record.names() else parent_path(path)
    text = record.verbatim("text")
    demand = record.choice("demand", Demand, Demand.ACTION)
    indicator = record.text("indicator", required=False)
    if indicator and indicator not in {item.id for item in indicators}:
        record.fault("indicator", "unknown_indicator", text=indicator)
    sources = record.texts("sources")
    for source in set(sources) - {act.id for act in acts}:
        record.fault("sources", "unknown_act", text=source)
    clause = Clause(
        path=path,
        number=record.text("number", required=False),
        marker=record.text("marker", required=False),
        text=text,
        addressee=record.text("addressee", required=False),
        addressee_raw=record.text("addressee_raw", required=False),
        addressee_inherited=record.flag("addressee_inherited"),
        for_school=record.flag("for_school", default=True),
        demand=demand or Demand.ACTION,
        deadline=_deadline(record.record("deadline")),
        indicator=indicator,
        sources=sources,
    )
    record.done()
    return (clause, parent) if path and text else None


def _deadline(record: Record) -> Deadline:
    kind = record.choice("kind", DeadlineKind, DeadlineKind.NONE) or DeadlineKind.NONE
    dated = kind in {DeadlineKind.DATE, DeadlineKind.RANGE}
    raw = record.text("raw", required=kind is not DeadlineKind.NONE)
    day = record.day("date", required=dated)
    period = record.text("period", required=kind is DeadlineKind.PERIODIC)
    deadline = Deadline(
        kind,
        raw,
        date=day,
        period=period,
        date_from=record.day("date_from", required=False),
        day=record.number("day", required=False, high=31) or 0,
        weekday=record.number("weekday", required=False, high=7) or 0,
        days=record.number("days", required=False, high=3660) or 0,
        day_type=record.choice("day_type", DayType) if record.has("day_type") else None,
        event=record.text("event", required=False),
    )
    record.done()
    return deadline


def _officer(record: Record, key: str) -> Officer | None:
    """A person whom the directive names, when it names one."""
    if not record.has(key):
        return None
    row = record.record(key)
    post = row.text("post", required=False)
    officer = Officer(post, row.text("name", required=not post), row.text("phone", required=False))
    row.done()
    return officer


def _refuse_unfounded(root: Record, nodes: Sequence[Clause]) -> None:
    """A demand that no authority made stands on the acts it names."""
    for node in nodes:
        if node.for_school and node.demand is not Demand.GROUP and not node.sources:
            root.fault(f"clauses[{node.path}].sources", "demand_without_source")


def _hang_together(record: Record, parents: Mapping[str, str]) -> bool:
    """Above each node stands one that is there, and no node stands above itself."""
    for path, parent in parents.items():
        if parent and parent not in parents:
            record.fault(f"clauses[{path}].path", "unknown_clause", text=parent)
        above = parent
        for _level in range(MAX_LEVELS):
            above = parents.get(above, "")
        if above:
            record.fault(f"clauses[{path}].parent", "clause_too_deep", limit=MAX_LEVELS)
            return False
    return True


def parent_path(path: str) -> str:
    """The path of the node above; empty at the top.

    >>> parent_path("1.9/-3"), parent_path("1.9"), parent_path("1")
    ('1.9', '1', '')
    """
    return path.rpartition("/")[0] or (path.rpartition(".")[0] if "/" not in path else "")


def _tree(nodes: Sequence[Clause], parents: Mapping[str, str]) -> tuple[Clause, ...]:
    below: dict[str, list[Clause]] = {}
    for node in nodes:
        below.setdefault(parents[node.path], []).append(node)
    return _branch(below, "")


def _branch(below: Mapping[str, Sequence[Clause]], above: str) -> tuple[Clause, ...]:
    return tuple(replace(node, children=_branch(below, node.path)) for node in below.get(above, ()))
