"""The sections of a file: paper, margins, numbers of pages, headers and footers with what they inherit."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

from sferum_docs.gost.reading.document import Paragraph, Section, room_of
from sferum_docs.gost.reading.package import Element, Package, qn, value
from sferum_docs.reading.numbers import whole
from sferum_docs.wordml.switches import is_on

SECTION = qn("w:sectPr")
# (part, kind, room) → the paragraphs of a part beside the text
Apart: TypeAlias = Callable[[Element | None, str, int], tuple[Paragraph, ...]]


def read_sections(package: Package, body: Element, apart: Apart) -> list[Section]:
    """The sections of a body in order; `apart` reads the paragraphs of a header or footer."""
    found: list[Section] = []
    for element in (item for item in body.iter(SECTION) if not _is_old(item)):
        found.append(_section(package, element, found[-1] if found else None, apart))
    return found or [Section(None, None, landscape=False, margins={}, title_page=False, start=None, number_form="")]


def _section(package: Package, element: Element, before: Section | None, apart: Apart) -> Section:
    size, margins = element.find(qn("w:pgSz")), element.find(qn("w:pgMar"))
    numbers = element.find(qn("w:pgNumType"))
    found = {}
    for name in () if margins is None else ("left", "right", "top", "bottom", "header", "footer", "gutter"):
        measure = None if margins is None else whole(margins.get(qn(f"w:{name}")))
        if measure is not None:
            found[name] = abs(measure)
    bound = _bound_side(package, element)
    if bound in found:
        found[bound] += found.get("gutter", 0)
    width, height = (None if size is None else whole(size.get(qn(name))) for name in ("w:w", "w:h"))
    of_its_own = value(element, "w:type") not in {"continuous", "nextColumn"}
    room = room_of(width, found)
    return Section(
        width=width,
        height=height,
        new_page=of_its_own or before is None or (width, height) != (before.width, before.height),
        landscape=size is not None and size.get(qn("w:orient")) == "landscape",
        margins=found,
        title_page=bool(is_on(element.find(qn("w:titlePg")))),
        start=None if numbers is None else whole(numbers.get(qn("w:start"))),
        number_form="decimal" if numbers is None else numbers.get(qn("w:fmt")) or "decimal",
        headers={**(before.headers if before else {}), **_margin_texts(package, element, apart, "header", room)},
        footers={**(before.footers if before else {}), **_margin_texts(package, element, apart, "footer", room)},
    )


def _bound_side(package: Package, element: Element) -> str:
    """Where the sheets are bound: the gutter is added to the margin of that side."""
    settings = package.related.get("settings")
    if is_on(None if settings is None else settings.find(qn("w:gutterAtTop"))):
        return "top"
    return "right" if is_on(element.find(qn("w:rtlGutter"))) else "left"


def _margin_texts(
    package: Package, element: Element, apart: Apart, kind: str, room: int
) -> dict[str, tuple[Paragraph, ...]]:
    """The headers or footers a section names: default, first, even."""
    found = {}
    for reference in element.iterchildren(qn(f"w:{kind}Reference")):
        root = package.linked.get(reference.get(qn("r:id")) or "")
        if root is not None:
            found[reference.get(qn("w:type")) or "default"] = apart(root, kind, room)
    return found


def _is_old(element: Element) -> bool:
    """A section's former properties, kept by tracked changes."""
    return next(element.iterancestors(qn("w:sectPrChange")), None) is not None
