"""A register as a file: what is asked of it, all of it, in the order of the paper."""

from __future__ import annotations

import io
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from sferum_docs.documents.registering.register_paper import PaperLine, RegisterPaper, sheet_columns, struck_places
from sferum_docs.documents.registering.registers import Column
from sferum_docs.grammar.numbers import can_be_counted, counted, in_words
from sferum_docs.services.register.entries.file_list import files_of_school
from sferum_docs.services.register.lists.lines import each_line
from sferum_docs.services.register.lists.sendings import CAPTIONS
from sferum_docs.store.register import entry_search
from sferum_docs.store.schools import get_school

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import date

    from sferum_docs.documents.registering.registers import Register
    from sferum_docs.store.register.entry_search import Extent, Wanted

_LETTER = 1.6  # millimetres of the paper for a letter of Excel
_WIDTHS = (8, 11, 40, 17, 28, 18, 40, 68)  # letters
_A4, _NOUN = 9, "документ"
_BLANK_DAY = "«____» ______________ 20___ г."
# внутренняя опись: the columns of the order of archives (Правила 2023 г., приложение к описи документов дела)
_OF_FILE = (
    Column("place", "№ п/п"), Column("number", "Индекс документа"), Column("day", "Дата документа"),
    Column("title", "Заголовок документа"), Column("sheets", "Количество листов"), Column("remark", "Примечание"),
)  # fmt: skip


def register_paper(school_id: int, register: Register, wanted: Wanted, today: date) -> RegisterPaper:
    """What is asked for as a paper: ascending, whole; a file alone is asked for as its inner list."""
    wanted = replace(wanted, order=wanted.order.lstrip("-"))
    extent = entry_search.extent(school_id, wanted)
    listed = wanted == replace(_whole(wanted), file_index=wanted.file_index) and bool(wanted.file_index)
    columns = _OF_FILE if listed else register.columns
    title, subtitle = _titles(school_id, register, wanted, listed=listed)
    over = wanted.year is not None and wanted.year < today.year
    school = get_school(school_id)
    return RegisterPaper(
        name=f"{title} {subtitle}".replace(" год", ""),
        school=school.requisites.full_name if school else "",
        short_school=school.requisites.short_name if school else "",
        title=title,
        subtitle=subtitle,
        begun=_day(extent.first_day),
        ended=_day(extent.last_day) if over else _BLANK_DAY,
        closing=_closing(register, wanted, extent, today, over=over),
        columns=columns,
        longest={"number": extent.longest_number, "file_index": extent.longest_index},
        lines=_paper_lines(school_id, wanted, columns),
    )


def register_xlsx(paper: RegisterPaper, sent: Iterable[tuple[str, ...]] = ()) -> bytes:
    """The register for Excel, row after row; what looks like a formula stays a text. `sent`: a sheet of its own."""
    from xlsxwriter import Workbook  # noqa: PLC0415  wanted when a sheet is

    target = io.BytesIO()
    options = {
        "constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False,
    }  # fmt: skip
    with Workbook(target, options) as workbook:
        sheet = workbook.add_worksheet("Журнал")
        plain = workbook.add_format({"text_wrap": True, "valign": "top", "border": 1})
        struck = workbook.add_format({"text_wrap": True, "valign": "top", "border": 1, "font_strikeout": True})
        head = workbook.add_format({"text_wrap": True, "bold": True, "border": 1, "align": "center"})
        for place, laid in enumerate(sheet_columns(paper)):
            sheet.set_column(place, place, round(laid.width / _LETTER, 1))
        sheet.freeze_panes(2, 0)
        sheet.set_landscape()
        sheet.set_paper(_A4)
        sheet.repeat_rows(1)
        sheet.fit_to_pages(1, 0)
        sheet.set_footer("&C&P из &N")
        sheet.write_string(0, 0, paper.heading, workbook.add_format({"bold": True}))
        for place, column in enumerate(paper.columns):
            sheet.write_string(1, place, column.caption, head)
        row, void = 1, struck_places(paper.columns)
        for row, line in enumerate(paper.lines, 2):
            for place, cell in enumerate(line.cells):
                sheet.write_string(row, place, cell, struck if line.struck and place in void else plain)
        sheet.autofilter(1, 0, max(row, 2), len(paper.columns) - 1)
        sheet.write_string(max(row, 2) + 2, 0, paper.closing)
        _write_sent(workbook, sent, head, plain)
    return target.getvalue()


def _write_sent(workbook: Any, sent: Iterable[tuple[str, ...]], head: Any, plain: Any) -> None:
    """What went out by mail; no sheet where nothing did."""
    sheet = None
    for row, cells in enumerate(sent, 1):
        if sheet is None:
            sheet = workbook.add_worksheet("Отправка почтой")
            sheet.freeze_panes(1, 0)
            for place, (caption, width) in enumerate(zip(CAPTIONS, _WIDTHS, strict=True)):
                sheet.set_column(place, place, width)
                sheet.write_string(0, place, caption, head)
        for place, cell in enumerate(cells):
            sheet.write_string(row, place, cell, plain)


def _paper_lines(school_id: int, wanted: Wanted, columns: Sequence[Column]) -> Iterator[PaperLine]:
    """The lines numbered in the order of the paper: that is its «№ п/п», the number of an entry is another."""
    for place, line in enumerate(each_line(school_id, wanted), 1):
        cells = {**line.cells, "place": str(place)}
        yield PaperLine(tuple(cells[column.field] for column in columns), line.entry.void)


def _whole(wanted: Wanted) -> Wanted:
    """All of the same register and year."""
    return type(wanted)(register=wanted.register, year=wanted.year, order=wanted.order)


def _titles(school_id: int, register: Register, wanted: Wanted, *, listed: bool) -> tuple[str, str]:
    years = f"{wanted.year} год" if wanted.year else "все годы"
    if listed:
        titles = {item.index: f"«{item.title}»" for item in files_of_school(school_id)}
        name = f"{wanted.file_index} {titles.get(wanted.file_index, '')}".strip()
        return f"Внутренняя опись документов дела № {name}", years
    if wanted != _whole(wanted):
        return register.title, f"{years}, выборка"
    return register.title, years


def _closing(register: Register, wanted: Wanted, extent: Extent, today: date, *, over: bool) -> str:
    """«Зарегистрировано приказов: 84 (восемьдесят четыре), № 1–84; из них аннулировано: 2 (два)»."""
    noun = register.one if len(register.kinds) == 1 and can_be_counted(register.one) else _NOUN
    many = counted(5, noun).partition("\N{NO-BREAK SPACE}")[2]  # after «зарегистрировано»: of such, how many
    when = "" if over else f"На {today:%d.%m.%Y} "
    what = "в журнале зарегистрировано" if wanted == _whole(wanted) else "в перечне"
    numbers = f", № {extent.first_number} – № {extent.last_number}" if extent.count > 1 else ""
    words = f"{when}{what} {many}: {_with_words(extent.count, noun)}{numbers}; из них аннулировано: "
    return f"{words[:1].upper()}{words[1:]}{_with_words(extent.voided, noun)}."


def _with_words(number: int, noun: str) -> str:
    return f"{number} ({in_words(number, noun)})"


def _day(day: date | None) -> str:
    return f"{day:%d.%m.%Y}" if day else _BLANK_DAY
