"""The command line of the application: the same services as the pages."""

from __future__ import annotations

import json
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Literal, NoReturn

import click
from flask import current_app

from sferum_docs.blanks.build import build_pack
from sferum_docs.blanks.starter import KINDS, PREAMBLES
from sferum_docs.cli import users
from sferum_docs.cli.faults import Command, answering
from sferum_docs.cli.serve import serve, upgrade_telling
from sferum_docs.directives.coverage import State
from sferum_docs.docengine import TemplateError, advise, check_file, inspect_template
from sferum_docs.docengine import annotate as annotated
from sferum_docs.documents.generate import original_template
from sferum_docs.documents.standard import standard_of
from sferum_docs.documents.vocabulary import vocabulary
from sferum_docs.gost import check as gost
from sferum_docs.gost.model import Facts, Profile
from sferum_docs.gost.telling import as_data, as_lines
from sferum_docs.packs.holidays_reader import read_holidays
from sferum_docs.reading.faults import Fault, FaultsError
from sferum_docs.services import template_report_text, verify_telling
from sferum_docs.services.audit import Actor
from sferum_docs.services.backup import make_backup, restore_backup
from sferum_docs.services.cases import is_doubtful, people
from sferum_docs.services.contact_sheet import first_pages
from sferum_docs.services.demonstration import load_demonstration
from sferum_docs.services.doctor import Condition, examine, examined_school
from sferum_docs.services.exceptions import EXCEPTIONS_FILE, read_list
from sferum_docs.services.holidays import HOLIDAYS_FILE
from sferum_docs.services.new_template import new_template, template_name
from sferum_docs.services.pack_file import import_pack
from sferum_docs.services.pack_overlay import is_laid_over, laid_lines, lay_over
from sferum_docs.services.packet import packet_warnings
from sferum_docs.services.packet_folder import write_packet
from sferum_docs.services.packs import DEFAULT_PACK, PACKS, check_pack, find_pack
from sferum_docs.services.school import first_school_id
from sferum_docs.services.school_file import SchoolFile, read_json, read_sample
from sferum_docs.services.template_report import report_on
from sferum_docs.services.verify import State as VerifyState
from sferum_docs.services.verify import verify_file
from sferum_docs.store.migrate import upgrade
from sferum_docs.store.snapshot import POSTGRESQL_NAME

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from flask import Flask

    from sferum_docs.directives.coverage import ClauseCoverage
    from sferum_docs.docengine import Finding
    from sferum_docs.packs.model import Pack

_FOLDER = click.Path(file_okay=False, path_type=Path)
_FILE = click.Path(dir_okay=False, path_type=Path)
_CONDITIONS = {Condition.WELL: "хорошо  ", Condition.CARE: "внимание", Condition.ILL: "плохо   "}
_STATES = {
    State.CARRIED: "исполняется документом",
    State.POSSIBLE: "документ есть в комплекте, не сделан",
    State.SUPPORTED: "только поддержан",
    State.UNSERVED: "нет документа",
    State.OTHERS: "для других",
    State.GROUP: "см. подпункты",
}


def register(app: Flask) -> None:
    """Gives the application its commands."""
    for command in (
        serve,
        upgrade_command,
        load_demo,
        demo,
        packet,
        check_pack_command,
        check_template,
        check_file_command,
        build_templates,
        check_gost,
        new_template_command,
        verify,
        contact_sheet_command,
        backup,
        restore,
        doctor,
        import_pack_command,
    ):
        app.cli.add_command(command)
    app.cli.add_command(users.group)


@click.command("upgrade", cls=Command)
def upgrade_command() -> None:
    """Обновить таблицы базы до этой версии; сначала делается копия."""
    upgrade_telling(Path(current_app.instance_path))
    click.echo("База обновлена.")


@click.command("backup", cls=Command)
def backup() -> None:
    """Сделать копию базы и своих комплектов."""
    with answering():
        click.echo(f"Копия: {make_backup(Path(current_app.instance_path), datetime.now(UTC))}")


