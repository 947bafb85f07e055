"""Blocks: which opening tag belongs to which closing one, and that both stand in the same element."""

from __future__ import annotations

from copy import deepcopy
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from lxml import etree

from sferum_docs.docengine.compiling.tree import INSTRUCTION, RPR, R, T, Tree, formatting_at, home_of
from sferum_docs.docengine.file.markup import Element, qn
from sferum_docs.docengine.findings import Place, part_title
from sferum_docs.docengine.language.foreign import beside
from sferum_docs.docengine.language.language import END
from sferum_docs.docengine.language.tags import CLOSE, OPEN, PLACEHOLDER

if TYPE_CHECKING:
    from collections.abc import Iterator

MAX_DEPTH = 20
MAX_LOOPS = 6  # one inside another
# where a closing tag stands, by the marker of its opening one
_LEVELS = {"": "", "p": " отдельным абзацем", "tr": " отдельной строкой таблицы", "tc": " отдельной ячейкой", "r": ""}
CLOSERS = {"endif": "if", "endfor": "for"}
INLINE = {qn(f"w:{name}") for name in ("hyperlink", "smartTag", "sdt", "sdtContent", "fldSimple", "customXml")}


@dataclass
class Block:
    """The numbers of the tags of one block: opening, branches, closing."""

    tags: list[int] = field(default_factory=list)


def order(tree: Tree) -> Iterator[int]:
    """Give the numbers of all tags in the order of the document."""
    for element in tree.root.iter(T, etree.ProcessingInstruction):
        if element.tag == T:
            yield from (int(found) for found in PLACEHOLDER.findall(element.text or ""))
        elif element.text and element.text.isdigit():
            yield int(element.text)


def match(tree: Tree) -> list[Block]:
    """Pair the tags of a part and bring each block's tags into one element; report what does not pair."""
    blocks: list[Block] = []
    open_blocks: list[Block] = []
    for number in order(tree):
        word = tree.statements[number].word if number in tree.statements else ""
        if word in {"if", "for"}:
            block = Block([number])
            blocks.append(block)
            open_blocks.append(block)
            loops = sum(1 for item in open_blocks if tree.statements[item.tags[0]].word == "for")
            if len(open_blocks) > MAX_DEPTH or loops > MAX_LOOPS:
                tree.report("too-deep", number)
        elif word in {"elif", "else"}:
            _branch(tree, number, word, open_blocks)
        elif word == END and open_blocks:  # said wrongly, and told of: it closes what is open
            open_blocks.pop().tags.append(number)
        elif word in CLOSERS:
            _close(tree, number, word, open_blocks)
    for block in open_blocks:
        tree.report("block-unclosed", block.tags[0], _wants(tree, block.tags[0]))
    closed = [block for block in blocks if block not in open_blocks and len(block.tags) > 1]
    for block in closed:
        _compare_markers(tree, block)
        _bring_together(tree, block)
    return closed


def _branch(tree: Tree, number: int, word: str, open_blocks: list[Block]) -> None:
    if not open_blocks:
        tree.report("branch-outside", number)
        return
    block = open_blocks[-1]
    words = [tree.statements[item].word for item in block.tags]
    if "else" in words:
        tree.report("branch-after-else", number, _other_end(tree, block.tags[0]))
    elif word == "elif" and words[0] == "for":
        tree.report("branch-outside", number, _other_end(tree, block.tags[0]))
    block.tags.append(number)


def _close(tree: Tree, number: int, word: str, open_blocks: list[Block]) -> None:
    if not open_blocks:
        tree.report("block-unopened", number)
        return
    opening = open_blocks[-1].tags[0]
    if tree.statements[opening].word == CLOSERS[word]:
        open_blocks.pop().tags.append(number)
    elif any(tree.statements[block.tags[0]].word == CLOSERS[word] for block in open_blocks):
        tree.report("block-unclosed", opening, f"{_wants(tree, opening)} {_other_end(tree, number)}")
        while tree.statements[open_blocks[-1].tags[0]].word != CLOSERS[word]:
            open_blocks.pop()
        open_blocks.pop().tags.append(number)
    else:
        tree.report("block-wrong-end", number, f"{_wants(tree, opening)} {_other_end(tree, opening)}")
        open_blocks.pop()


