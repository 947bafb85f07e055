"""Words are hidden by more than a switch of their own: by a theme, a table's style, indents by letters, low lines."""

from __future__ import annotations

import pytest

from sferum_docs.documents.checking.look import changes, look
from tests.docengine.word import Block, pack, parts, r
from tests.documents.test_look import told_of_same_words

WORDS = "Назначить ответственной Омарову 10-12."
MAIN = "http://schemas.openxmlformats.org/drawingml/2006/main"
SAYS_WHITE = '<w:color w:val="000000" w:themeColor="{}"{}/>'.format
TINTED = ' w:themeTint="{}"'.format


def theme(dark: str = "000000", light: str = "FFFFFF") -> str:
    named = {"dk1": dark, "lt1": light, "dk2": "44546A", "lt2": "E7E6E6", "accent1": "4472C4"}
    told = "".join(f'<a:{name}><a:srgbClr val="{colour}"/></a:{name}>' for name, colour in named.items())
    return f'<a:theme xmlns:a="{MAIN}"><a:themeElements><a:clrScheme>{told}</a:clrScheme></a:themeElements></a:theme>'


def paper(look_of: str = "", place: str = "", before: str = "", after: str = "", **named: Block) -> bytes:
    """A paragraph with a theme, styles and settings beside it."""
    words = f"<w:p><w:pPr>{place}</w:pPr>{before}{r(WORDS, look_of)}</w:p>"
    files = parts(
        words, after or "Директор", more=None, **{name: "" if name == "theme" else told for name, told in named.items()}
    )
    return pack({**files, **({"word/theme.xml": str(named["theme"]).encode()} if "theme" in named else {})})


def table(cells: str = "", whole: str = "", row: str = "", grid: int = 4000, style: str = "T") -> str:
    """Three rows of three cells whose style is looked at from all sides."""
    look_of = '<w:tblLook w:val="01E0"/>'
    made = "".join(
        "<w:tr>" + (f"<w:trPr>{row}</w:trPr>" if row else "")
        + "".join(f"<w:tc><w:tcPr>{cells}</w:tcPr><w:p>{r(f'{line}.{place}')}</w:p></w:tc>" for place in (1, 2, 3))
        + "</w:tr>" for line in (1, 2, 3)
    )  # fmt: skip
    columns = f'<w:gridCol w:w="{grid}"/>' * 3
    properties = f'<w:tblPr><w:tblStyle w:val="{style}"/>{whole}{look_of}</w:tblPr>'
    return f"<w:tbl>{properties}<w:tblGrid>{columns}</w:tblGrid>{made}</w:tbl>"


VANISH = "<w:rPr><w:vanish/></w:rPr>"


def styled(level: str, inside: str) -> str:
    return (
        '<w:style w:type="table" w:styleId="T"><w:name w:val="T"/>'
        f'<w:tblStylePr w:type="{level}">{inside}</w:tblStylePr></w:style>'
    )


PLAIN, THEMED = paper(), paper(theme=theme())
SWAPPED = '<w:clrSchemeMapping w:bg1="dark1" w:t1="light1"/>'
W14 = 'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"'
FILLED = f"<w14:textFill {W14}><w14:solidFill><w14:{{}}/></w14:solidFill></w14:textFill>".format
FIXED = '<w:tblLayout w:type="fixed"/>'
PEN = '<w:r><w:contentPart r:id="rId9"/></w:r>'
CURVE = "<w:r><w:pict><v:{}/></w:pict></w:r>".format
HIDDEN = {
    "скрытие стиля абзацев": (PLAIN, paper("<w:specVanish/>"), "hidden"),
    "белые чернила темы": (THEMED, paper(SAYS_WHITE("text1", ""), theme=theme(dark="FFFFFF")), "pale"),
    "тема наизнанку": (THEMED, paper(SAYS_WHITE("text1", ""), theme=theme(), settings=SWAPPED), "pale"),
    "второй фон темы": (THEMED, paper(SAYS_WHITE("background2", ""), theme=theme()), "pale"),
    "акцент, разбавленный добела": (THEMED, paper(SAYS_WHITE("accent1", TINTED("0A")), theme=theme()), "pale"),
    "чернила, разбавленные добела": (THEMED, paper(SAYS_WHITE("text1", TINTED("05"))), "pale"),
    "чёрные на чёрном по теме": (
        THEMED, paper('<w:color w:val="000000"/><w:shd w:fill="FFFFFF" w:themeFill="text1"/>', theme=theme()), "pale"),
    "заливка букв фоном": (PLAIN, paper(FILLED('schemeClr w14:val="bg1"')), "effect"),
    "заливка букв почти белым": (PLAIN, paper(FILLED('srgbClr w14:val="FEFEFE"')), "effect"),
    "цифры справа налево": (PLAIN, paper("<w:rtl/>"), "turned"),
    "буквы по всему листу": (PLAIN, paper('<w:spacing w:val="31680"/>'), "apart"),
    "шрифт из значков": (PLAIN, paper('<w:rFonts w:hAnsi="MT Extra"/>'), "signs"),
    "доля строки": (PLAIN, paper(place='<w:spacing w:line="2"/>'), "low"),
    "отступ в буквах": (PLAIN, paper(place='<w:ind w:leftChars="9000"/>'), "outside"),
    "красная строка в буквах": (PLAIN, paper(place='<w:ind w:firstLineChars="9000"/>'), "outside"),
    "табуляция за лист": (
        paper(before="<w:r><w:tab/></w:r>"),
        paper(place='<w:tabs><w:tab w:val="left" w:pos="31000"/></w:tabs>', before="<w:r><w:tab/></w:r>"), "outside"),
    "удалённый знак абзаца": (PLAIN, paper(place='<w:rPr><w:del w:id="1"/></w:rPr>'), "joined"),
    "рукописный ввод": (PLAIN, paper(before=PEN), "shape"),
    "кривая": (PLAIN, paper(before=CURVE("curve")), "shape"),
    "дуга": (PLAIN, paper(before=CURVE("arc")), "shape"),
    "перечёркнутая ячейка": (
        paper(after=table()), paper(after=table('<w:tcBorders><w:tl2br w:val="single"/></w:tcBorders>')), "crossed"),
    "столбцы сетки в волос": (
        paper(after=table(whole=FIXED)), paper(after=table(whole=FIXED, grid=1)), "column"),
    "поле ячейки за лист": (
        paper(after=table()), paper(after=table('<w:tcMar><w:left w:w="20000" w:type="dxa"/></w:tcMar>')), "outside"),
    "строка за листом": (
        paper(after=table()), paper(after=table(row='<w:wBefore w:w="20000" w:type="dxa"/>')), "outside"),
}  # fmt: skip
LEVELS = {
    "wholeTable": 9, "firstRow": 3, "lastRow": 3, "firstCol": 3, "lastCol": 3, "band1Horz": 3, "band1Vert": 3,
    "nwCell": 1, "neCell": 1, "swCell": 1, "seCell": 1,
}  # fmt: skip


