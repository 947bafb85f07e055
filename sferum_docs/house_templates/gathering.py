"""What goes into one table, because only rows are kept together wherever a document is printed.

LibreOffice keeps a row with the next one, but neither two tables nor the last row of a table with what stands below it.
So signatures that follow each other are rows of one table, conditions and loops between them too; and notes and
signatures below a list are its last row, without lines.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, TypeGuard

from sferum_docs.house_templates.blocks import Block, Control, Line, Page, Paragraph, Signatures, Table
from sferum_docs.house_templates.house import SIGNED

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_WORDS = re.compile(r"\{%-?\s*(\w+)")
_OPENING, _CLOSING, _BETWEEN = {"for", "if"}, {"endfor", "endif"}, {"else", "elif"}
_WITH_SIGNATURE = {"Дата подписи", "Отметка об исполнителе"}  # what is read below a signature
_BETWEEN_TWO = "Ознакомление"  # what another one signs is a row when that signature follows
_MOST_BELOW = 4  # blocks that become part of the table above them
_BELOW = {"Итог", "Примечание", "Текст документа"}


def words(control: Control) -> list[str]:
    """The first words of the tags of a control line: for, endif, else."""
    return _WORDS.findall(control.text)


def steps(control: Control) -> tuple[int, int]:
    """How deep the line leads, and how far it comes up before: `else` comes up one and goes down again."""
    depth = lowest = 0
    for word in words(control):
        depth += (word in _OPENING) - (word in _CLOSING)
        lowest = min(lowest, depth - (word in _BETWEEN))
    return depth, lowest


def gathered(blocks: Sequence[Block]) -> list[Block]:
    """The blocks with signatures in one table, and with what is read together with a list in its table."""
    return list(_with_tails(list(_with_signatures(blocks))))


def _with_signatures(blocks: Sequence[Block]) -> Iterator[Block]:
    index = 0
    while index < len(blocks):
        end = _end_of_signatures(blocks, index)
        if end > index:
            yield Signatures(tuple(blocks[index:end]))  # type: ignore[arg-type]  # only such were let in
        else:
            yield blocks[index]
        index = max(end, index + 1)


def _end_of_signatures(blocks: Sequence[Block], start: int) -> int:
    """Behind the longest whole stretch of signatures and controls that begins here; `start` when there is none."""
    depth, end, signed = 0, start, False
    for index in range(start, len(blocks)):
        block = blocks[index]
        if isinstance(block, Control):
            down, lowest = steps(block)
            if depth + lowest < 0:
                break
            depth += down
        elif isinstance(block, Line) and block.style.name in SIGNED:
            signed = True
        elif not (signed and isinstance(block, Paragraph) and block.style.name in {*_WITH_SIGNATURE, _BETWEEN_TWO}):
            break
        if depth == 0 and signed and not (isinstance(block, Paragraph) and block.style.name == _BETWEEN_TWO):
            end = index + 1
    return end


def _with_tails(blocks: list[Block]) -> Iterator[Block]:
    index = 0
    while index < len(blocks):
        last, tables = _alternatives(blocks, index)
        tail = _tail(blocks, last) if tables else ()
        if not tail:
            yield blocks[index]
            index += 1
            continue
        for place in range(index, last):
            block = blocks[place]
            yield replace(block, tail=tail) if isinstance(block, Table) else block
        index = last + len(tail)


def _alternatives(blocks: Sequence[Block], index: int) -> tuple[int, bool]:
    """Behind a table, or behind a condition each branch of which is one table; and whether that is here."""
    if isinstance(blocks[index], Table):
        return index + 1, True
    found: list[str] = []
    for place in range(index, len(blocks)):
        block = blocks[place]
        if isinstance(block, Table):
            found.append("table")
        elif isinstance(block, Control) and len(words(block)) == 1:
            found += words(block)
        else:
            return index, False
        if found[-1] == "endif":
            return place + 1, found == ["if", "table", "else", "table", "endif"]
    return index, False


def _tail(blocks: Sequence[Block], start: int) -> tuple[Paragraph | Signatures, ...]:
    """Notes and signatures that are read together with the table that ends above `start`."""
    found: list[Paragraph | Signatures] = []
    for block in blocks[start : start + _MOST_BELOW]:
        if not isinstance(block, Signatures) and not _is_note(block):
            break
        found.append(block)
    while found and not (isinstance(found[-1], Signatures) or ends_section(blocks, start + len(found))):
        found.pop()
    return tuple(found)


def _is_note(block: Block) -> TypeGuard[Paragraph]:
    """One that proves a clause stays what a table is not: a paragraph of the text."""
    return isinstance(block, Paragraph) and block.style.name in _BELOW and not block.bookmark


def ends_section(blocks: Sequence[Block], place: int) -> bool:
    """Whether nothing is printed in this section from this place on."""
    following = next((block for block in blocks[place:] if not isinstance(block, Control)), None)
    return following is None or isinstance(following, Page) or new_page(following)


def new_page(block: Block | None) -> bool:
    """Whether the block begins a page by its style."""
    return isinstance(block, Paragraph) and block.style.new_page
