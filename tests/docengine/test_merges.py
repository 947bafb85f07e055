"""Cells merged downwards over rows that come and go: the table is right whatever the data."""

import itertools

import pytest
from lxml import etree

from sferum_docs.docengine import check_file, compile_template, inspect_template
from sferum_docs.docengine.file.markup import qn
from tests.docengine.word import p, word, xml_of

GO, ON = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"


def cell(text: str, merge: str = "") -> str:
    return f'<w:tc><w:tcPr><w:tcW w:w="2000" w:type="dxa"/>{merge}</w:tcPr>{p(text)}</w:tc>'


def row(*cells: str) -> str:
    return f"<w:tr>{''.join(cells)}</w:tr>"


def tag(text: str, width: int = 2) -> str:
    return row(cell(text), *[cell("")] * (width - 1))


def table(*rows: str, width: int = 2) -> str:
    grid = '<w:gridCol w:w="2000"/>' * width
    return f"<w:tbl><w:tblPr/><w:tblGrid>{grid}</w:tblGrid>{''.join(rows)}</w:tbl>"


def seen(data: bytes) -> list[list[str]]:
    """Each row as it is printed: a cell that goes on from above shows «|»."""
    rows = []
    for item in etree.fromstring(xml_of(data).encode()).iter(qn("w:tr")):
        cells = []
        for one in item.findall(qn("w:tc")):
            merge = one.find(f"{qn('w:tcPr')}/{qn('w:vMerge')}")
            text = "".join(found.text or "" for found in one.iter(qn("w:t")))
            going_on = merge is not None and merge.get(qn("w:val")) != "restart"
            cells.append("|" if going_on else text + ("+" if merge is not None else ""))
        rows.append(cells)
    return rows


def filled(*rows: str, width: int = 2, **data: object) -> list[list[str]]:
    made = compile_template(word(table(*rows, width=width))).render(data)
    assert check_file(made) == []
    return seen(made)


IF, END = "{%tr if да %}", "{%tr endif %}"


def test_a_merge_whose_first_row_goes_begins_with_the_next_and_keeps_its_label() -> None:
    rows = (tag(IF), row(cell("Отдел", GO), cell("верх")), tag(END), row(cell("", ON), cell("низ")))
    assert inspect_template(word(table(*rows))) == []
    assert filled(*rows, да=True) == [["Отдел+", "верх"], ["|", "низ"]]
    assert filled(*rows, да=False) == [["Отдел+", "низ"]]


@pytest.mark.parametrize("present", list(itertools.product([True, False], repeat=3)))
def test_of_three_rows_whichever_are_left_are_one_merge(present: tuple[bool, bool, bool]) -> None:
    rows: list[str] = []
    for name, text in zip("абв", ("1", "2", "3"), strict=True):
        rows += [tag(f"{{%tr if {name} %}}"), row(cell("Отдел", ON if rows else GO), cell(text)), tag(END)]
    found = filled(*rows, row(cell("x"), cell("конец")), **dict(zip("абв", present, strict=True)))
    left = [text for text, there in zip("123", present, strict=True) if there]
    assert found == [["Отдел+" if at == 0 else "|", text] for at, text in enumerate(left)] + [["x", "конец"]]


@pytest.mark.parametrize("count", [0, 1, 3])
def test_a_first_row_that_a_loop_repeats_begins_one_merge(count: int) -> None:
    loop = (tag("{%tr for x in ряды %}"), row(cell("Отдел", GO), cell("{{ x }}")), tag("{%tr endfor %}"))
    found = filled(*loop, row(cell("", ON), cell("итого")), ряды=[str(at) for at in range(count)])
    texts = [*map(str, range(count)), "итого"]
    assert found == [["Отдел+" if at == 0 else "|", text] for at, text in enumerate(texts)]