@click.command("restore", cls=Command)
@click.argument("file", type=_FILE)
@click.option("--into", type=_FOLDER, required=True, help="пустая или новая папка")
def restore(file: Path, into: Path) -> None:
    """Восстановить копию в пустую папку, сверив каждый файл с описью."""
    with answering():
        names = restore_backup(file, into)
        click.echo("\n".join(names))
        click.echo(f"Восстановлено файлов: {len(names)}. Запуск: INSTANCE_PATH={into} python3 run.py")
        if POSTGRESQL_NAME in names:
            click.echo(f"База PostgreSQL: pg_restore --dbname=АДРЕС {into / POSTGRESQL_NAME}")


@click.command("import-pack", cls=Command)
@click.argument("file", type=_FILE)
@click.option("--as", "new_id", default="", help="принять отдельным комплектом под этим обозначением")
def import_pack_command(file: Path, new_id: str) -> None:
    """Принять комплект одним файлом ZIP: тот же, что поставлен, — версиями шаблонов, другой — в instance/packs."""
    content = _bytes(file)
    with answering():
        if not new_id and is_laid_over(content):
            upgrade()
            school_id = first_school_id()
            if school_id is None:
                raise FaultsError([Fault("pack_without_school")])
            by = Actor("командная строка", datetime.now(UTC))
            click.echo("\n".join(laid_lines(lay_over(school_id, content, by))))
            return
        pack = import_pack(content, Path(current_app.instance_path), new_id)
        click.echo(f"Комплект {pack.id} принят: документов {len(pack.documents)}. Папка: {pack.folder}")


@click.command("doctor", cls=Command)
@click.option("--all-entries", is_flag=True, help="Сверить с журналом файлы всех записей, а не только новых.")
def doctor(*, all_entries: bool) -> None:
    """Проверить, всё ли есть для работы."""
    lines = examine(Path(current_app.instance_path), datetime.now(UTC), examined_school(), every_entry=all_entries)
    for line in lines:
        click.echo(f"{_CONDITIONS[line.condition]} {line.name}: {line.state}. {line.why} {line.advice}".rstrip())
    sys.exit(1 if any(line.condition is Condition.ILL for line in lines) else 0)


@click.command("load-demo", cls=Command)
def load_demo() -> None:
    """Загрузить показательную школу в пустую базу."""
    upgrade()
    load_demonstration(Actor("командная строка", datetime.now(UTC)))
    click.echo("Показательная школа загружена.")


@click.command("demo", cls=Command)
@click.option("--out", type=_FOLDER, required=True, help="куда положить документы")
@click.option("--preset", type=click.Choice(["minimum", "standard", "full"]), default=None, help="набор документов")
@click.option("--pack", "pack_name", default=DEFAULT_PACK, show_default=True, help="комплект")
def demo(out: Path, preset: str | None, pack_name: str) -> None:
    """Сделать комплект документов показательной школы."""
    with answering():
        pack = find_pack(pack_name)
        _write(out, pack, read_sample(pack, preset))


@click.command("packet", cls=Command)
@click.option("--data", type=_FILE, required=True, help="файл JSON с данными школы (docs/ru/school_json.md)")
@click.option("--out", type=_FOLDER, required=True, help="куда положить документы")
@click.option("--pack", "pack_name", default=DEFAULT_PACK, show_default=True, help="комплект")
def packet(data: Path, out: Path, pack_name: str) -> None:
    """Сделать комплект документов по своему файлу."""
    with answering():
        pack = find_pack(pack_name)
        source = read_json(data, pack)
        today = datetime.now().astimezone().date()
        _warn(fault.sentence() for fault in packet_warnings(source.school, pack, source.request, today))
        _write(out, pack, source)


@click.command("check-pack", cls=Command)
@click.argument("folder", type=_FOLDER, default=PACKS / DEFAULT_PACK)
def check_pack_command(folder: Path) -> None:
    """Проверить комплект: описание, пункты, шаблоны, закладки; список исключений и нерабочие дни рядом с ним."""
    with answering():
        pack = check_pack(folder)
        read_list(folder.parent / EXCEPTIONS_FILE)
        read_holidays(folder.parent / HOLIDAYS_FILE)
        click.echo(f"Комплект {pack.id}: ошибок нет.")


