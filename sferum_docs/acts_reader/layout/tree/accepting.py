"""Whether what looks like a mark is one, or a date, a sum, an article that a line happens to begin with."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sferum_docs.acts_reader.layout.rows import SOFT
from sferum_docs.acts_reader.layout.tree.marks import COUNTED, Mark, Style
from sferum_docs.acts_reader.layout.tree.nodes import Reason
from sferum_docs.acts_reader.layout.tree.order import EXPECTED, NEAR, Order, order

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sferum_docs.acts_reader.layout.rows import Row
    from sferum_docs.acts_reader.layout.tree.flow import Flow
    from sferum_docs.acts_reader.layout.tree.nodes import Growing

_SHORT = 0.75  # of the margin: a line that is shorter was not broken at it
_SKIPPED = {9: 11, 10: 12}  # и → к without й; what lists leave out of the alphabet


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether it is a mark; `reasons` doubt the new node, or the one that takes the line as text."""

    yes: bool
    reasons: tuple[Reason, ...] = ()


YES, NO = Verdict(yes=True), Verdict(yes=False)


@dataclass(frozen=True, slots=True)
class Place:
    """Where the mark stands: the row, the one above it, the open nodes, how the lines are set."""

    row: Row
    above: Row | None
    stack: Sequence[Growing]
    flow: Flow
    numbers: Sequence[tuple[int, ...]] = ()  # those of the open clauses, the outermost first
    dotless: bool = False  # numbers of this depth stand without a dot at their end all over the act

    @property
    def fresh(self) -> bool:
        """Whether something may begin here."""
        return self.flow.fresh(self.above, self.row)

    @property
    def full(self) -> bool:
        """Whether the margin broke the line above."""
        return self.above is not None and self.flow.full(self.above, self.row)

    @property
    def cut(self) -> bool:
        """Whether the line above cannot end where it does."""
        return self.above is not None and (self.above.text.endswith(SOFT) or self.above.open)

    @property
    def short(self) -> bool:
        """Whether the line above ends far from the margin, or with a comma before a list goes on."""
        return self.above is None or self.above.width < self.flow.margin * _SHORT


def accept(mark: Mark, place: Place) -> Verdict:
    """Whether the row begins a node with this mark."""
    if mark.style is Style.DECIMAL:
        found = order(mark.parts, place.numbers)
        return _of_word(found, mark) if place.row.line.mark else _decimal(mark, found, place)
    if place.row.line.mark:
        return YES
    if mark.style in COUNTED:
        return _counted(mark, place)
    if mark.style is Style.ROMAN:
        return YES if place.fresh else NO
    return _bullet(mark, place)


def _of_word(found: Order, mark: Mark) -> Verdict:
    if found in EXPECTED or found is Order.ANEW:
        return YES
    return Verdict(yes=True, reasons=(_order_reason(found, mark),))


def _order_reason(found: Order, mark: Mark) -> Reason:
    codes = {Order.GAP: "number_gap", Order.AGAIN: "number_again", Order.ANEW: "number_anew"}
    return Reason(codes.get(found, "number_odd"), "number", 6, mark.printed)


def _decimal(mark: Mark, found: Order, place: Place) -> Verdict:
    if not mark.sure and not _may_lack_dot(mark, found, place):
        return NO
    if not place.fresh:
        return _inside(mark, place, near=found in EXPECTED and mark.sure)
    if found in EXPECTED:
        doubtful = (not mark.sure and not place.dotless) or mark.mended
        return Verdict(yes=True, reasons=(Reason("number_unsure", "number", 5, mark.printed),)) if doubtful else YES
    if found is Order.FOREIGN and (place.full or not mark.sure):
        return NO
    if found is Order.ANEW and place.stack[-1].leads:
        return YES
    return Verdict(yes=True, reasons=(_order_reason(found, mark),))


def _may_lack_dot(mark: Mark, found: Order, place: Place) -> bool:
    if not place.fresh or found not in NEAR:
        return False
    if place.dotless:
        return len(mark.parts) > 1 or mark.rest[:1].isupper()
    return found in EXPECTED and not mark.counts and (len(mark.parts) > 1 or mark.rest[:1].isupper())


def _inside(mark: Mark, place: Place, *, near: bool) -> Verdict:
    """A mark after a line that has not ended."""
    if not near:
        return NO
    capital = mark.style is Style.DECIMAL and mark.rest.lstrip('«"“')[:1].isupper()
    if place.cut or (place.full and not capital):
        return Verdict(yes=False, reasons=(Reason("mark_as_text", "text", 7, mark.printed),))
    return YES if place.short else Verdict(yes=True, reasons=(Reason("mark_inside", "node", 6, mark.printed),))


def _counted(mark: Mark, place: Place) -> Verdict:
    known = next((node.mark.value for node in reversed(place.stack) if node.mark.style is mark.style), 0)
    expected = mark.value in {known + 1, _SKIPPED.get(known, known + 1)} or mark.value == 1
    if not mark.sure:
        leads = place.stack[-1].leads or mark.value > 1
        return YES if expected and place.fresh and leads else NO
    if place.fresh:
        return YES if expected else Verdict(yes=True, reasons=(Reason("number_gap", "number", 5, mark.printed),))
    comma = place.above is not None and place.above.text.endswith(",")
    if comma and expected and mark.value > 1 and not place.cut:
        return YES
    return _inside(mark, place, near=expected)


def _bullet(mark: Mark, place: Place) -> Verdict:
    if place.fresh or mark.style is Style.DOT:
        return YES
    if place.cut:
        return NO
    same = place.stack[-1].mark.style is mark.style
    comma = place.above is not None and place.above.text.endswith(",")
    if same and (comma or place.short) and not place.full:
        return YES
    if place.full and not (same and comma):
        return Verdict(yes=False, reasons=(Reason("dash_as_text", "text", 5, mark.printed),))
    return Verdict(yes=True, reasons=(Reason("mark_inside", "node", 5, mark.printed),))
