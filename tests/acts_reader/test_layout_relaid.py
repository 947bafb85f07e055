"""The same act set otherwise is the same act: margins, blank lines, indents say nothing of its clauses."""

from __future__ import annotations

import json
import re
import textwrap
from functools import partial
from typing import TYPE_CHECKING, Any

import pytest

from sferum_docs.acts_reader.layout.rows import fold, rows_of
from sferum_docs.acts_reader.layout.tree.clauses import clauses
from sferum_docs.acts_reader.layout.zones import zones_of
from sferum_docs.acts_reader.sources.texts import from_pasted
from tests.acts_reader.score import ACTS, names

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_COLUMNS = re.compile(r"\S\s{4,}\S")


def broken_at(width: int, text: str) -> str:
    """Long lines broken at a margin, columns left alone."""
    lines: list[str] = []
    for line in text.split("\n"):
        whole = len(line) <= width or _COLUMNS.search(line)
        lines += [line] if whole else textwrap.wrap(line.strip(), width, break_on_hyphens=False)
    return "\n".join(lines)


def without_blanks(text: str) -> str:
    return "\n".join(line for line in text.split("\n") if line.strip())


LAID: dict[str, Callable[[str], str]] = {
    "broken at sixty letters": partial(broken_at, 60),
    "broken at eighty letters": partial(broken_at, 80),
    "without blank lines": without_blanks,
    "with a blank line after each": lambda text: without_blanks(text).replace("\n", "\n\n"),
    "indented": lambda text: textwrap.indent(text, "     "),
    "with one space between words": lambda text: "\n".join(fold(line) for line in text.split("\n")),
}


def nodes_of(tree: list[dict[str, Any]]) -> Iterator[tuple[str, str]]:
    for node in tree:
        yield node["marker"], fold(node["text"].replace("\N{SOFT HYPHEN}", ""))
        yield from nodes_of(node["children"])


@pytest.mark.parametrize("lay", LAID.values(), ids=LAID)
def test_an_act_set_otherwise_has_the_same_clauses(lay: Callable[[str], str]) -> None:
    lost: list[str] = []
    for name in names():
        gold = json.loads((ACTS / f"{name}.gold.json").read_text(encoding="utf-8"))
        rows, _noise = rows_of(from_pasted(lay((ACTS / f"{name}.txt").read_text(encoding="utf-8"))).lines)
        read = [(one.mark.printed, one.text) for top in clauses(zones_of(rows).body) for one in top.walk()]
        lost += [f"{name}: {text}" for marker, text in nodes_of(gold["clauses"]) if (marker, text) not in read]
        lost += [f"{name}: one more" for _node in read[len(list(nodes_of(gold["clauses"]))) :]]
    assert lost == []
