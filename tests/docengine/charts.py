"""Charts for the tests of the engine, and templates that hold them."""

import io
import zipfile
from collections.abc import Callable
from decimal import Decimal

from sferum_docs.docengine import Chart, ChartKind, Field, Kind, Series, Vocabulary
from sferum_docs.house_templates.build import build

BOOK = "word/embeddings/Microsoft_Excel_Worksheet1.xlsx"
CHART = "word/charts/chart1.xml"
WEEKS = ("01.09", "08.09", "15.09", "22.09")
SHARES = Chart(
    ChartKind.LINE,
    WEEKS,
    (
        Series("Учителя", (Decimal("12.5"), 20, None, Decimal("70.2"))),
        Series("Родители & дети <5а>", (5, 6, 8, 12)),
    ),
    'Доля подключившихся: учителя выросли с 12,5 до 70,2 %, "родители" — с 5 до 12 %.',
    upwards="% от численности",
)
CLASSES = Chart(
    ChartKind.COLUMN, ("5а", "5б"), (Series("Сентябрь", (1, 2)), Series("Октябрь", (3, None))), "По классам"
)
NOTHING = Chart(ChartKind.LINE, WEEKS, (Series("Учителя", (None,) * 4),), "Пусто")
VOCABULARY = Vocabulary(
    (
        Field("график", Kind.CHART),
        Field("графики", Kind.LIST, fields=(Field("график", Kind.CHART), Field("имя", Kind.TEXT))),
        Field("да", Kind.FLAG),
        Field("имя", Kind.TEXT),
    )
)
SOURCE = (
    "Текст документа: Доля подключившихся по неделям.\n"
    "График: {{ график }}\n"
    "Подпись рисунка: Рисунок 1 — Доля подключившихся\n"
)
NOTE = build(SOURCE, "note.txt")


def changed(data: bytes, name: str, change: Callable[[bytes], bytes]) -> bytes:
    """The file with one member changed."""
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for item in source.namelist():
            archive.writestr(item, change(source.read(item)) if item == name else source.read(item))
    return target.getvalue()


def replaced(old: str, new: str) -> Callable[[bytes], bytes]:
    """A change of words that are there."""

    def change(content: bytes) -> bytes:
        assert old.encode() in content
        return content.replace(old.encode(), new.encode())

    return change


def in_book(data: bytes, name: str, old: str, new: str) -> bytes:
    """The file with one part of its first workbook changed."""
    return changed(data, BOOK, lambda content: changed(content, name, replaced(old, new)))
