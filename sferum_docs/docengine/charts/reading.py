"""A chart as a reader sees it: its words, the numbers of its series, what makes the same numbers look otherwise.

A chart is read whoever has written it; nothing is believed of the counts that it names.
"""

from __future__ import annotations

import re
from hashlib import sha256
from typing import TYPE_CHECKING

from lxml import etree

from sferum_docs.docengine.charts.part import CHART_NS
from sferum_docs.docengine.file.markup import NAMESPACES, local
from sferum_docs.docengine.file.net import caught
from sferum_docs.docengine.file.package import open_package
from sferum_docs.reading.numbers import digits

if TYPE_CHECKING:
    from collections.abc import Container, Iterator

    from sferum_docs.docengine.file.markup import Element
    from sferum_docs.docengine.file.package import Package, Part

_UNKNOWN = "—"
_C, _A = f"{{{CHART_NS}}}", "{" + NAMESPACES["a"] + "}"
_SERIES, _TEXT = f"{_C}ser", f"{_A}t"
_ACROSS, _VALUES = ("cat", "xVal"), ("val", "yVal", "bubbleSize")
_SPACES = {"c": CHART_NS, "a": NAMESPACES["a"]}
# words of other places than the series: labels, titles taken from cells
_BESIDE = etree.XPath(
    "//a:p | //a:t[not(ancestor::a:p)] | //c:v[not(ancestor::c:ser)] | //*[local-name() = 'v'][ancestor::c:ext]",
    namespaces=_SPACES,
)
_UNDRAWN = etree.XPath("c:spPr/a:ln/a:noFill | c:spPr/a:noFill", namespaces=_SPACES)
_SCALE = {"min": "от", "max": "до", "logBase": "логарифмы по основанию", "orientation": "направление"}
_NUMBER = re.compile(r"-?\d{1,300}(?:\.\d{1,300})?(?:[eE][-+]?\d{1,3})?")
_LANGUAGE = re.compile(r"\[\$-[0-9A-Fa-f]{1,8}\]")
_WORDY = re.compile(r'["\\;\[]')  # a format with words of its own shows what no number says


def chart_texts(root: Element) -> Iterator[str]:
    """Give the titles and labels of a chart, then each series in a line with its categories."""
    for element in _BESIDE(root):
        text = "".join(item.text or "" for item in element.iter(_TEXT)) if element.tag == f"{_A}p" else element.text
        if text and text.strip():
            yield text.strip()
    for series in root.iter(_SERIES):
        yield _line(series)


def chart_looks(root: Element) -> Iterator[str]:
    """Give what a chart is drawn as: kinds, the scale of its axes, series without a line, gaps drawn through."""
    for area in root.iter(f"{_C}plotArea"):
        yield from (local(item) for item in area if local(item).endswith("Chart"))
        for axis in area.iter(f"{_C}valAx"):
            yield from _of_axis(axis)
    for series in root.iter(_SERIES):
        marker = series.find(f"{_C}marker/{_C}symbol")
        if _UNDRAWN(series) and (marker is None or marker.get("val") == "none"):
            yield f"ряд не нарисован: {_name(series)}"
    yield from (f"пропуски: {item.get('val')}" for item in root.iter(f"{_C}dispBlanksAs") if item.get("val") != "gap")
    formats = {item.get("formatCode") or "" for item in root.iter(f"{_C}numFmt")}
    yield from sorted(f"формат чисел {item}" for item in formats if _WORDY.search(_LANGUAGE.sub("", item)))


@caught
def charts_of(data: bytes) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Give how the charts of a file are drawn, and the fingerprints of the workbooks they bring along."""
    package = open_package(data, template=False, refuse_content=False)
    looks: list[str] = []
    books: list[str] = []
    for part in charts_in_order(package).values():
        looks += chart_looks(part.root) if part.root is not None else ()
        targets = (link.target for link in part.relationships if link.kind == "package" and not link.external)
        books += [sha256(package.members[name].data).hexdigest()[:16] for name in targets if name in package.members]
    return tuple(looks), tuple(books)


def charts_in_order(package: Package) -> dict[str, Part]:
    """Give the charts by name, in the order of the text."""
    names: dict[str, None] = {}
    for part in package.live():
        targets = {link.id: link.target for link in part.relationships}
        shown = () if part.root is None else part.root.iter(f"{_C}chart")
        names |= dict.fromkeys(targets.get(item.get("{" + NAMESPACES["r"] + "}id") or "", "") for item in shown)
    return {name: package.parts[name] for name in names if name in package.parts and _is_chart(package.parts[name])}


def charts_unshown(package: Package, shown: Container[str]) -> list[Part]:
    """Give the charts that a file holds beside those that its text shows."""
    return [part for name, part in package.parts.items() if name not in shown and _is_chart(part)]


def _is_chart(part: Part) -> bool:
    return "drawingml.chart+" in part.content_type and part.root is not None


def _line(series: Element) -> str:
    across, upwards = _points(series, _ACROSS), _points(series, _VALUES)
    # a place without a name and a number keeps lines apart
    places = (at for at in sorted({*across, *upwards}) if across.get(at) or upwards.get(at))
    pairs = (f"{across.get(at) or f'№ {at + 1}'} — {upwards.get(at) or _UNKNOWN}" for at in places)
    return f"{_name(series)}: {'; '.join(pairs)}"


def _name(series: Element) -> str:
    said = series.find(f"{_C}tx")
    words = () if said is None else said.iter(f"{_C}v", _TEXT)
    return " ".join((item.text or "").strip() for item in words) or "ряд без названия"


def _points(series: Element, names: tuple[str, ...]) -> dict[int, str]:
    """The points of a row by their places; of several levels or sizes the words of all."""
    found: dict[int, str] = {}
    for holder in series.iterchildren(*(f"{_C}{name}" for name in names)):
        for point in holder.iter(f"{_C}pt"):
            at, value = digits(point.get("idx")) or 0, point.find(f"{_C}v")
            written = "" if value is None else (value.text or "").strip()
            parent = point.getparent()
            is_number = parent is not None and local(parent).startswith("num")
            text = _shown(written) if is_number else written
            found[at] = f"{found[at]}, {text}" if at in found else text
    return found


def _shown(text: str) -> str:
    """A number as it is read; programs write the last digits of fractions in their own ways.

    >>> _shown("4.4000000000000004"), _shown("12"), _shown("н/д")
    ('4,4', '12', 'н/д')
    """
    return f"{float(text):.12g}".replace(".", ",") if _NUMBER.fullmatch(text) else text


def _of_axis(axis: Element) -> Iterator[str]:
    for item in axis.iterfind(f"{_C}scaling/*"):
        value = item.get("val") or ""
        if local(item) in _SCALE and value != "minMax":
            yield f"ось {_SCALE[local(item)]} {_shown(value)}"
    gone = axis.find(f"{_C}delete")
    if gone is not None and gone.get("val") in {"1", "true", None}:
        yield "ось скрыта"
