"""Under which open node a new one stands."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sferum_docs.acts_reader.layout.tree.marks import COUNTED, LISTED, Mark, Style
from sferum_docs.acts_reader.layout.tree.nodes import Reason
from sferum_docs.acts_reader.layout.tree.order import Order, order

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from sferum_docs.acts_reader.layout.rows import Row
    from sferum_docs.acts_reader.layout.tree.nodes import Growing

_DEEPER = 2  # letters further to the right
_NO_LEAD = Reason("list_without_lead", "level", 4)
_LEVEL = Reason("level_unsure", "level", 6)
Depth = tuple[int, tuple[Reason, ...]]  # how many of the open nodes, the root among them, stand above the new one


def depth_of(mark: Mark, row: Row, stack: Sequence[Growing]) -> Depth:
    """How many of the open nodes stay open above the new one, and why that is doubted."""
    if mark.style is Style.ROMAN:
        return 1, ()
    if mark.style is Style.DECIMAL:
        return _decimal(mark, stack)
    return _counted(mark, row, stack) if mark.style in COUNTED else _listed(mark, row, stack)


def _innermost(stack: Sequence[Growing], fits: Callable[[Growing], bool]) -> int:
    """The place of the innermost open node that fits; 0, the root's, when none does."""
    return next((place for place in range(len(stack) - 1, 0, -1) if fits(stack[place])), 0)


def _decimal(mark: Mark, stack: Sequence[Growing]) -> Depth:
    opened = [node.mark.parts for node in stack if node.mark.style is Style.DECIMAL]
    found, size = order(mark.parts, opened), len(mark.parts)
    beside = _innermost(stack, lambda node: _is_decimal(node, size) and node.mark.parts[:-1] == mark.parts[:-1])
    if beside and found is not Order.FOREIGN:
        return beside, ()
    above = _innermost(stack, lambda node: _is_decimal(node, size - 1) and node.mark.parts == mark.parts[:-1])
    if above:
        return above + 1, ()
    if size == 1 or not opened or mark.parts[0] > opened[0][0]:
        roman = _innermost(stack, lambda node: node.mark.style is Style.ROMAN)
        return roman + 1, ()
    nearest = _innermost(stack, lambda node: _is_decimal(node, size - 1))
    return nearest + 1, (_LEVEL,)


def _is_decimal(node: Growing, size: int) -> bool:
    return node.mark.style is Style.DECIMAL and len(node.mark.parts) == size


def _counted(mark: Mark, row: Row, stack: Sequence[Growing]) -> Depth:
    beside = _innermost(stack, lambda node: node.mark.style is mark.style)
    follows = _innermost(stack, lambda node: node.mark.style is mark.style and node.mark.value == mark.value - 1)
    if mark.value > 1 and (follows or beside):
        return follows or beside, ()
    if stack[-1].leads or not beside:
        return _below(row, stack)
    return beside, (Reason("number_anew", "number", 6, mark.printed),)


def _listed(mark: Mark, row: Row, stack: Sequence[Growing]) -> Depth:
    last = stack[-1]
    beside = _innermost(stack, lambda node: node.mark.style is mark.style)
    levelled = _by_level(row, stack)
    if levelled:
        return levelled, ()
    if not beside:
        return _below(row, stack)
    if last.leads:
        alike = last.mark.style is mark.style and row.line.indent < last.indent + _DEEPER
        return len(stack), (_LEVEL,) if alike else ()
    return beside, ()


def _by_level(row: Row, stack: Sequence[Growing]) -> int:
    """The place that Word's own levels give among the items of a list; 0 when they say nothing."""
    level, last = row.line.level, stack[-1]
    known = last.row.line.level if last.row else None
    if level is None or known is None or last.mark.style not in LISTED or level == known:
        return 0
    if level > known:
        return len(stack)
    return _innermost(
        stack, lambda node: node.mark.style in LISTED and node.row is not None and node.row.line.level == level
    )


def _below(row: Row, stack: Sequence[Growing]) -> Depth:
    """A list begins: under the lead-in above it, or beside the item it differs from."""
    last = stack[-1]
    if last.leads or len(stack) == 1:
        return len(stack), ()
    if last.mark.style not in LISTED | COUNTED:
        return len(stack), (_NO_LEAD,)
    if row.line.indent >= last.indent + _DEEPER:
        return len(stack), (_LEVEL,)
    return len(stack) - 1, (_LEVEL,)
