"""Text that a person sees is text that we see: filled, compared and checked, or told to be out of reach."""

import pytest

from sferum_docs.docengine import check_file, compile_template, file_text, inspect_template, plain_text
from sferum_docs.gost.check import check
from sferum_docs.gost.report_text import as_data, as_lines
from tests.docengine.vocabularies import DATA, VOCABULARY
from tests.docengine.word import NS, p, pack, parts, r, word

TAG = "{{ школа.имя }}"
RUN = f"<w:r><w:t>{TAG}</w:t></w:r>"
A = 'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
BOX = f"<w:txbxContent>{p(TAG)}</w:txbxContent>"

FILLED = {
    "фонетическое руководство": f"<w:r><w:ruby><w:rubyPr/><w:rt/><w:rubyBase>{RUN}</w:rubyBase></w:ruby></w:r>",
    "надпись над словом": f"<w:r><w:ruby><w:rubyPr/><w:rt>{RUN}</w:rt><w:rubyBase>{r('б')}</w:rubyBase></w:ruby></w:r>",
    "направление письма": f'<w:dir w:val="rtl">{RUN}</w:dir>',
    "порядок букв": f'<w:bdo w:val="rtl">{RUN}</w:bdo>',
    "ссылка": f'<w:hyperlink w:anchor="_top">{RUN}</w:hyperlink>',
    "элемент XML": f'<w:customXml w:element="x">{RUN}</w:customXml>',
    "умный тег": f'<w:smartTag w:element="x">{RUN}</w:smartTag>',
    "элемент управления": f"<w:sdt><w:sdtPr/><w:sdtContent>{RUN}</w:sdtContent></w:sdt>",
    "простое поле": f'<w:fldSimple w:instr="SEQ x">{RUN}</w:fldSimple>',
    "две записи для новых и старых программ": (
        f'<mc:AlternateContent><mc:Choice Requires="w14">{RUN}</mc:Choice>'
        f"<mc:Fallback>{RUN}</mc:Fallback></mc:AlternateContent>"
    ),
    "то же внутри отрезка": (
        f'<w:r><mc:AlternateContent><mc:Choice Requires="w14"><w:t>{TAG}</w:t></mc:Choice>'
        f"<mc:Fallback><w:t>{TAG}</w:t></mc:Fallback></mc:AlternateContent></w:r>"
    ),
    "надпись старого вида": f"<w:r><w:pict><v:shape><v:textbox>{BOX}</v:textbox></v:shape></w:pict></w:r>",
}  # fmt: skip

UNREACHED = {
    "фигура": f"<w:r><w:drawing><a:graphic {A}><a:p><a:r><a:t>{{0}}</a:t></a:r></a:p></a:graphic></w:drawing></w:r>",
    "WordArt": '<w:r><w:pict><v:shape><v:textpath string="{0}"/></v:shape></w:pict></w:r>',
    "неизвестный элемент": '<x:odd xmlns:x="urn:x"><w:r><w:t>{0}</w:t></w:r></x:odd>',
    "неизвестный текст": '<w:r><x:t xmlns:x="urn:x">{0}</x:t></w:r>',
    "текст без отрезка": "<w:t>{0}</w:t>",
    "буквы после отрезка": "<w:r/>{0}",
    "буквы внутри отрезка": "<w:r><w:tab/>{0}</w:r>",
    "буквы за чужим элементом": '<w:r><w:t>а<x:y xmlns:x="urn:x"/>{0}</w:t></w:r>',
}


@pytest.mark.parametrize("inside", FILLED.values(), ids=FILLED)
def test_a_tag_is_filled_wherever_word_lets_an_author_put_it(inside: str) -> None:
    data = word(p(r("до "), inside))
    assert inspect_template(data, VOCABULARY) == []
    out = compile_template(data, VOCABULARY).render(DATA)
    assert check_file(out) == []
    assert "СОШ № 1" in "\n".join(plain_text(out))
    assert "СОШ № 1" in "\n".join(line.text for line in file_text(out).lines)
    assert not check(out).unread


@pytest.mark.parametrize("inside", UNREACHED.values(), ids=UNREACHED)
def test_a_tag_out_of_reach_is_refused_with_its_place(inside: str) -> None:
    (found,) = [item for item in inspect_template(word("раз", p(r("два"), inside.format(TAG))), VOCABULARY)
                if item.severity == "error"]  # fmt: skip
    assert found.code in {"tag-hidden", "tag-in-attribute"}
    assert found.place.paragraph == 2
    assert "не подставится" in found.message()


@pytest.mark.parametrize("inside", UNREACHED.values(), ids=UNREACHED)
def test_a_text_out_of_reach_is_told_with_its_place_and_compared(inside: str) -> None:
    data = word("раз", p(r("два"), inside.format("НЕ допускать")))
    for findings in (inspect_template(data), check_file(data)):
        (found,) = findings
        assert (found.code, found.severity, found.place.paragraph) == ("text-unread", "warning", 2)
        assert "НЕ допускать" in found.message()
    assert "НЕ допускать" in [line.text for line in file_text(data).lines]
    assert check(data).unread[0].startswith("НЕ допускать")


