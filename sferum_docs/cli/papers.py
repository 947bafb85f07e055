"""Finished papers on the command line: the standard, and whether they were made here."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING, Literal

import click

from sferum_docs.cli.faults import Command, answering
from sferum_docs.cli.files import FILE, PACK, named_pack, read_bytes
from sferum_docs.documents.checking.standard import standard_of
from sferum_docs.gost import check as gost
from sferum_docs.gost.model import Facts, Profile
from sferum_docs.gost.report_text import as_data, as_lines
from sferum_docs.reading.faults import Fault, FaultsError
from sferum_docs.services.documents import verify_telling
from sferum_docs.services.documents.verify import PaperState as VerifyState
from sferum_docs.services.documents.verify import verify_file
from sferum_docs.services.packet.school_file import read_json
from sferum_docs.services.school.save import first_school_id
from sferum_docs.store.migrate import upgrade

if TYPE_CHECKING:
    from pathlib import Path


@click.command("check-gost", cls=Command)
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
            profile = standard_of(read_json(data, named_pack(pack_name)).school.layout, edition, kind or "")
        report = gost.check(content, profile, Facts(kind=kind))
        if form == "json":
            click.echo(json.dumps(as_data(report), ensure_ascii=False, indent=1))
        else:
            click.echo("\n".join(as_lines(report)))
        sys.exit(1 if report.required else 0)


@click.command("verify", cls=Command)
@click.argument("file", type=FILE)
@click.option("--code", default="", help="код с листа или из свойств файла, если в файле его не осталось")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
def verify(file: Path, code: str, form: str) -> None:
    """Проверить, сделан ли файл здесь и не меняли ли его."""
    content = read_bytes(file)
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
