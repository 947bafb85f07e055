"""The points of an order are read as every comparison reads them."""

import io
from typing import Any

import docx
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import parse_xml

from sferum_docs.documents.registering.copies import points

SPACE = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def test_words_that_were_moved_away_are_no_words_of_a_point() -> None:
    document = docx.Document()
    document.styles.add_style("Clause", WD_STYLE_TYPE.PARAGRAPH)
    point = document.add_paragraph("Назначить ответственных", style="Clause")
    element: Any = point._p  # noqa: SLF001  python-docx has no other way
    element.append(parse_xml(f'<w:moveFrom {SPACE} w:id="1"><w:r><w:t> за всё</w:t></w:r></w:moveFrom>'))
    element.append(parse_xml(f'<w:moveTo {SPACE} w:id="2"><w:r><w:t> по списку</w:t></w:r></w:moveTo>'))
    target = io.BytesIO()
    document.save(target)
    assert [item.text for item in points(target.getvalue())] == ["Назначить ответственных по списку"]
