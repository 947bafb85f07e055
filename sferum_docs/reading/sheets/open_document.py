"""What the XML of an OpenDocument workbook tells beside its values; the same of any workbook as a value."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from lxml import etree

from sferum_docs.reading.faults import Fault, FaultsError

if TYPE_CHECKING:
    from collections.abc import Iterator

_LINED = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}text-line-through-style"
_ODS = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_MOST_COLUMNS = 16_384
_DTD = re.compile(rb"<!DOCTYPE", re.IGNORECASE)
_DENSE = 400_000  # cells of the rectangle that is used: above it blank cells are taken out first


@dataclass(slots=True)
class SheetPart:
    """What is known of a sheet; rows count from 1, places of cells from 0."""

    hidden: set[int] = field(default_factory=set)
    struck: dict[int, int] = field(default_factory=dict)  # by row: cells with a line through their words
    hidden_columns: set[int] = field(default_factory=set)  # places, from 0
    formulas: dict[int, list[int]] = field(default_factory=dict)
    merged: list[tuple[int, int, int, int]] = field(default_factory=list)
    height: int = 0
    width: int = 0
    last: str = ""  # the cell farthest down or to the right, as it is called


def open_document(xml: bytes) -> dict[str, SheetPart]:
    """OpenDocument writes «this cell 16,384 times»: a small file that would fill the memory is refused unread."""
    if _DTD.search(xml[:4096]):
        raise FaultsError([Fault("sheet_dtd", "content.xml")])
    sheets = {}
    total = 0
    struck = _ods_struck(xml)
    for table in _tables(xml):
        part = SheetPart(hidden_columns=_ods_hidden_columns(table))
        row = 0
        for element in table.iter(f"{_ODS}table-row"):
            times = _repeat(element, "rows")
            width = _ods_cells(element, part, row, struck)
            if element.get(f"{_ODS}visibility") in {"collapse", "filter"}:
                part.hidden.update(range(row + 1, row + 1 + min(times, 10_000)))
            row += times
            total += width * (times if width else 0)
            if total > _DENSE:
                raise FaultsError([Fault("too_many_rows", values={"limit": _DENSE // 20})])
        sheets[table.get(f"{_ODS}name") or ""] = part
    return sheets


def _tables(xml: bytes) -> Iterator[etree._Element]:
    yield from tree_of(xml).iter(f"{_ODS}table")


def _ods_struck(xml: bytes) -> frozenset[str]:
    """The names of the formats of cells that draw a line through the words."""
    styles = tree_of(xml).iter("{*}style")
    lined = (item for item in styles if any(_LINED in each.attrib and each.get(_LINED) != "none" for each in item))
    return frozenset(value for item in lined for key, value in item.attrib.items() if str(key).endswith("}name"))


def _ods_hidden_columns(table: etree._Element) -> set[int]:
    place, places = 0, set[int]()
    for column in table.iter(f"{_ODS}table-column"):
        times = min(_repeat(column, "columns"), _MOST_COLUMNS)
        if column.get(f"{_ODS}visibility") in {"collapse", "filter"}:
            places.update(range(place, place + times))
        place += times
    return places


def _ods_cells(row: etree._Element, part: SheetPart, number: int, struck: frozenset[str]) -> int:
    """Notes the formulas and merged cells of a row; gives its width up to the last cell with anything in it."""
    place = width = 0
    for cell in row.iterchildren(f"{_ODS}table-cell", f"{_ODS}covered-table-cell"):
        times = _repeat(cell, "columns")
        if cell.get(f"{_ODS}formula") is not None:
            part.formulas.setdefault(number + 1, []).append(place)
        across, down = (count_of(cell.get(f"{_ODS}number-{what}-spanned")) for what in ("columns", "rows"))
        if across > 1 or down > 1:
            part.merged.append((number, place, number + down - 1, place + across - 1))
        place += times
        if len(cell):
            width = place
            lined = cell.get(f"{_ODS}style-name") in struck
            part.struck[number + 1] = part.struck.get(number + 1, 0) + (min(times, 1_000) if lined else 0)
    return width


def _repeat(element: etree._Element, what: str) -> int:
    return count_of(element.get(f"{_ODS}number-{what}-repeated"))


def count_of(text: str | None) -> int:
    """A number of an attribute; one when there is none."""
    return int(text[:9]) if text and text.isascii() and text.isdigit() else 1


def tree_of(xml: bytes) -> etree._Element:
    """The tree of a part; nothing outside it is asked for."""
    return etree.fromstring(xml, etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False))