@pytest.mark.parametrize("inside", UNREACHED.values(), ids=UNREACHED)
def test_a_tag_left_out_of_reach_is_found_in_a_finished_file(inside: str) -> None:
    assert "tag-left" in {item.code for item in check_file(word(p(inside.format("{{ осталось }}"))))}


def test_what_is_deleted_or_a_code_is_no_text_out_of_reach() -> None:
    inside = (
        "<w:del><w:r><w:delText>было</w:delText></w:r></w:del><w:moveFrom><w:r><w:t>было</w:t></w:r></w:moveFrom>"
        '<w:r><w:fldChar w:fldCharType="begin"/><w:instrText>REF x</w:instrText><w:fldChar w:fldCharType="end"/></w:r>'
    )
    assert "text-unread" not in {item.code for item in check_file(word(p(inside)))}


@pytest.mark.parametrize(("name", "told"), [("instrText", "field-refused"), ("delText", "tracked-changes")])
def test_a_code_out_of_a_field_and_a_word_out_of_a_deletion_are_printed_and_compared(name: str, told: str) -> None:
    data = word(p(r("два"), f"<w:r><w:{name}>НЕ допускать</w:{name}></w:r>"))
    assert [line.text for line in file_text(data).lines] == ["два", "НЕ допускать"]
    assert told in {item.code for item in check_file(data)}
    assert check(data).unread[0].startswith("НЕ допускать")


def test_a_formula_is_read_whole() -> None:
    fraction = (
        "<m:oMath><m:f><m:num><m:r><m:t>а</m:t></m:r></m:num><m:den><m:r><m:t>б</m:t></m:r></m:den></m:f></m:oMath>"
    )
    data = word(p(r("х = "), fraction))
    assert plain_text(data) == ("х = аб",)
    assert [line.text for line in file_text(data).lines] == ["х = аб"]
    assert check_file(data) == []


def test_a_second_writing_that_says_something_else_is_read_too() -> None:
    inside = (
        '<w:r><mc:AlternateContent><mc:Choice Requires="w14"><w:t>да</w:t></mc:Choice><mc:Fallback><w:t>{}</w:t>'
        "</mc:Fallback></mc:AlternateContent></w:r>"
    )
    assert [plain_text(word(p(inside.format(second)))) for second in ("да", "нет")] == [("да",), ("данет",)]
    box = "<w:txbxContent>{}</w:txbxContent>"
    twice = (
        f'<w:p><w:r><mc:AlternateContent><mc:Choice Requires="wps">{box.format(p("да"))}</mc:Choice>'
        f"<mc:Fallback>{box}</mc:Fallback></mc:AlternateContent></w:r></w:p>"
    )
    texts = [
        [line.text for line in file_text(word(twice.format(p(second)))).lines if line.text] for second in ("да", "нет")
    ]
    assert texts == [["да"], ["да", "нет"]]


@pytest.mark.parametrize(
    ("name", "kind", "content"),
    [
        ("charts/chart1", "drawingml.chart+xml", f"<c:x xmlns:c='urn:c' {A}><a:t>Рост</a:t></c:x>"),
        ("diagrams/data1", "drawingml.diagramData+xml", f"<c:x xmlns:c='urn:c' {A}><a:t>Рост</a:t></c:x>"),
    ],
)
def test_the_texts_of_diagrams_are_told_and_compared(name: str, kind: str, content: str) -> None:
    files = parts("x", more={f"word/{name}.xml": content})
    override = (
        f'<Override PartName="/word/{name}.xml" ContentType="application/vnd.openxmlformats-officedocument.{kind}"/>'
    )
    types = files["[Content_Types].xml"].replace(b"</Types>", f"{override}</Types>".encode())
    data = pack({**files, "[Content_Types].xml": types})
    assert [item.code for item in inspect_template(data)] == ["text-unread"]
    assert "Рост" in [line.text for line in file_text(data).lines]


def test_the_standard_tells_what_it_did_not_read() -> None:
    report = check(word("раз", f'<x:box xmlns:x="urn:x" {NS}>{p("в рамке")}</x:box>'))
    assert report.unread == ("в рамке",)
    assert any("не прочитан" in line and "в рамке" in line for line in as_lines(report))
    assert as_data(report)["unread"] == ["в рамке"]


# a soft hyphen, a joint, marks of direction (Windows copies them with a path), a shape of a letter
@pytest.mark.parametrize(
    "sign", ["\u00ad", "\u200d", "\u200e", "\u202a", "\u2066", "\u061c", "\u034f", "\ufe0f", "\u2064"]
)
def test_what_nobody_sees_within_a_tag_is_nothing(sign: str) -> None:
    data = word(p(r("{{ фи"), r(sign), r("о }} пришёл")))
    assert plain_text(compile_template(data).render({"фио": "Омарова"})) == ("Омарова пришёл",)
    assert [item.code for item in inspect_template(word("{" + sign + "{ фио }}"))][:1] == ["brace-gap"]
