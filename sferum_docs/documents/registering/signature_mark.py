"""The mark of an electronic signature on a copy of a document (ГОСТ Р 7.0.97-2016, 5.23)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sferum_docs.documents.registering.copies import (
    EXEMPLAR,
    ISSUED,
    SIGNED_COPY,
    drop,
    new_paragraph,
    opened,
    own_blocks,
    saved,
    set_text,
)
from sferum_docs.wordml.text import W

if TYPE_CHECKING:
    from collections.abc import Sequence

    from docx.document import Document
    from docx.table import Table, _Cell

HEADLINE = "ДОКУМЕНТ ПОДПИСАН ЭЛЕКТРОННОЙ ПОДПИСЬЮ"
CERTIFICATE, OWNER, VALID = "Сертификат", "Владелец", "Действителен"
_TERM = re.compile(rf"{VALID} с (?P<first>\S+) по (?P<last>\S+)")
_SIZE = 7  # points: the mark must be read and take no more room than a signature by hand
_APART = 2
_SHARES = (0.30, 0.44, 0.26)  # of the line: post, mark, name
_CELLS = 3


@dataclass(frozen=True, slots=True)
class SignatureMark:
    """What the mark says; days as they are printed."""

    serial: str
    owner: str
    valid_from: str
    valid_until: str

    @property
    def lines(self) -> tuple[str, ...]:
        """The mark, line by line."""
        return (
            HEADLINE,
            f"{CERTIFICATE} {self.serial}",
            f"{OWNER} {self.owner}",
            f"{VALID} с {self.valid_from} по {self.valid_until}",
        )


def read_marks(lines: Sequence[str]) -> tuple[SignatureMark, ...]:
    """The marks that stand in the lines of a document; those that are none of this program are no marks."""
    found = []
    for at in (at for at, line in enumerate(lines) if line == HEADLINE):
        serial, owner, term = (*lines[at + 1 : at + 4], "", "", "")[:3]
        days = _TERM.fullmatch(term)
        if serial.startswith(f"{CERTIFICATE} ") and owner.startswith(f"{OWNER} ") and days:
            found.append(SignatureMark(serial.partition(" ")[2], owner.partition(" ")[2], days["first"], days["last"]))
    return tuple(found)


def with_mark(content: bytes, marks: Sequence[SignatureMark], day: str) -> bytes:
    """A copy of the document with the marks where it is signed by hand; `day` is that of the copy."""
    document = opened(content)
    *_, last = own_blocks(document)
    table = _signature_table(document, last)
    for mark in marks:
        _fill(_place(table, mark), mark)
    return saved(document, {EXEMPLAR: SIGNED_COPY, ISSUED: day})


def _signature_table(document: Document, last: Any) -> Table:
    """The table of those who sign, its middle made wide enough; a table of its own when there is none."""
    from docx import table as tables  # noqa: PLC0415  wanted when a file is opened
    from docx.shared import Emu  # noqa: PLC0415  as above

    if last.tag == f"{{{W}}}tbl":
        table: Table = tables.Table(last, document)
        if len(table.columns) == _CELLS:
            _widen(table)
            return table
    width = _text_width(document)
    table = document.add_table(1, 1)
    element = table._tbl  # noqa: SLF001  python-docx has no other way
    drop(element)
    last.addnext(new_paragraph(document, "SignedOn", ""))
    last.getnext().addnext(element)
    table.columns[0].width = table.cell(0, 0).width = Emu(int(width * _SHARES[1]))
    return table


def _text_width(document: Document) -> int:
    section = document.sections[-1]
    return int((section.page_width or 0) - (section.left_margin or 0) - (section.right_margin or 0))


def _widen(table: Table) -> None:
    whole = sum(column.width or 0 for column in table.columns)
    for column, share in zip(table.columns, _SHARES, strict=True):
        column.width = int(whole * share)
        for cell in column.cells:
            cell.width = int(whole * share)


def _place(table: Table, mark: SignatureMark) -> _Cell:
    """Beside the name of the owner; of the head's when his name stands nowhere."""
    if len(table.columns) != _CELLS:
        only: _Cell = table.cell(0, 0)
        return only
    surname = mark.owner.partition(" ")[0].casefold()
    rows = [row for row in table.rows if surname in row.cells[-1].text.casefold()] or [table.rows[0]]
    place: _Cell = rows[0].cells[1]
    return place


def _fill(cell: _Cell, mark: SignatureMark) -> None:
    from docx.enum.text import WD_ALIGN_PARAGRAPH  # noqa: PLC0415  as above
    from docx.shared import Pt  # noqa: PLC0415  as above

    first = cell.paragraphs[0]
    for number, text in enumerate(mark.lines):
        paragraph = first if number == 0 and not cell.text.strip() else cell.add_paragraph(style=first.style)
        set_text(paragraph, text)
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        look = paragraph.paragraph_format
        look.space_before = Pt(_APART if number == 0 else 0)  # off the frame, and off the mark above
        look.space_after = Pt(_APART if number == len(mark.lines) - 1 else 0)
        look.first_line_indent = Pt(0)
        look.keep_with_next = True
        run = paragraph.runs[0]
        run.font.size, run.font.bold = Pt(_SIZE), number == 0
    _frame(cell)


def _frame(cell: _Cell) -> None:
    properties = cell._tc.get_or_add_tcPr()  # noqa: SLF001  python-docx has no other way
    borders = properties.makeelement(f"{{{W}}}tcBorders", {})
    for side in ("top", "left", "bottom", "right"):
        look = {"val": "single", "sz": "6", "space": "0", "color": "auto"}
        borders.append(borders.makeelement(f"{{{W}}}{side}", {f"{{{W}}}{name}": text for name, text in look.items()}))
    for old in properties.findall(f"{{{W}}}tcBorders"):
        properties.remove(old)
    width = properties.find(f"{{{W}}}tcW")
    if width is None:
        properties.insert(0, borders)
    else:
        width.addnext(borders)
