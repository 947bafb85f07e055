"""Tags live everywhere a reader sees text: text boxes, content controls, every kind of header, nested tables."""

import pytest

from sferum_docs.docengine import Bookmark, bookmarks, check_file, compile_template, inspect_template, plain_text
from tests.docengine.vocabularies import DATA, VOCABULARY
from tests.docengine.word import Block, cell, p, r, table, word, xml_of

BOX = (
    '<w:p><w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:inline><wp:docPr id="7" name="x"/>'
    '<wps:txbx xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"><w:txbxContent>{0}'
    "</w:txbxContent></wps:txbx></wp:inline></w:drawing></mc:Choice><mc:Fallback><w:pict><v:shape><v:textbox>"
    "<w:txbxContent>{0}</w:txbxContent></v:textbox></v:shape></w:pict></mc:Fallback></mc:AlternateContent></w:r>{1}</w:p>"
).format  # fmt: skip


def rendered(*blocks: Block, **named: Block) -> bytes:
    out = compile_template(word(*blocks, more=None, **named), VOCABULARY).render(DATA)
    assert check_file(out) == []
    return out


def shown(*blocks: Block, **named: Block) -> list[str]:
    return list(plain_text(rendered(*blocks, **named)))


def test_text_boxes_are_filled_in_in_both_copies() -> None:
    assert shown(BOX(p("{{ школа.имя }}"), r("рядом"))) == ["рядом", "СОШ № 1", "СОШ № 1"]
    inside = p("{% if нет %}") + p("а") + p("{% endif %}")
    assert shown(BOX(inside, "")) == ["", "", ""]


def test_text_boxes_in_loops_have_numbers_of_their_own() -> None:
    out = rendered("{% for с in сотрудники %}", BOX(p("{{ с.фио }}"), ""), "{% endfor %}")
    assert xml_of(out).count("<wp:docPr ") == 2


def test_content_controls_of_every_kind_are_filled_in() -> None:
    control = '<w:sdt><w:sdtPr><w:id w:val="9"/></w:sdtPr><w:sdtContent>{}</w:sdtContent></w:sdt>'.format
    assert shown(control(p("{{ школа.имя }}"))) == ["СОШ № 1"]
    assert shown(p(r("до "), control(r("{{ школа.имя }}")))) == ["до СОШ № 1"]
    assert shown("{% for с in сотрудники %}", control(p("{{ с.фио }}")), "{% endfor %}") == ["Омарова", "Петров"]
    loop = p("{% for с in сотрудники %}") + p("{{ с.фио }}") + p("{% endfor %}")
    assert shown(control(loop)) == ["Омарова", "Петров"]
    row = f"<w:tr>{cell('{{ школа.имя }}')}</w:tr>"
    assert shown(f"<w:tbl><w:tblPr/><w:tblGrid/>{control(row)}</w:tbl>") == ["СОШ № 1"]


def test_a_condition_may_surround_a_hyperlink() -> None:
    link = f'<w:hyperlink w:anchor="_top">{r("{% if да %}ссылка")}</w:hyperlink>'
    assert shown(p(link, r("{% endif %}!"))) == ["ссылка!"]
    link = f'<w:hyperlink w:anchor="_top">{r("ссылка{% endif %}")}</w:hyperlink>'
    assert shown(p("{% if нет %}", link, "!")) == ["!"]


def test_a_condition_over_runs_keeps_their_formatting() -> None:
    out = rendered(p(r("до {% if да %}", "<w:b/>"), r("а", "<w:i/>"), r("{% endif %} после")))
    assert plain_text(out) == ("до а после",)
    assert "<w:i/></w:rPr><w:t" in xml_of(out)


def test_headers_of_every_kind_are_filled_in() -> None:
    named: dict[str, Block] = {f"header{n}": p("{{ школа.имя }}") for n in (1, 2, 3)}
    assert shown("x", **named) == ["x", "СОШ № 1", "СОШ № 1", "СОШ № 1"]


def test_a_section_break_survives_the_tag_beside_it() -> None:
    section = '<w:p><w:pPr><w:sectPr><w:pgSz w:w="1"/></w:sectPr></w:pPr>' + r("{% endfor %}") + "</w:p>"
    out = rendered("{% for с in сотрудники %}", "{{ с.фио }}", section, "конец")
    assert xml_of(out).count("<w:sectPr") == 2
    assert plain_text(out) == ("Омарова", "Петров", "", "конец")


