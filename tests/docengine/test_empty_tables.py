"""A table of which only the heading would be left is not printed."""

import pytest

from sferum_docs.docengine import check_file, compile_template
from tests.docengine.word import Block, word, xml_of

HEAD = ["№", "Имя"]
LOOP = [["{%tr for x in л %}", ""], ["{{ loop.index }}", "{{ x }}"], ["{%tr endfor %}", ""]]
CASES: list[tuple[list[list[str]], int, int]] = [
    # rows of the template, tables printed of an empty list, of two items
    ([HEAD, *LOOP], 0, 1),
    ([HEAD, ["1", "2"], *LOOP], 0, 1),  # the columns are numbered below their names
    ([HEAD, *LOOP, ["Итого", "{{ л|length }}"]], 1, 1),
    ([HEAD, ["Всего", "{{ л|length }}"], *LOOP], 1, 1),  # a row that prints a value is no heading
    ([HEAD, ["{%tr if л %}", ""], ["а", "б"], ["{%tr endif %}", ""]], 0, 1),
    ([HEAD, ["{%tr if л %}", ""], ["а", "б"], ["{%tr else %}", ""], ["нет", "нет"], ["{%tr endif %}", ""]], 1, 1),
    ([HEAD, *LOOP, *LOOP], 0, 1),
    (LOOP, 0, 1),
    ([HEAD], 1, 1),  # a blank form that somebody fills by hand
    ([HEAD, ["", ""]], 1, 1),
]


@pytest.mark.parametrize(("rows", "of_none", "of_two"), CASES)
def test_a_heading_alone_is_no_table(rows: list[list[str]], of_none: int, of_two: int) -> None:
    blocks: list[Block] = ["до", rows, "после {{ л|length }}"]
    template = compile_template(word(*blocks))
    for items, tables in (([], of_none), (["а", "б"], of_two)):
        made = template.render({"л": items})
        assert xml_of(made).count("<w:tbl>") == tables
        assert check_file(made) == []
