"""The installation on the command line: its tables, its copies, whether all is there that it needs."""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click
from flask import current_app

from sferum_docs.cli.district.bodies import BODY, named_body
from sferum_docs.cli.faults import Command, answering
from sferum_docs.cli.files import FILE, FOLDER, PACK
from sferum_docs.cli.named_packs import named_pack
from sferum_docs.cli.serve import upgrade_telling
from sferum_docs.services.installation import document_files
from sferum_docs.services.installation.agreement import check_agreement, exit_code
from sferum_docs.services.installation.audit import Actor
from sferum_docs.services.installation.backup import make_backup, restore_backup
from sferum_docs.services.installation.doctor import Condition, examine, examine_body, examined_bodies
from sferum_docs.services.installation.nightly import DAYS, MONTHS, make_nightly
from sferum_docs.services.packet.demonstration import load_demonstration
from sferum_docs.store.migrate import upgrade
from sferum_docs.store.snapshot import POSTGRESQL_NAME

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sferum_docs.services.installation.doctor import HealthLine
    from sferum_docs.services.installation.document_files import Moved

_CONDITIONS = {Condition.OK: "хорошо  ", Condition.WARNING: "внимание", Condition.ERROR: "плохо   "}


@click.command("upgrade", cls=Command)
def upgrade_command() -> None:
    """Обновить таблицы базы до этой версии; сначала делается копия."""
    upgrade_telling(Path(current_app.instance_path))
    click.echo("База обновлена.")


@click.command("backup", cls=Command)
@click.option("--without-files", is_flag=True, help="Без файлов документов, что лежат в папке (настройка FILES).")
@click.option("--nightly", is_flag=True, help="Ночная копия: прежние ночные, что старше --days и --months, убираются.")
@click.option("--days", type=click.IntRange(1, 3660), default=DAYS, show_default=True, help="последних дней")
@click.option("--months", type=click.IntRange(1, 1200), default=MONTHS, show_default=True, help="и месяцев")
def backup(days: int, months: int, *, without_files: bool, nightly: bool) -> None:
    """Сделать копию базы и своих комплектов."""
    instance, now = Path(current_app.instance_path), datetime.now(UTC)
    with answering():
        if nightly:
            done = make_nightly(instance, now, days, months, with_files=not without_files)
            click.echo(f"Копия: {done.made}\nУбрано старых ночных копий: {len(done.removed)}.")
        else:
            click.echo(f"Копия: {make_backup(instance, now, with_files=not without_files)}")


@click.command("restore", cls=Command)
@click.argument("file", type=FILE)
@click.option("--into", type=FOLDER, required=True, help="пустая или новая папка")
def restore(file: Path, into: Path) -> None:
    """Восстановить копию в пустую папку, сверив каждый файл с описью."""
    with answering():
        names = restore_backup(file, into)
        click.echo("\n".join(names))
        click.echo(f"Восстановлено файлов: {len(names)}. Запуск: INSTANCE_PATH={into} python3 run.py")
        if POSTGRESQL_NAME in names:
            click.echo(f"База PostgreSQL: pg_restore --dbname=АДРЕС {into / POSTGRESQL_NAME}")


@click.command("doctor", cls=Command)
@click.option("--all-entries", is_flag=True, help="Сверить с журналом файлы всех записей, а не только новых.")
@click.option(
    "--check",
    is_flag=True,
    help="Сверить базу с файлами, читая каждый. Код: 0 — всё сходится, 1 — потеря, 2 — лишнее или недоделанное.",
)
@BODY
def doctor(*, all_entries: bool, check: bool, body_name: str) -> None:
    """Проверить, всё ли есть для работы; где организаций несколько, о каждой сказано только то, что не в порядке."""
    now = datetime.now(UTC)
    if check:
        agreed = check_agreement(now)
        _tell(agreed)
        sys.exit(exit_code(agreed))
    with answering():
        named = named_body(body_name) if body_name else None
    bodies = (named,) if named else examined_bodies()
    lines = [*examine(Path(current_app.instance_path), now)]
    _tell(lines)
    for body in bodies:
        found = examine_body(body.id, now, every_entry=all_entries)
        several = len(bodies) > 1
        told = [line for line in found if not several or line.condition is not Condition.OK]
        _tell(told, body.short_name if several else "")
        lines += found
    if len(bodies) > 1:
        click.echo(f"Проверено организаций: {len(bodies)}.")
    sys.exit(1 if any(line.condition is Condition.ERROR for line in lines) else 0)


def _tell(lines: Iterable[HealthLine], whose: str = "") -> None:
    for line in lines:
        name = f"{line.name} ({whose})" if whose else line.name
        click.echo(f"{_CONDITIONS[line.condition]} {name}: {line.state}. {line.why} {line.advice}".rstrip())


@click.command("load-demo", cls=Command)
@PACK
def load_demo(pack_name: str) -> None:
    """Загрузить показательную школу в пустую базу."""
    upgrade()
    with answering():
        load_demonstration(Actor("командная строка", datetime.now(UTC)), named_pack(pack_name).id)
        click.echo("Показательная школа загружена.")


@click.command("move-files", cls=Command)
@click.argument("where", type=click.Choice(["folder", "database"]))
@click.pass_context
def move_files(context: click.Context, where: str) -> None:
    """Перенести файлы документов: в папку настройки FILES (folder) или в базу (database)."""
    move = {"folder": document_files.to_folder, "database": document_files.to_database}[where]
    done = move(lambda count: click.echo(f"Пройдено файлов: {count} …"))
    _tell_moved(done)
    if done.unsound:
        context.exit(1)


def _tell_moved(done: Moved) -> None:
    counts, folder = document_files.counts(), document_files.folder()
    click.echo(f"Перенесено файлов: {done.moved}. Теперь в базе {counts.inside}, в папке {counts.outside}.")
    click.echo(f"Новые файлы ложатся {f'в папку {folder}' if folder else 'в базу'} (настройка FILES).")
    if done.unsound:
        text = f"Не перенесено: {done.unsound} — потеряны или изменены. Их назовёт команда doctor --check."
        click.echo(text, err=True)


@click.command("tidy-files", cls=Command)
def tidy_files() -> None:
    """Убрать файлы, которых не ждёт ни один документ (старше суток)."""
    click.echo(f"Убрано: {document_files.sweep_out()}.")