@click.command("check-template", cls=Command)
@click.argument("file", type=_FILE)
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
@click.option("--annotate", type=_FILE, help="куда записать копию с замечаниями на полях")
@click.option("--document", help="для какого документа шаблон: D02; без этого — для любого из комплекта")
@click.option("--pack", "pack_name", default=DEFAULT_PACK, show_default=True, help="комплект")
def check_template(file: Path, form: str, annotate: Path | None, document: str | None, pack_name: str) -> None:
    """Проверить шаблон Word: все ошибки с местами; с --document — то же, что страница проверки перед включением."""
    content = _bytes(file)
    if document is not None:
        _report_on_template(content, pack_name, document, form, annotate)
    with answering():
        asked = find_pack(pack_name).questions
    findings = inspect_template(content, vocabulary(asked))
    if not any(item.severity == "error" for item in findings):
        findings += advise(content)
    _annotate(content, findings, annotate, form)
    _report(findings, form)


def _annotate(content: bytes, findings: Sequence[Finding], target: Path | None, form: str) -> None:
    if target is None:
        return
    try:
        target.write_bytes(annotated(content, findings))
    except TemplateError as error:
        _report(error.findings, form)
    except OSError:
        click.echo(f"{target}: сюда записать нельзя. Укажите другой путь.", err=True)
        sys.exit(1)


def _report_on_template(content: bytes, pack_name: str, document: str, form: str, annotate: Path | None) -> NoReturn:
    """What the page says of a version, beside the template of the pack."""
    with answering():
        pack = find_pack(pack_name)
        spec = pack.by_id.get(document)
        if spec is None:
            raise FaultsError([Fault("unknown_document", "--document", {"text": document})])
        report = report_on(None, pack, spec, original_template(spec), content)
    _annotate(content, report.findings, annotate, form)
    if form == "json":
        click.echo(json.dumps(template_report_text.as_data(report), ensure_ascii=False, indent=1))
    else:
        click.echo("\n".join(template_report_text.as_lines(report)))
    sys.exit(1 if report.errors else 0)


@click.command("check-file", cls=Command)
@click.argument("file", type=_FILE)
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
def check_file_command(file: Path, form: str) -> None:
    """Проверить готовый файл Word: цел ли он и не осталось ли в нём тегов."""
    _report(check_file(_bytes(file)), form)


@click.command("check-gost", cls=Command)
@click.argument("file", type=_FILE)
@click.option("--edition", type=click.Choice(["2025", "2016"]), default="2025", show_default=True)
@click.option("--kind", help="вид документа: приказ, план, письмо …; без него читается из документа")
@click.option("--data", type=_FILE, help="файл JSON школы: её шрифт, размер, слово «приказываю», образец номера")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
def check_gost(file: Path, edition: Literal["2025", "2016"], kind: str | None, data: Path | None, form: str) -> None:
    """Проверить оформление по ГОСТ Р 7.0.97."""
    content = _bytes(file)
    with answering():
        profile = Profile(edition=edition)
        if data is not None:
            profile = standard_of(read_json(data, find_pack(DEFAULT_PACK)).school.profile, edition, kind or "")
        report = gost.check(content, profile, Facts(kind=kind))
        if form == "json":
            click.echo(json.dumps(as_data(report), ensure_ascii=False, indent=1))
        else:
            click.echo("\n".join(as_lines(report)))
        sys.exit(1 if report.required else 0)


@click.command("verify", cls=Command)
@click.argument("file", type=_FILE)
@click.option("--code", default="", help="код с листа или из свойств файла, если в файле его не осталось")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
def verify(file: Path, code: str, form: str) -> None:
    """Проверить, сделан ли файл здесь и не меняли ли его."""
    content = _bytes(file)
    with answering():
        upgrade()
        school_id = first_school_id()
        if school_id is None:
            raise FaultsError([Fault("no_school")])
        verdict = verify_file(school_id, content, code)
        if form == "json":
            click.echo(json.dumps(verify_telling.as_data(verdict), ensure_ascii=False, indent=1))
        else:
            click.echo("\n".join(verify_telling.as_lines(verdict)))
        sys.exit(0 if verdict.state in {VerifyState.UNCHANGED, VerifyState.RESAVED, VerifyState.COPY} else 1)


