"""A template read whole, before any code is written: its parts with their tags, its names, what is wrong."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sferum_docs.docengine.charts.places import set_charts
from sferum_docs.docengine.compiling import blocks
from sferum_docs.docengine.compiling.cells import shape_cells
from sferum_docs.docengine.compiling.names import Names
from sferum_docs.docengine.compiling.tree import Tree, lift, read_tree
from sferum_docs.docengine.file.package import Package, open_package
from sferum_docs.docengine.unread import unread_findings

if TYPE_CHECKING:
    from sferum_docs.docengine.findings import Finding
    from sferum_docs.docengine.language.vocabulary import Vocabulary


@dataclass
class ReadTemplate:
    """A file whose every tag has been read and checked."""

    package: Package
    trees: list[tuple[str, Tree]]
    names: Names
    findings: list[Finding]


def read_template(data: bytes, vocabulary: Vocabulary | None) -> ReadTemplate:
    """Open a file and read its tags, blocks and names; what is wrong is in `findings`."""
    package = open_package(data)
    names = Names(vocabulary)
    found = [*package.findings, *unread_findings(package)]
    trees: list[tuple[str, Tree]] = []
    first = 0
    for part in package.live():
        if part.root is None:
            continue
        tree = read_tree(part.root, part.short, first)
        first += len(tree.tags)
        names.check(tree, blocks.order(tree))
        if tree.charts:
            set_charts(tree, package)
        shape_cells(tree)
        lift(tree)
        blocks.isolate_rich(tree)
        blocks.match(tree)
        found += tree.findings
        trees.append((part.name, tree))
    return ReadTemplate(package, trees, names, found)
