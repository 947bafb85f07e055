"""Bodies of a district out of tables on the command line: what is wrong in which cell, and what was written."""

from __future__ import annotations

import json
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from sferum_docs.cli.district.bodies import BODY, named_body
from sferum_docs.cli.faults import Command, answering
from sferum_docs.cli.files import FILE
from sferum_docs.reading.faults import Fault, FaultsError
from sferum_docs.schools.district_lists.model import Level, NamedBody, Told
from sferum_docs.schools.model import SchoolKind
from sferum_docs.services.district.lists.archives import UNPACKED_BY_HAND, open_files
from sferum_docs.services.district.lists.mapping import read_mapping, written_mapping
from sferum_docs.services.district.lists.plan import BodyState, plan_import
from sferum_docs.services.district.lists.uploads import bodies_known, keep_files, read_tables, told_of
from sferum_docs.services.district.lists.write import Decisions, write_import
from sferum_docs.services.district.scope import all_bodies
from sferum_docs.services.installation.audit import Actor
from sferum_docs.store.migrate import upgrade

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from sferum_docs.reading.sheets.sheets import TableBook
    from sferum_docs.schools.district_lists.model import Understood
    from sferum_docs.services.district.lists.plan import ImportPlan

_MOST_BYTES = 512 * 1024 * 1024  # of a file: an archive of a region
_MOST_FILES = 5_000
_SUFFIXES = {".xlsx", ".xlsm", ".xls", ".ods", ".csv", ".tsv", ".txt", ".html", ".htm", ".xml", ".zip"}
_WORDS = {Level.ERROR: "ошибка", Level.QUESTION: "вопрос", Level.WARNING: "проверьте", Level.INFO: "к сведению"}


@click.command("import-schools", cls=Command)
@click.argument("files", type=click.Path(path_type=Path), nargs=-1, required=True)
@click.option(
    "--mapping", type=FILE, help="как понимать таблицы и что отвечено (JSON); файла ещё нет — он будет создан"
)
@click.option("--check", is_flag=True, help="только сказать, что понято и что не так; ничего не записывать")
@BODY
def import_schools(files: tuple[Path, ...], mapping: Path | None, *, check: bool, body_name: str) -> None:
    """Внести организации района с работниками из таблиц (XLSX, XLS, ODS, CSV), папки или ZIP.

    Печатает каждое замечание с файлом, листом и ячейкой. Плохая ячейка остаётся пустой и ничему не мешает; о чём
    спрошено и не отвечено в файле --mapping, то не пишется. Что организация изменила сама, не трогается.
    """
    with answering():
        upgrade()
        office = None if check and not all_bodies() else _office(body_name)
        books, faults = open_files(list(_contents(files)), UNPACKED_BY_HAND)
        known = bodies_known(office) if office is not None else ()
        before = _json(mapping)
        told, found = _understood(books, before, office, known)
        for line in (*(f"не прочитано: {fault.message()}" for fault in faults), *_lines(found)):
            click.echo(line)
        if mapping is not None:
            _write(mapping, json.dumps(written_mapping(found, known, before), ensure_ascii=False, indent=1) + "\n")
        plan = plan_import(office, found)
        click.echo(_summary(found, plan))
        if check:
            sys.exit(int(any(each.level is Level.ERROR for each in found.findings) or _open(found) > 0))
        if office is not None:
            by = Actor("командная строка", datetime.now(UTC))
            written = write_import(office, keep_files(office, books, by), found, plan, Decisions(), told, by)
            click.echo(
                f"Записано: новых {written.new}, изменено {written.changed}, работников в новых {written.people}."
            )


def _office(name: str) -> int:
    """The office that the bodies are of: named, or the only one there is. FaultsError."""
    if name:
        body = named_body(name)
    else:
        offices = [each for each in all_bodies() if each.kind is SchoolKind.OFFICE]
        body = offices[0] if len(offices) == 1 else None
    if body is None or body.kind is not SchoolKind.OFFICE:
        raise FaultsError([Fault("district_no_office", "--school")])
    return body.id


def _understood(
    books: Sequence[tuple[str, TableBook]], before: object, office: int | None, known: Sequence[NamedBody]
) -> tuple[Told, Understood]:
    """What tables say: as they stand first, for a file of answers names bodies of theirs."""
    remembered = told_of(office, {}) if office is not None else Told()
    found = read_tables(books, remembered, known)
    if before is None:
        return Told(), found
    said = read_mapping(before, found, known)
    merged = Told(
        {**remembered.tables, **said.tables}, {**remembered.names, **said.names}, {**remembered.answers, **said.answers}
    )
    return said, read_tables(books, merged, known)


def _contents(paths: Sequence[Path]) -> Iterable[tuple[str, bytes]]:
    """The files of files and folders, named from the folder that was given. FaultsError."""
    for path in paths:
        inside = sorted(each for each in path.rglob("*") if each.is_file()) if path.is_dir() else [path]
        tables = [each for each in inside if not path.is_dir() or _is_table(each)]
        for each in tables[:_MOST_FILES]:
            try:
                with each.open("rb") as opened:
                    yield (
                        (each.relative_to(path.parent).as_posix() if path.is_dir() else each.name),
                        opened.read(_MOST_BYTES),
                    )
            except OSError:
                raise FaultsError([Fault("no_file", each.name)]) from None


def _is_table(path: Path) -> bool:
    return path.suffix.lower() in _SUFFIXES and not path.name.startswith(("~$", "."))


def _lines(found: Understood) -> Iterable[str]:
    asked = [each.finding for each in found.questions if not each.answer]
    order = [*Level]
    for each in sorted((*found.findings, *asked), key=lambda finding: order.index(finding.level)):
        yield f"{_WORDS[each.level]}: {each.place}: {each.message()}"
    for left in found.left:
        yield f"не взята строка: {left.place}: {left.text} — {left.reason}"


def _open(found: Understood) -> int:
    return sum(not each.answer for each in found.questions)


def _summary(found: Understood, plan: ImportPlan) -> str:
    people = sum(len(body.staff) for body in found.bodies)
    states = {state: len(plan.of(state)) for state in BodyState}
    told = f"Организаций: {len(found.bodies)}, работников: {people}. Вопросов без ответа: {_open(found)}."
    elsewhere = f", не вашего района: {states[BodyState.ELSEWHERE]}" if states[BodyState.ELSEWHERE] else ""
    return (
        f"{told} Новых: {states[BodyState.NEW]}, изменится: {states[BodyState.CHANGED]}, "
        f"так же: {states[BodyState.SAME]}{elsewhere}."
    )


def _json(file: Path | None) -> object:
    if file is None or not file.exists():
        return None
    try:
        return json.loads(file.read_bytes())
    except (OSError, ValueError, RecursionError):
        raise FaultsError([Fault("district_mapping", file.name)]) from None


def _write(target: Path, text: str) -> None:
    try:
        target.write_text(text, encoding="utf-8", newline="")
    except OSError:
        raise FaultsError([Fault("not_writable", str(target))]) from None
