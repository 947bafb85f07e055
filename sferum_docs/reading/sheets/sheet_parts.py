"""What the XML of a workbook tells beside its values: hidden rows, formulas, merged cells; runs in `worker` only.

What would make the reader of values take too much, or stumble, is taken out of the copy that it gets: a declared
size of the sheet, and blank cells far below the table.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from lxml import etree

from sferum_docs.reading.faults import Fault, FaultsError
from sferum_docs.reading.sheets.open_document import SheetPart, count_of, open_document, tree_of

if TYPE_CHECKING:
    from collections.abc import Mapping

MAX_UNPACKED = 64 * 1024 * 1024
MAX_MEMBERS = 500
_MAX_CELLS = 2_000_000
_DENSE = 400_000  # cells of the rectangle that is used: above it blank cells are taken out first
_REFERENCE = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")
_DIMENSION = re.compile(rb"<(?:\w+:)?dimension\b[^>]*/>(?:</(?:\w+:)?dimension>)?")
_COLUMNS = re.compile(rb"<(?:\w+:)?cols\b[^>]*>(.*?)</(?:\w+:)?cols>", re.DOTALL)
_DTD = re.compile(rb"<!DOCTYPE", re.IGNORECASE)
_NO = {"0", "false"}
_MOST_COLUMNS = 16_384
_DAMAGE = (
    zipfile.BadZipFile,
    zlib.error,
    etree.XMLSyntaxError,
    NotImplementedError,
    RuntimeError,
    EOFError,
    OSError,
    ValueError,
)


@dataclass(frozen=True, slots=True)
class Parts:
    """The bytes fit to be read, and what is known of each sheet by its name."""

    data: bytes
    sheets: Mapping[str, SheetPart] = field(default_factory=dict)
    binary: bool = False  # XLSB: nothing is known before it is read


def scan(data: bytes) -> Parts:
    """The parts of an archive; FaultsError when it is no workbook or must not be unpacked."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = archive.infolist()
            if len(members) > MAX_MEMBERS or sum(member.file_size for member in members) > MAX_UNPACKED:
                raise FaultsError([Fault("archive_too_big")])
            names = {member.filename.lower().lstrip("/"): member.filename for member in members}
            _refuse_other(names)
            if "content.xml" in names:
                return Parts(data, open_document(archive.read(names["content.xml"])))
            if "xl/workbook.bin" in names:
                return Parts(data, binary=True)
            return _excel(data, archive, names)
    except _DAMAGE as error:
        raise FaultsError([Fault("file_damaged")]) from error


def _refuse_other(names: Mapping[str, str]) -> None:
    kinds = (
        ("word/document.xml", Fault("word_not_sheet")),
        ("ppt/presentation.xml", Fault("sheet_foreign", values={"text": "презентация"})),
        ("index/document.iwa", Fault("sheet_foreign", values={"text": "таблица Numbers"})),
    )
    for name, fault in kinds:
        if name in names:
            raise FaultsError([fault])
    if not {"content.xml", "xl/workbook.xml", "xl/workbook.bin", "[content_types].xml"} & set(names):
        raise FaultsError([Fault("sheet_foreign", values={"text": "архив ZIP"})])


def _excel(data: bytes, archive: zipfile.ZipFile, names: Mapping[str, str]) -> Parts:
    titles = _titles(archive, names)
    struck = _struck_styles(archive, names)
    sheets: dict[str, SheetPart] = {}
    changed: dict[str, bytes] = {}
    for low, name in names.items():
        if not (low.startswith("xl/worksheets/") and low.endswith(".xml")):
            continue
        xml = archive.read(name)
        if _DTD.search(xml[:4096]):
            raise FaultsError([Fault("sheet_dtd", name)])
        part = _sheet(xml, struck)
        without = _DIMENSION.sub(b"", xml, count=1)
        if part.height * part.width > _DENSE:
            without = _without_blank(without, _blank_strings(archive, names))
            _refuse_far(_sheet(without), titles.get(low, name))
        if without != xml:
            changed[name] = without
        sheets[titles.get(low, name)] = part
    return Parts(_repacked(archive, changed) if changed else data, sheets)


def _refuse_far(part: SheetPart, title: str) -> None:
    """The reader of values takes memory for the whole rectangle that is used."""
    if part.height * part.width > _MAX_CELLS:
        raise FaultsError([Fault("sheet_far_cell", f"лист «{title}»", {"cell": part.last})])


