"""What lies on the text of a sheet: taken out of a copy for everybody, it would lay bare what somebody covered."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from sferum_docs.documents.publishing.pictures import ANCHOR, DRAWN, WP, has_image, has_words, is_ours
from sferum_docs.reading.numbers import whole
from sferum_docs.wordml.switches import says_yes
from sferum_docs.wordml.text import MC, P, T, V, W

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sferum_docs.documents.publishing.parts import WordPart

_EXTENT, _UPRIGHT, _OFFSET, _ALIGN = (f"{{{WP}}}{name}" for name in ("extent", "positionV", "posOffset", "align"))
_BESIDE = tuple(f"{{{WP}}}{name}" for name in ("wrapSquare", "wrapTight", "wrapTopAndBottom"))
_THIN = 72_000  # EMU, two millimetres: a rule under a heading covers nothing
_HEAD = 1_800_000  # EMU, five centimetres: a coat of arms over the name of a school ends above it
_BLOCKS = tuple(f"{{{V}}}{name}" for name in ("rect", "roundrect", "oval", "shape", "group"))
_BODY, _FALLBACK = f"{{{W}}}body", f"{{{MC}}}Fallback"
_WRAP, _FLOWING = "{urn:schemas-microsoft-com:office:word}wrap", ("square", "tight", "topAndBottom")
_IN_POINTS = re.compile(r"(?:^|;)(margin-top|height):(-?\d{1,5}(?:\.\d{1,5})?)pt")
_POINT, _FAR = 12_700, 100_000_000  # EMU


def has_covers(parts: Iterable[WordPart]) -> bool:
    """Whether a shape lies on the text: without it words would be seen that somebody meant to cover."""
    return any(
        _covers(drawn)
        for item in parts
        for drawn in item.element.iter(*DRAWN)
        if not has_image(drawn) and not has_words(drawn)
    )


def has_pasted_over(parts: Iterable[WordPart]) -> bool:
    """Whether a picture lies on the text, as a shape does.

    Only in the text: what stands in a header lies below it. The code of the program and a coat of arms cover nothing.
    """
    return any(
        _floats(drawn) and not _ends_within(drawn, room)
        for item in parts
        for drawn, room in _pictures(item)
        if not is_ours(drawn, item)
    )


def _pictures(item: WordPart) -> Iterator[tuple[Any, int | None]]:
    """The pictures of the text, each with how far below the top of its paragraph nothing is said yet."""
    said = False
    for paragraph in (one for body in item.element.iterchildren(_BODY) for one in body.iter(P)):
        words = any((leaf.text or "").strip() for leaf in paragraph.iter(T))
        room = None if said else _THIN if words else _HEAD
        said = said or words
        for drawn in paragraph.iter(*DRAWN):
            if has_image(drawn) and next(drawn.iterancestors(_FALLBACK), None) is None:
                yield drawn, room


def _floats(drawn: Any) -> bool:
    """Whether the text does not flow around it."""
    if any(_on_top(anchor) and next(anchor.iterchildren(*_BESIDE), None) is None for anchor in drawn.iter(ANCHOR)):
        return True
    return _laid_by_style(drawn) and not any(wrap.get("type") in _FLOWING for wrap in drawn.iter(_WRAP))


def _ends_within(drawn: Any, room: int | None) -> bool:
    """Whether it ends above the first words of the text, as a coat of arms does."""
    if room is None:
        return False
    lowest = [_lowest(anchor) for anchor in drawn.iter(ANCHOR)]
    for block in drawn.iter(*_BLOCKS):
        told = {name: float(points) for name, points in _IN_POINTS.findall((block.get("style") or "").replace(" ", ""))}
        lowest.append(round((told.get("margin-top", 0) + told.get("height", _FAR)) * _POINT))
    return all(low <= room for low in lowest)


def _lowest(anchor: Any) -> int:
    upright = anchor.find(_UPRIGHT)
    if upright is not None and upright.findtext(_ALIGN, "top") != "top":
        return _FAR
    offset = None if upright is None else whole(upright.findtext(_OFFSET))
    return (offset or 0) + (_sides(anchor) or [_FAR])[-1]


def _covers(drawn: Any) -> bool:
    return any(map(_on_top, drawn.iter(ANCHOR))) or _laid_by_style(drawn)


def _on_top(anchor: Any) -> bool:
    return not says_yes(anchor.get("behindDoc")) and min(_sides(anchor), default=0) > _THIN


def _sides(anchor: Any) -> list[int]:
    size = anchor.find(_EXTENT)
    return [whole(size.get(name)) or 0 for name in ("cx", "cy")] if size is not None else []


def _laid_by_style(drawn: Any) -> bool:
    styles = ((block.get("style") or "").replace(" ", "") for block in drawn.iter(*_BLOCKS))
    return any("position:absolute" in style and "z-index:-" not in style for style in styles)
