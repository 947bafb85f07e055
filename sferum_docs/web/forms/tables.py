"""Tables edited in place: rows as typed, spare rows, rows read from Excel joined to those already there."""

from __future__ import annotations

import csv
import io
from collections import Counter
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from flask import request

from sferum_docs.reading.faults import Fault, FaultsError
from sferum_docs.reading.numbers import digits
from sferum_docs.reading.sheets.sheets import MAX_COLUMNS, read_book, read_text
from sferum_docs.schools.columns import Reading
from sferum_docs.schools.mapping import fits, relabelled, sheet_columns
from sferum_docs.web.forms.typed import chosen_file, given_text
from sferum_docs.web.forms.wording import counted

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from typing import Protocol, TypeAlias

    from sferum_docs.reading.sheets.sheets import Sheet, SheetRow, TableBook
    from sferum_docs.schools.columns import Column, Draft
    from sferum_docs.schools.lists.same_entry import KnownEntry
    from sferum_docs.schools.mapping import SheetColumn

    class KnownEntries(Protocol):
        """The rows of ours, in which one of a table is looked up."""

        def find(self, entry: Typed) -> KnownEntry | None:
            """The row of ours that is meant."""

    Typed: TypeAlias = Mapping[str, object]
    DraftReader: TypeAlias = Callable[[Sequence[SheetRow]], Reading]

SPARE_ROWS = 3
MORE_ROWS = 10
_ALIKE = 3  # faults of one kind that are told each; the others are counted
_NAMED_LINES = 12
_MAX_SHEETS, _MAX_SHEET_TEXT = 12, 400_000  # sheets offered to choose from, and how much their text may take
_ACTIONS = {"paste", "import", "map", "sheet"}


@dataclass(frozen=True, slots=True)
class ImportedRows:
    """What came of reading a file or a pasted text: all rows of the table now, how many were read and added.

    `asked` are the columns whose meaning a person must tell; `text` is then the table read, to be sent again;
    `sheets` are the sheets (name, text) that a person may choose from; `fresh` counts the rows above the added ones.
    """

    rows: tuple[Typed, ...]
    read: int = 0
    added: int = 0
    faults: tuple[Fault, ...] = ()
    asked: tuple[SheetColumn, ...] = ()
    text: str = ""
    source: str = "text"
    reading: Reading = field(default_factory=Reading)
    sheets: tuple[tuple[str, str], ...] = ()
    formulas: str = ""
    notes: tuple[str, ...] = ()
    numbers: tuple[int, ...] = ()  # of the added rows, as people see them in the file
    headed: bool = False  # headings of ours stand above the rows

    @property
    def kept(self) -> int:
        """How many rows of the table were there before."""
        return len(self.rows) - self.added

    def of_added(self, faults: Iterable[Fault]) -> tuple[Fault, ...]:
        """Those of the faults of a whole table that stand in its added rows."""
        return tuple(fault for fault in faults if (index := _index(fault)) is None or index >= self.kept)

    def told(self, faults: Iterable[Fault]) -> tuple[str, tuple[str, ...]]:
        """How many rows came, and what else is to say; `faults` are those of the added rows."""
        indexes = {index for fault in faults if (index := _index(fault)) is not None and index >= self.kept}
        doubtful = sorted({*self.reading.doubtful, *(self.numbers[index - self.kept] for index in indexes)})
        already = self.read - self.added
        told = f"Прочитано: {counted(self.read, 'строка', 'строки', 'строк')}, добавлено: {self.added}"
        told += f", уже были в таблице {already}" if already else ""
        told += f", из них {len(doubtful)} с вопросами" if doubtful else ""
        lines = f"С вопросами строки файла: {_lines(doubtful)}." if doubtful else ""
        return told, tuple(filter(None, (lines, self._skipped(), *self.notes)))

    def _skipped(self) -> str:
        rows = self.reading.skipped
        if not rows:
            return ""
        named = "; ".join(f"{row.number} — {row.reason}: «{row.text[:40]}»" for row in rows[:_NAMED_LINES])
        more = f" и ещё {len(rows) - _NAMED_LINES}" if len(rows) > _NAMED_LINES else ""
        reasons = ", ".join(dict.fromkeys(row.reason for row in rows))
        return f"Пропущено: {counted(len(rows), 'строка', 'строки', 'строк')} ({reasons}). Строки файла: {named}{more}."


