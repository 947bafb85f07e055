"""The house style: measures of the page and the named styles that every document of a school is set in.

Millimetres for the page, points for type. Rules: ГОСТ Р 7.0.97, 3.3 (margins, numbers of pages), 5 (requisites).
"""

from __future__ import annotations

from dataclasses import dataclass, replace

PAGE_SHORT, PAGE_LONG = 210, 297
LEFT, RIGHT, TOP, BOTTOM = 30, 15, 20, 20  # 30: orders on the main activity are kept permanently
TOP_LANDSCAPE = 30  # a landscape sheet is filed by its upper edge
NUMBER_FROM_EDGE = 10
INDENT = 12.5
REQUISITE = 120  # the longest line of a requisite set lengthwise
CORNER = 75  # … and of one set in the corner: so in the 2016 edition, 80 in that of 2025
CELL_SIDE = 1.2
VERTICAL_HEAD = 38  # height of a head row with words set upright
BELOW_TABLE = 8  # points between a table and a paragraph that keeps no distance of its own
ROW = 7.5  # the least height of a row that is signed or filled by hand

FONT = "Times New Roman"
BODY = 14
LINE = 1.15
SINGLE = 1.0

LISTS = ORDER, ANNEX, CHAPTERS = 1, 2, 3  # the numbered lists; a further annex takes the next number


@dataclass(frozen=True, slots=True)
class PageFormat:
    """The page of a section and the width left for text."""

    landscape: bool = False

    @property
    def width(self) -> int:
        """Width of the sheet."""
        return PAGE_LONG if self.landscape else PAGE_SHORT

    @property
    def height(self) -> int:
        """Height of the sheet."""
        return PAGE_SHORT if self.landscape else PAGE_LONG

    @property
    def top(self) -> int:
        """The upper margin."""
        return TOP_LANDSCAPE if self.landscape else TOP

    @property
    def text(self) -> int:
        """Width between the margins."""
        return self.width - LEFT - RIGHT


PORTRAIT, LANDSCAPE = PageFormat(), PageFormat(landscape=True)
_SIDE = (PORTRAIT.text - REQUISITE) / 2


@dataclass(frozen=True, slots=True)
class Style:
    """A named paragraph style; lengths in millimetres, type and intervals in points."""

    name: str  # as Word shows it and as a source names it
    id: str
    size: float = BODY
    bold: bool = False
    align: str = "left"
    first: float = 0
    left: float = 0
    right: float = 0
    before: float = 0
    after: float = 0
    line: float = SINGLE
    exact: float = 0  # height of a line, whatever the type
    keep_next: bool = False
    new_page: bool = False
    level: int | None = None  # level of the numbering
    hang: float = 0  # from the number's edge to the text
    numbers: int = ORDER  # which list its number is of; that of an annex begins anew in each
    corner: bool = False  # set in the upper right corner
    bounded: bool = False  # centred within the longest line of a requisite
    grey: bool = False
    hyphens: bool = False
    outline: int | None = None
    blank: float = 0  # millimetres to the right edge of a name that has a line to sign on before it


_TEXT = Style("Текст документа", "Text", align="both", first=INDENT, line=LINE, after=4, hyphens=True)
_CENTRED = Style("Учредитель", "Founder", align="center", left=_SIDE, right=_SIDE, after=6, bounded=True)
_CORNER = Style("Отметка о приложении", "AnnexMark", left=PORTRAIT.text - CORNER, corner=True, keep_next=True)
_HEADING = Style(
    "Заголовок к тексту",
    "Heading",
    bold=True,
    right=PORTRAIT.text - REQUISITE,
    before=16,
    after=14,
    keep_next=True,
    outline=0,
)
_CELL = Style("Таблица", "Cell", size=11, before=1, after=1)
_STAMP = Style("Гриф", "Stamp", after=2, blank=CORNER)
_HEAD = replace(_CELL, name="Шапка таблицы", id="CellHead", bold=True, align="center", keep_next=True)

