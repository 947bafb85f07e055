"""Slips for the first sign-in as a Word file: a sheet for each body, its slips apart by lines to cut along."""

from __future__ import annotations

import io
from itertools import groupby
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from docx.document import Document
    from docx.text.paragraph import Paragraph

    from sferum_docs.services.district.inviting import Slip

_CUT = "✂ " + "- " * 58
_NOTE = (
    "Разрежьте и отдайте каждому его листок. Пароль одноразовый: после первого входа программа попросит придумать свой."
)
_INDENT = 45  # millimetres to what a caption is of
# styles: of a body's name on its own sheet, of a line that stays with the next, of the last line of a slip, of a cut
_HEAD, _ROW, _LAST, _SCISSORS = "SlipHead", "SlipRow", "SlipLast", "SlipCut"


def slips_paper(slips: Sequence[Slip], addresses: Sequence[str], say: Callable[[Slip], tuple[str, str]]) -> bytes:
    """The file; `say` gives the roles of a slip and the moment until which it works, in words."""
    paper = _blank()
    end = paper.element.body.sectPr
    for body, own in groupby(slips, key=lambda slip: slip.body_id):
        for place, slip in enumerate(own):
            if place:
                _line(paper, end, _SCISSORS).add_run(_CUT)
            else:
                head = _line(paper, end, _HEAD)
                head.add_run(f"{slip.body}: вход в «Сферум-документы»").bold = True
                head.paragraph_format.page_break_before = body != slips[0].body_id
                _line(paper, end, _ROW, indented=False).add_run(_NOTE)
            _slip(paper, end, _rows(slip, addresses, *say(slip)))
    target = io.BytesIO()
    paper.save(target)
    return target.getvalue()


def _blank() -> Document:
    import docx  # noqa: PLC0415  wanted when a file is made
    from docx.enum.style import WD_STYLE_TYPE  # noqa: PLC0415  as above
    from docx.shared import Mm, Pt  # noqa: PLC0415  as above

    paper = docx.Document()
    section = paper.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin, section.right_margin, section.top_margin, section.bottom_margin = (Mm(20),) * 4
    normal = paper.styles["Normal"]
    normal.font.name, normal.font.size = "Times New Roman", Pt(12)
    for name in (_HEAD, _ROW, _LAST, _SCISSORS):
        style = paper.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        style.base_style = normal
        look = style.paragraph_format
        look.space_after, look.keep_with_next = Pt(3), name != _LAST  # a slip is never torn between two sheets
        if name in {_ROW, _LAST}:
            look.left_indent, look.first_line_indent = Mm(_INDENT), Mm(-_INDENT)
    paper.styles[_SCISSORS].font.size = Pt(8)
    cut = paper.styles[_SCISSORS].paragraph_format
    cut.space_before = cut.space_after = Pt(12)
    return paper


def _line(paper: Document, end: Any, style: str, *, indented: bool = True) -> Paragraph:
    """A paragraph before the end of the body: the library looks for that end among all lines at each of them."""
    from docx.oxml import OxmlElement  # noqa: PLC0415  wanted when a file is made
    from docx.text.paragraph import Paragraph  # noqa: PLC0415  as above

    element: Any = OxmlElement("w:p")
    element.style = style
    end.addprevious(element)
    line = Paragraph(element, paper)
    if not indented:
        line.paragraph_format.left_indent = line.paragraph_format.first_line_indent = 0
    return line


def _rows(slip: Slip, addresses: Sequence[str], roles: str, until: str) -> tuple[tuple[str, str, bool], ...]:
    """Caption, words, whether they are typed letter by letter."""
    return (
        ("Кому", slip.name, False),
        ("Роли", roles, False),
        ("Адрес", " или ".join(addresses), False),
        ("Имя для входа", slip.login, True),
        ("Пароль", slip.password, True),
        ("Действует до", until, False),
    )


def _slip(paper: Document, end: Any, rows: Sequence[tuple[str, str, bool]]) -> None:
    for caption, words, exact in rows:
        line = _line(paper, end, _LAST if caption == rows[-1][0] else _ROW)
        line.add_run(f"{caption}:\t")
        run = line.add_run(words)
        if exact:
            run.bold, run.font.name = True, "Courier New"
