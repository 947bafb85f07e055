"""The look that a school gives its papers, put into a template before it is compiled: margins, typeface, size."""

from __future__ import annotations

import io
import zipfile
from functools import lru_cache
from typing import TYPE_CHECKING

from lxml import etree

from sferum_docs.reading.numbers import whole
from sferum_docs.schools.model import LayoutSettings, Margins

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

TWIPS_PER_MM = 56.6929
_MAIN, _STYLES = "word/document.xml", "word/styles.xml"
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_SLOTS = ("ascii", "hAnsi", "cs", "eastAsia")
_THEMES = ("asciiTheme", "hAnsiTheme", "cstheme", "eastAsiaTheme")
_HALF_POINTS = 2
_OF_TABLES = frozenset(f"{_W}{name}" for name in ("tblPr", "trPr", "tcPr", "tblStylePr"))
# what of a run stands below its size (ECMA-376, part 1, 17.3.2: CT_RPr is a sequence)
_BELOW_SIZE = frozenset(
    f"{_W}{name}"
    for name in (
        "szCs", "highlight", "u", "effect", "bdr", "shd", "fitText", "vertAlign", "rtl", "cs", "em", "lang",
        "eastAsianLayout", "specVanish", "oMath",
    )
)  # fmt: skip


@lru_cache(maxsize=128)
def with_page_setup(template: bytes, margins: Margins, layout: LayoutSettings) -> bytes:
    """The template as a school prints it; one whose look is the usual one stays as it is."""
    usual = LayoutSettings()
    retyped = (layout.typeface, layout.size) != (usual.typeface, usual.size)
    if margins == Margins() and not retyped:
        return template
    source = zipfile.ZipFile(io.BytesIO(template))
    target = io.BytesIO()
    with source, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        parts = {member.filename: source.read(member) for member in source.infolist()}
        for name, tree in _changed(parts, margins, layout if retyped else None):
            parts[name] = etree.tostring(tree, xml_declaration=True, encoding="UTF-8", standalone=True)
        for member in source.infolist():
            archive.writestr(member, parts[member.filename])
    return target.getvalue()


def _changed(
    parts: Mapping[str, bytes], margins: Margins, layout: LayoutSettings | None
) -> Iterator[tuple[str, etree._Element]]:
    trees = {name: _tree(xml) for name, xml in parts.items() if name.startswith("word/") and name.endswith(".xml")}
    if margins != Margins() and _MAIN in trees:
        _set_margins(trees[_MAIN], margins)
    if layout is not None and _STYLES in trees:
        _set_type(trees, layout)
    yield from trees.items()


def _tree(xml: bytes) -> etree._Element:
    return etree.fromstring(xml, etree.XMLParser(resolve_entities=False, no_network=True))


def _set_type(trees: Mapping[str, etree._Element], layout: LayoutSettings) -> None:
    """The face and size of the body are changed wherever they stand; others stay, none larger than the body becomes."""
    roots = _body_runs(trees[_STYLES])
    face = next((fonts.get(f"{_W}hAnsi") for run in roots if (fonts := run.find(f"{_W}rFonts")) is not None), None)
    size = next((whole(given.get(f"{_W}val")) for run in roots if (given := run.find(f"{_W}sz")) is not None), None)
    for run in roots:
        fonts = _child(run, "rFonts")
        for theme in _THEMES:
            fonts.attrib.pop(f"{_W}{theme}", None)
        for slot in _SLOTS:
            fonts.set(f"{_W}{slot}", layout.typeface.value)
        for name in ("sz", "szCs"):
            _child(run, name).set(f"{_W}val", str(layout.size * _HALF_POINTS))
    for tree in trees.values():
        _replace_face(tree, face, layout.typeface.value)
        _replace_size(tree, size, layout.size * _HALF_POINTS)


def _body_runs(styles: etree._Element) -> list[etree._Element]:
    """The properties of text that all styles begin from: those of the default style, then those of the document."""
    normal = next(
        (
            style
            for style in styles.iter(f"{_W}style")
            if style.get(f"{_W}default") in {"1", "true"} and style.get(f"{_W}type") == "paragraph"
        ),
        None,
    )
    found = [] if normal is None else [_child(normal, "rPr")]
    document = styles.find(f"{_W}docDefaults/{_W}rPrDefault/{_W}rPr")
    return found if document is None else [*found, document]


def _replace_face(tree: etree._Element, old: str | None, new: str) -> None:
    for fonts in tree.iter(f"{_W}rFonts"):
        for slot in _SLOTS:
            if old is not None and fonts.get(f"{_W}{slot}") == old:
                fonts.set(f"{_W}{slot}", new)


def _replace_size(tree: etree._Element, old: int | None, new: int) -> None:
    for given in (*tree.iter(f"{_W}sz"), *tree.iter(f"{_W}szCs")):
        points = whole(given.get(f"{_W}val"))
        if old is not None and points is not None and (points == old or new < points < old):
            given.set(f"{_W}val", str(new))


def _child(run: etree._Element, name: str) -> etree._Element:
    """The property of a run's or a style's text; a new one stands where the schema wants it."""
    found = run.find(f"{_W}{name}")
    if found is None:
        found = etree.Element(f"{_W}{name}")
        below = (place for place, item in enumerate(run) if item.tag in _BELOW_SIZE - {found.tag})
        run.insert(_place_of(name, run, next(below, len(run))), found)
    return found


def _place_of(name: str, element: etree._Element, of_size: int) -> int:
    if name == "rPr":  # of a style: above the properties of its tables
        return next((n for n, item in enumerate(element) if item.tag in _OF_TABLES), len(element))
    if name == "rFonts":
        return int(len(element) > 0 and element[0].tag == f"{_W}rStyle")
    return of_size


def _set_margins(tree: etree._Element, margins: Margins) -> None:
    waiting: list[etree._Element] = []  # tables of the section whose end has not come yet
    for element in tree.iter(f"{_W}tbl", f"{_W}sectPr"):
        if element.tag == f"{_W}tbl":
            waiting.append(element)
        else:
            ratio = _set_section(element, margins)
            for table in waiting:
                _scale(table, ratio)
            waiting = []


def _set_section(section: etree._Element, margins: Margins) -> float:
    """Sets the margins; gives the new width of the text as a share of the old one."""
    size, page = section.find(f"{_W}pgSz"), section.find(f"{_W}pgMar")
    if size is None or page is None:
        return 1.0
    wide = size.get(f"{_W}orient") == "landscape"
    # a landscape sheet is filed by its top edge as well
    top = max(margins.top, margins.left) if wide else margins.top
    width, before = whole(size.get(f"{_W}w")) or 0, _sides(page)
    for side, value in (("left", margins.left), ("right", margins.right), ("top", top), ("bottom", margins.bottom)):
        page.set(f"{_W}{side}", str(round(value * TWIPS_PER_MM)))
    return (width - _sides(page)) / (width - before) if width > before else 1.0  # a sheet without room for text


def _sides(page: etree._Element) -> int:
    return sum(whole(page.get(f"{_W}{side}")) or 0 for side in ("left", "right"))


def _scale(table: etree._Element, ratio: float) -> None:
    """Makes the columns as much narrower as the text; Word reads the cells, LibreOffice the grid."""
    for name in ("tblW", "gridCol", "tcW"):
        for width in table.iter(f"{_W}{name}"):
            measure = whole(width.get(f"{_W}w"))
            if width.get(f"{_W}type", "dxa") == "dxa" and measure is not None:
                width.set(f"{_W}w", str(round(measure * ratio)))
