"""The requisites of an organisation out of the cells of a table: each by its kind, what is wrong told at its cell."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from sferum_docs.reading.cleaning import clean_line
from sferum_docs.reading.faults import Fault
from sferum_docs.schools.district_lists.head_cells import read_head_cells
from sferum_docs.schools.district_lists.kinds import kind_as_written
from sferum_docs.schools.district_lists.model import Cell, Finding, Level, RawBody
from sferum_docs.schools.district_lists.tables.columns import NAMES
from sferum_docs.schools.fields.declaration import ValueKind
from sferum_docs.schools.fields.reading import value_fault
from sferum_docs.schools.fields.requisites import REQUISITES
from sferum_docs.schools.lists.spelling import angle_quotes
from sferum_docs.schools.model import SchoolKind
from sferum_docs.schools.requisites.check import NUMBERS, kpp_warning
from sferum_docs.schools.requisites.digits import compact
from sferum_docs.schools.tidy import contacts_apart, tidy_contact

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from typing import TypeAlias

    from sferum_docs.schools.fields.declaration import SchoolField

    Reader: TypeAlias = Callable[[SchoolField, Cell], tuple[Any, Finding | None]]

_TWO_CODES = re.compile(
    r"(?:ИНН[\s:№]{0,3})?(\d{9,10})\s?[/\\,;|\s]\s?(?:КПП[\s:№]{0,3})?(\d[\dA-Z]{7,8})", re.IGNORECASE
)
_ONE_EMAIL = re.compile(r"[^\s@]{1,100}@[^\s@]{1,100}")
_TWO_PHONES = re.compile(r"((?<!\d)(?:\+7|8)(?:[ ()-]{0,2}\d){10}) (?=(?:\+7|8)[ (-])")  # a line each in a cell
_CAPTION = re.compile(r"^(?:инн|кпп|огрн|окпо)[\s:№-]*", re.IGNORECASE)
_WITH_ADDRESS = re.compile(r"([^»]{0,200}»[^,;]{0,60})[,;]\s?(\d{6}\s?,.{3,300})")
_CLOSED = re.compile(
    r"(?<![а-яё])(?:не ?действ|не функц|закрыт|ликвидир|реорганиз|присоедин|законсервир)[а-яё]{0,9}", re.IGNORECASE
)
_ANSWERS = frozenset(("acting", "head_sex", "kind", "students", "teachers", "staff_count"))  # where «нет» or 0 tells
_COUNT = re.compile(
    r"(\d{1,3}(?:[ \u00a0]\d{3})+|\d{1,9})(?:[.,]0+)?\s?(?:чел\w*|обуч\w*|уч\w*|дет\w*)?\.?", re.IGNORECASE
)
_REQUIRED = ("inn", "place")
_POSTS = {"директор": "директор", "заведующ": "заведующий", "начальник": "начальник"}


@dataclass(slots=True)
class BodyValues:
    """The values of one organisation of one table, by the names of the fields, with the cells they come from."""

    raw: RawBody
    values: dict[str, Any] = field(default_factory=dict)
    cells: dict[str, Cell] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)
    refused: set[str] = field(default_factory=set)  # fields whose cell holds something that cannot be taken

    @property
    def name(self) -> str:
        """As findings name it."""
        return str(self.values.get("short_name") or self.values.get("full_name") or "")

    def tell(self, level: Level, fault: Fault, cell: Cell) -> None:
        """Adds a finding."""
        self.findings.append(Finding(level, fault, cell.place, self.name, cell.text))


def body_values(raw: RawBody) -> BodyValues:
    """What a table says of an organisation."""
    found = BodyValues(raw)
    cells = _cells(raw)
    fields = {each.kept_as: each for each in REQUISITES if each.sheet is not None}
    for key in ("short_name", "full_name", *(key for key in fields if key not in NAMES)):
        if key == "kind":
            continue
        cell = cells.get(key)
        if cell is None:
            continue
        each = fields[key]
        found.cells[each.name] = cell
        if not cell.text:
            continue
        value, finding = _READERS[each.kind](each, cell)
        if finding is not None:
            found.tell(finding.level, finding.fault, cell)
        if value is None:
            found.refused.add(each.name)
        else:
            found.values[each.name] = value
    _kind(found, cells.get("kind"))
    if "head_post" not in cells and (post := _post_of_heading(raw)):
        found.values["head_heading"] = post
    read_head_cells(found.values, found.cells, found.tell, cells)
    _check_together(found)
    for cell in (*(cells[key] for key in ("short_name", "full_name") if key in cells), *raw.remarks):
        if _CLOSED.search(cell.text):
            found.tell(Level.WARNING, Fault("district_closed", values={"text": cell.text[:80]}), cell)
            break
    return found


def _cells(raw: RawBody) -> dict[str, Cell]:
    """The cells by key, each holding one thing: names told apart, «ИНН/КПП» parted."""
    cells = {
        key: cell if key in _ANSWERS or tidy_contact(cell.text) else replace(cell, text="")
        for key, cell in raw.cells.items()
    }
    both = _TWO_CODES.fullmatch(raw.text("inn"))
    if both:
        place = cells["inn"].place
        cells["inn"] = Cell(both[1], place)
        cells.setdefault("kpp", Cell(both[2], place))
    _part_contacts(cells, "phone", "email")
    _part_contacts(cells, "head_phone", "head_email")
    _part_address(cells)
    name = cells.pop("name", None)
    if name is not None and name.text:
        lacking = [key for key in ("short_name", "full_name") if not raw.text(key)]
        if lacking:
            cells[lacking[0] if len(lacking) == 1 or not _is_full(name.text) else "full_name"] = name
    return cells


def _part_contacts(cells: dict[str, Cell], phone: str, email: str) -> None:
    """«8 900 …, a@b.ru» in one cell, parted into the phone and the e-mail."""
    both = [cells[key] for key in (phone, email) if key in cells and cells[key].text]
    if len(both) == 1 and phone in cells and _ONE_EMAIL.fullmatch(cells[phone].text):
        cells[phone], cells[email] = replace(both[0], text=""), both[0]
        return
    if len(both) != 1 or not (found := contacts_apart(both[0].text)):
        return
    cells[phone], cells[email] = (Cell(text, both[0].place) for text in found)


def _part_address(cells: dict[str, Cell]) -> None:
    """«МКОУ «Ключевская СОШ», 368991, с. Ключи» in one cell, parted into the name and the address."""
    for key in NAMES:
        found = _WITH_ADDRESS.fullmatch(" ".join(cells[key].text.split())) if key in cells else None
        if found:
            cells.setdefault("address", Cell(found[2], cells[key].place))
            cells[key] = replace(cells[key], text=found[1])


def _post_of_heading(raw: RawBody) -> str:
    """A column «Директор» says the post of whom it names."""
    heading = next((raw.headings[key] for key in ("head_name", "head_last") if key in raw.headings), "").casefold()
    return next((post for word, post in _POSTS.items() if word in heading), "")


def _is_full(name: str) -> bool:
    low = name.casefold()
    return any(word in low for word in ("учреждение", "муниципальн", "государственн"))


def _text(each: SchoolField, cell: Cell) -> tuple[Any, Finding | None]:
    text = clean_line(cell.text).strip(" ;")
    if len(text) > each.limit:
        return None, _finding(Level.ERROR, Fault("too_long", values={"limit": each.limit}), cell)
    return (angle_quotes(text) if '"' in text or "“" in text else text), None


def _digits(each: SchoolField, cell: Cell) -> tuple[Any, Finding | None]:
    text = _CAPTION.sub("", compact(cell.text).strip("'"))
    length = NUMBERS[each.name].LENGTH
    fault = value_fault(each, text)
    padded = text.zfill(length)
    if fault is not None and len(text) == length - 1 and text.isdigit() and value_fault(each, padded) is None:
        told = Fault("district_zero", values={"name": each.label, "text": text, "now": padded})
        return padded, _finding(Level.INFO, told, cell)
    if fault is not None:
        return None, _finding(Level.ERROR, _named(fault, each, text), cell)
    return text, None


def _named(fault: Fault, each: SchoolField, text: str) -> Fault:
    """The fault of a number, with the number: it stands alone in a list of findings."""
    if fault.code == "control_digit":
        return fault
    return Fault("district_bad_number", values={"name": each.label, "text": text, "why": fault.sentence()})


def _contact(each: SchoolField, cell: Cell) -> tuple[Any, Finding | None]:
    text = tidy_contact(cell.text)
    if each.kind is ValueKind.PHONE:
        text = _TWO_PHONES.sub(r"\1, ", text)
    if len(text) > each.limit:
        return None, _finding(Level.ERROR, Fault("too_long", values={"limit": each.limit}), cell)
    fault = value_fault(each, text) if text else None
    return (text, None) if fault is None else (None, _finding(Level.ERROR, fault, cell))


def _count(each: SchoolField, cell: Cell) -> tuple[Any, Finding | None]:
    found = _COUNT.fullmatch(cell.text.strip())
    number = int(re.sub(r"\D", "", found[1])) if found else -1
    if each.low <= number <= each.high:
        return number, None
    if not any(char.isalnum() for char in cell.text):
        return None, None  # a dash: nobody has told
    fault = Fault("district_bad_count", values={"name": each.label, "text": cell.text[:40], "limit": each.high})
    return None, _finding(Level.ERROR, fault, cell)


def _finding(level: Level, fault: Fault, cell: Cell) -> Finding:
    return Finding(level, fault, cell.place, written=cell.text)


_READERS: Mapping[ValueKind, Reader] = {
    ValueKind.TEXT: _text,
    ValueKind.ORGANISATION: _text,
    ValueKind.DIGITS: _digits,
    ValueKind.PHONE: _contact,
    ValueKind.EMAIL: _contact,
    ValueKind.COUNT: _count,
}


def _kind(found: BodyValues, cell: Cell | None) -> None:
    """As written, or as the names say; what neither says is told."""
    by_names = [kind_as_written(str(found.values.get(key, ""))) for key in ("short_name", "full_name")]
    by_name = next(filter(None, by_names), None)
    written = kind_as_written(cell.text) if cell and cell.text else None
    around = (found.raw.headings.get("name", ""), found.raw.headings.get("full_name", ""), found.raw.place.sheet)
    kind = written or by_name or next(filter(None, map(kind_as_written, around)), None)
    if cell is not None:
        found.cells["kind"] = cell
    if kind is None:
        kind, at = SchoolKind.OTHER, cell or next(iter(found.raw.cells.values()))
        found.tell(Level.WARNING, Fault("district_kind_unknown", values={"text": cell.text if cell else ""}), at)
    elif cell is not None and cell.text and written is None:
        values = {"text": cell.text[:60], "kind": kind.value}
        found.tell(Level.WARNING, Fault("district_kind_by_name", values=values), cell)
    elif cell is not None and written and set(by_names) == {by_name} and by_name not in {None, written}:
        values = {"text": cell.text[:60], "kind": by_name.value if by_name else ""}
        found.tell(Level.WARNING, Fault("district_kind_differs", values=values), cell)
    found.values["kind"] = kind


def _check_together(found: BodyValues) -> None:
    warning = kpp_warning(found.values.get("kpp", ""), found.values.get("inn", ""))
    if warning is not None:
        found.tell(Level.WARNING, warning, found.cells["kpp"])
    labels = {each.name: each.label for each in REQUISITES}
    for name in _REQUIRED:
        cell = found.cells.get(name)
        if cell is not None and not cell.text:
            found.tell(Level.WARNING, Fault("district_empty", values={"name": labels[name]}), cell)
