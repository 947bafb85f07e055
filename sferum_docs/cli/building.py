"""Templates built of their sources on the command line."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from sferum_docs.cli.faults import BareCommand, answering
from sferum_docs.cli.files import FOLDER, PACK
from sferum_docs.cli.named_packs import known_folders, pack_folder
from sferum_docs.house_templates.build import build_pack
from sferum_docs.reading.faults import Fault, FaultsError

if TYPE_CHECKING:
    from pathlib import Path


@click.command("build-templates", cls=BareCommand)
@click.argument("folder", type=FOLDER, required=False)
@PACK
def build_templates(folder: Path | None, pack_name: str) -> None:
    """Собрать шаблоны Word из их исходных текстов: папки, комплекта или всех комплектов, у которых они есть."""
    with answering():
        named = [folder] if folder else [pack_folder(pack_name)] if pack_name else _with_sources()
        written = [path.name for place in named for path in build_pack(place)]
        if not written:
            raise FaultsError([Fault("no_template_sources", values={"text": ", ".join(place.name for place in named)})])
        click.echo("\n".join(written))


def _with_sources() -> list[Path]:
    return [folder for folder in known_folders().values() if (folder / "sources").is_dir()]
