"""What stays on one page: a signature with two paragraphs above it, a table's last two rows, what stands below them.

Source: ГОСТ Р 7.0.97 leaves no signature alone on a page. Paragraphs that a loop repeats are not tied, or all of them
would be; of repeated rows the last ones are.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeGuard

from sferum_docs.house_templates.blocks import Block, Columns, Control, Line, Page, Paragraph, Row, RowKind, Table
from sferum_docs.house_templates.house import SIGNED

if TYPE_CHECKING:
    from collections.abc import Sequence

_KEPT = 2
_BELOW = {"Итог", "Примечание"}  # what belongs to the table above it
_ALWAYS = ""


def is_signature(block: Block | None) -> bool:
    """Whether the block is a line that somebody signs."""
    return isinstance(block, Line) and block.style.name in SIGNED


def is_signing_day(block: Block | None) -> TypeGuard[Paragraph]:
    """Whether the block is the date that goes with the signature above it."""
    return isinstance(block, Paragraph) and block.style.name == "Дата подписи"


def kept_paragraphs(blocks: Sequence[Block]) -> frozenset[int]:
    """Indices of the paragraphs that go to the next page together with a signature."""
    ends = [index for index, block in enumerate(blocks) if is_signature(block)]
    return frozenset(index for end in ends for index in _above(blocks, end))


def _above(blocks: Sequence[Block], end: int) -> list[int]:
    found: list[int] = []
    for index in reversed(range(end)):
        block = blocks[index]
        if isinstance(block, Page | Table | Columns) or (isinstance(block, Control) and "endfor" in block.text):
            break
        if isinstance(block, Paragraph):
            found.append(index)
        if len(found) == _KEPT:
            break
    return found


def holds_table(block: Block | None) -> bool:
    """Whether the block goes to the next page together with the last rows of the table above it.

    So does the paragraph that ends a section: under a table that fills its page it would make an empty one.
    """
    return (
        block is None
        or isinstance(block, Page)
        or is_signature(block)
        or (isinstance(block, Paragraph) and block.style.name in _BELOW)
    )


def below(blocks: Sequence[Block], index: int) -> Block | None:
    """The block that is printed below this one; the other branch of a condition around it is left out."""
    other, depth = False, 0
    for block in blocks[index + 1 :]:
        if not isinstance(block, Control):
            if not other:
                return block
        elif other and (_opens(block.text, "if") or depth):
            depth += 1 if _opens(block.text, "if") else -_opens(block.text, "endif")
        elif _opens(block.text, "else") or _opens(block.text, "elif"):
            other = True
        elif _opens(block.text, "endif"):
            other = False
    return None


def _opens(text: str, word: str) -> bool:
    return text.removeprefix("{%").split()[0] == word


def kept_rows(rows: Sequence[Row], *, held: bool) -> dict[int, str]:
    """Index of each row that stays with the one below it → the condition on its loop, if only some of its rows do.

    Held: the last row stays with what stands below the table as well.
    """
    found: dict[int, str] = {}
    ends: list[str] = []
    left, last = _KEPT, not held
    for index in reversed(range(len(rows))):
        row = rows[index]
        if row.kind is RowKind.CONTROL:
            if "endfor" in row.cells[0] or "endif" in row.cells[0]:
                ends.append(row.cells[0])
            elif (_opens(row.cells[0], "for") or _opens(row.cells[0], "if")) and "endfor" in ends.pop():
                break
        elif left == 0 or row.kind is RowKind.HEAD:
            break
        elif any("endfor" in end for end in ends):
            found[index] = f"loop.revindex == {left}" if last else f"loop.revindex <= {left}"
        elif ends:  # a row that may not be there is not counted
            found[index] = _ALWAYS
        else:
            found |= {} if last else {index: _ALWAYS}
            left, last = left - 1, False
    return found
