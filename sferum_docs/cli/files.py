"""Files that commands are given."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click
from flask import current_app

from sferum_docs.services.packs.exchange import find_any_pack

if TYPE_CHECKING:
    from sferum_docs.packs.model import Pack

FOLDER = click.Path(file_okay=False, path_type=Path)
FILE = click.Path(dir_okay=False, path_type=Path)


def named_pack(name: str) -> Pack:
    """The pack of this name: shipped, or taken in here. FaultsError when there is none."""
    return find_any_pack(name, Path(current_app.instance_path))


def read_bytes(file: Path) -> bytes:
    """The content of a file; ends the command with a sentence when it cannot be read."""
    try:
        return file.read_bytes()
    except OSError:
        click.echo(f"{file.name}: файла нет или он не читается. Проверьте путь.", err=True)
        sys.exit(1)