@click.command("build-templates", cls=Command)
@click.argument("folder", type=_FOLDER, default=PACKS / DEFAULT_PACK)
def build_templates(folder: Path) -> None:
    """Собрать шаблоны Word комплекта из их исходных текстов."""
    with answering():
        click.echo("\n".join(path.name for path in build_pack(folder)))


@click.command("new-template", cls=Command)
@click.argument("title")
@click.option("--kind", type=click.Choice(list(KINDS)), default="приказ", show_default=True, help="вид документа")
@click.option(
    "--preamble",
    type=click.Choice(list(PREAMBLES)),
    default="цель",
    show_default=True,
    help="чем начинается приказ: «В целях …», «В соответствии с …», «Во исполнение постановления …»",
)
@click.option("--out", type=_FILE, help="куда записать; без этого — в файл с названием документа")
def new_template_command(title: str, kind: str, preamble: str, out: Path | None) -> None:
    """Начать новый шаблон Word на том же бланке, что и шаблоны комплекта."""
    with answering():
        content = new_template(title, kind, preamble)
        target = out or Path(template_name(title, kind))
        if target.exists():
            raise FaultsError([Fault("file_exists", str(target))])
        try:
            target.write_bytes(content)
        except OSError:
            raise FaultsError([Fault("not_writable", str(target))]) from None
        click.echo(f"{target}: замените слова в [скобках] и загрузите файл: «Шаблоны» → «Новый документ».")


@click.command("contact-sheet", cls=Command)
@click.option("--out", type=_FILE, default=Path("docs/images/documents.png"), show_default=True, help="куда записать")
@click.option("--pack", "pack_name", default=DEFAULT_PACK, show_default=True, help="комплект")
def contact_sheet_command(out: Path, pack_name: str) -> None:
    """Снять первые страницы всех документов показательной школы на одну картинку (нужен LibreOffice)."""
    with answering():
        pack = find_pack(pack_name)
        pages = first_pages(pack, read_sample(pack, "full"))
        try:
            out.write_bytes(pages)
        except OSError:
            raise FaultsError([Fault("not_writable", str(out))]) from None
        click.echo(out)


def _bytes(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError:
        click.echo(f"{file.name}: файла нет или он не читается. Проверьте путь.", err=True)
        sys.exit(1)


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
    _print_coverage(written.coverage)
    for document, clause, fault in written.disagreements:
        click.echo(f"Расхождение: {document}, п. {clause}: {fault}")
    click.echo(f"Расхождений файлов с комплектом: {len(written.disagreements)}")


def _warn(sentences: Iterable[str]) -> None:
    for sentence in sentences:
        click.echo(f"Обратите внимание. {sentence}", err=True)


def _print_coverage(rows: Sequence[ClauseCoverage]) -> None:
    table = [("пункт", "исполняет", "поддерживает", "состояние (по закладкам в файлах)")]
    for row in rows:
        carriers = " ".join(f"{item.document}×{len(item.paragraphs)}" for item in row.carriers)
        supporters = " ".join(item.document for item in row.supporters)
        table.append((row.clause.path, carriers or "—", supporters or "—", _STATES[row.state]))
    widths = [max(map(len, column)) + 2 for column in zip(*table, strict=True)]
    for line in table:
        click.echo("".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip())


def _report(findings: Sequence[Finding], form: str) -> None:
    if form == "json":
        click.echo(json.dumps([item.facts() for item in findings], ensure_ascii=False, indent=1))
    else:
        for item in findings:
            click.echo(item.message())
        click.echo(f"Найдено: {len(findings)}" if findings else "Ошибок нет.")
    sys.exit(1 if any(item.severity == "error" for item in findings) else 0)
