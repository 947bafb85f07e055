"""The way from a file to a template: gates, tags, blocks, names, code, trial; and from data to a document."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sferum_docs.docengine.compiling import blocks
from sferum_docs.docengine.compiling.cells import shape_cells
from sferum_docs.docengine.compiling.codegen import Coder, Source
from sferum_docs.docengine.compiling.grid import mend_grids
from sferum_docs.docengine.compiling.guards import set_guards
from sferum_docs.docengine.compiling.identity import Identities, settle
from sferum_docs.docengine.compiling.merges import settle_merges
from sferum_docs.docengine.compiling.names import FieldUse, Names
from sferum_docs.docengine.compiling.numbering import Numbering, settle_lists
from sferum_docs.docengine.compiling.pointers import lost_in_blocks
from sferum_docs.docengine.compiling.tree import Tree, lift, read_tree
from sferum_docs.docengine.compiling.trial import try_out
from sferum_docs.docengine.file.assembly import Packed, assemble, lay_down
from sferum_docs.docengine.file.media import Links, links_of, picture_members, with_picture_types
from sferum_docs.docengine.file.net import caught
from sferum_docs.docengine.file.package import Package, open_package
from sferum_docs.docengine.file.stamp import Outfit, Stamp, in_corner, outfit
from sferum_docs.docengine.findings import Finding, TemplateError, errors
from sferum_docs.docengine.marking import highlighted, marking
from sferum_docs.docengine.render import LONG, State, explain
from sferum_docs.docengine.rich import RICH_TYPES
from sferum_docs.docengine.unread import unread_findings
from sferum_docs.docengine.values import check_context, remembering, writer

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from sferum_docs.docengine.language.vocabulary import Vocabulary


@dataclass(frozen=True)
class _Live:
    """A part that is written anew for every document."""

    name: str
    write: Callable[[dict[str, Any], list[bytes], State, Callable[[Any], bytes]], None]
    tree: Tree
    source: Source


@dataclass(frozen=True)
class Template:
    """A compiled template: immutable, may be cached and shared between threads."""

    fields: tuple[FieldUse, ...]
    warnings: tuple[Finding, ...]
    _packed: Packed
    _live: tuple[_Live, ...]
    _known: Identities
    _value_types: frozenset[type]
    _links: dict[str, Links]
    _lists: Numbering | None
    _write: Callable[[Any], bytes]
    _outfit: Outfit

    def render(self, context: dict[str, Any], stamp: Stamp | None = None, *, marked: bool = False) -> bytes:
        """Give the document as the bytes of a .docx; the same context and stamp always give the same bytes.

        With `marked` the words of every printed value are highlighted: to be looked at, not to be kept.
        """
        longest = check_context(context, self._value_types)
        state = State(self._known, self._lists, self._value_types, marked=marked)
        write = state.counted(self._write) if longest > LONG else self._write
        if marked:
            write = marking(write)
        changing = []
        for part in self._live:
            pieces: list[bytes] = []
            state.part, state.formats = part.name, part.tree.formats
            try:
                part.write(context, pieces, state, write)
            except Exception as error:  # noqa: BLE001 -- a filter may raise anything; the author is told the tag
                raise explain(error, part.tree, part.source.tags) from None
            text = b"".join(pieces)
            changing.append((part.name, highlighted(text) if marked else text))
        if self._lists:
            changing.append((self._lists.name, self._lists.part(state.fresh)))
        if stamp is None:
            if self._links:
                changing += picture_members(self._links, state.media)
            return assemble(self._packed, changing)
        return assemble(self._outfit.packed, self._stamped(changing, stamp, state))

    def _stamped(self, changing: list[tuple[str, bytes]], stamp: Stamp, state: State) -> Iterator[tuple[str, bytes]]:
        """Give what a stamped file adds to the members that never change."""
        main = self._outfit.main
        written = {main: self._outfit.still, **dict(changing)}
        if stamp.corner is not None:
            link = state.media.link(main, stamp.corner)
            written[main] = in_corner(written[main], stamp.corner, link, state.number().decode())
        yield from written.items()
        yield from picture_members(self._outfit.links, state.media)
        yield from self._outfit.parts(stamp)


@dataclass
class _Read:
    """A file whose every tag has been read and checked."""

    package: Package
    trees: list[tuple[str, Tree]]
    names: Names
    findings: list[Finding]


@caught
def compile_template(data: bytes, vocabulary: Vocabulary | None = None) -> Template:
    """Compile a .docx into a template; raise TemplateError with all findings when it has errors."""
    return build(data, vocabulary)


def build(data: bytes, vocabulary: Vocabulary | None = None) -> Template:
    """Compile without the last net, for the tests that look for holes in it."""
    read = _read(data, vocabulary)
    if errors(read.findings):
        raise TemplateError(read.findings)
    trees = [tree for _, tree in read.trees]
    places = {paragraph: place for tree in trees for paragraph, place in tree.places.items()}
    linked = [(tree, read.package.parts[name].relationships) for name, tree in read.trees]
    read.findings += lost_in_blocks(linked, places)
    known = settle(tree for _, tree in read.trees)
    lists = _lists(read)
    live, faults = [], []
    functions = {name: remembering(item.function) for name, item in read.names.filters.items()}
    value_types = RICH_TYPES | (frozenset(vocabulary.value_types) if vocabulary else frozenset())
    for name, tree in read.trees:
        if not tree.tags:
            continue
        read.findings += settle_merges(tree, places)
        mend_grids(tree)
        set_guards(tree)
        faults += try_out(tree, known, lists)
        source = Coder(tree).write()
        live.append(_Live(name, _function(source, functions), tree, source))
    if errors(faults):
        raise TemplateError(read.findings + faults)
    members = read.package.members
    links = {part.name: links_of(part.name, members) for part in live if part.tree.formats}
    changing = {part.name for part in live} | {item.name for item in links.values()}
    if lists:
        changing.add(lists.name)
    kept = with_picture_types(members) if links else members
    packed = lay_down(member for name, member in kept.items() if name not in changing)
    return Template(
        read.names.fields(),
        tuple(read.findings),
        packed,
        tuple(live),
        known,
        value_types,
        links,
        lists,
        writer(value_types),
        outfit(read.package, {*(part.name for part in live), *((lists.name,) if lists else ())}, links),
    )


def inspect_template(data: bytes, vocabulary: Vocabulary | None = None) -> list[Finding]:
    """Give every mistake of a template in one pass, in all its parts; an empty list when there is none."""
    try:
        return list(compile_template(data, vocabulary).warnings)
    except TemplateError as error:
        return list(error.findings)


def _read(data: bytes, vocabulary: Vocabulary | None) -> _Read:
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
        shape_cells(tree)
        lift(tree)
        blocks.isolate_rich(tree)
        blocks.match(tree)
        found += tree.findings
        trees.append((part.name, tree))
    return _Read(package, trees, names, found)


def _lists(read: _Read) -> Numbering | None:
    numbering, styles = read.package.related("numbering"), read.package.related("styles")
    if numbering is None:
        return None
    trees = [tree for _, tree in read.trees if tree.tags]
    return settle_lists(trees, numbering.name, numbering.root, styles.root if styles else None)


def _function(source: Source, filters: dict[str, Any]) -> Any:
    """Run the code of a part, which sees the filters and two functions of Python."""
    space: dict[str, Any] = {"__builtins__": {"enumerate": enumerate, "len": len}, "f": filters}
    exec(source.code(), space)  # noqa: S102 -- our own code: names are ours, of the author's only checked constants
    return space["part"]
