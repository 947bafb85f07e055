"""Where a chart may stand: alone in a paragraph of the text; and how that paragraph is set for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lxml import etree

from sferum_docs.docengine.charts.layout import Frame
from sferum_docs.docengine.charts.room import room_of
from sferum_docs.docengine.file.markup import qn
from sferum_docs.docengine.language.foreign import beside
from sferum_docs.docengine.language.tags import PLACEHOLDER, paragraph_text

if TYPE_CHECKING:
    from sferum_docs.docengine.compiling.tree import Tree
    from sferum_docs.docengine.file.markup import Element
    from sferum_docs.docengine.file.package import Package

EMU_IN_TWIP = 635
_NARROW = 3400  # twips, 60 mm: in a narrower place names and numbers lie on one another
_FONT = "Times New Roman"  # of a file that names none
_OF_THEME = {"minor": "+mn-lt", "major": "+mj-lt"}
_PPR, _BOX, _CONTROL = qn("w:pPr"), qn("w:txbxContent"), qn("w:sdt")
_TYPED = {
    qn(f"w:{name}") for name in ("text", "date", "dropDownList", "comboBox", "picture")
}  # controls for words alone
# what stands behind the line spacing among the properties of a paragraph (ECMA-376 part 1, 17.3.1.26)
_BEHIND = {qn(f"w:{name}") for name in (
    "ind", "contextualSpacing", "mirrorIndents", "suppressOverlap", "jc", "textDirection", "textAlignment",
    "textboxTightWrap", "outlineLvl", "divId", "cnfStyle", "rPr", "sectPr", "pPrChange",
)}  # fmt: skip


def set_charts(tree: Tree, package: Package) -> None:
    """Give every chart of a part its place; one that stands where it cannot be is told of."""
    is_text = package.parts[package.main].root is tree.root
    styles = package.related("styles")
    font = _font_of(None if styles is None else styles.root)
    for number in sorted(tree.charts):
        paragraph = tree.tags[number].paragraph
        if not is_text:
            tree.report("chart-outside", number)
        elif any(_holds_words_alone(step) for step in paragraph.iterancestors()):
            tree.report("chart-in-box", number)
        elif others := _others(tree, number):
            tree.report("chart-not-alone", number, f"Рядом: {', '.join(others)}.")
        else:
            width, height = room_of(paragraph)
            if width < _NARROW:
                tree.report("chart-narrow", number)
            tree.frames[number] = Frame(width * EMU_IN_TWIP, height * EMU_IN_TWIP, font)
            _set_paragraph(paragraph)


def _others(tree: Tree, number: int) -> list[str]:
    """What stands in the paragraph of a chart beside it."""
    paragraph = tree.tags[number].paragraph
    found = ["текст"] if PLACEHOLDER.sub("", paragraph_text(paragraph)).strip() else []
    tags = (item for item in tree.tags.values() if item.paragraph is paragraph and item.kind != "comment")
    found += [item.source for item in tags if item.number != number]
    return found + beside(paragraph)


def _holds_words_alone(step: Element) -> bool:
    properties = step.find(qn("w:sdtPr")) if step.tag == _CONTROL else None
    return step.tag == _BOX or (properties is not None and any(item.tag in _TYPED for item in properties))


def _set_paragraph(paragraph: Element) -> None:
    """Lines of a fixed height would cut a drawing off, indents would push it over the edge."""
    properties = paragraph.find(_PPR)
    if properties is None:
        properties = etree.Element(_PPR)
        paragraph.insert(0, properties)
    spacing = _property(properties, "spacing", _BEHIND)
    spacing.attrib.update({qn("w:line"): "240", qn("w:lineRule"): "auto"})
    indents = _property(properties, "ind", _BEHIND - {qn("w:ind")})
    indents.attrib.clear()
    indents.attrib.update({qn(f"w:{side}"): "0" for side in ("left", "right", "firstLine")})


def _property(properties: Element, name: str, behind: set[str]) -> Element:
    found = properties.find(qn(f"w:{name}"))
    if found is None:
        found = etree.Element(qn(f"w:{name}"))
        at = next((at for at, item in enumerate(properties) if item.tag in behind), len(properties))
        properties.insert(at, found)
    return found


def _font_of(styles: Element | None) -> str:
    """The typeface that a document uses by itself."""
    found = None if styles is None else styles.find(f"{qn('w:docDefaults')}/{qn('w:rPrDefault')}/{qn('w:rPr')}")
    usual = () if styles is None else styles.iterfind(qn("w:style"))
    normal = next((item for item in usual if item.get(qn("w:type")) == "paragraph" and item.get(qn("w:default"))), None)
    holders = (None if normal is None else normal.find(qn("w:rPr")), found)
    fonts = (holder.find(qn("w:rFonts")) for holder in holders if holder is not None)
    return next((name for item in fonts if item is not None and (name := _face(item))), _FONT)


def _face(fonts: Element) -> str:
    """The face that a run names; that of the theme stands before it (ECMA-376 part 1, 17.3.2.26)."""
    of_theme = fonts.get(qn("w:asciiTheme")) or ""
    return _OF_THEME.get(of_theme[:5], "") or fonts.get(qn("w:ascii")) or ""
