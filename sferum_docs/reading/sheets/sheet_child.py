"""Asks another process to take a workbook apart."""

from __future__ import annotations

from typing import Any

from sferum_docs.reading.child import Places, ask, read_answer
from sferum_docs.reading.faults import Fault
from sferum_docs.reading.sheets.table import Sheet, record_row

_WORKER = "sferum_docs.reading.sheets.worker"
places = Places()


def ask_child(data: bytes) -> list[Sheet]:
    """All sheets of a workbook; FaultsError when it cannot be read, whatever happened to the child."""
    with places.taken():
        answer = ask(_WORKER, data)
    return read_answer(answer, read_sheet_record, "file_damaged")


def read_sheet_record(record: Any) -> Sheet:
    """A sheet out of a line of the child."""
    rows = tuple(record_row(row) for row in record["rows"])
    told = tuple(Fault(str(code), values=values, warning=True) for code, values in record["told"])
    return Sheet(str(record["sheet"]), rows, bool(record["visible"]), bool(record["read"]), told)
