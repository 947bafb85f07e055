"""Cells merge over a loop, span columns and take a colour."""

import re
from hashlib import sha256

import pytest

from sferum_docs.docengine import TemplateError, advise, check_file, compile_template, inspect_template, plain_text
from tests.docengine.word import NS, Block, table, word, xml_of

LIST = {"л": ["а", "б", "в"], "n": 2, "цвет": "#ffee00"}


def rendered(*blocks: Block) -> bytes:
    out = compile_template(word(*blocks)).render(LIST)
    assert check_file(out) == []
    return out


def test_cells_merge_downwards_over_a_loop() -> None:
    out = rendered([["{%tr for x in л %}", ""], ["{% vm %}общее", "{{ x }}"], ["{%tr endfor %}", ""]])
    assert plain_text(out) == ("общее", "а", "", "б", "", "в")
    assert re.findall(r'<w:vMerge w:val="(\w+)"', xml_of(out)) == ["restart", "continue", "continue"]


def test_cells_merge_sideways_over_a_loop() -> None:
    row = ["{%tc for x in л %}", "{% hm %}{{ x }}", "{%tc endfor %}"]
    out = rendered([row, ["1", "2", "3"]])
    assert plain_text(out) == ("а", "1", "2", "3")
    assert '<w:gridSpan w:val="3"/>' in xml_of(out)


def test_the_grid_follows_repeated_cells() -> None:
    out = rendered([["{%tc for x in л %}", "{{ x }}", "{%tc endfor %}", "конец"]])
    assert xml_of(out).count("<w:gridCol") == len(re.findall("<w:tc>", xml_of(out))) == 4
    row = ["{%tc for x in с.л %}", "{{ x }}", "{%tc endfor %}"]
    out = compile_template(word([["{%tr for с in ряды %}"], row, ["{%tr endfor %}"]])).render({"ряды": [{"л": ["а"]}]})
    assert xml_of(out).count("<w:gridCol") == 1


def test_advice_is_given_on_fat_files_and_uneven_grids() -> None:
    assert advise(word("x", [["а", "б"]])) == []
    names = (sha256(b"%d" % number).hexdigest() for number in range(9000))  # what does not pack
    styles = f"<w:styles {NS}>{''.join(f'<w:style w:styleId={chr(34)}{name}{chr(34)}/>' for name in names)}</w:styles>"
    assert [item.code for item in advise(word("x", more={"word/styles.xml": styles}))] == ["file-fat"]
    cells = table([["а", "б"]]).replace('<w:gridCol w:w="2000"/>', '<w:gridCol w:w="3000"/>', 1)
    assert [(item.code, item.place.paragraph) for item in advise(word("x", cells))] == [("grid-uneven", 2)]


def test_a_cell_spans_columns_and_takes_a_colour() -> None:
    out = rendered([["{% colspan n %}{% cellbg цвет %}{{ n }}"], ["1", "2"]])
    assert plain_text(out) == ("2", "1", "2")
    tail = '<w:gridSpan w:val="2"/><w:shd w:val="clear" w:color="auto" w:fill="FFEE00"/></w:tcPr>'
    assert f'<w:tcW w:w="2000" w:type="dxa"/>{tail}' in xml_of(out)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("{% vm %}", "cell-tag-outside"),
        ("{% vm слово %}", "cell-word"),
        ("{% colspan %}", "cell-word"),
        ("{% hm %}", "loop-outside"),
    ],
)
def test_a_cell_tag_in_a_wrong_place_is_reported(text: str, code: str) -> None:
    assert code in [item.code for item in inspect_template(word(text))]


@pytest.mark.parametrize(("tag", "code"), [("colspan цвет", "not-columns"), ("cellbg n", "not-colour")])
def test_a_value_that_is_no_property_is_refused(tag: str, code: str) -> None:
    with pytest.raises(TemplateError) as caught:
        compile_template(word([[f"{{% {tag} %}}x"]])).render(LIST)
    assert caught.value.code == code