def _wants(tree: Tree, opening: int) -> str:
    """The closing tag that an opening one waits for, with its own marker."""
    marker = tree.tags[opening].marker
    return f"Поставьте {{%{marker} end{tree.statements[opening].word} %}}{_LEVELS[marker]}."


def _compare_markers(tree: Tree, block: Block) -> None:
    """`{% for %} … {%tr endfor %}` means here what it says at each end; elsewhere it is a mistake."""
    marker = tree.tags[block.tags[0]].marker
    for number in block.tags[1:]:
        if tree.tags[number].marker != marker:
            tree.report("marker-differs", number, _other_end(tree, block.tags[0]))
            return


def _other_end(tree: Tree, number: int) -> str:
    tag = tree.tags[number]
    where = Place(tag.place.paragraph, tag.place.cells)
    return f"Другой конец: {tag.source} ({part_title(tag.part)}, {where})."


def _bring_together(tree: Tree, block: Block) -> None:
    """Inline tags of one text stay in it; else runs are split until all tags are neighbours of one parent."""
    inline = [number for number in block.tags if number not in tree.lifted]
    homes = {number: home_of(tree, number) for number in inline}
    if not tree.lifted.keys() & set(block.tags) and len(set(homes.values())) == 1:
        return
    if inline and len(inline) < len(block.tags):
        lone = next(number for number in inline)
        other = next(number for number in block.tags if number in tree.lifted)
        tree.report("block-crossing", lone, _neighbours(tree, lone) + _other_end(tree, other))
        return
    for number in inline:
        _split(tree, number)
    if len({_parent(tree, number) for number in block.tags}) > 1:
        for number in block.tags:
            _hoist(tree, number)
    if len({_parent(tree, number) for number in block.tags}) > 1:
        first = block.tags[0]
        other = next(number for number in block.tags if _parent(tree, number) is not _parent(tree, first))
        tree.report("block-crossing", first, _neighbours(tree, first) + _other_end(tree, other))


def _neighbours(tree: Tree, number: int) -> str:
    """What keeps a tag from standing alone in its paragraph, when no letters do."""
    found = beside(tree.tags[number].paragraph)
    return f"Рядом с тегом стоит: {', '.join(found)} — перенесите в соседний абзац. " if found else ""


def _parent(tree: Tree, number: int) -> Element | None:
    return tree.lifted[number].getparent()


def isolate_rich(tree: Tree) -> None:
    """Put every tag whose value brings runs of its own between two runs, and note the formatting of its place."""
    for number in sorted(tree.rich - tree.lifted.keys()):
        tree.formats[number] = formatting_at(tree, number)
        _split(tree, number)


def _split(tree: Tree, number: int) -> None:
    """Cut the run at a tag, so that the tag stands between two runs."""
    text = home_of(tree, number)
    run = text.getparent() if text is not None else None
    holder = run.getparent() if run is not None else None
    if text is None or run is None or holder is None:
        return
    before, _, after = (text.text or "").partition(f"{OPEN}{number}{CLOSE}")
    second = etree.Element(R)
    formatting = run.find(RPR)
    if formatting is not None:
        second.append(deepcopy(formatting))
    if after:
        rest = etree.SubElement(second, T)
        rest.text = after
        rest.set(qn("xml:space"), "preserve")
    for later in list(text.itersiblings()):
        second.append(later)
    text.text = before
    if not before:
        run.remove(text)
    instruction = etree.ProcessingInstruction(INSTRUCTION, str(number))
    tree.lifted[number] = instruction
    at = holder.index(run) + 1
    holder.insert(at, instruction)
    if _filled(second):
        holder.insert(at + 1, second)
    if not _filled(run):
        holder.remove(run)


def _filled(run: Element) -> bool:
    return any(child.tag != RPR for child in run)


def _hoist(tree: Tree, number: int) -> None:
    """Move a tag at the edge of a hyperlink or a content control out of it."""
    instruction = tree.lifted[number]
    parent = instruction.getparent()
    while parent is not None and parent.tag in INLINE:
        holder = parent.getparent()
        contents = [child for child in parent if child.tag != qn("w:sdtPr")]
        if holder is None or instruction not in {contents[0], contents[-1]}:
            return
        at = holder.index(parent) + (0 if instruction is contents[0] else 1)
        parent.remove(instruction)
        holder.insert(at, instruction)
        parent = holder
