"""G13, G17, G18, G19: how the lines of requisites stand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sferum_docs.gost.checks.text import ALIGNED
from sferum_docs.gost.measures import lines_of, text_width
from sferum_docs.gost.reading.document import mm, twips
from sferum_docs.gost.reading.package import qn
from sferum_docs.gost.rules import CheckContext, RuleNotApplicableError, Violation, check_of
from sferum_docs.wordml.switches import is_on

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sferum_docs.gost.reading.document import Paragraph

LENGTHWISE = twips(120)
CORNER = {"2016": twips(75), "2025": twips(80)}
TOLERANCE = 28
_SIDE_BY_SIDE = twips(100)  # a name in a narrower place means the corner layout


@check_of("G13")
def single_lines(case: CheckContext) -> Iterator[Violation]:
    """Single spacing inside a requisite of several lines, an interval between requisites."""
    groups = _groups(case)
    for group in groups:
        for item in group:
            if not item.single and (len(group) > 1 or lines_of(item) > 1):
                given = f"{item.length_of_line / 240:.2f}".rstrip("0").rstrip(".").replace(".", ",")
                yield Violation("line", item, {"given": given})
    outline = case.outline
    parts = [*(group[0] for group in groups), *(annex.heading for annex in outline.annexes), *outline.text[:1]]
    for item in (part for part in parts if part is not None):
        above = _above(case, item)
        known = above is not None and not item.in_table and not item.page_start
        if known and above is not None and above.words and not _interval(above, item):
            yield Violation("together", item)


def _interval(above: Paragraph, item: Paragraph) -> int:
    """What is left free between two paragraphs; those of one style may be set to stand close, a typed line is free."""
    if above.text.endswith("\n") or item.text.startswith("\n"):
        return above.length_of_line
    close = above.style == item.style
    sides = ((above, "after"), (item, "before"))
    return sum(0 if close and part.values.get("contextualSpacing") else part.length(side) for part, side in sides)


def _above(case: CheckContext, item: Paragraph) -> Paragraph | None:
    """What stands right above; nothing when a table does, whose cells are spaced by themselves."""
    above = case.document.paragraphs[item.index - 1] if item.index else None
    return None if above is None or above.in_table else above


@check_of("G17")
def line_width(case: CheckContext) -> Iterator[Violation]:
    """The place of a requisite, or the text itself when the place is wider."""
    outline = case.outline
    corner = CORNER[case.profile.edition]
    # a kind across the page under a name beside a stamp is the lengthwise layout
    upper = [*outline.names, *([outline.kind] if outline.kind else [])]
    layout = corner if outline.names and all(item.width < _SIDE_BY_SIDE for item in upper) else LENGTHWISE
    heading = (outline.heading,) if outline.heading else ()
    placed = [(item, layout) for item in (*outline.names, *heading)]
    placed += [(item, corner) for annex in outline.annexes for item in annex.mark]
    if not placed:
        raise RuleNotApplicableError("no_requisites")
    for item, least in placed:
        given = min(item.box, text_width(item))
        if given > least + TOLERANCE:
            yield Violation("found", item, {"given": mm(given), "least": mm(least)})


@check_of("G18")
def one_way(case: CheckContext) -> Iterator[Violation]:
    """Left or centred in its place, the same for all lines of a requisite."""
    groups = _groups(case)
    marks = [annex.mark for annex in case.outline.annexes]
    for group in groups:
        for item in group:
            if item.jc not in {"left", "center"}:
                yield Violation("side", item, {"given": ALIGNED.get(item.jc, item.jc)})
            elif item.jc != group[0].jc and group[0].jc in {"left", "center"}:
                yield Violation("mixed", item)
    for mark in marks:
        first = mark[0]
        if first.jc == "center" and not first.in_table and first.box > LENGTHWISE:
            yield Violation("unbound", first)
        elif first.jc in {"left", "center"} and marks[0][0].jc in {"left", "center"} and first.jc != marks[0][0].jc:
            yield Violation("mixed", first)


@check_of("G19")
def no_hyphens(case: CheckContext) -> Iterator[Violation]:
    """Neither automatic nor typed hyphens."""
    settings = case.document.settings
    automatic = is_on(None if settings is None else settings.find(qn("w:autoHyphenation")))
    signed = tuple(signature.where for signature in case.outline.signatures)
    for item in (*(item for group in _groups(case) for item in group), *signed):
        if "\u00ad" in item.text:
            yield Violation("soft", item)
        elif automatic and not item.values.get("suppressAutoHyphens"):
            yield Violation("auto", item)


def _groups(case: CheckContext) -> tuple[tuple[Paragraph, ...], ...]:
    groups = case.outline.requisites()
    if not groups:
        raise RuleNotApplicableError("no_requisites")
    return groups
