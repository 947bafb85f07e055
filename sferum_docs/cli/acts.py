"""Acts of authorities on the command line: a text is read into clauses, deadlines and doubts."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING

import click

from sferum_docs.acts_reader.doubts import sentence
from sferum_docs.acts_reader.reader import read_act
from sferum_docs.acts_reader.schema import to_json
from sferum_docs.acts_reader.sources import MAX_BYTES, read_source
from sferum_docs.cli.faults import BareCommand, answering
from sferum_docs.cli.files import FILE
from sferum_docs.reading.faults import Fault, FaultsError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from sferum_docs.acts_reader.model import ActDraft, ActText, Doubt

_SHOWN = 5  # lines that were left out; all are in the file
_STREAM = "-"
_FIELDS = {
    "text": "текст", "level": "уровень", "number": "номер", "addressee": "исполнитель", "deadline": "срок",
    "demand": "что требуется", "kind": "вид акта", "date": "дата", "title": "заголовок", "issuer": "кто издал",
    "signatory": "подпись", "executor": "исполнитель документа", "control": "контроль", "annexes": "приложения",
    "repeals": "отмена актов", "references": "ссылки на акты", "preamble": "преамбула",
    "adopting_word": "распорядительное слово", "entry_into_force": "вступление в силу",
}  # fmt: skip


@click.command("read-act", cls=BareCommand)
@click.argument("file", type=FILE)
@click.option("--out", type=FILE, help="куда записать разбор в JSON; «-» — на экран")
def read_act_command(file: Path, out: Path | None) -> None:
    """Разобрать акт (DOCX, RTF, PDF с текстом, TXT; «-» — из потока): пункты, сроки, исполнители и что под вопросом."""
    with answering():
        text = read_source(*_content(file))
        draft = read_act(text)
        told = json.dumps(to_json(draft), ensure_ascii=False, indent=1)
        to_screen = str(out) == _STREAM
        if out is not None and not to_screen:
            _write(out, told, instead_of=file)
        for line in _summary(text, draft):
            click.echo(line, err=to_screen)
        if to_screen:
            click.echo(told)
        sys.exit(0 if draft.nodes else 1)


def _content(file: Path) -> tuple[bytes, str]:
    """What is in the file, never more than an act may have, and its name for a person."""
    if str(file) == _STREAM:
        return sys.stdin.buffer.read(MAX_BYTES + 1), "текст из потока"
    try:
        with file.open("rb") as opened:
            return opened.read(MAX_BYTES + 1), file.name
    except OSError:
        raise FaultsError([Fault("no_file", file.name)]) from None


def _write(out: Path, told: str, *, instead_of: Path) -> None:
    """FaultsError: it cannot be written there, or would be written over the act itself."""
    try:
        if out.exists() and out.samefile(instead_of):
            raise FaultsError([Fault("not_writable", str(out))])
        out.write_text(f"{told}\n", encoding="utf-8")
    except OSError:
        raise FaultsError([Fault("not_writable", str(out))]) from None


def _summary(text: ActText, draft: ActDraft) -> Iterator[str]:
    named = [draft.kind, f"от {draft.date:%d.%m.%Y}" if draft.date else "", draft.number and f"№ {draft.number}"]
    yield " ".join(filter(None, [*named, draft.title and f"«{draft.title}»"])) or "Реквизиты акта не найдены."
    if draft.issuer:
        yield f"Издал: {draft.issuer}."
    if draft.signatory:
        yield f"Подписал: {draft.signatory.post} {draft.signatory.name}."
    counts = {
        "Строк": len(text.lines), "пунктов": sum(1 for _ in draft.walk()), "приложений": len(draft.annexes),
        "утрачивают силу": len(draft.repeals), "под вопросом": len(draft.doubts),
    }  # fmt: skip
    yield ", ".join(f"{name}: {count}" for name, count in counts.items()) + "."
    if not draft.nodes:
        yield "Пунктов в этом тексте не найдено. Проверьте, тот ли это файл и весь ли это акт."
    yield from (f"Внимание: {remark.message()}" for remark in text.remarks)
    if text.left_out:
        shown = "; ".join(dict.fromkeys(line.text for line in text.left_out[:_SHOWN]))
        yield f"Не взято строк (колонтитулы, номера страниц): {len(text.left_out)}. {shown}"
    yield from (_doubtful(draft, doubt) for doubt in sorted(draft.doubts, key=lambda doubt: -doubt.weight))


def _doubtful(draft: ActDraft, doubt: Doubt) -> str:
    """«строка 14, 2.1, срок: …»; where it stands, what it is about, why."""
    node = draft.by_path.get(doubt.path)
    line = node.lines.first if node else 0
    where = [f"строка {line}" if line else "", doubt.path, _FIELDS.get(doubt.field, doubt.field)]
    return f"  {', '.join(filter(None, where))}: {sentence(doubt)}"
