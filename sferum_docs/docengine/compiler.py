"""The way from a file to a template: gates, tags, blocks, names, code, trial."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sferum_docs.docengine.charts.charting import DRAWN_TYPES, charting_of
from sferum_docs.docengine.compiling.codegen import Coder, Source
from sferum_docs.docengine.compiling.dry_run import try_out
from sferum_docs.docengine.compiling.grid import mend_grids
from sferum_docs.docengine.compiling.guards import set_guards
from sferum_docs.docengine.compiling.identity import Identities, settle
from sferum_docs.docengine.compiling.merges import settle_merges
from sferum_docs.docengine.compiling.numbering import Numbering, settle_lists
from sferum_docs.docengine.compiling.pointers import lost_in_blocks
from sferum_docs.docengine.compiling.read_template import ReadTemplate, read_template
from sferum_docs.docengine.file.assembly import write_static_members
from sferum_docs.docengine.file.media import links_of, with_picture_types
from sferum_docs.docengine.file.net import caught
from sferum_docs.docengine.file.stamp import outfit
from sferum_docs.docengine.findings import Finding, TemplateError
from sferum_docs.docengine.template import LivePart, Template
from sferum_docs.docengine.values import remembering, writer
from sferum_docs.docengine.written import foreknown
from sferum_docs.reading.faults import errors

if TYPE_CHECKING:
    from sferum_docs.docengine.language.vocabulary import Vocabulary


@caught
def compile_template(data: bytes, vocabulary: Vocabulary | None = None) -> Template:
    """Compile a .docx into a template; raise TemplateError with all findings when it has errors."""
    return build(data, vocabulary)


def build(data: bytes, vocabulary: Vocabulary | None = None) -> Template:
    """Compile without the last net, for the tests that look for holes in it."""
    read = read_template(data, vocabulary)
    if errors(read.findings):
        raise TemplateError(read.findings)
    trees = [tree for _, tree in read.trees]
    places = {paragraph: place for tree in trees for paragraph, place in tree.places.items()}
    linked = [(tree, read.package.parts[name].relationships) for name, tree in read.trees]
    read.findings += lost_in_blocks(linked, places)
    known = settle(tree for _, tree in read.trees)
    lists = _lists(read)
    for _, tree in read.trees:
        if tree.tags:
            read.findings += settle_merges(tree, places)
            mend_grids(tree)
            set_guards(tree)
    live = _live(read, known, lists)
    value_types = DRAWN_TYPES | (frozenset(vocabulary.value_types) if vocabulary else frozenset())
    members = read.package.members
    links = {part.name: links_of(part.name, members) for part in live if part.tree.formats}
    kept = with_picture_types(members) if links else members
    charting = charting_of(kept) if any(tree.frames for tree in trees) else None
    changing = {part.name for part in live} | ({lists.name} if lists else set())
    changing |= charting.changing if charting else set()
    written = changing | {item.name for item in links.values()}
    packed = write_static_members(member for name, member in kept.items() if name not in written)
    return Template(
        read.names.fields(),
        tuple(read.findings),
        packed,
        live,
        known,
        value_types,
        links,
        lists,
        writer(value_types),
        outfit(read.package, changing, links),
        None if read.package.findings else foreknown(read.trees),
        charting,
    )


def inspect_template(data: bytes, vocabulary: Vocabulary | None = None) -> list[Finding]:
    """Give every mistake of a template in one pass, in all its parts; an empty list when there is none."""
    try:
        return list(compile_template(data, vocabulary).warnings)
    except TemplateError as error:
        return list(error.findings)


def _live(read: ReadTemplate, known: Identities, lists: Numbering | None) -> tuple[LivePart, ...]:
    """The parts with tags, tried out and written as code. TemplateError."""
    functions = {name: remembering(item.function) for name, item in read.names.filters.items()}
    live, faults = [], []
    for name, tree in read.trees:
        if tree.tags:
            faults += try_out(tree, known, lists)
            source = Coder(tree).write()
            live.append(LivePart(name, _function(source, functions), tree, source))
    if errors(faults):
        raise TemplateError(read.findings + faults)
    return tuple(live)


def _lists(read: ReadTemplate) -> Numbering | None:
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
