"""Where a line is seen to stand, whatever moves it there: alignment, indents, tabs, spaces, frames, cells, boxes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sferum_docs.gost.reading.package import Element, qn, value
from sferum_docs.reading.numbers import whole

if TYPE_CHECKING:
    from sferum_docs.gost.reading.properties import Values

_RIGHT_HALF = 0.35  # a block that begins beyond this share of the page's width stands at the right
_REACHES = 0.65  # and one that is set to the right ends beyond this share
_TAB = 708  # Word's own stops, when a paragraph has none of its own
_SPACE = 70  # width of a space of 14 points
_SAME = {"start": "left", "end": "right", **{f"{name}Kashida": "both" for name in ("low", "medium", "high")}}
_TURNED = {"left": "right", "right": "left"}
_EMU = 635  # in a twip
_TBL, _TC = qn("w:tbl"), qn("w:tc")


def stops_of(values: Values) -> list[tuple[int, str]]:
    """The tab stops of a paragraph in their order."""
    named = ((int(name[4:]), str(kind)) for name, kind in values.items() if name.startswith("tab "))
    seen = ((place, kind) for place, kind in named if kind not in {"clear", "bar"} and place > 0)
    return sorted((place, _SAME.get(kind) or kind) for place, kind in seen)


def side_of(values: Values, text: str, ptab: str = "") -> str:
    """How a line is set: by the tab it begins with, else by its alignment; in a paragraph from the right turned."""
    tabs = _lead(text).count("\t")
    stops = stops_of(values)
    if 0 < tabs <= len(stops) and stops[tabs - 1][1] in {"center", "right"}:
        return stops[tabs - 1][1]
    if ptab in {"center", "right"} and not text.strip("\t "):
        return ptab
    given = str(values.get("jc") or "left")
    given = _SAME.get(given, given)
    return _TURNED.get(given, given) if values.get("bidi") else given


def _lead(text: str) -> str:
    return text[: len(text) - len(text.lstrip(" \t\u00a0"))]


def begins_at(values: Values, text: str) -> int:
    """Where the first letter of a line from the left stands in its place: indents, leading tabs and spaces."""
    at = int(values.get("left", 0)) + int(values.get("first", 0))
    stops = [place for place, _ in stops_of(values)]
    for letter in _lead(text):
        if letter == "\t":
            at = next((place for place in stops if place > at), (at // _TAB + 1) * _TAB)
        else:
            at += _SPACE
    return at


def stands_right(values: Values, text: str, ptab: str, place: tuple[int, int], room: int) -> bool:
    """Whether a line is seen in the right part of the page; place: where the room it has begins, and its width."""
    start, width = place
    frame = str(values.get("frame", ""))
    if frame in {"left", "center", "inside"}:
        return False
    side = side_of(values, text, ptab)
    if frame in {"right", "outside"} or (ptab == "right" and not _lead(text)):
        return True
    if start + begins_at(values, text) > _RIGHT_HALF * room or int(values.get("frame x", 0)) > _RIGHT_HALF * room:
        return True
    return side == "right" and (not width or start + width - int(values.get("right", 0)) > _REACHES * room)


def middle_of(values: Values, text: str, place: tuple[int, int]) -> int | None:
    """Where the middle of a line is, from the left margin; place: where its room begins, and its width.

    A line of a figure or two that is not centred is as good as a point: indents, tabs and spaces may put it anywhere.
    """
    start, width = place
    tabs, stops = _lead(text).count("\t"), stops_of(values)
    side = side_of(values, text)
    if side in {"left", "both"}:
        return start + begins_at(values, text)
    if side == "right" and not tabs:
        return start + width - int(values.get("right", 0))
    if side != "center":
        return None
    if 0 < tabs <= len(stops) and stops[tabs - 1][1] == "center":
        return start + stops[tabs - 1][0]
    left, end = int(values.get("left", 0)) + int(values.get("first", 0)), width - int(values.get("right", 0))
    return start + (left + end) // 2


def grid_of(table: Element) -> list[int]:
    """Widths of the columns of a table."""
    return [whole(item.get(qn("w:w"))) or 0 for item in table.iterfind(f"{qn('w:tblGrid')}/{qn('w:gridCol')}")]


def table_start(properties: Element | None, width: int, room: int) -> int:
    """Where a table begins: its indent, its side, or where it floats."""
    floats = None if properties is None else properties.find(qn("w:tblpPr"))
    side = value(properties, "w:jc")
    if floats is not None:
        side = floats.get(qn("w:tblpXSpec"))
        if side is None:
            return whole(floats.get(qn("w:tblpX"))) or 0
    spare = max(room - width, 0)
    known = {"center": spare // 2, "right": spare, "end": spare, "outside": spare}
    return known.get(side or "", 0 if side else whole(value(properties, "w:tblInd", "w:w")) or 0)


def box_place(box: Element, room: int) -> tuple[int, int] | None:
    """Where a text box begins and how wide it is; None when its file does not say it in a way that is read here."""
    anchor = next(box.iterancestors(qn("wp:anchor")), None)
    across = None if anchor is None else anchor.find(qn("wp:positionH"))
    if anchor is None or across is None:
        return None
    extent = anchor.find(qn("wp:extent"))
    width = (whole(None if extent is None else extent.get("cx")) or 0) // _EMU
    side, offset = across.findtext(qn("wp:align")), whole(across.findtext(qn("wp:posOffset")))
    if side:
        spare = max(room - width, 0)
        return {"center": spare // 2, "right": spare, "outside": spare}.get(side, 0), width
    return None if offset is None else (offset // _EMU, width)


def cell_place(paragraph: Element, room: int) -> tuple[int, int]:
    """Where the cell a paragraph stands in begins, and its width; without one, the whole line."""
    cell = next(paragraph.iterancestors(_TC), None)
    table = None if cell is None else next(cell.iterancestors(_TBL), None)
    if cell is None or table is None:
        return 0, room
    grid = grid_of(table)
    column = sum(_span(item) for item in cell.itersiblings(_TC, preceding=True))
    start = table_start(table.find(qn("w:tblPr")), sum(grid), room)
    return start + sum(grid[:column]), sum(grid[column : column + _span(cell)]) or room


def _span(cell: Element) -> int:
    return whole(value(cell.find(qn("w:tcPr")), "w:gridSpan")) or 1
