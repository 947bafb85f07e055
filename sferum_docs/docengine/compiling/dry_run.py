"""The trial: a part is written with known values, every branch taken and not, loops with none, one and two items."""

from __future__ import annotations

from dataclasses import replace
from itertools import product
from typing import TYPE_CHECKING, Any

from sferum_docs.docengine.compiling.codegen import Coder
from sferum_docs.docengine.file.markup import parse, qn
from sferum_docs.docengine.findings import Finding, TemplateError, finding
from sferum_docs.docengine.integrity import check_structure
from sferum_docs.docengine.render import RenderState

if TYPE_CHECKING:
    from collections.abc import Callable

    from sferum_docs.docengine.compiling.identity import Identities
    from sferum_docs.docengine.compiling.numbering import Numbering
    from sferum_docs.docengine.compiling.tree import Tree

_LEFT, _RIGHT = "\u2997", "\u2998"
MAX_BRANCHES = 6


class TrialCoder(Coder):
    """The same code with the data taken out: branches, numbers of items and values are chosen by the trial."""

    def attribute(self, letter: str, number: int) -> str:
        """Give a fixed property in the place of one that comes from the data."""
        known = {"c": "b'1'", "g": "b'auto'"}
        return known.get(letter) or super().attribute(letter, number)

    def printed(self, number: int) -> str:
        """Give the value by which the trial knows the tag."""
        return f"s.{self.shape(number)}(None, {number})" if number in self.tree.formats else f"s.value({number})"

    def test(self, number: int) -> str:
        """Ask the trial whether the branch is taken."""
        return f"s.takes({number})"

    def items(self, number: int) -> str:
        """Ask the trial how many items there are."""
        return f"s.some({number})"


class DryRun(RenderState):
    """Stands in for the data: takes the branch it is told to and gives as many items as it is told to."""

    def __init__(self, known: Identities, lists: Numbering | None, branch: int, items: int) -> None:
        super().__init__(known, lists)
        self.branch, self.amount = branch, items
        self.places: dict[int, int] = {}
        self.written: set[str] = set()

    def takes(self, number: int) -> bool:
        """Tell whether this trial takes the branch."""
        return self.places.get(number, 0) == self.branch

    def some(self, _: int) -> list[dict[str, Any]]:
        """Give the items of a loop."""
        return [{}] * self.amount

    def value(self, number: int) -> bytes:
        """Give the text by which a printed tag is known again."""
        text = f"{_LEFT}{number}{_RIGHT}"
        self.written.add(text)
        return text.encode()

    def runs(self, value: Any, number: int) -> bytes:  # noqa: ARG002 -- the trial has no values
        """Stand in for a value with formatting."""
        return b"<w:r><w:t>" + self.value(number) + b"</w:t></w:r>"

    def chart(self, value: Any, number: int) -> bytes:
        """Stand in for a chart."""
        return self.runs(value, number)

    def paragraphs(self, value: Any, number: int) -> bytes:
        """Stand in for several paragraphs."""
        return b"<w:p>" + self.runs(value, number) + b"</w:p>"


def try_out(tree: Tree, known: Identities, lists: Numbering | None) -> list[Finding]:
    """Write the part in every way that matters and check each result; findings only when the result is unsound."""
    source = TrialCoder(tree).write()
    space: dict[str, Any] = {"__builtins__": {"enumerate": enumerate, "len": len}}
    exec(source.code(), space)  # noqa: S102 -- our own code without any text of the author's
    places = _branches(tree)
    most = min(max(places.values(), default=0) + 1, MAX_BRANCHES)
    has_loops = any(statement.word == "for" for statement in tree.statements.values())
    found: dict[Finding, None] = {}
    for branch, items in product(range(most + 1), (0, 1, 2) if has_loops else (0,)):
        trial = DryRun(known, lists, branch, items)
        trial.places = places
        found |= dict.fromkeys(_result(tree, space["part"], trial))
    return list(found)


def _branches(tree: Tree) -> dict[int, int]:
    """Give for each if and elif which branch of its block it opens."""
    places: dict[int, int] = {}
    depth: list[int] = []
    for number in sorted(tree.statements):
        word = tree.statements[number].word
        if word == "if":
            depth.append(0)
            places[number] = 0
        elif word == "elif" and depth:
            depth[-1] += 1
            places[number] = depth[-1]
        elif word == "endif" and depth:
            depth.pop()
    return places


def _result(tree: Tree, write: Callable[..., None], trial: DryRun) -> list[Finding]:
    pieces: list[bytes] = []
    write({}, pieces, trial, trial.value)
    try:
        root = parse(b"".join(pieces), tree.part)
    except TemplateError as error:
        return [finding("trial-broken", tree.part, hint=item.hint) for item in error.findings]
    shown = "".join(text.text or "" for text in root.iter(qn("w:t")))
    lost = [text for text in trial.written if text not in shown]
    unsound = [replace(item, severity="error") for item in check_structure(root, tree.part)]
    return [*unsound, *(finding("trial-lost", tree.part, tag=text) for text in lost[:1])]
