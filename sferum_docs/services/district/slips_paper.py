"""Slips for the first sign-in as a Word file: a sheet for each body, its slips apart by lines to cut along."""

from __future__ import annotations

import io
from itertools import groupby
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from docx.document import Document

    from sferum_docs.services.district.inviting import Slip

_CUT = "✂ " + "- " * 58
_NARROW, _WIDE = 1.6, 4.9  # inches of the two columns


def slips_paper(slips: Sequence[Slip], addresses: Sequence[str], say: Callable[[Slip], tuple[str, str]]) -> bytes:
    """The file; `say` gives the roles of a slip and the moment until which it works, in words."""
    import docx  # noqa: PLC0415  wanted when a file is made
    from docx.shared import Mm, Pt  # noqa: PLC0415  as above

    paper = docx.Document()
    section = paper.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin, section.right_margin, section.top_margin, section.bottom_margin = (Mm(20),) * 4
    normal = paper.styles["Normal"]
    normal.font.name, normal.font.size = "Times New Roman", Pt(12)
    normal.paragraph_format.space_after = Pt(4)
    for number, (_body, own) in enumerate(groupby(slips, key=lambda slip: slip.body_id)):
        for place, slip in enumerate(own):
            if place:
                _line(paper)
            else:
                _heading(paper, slip.body, new_page=number > 0)
            _slip(paper, slip, addresses, say(slip))
    target = io.BytesIO()
    paper.save(target)
    return target.getvalue()


def _heading(paper: Document, body: str, *, new_page: bool) -> None:
    head = paper.add_paragraph()
    head.paragraph_format.page_break_before = new_page
    head.paragraph_format.keep_with_next = True
    head.add_run(f"{body}: вход в «Сферум-документы»").bold = True
    note = paper.add_paragraph("Разрежьте и отдайте каждому его листок. Пароль одноразовый: после первого входа ")
    note.add_run("программа попросит придумать свой.")


def _line(paper: Document) -> None:
    cut = paper.add_paragraph()
    cut.paragraph_format.keep_with_next = True
    run = cut.add_run(_CUT)
    run.font.size = paper.styles["Normal"].font.size * 2 // 3


def _slip(paper: Document, slip: Slip, addresses: Sequence[str], said: tuple[str, str]) -> None:
    from docx.shared import Inches  # noqa: PLC0415  wanted when a file is made

    roles, until = said
    rows = (
        ("Кому", slip.name),
        ("Роли", roles),
        ("Адрес", " или ".join(addresses)),
        ("Имя для входа", slip.login),
        ("Пароль", slip.password),
        ("Действует до", until),
    )
    table = paper.add_table(rows=0, cols=2)
    table.autofit = False
    for caption, words in rows:
        cells = table.add_row().cells
        for cell, width, text in zip(cells, (_NARROW, _WIDE), (caption, words), strict=True):
            cell.width = Inches(width)
            run = cell.paragraphs[0].add_run(text)
            cell.paragraphs[0].paragraph_format.keep_with_next = caption != rows[-1][0]
            if cell is cells[1] and caption in {"Имя для входа", "Пароль"}:
                run.bold, run.font.name = True, "Courier New"
