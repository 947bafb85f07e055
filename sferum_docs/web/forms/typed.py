"""What was typed or uploaded, read: days, numbers, files."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sferum_docs.documents.registering.registers import MOST_NUMBER
from sferum_docs.reading.cleaning import clean_line
from sferum_docs.reading.faults import Fault, FaultsError
from sferum_docs.reading.records import day_fault, parse_day

if TYPE_CHECKING:
    from datetime import date

    from werkzeug.datastructures import FileStorage


_MAX_SHEETS = 999
_SHOWN = 40  # letters of a wrong value that are repeated in its fault


def uploaded(file: FileStorage | str | None) -> tuple[str, bytes]:
    """The name and the bytes of a chosen file; nothing of each when none was."""
    return ("", b"") if file is None or isinstance(file, str) else (file.filename or "", file.read())


def chosen_file(file: FileStorage | str | None) -> bytes:
    """The bytes of a chosen file. FaultsError when none was chosen: that is no empty file."""
    name, data = uploaded(file)
    if not name:
        raise FaultsError([Fault("file_none")])
    return data


def given_text(text: str | None) -> str:
    """What was pasted. FaultsError when nothing was."""
    if not (text or "").strip():
        raise FaultsError([Fault("text_none")])
    return text or ""


def read_day(field: Any, faults: list[Fault], *, required: bool = True) -> date | None:
    """The day of a field; what is no day is a fault at it."""
    text = field.data or ""
    day = parse_day(text) if isinstance(text, str) else text
    if day is None and text:
        faults.append(day_fault(text, field.id))
    elif day is None and required:
        faults.append(Fault("empty", field.id))
    return day


def read_number(text: str | None, place: str, faults: list[Fault]) -> int | None:
    """A count of sheets, or None for nothing."""
    text = clean_line(text or "")
    if not text:
        return None
    if not (text.isascii() and text.isdigit()):
        faults.append(Fault("not_a_number", place, {"text": text[:_SHOWN]}))
        return None
    number = int(text[:9])
    if not 0 <= number <= _MAX_SHEETS:
        faults.append(Fault("out_of_bounds", place, {"low": 0, "high": _MAX_SHEETS}))
    return number


def read_register_number(text: str | None, place: str, faults: list[Fault]) -> int | None:
    """A number of a register, or None for nothing."""
    text = clean_line(text or "").removeprefix("№").strip()
    if not text:
        return None
    is_number = text.isascii() and text.isdigit() and len(text.lstrip("0")) <= len(str(MOST_NUMBER))
    if is_number and int(text):
        return int(text)
    code = "number_from_one" if is_number else "not_a_register_number"
    faults.append(Fault(code, place, {"text": text[:_SHOWN], "high": MOST_NUMBER}))
    return None
