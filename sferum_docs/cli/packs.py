"""Packs on the command line: checked, taken in, replaced."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click
from flask import current_app

from sferum_docs.cli.district.bodies import BODY, named_body_id
from sferum_docs.cli.faults import Command, answering, naming
from sferum_docs.cli.files import FILE, FOLDER, PACK, read_bytes
from sferum_docs.cli.named_packs import pack_folder
from sferum_docs.packs.readers.holidays import read_holidays
from sferum_docs.reading.faults import Fault, FaultsError
from sferum_docs.services.installation.audit import Actor
from sferum_docs.services.packet.trial import trial_faults
from sferum_docs.services.packs.choose import TAKEN_IN, check_pack
from sferum_docs.services.packs.editions import replace_pack, replacement
from sferum_docs.services.packs.exchange import import_pack, lay_in_folder
from sferum_docs.services.packs.overlay import is_laid_over, laid_lines, lay_over
from sferum_docs.services.packs.succession import older_faults
from sferum_docs.services.school.declension_overrides import EXCEPTIONS_FILE, read_list
from sferum_docs.services.school.holidays import HOLIDAYS_FILE
from sferum_docs.store import snapshot
from sferum_docs.store.migrate import upgrade

if TYPE_CHECKING:
    from sferum_docs.packs.model import Pack


@click.command("check-pack", cls=Command)
@click.argument("folder", type=FOLDER, required=False)
@PACK
def check_pack_command(folder: Path | None, pack_name: str) -> None:
    """Проверить комплект: описание, шаблоны, согласие документов между собой; список исключений и нерабочие дни."""
    with answering():
        folder = folder or pack_folder(pack_name)
        pack = check_pack(folder)
        if faults := (*older_faults(pack), *trial_faults(pack)):
            raise FaultsError(faults)
        read_list(folder.parent / EXCEPTIONS_FILE)
        read_holidays(folder.parent / HOLIDAYS_FILE)
        click.echo(f"Комплект {pack.id}: ошибок нет.")


@click.command("import-pack", cls=Command)
@click.argument("file", type=FILE)
@click.option("--as", "new_id", default="", help="принять отдельным комплектом под этим обозначением")
@click.option("--replace", "replaces", is_flag=True, help="заменить этой редакцией комплект, принятый раньше")
@BODY
def import_pack_command(file: Path, new_id: str, *, replaces: bool, body_name: str) -> None:
    """Принять комплект одним файлом ZIP: тот же, что поставлен, — версиями шаблонов, другой — новым."""
    content = read_bytes(file)
    with answering(), naming({"file": file.name, "new_id": "--as"}):
        if replaces:
            _replace(content, body_name)
            return
        if not new_id and is_laid_over(content):
            upgrade()
            school_id = named_body_id(body_name)
            if school_id is None:
                raise FaultsError([Fault("pack_without_school")])
            by = Actor("командная строка", datetime.now(UTC))
            click.echo("\n".join(laid_lines(lay_over(school_id, content, by))))
            return
        pack = _taken(content, new_id, body_name)
        click.echo(f"Комплект {pack.id} принят: документов {len(pack.documents)}.")


def _taken(content: bytes, new_id: str, body_name: str) -> Pack:
    """Takes a pack in for a body; before there is any it waits for the first one in its folder."""
    school_id = None
    if snapshot.is_made():
        upgrade()
        school_id = named_body_id(body_name)
    if school_id is None:
        return lay_in_folder(content, Path(current_app.instance_path) / TAKEN_IN, new_id)
    return import_pack(school_id, content, Actor("командная строка", datetime.now(UTC)), new_id)


def _replace(content: bytes, body_name: str) -> None:
    """Tells what a newer edition changes, and puts it in place."""
    upgrade()
    school_id = named_body_id(body_name)
    if school_id is None:
        raise FaultsError([Fault("no_school")])
    found = replacement(school_id, content)
    if found.difference is not None:
        groups = {
            "Пункт": found.difference.clauses,
            "Документ": found.difference.documents,
            "Исполняют пункт": found.difference.coverage,
            "Показатель": found.difference.indicators,
        }
        for caption, changes in groups.items():
            for change in changes:
                click.echo(f"{caption} {change.id}. Было: {change.before or 'нет'}. Стало: {change.after or 'нет'}.")
    pack = replace_pack(school_id, content, Actor("командная строка", datetime.now(UTC)))
    click.echo(f"Комплект {pack.id} заменён. Составленные документы остались какими были.")
