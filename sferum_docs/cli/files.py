"""Files that commands are given."""

from __future__ import annotations

import sys
from pathlib import Path

import click

FOLDER = click.Path(file_okay=False, path_type=Path)
FILE = click.Path(dir_okay=False, path_type=Path)


PACK = click.option(
    "--pack",
    "pack_name",
    default="",
    help="комплект; без этого — единственный, кроме тех, что сменяют другой",
)


def read_bytes(file: Path) -> bytes:
    """The content of a file; ends the command with a sentence when it cannot be read."""
    try:
        return file.read_bytes()
    except OSError:
        click.echo(f"{file.name}: файла нет или он не читается. Проверьте путь.", err=True)
        sys.exit(1)
