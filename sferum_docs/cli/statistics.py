"""Sheets of weekly indicators on the command line: values, and what a person must decide."""

from __future__ import annotations

import csv
import io
import json
from collections import Counter
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import click

from sferum_docs.cli.faults import BareCommand, answering
from sferum_docs.cli.files import FILE
from sferum_docs.cli.named_packs import described_packs
from sferum_docs.indicators.mapping import TableMapping, read_mapping
from sferum_docs.indicators.reader import read_statistics
from sferum_docs.indicators.school_list import read_schools
from sferum_docs.indicators.table import left_out_rows, question_records, value_rows
from sferum_docs.reading.faults import Fault, FaultsError
from sferum_docs.reading.formulas import harmless
from sferum_docs.reading.sheets.sheets import MAX_BYTES

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from sferum_docs.directives.indicators import IndicatorSet
    from sferum_docs.indicators.reader import Reading


@click.command("read-statistics", cls=BareCommand)
@click.argument("files", type=FILE, nargs=-1, required=True)
@click.option("--schools", type=FILE, help="список организаций: код, названия, число учителей и учеников")
@click.option("--mapping", type=FILE, help="как понимать таблицы (JSON); нового файла ещё нет — он будет создан")
@click.option("--pack", "packs", multiple=True, help="комплекты, чьи показатели искать; без этого — все")
@click.option("--out", type=FILE, required=True, help="куда записать значения (CSV)")
@click.option("--questions", type=FILE, help="куда записать вопросы (JSON)")
@click.option("--left-out", type=FILE, help="куда записать ячейки, которые не взяты, с причиной (CSV)")
def read_statistics_command(
    files: tuple[Path, ...],
    schools: Path | None,
    mapping: Path | None,
    packs: tuple[str, ...],
    out: Path,
    questions: Path | None,
    left_out: Path | None,
) -> None:
    """Прочитать показатели из сводок (XLSX, XLS, ODS, CSV, HTML): значения по неделям и вопросы человеку."""
    with answering():
        targets = [each for each in (out, questions, left_out) if each]
        _never_over([*files, *([schools] if schools else [])], [*targets, *([mapping] if mapping else [])])
        listed = read_schools(_content(schools)) if schools else ()
        known = read_mapping(_json(mapping)) if mapping and mapping.exists() else TableMapping()
        read = read_statistics(
            _named(files),
            listed,
            today=datetime.now(UTC).astimezone().date(),
            sets=_sets(packs),
            mapping=known,
        )
        written = {out: _csv(value_rows(read.statistics))}
        if questions:
            written[questions] = json.dumps(question_records(read.statistics), ensure_ascii=False, indent=1) + "\n"
        if left_out:
            written[left_out] = _csv(left_out_rows(read.statistics))
        if mapping:
            written[mapping] = json.dumps(read.mapping, ensure_ascii=False, indent=1) + "\n"
        for target, text in written.items():
            _write(target, text)
        for line in _summary(read):
            click.echo(line)


def _sets(packs: Sequence[str]) -> tuple[IndicatorSet, ...]:
    """What the named packs count, or all that are known. FaultsError when that is nothing."""
    chosen = described_packs(packs)
    sets = tuple(pack.indicator_set for pack in chosen if pack.indicator_set is not None)
    if not sets:
        raise FaultsError([Fault("statistics_no_indicators", values={"packs": ", ".join(pack.id for pack in chosen)})])
    return sets


def _named(files: Sequence[Path]) -> list[tuple[str, bytes]]:
    """The files by their names; those of one name by their paths."""
    names = Counter(file.name for file in files)
    return [(file.name if names[file.name] == 1 else str(file), _content(file)) for file in files]


def _content(file: Path) -> bytes:
    try:
        with file.open("rb") as opened:
            return opened.read(MAX_BYTES + 1)
    except OSError:
        raise FaultsError([Fault("no_file", file.name)]) from None


def _json(file: Path) -> object:
    try:
        return json.loads(_content(file))
    except (ValueError, RecursionError):
        raise FaultsError([Fault("statistics_mapping", file.name)]) from None


def _never_over(read: Sequence[Path], targets: Sequence[Path]) -> None:
    """FaultsError when a result would be written over what is read, or over another result."""
    taken = [file.resolve() for file in read]
    for target in targets:
        if target.resolve() in taken:
            raise FaultsError([Fault("not_writable", str(target))])
        taken.append(target.resolve())


def _write(target: Path, text: str) -> None:
    try:
        target.write_text(text, encoding="utf-8", newline="")
    except OSError:
        raise FaultsError([Fault("not_writable", str(target))]) from None


def _csv(rows: Iterable[Sequence[object]]) -> str:
    text = io.StringIO()
    told = ([harmless(cell) if isinstance(cell, str) and len(cell) > 1 else cell for cell in row] for row in rows)
    csv.writer(text, lineterminator="\n").writerows(told)
    return text.getvalue()


def _summary(read: Reading) -> Iterable[str]:
    statistics = read.statistics
    weeks = {figure.week for figure in statistics.figures}
    unknown = sum(figure.amount is None for figure in statistics.figures)
    yield f"Значений: {len(statistics.figures)}, из них неизвестно или не подаётся: {unknown}. Недель: {len(weeks)}."
    yield from (f"Внимание: {fault.message()}" for fault in read.remarks)
    reasons = Counter(each.reason for each in statistics.left_out)
    if reasons:
        told = ", ".join(f"{reason} — {count}" for reason, count in reasons.most_common())
        yield f"Не взято ячеек: {sum(reasons.values())} ({told})."
    yield f"Вопросов: {len(statistics.questions)}." if statistics.questions else "Вопросов нет."
    for question in statistics.questions:
        place = question.places[0]
        yield f"  {', '.join(filter(None, (place.file, place.sheet, place.cell)))}: {question.text}"
