"""The look of a school put into a template that was made elsewhere."""

import io
from typing import Any

import pytest
from docx import Document
from docx.oxml.ns import qn
from docx.shared import Pt

from sferum_docs.documents.making.page_setup import with_page_setup
from sferum_docs.schools.model import LayoutSettings, Margins, Typeface

ASTRA = LayoutSettings(typeface=Typeface.ASTRA, size=12)


def a_template() -> bytes:
    """Made in Word: fonts of the theme, the size of the body said once more in runs, a table in smaller type."""
    document = Document()
    document.styles["Normal"].font.size = Pt(14)
    for text, size in (("как основной", 14), ("не сказано", None), ("мелкий", 9), ("между", 13), ("крупный", 20)):
        document.add_paragraph().add_run(text).font.size = None if size is None else Pt(size)
    named = document.add_paragraph().add_run("знак")
    named.font.name = "Wingdings"
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def opened(content: bytes) -> Any:
    return Document(io.BytesIO(content))


def test_the_usual_look_leaves_a_template_as_it_is() -> None:
    template = a_template()  # saved once: an archive bears the moment of its saving
    assert with_page_setup(template, Margins(), LayoutSettings(region="Республика", qr=True)) == template


@pytest.mark.parametrize(
    ("text", "size"), [("как основной", 12), ("не сказано", None), ("мелкий", 9), ("между", 12), ("крупный", 20)]
)
def test_the_size_of_the_body_is_changed_and_no_text_below_it_stays_larger(text: str, size: int | None) -> None:
    document = opened(with_page_setup(a_template(), Margins(), ASTRA))
    run = next(paragraph.runs[0] for paragraph in document.paragraphs if paragraph.text == text)
    assert run.font.size == (None if size is None else Pt(size))


def test_the_face_of_the_body_is_said_where_a_theme_said_it_and_others_stay() -> None:
    document = opened(with_page_setup(a_template(), Margins(), ASTRA))
    assert document.styles["Normal"].font.name == "PT Astra Serif"
    fonts = document.styles.element.find(f"{qn('w:docDefaults')}/{qn('w:rPrDefault')}/{qn('w:rPr')}/{qn('w:rFonts')}")
    assert fonts.get(qn("w:hAnsi")) == "PT Astra Serif"
    assert fonts.get(qn("w:hAnsiTheme")) is None
    assert document.paragraphs[-1].runs[0].font.name == "Wingdings"


def test_margins_and_type_are_changed_together() -> None:
    document = opened(with_page_setup(a_template(), Margins(left=35), ASTRA))
    assert round(document.sections[0].left_margin.mm) == 35
    assert document.styles["Normal"].font.size == Pt(12)
