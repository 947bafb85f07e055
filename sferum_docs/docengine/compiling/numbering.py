"""Numbered lists inside loops begin anew for each item of the loop they belong to."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from lxml import etree

from sferum_docs.docengine.compiling.identity import with_blocks
from sferum_docs.docengine.compiling.tree import PPR
from sferum_docs.docengine.file.markup import Element, qn
from sferum_docs.docengine.file.places import P
from sferum_docs.docengine.language.tags import CLOSE, OPEN, paragraph_text
from sferum_docs.reading.numbers import digits

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sferum_docs.docengine.compiling.tree import Tree

_VAL, _NUM, _NUM_ID, _LEVEL = qn("w:val"), qn("w:num"), qn("w:numId"), qn("w:ilvl")
_NUM_PR, _ABSTRACT, _ABSTRACT_ID = qn("w:numPr"), qn("w:abstractNum"), qn("w:abstractNumId")
_HOLE = "docengine-numbers"
_EARLIER = {
    qn(f"w:{name}") for name in ("pStyle", "keepNext", "keepLines", "pageBreakBefore", "framePr", "widowControl")
}


@dataclass(frozen=True, slots=True)
class List:
    """A list that begins anew: its number in the file, and what a fresh number of it is made of."""

    number: str
    definition: str


@dataclass(frozen=True)
class Numbering:
    """The numbering part cut where fresh lists are put, and the lists by key."""

    name: str
    before: bytes
    after: bytes
    first_free: int
    lists: dict[int, List]

    def part(self, fresh: Iterable[tuple[int, int]]) -> bytes:
        """Write the part with fresh lists: pairs of their number and the key of the list they repeat."""
        made = "".join(f'<w:num w:numId="{number}">{self.lists[key].definition}</w:num>' for number, key in fresh)
        return self.before + made.encode() + self.after


@dataclass(frozen=True, slots=True)
class _Use:
    paragraph: Element
    loops: tuple[str, ...]


def settle_lists(trees: Iterable[Tree], part: str, root: Element | None, styles: Element | None) -> Numbering | None:
    """Find the lists that must begin anew, mark their paragraphs and loops; None when there is none."""
    if root is None:
        return None
    by_style = _numbers_of_styles(styles)
    lists: dict[int, List] = {}
    for tree in trees:
        for number, uses in _uses(tree, by_style).items():
            loop = _loop_of(tree, uses)
            definition = _definition(root, number) if loop else ""
            if loop and definition and digits(number):
                key = len(lists) + 1
                lists[key] = List(number, definition)
                tree.restarts.setdefault(int(loop.split()[1]), []).append(key)
                for use in uses:
                    _mark(use.paragraph, key)
    if not lists:
        return None
    before, after = _cut(root)
    free = 1 + max((digits(item.get(_NUM_ID)) or 0 for item in root.iter(_NUM)), default=0)
    return Numbering(part, before, after, free, lists)


def _uses(tree: Tree, by_style: dict[str, str]) -> dict[str, list[_Use]]:
    found: dict[str, list[_Use]] = {}
    for paragraph, blocks in with_blocks(tree, P):
        number = _number(paragraph, by_style)
        if number:
            loops = tuple(block for block in blocks if block.startswith("for"))
            found.setdefault(number, []).append(_Use(paragraph, loops))
    return found


def _number(paragraph: Element, by_style: dict[str, str]) -> str:
    own = paragraph.find(f"{PPR}/{_NUM_PR}/{_NUM_ID}")
    if own is not None:
        number = own.get(_VAL) or ""
        return "" if number == "0" else number
    style = paragraph.find(f"{PPR}/{qn('w:pStyle')}")
    return by_style.get(style.get(_VAL) or "", "") if style is not None else ""


def _numbers_of_styles(styles: Element | None) -> dict[str, str]:
    """Give the list of every paragraph style that has one, its own or that of the style it is based on."""
    own: dict[str, str] = {}
    based: dict[str, str] = {}
    for style in styles.iter(qn("w:style")) if styles is not None else ():
        name = style.get(qn("w:styleId")) or ""
        number, base = style.find(f"{PPR}/{_NUM_PR}/{_NUM_ID}"), style.find(qn("w:basedOn"))
        if number is not None:
            own[name] = number.get(_VAL) or ""
        if base is not None:
            based[name] = base.get(_VAL) or ""
    return {name: found for name in {*own, *based} if (found := _inherited(name, own, based))}


def _inherited(name: str, own: dict[str, str], based: dict[str, str]) -> str:
    seen: set[str] = set()
    while name and name not in seen:
        if name in own:
            return own[name]
        seen.add(name)
        name = based.get(name, "")
    return ""


def _loop_of(tree: Tree, uses: list[_Use]) -> str:
    """Give the loop for whose every item the list begins anew.

    A list lies in the innermost loop around all its paragraphs. When these are the items of that very loop (one
    paragraph, or several with nothing else between them), the list runs through it and belongs to the loop outside.
    """
    common = list(uses[0].loops)
    for use in uses:
        while common and tuple(common) != use.loops[: len(common)]:
            common.pop()
    if not common:
        return ""
    direct = all(len(use.loops) == len(common) for use in uses)
    if direct and (len(uses) == 1 or not _has_heading(tree, common, uses)):
        common.pop()
    return common[-1] if common else ""


def _has_heading(tree: Tree, loops: list[str], uses: list[_Use]) -> bool:
    numbered = [use.paragraph for use in uses]
    return any(
        paragraph not in numbered and paragraph_text(paragraph).strip()
        for paragraph, blocks in with_blocks(tree, P)
        if [block for block in blocks if block.startswith("for")] == loops
    )


def _definition(root: Element, number: str) -> str:
    """Write what a fresh number of a list holds: the same levels, each starting where it starts."""
    known = next((item for item in root.iter(_NUM) if item.get(_NUM_ID) == number), None)
    link = known.find(_ABSTRACT_ID) if known is not None else None
    if link is None:
        return ""
    abstract = next((item for item in root.iter(_ABSTRACT) if item.get(_ABSTRACT_ID) == link.get(_VAL)), None)
    levels = []
    for level in abstract.findall(qn("w:lvl")) if abstract is not None else ():
        start = level.find(qn("w:start"))
        begin = start.get(_VAL) if start is not None else "1"
        levels.append(f'<w:lvlOverride w:ilvl="{level.get(_LEVEL)}"><w:startOverride w:val="{begin}"/></w:lvlOverride>')
    return f'<w:abstractNumId w:val="{link.get(_VAL)}"/>{"".join(levels)}'


def _mark(paragraph: Element, key: int) -> None:
    """Let the code fill in the list's number; a number that came from the style is written into the paragraph."""
    properties = paragraph.find(PPR)
    if properties is None:
        return
    numbering = properties.find(_NUM_PR)
    if numbering is None:
        numbering = etree.Element(_NUM_PR)
        properties.insert(sum(1 for child in properties if child.tag in _EARLIER), numbering)
    number = numbering.find(_NUM_ID)
    if number is None:
        number = etree.SubElement(numbering, _NUM_ID)
    number.set(_VAL, f"{OPEN}l{key}{CLOSE}")


def _cut(root: Element) -> tuple[bytes, bytes]:
    numbers = [child for child in root if child.tag == _NUM]
    hole = etree.ProcessingInstruction(_HOLE)
    numbers[-1].addnext(hole)
    text = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    root.remove(hole)
    before, _, after = text.partition(f"<?{_HOLE} ?>".encode())
    if not after:
        before, _, after = text.partition(f"<?{_HOLE}?>".encode())
    return before, after
