"""What one element of formatting says: indents, intervals, switches, colours; absent means it is silent."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeAlias

from sferum_docs.gost.reading.package import VAL, Element, qn, value
from sferum_docs.reading.numbers import whole
from sferum_docs.wordml.colours import PALE, RGB, W14, rgb_of
from sferum_docs.wordml.switches import is_on

if TYPE_CHECKING:
    from collections.abc import Callable

Values: TypeAlias = dict[str, Any]
Reader: TypeAlias = "Callable[[Element], Values]"

_DENSE = 70  # per cent of a pattern's own colour
_WIDE = 12_700  # a point, in the measure of drawings
_CLEAR = 70_000  # thousandths of a per cent
_INDENTS = (("left", ("start", "left")), ("right", ("end", "right")))
_BY_LETTERS = (("left", "leftChars"), ("left", "startChars"), ("first", "firstLineChars"), ("first", "hangingChars"))
_SPACES = ("before", "after", "line", "beforeLines", "afterLines")


def _indents(element: Element) -> Values:
    found: Values = {}
    for name, attributes in _INDENTS:
        for attribute in attributes:
            if (number := whole(element.get(qn(f"w:{attribute}")))) is not None:
                found[name] = number
    hanging, first = whole(element.get(qn("w:hanging"))), whole(element.get(qn("w:firstLine")))
    if hanging is not None:
        found["first"] = -hanging
    elif first is not None:
        found["first"] = first
    for name, attribute in _BY_LETTERS:
        if (number := whole(element.get(qn(f"w:{attribute}")))) is not None:
            found[f"{name}Chars"] = -number if attribute == "hangingChars" else number
    return found


def _spacing(element: Element) -> Values:
    measures: Values = {name: whole(element.get(qn(f"w:{name}"))) for name in _SPACES}
    for name in ("beforeAutospacing", "afterAutospacing"):
        given = element.get(qn(f"w:{name}"))
        measures[name] = None if given is None else given in {"1", "true", "on"}
    rule = element.get(qn("w:lineRule"))
    return {name: value for name, value in {**measures, "rule": rule}.items() if value is not None}


def _list(element: Element) -> Values:
    places = {name: whole(value(element, f"w:{name}")) for name in ("numId", "ilvl")}
    return {name: place for name, place in places.items() if place is not None}


def fill_of(element: Element) -> str:
    """The colour of a ground; a solid pattern shows its own colour, not that behind it."""
    pattern = element.get(VAL) or ""
    share = whole(pattern.removeprefix("pct")) if pattern.startswith("pct") else None
    dense = pattern == "solid" or (share or 0) >= _DENSE
    return element.get(qn("w:color" if dense else "w:fill")) or "auto"


def _fill(element: Element) -> Values:
    return {"fill": fill_of(element)}


def _text_fill(element: Element) -> Values:
    """Letters filled with nothing, with white, or so that what is behind shows through."""
    colours = (rgb_of(item.get(f"{{{W14}}}val") or "") for item in element.iter(RGB))
    white = any(colour is not None and min(colour) >= PALE for colour in colours)
    clear = any((whole(item.get(f"{{{W14}}}val")) or 0) > _CLEAR for item in element.iter(f"{{{W14}}}alpha"))
    return {"unfilled": white or clear or element.find(f"{{{W14}}}noFill") is not None}


def _is_thick(element: Element) -> bool:
    """A line round letters so wide that it covers them."""
    return (whole(element.get(f"{{{W14}}}w")) or 0) >= _WIDE


def _frame(element: Element) -> Values:
    place = whole(element.get(qn("w:x"))) or 0
    return {"frame": element.get(qn("w:xAlign")) or "frame", "frame x": place}


def _switch(name: str) -> Reader:
    return lambda element: {name: is_on(element)}


def _text(name: str) -> Reader:
    def read(element: Element) -> Values:
        given = element.get(VAL)
        return {name: given} if given else {}

    return read


def _number(name: str) -> Reader:
    def read(element: Element) -> Values:
        given = whole(element.get(VAL))
        return {} if given is None else {name: given}

    return read


def inside(element: Element | None, *names: str) -> Element | None:
    """The element below these names, or nothing."""
    for name in names:
        element = None if element is None else element.find(qn(name))
    return element


def _tabs(element: Element) -> Values:
    """Each stop under its place: levels add stops and clear them one by one."""
    stops = ((whole(tab.get(qn("w:pos"))), tab.get(VAL) or "") for tab in element.iterchildren(qn("w:tab")))
    return {f"tab {place}": kind for place, kind in stops if place is not None}


_SWITCHES = ("keepNext", "keepLines", "pageBreakBefore", "suppressAutoHyphens", "contextualSpacing", "bidi")
OF_PARAGRAPH: dict[str, Reader] = {
    qn("w:jc"): _text("jc"),
    qn("w:ind"): _indents,
    qn("w:spacing"): _spacing,
    qn("w:numPr"): _list,
    qn("w:tabs"): _tabs,
    qn("w:shd"): _fill,
    qn("w:framePr"): _frame,
    **{qn(f"w:{name}"): _switch(name) for name in _SWITCHES},
}
OF_RUN: dict[str, Reader] = {
    **{qn(f"w:{name}"): _number(name) for name in ("sz", "szCs", "spacing", "position", "fitText")},
    **{qn(f"w:{name}"): _text(name) for name in ("lang", "vertAlign", "highlight")},
    **{
        qn(f"w:{name}"): _switch(name)
        for name in (
            "vanish",
            "webHidden",
            "b",
            "bCs",
            "rtl",
            "strike",
            "dstrike",
            "outline",
            "emboss",
            "imprint",
            "caps",
            "smallCaps",
        )
    },
    qn("w:specVanish"): lambda element: {"vanish": True} if is_on(element) else {},
    qn("w:shd"): _fill,
    qn("w:cs"): lambda element: {"cs-run": is_on(element)},
    qn("w:w"): _number("scale"),
    qn("w:color"): _text("color"),
    f"{{{W14}}}textFill": _text_fill,
    f"{{{W14}}}textOutline": lambda element: {"outlined": _text_fill(element)["unfilled"] and _is_thick(element)},
}
