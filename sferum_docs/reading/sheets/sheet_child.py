"""Asks another process to take a workbook apart."""

from __future__ import annotations

from typing import Any

from sferum_docs.reading.child import Places, ask, read_answer
from sferum_docs.reading.faults import Fault
from sferum_docs.reading.sheets.table import Sheet, record_row

_WORKER = "sferum_docs.reading.sheets.worker"
_places = Places()


def ask_child(data: bytes) -> list[Sheet]:
    """All sheets of a workbook; FaultsError when it cannot be read, whatever happened to the child."""
    with _places.taken():
        answer = ask(_WORKER, data)
    return read_answer(answer, _sheet, "file_damaged")


def _sheet(record: Any) -> Sheet:
    rows = tuple(record_row(row) for row in record["rows"])
    told = tuple(Fault(str(code), values=values, warning=True) for code, values in record["told"])
    return Sheet(str(record["sheet"]), rows, bool(record["visible"]), bool(record["read"]), told)
