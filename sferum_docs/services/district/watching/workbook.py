"""A matrix for Excel: a sheet of clauses, a sheet of documents; what looks like a formula stays a text."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from sferum_docs.reading.formulas import harmless
from sferum_docs.services.district.watching.view import clause_sums, shown_clauses

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import date

    from xlsxwriter import Workbook

    from sferum_docs.services.district.matrix import Matrix, MatrixRow
    from sferum_docs.services.district.watching.cells import BodyDocument
    from sferum_docs.services.district.watching.view import Wanted

_NAME, _NARROW, _WIDE = 42, 16, 26
_OPTIONS = {
    "constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False,
}  # fmt: skip


def matrix_workbook(matrix: Matrix, rows: Sequence[MatrixRow], wanted: Wanted, offices: Mapping[int, str]) -> bytes:
    """The rows asked for, all of them: no pages here."""
    from xlsxwriter import Workbook  # noqa: PLC0415  wanted when a sheet is

    target = io.BytesIO()
    with Workbook(target, _OPTIONS) as book:
        title = f"{matrix.pack.title}, на {matrix.day:%d.%m.%Y}"
        clauses = shown_clauses(matrix, wanted)
        heads = [*_beginning(offices), *(clause.label for clause in clauses)]
        _sheet(book, "Пункты", title, heads, _clause_lines(matrix, rows, wanted, offices))
        documents = [f"{spec.id} {spec.title}" for spec in matrix.documents]
        _sheet(book, "Документы", title, [*_beginning(offices), *documents], _document_lines(matrix, rows, offices))
    return target.getvalue()


def cell_text(row: MatrixRow, path: str, day: date) -> str:
    """A cell in words; empty where the clause is none of the body's."""
    cell = row.cell(path)
    if not cell.is_own:
        return ""
    late = f"срок {cell.due:%d.%m.%Y} прошёл" if cell.due and row.is_late(path, day) else ""
    number = f"№ {cell.number}" if cell.number else ""
    signed = f"от {cell.day:%d.%m.%Y}" if cell.day else ""
    order = " ".join(filter(None, (number, signed)))
    known = f"ознакомлены {cell.acquainted} из {cell.to_acquaint}" if cell.to_acquaint else ""
    weeks = f"недель ждут: {cell.open_weeks}" if cell.open_weeks else ""
    return "; ".join(filter(None, (cell.state.value, order, known, weeks, late)))


def _beginning(offices: Mapping[int, str]) -> list[str]:
    return [*(["Район"] if offices else []), "Организация", "Вид", "Состояние", "Срок прошёл"]


def _lead(matrix: Matrix, row: MatrixRow, offices: Mapping[int, str]) -> list[str]:
    office = [harmless(offices.get(row.body.overseer or 0, ""))] if offices else []
    state = "нет данных" if row.counts and not row.summary.has_data else row.summary.state.value
    late = str(row.late(matrix.day)) if row.counts else ""
    return [*office, harmless(row.body.short_name or row.body.full_name), row.body.kind.value, state, late]


def _clause_lines(
    matrix: Matrix, rows: Sequence[MatrixRow], wanted: Wanted, offices: Mapping[int, str]
) -> Iterator[list[str]]:
    clauses = shown_clauses(matrix, wanted)
    for row in rows:
        told = (harmless(cell_text(row, clause.path, matrix.day)) for clause in clauses)
        yield [*_lead(matrix, row, offices), *told]
    sums = clause_sums(rows, clauses, matrix.day)
    total = [f"исполнено {sums[clause.path].done} из {sums[clause.path].of}" for clause in clauses]
    yield [*([""] if offices else []), "Всего", "", "", "", *total]


def _document_lines(matrix: Matrix, rows: Sequence[MatrixRow], offices: Mapping[int, str]) -> Iterator[list[str]]:
    for row in rows:
        found = (row.document(spec.id) if row.counts else None for spec in matrix.documents)
        yield [*_lead(matrix, row, offices), *(harmless(_document_text(each)) if each else "" for each in found)]


def _document_text(document: BodyDocument) -> str:
    number = f"№ {document.number}" if document.number else ""
    return " ".join(filter(None, (document.status.value, number, _day(document.day))))


def _day(day: date | None) -> str:
    return f"от {day:%d.%m.%Y}" if day else ""


def _sheet(book: Workbook, name: str, title: str, heads: Sequence[str], lines: Iterator[list[str]]) -> None:
    sheet = book.add_worksheet(name)
    bold = book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
    wrap = book.add_format({"text_wrap": True, "valign": "top"})
    name_at = heads.index("Организация")
    sheet.set_column(0, len(heads) - 1, _WIDE)
    sheet.set_column(0, name_at + 3, _NARROW)
    sheet.set_column(name_at, name_at, _NAME)
    sheet.set_landscape()
    sheet.repeat_rows(1)
    sheet.freeze_panes(2, name_at + 1)
    sheet.write_string(0, 0, harmless(title), book.add_format({"bold": True}))
    for place, caption in enumerate(heads):
        sheet.write_string(1, place, harmless(caption), bold)
    last = 1
    for last, line in enumerate(lines, 2):
        for place, text in enumerate(line):
            sheet.write_string(last, place, text, wrap)
    sheet.autofilter(1, 0, max(last, 2), len(heads) - 1)
