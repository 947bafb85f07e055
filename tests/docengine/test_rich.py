"""Formatted values, paragraphs, pictures and QR codes arrive in the document with the formatting of their place."""

import io

import docx

from sferum_docs.docengine import (
    Field,
    Kind,
    Picture,
    Vocabulary,
    bold,
    check_file,
    compile_template,
    inspect_template,
    italic,
    paragraphs,
    plain_text,
    qr_code,
    rich,
)
from tests.docengine.word import p, r, word, xml_of

VALUE = rich("срок & ", bold("20\nоктября"), " и ", italic("всё"))


def test_runs_of_a_value_stand_between_the_runs_of_the_paragraph() -> None:
    data = word(p(r("до {{r x }} после", '<w:rFonts w:ascii="PT"/><w:sz w:val="28"/><w:u w:val="dash"/>')))
    out = compile_template(data).render({"x": VALUE})
    assert plain_text(out) == ("до срок & 20\nоктября и всё после",)
    xml = xml_of(out)
    assert '<w:rPr><w:rFonts w:ascii="PT"/><w:b/><w:sz w:val="28"/><w:u w:val="dash"/></w:rPr>' in xml
    assert check_file(out) == []


def test_a_declared_rich_value_needs_no_marker() -> None:
    vocabulary = Vocabulary((Field("x", Kind.RICH), Field("y", Kind.TEXT)))
    data = word("{{ x }}, {{ y }}", "{% if x %}[{{ x }}]{% endif %}", [["{{ x }}"]])
    out = compile_template(data, vocabulary).render({"x": VALUE, "y": "конец"})
    assert plain_text(out) == (f"{VALUE}, конец", f"[{VALUE}]", str(VALUE))
    assert xml_of(out).count("<w:b/>") == 3


def test_a_plain_value_may_stand_in_a_rich_place() -> None:
    out = compile_template(word("{{r x }}", "{{p x }}")).render({"x": "А & Б"})
    assert plain_text(out) == ("А & Б", "А & Б")


def test_paragraphs_take_the_formatting_of_the_tags_own() -> None:
    data = word("до", '<w:p><w:pPr><w:jc w:val="center"/></w:pPr>' + r("{{p x }}", "<w:i/>") + "</w:p>", "после")
    out = compile_template(data).render({"x": paragraphs("раз", VALUE, "три")})
    assert plain_text(out) == ("до", "раз", str(VALUE), "три", "после")
    assert xml_of(out).count('<w:jc w:val="center"/>') == 3
    assert plain_text(compile_template(data).render({"x": ["раз", "два"]})) == ("до", "раз", "два", "после")


def test_a_paragraph_marker_beside_text_is_reported() -> None:
    assert [item.code for item in inspect_template(word("слова {{p x }}"))] == ["marker-loses-text"]


def test_pictures_are_stored_once_and_linked_from_each_part() -> None:
    picture = qr_code("https://sferum.ru", 30)
    data = word("{{r x }}", "{% for i in l %}{{ i|qr(20) }}{% endfor %}", header1=p("{{r x }}"))
    template = compile_template(data)
    out = template.render({"x": picture, "l": ["а", "а"]})
    assert check_file(out) == []
    document = docx.Document(io.BytesIO(out))
    assert [shape.width.mm for shape in document.inline_shapes] == [30, 20, 20]
    assert len({part.partname for part in document.part.package.iter_parts() if "media" in part.partname}) == 2
    assert template.render({"x": picture, "l": ["а", "а"]}) == out
    assert plain_text(template.render({"x": "нет", "l": []})) == ("нет", "", "нет")


def test_the_size_of_a_jpeg_is_read() -> None:
    jpeg = b"\xff\xd8\xff\xe0\x00\x04ab\xff\xc0\x00\x11\x08\x00\x64\x00\xc8" + b"\0" * 12
    assert Picture(jpeg, 10).extent == (360_000, 180_000)
