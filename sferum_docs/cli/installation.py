"""The installation on the command line: its tables, its copies, whether all is there that it needs."""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from pathlib import Path

import click
from flask import current_app

from sferum_docs.cli.faults import Command, answering
from sferum_docs.cli.files import FILE, FOLDER, PACK
from sferum_docs.cli.named_packs import named_pack
from sferum_docs.cli.serve import upgrade_telling
from sferum_docs.services.installation.audit import Actor
from sferum_docs.services.installation.backup import make_backup, restore_backup
from sferum_docs.services.installation.doctor import Condition, examine, examined_school
from sferum_docs.services.packet.demonstration import load_demonstration
from sferum_docs.store.migrate import upgrade
from sferum_docs.store.snapshot import POSTGRESQL_NAME

_CONDITIONS = {Condition.OK: "хорошо  ", Condition.WARNING: "внимание", Condition.ERROR: "плохо   "}


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
def doctor(*, all_entries: bool) -> None:
    """Проверить, всё ли есть для работы."""
    lines = examine(Path(current_app.instance_path), datetime.now(UTC), examined_school(), every_entry=all_entries)
    for line in lines:
        click.echo(f"{_CONDITIONS[line.condition]} {line.name}: {line.state}. {line.why} {line.advice}".rstrip())
    sys.exit(1 if any(line.condition is Condition.ERROR for line in lines) else 0)


@click.command("load-demo", cls=Command)
@PACK
def load_demo(pack_name: str) -> None:
    """Загрузить показательную школу в пустую базу."""
    upgrade()
    with answering():
        load_demonstration(Actor("командная строка", datetime.now(UTC)), named_pack(pack_name).id)
        click.echo("Показательная школа загружена.")
