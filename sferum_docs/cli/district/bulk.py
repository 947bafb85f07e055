"""Papers for many bodies from the command line: of the database, or of tables without one."""

from __future__ import annotations

import os
import sys
from datetime import UTC, datetime
from itertools import chain
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import TYPE_CHECKING

import click

from sferum_docs.cli.district.chosen import ALL, bodies_of, named_office, require_there
from sferum_docs.cli.faults import Command, answering
from sferum_docs.cli.files import FILE, PACK
from sferum_docs.cli.named_packs import named_pack
from sferum_docs.directives.due_day import LAST_DAY
from sferum_docs.reading.faults import Fault, FaultsError
from sferum_docs.reading.records import parse_day
from sferum_docs.services.bulk.asked import BulkRequest
from sferum_docs.services.bulk.from_tables import make_for_tables, schools_of_tables
from sferum_docs.services.bulk.results import archive_of, folder_name, result_words
from sferum_docs.services.bulk.start import CHECK, MAKE, start_bulk
from sferum_docs.services.bulk.zip_stream import zip_stream
from sferum_docs.services.district.scope import schools_in_scope
from sferum_docs.services.installation.audit import Actor
from sferum_docs.services.jobs.progress import ItemState, each_item
from sferum_docs.services.jobs.run import finish_job
from sferum_docs.store.migrate import upgrade

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from sferum_docs.packs.model import Pack
    from sferum_docs.services.bulk.from_tables import TableResult

_LISTS = {".txt", ".lst"}
_MOST_FILES = 2000  # of a folder of tables


@click.command("bulk", cls=Command)
@click.option(
    "--schools",
    "chosen",
    required=True,
    help="all — все организации района из базы; файл .txt — их ИНН или наименования по одному в строке; "
    "таблица или папка таблиц — организации прямо из них, без базы",
)
@click.option("--out", type=FILE, required=True, help="архив: папка на каждую организацию")
@click.option("--office", default="", help="чьи организации: ИНН или наименование управления, когда их здесь несколько")
@click.option("--preset", default="", help="набор документов комплекта; без этого — обычный")
@click.option("--date", "day", default="", help="дата документов, например 16.10.2023; без этого — сегодня")
@click.option("--dry-run", is_flag=True, help="только сказать, чего кому не хватает")
@click.option("--anew", is_flag=True, help="составить новую версию и там, где черновик уже есть")
@click.option("--holders", is_flag=True, help="где ответственные не выбраны, взять тех, чья должность подходит")
@PACK
def bulk(**given: str | bool | Path) -> None:
    """Составить комплекты многих организаций разом.

    Из базы черновики остаются у каждой организации; из таблиц получается только архив. Кому чего не хватает, сказано
    построчно, остальным это не мешает. Код возврата: 0 — составлено всем, 1 — не всем.
    """
    with answering():
        pack = named_pack(str(given["pack_name"]))
        asked = _asked(pack, given)
        chosen, out = str(given["chosen"]), Path(str(given["out"]))
        require_there(chosen)
        if not given["dry_run"]:
            _require_place(out)
        tables = Path(chosen)
        if chosen != ALL and (tables.is_dir() or tables.suffix.casefold() not in _LISTS):
            failed = _from_tables(tables, pack, asked, out, dry_run=bool(given["dry_run"]))
        else:
            failed = _from_database(chosen, str(given["office"]), asked, out, dry_run=bool(given["dry_run"]))
        sys.exit(1 if failed else 0)


def _asked(pack: Pack, given: dict[str, str | bool | Path]) -> BulkRequest:
    name = str(given["preset"])
    preset = pack.preset(name) if name else pack.usual_preset
    if preset is None:
        options = ", ".join(item.id for item in pack.presets)
        raise FaultsError([Fault("not_a_choice", "--preset", {"text": name, "options": options})])
    typed = str(given["day"])
    day = parse_day(typed) if typed else datetime.now().astimezone().date()
    if day is None:
        raise FaultsError([Fault("bad_date", "--date", {"text": typed})])
    if not pack.directive.date <= day <= LAST_DAY:
        values = {"first": f"{pack.directive.date:%d.%m.%Y}", "last": f"{LAST_DAY:%d.%m.%Y}"}
        raise FaultsError([Fault("bulk_day", "--date", values)])
    return BulkRequest(pack.id, preset.documents, day, {}, bool(given["anew"]), bool(given["holders"]))


