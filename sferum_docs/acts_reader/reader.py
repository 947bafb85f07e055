"""The text of an act → a draft of its directive."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from sferum_docs.acts_reader.choices import choice
from sferum_docs.acts_reader.layout.annexes import annexes_of
from sferum_docs.acts_reader.layout.head.issuer import is_school
from sferum_docs.acts_reader.layout.rows import joined, rows_of
from sferum_docs.acts_reader.layout.tree.clauses import clauses
from sferum_docs.acts_reader.layout.zones import Zones, zones_of
from sferum_docs.acts_reader.model import ActDraft, Doubt, DraftNode, Span
from sferum_docs.acts_reader.paths import with_paths
from sferum_docs.acts_reader.suspicions import suspicions
from sferum_docs.acts_reader.words import (
    NOBODY,
    Addressee,
    addressee,
    control,
    deadline,
    demand,
    entry_into_force,
    references,
    repeals,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from sferum_docs.acts_reader.layout.rows import Row
    from sferum_docs.acts_reader.layout.tree.nodes import Growing
    from sferum_docs.acts_reader.model import ActText, Control
    from sferum_docs.directives.model import ActReference


def read_act(text: ActText) -> ActDraft:
    """What the act demands, as far as the rules are sure; where they are not, a doubt says so."""
    rows, _noise = rows_of(text.lines)
    zones = zones_of(rows)
    grown = clauses(zones.body)
    nodes = with_paths([one.node() for one in grown])
    doubts = [*_of_head(zones), *_of_layout(grown, nodes)]
    head = zones.beginning.head
    said = _Said(head.day, is_school(head.issuer), doubts)
    nodes = tuple(said.node(node, NOBODY, zones.beginning.word) for node in nodes)
    draft = _draft(zones, nodes, said)
    return replace(draft, doubts=(*draft.doubts, *suspicions(draft)))


def _draft(zones: Zones, nodes: tuple[DraftNode, ...], said: _Said) -> ActDraft:
    head = zones.beginning.head
    cited = references(joined(row.text for row in zones.beginning.preamble))
    texts = [node.text for top in nodes for node in top.walk()]
    force = next((found for text in texts if (found := entry_into_force(text))), "")
    doubts = [*said.doubts, *cited.doubts]
    return ActDraft(
        head.kind, head.number, head.day, head.title, head.issuer, zones.beginning.word,
        signatory=zones.signed.signatory, executor=zones.executor, control=said.control,
        preamble=_span(zones.beginning.preamble), references=cited.value, repeals=tuple(said.repeals),
        annexes=annexes_of(texts, zones.tail), annexes_at=_span(zones.tail), entry_into_force=force,
        nodes=nodes, doubts=tuple(sorted(doubts, key=lambda doubt: -doubt.weight)),
    )  # fmt: skip


def _span(rows: Sequence[Row]) -> Span:
    return Span(rows[0].number, rows[-1].number) if rows else Span()


def _of_head(zones: Zones) -> Iterator[Doubt]:
    """What of the act's own data was not found or may be otherwise."""
    head = zones.beginning.head
    for name, code in head.doubts.items():
        if name == "kind" and not (head.kind or zones.beginning.word):
            yield Doubt("", name, "not_an_act", {}, 9)
            continue
        issuers = [choice(one, name, one) for one in head.issuers] if name == "issuer" else []
        yield Doubt("", name, code, {}, 6, tuple(issuers))
    if zones.signed.signatory is None:
        yield Doubt("", "signatory", "no_signatory", {}, 7)
    elif zones.signed.unsure:
        yield Doubt("", "signatory", zones.signed.unsure, {"name": zones.signed.signatory.name}, 5)
    if zones.beginning.unmarked:
        yield Doubt("", "text", "no_beginning", {}, 8)


def _of_layout(grown: Sequence[Growing], nodes: Sequence[DraftNode]) -> Iterator[Doubt]:
    """The doubts of the rules that made the nodes, under the paths that these have."""
    made = (node for top in nodes for node in top.walk())
    for growing, node in zip((one for top in grown for one in top.walk()), made, strict=True):
        for reason in dict.fromkeys(growing.reasons):
            yield Doubt(node.path, reason.field, reason.code, {"mark": reason.said}, reason.weight)


@dataclass
class _Said:
    """What the words of the nodes say, collected from the first node to the last."""

    day: date | None
    of_school: bool
    doubts: list[Doubt]
    control: Control | None = None

    def __post_init__(self) -> None:
        self.repeals: list[ActReference] = []

    def node(self, node: DraftNode, above: Addressee, above_text: str) -> DraftNode:
        """The node and those below it with all that their words say."""
        who = addressee(node.text, above, above_text, of_school=self.of_school)
        when = deadline(node.text, self.day)
        what = demand(node.text, above_text, has_children=bool(node.children))
        voids = repeals(node.text, above_text)
        watching = control(node.text)
        if watching.value and not self.control:
            self.control = replace(watching.value, path=node.path)
            self._doubt(node, watching.doubts)
        self.repeals.extend(voids.value)
        for found in (who.doubts, when.doubts, what.doubts, voids.doubts):
            self._doubt(node, found)
        below = tuple(self.node(child, who.value, node.text) for child in node.children)
        one = who.value
        return DraftNode(
            node.path, node.number, node.marker, node.text, node.lines, one.nominative, one.raw, one.inherited,
            one.for_school, when.value, what.value, below,
        )  # fmt: skip

    def _doubt(self, node: DraftNode, found: Sequence[Doubt]) -> None:
        self.doubts.extend(replace(one, path=node.path) for one in found)
