"""Values from the data are highlighted word by word when asked for; the text stays as it is."""

import io
from datetime import date
from itertools import groupby
from typing import Any

import docx
import pytest
from docx.enum.text import WD_COLOR_INDEX
from docx.oxml.ns import qn
from docx.text.run import Run

from sferum_docs.docengine import bold, check_file, compile_template, paragraphs, plain_text, rich
from tests.docengine.word import p, r, word, xml_of


def shown(data: bytes) -> list[str]:
    """Give the highlighted stretches of a document, neighbours of one paragraph joined."""
    found = []
    for element in docx.Document(io.BytesIO(data)).element.body.iter(qn("w:p")):
        runs = [Run(item, None) for item in element.iter(qn("w:r"))]  # type: ignore[arg-type]  # no parent is asked for
        for colour, same in groupby(runs, key=lambda run: run.font.highlight_color):
            if colour == WD_COLOR_INDEX.YELLOW:
                found.append("".join(run.text for run in same))
    return found


@pytest.mark.parametrize(
    ("blocks", "context", "expected"),
    [
        (("от {{ x }} года",), {"x": date(2023, 10, 13)}, ["13.10.2023"]),
        (("{{ x }}",), {"x": "Рога & <Копыта>"}, ["Рога & <Копыта>"]),
        (("{{ x }}, {{ y }}!",), {"x": "А", "y": "Б"}, ["А", "Б"]),
        (("{{ x }}{{ y }}",), {"x": "А", "y": "Б"}, ["АБ"]),
        (("нет {{ x }} нет",), {"x": ""}, []),
        (("нет {{ x }} нет",), {"x": None}, []),
        (("до {{ x }} после",), {"x": "раз\nдва\tтри"}, ["раз\nдва\tтри"]),
        (("{% if x %}{{ x }}{% endif %} всегда",), {"x": "да"}, ["да"]),
        (("{% if x %}слова шаблона{% endif %}",), {"x": "да"}, []),
        (([["{%tr for i in l %}"], ["№ {{ loop.index }}: {{ i }}"], ["{%tr endfor %}"]],), {"l": ["а"]}, ["а"]),
        (("{% for i in l %}{{ i }}, {% endfor %}",), {"l": ["а", "б"]}, ["а", "б"]),
        (("до {{r x }} после",), {"x": rich("срок ", bold("20 октября"))}, ["срок 20 октября"]),
        (("{{p x }}",), {"x": paragraphs("раз", "два")}, ["раз", "два"]),
        (("\ufdd2 x {{ x }}",), {"x": "\ufdd2А\ufdd3"}, ["А"]),
    ],
)  # fmt: skip
def test_the_words_of_a_value_are_highlighted_and_no_others(
    blocks: tuple[Any, ...], context: dict[str, Any], expected: list[str]
) -> None:
    template = compile_template(word(*blocks))
    out = template.render(context, marked=True)
    assert [text.replace("\v", "\n") for text in shown(out)] == expected
    assert plain_text(out) == plain_text(template.render(context))
    assert check_file(out) == []


def test_the_run_of_a_value_keeps_its_formatting() -> None:
    data = word(p(r("до {{ x }} после", '<w:b/><w:sz w:val="28"/><w:highlight w:val="cyan"/><w:u w:val="single"/>')))
    xml = xml_of(compile_template(data).render({"x": "А"}, marked=True))
    assert '<w:rPr><w:b/><w:sz w:val="28"/><w:highlight w:val="yellow"/><w:u w:val="single"/></w:rPr>' in xml
    assert xml.count('<w:highlight w:val="cyan"/>') == 2


def test_values_in_headers_are_highlighted() -> None:
    out = compile_template(word("текст", header1=p("от {{ x }}"))).render({"x": "А"}, marked=True)
    assert '<w:highlight w:val="yellow"/></w:rPr><w:t xml:space="preserve">А</w:t>' in xml_of(out, "word/header1.xml")


def test_nothing_is_highlighted_unasked() -> None:
    template = compile_template(word("{{ x }}"))
    plain = template.render({"x": "А"})
    template.render({"x": "А"}, marked=True)
    assert template.render({"x": "А"}) == plain
    assert "highlight" not in xml_of(plain)