@dataclass(frozen=True, slots=True)
class TableImport:
    """The way of a foreign table into ours: its reader, the columns we take, how a row of ours is known again."""

    reader: DraftReader
    columns: Sequence[Column]
    known: Callable[[Sequence[Typed]], KnownEntries]

    def asked_for(self, form: Any) -> bool:
        """Whether the form sent brings a table: by a button of the door, or by a file chosen and «Сохранить»."""
        return request.form.get("action") in _ACTIONS or bool(form.file.data and form.file.data.filename)

    def read(self, form: Any, rows: tuple[Typed, ...]) -> ImportedRows:
        """The rows with those read below them; what stands there already is not added again."""
        action = request.form.get("action")
        source = "text" if action in {"paste", "map", "sheet"} else "file"
        found = ImportedRows(rows, text=form.text.data or "", source=source)
        try:
            if source == "file":
                book = read_book(chosen_file(form.file.data))
            else:
                book = read_text(given_text(_chosen_text() if action == "sheet" else found.text))
            sheet, found = self._sheet(book, found)
            return self._taken(sheet, found, mapped=action == "map")
        except FaultsError as error:
            return replace(found, faults=error.faults)

    def read_pasted(self, text: str) -> ImportedRows:
        """What a text pasted into the table itself holds; `asked` when a person must tell the columns."""
        found = ImportedRows((), text=text)
        try:
            sheet, found = self._sheet(read_text(text), found)
            return self._taken(sheet, found, mapped=False)
        except FaultsError as error:
            return replace(found, faults=error.faults)

    def _sheet(self, book: TableBook, found: ImportedRows) -> tuple[Sheet, ImportedRows]:
        """The sheet that holds such a table, seen ones first; what there is to say of it."""
        fit = [sheet for sheet in book.sheets if fits(sheet.rows, self.columns)]
        seen = [sheet for sheet in fit if sheet.visible]
        sheet = (seen or fit or sorted(book.sheets, key=_size, reverse=True))[0]
        notes = [_sentence(fault) for fault in (*book.remarks, *sheet.remarks)]
        if len(book.sheets) > 1:
            code = "import_sheet" if sheet.visible else "import_hidden_sheet"
            notes.append(Fault(code, values={"text": sheet.name}).message())
        if unseen := [each.name for each in fit if each is not sheet and not each.visible]:
            notes.append(Fault("import_also_hidden", values={"text": _lines(unseen)}).message())
        hidden = [row.number for row in sheet.rows if row.hidden]
        if hidden:
            notes.append(Fault("import_hidden", values={"count": len(hidden), "lines": _lines(hidden)}).message())
        offered = seen if len(seen) > 1 else book.sheets if not fit and len(book.sheets) > 1 else ()
        if len(offered) > _MAX_SHEETS:
            values = {"count": len(offered), "limit": _MAX_SHEETS}
            notes.append(Fault("import_sheets_offered", values=values).message())
        sheets = tuple((each.name, as_text(each.rows)) for each in offered[:_MAX_SHEETS])
        if sum(len(text) for _name, text in sheets) > _MAX_SHEET_TEXT:
            sheets = ()
        formulas = " ".join(f"{row.number}:{at}" for row in sheet.rows for at in sorted(row.formulas))
        if len(formulas) > _MAX_SHEET_TEXT:
            formulas = formulas[:_MAX_SHEET_TEXT].rpartition(" ")[0]
            notes.append(Fault("import_many_formulas", values={"row": formulas.rpartition(" ")[2]}).message())
        return sheet, replace(found, notes=tuple(notes), sheets=sheets, formulas=formulas, text=as_text(sheet.rows))

    def _taken(self, sheet: Sheet, found: ImportedRows, *, mapped: bool) -> ImportedRows:
        seen = sheet_columns(sheet.rows, self.columns)
        rows = sheet.rows
        found = replace(found, headed=any(column.heading and column.caption and not column.guessed for column in seen))
        try:
            if mapped:
                rows = relabelled(_with_formulas(rows), self.columns, self._said())
            elif found.sheets or any(column.unclear for column in seen):
                return replace(found, asked=seen)
            reading = self.reader(rows)
        except FaultsError as error:
            lost = any(fault.code == "no_name_column" for fault in error.faults)
            return replace(found, faults=error.faults, asked=seen if lost else (), sheets=found.sheets if lost else ())
        known = self.known(found.rows)
        met = [(draft, known.find(draft.values)) for draft in reading.drafts]
        fresh = [draft for draft, entry in met if entry is None]
        other = [(draft, entry.place) for draft, entry in met if entry is not None and not entry.exact]
        notes = (*found.notes, *_written_otherwise(found.rows, other), *map(_sentence, grouped(reading.notes)))
        return replace(
            found,
            rows=(*found.rows, *(draft.values for draft in fresh)),
            numbers=tuple(draft.number for draft in fresh),
            read=len(reading.drafts),
            added=len(fresh),
            faults=grouped(reading.doubts),
            reading=reading,
            notes=notes,
            sheets=(),
        )

    def _said(self) -> dict[int, str]:
        captions = {column.caption for column in self.columns}
        said = {place: request.form.get(f"column-{place}", "") for place in range(MAX_COLUMNS)}
        needed = [column.caption for column in self.columns if column.required]
        if not set(needed) & set(said.values()):
            raise FaultsError([Fault("no_name_column", values={"column": needed[0]})])
        return {place: caption for place, caption in said.items() if caption in captions}


