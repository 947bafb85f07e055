"""A rule holds of what is seen on paper, in whichever of Word's ways it was made."""

from __future__ import annotations

import pytest

from sferum_docs.gost.check import check
from sferum_docs.gost.model import Profile
from tests.gost.documents import FULL, KNOWN, ORDER, SHORT, annex, centred, order, text
from tests.gost.pieces import HEAD, NB, TEXT, TWO
from tests.gost.word import DEFAULTS, PAGE, docx, p, picture, row, run, section, table

STYLES = DEFAULTS + "".join(
    f'<w:style w:type="{kind}" w:styleId="{name}"><w:name w:val="{name}"/>{inside}</w:style>'
    for kind, name, inside in (
        ("paragraph", "Text", '<w:pPr><w:ind w:firstLine="709"/><w:jc w:val="both"/></w:pPr>'),
        ("paragraph", "Heir", '<w:basedOn w:val="Text"/>'),
        ("paragraph", "Leaf", "<w:pPr><w:pageBreakBefore/></w:pPr>"),
        ("paragraph", "LeafHeir", '<w:basedOn w:val="Leaf"/>'),
        ("paragraph", "Bold", "<w:rPr><w:b/></w:rPr>"),
        ("paragraph", "Close", '<w:pPr><w:spacing w:after="200"/><w:contextualSpacing/></w:pPr>'),
        ("character", "Strong", "<w:rPr><w:b/></w:rPr>"),
        (
            "table",
            "Sheet",
            '<w:trPr><w:cantSplit/></w:trPr><w:tblStylePr w:type="firstRow">{}</w:tblStylePr>'.format(
                "<w:trPr><w:tblHeader/></w:trPr>"
            ),
        ),
    )
)


def found(rule: str, data: bytes) -> list[str]:
    return [item.sentence for item in check(data, Profile(), KNOWN).result(rule).findings]


def own(properties: str, inside: str) -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr>{inside}</w:p>"


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


# ------------------------------------------------------------------------------------ lines and intervals
def paragraph(properties: str, words: str = TEXT, look: str = "") -> str:
    return own(properties, f'<w:r><w:rPr>{look}</w:rPr><w:t xml:space="preserve">{words}</w:t></w:r>')


SET = '<w:ind w:firstLine="709"/><w:jc w:val="both"/>'
JUSTIFIED = {
    "прямо": SET,
    "стиль": '<w:pStyle w:val="Text"/>',
    "наследник": '<w:pStyle w:val="Heir"/>',
    "с арабской растяжкой": SET.replace("both", "lowKashida"),
}
RAGGED = {"снято": '<w:pStyle w:val="Heir"/><w:jc w:val="start"/>', "с растяжкой": SET.replace("both", "distribute")}


@pytest.mark.parametrize("properties", JUSTIFIED.values(), ids=JUSTIFIED)
def test_a_text_is_seen_justified(properties: str) -> None:
    data = order(one=paragraph(properties), styles=STYLES)
    assert (found("G15", data), found("G14", data)) == ([], [])


@pytest.mark.parametrize("properties", RAGGED.values(), ids=RAGGED)
def test_a_text_is_seen_ragged(properties: str) -> None:
    assert found("G15", order(one=paragraph(properties), styles=STYLES))


@pytest.mark.parametrize(
    ("spacing", "right"),
    [
        ('w:line="240" w:lineRule="auto"', True),
        ('w:line="360"', True),
        ('w:line="240" w:lineRule="atLeast"', True),
        ('w:line="500" w:lineRule="atLeast"', False),
        ('w:line="320" w:lineRule="exact"', False),
        ('w:line="480"', False),
    ],
)
def test_the_distance_of_lines_is_that_which_is_seen(spacing: str, right: bool) -> None:
    assert bool(found("G12", order(one=paragraph(f"<w:spacing {spacing}/>{SET}")))) is not right


def heading_under_place(place: str, heading: str) -> bytes:
    return order(
        place=own(f'{place}<w:jc w:val="center"/>', run("с. Нижнее")),
        heading=own(f'{heading}<w:ind w:right="2551"/>', run("О назначении ответственных")),
        styles=STYLES,
    )


@pytest.mark.parametrize(
    ("place", "heading", "free"),
    [
        ('<w:spacing w:after="200"/>', "", True),
        ("", '<w:spacing w:before="200"/>', True),
        ('<w:spacing w:afterAutospacing="1"/>', "", True),
        ('<w:spacing w:afterLines="100" w:after="0"/>', "", True),
        ('<w:pStyle w:val="Close"/>', "", True),
        ("", "", False),
        ('<w:pStyle w:val="Close"/>', '<w:pStyle w:val="Close"/>', False),
        ('<w:spacing w:after="200" w:afterAutospacing="0"/>', "", True),
    ],
)
def test_an_interval_is_seen_however_it_is_set(place: str, heading: str, free: bool) -> None:
    data = heading_under_place(place, heading)
    told = [item.place.text for item in check(data, Profile(), KNOWN).result("G13").findings]
    assert any(words.startswith("О назначении") for words in told) is not free


# ------------------------------------------------------------------------------------ letters
@pytest.mark.parametrize(
    ("look", "right"),
    [
        ("", True),
        ('<w:sz w:val="22"/><w:szCs w:val="28"/>', False),
        ('<w:sz w:val="28"/><w:szCs w:val="22"/>', True),
        ('<w:cs/><w:sz w:val="22"/><w:szCs w:val="28"/>', True),
        ('<w:cs/><w:sz w:val="28"/><w:szCs w:val="22"/>', False),
        ('<w:rtl/><w:sz w:val="28"/>', False),
    ],
)
def test_the_size_is_that_which_is_seen(look: str, right: bool) -> None:
    assert bool(found("G10", order(one=paragraph(SET, look=look)))) is not right