def _titles(archive: zipfile.ZipFile, names: Mapping[str, str]) -> dict[str, str]:
    """Name of the part of a sheet → the name of the sheet."""
    if not {"xl/workbook.xml", "xl/_rels/workbook.xml.rels"} <= set(names):
        return {}
    targets = {
        relation.get("Id"): (relation.get("Target") or "").lower().removeprefix("/xl/").removeprefix("xl/")
        for relation in tree_of(archive.read(names["xl/_rels/workbook.xml.rels"])).iter("{*}Relationship")
    }
    titles = {}
    for sheet in tree_of(archive.read(names["xl/workbook.xml"])).iter("{*}sheet"):
        linked = next((value for key, value in sheet.attrib.items() if str(key).endswith("}id")), "")
        titles[f"xl/{targets.get(linked, '')}"] = sheet.get("name") or ""
    return titles


def _struck_styles(archive: zipfile.ZipFile, names: Mapping[str, str]) -> frozenset[str]:
    """The numbers of the formats of cells that draw a line through the words."""
    if "xl/styles.xml" not in names:
        return frozenset()
    try:
        root = tree_of(archive.read(names["xl/styles.xml"]))
    except _DAMAGE:
        return frozenset()  # the values are read without it
    fonts = [font.find("{*}strike") for font in root.iterfind("{*}fonts/{*}font")]
    lined = {str(at) for at, strike in enumerate(fonts) if strike is not None and strike.get("val") not in _NO}
    formats = enumerate(root.iterfind("{*}cellXfs/{*}xf"))
    return frozenset(str(at) for at, each in formats if each.get("fontId") in lined)


def _hidden_columns(xml: bytes) -> set[int]:
    """The columns stand before the rows; the text between is short."""
    found = _COLUMNS.search(xml[: max(xml.find(b"sheetData"), 0)])
    places: set[int] = set()
    for element in tree_of(b"<a>" + re.sub(rb"(</?)\w+:", rb"\1", found[1]) + b"</a>") if found else ():
        if element.get("hidden") not in {None, *_NO}:
            first, last = count_of(element.get("min")), count_of(element.get("max"))
            places.update(range(first - 1, min(last, _MOST_COLUMNS)))
    return places


def _sheet(xml: bytes, struck: frozenset[str] = frozenset()) -> SheetPart:
    part = SheetPart(hidden_columns=_hidden_columns(xml))
    row = column = cells = 0
    for event, element in etree.iterparse(
        io.BytesIO(xml),
        events=("start", "end"),
        tag=("{*}row", "{*}c"),
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
    ):
        is_row = etree.QName(element).localname == "row"
        if event == "start" and is_row:
            row, column = _row_number(element.get("r"), row + 1), -1
            if element.get("hidden") in {"1", "true"}:
                part.hidden.add(row)
        elif event == "end" and not is_row:
            cells += 1
            if cells > _MAX_CELLS:
                raise FaultsError([Fault("archive_too_big")])
            found = _REFERENCE.fullmatch(element.get("r") or "")
            column = _column(found[1]) if found else column + 1
            if element.find("{*}f") is not None:
                part.formulas.setdefault(row, []).append(column)
            part.struck[row] = part.struck.get(row, 0) + (element.get("s") in struck and len(element) > 0)
            if len(element):
                if row > part.height or column >= part.width:
                    part.last = element.get("r") or f"строки {row}"
                part.height, part.width = max(part.height, row), max(part.width, column + 1)
            element.clear()
        elif event == "end":
            element.clear()
    return part


def _row_number(text: str | None, otherwise: int) -> int:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 9 else otherwise  # noqa: PLR2004  a million rows


def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number - 1


def _blank_strings(archive: zipfile.ZipFile, names: Mapping[str, str]) -> set[str]:
    """The numbers of shared strings in which nothing is seen."""
    if "xl/sharedstrings.xml" not in names:
        return set()
    items = tree_of(archive.read(names["xl/sharedstrings.xml"])).iter("{*}si")
    return {str(number) for number, item in enumerate(items) if not "".join(item.itertext()).strip()}


def _without_blank(xml: bytes, blank: set[str]) -> bytes:
    root = tree_of(xml)
    for cell in list(root.iter("{*}c")):
        value = "".join(cell.itertext()).strip()
        parent = cell.getparent()
        if parent is not None and (not value or (cell.get("t") == "s" and value in blank)):
            parent.remove(cell)
    return etree.tostring(root)


def _repacked(archive: zipfile.ZipFile, changed: Mapping[str, bytes]) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as copy:
        for name in dict.fromkeys(archive.namelist()):
            copy.writestr(name, changed[name] if name in changed else archive.read(name))
    return target.getvalue()