STYLES: tuple[Style, ...] = (
    _CENTRED,
    replace(_CENTRED, name="Наименование", id="Name", bold=True, after=0),
    replace(_CENTRED, name="Наименование с новой страницы", id="NameNewPage", bold=True, after=0, new_page=True),
    replace(_CENTRED, name="Краткое наименование", id="ShortName", after=0),
    Style("Вид документа", "Kind", bold=True, align="center", before=18, after=12),
    Style("Дата и номер", "DateLine", keep_next=True),
    Style("Место издания", "Place", align="center", before=6),
    _HEADING,
    replace(_HEADING, name="Заголовок под угловым бланком", id="CornerHeading", right=PORTRAIT.text - CORNER),
    _TEXT,
    replace(_TEXT, name="Преамбула", id="Preamble", keep_next=True),
    Style("Приказываю", "Ordering", bold=True, before=6, after=6, keep_next=True),
    replace(_TEXT, name="Пункт", id="Clause", level=0, hang=8.5),
    replace(_TEXT, name="Подпункт", id="Subclause", level=1, hang=11),
    Style("Подпись", "Signature", before=30, keep_next=False),
    Style("Подпись члена комиссии", "MemberSignature", before=12),
    _STAMP,
    replace(_STAMP, name="Адресат", id="Addressee", blank=0),
    Style("Справочные данные", "References", size=12, align="center", before=4),
    Style("Дата и номер письма", "LetterLine", size=12, align="center", before=8),
    Style("Отметка об исполнителе", "Executor", size=12, before=24),
    Style("Дата подписи", "SignedOn", size=12, before=8),
    Style("Отметка о копии", "CopyMark", before=12, keep_next=True),
    Style("Приложение", "Annex", left=_CORNER.left, corner=True, keep_next=True, new_page=True),
    _CORNER,
    Style(
        "Заголовок приложения",
        "AnnexHeading",
        bold=True,
        align="center",
        before=18,
        after=12,
        keep_next=True,
        left=INDENT,
        right=INDENT,
        outline=0,
    ),
    Style("Подзаголовок", "Subheading", align="center", after=10, keep_next=True),
    replace(_TEXT, name="Пункт приложения", id="AnnexClause", level=0, hang=8.5, numbers=ANNEX),
    replace(
        _TEXT,
        name="Раздел",
        id="Chapter",
        bold=True,
        before=8,
        keep_next=True,
        hyphens=False,
        level=0,
        hang=8.5,
        numbers=CHAPTERS,
        outline=1,
    ),
    replace(_TEXT, name="Пункт раздела", id="ChapterClause", level=1, hang=11, numbers=CHAPTERS),
    replace(_TEXT, name="Примечание", id="Note", size=12, before=8, line=SINGLE),
    Style("Ознакомление", "Acquaintance", before=24, after=6, keep_next=True),
    Style("Название таблицы", "TableTitle", bold=True, align="center", before=6, after=6, keep_next=True),
    # ГОСТ 7.32, 6.5: a figure stands in the middle of its line, its number and name under it
    Style("График", "Figure", align="center", before=6, keep_next=True),
    Style("Подпись рисунка", "FigureTitle", size=12, align="center", before=4, after=8),
    replace(_TEXT, name="Итог", id="Total", size=12, before=8, line=SINGLE, keep_next=True),
    _CELL,
    replace(_CELL, name="Таблица по центру", id="CellCentred", align="center"),
    _HEAD,
    replace(_CELL, name="Таблица мелкая", id="CellSmall", size=9),
    replace(_CELL, name="Таблица мелкая по центру", id="CellSmallCentred", size=9, align="center"),
    replace(_HEAD, name="Шапка таблицы мелкая", id="CellSmallHead", size=9),
    replace(_CELL, name="Строка таблицы", id="CellWhole", bold=True, keep_next=True),
    Style("Номер страницы", "PageNumber", size=12, align="center"),
    Style("Условие шаблона", "Control", size=9, grey=True),
    Style("Промежуток", "Gap", size=1, exact=0.1),
)
BY_NAME = {style.name: style for style in STYLES}
SIGNED = {"Подпись", "Подпись члена комиссии"}  # lines that somebody signs