def test_nested_tables_repeat_within_rows() -> None:
    inner = table([["{%tr for к in с.классы %}"], ["{{ к }}"], ["{%tr endfor %}"]])
    rows = [["{%tr for с in сотрудники %}"], [f"{p('{{ с.фио }}')}{inner}<w:p/>"], ["{%tr endfor %}"]]
    assert shown(rows) == ["Омарова", "1а", "", "Петров", ""]


def test_a_row_of_conditional_cells_never_ends_empty() -> None:
    assert shown("до", [["{%tc if нет %}", "а", "{%tc endif %}"]], "после") == ["до", "после"]
    assert shown("до", [["{%tc if нет %}", "а", "{%tc endif %}"], ["б"]], "после") == ["до", "б", "после"]


def test_a_page_break_is_kept_under_its_condition() -> None:
    out = rendered(p("{% if да %}", '<w:r><w:br w:type="page"/></w:r>', "{% endif %}"))
    assert 'w:type="page"' in xml_of(out)


def test_a_bookmark_over_several_paragraphs_covers_them_all() -> None:
    data = word(
        '<w:bookmarkStart w:id="1" w:name="п_1_3"/>' + p("{% for с in сотрудники %}") + p("{{ с.фио }}")
        + p("{% endfor %}") + '<w:bookmarkEnd w:id="1"/>', "конец",
    )  # fmt: skip
    out = compile_template(data, VOCABULARY).render(DATA)
    assert bookmarks(out) == (Bookmark("п_1_3", "document", 1, "Омарова\nПетров"),)


def test_a_bookmark_begun_in_a_vanishing_paragraph_moves_to_the_next() -> None:
    start, end = '<w:bookmarkStart w:id="1" w:name="п_1_3"/>', '<w:bookmarkEnd w:id="1"/>'
    data = word(p(start, "{% if да %}"), p("пункт"), p("{% endif %}", end), "конец")
    out = compile_template(data, VOCABULARY).render(DATA)
    assert bookmarks(out) == (Bookmark("п_1_3", "document", 1, "пункт"),)
    assert check_file(out) == []
    assert bookmarks(compile_template(word(p(start, "{% if нет %}"), "x", p("{% endif %}", end))).render(DATA)) == ()


def test_the_same_bookmark_in_two_branches_keeps_its_name() -> None:
    start, end = '<w:bookmarkStart w:id="{0}" w:name="п_1_3"/>'.format, '<w:bookmarkEnd w:id="{0}"/>'.format
    data = word("{% if да %}", p(start(1), r("а"), end(1)), "{% else %}", p(start(2), r("б"), end(2)), "{% endif %}")
    for flag, text in ((True, "а"), (False, "б")):
        out = compile_template(data, VOCABULARY).render({**DATA, "да": flag})
        assert [(item.name, item.text) for item in bookmarks(out)] == [("п_1_3", text)]


def test_bookmarks_of_parts_without_tags_keep_their_numbers() -> None:
    start, end = '<w:bookmarkStart w:id="{0}" w:name="{1}"/>'.format, '<w:bookmarkEnd w:id="{0}"/>'.format
    body = p(start(9, "а"), r("{{ школа.имя }}"), end(9)), p(start(8, "б"), r("б"), end(8))
    out = rendered(*body, header1=p(start(1, "в"), r("в"), end(1)), header2=p(start(5, "б"), r("г"), end(5)))
    assert [(item.name, item.text) for item in bookmarks(out)] == [
        ("а", "СОШ № 1"), ("б_раз2", "б"), ("в", "в"), ("б", "г"),
    ]  # fmt: skip


@pytest.mark.parametrize("tag", ["{{ школа.имя }}", "{% if да %}"])
def test_tags_outside_of_text_are_reported(tag: str) -> None:
    named = {"docProps/core.xml": f"<x>{tag}</x>", "word/comments.xml": f"<x><a>{tag[:5]}</a><b>{tag[5:]}</b></x>"}
    for part, content in named.items():
        assert [item.code for item in inspect_template(word("x", more={part: content}), VOCABULARY)] == ["tag-hidden"]
