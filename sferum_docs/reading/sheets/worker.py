"""The process that takes foreign workbooks apart: bytes in, a line of JSON for each sheet out.

Run by `sheet_child`. Whatever the libraries do here — panic, abort, eat all memory — ends with this process.
"""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING, Any

from sferum_docs.reading.limits import limit_self

if TYPE_CHECKING:
    from collections.abc import Mapping

MEMORY = 768 * 1024 * 1024
_SECONDS = 10


def main() -> int:
    """Answers one file."""
    limited = limit_self(memory=MEMORY, seconds=_SECONDS)
    answer_file(sys.stdin.buffer.read(), limited=limited)
    return 0


def answer_file(data: bytes, *, limited: bool) -> None:
    """Says a line for each sheet of a file, or the fault that it has."""
    # the libraries come after the limits
    from sferum_docs.reading.faults import FaultsError  # noqa: PLC0415
    from sferum_docs.reading.sheets.table import row_record  # noqa: PLC0415
    from sferum_docs.reading.sheets.workbooks import read_sheets  # noqa: PLC0415

    try:
        for sheet in read_sheets(data, limited=limited):
            rows = [row_record(row) for row in sheet.rows]
            told = [[fault.code, dict(fault.values)] for fault in sheet.remarks]
            _say({"sheet": sheet.name, "visible": sheet.visible, "read": sheet.read, "rows": rows, "told": told})
    except FaultsError as error:
        fault = error.faults[0]
        _say({"fault": fault.code, "place": fault.place, "values": dict(fault.values)})
    except MemoryError:
        _say({"fault": "archive_too_big"})
    except BaseException:  # noqa: BLE001  a panic of Rust is no Exception; whoever asked needs an answer
        _say({"fault": "file_damaged"})
    else:
        _say({"end": True})


def _say(record: Mapping[str, Any]) -> None:
    sys.stdout.buffer.write(json.dumps(record, ensure_ascii=True, default=str).encode() + b"\n")
    sys.stdout.buffer.flush()


if __name__ == "__main__":
    raise SystemExit(main())
