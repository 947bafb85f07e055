"""Charts for the tests of the engine, and templates that hold them."""

from decimal import Decimal

from sferum_docs.docengine import Chart, ChartKind, Field, Kind, Series, Vocabulary
from sferum_docs.house_templates.build import build

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
NOTE = build(
    "Текст документа: Доля подключившихся по неделям.\n"
    "График: {{ график }}\n"
    "Подпись рисунка: Рисунок 1 — Доля подключившихся\n",
    "note.txt",
)