@pytest.mark.parametrize(
    ("words", "look", "right"),
    [
        (TEXT, "", True),
        (TEXT, '<w:spacing w:val="40"/>', False),
        (TEXT, '<w:fitText w:val="9000"/>', False),
        (TEXT.replace("Назначить", "Н а з н а ч и т ь"), "", False),
        (TEXT.replace("Назначить", f"Назначить{NB} "), "", False),
        (TEXT.replace("Назначить", "Назначить и с о"), "", True),
    ],
)
def test_letters_apart_are_seen_however_they_are_set(words: str, look: str, right: bool) -> None:
    assert bool(found("G16", order(one=paragraph(SET, words, look)))) is not right


@pytest.mark.parametrize(
    ("properties", "look", "bold"),
    [
        ('<w:pStyle w:val="Bold"/>', "", True),
        ("", '<w:rStyle w:val="Strong"/>', True),
        ("", "<w:b/>", True),
        ('<w:pStyle w:val="Bold"/>', '<w:rStyle w:val="Strong"/>', False),
        ('<w:pStyle w:val="Bold"/>', '<w:rStyle w:val="Strong"/><w:b/>', True),
        ('<w:pStyle w:val="Bold"/>', '<w:b w:val="0"/>', False),
    ],
)
def test_a_bold_title_inside_the_text_is_no_text(properties: str, look: str, bold: bool) -> None:
    title = paragraph(properties, "1. Общие положения", look)
    assert bool(found("G15", order(one=title, styles=STYLES))) is not bold


# ------------------------------------------------------------------------------------ tables
ROWS = row(p("1"), p("Дело")) * 2


def listed(head: str, rest: str, properties: str = "") -> bytes:
    made = table(head, rest, lined=True).replace("<w:tblPr>", f"<w:tblPr>{properties}")
    return order(after=ORDER["after"] + made, styles=STYLES)


LOOK = '<w:tblStyle w:val="Sheet"/><w:tblLook w:val="0020"/>'
PLAIN_HEAD, LOOSE = HEAD.replace("<w:tblHeader/>", ""), ROWS.replace("<w:cantSplit/>", "")


@pytest.mark.parametrize(
    ("data", "right"),
    [
        (listed(HEAD, ROWS), True),
        (listed(PLAIN_HEAD, ROWS, LOOK), True),
        (listed(HEAD, LOOSE, LOOK), True),
        (listed(PLAIN_HEAD, ROWS), False),
        (listed(PLAIN_HEAD, ROWS, LOOK.replace("0020", "0000")), False),
        (listed(HEAD, LOOSE), False),
        (listed(HEAD, LOOSE.replace("<w:trPr>", '<w:trPr><w:cantSplit w:val="0"/>'), LOOK), False),
    ],
)
def test_a_head_is_repeated_and_rows_kept_however_it_is_said(data: bytes, right: bool) -> None:
    assert bool(found("G43", data)) is not right


NO_LINES = "".join(f'<w:{side} w:val="nil"/>' for side in ("top", "left", "bottom", "right"))
UNDER = '<w:tcBorders><w:bottom w:val="single"/></w:tcBorders>'


def signing(middle: str = "", each: str = "", *, lined: bool = False) -> str:
    cells = (p("Директор"), p(), p(f"М.А.{NB}Омаров", jc="right"))
    pieces = table(row(*cells), widths=(3000, 3000, 3354), lined=lined).split('<w:vAlign w:val="bottom"/>')
    looks = (each, each + middle, each)
    return (
        "".join(f'{piece}{look}<w:vAlign w:val="bottom"/>' for piece, look in zip(pieces[:3], looks, strict=True))
        + pieces[3]
    )


@pytest.mark.parametrize(
    ("signature", "right"),
    [
        (signing(), True),
        (signing(middle=UNDER), True),
        (signing(each=f"<w:tcBorders>{NO_LINES}</w:tcBorders>", lined=True), True),
        (signing(lined=True), False),
        (p("Директор"), False),
    ],
)
def test_a_signature_is_seen_in_a_table_whose_lines_are_not(signature: str, right: bool) -> None:
    assert bool(found("G53", order(signature=signature))) is not right


# ------------------------------------------------------------------------------------ the number of the page
def cells(*inside: str) -> str:
    return table(row(*inside), widths=(3118, 3118, 3118))


NUMBER = p(jc="center", inside=PAGE)
MIDDLE = {
    "выравнивание": NUMBER,
    "средняя ячейка": cells(p(), NUMBER, p()),
    "две равные доли отступа": p(jc="center", left=2000, right=2000, inside=PAGE),
}
ASIDE = {
    "правая ячейка": cells(p(), p(), NUMBER),
    "отступ": p(jc="center", left=5103, inside=PAGE),
    "рамка справа": own('<w:framePr w:xAlign="right"/><w:jc w:val="center"/>', PAGE),
}


@pytest.mark.parametrize("header", MIDDLE.values(), ids=MIDDLE)
def test_a_number_is_seen_in_the_middle(header: str) -> None:
    assert found("G06", order(header=header)) == []


@pytest.mark.parametrize("header", ASIDE.values(), ids=ASIDE)
def test_a_number_is_seen_aside(header: str) -> None:
    assert found("G06", order(header=header))


@pytest.mark.parametrize("line", [centred(f"({SHORT})"), own(tabs(4677, "center"), TAB + run(f"({SHORT})"))])
def test_a_name_is_centred_by_a_tab_as_by_its_alignment(line: str) -> None:
    assert found("G18", order(name=centred(FULL), short=line)) == []
