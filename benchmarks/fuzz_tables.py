"""Random damage to what people hand in beside templates: workbooks new and old, text tables, packs.

Nothing but FaultsError may come back, with a sentence; the process that reads may die, ours may not.
"""

from __future__ import annotations

import io
import random
import tempfile
import zipfile
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from xlsxwriter import Workbook

from benchmarks.old_workbook import old_workbook
from sferum_docs.docengine import open_archive
from sferum_docs.packs.reader import PACK_FILE
from sferum_docs.reading.faults import FaultsError
from sferum_docs.reading.sheets.sheets import read_book, read_text
from sferum_docs.schools.chat_sheet import chat_drafts
from sferum_docs.schools.staff_sheet import staff_drafts
from sferum_docs.services.packs.choose import check_pack

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

ROWS = [
    ["№", "ФИО", "Должность", "Телефон", "Эл. почта"],
    *(
        [str(number), f"Омарова Зарема {'И' * (number % 3)}", "учитель", "8 900 000-00-00", "a@b.ru"]
        for number in range(40)
    ),
]
_PACK = Path(__file__).parents[1] / "doc_templates" / "sferum-2023"
_SELDOM = 4
_EXCEL_2003 = (
    (
        '<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" '
        'xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet"><Worksheet ss:Name="A"><Table>{}</Table></Worksheet>'
        "</Workbook>"
    ),
    "<Row>{}</Row>",
    '<Cell><Data ss:Type="String">{}</Data></Cell>',
)
_SPACE = "urn:oasis:names:tc:opendocument:xmlns"
_OPEN = (
    (
        f'<office:document-content xmlns:office="{_SPACE}:office:1.0" xmlns:table="{_SPACE}:table:1.0" '
        f'xmlns:text="{_SPACE}:text:1.0"><office:body><office:spreadsheet><table:table table:name="A">{{}}'
        "</table:table></office:spreadsheet></office:body></office:document-content>"
    ),
    "<table:table-row>{}</table:table-row>",
    '<table:table-cell office:value-type="string"><text:p>{}</text:p></table:table-cell>',
)
_MANIFEST = (
    f'<manifest:manifest xmlns:manifest="{_SPACE}:manifest:1.0"><manifest:file-entry manifest:full-path="/" '
    'manifest:media-type="application/vnd.oasis.opendocument.spreadsheet"/></manifest:manifest>'
)
_PIECES = (
    "\t", ";", ",", '"', "\n", "\r", "«", "=1+1", "1,5E+10", "Итого", "ФИО", "Должность", "\0", "\ufeff", "а" * 300,
    "А. " * 30, "_" * 40, "<table>", "1 2 3", "вакансия", "\u202e", "[[", "]]", "{", "a.b.c", "'''", "= 9",
)  # fmt: skip


def cases(amount: int, seed: int = 1) -> Iterator[tuple[str, str, Callable[[], bool]]]:
    """(kind, what, attempt): workbooks of both kinds, texts, packs; the dear kinds less often."""
    chance = random.Random(seed)  # noqa: S311 -- the same attempts in every run
    books = {"xlsx": _xlsx(), "xls": old_workbook(ROWS)}
    markups, ods = (
        {"html": _rows("<table>{}</table>", "<tr>{}</tr>", "<td>{}</td>"), "xml": _rows(*_EXCEL_2003)},
        _ods(),
    )
    text = "\n".join("\t".join(row) for row in ROWS)
    pack = (_PACK / PACK_FILE).read_text(encoding="utf-8")
    for number in range(amount):
        for kind, data in books.items():
            hurt = _inside(data, chance) if kind == "xlsx" and number % 2 else _hurt(data, chance)
            yield kind, f"{kind} {number} of seed {seed}", partial(_read, hurt)
        if number % _SELDOM == 0:
            for kind, markup in markups.items():
                yield kind, f"{kind} {number} of seed {seed}", partial(_read, _spoilt(markup, chance).encode())
            yield "ods", f"ods {number} of seed {seed}", partial(_read, _inside(ods, chance))
        for _ in range(10):
            yield "text", f"text {number} of seed {seed}", partial(_read_text, _spoilt(text, chance))
        yield "pack", f"pack {number} of seed {seed}", partial(_check, _spoilt(pack, chance))
        yield "pack", f"archive {number} of seed {seed}", partial(_opened, _hurt(books["xlsx"], chance))


def _rows(table: str, row: str, cell: str) -> str:
    """The same table in markup."""
    return table.format("".join(row.format("".join(cell.format(text) for text in line)) for line in ROWS))


def _ods() -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", _rows(*_OPEN))
        archive.writestr("META-INF/manifest.xml", _MANIFEST)
    return target.getvalue()


def _xlsx() -> bytes:
    target = io.BytesIO()
    with Workbook(target, {"in_memory": True}) as book:
        sheet = book.add_worksheet("Работники")
        for number, row in enumerate(ROWS):
            sheet.write_row(number, 0, row)
    return target.getvalue()


def _read(data: bytes) -> bool:
    for sheet in read_book(data).sheets:
        _taken(sheet.rows)
    return True


def _read_text(text: str) -> bool:
    _taken(read_text(text).first.rows)
    return True


def _taken(rows: object) -> None:
    for reader in (staff_drafts, chat_drafts):
        try:
            reader(rows)  # type: ignore[arg-type]  # rows of a book
        except FaultsError as error:
            error.faults[0].message()


def _check(text: str) -> bool:
    with tempfile.TemporaryDirectory() as aside:
        place = Path(aside)
        (place / PACK_FILE).write_text(text, encoding="utf-8", errors="replace")
        check_pack(place)
    return True


def _opened(data: bytes) -> bool:
    return bool(open_archive(data))


def _inside(data: bytes, chance: random.Random) -> bytes:
    """The archive with one part of it changed as a text."""
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as archive, zipfile.ZipFile(target, "w") as copy:
        chosen = chance.choice([name for name in archive.namelist() if name.endswith(".xml")])
        for name in archive.namelist():
            content = archive.read(name)
            copy.writestr(name, _spoilt(content.decode(), chance).encode() if name == chosen else content)
    return target.getvalue()


def _hurt(data: bytes, chance: random.Random) -> bytes:
    changed = bytearray(data)
    for _ in range(chance.choice((1, 1, 2, 5, 20))):
        place = chance.randrange(len(changed))
        if chance.randrange(3):
            changed[place : place + 4] = chance.choice((b"\xff\xff\xff\xff", b"\0\0\0\0", b"\1\0\0\0", changed[:4]))
        else:
            changed[place] = chance.randrange(256)
    return bytes(changed[: chance.randrange(1, len(changed))] if chance.randrange(4) == 0 else changed)


def _spoilt(text: str, chance: random.Random) -> str:
    for _ in range(chance.choice((1, 2, 5, 20))):
        place = chance.randrange(len(text) + 1)
        text = text[:place] + chance.choice(_PIECES) + text[place + chance.randrange(30) :]
    return text
