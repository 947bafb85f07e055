"""Who signs, out of the cells of a table of organisations: name, post, whether acting and on what ground."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from sferum_docs.reading.cleaning import clean_line
from sferum_docs.reading.faults import Fault
from sferum_docs.schools.contacts import email_fault, phone_fault
from sferum_docs.schools.district_lists.beside_name import beside_name
from sferum_docs.schools.district_lists.model import Cell, Level
from sferum_docs.schools.fields.declaration import MAX_TEXT
from sferum_docs.schools.fields.reading import said_answer
from sferum_docs.schools.lists.name_with_post import parted
from sferum_docs.schools.lists.spelling import post_in_small
from sferum_docs.schools.reader import ACTS_FOR
from sferum_docs.schools.tidy import tidy_contact, tidy_name

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

_PARTS = ("head_last", "head_first", "head_middle")
_ACTING = re.compile(r"и\.\s?о\b|и/о\b|исполн|врио|врем", re.IGNORECASE)
_GROUND = re.compile(r"приказ|распоряж|постановл|№", re.IGNORECASE)
_NOBODY = re.compile(r"\W*(?:ваканс|вакант|нет\W*$)", re.IGNORECASE)


def read_head_cells(
    values: dict[str, Any],
    places: dict[str, Cell],
    tell: Callable[[Level, Fault, Cell], None],
    cells: Mapping[str, Cell],
) -> None:
    """Adds what the cells say of the head to the values of an organisation, under the names `head_…`."""
    name, at = _name(cells)
    if at is not None:
        places["head_name"] = at
    beside = beside_name(name)
    name, post = beside.name, _text(cells, "head_post") or beside.post
    if at is not None and beside.phone and not _text(cells, "head_phone"):
        cells = {**cells, "head_phone": Cell(beside.phone, at.place)}
    if at is not None and beside.ground and not _text(cells, "ground"):
        cells = {**cells, "ground": Cell(beside.ground, at.place)}
    if not name and (divided := _with_post(post)):  # «Руководитель (должность, ФИО)»
        name, post = divided
        places["head_name"] = cells["head_post"]
    if name and not post and (divided := _with_post(name)):
        name, post = divided
    if _NOBODY.match(name):
        name = ""
    said = {"head_name": tidy_name(name), "head_post": post_in_small(post), "head_sex": _text(cells, "head_sex")}
    for key, check in (("head_phone", phone_fault), ("head_email", email_fault)):
        text = tidy_contact(_text(cells, key))
        fault = check(text, "") if text else None
        if fault is not None:
            tell(Level.ERROR, fault, cells[key])
        said[key] = "" if fault else text
    places.update({key: cells[key] for key in ("head_post", "head_phone", "head_email", "head_sex") if key in cells})
    values.update({key: text for key, text in said.items() if text})
    _acting(values, places, tell, cells, acts=beside.acting or bool(ACTS_FOR.match(post)))


def _name(cells: Mapping[str, Cell]) -> tuple[str, Cell | None]:
    parts = [cells[key] for key in _PARTS if key in cells]
    if any(part.text for part in parts):
        return " ".join(part.text for part in parts if part.text), parts[0]
    cell = cells.get("head_name")
    return (clean_line(cell.text) if cell else ""), cell or (parts[0] if parts else None)


def _with_post(text: str) -> tuple[str, str] | None:
    """«директор Иванова Анна Петровна» in one cell."""
    from sferum_docs.reading.sheets.table import SheetRow  # noqa: PLC0415

    row = parted([SheetRow(1, (text,))])[0]
    return (row.cells[0], row.cells[1]) if len(row.cells) > 1 else None


def _acting(
    values: dict[str, Any],
    places: dict[str, Cell],
    tell: Callable[[Level, Fault, Cell], None],
    cells: Mapping[str, Cell],
    *,
    acts: bool,
) -> None:
    """Whether the head acts for another; then the ground must be told."""
    cell, ground = cells.get("acting"), _text(cells, "ground")
    written = cell.text if cell else ""
    said = said_answer(written)
    if said is None and _GROUND.search(written):  # the ground stands in the column of the answer
        said, ground = True, ground or clean_line(written)
    acting = said if said is not None else bool(_ACTING.search(written))
    if cell is not None and written and said is None and not acting and any(sign.isalnum() for sign in written):
        tell(Level.WARNING, Fault("district_acting", values={"text": written[:60]}), cell)
    acting = acting or acts
    if not values.get("head_name"):
        return
    values["acting"] = acting
    at = cells.get("ground") or cell or cells.get("head_post") or places.get("head_name")
    if at is not None:
        places["ground"] = at
    if ground and any(sign.isalnum() for sign in ground):
        if len(ground) > MAX_TEXT:
            tell(Level.ERROR, Fault("too_long", values={"limit": MAX_TEXT}), cells["ground"])
        elif acting:
            values["ground"] = ground
    if acting and not values.get("ground") and at is not None:
        tell(Level.ERROR, Fault("district_no_ground"), at)


def _text(cells: Mapping[str, Cell], key: str) -> str:
    cell = cells.get(key)
    return clean_line(cell.text) if cell else ""
