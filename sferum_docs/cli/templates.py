"""Templates on the command line: checked, annotated, begun."""

from __future__ import annotations

import json
import sys
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import click

from sferum_docs.cli.district.bodies import BODY, named_body_id
from sferum_docs.cli.faults import Command, answering
from sferum_docs.cli.files import FILE, PACK, read_bytes
from sferum_docs.cli.named_packs import named_pack
from sferum_docs.docengine import TemplateError, advise, check_file, inspect_template
from sferum_docs.docengine import annotate as annotated
from sferum_docs.documents.tags.vocabulary import vocabulary
from sferum_docs.house_templates.skeleton import KINDS, PREAMBLES
from sferum_docs.reading.faults import Fault, FaultsError, errors
from sferum_docs.services.packs.of_school import with_own_documents
from sferum_docs.services.templates import report_text as template_report_text
from sferum_docs.services.templates.new import new_template, template_name
from sferum_docs.services.templates.report import predecessor, report_on
from sferum_docs.store import snapshot
from sferum_docs.store.migrate import upgrade

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sferum_docs.docengine import Finding


_FORMER_WORDS = {"постановление": "акт"}  # as it was called while every act was a resolution


@click.command("check-template", cls=Command)
@click.argument("file", type=FILE)
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
@click.option("--annotate", type=FILE, help="куда записать копию с замечаниями на полях")
@click.option("--document", help="для какого документа шаблон: D02; без этого — для любого из комплекта")
@PACK
@click.option(
    "--against",
    type=click.Choice(["school", "pack"]),
    help="с чем сравнить: school — с версией, которая действует в школе этой базы, pack — с шаблоном комплекта; "
    "без этого — со школой, если она есть",
)
@BODY
def check_template(
    file: Path, form: str, annotate: Path | None, document: str | None, pack_name: str, against: str | None,
    body_name: str,
) -> None:  # fmt: skip
    """Проверить шаблон Word: все ошибки с местами; с --document — то же, что страница проверки перед включением."""
    content = read_bytes(file)
    with answering():
        school_id = _school(against, body_name)
        if document is not None:
            _report_on_template(content, school_id, pack_name, document, form, annotate)
        pack = named_pack(pack_name) if school_id is None else with_own_documents(named_pack(pack_name), school_id)
    findings = inspect_template(content, vocabulary(pack.questions, pack.roles, pack.for_office))
    if not errors(findings):
        findings += advise(content)
    _annotate(content, findings, annotate, form)
    _report(findings, form)


def _school(against: str | None, body_name: str) -> int | None:
    """The school whose templates are the ones in force: that of the database here, unless the pack itself is asked."""
    if against == "pack":
        return None
    school_id = None
    if snapshot.is_made():
        upgrade()
        school_id = named_body_id(body_name)
    if school_id is None and against == "school":
        raise FaultsError([Fault("no_school_to_compare")])
    return school_id


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


def _report_on_template(
    content: bytes, school_id: int | None, pack_name: str, document: str, form: str, annotate: Path | None
) -> NoReturn:
    """What the page says of a version, and what it was compared with."""
    day = datetime.now().astimezone().date()
    before = predecessor(school_id, named_pack(pack_name), document, day)
    report = report_on(school_id, before.pack, before.spec, before.content, content)
    _annotate(content, report.findings, annotate, form)
    click.echo(before.told, err=form == "json")  # what programs read stays as it was
    if form == "json":
        click.echo(json.dumps(template_report_text.as_data(report), ensure_ascii=False, indent=1))
    else:
        click.echo("\n".join(template_report_text.as_lines(report)))
    sys.exit(1 if report.errors else 0)


@click.command("check-file", cls=Command)
@click.argument("file", type=FILE)
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
def check_file_command(file: Path, form: str) -> None:
    """Проверить готовый файл Word: цел ли он и не осталось ли в нём тегов."""
    _report(check_file(read_bytes(file)), form)


@click.command("new-template", cls=Command)
@click.argument("title")
@click.option("--kind", type=click.Choice(list(KINDS)), default="приказ", show_default=True, help="вид документа")
@click.option(
    "--preamble",
    type=click.Choice([*PREAMBLES, *_FORMER_WORDS]),
    default="цель",
    show_default=True,
    help="чем начинается приказ: «В целях …», «В соответствии с …», «Во исполнение …» акта комплекта",
)
@PACK
@click.option("--out", type=FILE, help="куда записать; без этого — в файл с названием документа")
def new_template_command(title: str, kind: str, preamble: str, pack_name: str, out: Path | None) -> None:
    """Начать новый шаблон Word на том же бланке, что и шаблоны комплекта."""
    with answering():
        content = new_template(named_pack(pack_name), title, kind, _FORMER_WORDS.get(preamble, preamble))
        target = out or Path(template_name(title, kind))
        if target.exists():
            raise FaultsError([Fault("file_exists", str(target))])
        try:
            target.write_bytes(content)
        except OSError:
            raise FaultsError([Fault("not_writable", str(target))]) from None
        click.echo(f"{target}: замените слова в [скобках] и загрузите файл: «Шаблоны» → «Новый документ».")


def _report(findings: Sequence[Finding], form: str) -> None:
    if form == "json":
        click.echo(json.dumps([item.facts() for item in findings], ensure_ascii=False, indent=1))
    else:
        for item in findings:
            click.echo(item.message())
        click.echo(f"Найдено: {len(findings)}" if findings else "Ошибок нет.")
    sys.exit(1 if errors(findings) else 0)
