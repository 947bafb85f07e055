"""Asks another process to take a workbook apart."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from sferum_docs.reading.child import Places, ask
from sferum_docs.reading.faults import Fault, FaultsError
from sferum_docs.reading.sheets.table import Sheet, record_row

if TYPE_CHECKING:
    from collections.abc import Iterator

_WORKER = "sferum_docs.reading.sheets.worker"
_places = Places()


def ask_child(data: bytes) -> list[Sheet]:
    """All sheets of a workbook; FaultsError when it cannot be read, whatever happened to the child."""
    with _places.taken():
        answer = ask(_WORKER, data)
    try:
        return list(_sheets(json.loads(line) for line in answer.splitlines()))
    except (ValueError, TypeError, KeyError, IndexError) as error:  # it died before it had said all
        raise FaultsError([Fault("file_damaged")]) from error


def _sheets(records: Iterator[Any]) -> Iterator[Sheet]:
    """Raises ValueError unless the child came to its end."""
    for record in records:
        if "end" in record:
            return
        if "fault" in record:
            code = record["fault"]
            raise FaultsError([Fault(code, record.get("place", ""), record.get("values", {}))])
        rows = tuple(record_row(row) for row in record["rows"])
        told = tuple(Fault(str(code), values=values, warning=True) for code, values in record["told"])
        yield Sheet(str(record["sheet"]), rows, bool(record["visible"]), bool(record["read"]), told)
    raise ValueError
