"""Files that commands are given."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from sferum_docs.reading.faults import Fault, FaultsError
from sferum_docs.services.packs.choose import find_pack, known_packs, pack_folders, usual_pack

if TYPE_CHECKING:
    from sferum_docs.packs.model import Pack

FOLDER = click.Path(file_okay=False, path_type=Path)
FILE = click.Path(dir_okay=False, path_type=Path)


PACK = click.option(
    "--pack",
    "pack_name",
    default="",
    help="комплект; без этого — единственный, кроме тех, что сменяют другой",
)


def named_pack(name: str) -> Pack:
    """The pack of this name, or the only one there is. FaultsError when there is none, or several and none is named."""
    return find_pack(_name(name))


def pack_folder(name: str) -> Path:
    """The folder of the pack of this name, sound or not. FaultsError as `named_pack`."""
    folders, found = pack_folders(), _name(name)
    if found not in folders:
        raise FaultsError([Fault("pack_missing", values={"text": found, "known": ", ".join(folders)})])
    return folders[found]


def _name(name: str) -> str:
    found = name or usual_pack()
    if not found:
        raise FaultsError([Fault("pack_not_named", "--pack", {"known": ", ".join(known_packs())})])
    return found


def read_bytes(file: Path) -> bytes:
    """The content of a file; ends the command with a sentence when it cannot be read."""
    try:
        return file.read_bytes()
    except OSError:
        click.echo(f"{file.name}: файла нет или он не читается. Проверьте путь.", err=True)
        sys.exit(1)
