"""What is drawn in a file: formulas, shapes, pictures; where they stand, what they cover, what of them is cut off."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sferum_docs.docengine.file.markup import local
from sferum_docs.docengine.rich import EMU_PER_MM
from sferum_docs.documents.checking.traits import Trait, short
from sferum_docs.documents.checking.verification import seen
from sferum_docs.gost.reading.package import WP, A, qn
from sferum_docs.reading.numbers import whole
from sferum_docs.wordml.switches import is_on, says_yes
from sferum_docs.wordml.text import FALLBACK, MATH_TEXT, M, V

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sferum_docs.gost.reading.package import Element

_COVERING = 5  # mm: what is smaller covers no word
_CUT_STEP, _TURN_STEP = 5_000, 5 * 60_000  # thousandths of a per cent; sixty-thousandths of a degree
_SHOWN = (f"{{{WP}}}anchor", f"{{{WP}}}inline", qn("w:hyperlink"))
_BLIP = f"{{{A}}}blip"
_FORMULA = {f"{{{M}}}{name}" for name in (
    "d", "f", "rad", "nary", "sSup", "sSub", "sSubSup", "sPre", "phant", "borderBox", "bar", "acc", "func", "limLow",
    "limUpp", "groupChr", "m", "box", "eqArr",
)}  # fmt: skip
_FORMULA_SIGNS = {f"{{{M}}}{name}" for name in ("chr", "begChr", "endChr", "sepChr", "type", "show")} | {
    f"{{{M}}}strike{way}" for way in ("H", "V", "BLTR", "TLBR")
}
_EFFECT = "{http://schemas.microsoft.com/office/drawing/2010/main}imgEffect"
_SIDES = {"l": "слева", "t": "сверху", "r": "справа", "b": "снизу"}
_PALE = (
    "blur", "fillOverlay", "alphaInv", "alphaCeiling", "alphaFloor", "clrRepl", "hsl", "tint", "grayscl", "alphaModFix",
    "lum", "lumMod", "biLevel", "duotone", "clrChange", "alphaBiLevel", "alphaRepl",
)  # fmt: skip
WP14 = "http://schemas.microsoft.com/office/word/2010/wordprocessingDrawing"
_OF_SHEET = 1_000.0  # mm: from the edge of the sheet, no offset from the text is near it
_THICK = 38_100  # three points: a line round a picture that hides some of it
_FADING = ("softEdge", "blur", "fillOverlay")
_BY_SIDE = 10_000.0  # mm: no offset is near it
_ALIGNED = {
    "left": ("слева", _BY_SIDE), "inside": ("изнутри", _BY_SIDE), "top": ("сверху", _BY_SIDE),
    "center": ("по центру", 2 * _BY_SIDE), "right": ("справа", 3 * _BY_SIDE), "outside": ("снаружи", 3 * _BY_SIDE),
    "bottom": ("снизу", 3 * _BY_SIDE),
}  # fmt: skip
_STYLE = (
    "display", "flip", "clip", "mso-position-horizontal", "mso-position-vertical", "position", "left", "top",
    "margin-left", "margin-top", "width", "height", "rotation", "visibility",
)  # fmt: skip


def is_second(element: Element) -> bool:
    """Whether it is written for older programs only, beside something drawn or linked for newer ones."""
    fallback = next(element.iterancestors(FALLBACK), None)
    alternate = None if fallback is None else fallback.getparent()
    return alternate is not None and any(
        next(choice.iter(*_SHOWN), None) is not None for choice in alternate if choice.tag != FALLBACK
    )


def drawn(element: Element) -> Iterator[Trait]:
    """A shape without a picture; what lies on the text, picture or shape; size, place and cut of a picture."""
    if is_second(element):
        return
    extent = element.find(f"{{{WP}}}extent")
    size = _measured(*(None if extent is None else extent.get(name) for name in ("cx", "cy")))
    shares = [whole(element.findtext(f".//{{{WP14}}}{name}")) or 0 for name in ("pctWidth", "pctHeight")]
    size = tuple(share / 100 or side for share, side in zip(shares, size, strict=True))  # a sheet is about 200 mm
    told = " × ".join(f"{side:.0f}" for side in size) + " мм"
    picture = next(element.iter(_BLIP), None) is not None
    floats = element.tag == f"{{{WP}}}anchor"
    if not picture:
        yield Trait("shape", told, measures=size)
    if floats:
        told += f", {' и '.join(_place_of(element, way)[0] for way in 'HV')}"
        size += tuple(_place_of(element, way)[1] for way in "HV")
        if says_yes(element.get("behindDoc")):
            told, size = f"{told}, за текстом", (*size, 0.0)
    if floats and _is_above(element) and max(size[:2], default=0) >= _COVERING:
        yield Trait("cover", told, measures=size)
    elif picture or floats:
        yield Trait("placed", told, measures=size)
    yield from _cut(element)


def _is_above(anchor: Element) -> bool:
    behind = says_yes(anchor.get("behindDoc"))
    return not behind and anchor.find(f"{{{WP}}}wrapNone") is not None


def _place_of(anchor: Element, way: str) -> tuple[str, float]:
    """Where it floats across or down: by a side, or so far away, from the edge of the sheet or from the text."""
    if says_yes(anchor.get("simplePos")):
        point = anchor.find(f"{{{WP}}}simplePos")
        (shift,) = _measured(None if point is None else point.get("x" if way == "H" else "y"))
        return f"от угла листа {shift:.0f} мм", _OF_SHEET + shift
    place = anchor.find(f"{{{WP}}}position{way}")
    share = whole(anchor.findtext(f"{{{WP}}}position{way}/{{{WP14}}}pctPos{way}Offset"))
    if share:
        return f"смещение {share / 1000:.0f} % листа", _OF_SHEET + share / 100
    edge = _OF_SHEET if place is not None and place.get("relativeFrom") == "page" else 0.0
    side = anchor.findtext(f"{{{WP}}}position{way}/{{{WP}}}align") or ""
    if side in _ALIGNED:
        return _ALIGNED[side]
    (shift,) = _measured(anchor.findtext(f"{{{WP}}}position{way}/{{{WP}}}posOffset"))
    return f"смещение {shift:.0f} мм{' от края листа' if edge else ''}", shift + edge


def _measured(*lengths: str | None) -> tuple[float, ...]:
    return tuple((whole(length) or 0) / EMU_PER_MM for length in lengths)


def _cut(element: Element) -> Iterator[Trait]:
    """What of a picture is cut off, how it is turned, what makes it pale."""
    told = [words for item in element.iter(f"{{{A}}}srcRect") for words in _sides_cut(item)]
    for frame in element.iter(f"{{{A}}}xfrm"):
        turn = round((whole(frame.get("rot")) or 0) / _TURN_STEP) * 5
        told += [f"повёрнут на {turn}°"] if turn else []
        told += ["зеркально" for name in ("flipH", "flipV") if frame.get(name) in {"1", "true"}]
    told += [local(item) for item in element.iter(*(f"{{{A}}}{name}" for name in _PALE)) if _is_of_blip(item)]
    told += list(_shown_otherwise(element))
    if told:
        yield Trait("cropped", ", ".join(told))


def _shown_otherwise(element: Element) -> Iterator[str]:
    """Hidden, cut to a figure, pressed aside or laid in pieces, turned in depth, changed by an effect."""
    name = element.find(f"{{{WP}}}docPr")
    run = next(element.iterancestors(qn("w:r")), None)
    vanishes = None if run is None else run.find(f"{qn('w:rPr')}/{qn('w:vanish')}")
    if (name is not None and says_yes(name.get("hidden"))) or is_on(vanishes):
        yield "скрыто"
    if next(element.iter(_BLIP), None) is None:
        return
    forms = (item.get("prst") or "rect" for item in element.iter(f"{{{A}}}prstGeom"))
    yield from (f"по фигуре {form}" for form in forms if form != "rect")
    yield from (words for item in element.iter(f"{{{A}}}fillRect") for words in _sides_cut(item))
    yield from (local(item) for item in element.iter(f"{{{A}}}tile"))
    turned = (item.get(way) for item in element.iter(f"{{{A}}}rot") for way in ("lat", "lon", "rev"))
    yield from ("повёрнут в глубину" for turn in turned if (whole(turn) or 0))
    yield from (local(item) for effect in element.iter(_EFFECT) for item in effect)
    yield from (
        local(item) for effects in element.iter(f"{{{A}}}effectLst") for item in effects if local(item) in _FADING
    )
    yield from ("толстая линия" for line in element.iter(f"{{{A}}}ln") if (whole(line.get("w")) or 0) > _THICK)


def _sides_cut(element: Element) -> Iterator[str]:
    for side, title in _SIDES.items():
        share = round((whole(element.get(side)) or 0) / _CUT_STEP) * 5
        if share:
            yield f"{title} {share} %"


def _is_of_blip(element: Element) -> bool:
    parent = element.getparent()
    return parent is not None and parent.tag == _BLIP


def old_shape(element: Element) -> Iterator[Trait]:
    """A shape as Word wrote it before 2010; one within a group belongs to it."""
    if any(step.tag == f"{{{V}}}group" for step in element.iterancestors()) or is_second(element):
        return
    style = element.get("style") or ""
    if next(element.iter(f"{{{V}}}imagedata"), None) is None:
        yield Trait("shape", f"{local(element)} {_measures(style)}".strip())
    elif "absolute" in style:
        yield Trait("cover", f"{local(element)} {_measures(style)}")
    else:
        yield Trait("placed", f"{local(element)} {_measures(style)}")


def _measures(style: str) -> str:
    named = dict(item.split(":", 1) for item in style[:1000].split(";") if ":" in item)
    told = {name.strip(): value.strip() for name, value in named.items()}
    return "; ".join(f"{name} {told[name]}" for name in _STYLE if name in told)


def formula(element: Element) -> Iterator[Trait]:
    """A formula as signs: what stands over what, in which brackets."""
    if next(element.iterancestors(f"{{{M}}}oMath"), None) is not None:
        return
    pieces = []
    for item in element.iter():
        if item.tag == MATH_TEXT:
            pieces.append(item.text or "")
        elif item.tag in _FORMULA:
            pieces.append(f" {local(item)} ")
        elif item.tag in _FORMULA_SIGNS:
            pieces.append(item.get(f"{{{M}}}val") or "")
    yield Trait("formula", short(seen("".join(pieces))))
