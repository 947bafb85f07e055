"""A file that holds an act → its lines. What the file is, its content tells and not its name."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from sferum_docs.acts_reader.sources.kinds import SourceKind, kind_of
from sferum_docs.acts_reader.sources.pdf import from_pdf
from sferum_docs.acts_reader.sources.rtf import from_rtf
from sferum_docs.acts_reader.sources.texts import from_text
from sferum_docs.acts_reader.sources.web_page import from_page
from sferum_docs.acts_reader.sources.word import from_word
from sferum_docs.reading.faults import Fault, FaultsError

if TYPE_CHECKING:
    from collections.abc import Callable

    from sferum_docs.acts_reader.model import ActText

MAX_BYTES = 20 * 1024 * 1024


_READERS: dict[SourceKind, Callable[[bytes], ActText]] = {
    SourceKind.PLAIN: from_text,
    SourceKind.DOCX: from_word,
    SourceKind.PDF: from_pdf,
    SourceKind.RTF: from_rtf,
    SourceKind.HTML: from_page,
}


def read_source(data: bytes, name: str) -> ActText:
    """The lines of an act. FaultsError, at `name`: nothing in it, no text in it, damaged, closed, too large."""
    try:
        return _read(data)
    except FaultsError as error:
        raise FaultsError([replace(fault, place=name) for fault in error.faults]) from error


def _read(data: bytes) -> ActText:
    if not data:
        raise FaultsError([Fault("act_empty")])
    if len(data) > MAX_BYTES:
        raise FaultsError([Fault("act_too_big", values={"limit": MAX_BYTES // 1024 // 1024})])
    kind = kind_of(data)
    if isinstance(kind, Fault):
        raise FaultsError([kind])
    return _READERS[kind](data)
