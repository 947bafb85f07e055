"""Many workbooks read by one process: starting it costs ten times what a small workbook does.

A process that dies of one of them has answered for those before; the others are read by processes of their own.
"""

from __future__ import annotations

import struct
from typing import TYPE_CHECKING

from sferum_docs.reading.child import ask, read_answer
from sferum_docs.reading.faults import Fault, FaultsError
from sferum_docs.reading.sheets.sheet_child import places, read_sheet_record
from sferum_docs.reading.sheets.sheet_kinds import named_for_what_it_is, needs_child
from sferum_docs.reading.sheets.sheets import MAX_BYTES, book_of, read_book

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sferum_docs.reading.sheets.sheets import TableBook

_WORKER = "sferum_docs.reading.sheets.many.worker"
LENGTH = struct.Struct(">I")


def read_books(files: Sequence[bytes]) -> list[TableBook | FaultsError]:
    """What each of some files holds, or why it is no table."""
    found: list[TableBook | FaultsError | None] = [None] * len(files)
    together = [at for at, data in enumerate(files) if _is_for_child(data)]
    if len(together) > 1:
        with places.taken():
            answer = ask(_WORKER, b"".join(LENGTH.pack(len(files[at])) + files[at] for at in together))
        parts = answer.split(b"\n\n")[:-1]  # each ends in an empty line; what was cut off is none
        for at, part in zip(together, parts, strict=False):
            found[at] = _book(files[at], part)
    return [each if each is not None else _alone(data) for each, data in zip(found, files, strict=True)]


def _is_for_child(data: bytes) -> bool:
    return 0 < len(data) <= MAX_BYTES and named_for_what_it_is(data) is None and needs_child(data)


def _book(data: bytes, answer: bytes) -> TableBook | FaultsError:
    try:
        return book_of(data, read_answer(answer, read_sheet_record, "file_damaged"))
    except FaultsError as error:
        return error


def _alone(data: bytes) -> TableBook | FaultsError:
    try:
        return read_book(data)
    except FaultsError as error:
        return error
    except RecursionError:
        return FaultsError([Fault("file_damaged")])
