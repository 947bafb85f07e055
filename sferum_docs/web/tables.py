"""Tables edited in place: rows as typed, spare rows, rows read from Excel joined to those already there."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from flask import request

from sferum_docs.reading.faults import Fault, FaultsError
from sferum_docs.reading.sheets import MAX_COLUMNS, read_sheet, read_text_table
from sferum_docs.schools.mapping import relabelled, sheet_columns

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from typing import TypeAlias

    from sferum_docs.reading.sheets import Row
    from sferum_docs.schools.columns import Column, Draft
    from sferum_docs.schools.mapping import SheetColumn

    Typed: TypeAlias = Mapping[str, object]
    DraftReader: TypeAlias = Callable[[Sequence[Row]], tuple[Draft, ...]]

SPARE_ROWS = 3
MORE_ROWS = 10


@dataclass(frozen=True, slots=True)
class Import:
    """What came of reading a file or a pasted text: all rows of the table now, how many were read and added.

    `asked` are the columns whose meaning a person must tell; `text` is then the table read, to be sent again.
    """

    rows: tuple[Typed, ...]
    read: int = 0
    added: int = 0
    faults: tuple[Fault, ...] = ()
    asked: tuple[SheetColumn, ...] = ()
    text: str = ""
    source: str = "text"


@dataclass(frozen=True, slots=True)
class ExcelDoor:
    """The way of a foreign table into ours: its reader, the columns we take, the keys that make two rows the same."""

    reader: DraftReader
    columns: Sequence[Column]
    same: Sequence[str]

    def asked_for(self, form: Any) -> bool:
        """Whether the form sent brings a table: by a button of the door, or by a file chosen and «Сохранить»."""
        return request.form.get("action") in {"paste", "import", "map"} or bool(
            form.file.data and form.file.data.filename
        )

    def read(self, form: Any) -> Import:
        """The rows with those read below them; what stands there already is not added again."""
        action = request.form.get("action")
        source = "text" if action in {"paste", "map"} else "file"
        text = form.text.data or ""
        seen: tuple[SheetColumn, ...] = ()
        try:
            table = read_text_table(text) if source == "text" else read_sheet((form.file.data or io.BytesIO()).read())
            seen = sheet_columns(table, self.columns)
            text = _as_text(table)
            if action == "map":
                table = relabelled(table, self.columns, self._said())
            elif any(column.unclear for column in seen):
                return Import(form.rows, asked=seen, text=text, source=source)
            found = [draft.values for draft in self.reader(table)]
        except FaultsError as error:
            lost = any(fault.code == "no_name_column" for fault in error.faults)
            return Import(form.rows, faults=error.faults, asked=seen if lost else (), text=text, source=source)
        known = {_key(row, self.same) for row in form.rows}
        fresh = tuple(values for values in found if _key(values, self.same) not in known)
        return Import((*form.rows, *fresh), read=len(found), added=len(fresh))

    def _said(self) -> dict[int, str]:
        captions = {column.caption for column in self.columns}
        said = {place: request.form.get(f"column-{place}", "") for place in range(MAX_COLUMNS)}
        needed = [column.caption for column in self.columns if column.required]
        if not set(needed) & set(said.values()):
            raise FaultsError([Fault("no_name_column", values={"column": needed[0]})])
        return {place: caption for place, caption in said.items() if caption in captions}


def typed_rows(data: Sequence[Typed], but: frozenset[str]) -> tuple[Typed, ...]:
    """The rows with something in them; keys of `but` fill themselves and do not count."""
    return tuple(row for row in data if any(value for key, value in row.items() if key not in but))


def _as_text(table: Sequence[Row]) -> str:
    """The table as text that reads back the same, with the numbers of its rows."""
    target = io.StringIO()
    writer = csv.writer(target, delimiter="\t", lineterminator="\n")
    line = 1
    for row in table:
        target.write("\n" * (row.number - line))
        writer.writerow(row.cells)
        line = row.number + 1
    return target.getvalue()


def _key(row: Typed, same: Sequence[str]) -> tuple[str, ...]:
    return tuple(str(row.get(key) or "").casefold().replace("ё", "е") for key in same)
