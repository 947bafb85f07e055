"""What is made, on the command line: packets of own data or of the sample, their picture, and was a file made here."""

from __future__ import annotations

import json
import sys
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import click

from sferum_docs.cli.district.bodies import BODY, named_body_id
from sferum_docs.cli.faults import Command, answering
from sferum_docs.cli.files import FILE, FOLDER, PACK, read_bytes
from sferum_docs.cli.named_packs import named_pack
from sferum_docs.directives.coverage import CoverageState
from sferum_docs.documents.consistency import fitted
from sferum_docs.reading.faults import Fault, FaultsError
from sferum_docs.services.district.scope import main_body_id
from sferum_docs.services.documents import verify_telling
from sferum_docs.services.documents.verify import owner_of, verify_file
from sferum_docs.services.packet.contact_sheet import first_pages
from sferum_docs.services.packet.folder import write_packet
from sferum_docs.services.packet.plan import packet_warnings
from sferum_docs.services.packet.school_file import SchoolFile, read_json, read_sample
from sferum_docs.services.school.cases import is_doubtful, people
from sferum_docs.services.signatures.known import held_against
from sferum_docs.store.migrate import upgrade

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from sferum_docs.directives.coverage import ClauseCoverage
    from sferum_docs.packs.model import Pack


_STATES = {
    CoverageState.CARRIED: "исполняется документом",
    CoverageState.POSSIBLE: "документ есть в комплекте, не сделан",
    CoverageState.SUPPORTED: "только поддержан",
    CoverageState.UNSERVED: "нет документа",
    CoverageState.OTHERS: "для других",
    CoverageState.GROUP: "см. ниже",
}


@click.command("demo", cls=Command)
@click.option("--out", type=FOLDER, required=True, help="куда положить документы")
@click.option("--preset", default=None, help="набор документов комплекта: его id в pack.toml, например minimum")
@PACK
def demo(out: Path, preset: str | None, pack_name: str) -> None:
    """Сделать комплект документов показательной школы."""
    with answering():
        pack = named_pack(pack_name)
        source = read_sample(pack, preset)
        _write(out, pack.of_school(source.school), source)


@click.command("packet", cls=Command)
@click.option("--data", type=FILE, required=True, help="файл JSON с данными школы (docs/ru/school_json.md)")
@click.option("--out", type=FOLDER, required=True, help="куда положить документы")
@PACK
def packet(data: Path, out: Path, pack_name: str) -> None:
    """Сделать комплект документов по своему файлу."""
    with answering():
        pack = named_pack(pack_name)
        source = read_json(data, pack)
        pack = pack.of_school(source.school)
        today = datetime.now().astimezone().date()
        _warn(fault.sentence() for fault in packet_warnings(source.school, pack, source.request, today))
        # a file knows no register: the orders that the sample would end are not the school's
        _write(out, pack, replace(source, request=fitted(source.school, pack, source.request).request))


@click.command("contact-sheet", cls=Command)
@click.option("--out", type=FILE, default=Path("docs/images/documents.png"), show_default=True, help="куда записать")
@PACK
def contact_sheet_command(out: Path, pack_name: str) -> None:
    """Снять первые страницы всех документов показательной школы на одну картинку (нужен LibreOffice)."""
    with answering():
        pack = named_pack(pack_name)
        pages = first_pages(pack, read_sample(pack, "full"))
        try:
            out.write_bytes(pages)
        except OSError:
            raise FaultsError([Fault("not_writable", str(out))]) from None
        click.echo(out)


@click.command("verify", cls=Command)
@click.argument("file", type=FILE)
@click.option("--code", default="", help="код с листа или из свойств файла, если в файле его не осталось")
@click.option("--signed", type=FILE, help="ФАЙЛ — подпись: стоит ли она под этим документом, чей бы он ни был")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
@BODY
def verify(file: Path, code: str, signed: Path | None, form: str, body_name: str) -> None:
    """Проверить, сделан ли файл здесь и не меняли ли его."""
    content = read_bytes(file)
    if signed is not None:
        _hold_against(file.name, content, read_bytes(signed), form)
    with answering():
        upgrade()
        school_id = named_body_id(body_name) if body_name else owner_of(content, code) or main_body_id()
        if school_id is None:
            raise FaultsError([Fault("no_school")])
        try:
            verdict = verify_file(school_id, content, code)
        except FaultsError as error:  # on a page the field says which file, here its name does
            raise FaultsError([replace(fault, place=file.name) for fault in error.faults]) from None
        if form == "json":
            click.echo(json.dumps(verify_telling.as_data(verdict), ensure_ascii=False, indent=1))
        else:
            click.echo("\n".join(verify_telling.as_lines(verdict)))
        sys.exit(0 if verify_telling.stands(verdict) else 1)


def _write(out: Path, pack: Pack, source: SchoolFile) -> None:
    _warn(warning.message() for warning in source.warnings)
    doubtful = [person.full_name for person in people(source.school) if is_doubtful(person)]
    if doubtful:
        click.echo(
            f"Обратите внимание. Склонение под вопросом, проверьте в документах: {', '.join(doubtful)}", err=True
        )
    written = write_packet(out, source.school, pack, source.request)
    for path in written.files:
        click.echo(path.name)
    click.echo(f"Архив: {written.archive}\n")
    _print_coverage(written.coverage, pack.directive.words.clause.one.nominative, source.request.order_date)
    for document, clause, fault in written.disagreements:
        click.echo(f"Расхождение: {document}, {pack.directive.by_path[clause].label}: {fault}")
    click.echo(f"Расхождений файлов с комплектом: {len(written.disagreements)}")


def _warn(sentences: Iterable[str]) -> None:
    for sentence in sentences:
        click.echo(f"Обратите внимание. {sentence}", err=True)


def _print_coverage(rows: Sequence[ClauseCoverage], clause: str, order_date: date) -> None:
    table = [(clause, "исполняет", "поддерживает", "состояние (по закладкам в файлах)")]
    for row in rows:
        carriers = " ".join(f"{item.document}×{len(item.paragraphs)}" for item in row.carriers)
        supporters = " ".join(item.document for item in row.supporters)
        table.append(
            (row.clause.path, carriers or "—", supporters or "—", _STATES[row.state] + _missed(row, order_date))
        )
    widths = [max(map(len, column)) + 2 for column in zip(*table, strict=True)]
    for line in table:
        click.echo("".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip())


def _missed(row: ClauseCoverage, order_date: date) -> str:
    """A deadline that passed before the order: what carries the clause out comes too late."""
    deadline = row.clause.deadline.date if row.clause.for_school else None
    return f"; срок {deadline:%d.%m.%Y} пропущен" if deadline is not None and deadline < order_date else ""


def _hold_against(name: str, content: bytes, signed: bytes, form: str) -> NoReturn:
    """A signature and the file that it is said to sign: of what is kept nothing is asked."""
    with answering():
        try:
            good, lines = held_against(content, signed)
        except FaultsError as error:
            raise FaultsError([replace(fault, place=name) for fault in error.faults]) from None
        data = {"stands": good, "message": lines[0], "hints": lines[1:]}
        click.echo(json.dumps(data, ensure_ascii=False, indent=1) if form == "json" else "\n".join(lines))
        sys.exit(0 if good else 1)
