"""The rows between the adopting word and the signature → the tree of the clauses."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from sferum_docs.acts_reader.layout.cells import is_table
from sferum_docs.acts_reader.layout.rows import SOFT
from sferum_docs.acts_reader.layout.tree.accepting import Place, Verdict, accept
from sferum_docs.acts_reader.layout.tree.breaking import unbroken
from sferum_docs.acts_reader.layout.tree.flow import flow_of
from sferum_docs.acts_reader.layout.tree.marks import (
    COUNTED,
    LISTED,
    PLAIN,
    Mark,
    Style,
    as_decimal,
)
from sferum_docs.acts_reader.layout.tree.nodes import Growing, Reason
from sferum_docs.acts_reader.layout.tree.order import EXPECTED, Order, order
from sferum_docs.acts_reader.layout.tree.placing import depth_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sferum_docs.acts_reader.layout.rows import Row

_PARAGRAPH = Reason("paragraph_joined", "text", 5)
_LOST_MARK = Reason("mark_lost", "node", 5)
_BROKEN = Reason("line_joined", "text", 5)
_TABLE = Reason("table_row", "text", 5)
_CUT_OUT = Reason("line_broken", "node", 4)
_DEEPEST = 12  # levels; what stands deeper stands beside
_SENTENCE = Reason("sentence_joined", "text", 3)
_SECOND = 2
_QUOTES = ("редакции:", "словами:", "содержания:", "абзацем:", "пунктом:", "дополнить:")


def clauses(rows: Sequence[Row]) -> list[Growing]:
    """The nodes at the top, each with those below it."""
    tree = _Tree(rows)
    for row in unbroken(rows) if not tree.flow.wrapped else rows:
        tree.feed(row)
    return tree.root.children


class _Tree:
    """The tree while it grows: `stack` holds the open nodes from the root to the last one."""

    def __init__(self, rows: Sequence[Row]) -> None:
        self.root = Growing()
        self.stack = [self.root]
        self.above: Row | None = None
        self.quoting = False
        self.top: list[tuple[int, ...]] = []  # the last number at the top
        self.flow = flow_of(rows)
        marks = [row.mark for row in rows if row.mark is not None]
        top = next(
            (mark for mark in marks if mark.parts == (1,) and mark.style in {Style.DECIMAL, Style.BRACKET}), None
        )
        self.sections = any(mark.style is Style.ROMAN and mark.value == _SECOND for mark in marks)
        self.bracketed = top is not None and top.style is Style.BRACKET
        self.numbered = top is not None or any(mark.style is Style.DECIMAL for mark in marks)
        ended = Counter((len(mark.parts) > 1, mark.sure) for mark in marks if mark.style is Style.DECIMAL)
        self.dotless = {deep: ended[deep, False] > ended[deep, True] for deep in (True, False)}

    def feed(self, row: Row) -> None:
        """Take one more row: a new node, or text of an open one."""
        mark = None if self.quoting else self._meant(row.mark, row)
        verdict = accept(mark, self._place(row, mark)) if mark else Verdict(yes=False)
        if mark and verdict.yes:
            self._open(mark, row, verdict.reasons)
        else:
            self._go_on(row, verdict.reasons)
        self.above = row

    def _place(self, row: Row, mark: Mark) -> Place:
        return Place(row, self.above, self.stack, self.flow, self._numbers(), self.dotless[len(mark.parts) > 1])

    def _numbers(self) -> list[tuple[int, ...]]:
        """The numbers of the open clauses, the outermost first; they go on from section to section."""
        return [node.mark.parts for node in self.stack if node.mark.style is Style.DECIMAL] or self.top

    def _meant(self, mark: Mark | None, row: Row) -> Mark | None:
        """The mark as it is meant: `1)` may number the clauses, `б.` be a 6, a 1 below a lead-in count anew."""
        if mark is None:
            return None
        if mark.style is Style.BRACKET and self.bracketed:
            mark = as_decimal(mark)
        lettered = {Style.LETTER, Style.LATIN} if self.sections else {Style.LETTER, Style.LATIN, Style.ROMAN}
        if mark.style in lettered and not self._continues(mark):
            figure = as_decimal(mark)
            if figure is not mark and order(figure.parts, self._place(row, mark).numbers) in EXPECTED:
                return figure
        if mark.style is Style.DECIMAL and len(mark.parts) == 1 and self._counts_anew(mark, row):
            return replace(mark, style=Style.BRACKET)
        return mark

    def _continues(self, mark: Mark) -> bool:
        """Whether a list of letters goes on with it, or begins below a lead-in."""
        known = [node.mark.value for node in self.stack if node.mark.style is mark.style]
        return mark.value - 1 in known or (mark.value == 1 and self.stack[-1].leads)

    def _counts_anew(self, mark: Mark, row: Row) -> bool:
        """Whether a number belongs to a list below a lead-in that counts from 1 on its own."""
        found = order(mark.parts, self._place(row, mark).numbers)
        if found is Order.ANEW or (found is Order.AGAIN and mark.value == 1):
            return self.stack[-1].leads
        inner = next((node for node in reversed(self.stack) if node.mark.style is Style.BRACKET), None)
        follows = (
            inner is not None and inner.mark.value + 1 == mark.value and inner.mark.printed[-1:] == mark.printed[-1:]
        )
        return follows and (found not in EXPECTED or not self.stack[-1].tail.endswith("."))

    def _open(self, mark: Mark, row: Row, reasons: Sequence[Reason]) -> None:
        depth, more = depth_of(mark, row, self.stack)
        table = [_CUT_OUT] if row.broken else [_TABLE] if is_table(row) else []
        self._push(depth, Growing(mark, row, reasons=[*reasons, *more, *table]))
        if mark.style is Style.DECIMAL and len(mark.parts) == 1:
            self.top = [mark.parts]
        if mark.rest:
            self.stack[-1].take(row, mark.rest)
        else:
            self.stack[-1].last = row

    def _push(self, depth: int, node: Growing) -> None:
        del self.stack[min(depth, _DEEPEST) :]
        self.stack[-1].children.append(node)
        self.stack.append(node)

    def _go_on(self, row: Row, reasons: Sequence[Reason]) -> None:
        """A row without a mark: more text of the last node, an item of a plain list, or a paragraph."""
        last = self.stack[-1]
        if last is self.root:
            self._item(row, 1, [] if not self.numbered else [_LOST_MARK])
        elif self._belongs(row, last):
            last.take(row, row.text)
            last.reasons.extend(reasons)
        else:
            self._begin(row, last)

    def _belongs(self, row: Row, last: Growing) -> bool:
        """Whether the row goes on with the line above it."""
        above = self.above
        if above is None or not last.pieces or self.quoting:
            self.quoting = self.quoting and not row.text.rstrip(".;").endswith(("»", '"', "”"))
            return True
        if last.leads and last.tail.endswith(_QUOTES) and row.text.startswith(("«", '"', "“")):
            self.quoting = not row.text.rstrip(".;").endswith(("»", '"', "”"))
            return True
        if above.text.endswith(SOFT) or above.open or row.text[:1] in ",;.)»№":
            return True
        if above.ends:
            return self._in_paragraph(row, above, last)
        return self._unended(row, above, last)

    def _in_paragraph(self, row: Row, above: Row, last: Growing) -> bool:
        """Whether a row goes on with a paragraph in which a sentence ends at the margin."""
        shortened = last.tail.endswith(".") and row.text[:1].islower()  # «2026 г.», «и т.д.»
        if shortened and not (row.after_blank or row.line.whole):
            return True
        if not self.flow.full(above, row) or row.after_blank or row.line.indent > max(above.line.indent, 1):
            return False
        if last.tail.endswith((";", ":")) and (last.mark.style is Style.PLAIN or row.text.endswith(";")):
            return False
        if (last.leads or not self.numbered) and _SENTENCE not in last.reasons:
            last.reasons.append(_SENTENCE)
        return True

    def _unended(self, row: Row, above: Row, last: Growing) -> bool:
        """Whether a row goes on with a line that has no mark at its end."""
        lower = not row.text[:1].isupper()
        listed = last.mark.style is Style.PLAIN and self.stack[-2] is not self.root
        if row.line.cells or (listed and not lower and not self.flow.full(above, row)):
            return False
        apart = row.after_blank and not row.begins_page
        if not lower and apart and (self.flow.wrapped or not self.numbered):
            return False
        if not lower and not self.flow.wrapped:
            if len(self.stack) == 2 and not self.numbered:  # noqa: PLR2004 a clause without a number
                return False
            last.reasons.append(_BROKEN)
        return True

    def _begin(self, row: Row, last: Growing) -> None:
        """A paragraph without a mark begins."""
        if last.leads:
            unsure = self.above is not None and self.flow.full(self.above, row) and not row.after_blank
            self._item(row, len(self.stack), [_LOST_MARK] if unsure else [])
        elif not self.numbered and not (last.tail.endswith(";") and len(self.stack) > 2):  # noqa: PLR2004
            self._item(row, 1, [])
        elif last.mark.style in LISTED | COUNTED:
            self._item(row, len(self.stack) - 1, [] if last.mark.style is Style.PLAIN else [_LOST_MARK])
        else:
            last.take(row, row.text)
            last.reasons.append(_PARAGRAPH)

    def _item(self, row: Row, depth: int, reasons: list[Reason]) -> None:
        table = [_TABLE] if is_table(row) else []
        self._push(depth, Growing(PLAIN, row, reasons=[*reasons, *table]))
        self.stack[-1].take(row, row.text)
