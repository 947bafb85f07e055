"""What a page or an XML of Excel hides or strikes out: by attributes, by its own styles, by the tags round the words.

Only what Excel and the exports of school systems write is read; whatever a page does beyond that shows its words.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml import etree

# a rule begins where the one before ends: tried at every letter, a long page would take the square of its length
_RULE = re.compile(r"(?<![^{}])([^{}]{1,5000}+)\{([^{}]{0,2000}+)\}")
_CLASS = re.compile(r"\.([\w-]{1,80})")
_MOST_RULES = 5_000
_HIDING = re.compile(
    r"(?:^|;)(?:display:none|visibility:(?:hidden|collapse)|mso-hide:all|(?:height|width):0(?:p[xt])?)(?:;|$|!)"
)
_STRIKING = re.compile(r"(?:^|;)text-decoration(?:-line)?:[^;]{0,80}line-through")
_STRUCK_TAGS = {"s", "strike", "del"}
_SPREADSHEET = "{urn:schemas-microsoft-com:office:spreadsheet}"
_HTML_S = "{http://www.w3.org/TR/REC-html40}S"
_ON = {"1", "true"}


@dataclass(frozen=True, slots=True)
class Shown:
    """Whether something is hidden, and whether a line goes through its words."""

    hidden: bool = False
    struck: bool = False


PLAIN = Shown()


class PageLooks:
    """The looks of a page's rows, columns and cells, with the classes that its own styles name."""

    def __init__(self, root: etree._Element) -> None:
        self._classes: dict[str, Shown] = {}
        for style in root.iter("style"):
            for selector, body in _RULE.findall("".join(style.itertext()))[:_MOST_RULES]:
                told = _declared(body)
                if told != PLAIN:
                    self._classes.update(dict.fromkeys(_CLASS.findall(selector), told))

    def of(self, element: etree._Element) -> Shown:
        """What is said of one element."""
        named = [self._classes.get(name, PLAIN) for name in (element.get("class") or "").split()[:20]]
        own = _declared(element.get("style") or "")
        gone = element.get("hidden") is not None or (element.tag in {"tr", "col"} and _is_nothing(element))
        return Shown(
            gone or own.hidden or any(item.hidden for item in named), own.struck or any(item.struck for item in named)
        )

    def strikes_all(self, cell: etree._Element) -> bool:
        """Whether a line goes through all the words of a cell."""
        if self.of(cell).struck:
            return True
        words = [text for text in _texts(cell) if text[1].strip()]
        return bool(words) and all(self._struck(holder, cell) for holder, _ in words)

    def _struck(self, element: etree._Element | None, cell: etree._Element) -> bool:
        while element is not None and element is not cell:
            if element.tag in _STRUCK_TAGS or self.of(element).struck:
                return True
            element = element.getparent()
        return False


def _texts(cell: etree._Element) -> list[tuple[etree._Element | None, str]]:
    """Every text of a cell with the element it stands in."""
    found: list[tuple[etree._Element | None, str]] = []
    for element in cell.iter():
        if isinstance(element.tag, str):
            found.append((element, element.text or ""))
        if element is not cell:
            found.append((element.getparent(), element.tail or ""))
    return found


def _declared(style: str) -> Shown:
    plain = re.sub(r"\s", "", style[:4000]).casefold()
    return Shown(bool(_HIDING.search(plain)), bool(_STRIKING.search(plain)))


def _is_nothing(element: etree._Element) -> bool:
    """«height=0» of a row, «width=0» of a column: so Excel hides them on a page."""
    return (element.get("height" if element.tag == "tr" else "width") or "").strip() in {"0", "0px", "0pt"}


class BookLooks:
    """The looks of the cells of an XML of Excel 2003, by the styles of the book."""

    def __init__(self, root: etree._Element) -> None:
        styles = {style.get(f"{_SPREADSHEET}ID") or "": style for style in root.iter(f"{_SPREADSHEET}Style")}
        self._struck = {name for name in styles if _is_lined(name, styles)}

    def strikes_all(self, cell: etree._Element, *outer: etree._Element | None) -> bool:
        """Whether a line goes through the words of a cell: by its style, else by that of its row or column."""
        holders = (item for item in (cell, *outer) if item is not None)
        named = next((name for item in holders if (name := item.get(f"{_SPREADSHEET}StyleID"))), "")
        if named in self._struck:
            return True
        words = [text for text in _texts(cell) if text[1].strip()]
        return bool(words) and all(_is_inside(holder, cell) for holder, _ in words)


def _is_inside(element: etree._Element | None, cell: etree._Element) -> bool:
    while element is not None and element is not cell:
        if element.tag == _HTML_S:
            return True
        element = element.getparent()
    return False


def _is_lined(name: str, styles: dict[str, etree._Element]) -> bool:
    """Whether a style, or the nearest that it comes from and that says it, strikes out."""
    passed: set[str] = set()
    while name in styles and name not in passed:
        passed.add(name)
        font = styles[name].find(f"{_SPREADSHEET}Font")
        told = None if font is None else font.get(f"{_SPREADSHEET}StrikeThrough")
        if told is not None:
            return told in _ON
        name = styles[name].get(f"{_SPREADSHEET}Parent") or ""
    return False


def is_gone(element: etree._Element, measure: str) -> bool:
    """Whether a row or column of such a book is hidden, or has no height or width."""
    return element.get(f"{_SPREADSHEET}Hidden") in _ON or element.get(f"{_SPREADSHEET}{measure}") in {"0", "0.0"}
