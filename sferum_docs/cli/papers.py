"""Finished papers on the command line: are they as the standard wants them."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING, Literal

import click

from sferum_docs.cli.faults import BareCommand, answering
from sferum_docs.cli.files import FILE, PACK, read_bytes
from sferum_docs.gost import check as gost
from sferum_docs.gost.model import Facts, Profile
from sferum_docs.gost.report_text import as_data, as_lines

if TYPE_CHECKING:
    from pathlib import Path


@click.command("check-gost", cls=BareCommand)
@click.argument("file", type=FILE)
@click.option("--edition", type=click.Choice(["2025", "2016"]), default="2025", show_default=True)
@click.option("--kind", help="вид документа: приказ, план, письмо …; без него читается из документа")
@click.option("--data", type=FILE, help="файл JSON школы: её шрифт, размер, слово «приказываю», образец номера")
@PACK
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
def check_gost(
    file: Path, edition: Literal["2025", "2016"], kind: str | None, data: Path | None, pack_name: str, form: str
) -> None:
    """Проверить оформление по ГОСТ Р 7.0.97."""
    content = read_bytes(file)
    with answering():
        profile = Profile(edition=edition)
        if data is not None:
            profile = _of_school(data, pack_name, edition, kind or "")
        report = gost.check(content, profile, Facts(kind=kind))
        if form == "json":
            click.echo(json.dumps(as_data(report), ensure_ascii=False, indent=1))
        else:
            click.echo("\n".join(as_lines(report)))
        sys.exit(1 if report.required else 0)


def _of_school(data: Path, pack_name: str, edition: Literal["2025", "2016"], kind: str) -> Profile:
    """The standard as a school has settled what it leaves open."""
    from sferum_docs.cli.named_packs import named_pack  # noqa: PLC0415  of --data alone, and load half the program
    from sferum_docs.documents.checking.standard import standard_of  # noqa: PLC0415  as above
    from sferum_docs.services.packet.school_file import read_json  # noqa: PLC0415  as above

    return standard_of(read_json(data, named_pack(pack_name)).school.layout, edition, kind)
