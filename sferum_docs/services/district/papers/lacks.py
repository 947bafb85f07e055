"""What a body has not carried out: documents that are not in force, clauses whose day is over, figures, falls."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sferum_docs.documents.district.model import Lack
from sferum_docs.documents.district.words import fall_words
from sferum_docs.documents.of_act.rows import cited
from sferum_docs.documents.of_office.clauses import told_text
from sferum_docs.indicators.reports.telling import number, week_words
from sferum_docs.reading.typography import quoted
from sferum_docs.services.district.watching.cells import CellState

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from sferum_docs.directives.indicators import Indicator, IndicatorSet
    from sferum_docs.directives.model import Clause
    from sferum_docs.documents.district.model import WeekFigure
    from sferum_docs.packs.model import DocumentSpec
    from sferum_docs.services.district.matrix import Matrix, MatrixCell, MatrixRow

_NBSP = "\N{NO-BREAK SPACE}"
_NO_PAPER = {CellState.NOTHING, CellState.DRAFT, CellState.NO_DATA}


def lacks_of(matrix: Matrix, row: MatrixRow) -> tuple[Lack, ...]:
    """What a body lacks on the day of the matrix; nothing of what is not due yet."""
    if not row.counts:
        return ()
    papers: dict[str, list[Clause]] = {}
    others: list[Lack] = []
    for clause in matrix.clauses:
        cell = row.cell(clause.path)
        if not cell.is_own or (cell.due is not None and cell.due >= matrix.day):
            continue
        carrier = _carrier(matrix, clause)
        if cell.state in _NO_PAPER and carrier is not None:
            papers.setdefault(carrier.id, []).append(clause)
        else:
            others += _of_clause(clause, cell, matrix.day)
    named = {spec.id: spec for spec in matrix.documents}
    return (*(_paper(named[key], clauses, row) for key, clauses in papers.items()), *others)


def _carrier(matrix: Matrix, clause: Clause) -> DocumentSpec | None:
    """The document that is to carry a clause out: an order before any other."""
    carriers = [spec for spec in matrix.documents if clause.path in spec.carries_out]
    return next((spec for spec in carriers if spec.is_order), next(iter(carriers), None))


def _paper(spec: DocumentSpec, clauses: Sequence[Clause], row: MatrixRow) -> Lack:
    due = min((day for each in clauses if (day := row.cell(each.path).due)), default=None)
    return Lack(f"paper:{spec.id}", joined_labels(clauses), f"Не издан или не внесён в журнал {spec.name}", due)


def _of_clause(clause: Clause, cell: MatrixCell, day: date) -> Iterator[Lack]:
    key, label = f"clause:{clause.path}:{cell.state.name}", cited(clause)
    if cell.state is CellState.DENIED:
        yield Lack(key, label, f"На вопрос чек-листа дан ответ «нет»: {told_text(clause.text)}", cell.due)
    elif not cell.is_late(day):
        return
    elif cell.state is CellState.SIGNED:
        known = f", ознакомлены {cell.acquainted} из {cell.to_acquaint}" if cell.to_acquaint else ""
        paper = f"№ {cell.number} от {cell.day:%d.%m.%Y} " if cell.number and cell.day else ""
        yield Lack(key, label, f"Документ {paper}издан, исполнение не подтверждено{known}", cell.due)
    else:
        yield Lack(key, label, f"Исполнение не подтверждено: {told_text(clause.text)}", cell.due)


def joined_labels(clauses: Sequence[Clause]) -> str:
    """«п. 1.1, п. 1.3»; a word that is not shortened is said once: «требования 1.1, 1.3»."""
    words = clauses[0].words
    numbers = [clause.words.printed(clause.path, clause.number) for clause in clauses]
    if len(clauses) == 1 or words.short or any(number.startswith("абзац") for number in numbers):
        return ", ".join(cited(clause) for clause in clauses)
    return f"{words.many.nominative}{_NBSP}{', '.join(numbers)}"


def lacks_of_week(
    matrix: Matrix, figures: Sequence[WeekFigure], counted: IndicatorSet, monday: date
) -> tuple[Lack, ...]:
    """Figures that were not sent, numbers that fell."""
    asked = [figure for figure in figures if figure.asked]
    by_path = matrix.pack.directive.by_path
    analysed, controlled = (
        cited(by_path[path]) if path in by_path else "" for path in (counted.analysed_by, counted.controlled_by)
    )
    when = week_words(monday)
    if asked and all(figure.amount is None for figure in asked):
        return (Lack(f"week:{monday.isoformat()}", analysed, f"Не представлены данные о показателях за неделю {when}"),)
    return tuple(
        Lack(
            f"fell:{item.id}:{monday.isoformat()}",
            controlled,
            f"Снизился показатель {quoted(item.name)}: за неделю {when} — {_amount(figure, item)} "
            f"({fall_words(figure, 'к прошлому измерению')})",
        )
        for item, figure in zip(counted.indicators, figures, strict=True)
        if figure.fell
    )


def _amount(figure: WeekFigure, of: Indicator) -> str:
    told = number(figure.amount)
    return told if of.counts_people and not figure.in_percent else f"{told}{_NBSP}%"
