"""The colours of a theme, as a file maps and tints them: ECMA-376 part 1, 17.3.2.6, 17.15.1.20 and 20.1.6.2. Pure."""

from __future__ import annotations

import colorsys
from typing import TYPE_CHECKING

from lxml import etree

from sferum_docs.wordml.text import A, W

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sferum_docs.wordml.text import Element

W14 = "http://schemas.microsoft.com/office/word/2010/wordml"
RGB = f"{{{W14}}}srgbClr"
_SCHEME = f"{{{W14}}}schemeClr"
_VAL, _VAL14 = f"{{{W}}}val", f"{{{W14}}}val"
PALE = 0xE0  # each of three colours: paler letters are lost on white paper
_PAPER, _INK = "FFFFFF", "000000"
_PLACES = {"background1": "light1", "text1": "dark1", "background2": "light2", "text2": "dark2"}
_SHORT = {"bg1": "background1", "tx1": "text1", "bg2": "background2", "tx2": "text2"}
_NAMES = {"dark1": "dk1", "light1": "lt1", "dark2": "dk2", "light2": "lt2", "hyperlink": "hlink",
          "followedHyperlink": "folHlink"}  # fmt: skip
_MAPPED = {"background1": "bg1", "text1": "t1", "background2": "bg2", "text2": "t2"}
# of letters, of the ground, of a pattern: the attribute that names a colour, and those that say which of the theme
_NAMED = (("color", "val", "theme"), ("shd", "fill", "themeFill"), ("shd", "color", "theme"))
_WHOLE, _FF = 100_000, 0xFF
_THEMED = etree.XPath("//w:*[@w:themeColor or @w:themeFill] | //w14:schemeClr", namespaces={"w": W, "w14": W14})


class Palette:
    """The colours that a file gives to the names of its theme."""

    def __init__(self, theme: Element | None, settings: Element | None) -> None:
        scheme = None if theme is None else next(theme.iter(f"{{{A}}}clrScheme"), None)
        self._colours = {"lt1": _PAPER, "dk1": _INK}
        for item in () if scheme is None else scheme:
            told = next((one.get("lastClr") or one.get("val") for one in item), None)
            self._colours[str(item.tag).rpartition("}")[2]] = told or ""
        mapping = None if settings is None else settings.find(f"{{{W}}}clrSchemeMapping")
        self._places = dict(_PLACES)
        for place, name in _MAPPED.items():
            self._places[place] = (None if mapping is None else mapping.get(f"{{{W}}}{name}")) or _PLACES[place]

    def settle(self, *roots: Element | None) -> None:
        """Write the colour that is seen beside every name of one of the theme."""
        for root in roots:
            for element in _THEMED(root) if root is not None else ():
                if element.tag == _SCHEME:
                    self._settle_drawn(element)
                    continue
                for name, told, theme in _NAMED:
                    if element.tag == f"{{{W}}}{name}":
                        self._settle_told(element, told, theme)

    def _settle_told(self, element: Element, told: str, theme: str) -> None:
        name = element.get(f"{{{W}}}{theme}" if theme == "themeFill" else f"{{{W}}}themeColor")
        colour = rgb_of(self._colour(name or ""))
        if colour is None:
            return
        tint, shade = (_share(element.get(f"{{{W}}}{theme}{way}")) for way in ("Tint", "Shade"))
        shown = (_FF - (_FF - item) * tint for item in (part * shade for part in colour))
        element.set(f"{{{W}}}{told}", _hex(shown))

    def _settle_drawn(self, element: Element) -> None:
        """Letters that are filled as shapes are."""
        name = element.get(_VAL14) or ""
        colour = rgb_of(self._colour(_SHORT.get(name, name)))
        if colour is None:
            return
        hue, light, dense = colorsys.rgb_to_hls(*(item / _FF for item in colour))
        for change in element:
            told = change.get(_VAL14) or ""
            way, share = (
                str(change.tag).rpartition("}")[2],
                (int(told[:9]) if told.isascii() and told.isdecimal() else 0) / _WHOLE,
            )
            light = {"lumMod": light * share, "lumOff": light + share, "shade": light * share,
                     "tint": 1 - (1 - light) * share}.get(way, light)  # fmt: skip
        element.tag = RGB
        element.set(_VAL14, _hex(item * _FF for item in colorsys.hls_to_rgb(hue, min(max(light, 0), 1), dense)))

    def _colour(self, name: str) -> str:
        place = self._places.get(name, name)
        return self._colours.get(_NAMES.get(place, place), "")


def _share(told: str | None) -> float:
    """How much is left of a colour, or of its distance from white: in 255ths, in hexadecimal figures."""
    try:
        return min(int(told, 16), _FF) / _FF if told else 1.0
    except ValueError:
        return 1.0


def rgb_of(code: str) -> tuple[int, int, int] | None:
    """The three colours of a code; None for «auto» and whatever else is no code.

    >>> rgb_of("1F3864"), rgb_of("auto")
    ((31, 56, 100), None)
    """
    try:
        number = int(code, 16) if len(code) == len("RRGGBB") else -1
    except ValueError:
        number = -1
    return None if number < 0 else (number >> 16, number >> 8 & _FF, number & _FF)


def _hex(parts: Iterable[float]) -> str:
    return "".join(f"{min(max(round(part), 0), _FF):02X}" for part in parts)