def pasted(found: ImportedRows) -> dict[str, object]:
    """The answer to the script of a table: rows by column, or that a person must tell the columns first."""
    _told, notes = found.told(())
    faults = [fault.message() for fault in (*found.faults, *found.reading.doubts)]
    rows = [dict(row) for row in found.rows]
    asked = bool(found.asked and not found.faults)
    return {"rows": rows, "asked": asked, "headed": found.headed, "faults": faults, "notes": list(notes)}


def typed_rows(data: Sequence[Typed], but: frozenset[str]) -> tuple[Typed, ...]:
    """The rows with something in them; keys of `but` fill themselves and do not count."""
    return tuple(row for row in data if any(value for key, value in row.items() if key not in but))


def grouped(faults: Iterable[Fault]) -> tuple[Fault, ...]:
    """The faults with those of one kind counted after the first few: a list of a thousand tells nothing."""
    faults = tuple(faults)
    counts = Counter(fault.code for fault in faults)
    told: Counter[str] = Counter()
    kept = []
    for fault in faults:
        told[fault.code] += 1
        if counts[fault.code] <= _ALIKE + 1 or told[fault.code] <= _ALIKE:
            kept.append(fault)
        elif told[fault.code] == _ALIKE + 1:
            rest = [each.place.removeprefix("строка ") for each in faults if each.code == fault.code][_ALIKE:]
            kept.append(Fault("more_alike", values={"count": len(rest), "lines": _lines(rest)}, warning=fault.warning))
    return tuple(kept)


def _index(fault: Fault) -> int | None:
    """The place of the row of the table that a fault belongs to: «staff[3].name»."""
    number = digits(fault.place.partition("[")[2].partition("]")[0])
    return None if number is None else number - 1


def _lines(numbers: Sequence[object]) -> str:
    return ", ".join(map(str, numbers[:_NAMED_LINES])) + (" …" if len(numbers) > _NAMED_LINES else "")


def _sentence(fault: Fault) -> str:
    told = fault.message()
    return told[:1].upper() + told[1:]


def _size(sheet: Sheet) -> tuple[bool, int]:
    return sheet.visible, sum(len(row.cells) for row in sheet.rows)


def _chosen_text() -> str:
    return request.form.get(f"sheet-{request.form.get('sheet', '')}", "")


def _with_formulas(rows: Sequence[SheetRow]) -> tuple[SheetRow, ...]:
    """The rows with what the page before knew of their formulas: text does not tell."""
    known: dict[int, set[int]] = {}
    for mark in request.form.get("formulas", "")[:_MAX_SHEET_TEXT].split():
        row, _colon, place = mark.partition(":")
        if row.isascii() and row.isdigit() and place.isascii() and place.isdigit():
            known.setdefault(int(row[:7]), set()).add(int(place[:3]))
    return tuple(replace(row, formulas=frozenset(known.get(row.number, ()))) for row in rows)


def as_text(table: Sequence[SheetRow]) -> str:
    """The table as text that reads back the same, with the numbers of its rows."""
    target = io.StringIO()
    writer = csv.writer(target, delimiter="\t", lineterminator="\n")
    line = 1
    width = max((len(row.cells) for row in table), default=0)  # all rows as wide: the sign between cells is plain
    for row in table:
        target.write("\n" * (row.number - line))
        writer.writerow([*row.cells, *[""] * (width - len(row.cells))])
        line = row.number + 1
    return target.getvalue()


def _written_otherwise(rows: Sequence[Typed], met: Sequence[tuple[Draft, int]]) -> tuple[str, ...]:
    """The rows of a table that ours knows under another spelling: they are not added, and a person is to see it."""
    pairs = [
        f"строка файла {draft.number} «{_about(draft.values)}» — строка {place + 1} «{_about(rows[place])}»"
        for draft, place in met
    ]
    if not pairs:
        return ()
    more = f" и ещё {len(pairs) - _NAMED_LINES}" if len(pairs) > _NAMED_LINES else ""
    named = "; ".join(pairs[:_NAMED_LINES])
    return (f"Не добавлены, потому что уже стоят в таблице записанными иначе: {named}{more}.",)


def _about(row: Typed) -> str:
    return ", ".join(str(row[key]) for key in ("name", "post") if row.get(key))
