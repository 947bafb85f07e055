"""A rule holds of what is seen on paper, in whichever of Word's ways it was made."""

from __future__ import annotations

import pytest

from tests.gost.documents import annex, order, text
from tests.gost.looks import STYLES, found, own
from tests.gost.pieces import NB, TWO
from tests.gost.word import docx, p, picture, row, run, section, table

# ------------------------------------------------------------------------------------ the place of an annex mark
TITLE, LINES = f"Приложение №{NB}1", ("к приказу КУ «Горная СШ №\u00a07»", f"от 16.10.2023 №{NB}45-О")
REST = p("План учёта", jc="center", before=360, after=240) + text("1. Обеспечить порядок.")
MARK = (TITLE, *LINES)


def mark(line: str, properties: str, before: str = "") -> str:
    """A line of the mark; the title begins a page."""
    leaf = "<w:pageBreakBefore/>" if line == TITLE else ""
    return own(f"{leaf}{properties}", before + run(line))


def marks(properties: str, before: str = "") -> str:
    return "".join(mark(line, properties, before) for line in MARK)


def tabs(place: int, kind: str = "left") -> str:
    return f'<w:tabs><w:tab w:val="{kind}" w:pos="{place}"/></w:tabs>'


def beside(properties: str, *widths: int, empty: int = 0) -> str:
    lines = "".join(mark(line, "") for line in MARK)
    whole = row(*[p()] * empty, lines)
    return table(whole, widths=widths).replace("<w:tblPr>", f"<w:tblPr>{properties}")


TAB = "<w:r><w:tab/></w:r>"
AT_THE_RIGHT = {
    "отступ": marks('<w:ind w:left="5103"/>'),
    "отступ первой строки": marks('<w:ind w:firstLine="5103"/>'),
    "своя табуляция": marks(tabs(5103), TAB),
    "табуляции одна за другой": marks("", TAB * 7),
    "пробелы": marks("", '<w:r><w:t xml:space="preserve">' + " " * 60 + "</w:t></w:r>"),
    "выравнивание вправо": marks('<w:jc w:val="right"/>'),
    "правая табуляция": marks(tabs(9355, "right"), TAB),
    "правая ячейка": beside("", 5103, 4252, empty=1),
    "таблица, прижатая вправо": beside('<w:jc w:val="right"/>', 4252),
    "таблица с отступом": beside('<w:tblInd w:w="5103" w:type="dxa"/>', 4252),
    "таблица в обтекании": beside('<w:tblpPr w:tblpXSpec="right"/>', 4252),
    "рамка": marks('<w:framePr w:xAlign="right" w:w="4252"/>'),
    "рамка с местом": marks('<w:framePr w:x="5103" w:w="4252"/>'),
}
AT_THE_LEFT = {
    "ничего": marks(""),
    "отступ, который снимает выступ": marks('<w:ind w:left="5103" w:hanging="5103"/>'),
    "табуляция близко": marks(tabs(700), TAB),
    "вправо до середины": marks('<w:ind w:right="5103"/><w:jc w:val="right"/>'),
    "вправо в левой ячейке": table(
        row("".join(mark(line, '<w:jc w:val="right"/>') for line in MARK), p()), widths=(4252, 5103)
    ),
    "правая ячейка узкой таблицы": beside("", 1000, 4252, empty=1),
    "рамка слева": marks('<w:framePr w:xAlign="left" w:w="4252"/>'),
}


def misplaced(head: str) -> bool:
    return any("не справа" in item for item in found("G46", order(annex_one=head + REST)))


@pytest.mark.parametrize("head", AT_THE_RIGHT.values(), ids=AT_THE_RIGHT)
def test_an_annex_mark_is_seen_at_the_right(head: str) -> None:
    assert not misplaced(head)


@pytest.mark.parametrize("head", AT_THE_LEFT.values(), ids=AT_THE_LEFT)
def test_an_annex_mark_is_seen_elsewhere(head: str) -> None:
    assert misplaced(head)


# ------------------------------------------------------------------------------------ a new page
BARE = annex(f" №{NB}1", "План учёта").replace("<w:pageBreakBefore/>", "")
BREAK = '<w:r><w:br w:type="{}"/></w:r>'.format
NEXT = section(first=False)


def typed(kind: str) -> str:
    return NEXT.replace("<w:pgSz", f'<w:type w:val="{kind}"/><w:pgSz')


def styled(name: str) -> str:
    return BARE.replace("<w:pPr>", f'<w:pPr><w:pStyle w:val="{name}"/>', 1)


ON_A_NEW_PAGE = {
    "с новой страницы": (annex(f" №{NB}1", "План учёта"), NEXT),
    "стиль": (styled("Leaf"), NEXT),
    "наследник стиля": (styled("LeafHeir"), NEXT),
    "разрыв выше": (p(inside=BREAK("page")) + BARE, NEXT),
    "разрыв в строке": (BARE.replace("</w:pPr>", "</w:pPr>" + BREAK("page"), 1), NEXT),
    "разрыв колонки": (p(inside=BREAK("column")) + BARE, NEXT),
    "раздел": (p(section=section()) + BARE, NEXT),
    "раздел с чётной": (p(section=section()) + BARE, typed("evenPage")),
}
ON_THE_SAME_PAGE = {
    "ничего": (BARE, NEXT),
    "разрыв строки": (p(inside="<w:r><w:br/></w:r>") + BARE, NEXT),
    "раздел на той же странице": (p(section=section()) + BARE, typed("continuous")),
    "разрыв, снятый в абзаце": (
        styled("Leaf").replace('"Leaf"/>', '"Leaf"/><w:pageBreakBefore w:val="0"/>', 1),
        NEXT,
    ),
}


def runs_on(parts: tuple[str, str]) -> bool:
    data = order(annex_one=parts[0], annex_two=TWO, end=parts[1], styles=STYLES)
    return any("не с нового листа" in item for item in found("G46", data))


@pytest.mark.parametrize("parts", ON_A_NEW_PAGE.values(), ids=ON_A_NEW_PAGE)
def test_an_annex_begins_a_page(parts: tuple[str, str]) -> None:
    assert not runs_on(parts)


@pytest.mark.parametrize("parts", ON_THE_SAME_PAGE.values(), ids=ON_THE_SAME_PAGE)
def test_an_annex_goes_on_on_the_page(parts: tuple[str, str]) -> None:
    assert runs_on(parts)


def test_the_cells_of_a_row_on_a_new_page_all_begin_it_and_those_of_the_first_row_begin_no_second() -> None:
    beside_another = table(row(p("ПРИНЯТ", page=True), p(TITLE) + "".join(p(line) for line in LINES)))
    assert not runs_on((beside_another + REST, NEXT))
    coded = p("Порядок", inside=picture("QR-код"))
    data = docx(table(row("ПРИНЯТ", "УТВЕРЖДЁН")) + coded)
    assert found("G64", data) == []
