"""A file that holds an act → its lines. What the file is, its content tells and not its name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sferum_docs.acts_reader.sources.texts import from_text
from sferum_docs.reading.faults import Fault, FaultsError

if TYPE_CHECKING:
    from sferum_docs.acts_reader.model import ActText

MAX_BYTES = 20 * 1024 * 1024


def read_source(data: bytes, name: str) -> ActText:
    """The lines of an act. FaultsError, at `name`: nothing in it, no text in it, damaged, closed, too large."""
    try:
        return _read(data)
    except FaultsError as error:
        raise FaultsError([Fault(fault.code, fault.place or name, fault.values) for fault in error.faults]) from error


def _read(data: bytes) -> ActText:
    if not data:
        raise FaultsError([Fault("act_empty")])
    if len(data) > MAX_BYTES:
        raise FaultsError([Fault("act_too_big", values={"limit": MAX_BYTES // 1024 // 1024})])
    return from_text(data)
