"""Numbered lists in loops begin anew where a reader expects it."""

import io
from typing import Any

import docx
import pytest

from sferum_docs.docengine import check_file, compile_template

DATA: dict[str, Any] = {
    "отделы": [{"имя": "А", "люди": ["а", "б"]}, {"имя": "Б", "люди": ["в"]}, {"имя": "В", "люди": ["г"]}]
}
DATA["люди"] = ["а", "б", "в"]


def numbers(*lines: str, data: dict[str, Any]) -> list[str]:
    """Render a file of python-docx whose lines with «# » are numbered; give the number of the list of each of them."""
    document = docx.Document()
    for line in lines:
        document.add_paragraph(line.removeprefix("# "), style="List Number" if line.startswith("# ") else None)
    buffer = io.BytesIO()
    document.save(buffer)
    out = compile_template(buffer.getvalue()).render(data)
    assert check_file(out) == []
    made = docx.Document(io.BytesIO(out))
    known = {item.get(f"{{{W}}}numId") for item in made.part.numbering_part.element.iter(f"{{{W}}}num")}
    found: list[str] = []
    for paragraph in made.paragraphs:
        if paragraph.style is not None and paragraph.style.name == "List Number":
            own = paragraph._p.xpath("w:pPr/w:numPr/w:numId/@w:val")  # noqa: SLF001 -- python-docx shows it no other way
            found += own or ["style"]
    assert {item for item in found if item != "style"} <= known
    return [str(list(dict.fromkeys(found)).index(item)) for item in found]


W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
INNER = ("{% for о in отделы %}", "{{ о.имя }}", "{% for л in о.люди %}", "# {{ л }}", "{% endfor %}", "{% endfor %}")


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (("{% for л in люди %}", "# {{ л }}", "{% endfor %}"), "000"),
        (INNER, "0012"),
        (("{% for о in отделы %}", "{{ о.имя }}", "# раз", "# два", "{% endfor %}"), "001122"),
        (("{% for о in отделы %}", "# раз", "# два", "{% endfor %}"), "000000"),
        (("{% for о in отделы %}", "# {{ о.имя }}", "слова", "{% endfor %}"), "000"),
        (("# до", *INNER), "00000"),
        (("# раз", "# {{ люди|length }}"), "00"),
    ],
)
def test_a_list_begins_anew_for_each_item_of_its_loop(lines: tuple[str, ...], expected: str) -> None:
    assert "".join(numbers(*lines, data=DATA)) == expected
