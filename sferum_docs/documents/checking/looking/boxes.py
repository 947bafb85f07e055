"""Text boxes and old pictures: how their words lie, how far from the edge, on what ground; what is cut off."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sferum_docs.docengine.file.markup import local
from sferum_docs.docengine.rich import EMU_PER_MM
from sferum_docs.documents.checking.looking.around import words
from sferum_docs.documents.checking.traits import Trait
from sferum_docs.gost.reading.package import A
from sferum_docs.reading.numbers import whole
from sferum_docs.wordml.colours import rgb_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sferum_docs.gost.reading.package import Element

_FAR = 15  # mm: the words begin so far within a box
_LENGTH = re.compile(r"[-+]?(\d{1,9}(?:\.\d{0,6})?|\.\d{1,6})(mm|cm|in|px|pt|)", re.IGNORECASE)
_IN_MM = {"mm": 1, "cm": 10, "in": 25.4, "px": 25.4 / 96, "pt": 25.4 / 72}
_DARK = 0x60  # each of three colours: black letters are lost there
_CUTS = ("croptop", "cropbottom", "cropleft", "cropright", "gain", "blacklevel", "chromakey", "bilevel", "grayscale")
_NOTHING = {"", "0", "0.0", "0f", "f", "false"}
_WHOLE = {"", "1", "1.0", "65536f"}  # of the gain: a picture as it is


def body(element: Element) -> Iterator[Trait]:
    """The inside of a text box, new or old; what a box of no words does is no matter."""
    holder = element if local(element) == "textbox" else element.getparent()
    said = "" if holder is None else words(holder)
    told = [*_lies(element), *_ground_of(holder)] if said else []
    if told:
        yield Trait("boxed", f"{', '.join(told)}: {said}")


def _lies(element: Element) -> Iterator[str]:
    style = element.get("style") or ""
    if (element.get("vert") or "horz") != "horz" or "layout-flow:vertical" in style.replace(" ", ""):
        yield "набок"
    if whole(element.get("rot")):
        yield "повёрнуты"
    warp = next(element.iter(f"{{{A}}}prstTxWarp"), None)
    if warp is not None and warp.get("prst") != "textNoShape":
        yield "по фигуре"
    insets = [(whole(element.get(f"{side}Ins")) or 0) / EMU_PER_MM for side in "ltrb"]
    insets += [_length(side) for side in (element.get("inset") or "")[:100].split(",")]
    if max(insets) > _FAR:
        yield "отодвинуты от края"


def _length(told: str) -> float:
    """A length of an old shape in millimetres; without a unit it is counted as points.

    >>> _length("-72pt"), _length("1 in"), _length(""), _length("9e9pt")
    (25.4, 25.4, 0.0, inf)
    """
    found = _LENGTH.fullmatch(told.replace(" ", ""))
    if found is None:  # nobody knows how far: figures in no way that Word writes
        return float("inf") if any(map(str.isdigit, told)) else 0.0
    return float(found[1]) * _IN_MM[found[2].lower() or "pt"]


def _ground_of(holder: Element | None) -> Iterator[str]:
    """A dark ground of the box itself."""
    parts = () if holder is None else (item for item in holder if local(item) == "spPr")
    fills = (fill for part in parts for fill in part.iterchildren(f"{{{A}}}solidFill"))
    colours = (rgb_of(item.get("val") or "") for fill in fills for item in fill)
    yield from ("тёмный фон" for colour in colours if colour is not None and max(colour) < _DARK)


def image_of(element: Element) -> Iterator[Trait]:
    """What of a picture of an old shape is cut off or made pale."""
    told = [name for name in _CUTS if (element.get(name) or "") not in (_WHOLE if name == "gain" else _NOTHING)]
    if told:
        yield Trait("cropped", ", ".join(told))