@pytest.mark.parametrize(("before", "after", "kind"), HIDDEN.values(), ids=HIDDEN)
def test_what_is_hidden_in_a_roundabout_way_is_told(before: bytes, after: bytes, kind: str) -> None:
    assert kind in told_of_same_words(before, after)


@pytest.mark.parametrize(("level", "cells"), LEVELS.items())
def test_every_level_of_a_tables_style_is_looked_at(level: str, cells: int) -> None:
    before, after = (
        paper(after=table(), styles=styled(level, inside)) for inside in ("", "<w:rPr><w:vanish/></w:rPr>")
    )
    found = changes(look(before), look(after))
    assert [item.trait.kind for item in found] == ["hidden"] * cells


CROSS = '<w:tcPr><w:tcBorders><w:tr2bl w:val="single"/></w:tcBorders></w:tcPr>'


@pytest.mark.parametrize("inside", ["<w:trPr><w:hidden/></w:trPr>", CROSS])
def test_what_a_style_does_to_rows_and_cells_is_told(inside: str) -> None:
    before, after = (paper(after=table(), styles=styled("firstRow", told)) for told in ("", inside))
    assert [item.words for item in changes(look(before), look(after))] == ["стиль «T»"]


@pytest.mark.parametrize(
    "colour", ["", SAYS_WHITE("text1", ""), SAYS_WHITE("accent1", ""), SAYS_WHITE("dark1", TINTED("BF"))]
)
def test_ink_that_a_theme_names_is_no_pale_one(colour: str) -> None:
    assert not changes(look(THEMED), look(paper(colour, theme=theme())))


def numbered(form: str) -> bytes:
    level = f'<w:lvl w:ilvl="0"><w:start w:val="1"/>{form}<w:lvlText w:val="%1."/></w:lvl>'
    numbering = (
        f'<w:abstractNum w:abstractNumId="1">{level}</w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num>'
    )
    return paper(place='<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>', numbering=numbering)


def test_numbers_of_an_authors_own_form_are_told() -> None:
    own = '<w:numFmt w:val="custom" w:format="001, 002, 003, ..."/>'
    twice = (
        f'<mc:AlternateContent><mc:Choice Requires="w14">{own}</mc:Choice>'
        '<mc:Fallback><w:numFmt w:val="decimal"/></mc:Fallback></mc:AlternateContent>'
    )
    for form in (own, twice):
        (found,) = changes(look(numbered('<w:numFmt w:val="decimal"/>')), look(numbered(form)))
        assert "было «1.», стало «001." in found.words


@pytest.mark.parametrize("code", ["= 1+1", "имя"])
def test_a_sum_and_a_name_are_fields_too(code: str) -> None:
    begin, end = (f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "end"))
    after = paper(before=f"{begin}<w:r><w:instrText>{code}</w:instrText></w:r>{end}")
    assert [item.trait.kind for item in changes(look(PLAIN), look(after))] == ["field"]