@pytest.mark.parametrize("count", [0, 1, 3])
def test_a_loop_over_the_rows_below_keeps_their_merge(count: int) -> None:
    rows = (
        tag(IF), row(cell("Отдел", GO), cell("верх")), tag(END),
        tag("{%tr for x in ряды %}"), row(cell("", ON), cell("{{ x }}")), tag("{%tr endfor %}"),
    )  # fmt: skip
    found = filled(*rows, row(cell("x"), cell("y")), да=False, ряды=["а"] * count)
    assert found == [["Отдел+" if at == 0 else "|", "а"] for at in range(count)] + [["x", "y"]]


def test_two_merged_columns_go_each_by_itself() -> None:
    rows = (
        tag(IF, 3), row(cell("А", GO), cell("Б", GO), cell("1")), tag(END, 3),
        row(cell("", ON), cell("", ON), cell("2")), row(cell("", ON), cell("В"), cell("3")),
    )  # fmt: skip
    assert filled(*rows, width=3, да=False) == [["А+", "Б+", "2"], ["|", "В", "3"]]
    assert filled(*rows, width=3, да=True) == [["А+", "Б+", "1"], ["|", "|", "2"], ["|", "В", "3"]]


def test_a_merge_below_another_is_not_taken_into_it() -> None:
    rows = (
        row(cell("Первый", GO), cell("1")), row(cell("", ON), cell("2")),
        tag(IF), row(cell("Второй", GO), cell("3")), tag(END), row(cell("", ON), cell("4")),
    )  # fmt: skip
    assert filled(*rows, да=False) == [["Первый+", "1"], ["|", "2"], ["Второй+", "4"]]
    assert filled(*rows, да=True) == [["Первый+", "1"], ["|", "2"], ["Второй+", "3"], ["|", "4"]]


@pytest.mark.parametrize(("value", "label"), [(True, "Да"), (False, "Нет")])
def test_the_first_row_of_either_branch_begins_the_merge(*, value: bool, label: str) -> None:
    rows = (
        tag(IF), row(cell("Да", GO), cell("1")), tag("{%tr else %}"), row(cell("Нет", GO), cell("1")), tag(END),
        row(cell("", ON), cell("2")),
    )  # fmt: skip
    assert filled(*rows, да=value) == [[f"{label}+", "1"], ["|", "2"]]


def test_a_merge_within_a_loop_begins_anew_with_each_item() -> None:
    rows = (
        tag("{%tr for x in ряды %}"),
        tag("{%tr if x.верх %}"), row(cell("{{ x.имя }}", GO), cell("верх")), tag(END),
        row(cell("", ON), cell("низ")), tag("{%tr endfor %}"),
    )  # fmt: skip
    data = [{"имя": "А", "верх": False}, {"имя": "Б", "верх": True}, {"имя": "В", "верх": False}]
    assert inspect_template(word(table(*rows))) == []
    assert filled(*rows, ряды=data) == [["А+", "низ"], ["Б+", "верх"], ["|", "низ"], ["В+", "низ"]]


def test_a_label_known_in_the_loop_alone_is_warned_of_and_the_table_stays_sound() -> None:
    rows = (
        tag("{%tr for x in ряды %}"), row(cell("{{ x }}", GO), cell("1")), tag("{%tr endfor %}"),
        row(cell("", ON), cell("2")),
    )  # fmt: skip
    assert [item.code for item in inspect_template(word(table(*rows)))] == ["merge-lost"]
    assert filled(*rows, ряды=[]) == [["+", "2"]]
    assert filled(*rows, ряды=["А", "Б"]) == [["А+", "1"], ["Б+", "1"], ["|", "2"]]


def test_a_table_in_a_merged_cell_is_right_as_well() -> None:
    inner = table(tag(IF), row(cell("Внутри", GO), cell("1")), tag(END), row(cell("", ON), cell("2")))
    outer = f'<w:tc><w:tcPr><w:tcW w:w="4000" w:type="dxa"/></w:tcPr>{inner}{p("")}</w:tc>'
    found = filled(row(outer, cell("рядом")), да=False)
    assert found[1:] == [["Внутри+", "2"]]
