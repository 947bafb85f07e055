"""Tables edited in place: rows as typed, spare rows, rows read from Excel joined to those already there."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sferum_docs.reading.faults import FaultsError
from sferum_docs.reading.sheets import read_sheet, read_text_table

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from typing import TypeAlias

    from werkzeug.datastructures import FileStorage

    from sferum_docs.reading.faults import Fault
    from sferum_docs.reading.sheets import Row
    from sferum_docs.schools.columns import Draft

    Typed: TypeAlias = Mapping[str, object]
    DraftReader: TypeAlias = Callable[[Sequence[Row]], tuple[Draft, ...]]

SPARE_ROWS = 3
MORE_ROWS = 10


@dataclass(frozen=True, slots=True)
class Import:
    """What came of reading a file or a pasted text: all rows of the table now, how many were read and added."""

    rows: tuple[Typed, ...]
    read: int = 0
    added: int = 0
    faults: tuple[Fault, ...] = ()


def typed_rows(data: Sequence[Typed], but: frozenset[str]) -> tuple[Typed, ...]:
    """The rows with something in them; keys of `but` fill themselves and do not count."""
    return tuple(row for row in data if any(value for key, value in row.items() if key not in but))


def import_rows(rows: tuple[Typed, ...], source: FileStorage | str, reader: DraftReader, same: Sequence[str]) -> Import:
    """The rows with those read from a file or a text below them; what stands there already is not added again."""
    try:
        table = read_text_table(source) if isinstance(source, str) else read_sheet(source.read())
        found = [draft.values for draft in reader(table)]
    except FaultsError as error:
        return Import(rows, faults=error.faults)
    known = {_key(row, same) for row in rows}
    fresh = tuple(values for values in found if _key(values, same) not in known)
    return Import((*rows, *fresh), read=len(found), added=len(fresh))


def _key(row: Typed, same: Sequence[str]) -> tuple[str, ...]:
    return tuple(str(row.get(key) or "").casefold().replace("ё", "е") for key in same)