def _require_place(out: Path) -> None:
    """Asked before minutes of work; an archive of before holds what the next would leave alone, so it is never lost."""
    if out.exists():
        raise FaultsError([Fault("archive_exists", str(out))])
    if not out.parent.is_dir() or not os.access(out.parent, os.W_OK):
        raise FaultsError([Fault("not_writable", str(out))])


def _from_tables(tables: Path, pack: Pack, asked: BulkRequest, out: Path, *, dry_run: bool) -> int:
    found = schools_of_tables(_files(tables))
    for finding in found.findings:
        click.echo(finding, err=True)
    results = make_for_tables(found.schools, pack, asked, dry_run=dry_run)
    failed: list[str] = []
    if dry_run:
        for result in results:
            _tell(result, failed)
    else:
        files = _named(results, failed)
        first = next(files, None)
        if first is not None:
            _write(out, zip_stream(chain((first,), files)))
        else:
            click.echo("Архив не записан: в нём не было бы ни одного документа.", err=True)
    click.echo(f"Организаций: {len(found.schools)}, не составлено: {len(failed)}.")
    return len(failed) or int(not found.schools)


def _files(tables: Path) -> list[tuple[str, bytes]]:
    try:
        paths = sorted(item for item in tables.iterdir() if item.is_file()) if tables.is_dir() else [tables]
        return [(path.name, path.read_bytes()) for path in paths[:_MOST_FILES]]
    except OSError:
        raise FaultsError([Fault("no_file", str(tables))]) from None


def _named(results: Iterable[TableResult], failed: list[str]) -> Iterator[tuple[str, bytes]]:
    for place, result in enumerate(results, start=1):
        _tell(result, failed)
        yield from ((f"{folder_name(place, result.name)}/{name}", content) for name, content in result.files)


def _tell(result: TableResult, failed: list[str]) -> None:
    if result.faults:
        failed.append(result.name)
        _tell_failed(result.name, [fault.sentence() for fault in result.faults])
    else:
        told = "".join(f" {fault.sentence()}" for fault in result.left)
        click.echo(f"{result.name}: документов {result.ready}.{told}")


def _tell_failed(name: str, sentences: Sequence[str]) -> None:
    click.echo(f"{name}: не составлено. {' '.join(sentences)}", err=True)


def _from_database(chosen: str, office_name: str, asked: BulkRequest, out: Path, *, dry_run: bool) -> int:
    upgrade()
    office = named_office(office_name)
    bodies = bodies_of(chosen, schools_in_scope(office.id))
    by = Actor("командная строка", datetime.now(UTC))
    job = start_bulk(office.id, CHECK if dry_run else MAKE, bodies, asked, by)
    finish_job(job)  # a worker that runs beside takes parts of it, too
    failed = 0
    for item in each_item(job):
        if item.state is ItemState.DONE:
            click.echo(f"{item.title}: {_done_words(item.result, dry_run=dry_run)}")
        else:
            failed += 1
            _tell_failed(item.title, [fault.text for fault in item.faults])
    click.echo(f"Организаций: {len(bodies)}, не составлено: {failed}.")
    if dry_run:
        return failed
    try:
        _write(out, archive_of(office.id, job))
    except FaultsError as error:  # the drafts are kept: «nothing was written» would be wrong
        for fault in (*error.faults, Fault("bulk_archive_elsewhere")):
            click.echo(fault.message(), err=True)
        return failed or 1
    return failed


def _done_words(result: object, *, dry_run: bool) -> str:
    told = dict(result) if isinstance(result, dict) else {}
    if not dry_run:
        return " ".join(result_words(told))
    return " ".join([f"документов {len(told.get('ready', ()))}.", *told.get("left", ())])


def _write(out: Path, pieces: Iterator[bytes]) -> None:
    """Written aside and put in place whole: what goes wrong leaves what was there."""
    try:
        with NamedTemporaryFile(dir=out.parent, prefix=".bulk-", delete=False) as aside:
            try:
                for piece in pieces:
                    aside.write(piece)
            except BaseException:
                aside.close()
                Path(aside.name).unlink(missing_ok=True)
                raise
        Path(aside.name).replace(out)
    except OSError:
        raise FaultsError([Fault("not_writable", str(out))]) from None
    click.echo(f"Архив: {out}")
