"""What a sheet, a box, a field or a picture does to words that stay the same is told."""

from __future__ import annotations

import pytest

from sferum_docs.documents.checking.look import changes, look
from tests.docengine.word import REL, p, pack, parts, r, table, word
from tests.documents.test_look import (
    PNG,
    A,
    field,
    floating,
    graphic,
    inline,
    off,
    old_box,
    told,
    told_of_same_words,
    with_picture,
)

ROWS = table([["а", "б"], ["в", "г"]])
LOW = ROWS.replace("<w:tr>", '<w:tr><w:trPr><w:trHeight w:val="10" w:hRule="exact"/></w:trPr>', 1)
IMAGE = '<w:r><w:pict><v:shape style="width:90pt"><v:imagedata r:id="rId91" {}/></v:shape></w:pict></w:r>'.format
MARK = '<w:bookmarkStart w:id="1" w:name="a"/>{}<w:bookmarkEnd w:id="1"/>'.format
GROUND = '<w:background w:color="FFFFFF"><v:background><v:fill type="frame"/></v:background></w:background>'
WPS = "http://schemas.microsoft.com/office/word/2010/wordprocessingShape"
WP14 = "http://schemas.microsoft.com/office/word/2010/wordprocessingDrawing"
SHARE = f'<wp14:pctPosHOffset xmlns:wp14="{WP14}">90000</wp14:pctPosHOffset>'
WIDE = f'<wp14:sizeRelH xmlns:wp14="{WP14}"><wp14:pctWidth>500000</wp14:pctWidth></wp14:sizeRelH></wp:anchor>'
FILL = "<a:solidFill><a:srgbClr val='000000'/></a:solidFill>"


def sheet(section: str, header1: str = "") -> bytes:
    files = parts("раз", header1=header1) if header1 else parts("раз")
    made = files["word/document.xml"].replace(b"<w:sectPr/>", f"<w:sectPr>{section}</w:sectPr>".encode())
    return pack({**files, "word/document.xml": made})


def header(content: str) -> bytes:
    return sheet('<w:headerReference w:type="default" r:id="rId1"/>', header1=content)


def box(inside: str = "", ground: str = "", words: str = "<w:p><w:r><w:t>в рамке</w:t></w:r></w:p>") -> bytes:
    shape = (
        f'<a:graphic {A}><a:graphicData uri="{WPS}"><wps:wsp xmlns:wps="{WPS}"><wps:spPr>{ground}</wps:spPr><wps:txbx>'
        f"<w:txbxContent>{words}</w:txbxContent></wps:txbx><wps:bodyPr {inside}</wps:wsp></a:graphicData></a:graphic>"
    )
    return word(p(r("а"), floating(off(0)).replace(graphic(), shape)))


def pictured(was: str = "", now: str = "") -> bytes:
    return with_picture(p(floating(off(0)).replace(was, now) if was else floating(off(0)), r("а")))


def fonts(told: str) -> bytes:
    return word("раз", fontTable=f'<w:font w:name="Arial">{told}</w:font>')


def margins(top: int, above: int) -> str:
    return f'<w:pgSz w:h="16838"/><w:pgMar w:top="{top}" w:bottom="1000" w:header="{above}"/>'


FLOW, LAID = pictured(), with_picture(p(inline()))
TOLD = {
    "линия сноски в тексте": (word("а"), word(p("<w:r><w:separator/></w:r>", r("а"))), "sign"),
    "слова в формате номера страницы": (header(p(field("PAGE", "2"))),
                                        header(p(field("PAGE \\# \"'не выполнять'\"", "2"))), "field"),
    "номер страницы словами": (header(p(field("PAGE", "2"))), header(p(field("PAGE \\* CardText", "2"))), "field"),
    "слова в формате даты": (word(p(field("DATE", "1"))), word(p(field("DATE \\@ \"'НЕ' dd\"", "1"))), "field"),
    "номер вместо слов": (word(p(field("REF a", "1"))), word(p(field("REF a \\n", "1"))), "field"),
    "закладка на других словах": (
        word(p(MARK(r("да"))), p("нет"), p(field("REF a", "да"))),
        word(p("да"), p(MARK(r("нет"))), p(field("REF a", "да"))), "field"),
    "ссылка на соседний файл": (word(p(r("а"))), word(p(field('HYPERLINK "b.docx"', ""), r("а"))), "link"),
    "столбец в волос по доле": (word(ROWS), word(ROWS.replace('w:w="2000" w:type="dxa"', 'w:w="1" w:type="pct"', 1)),
                                "column"),
    "слияние ячеек исправлением": (
        word(ROWS), word(ROWS.replace("</w:tcPr>", '<w:cellMerge w:id="1" w:vMerge="cont"/></w:tcPr>', 1)), "row"),
    "таблица в низкой строке": (
        word(table([[ROWS + p("к")]])),
        word(table([[ROWS + p("к")]]).replace(
            "<w:tr>", '<w:tr><w:trPr><w:trHeight w:val="300" w:hRule="exact"/></w:trPr>', 1)), "cut"),
    "низкая строка шапки": (header(ROWS + "<w:p/>"), header(LOW + "<w:p/>"), "cut"),
    "низкая строка надписи": (box("/>", words=ROWS + p("к")), box("/>", words=LOW + p("к")), "cut"),
    "сорок столбцов": (sheet(""), sheet('<w:cols w:num="40"/>'), "columns"),
    "столбец листа в волос": (
        sheet('<w:cols w:num="2"><w:col w:w="4000"/><w:col w:w="4000"/></w:cols>'),
        sheet('<w:cols w:num="2"><w:col w:w="10"/><w:col w:w="9000"/></w:cols>'), "columns"),
    "рамка по листу": (sheet(""), sheet('<w:pgBorders><w:top w:val="skulls"/></w:pgBorders>'), "border"),
    "сетка сжимает буквы": (sheet(""), sheet('<w:docGrid w:type="linesAndChars" w:charSpace="-40000"/>'), "grid"),
    "шапка за листом": (sheet(margins(1000, 500)), sheet(margins(1000, 31000)), "off"),
    "шапка под текстом": (sheet(margins(1000, 500)), sheet(margins(-1000, 500)), "over"),
    "рисунок на листе": (word("а"), pack({**parts("а"), "word/document.xml": parts("а")["word/document.xml"].replace(
        b"<w:body>", GROUND.encode() + b"<w:body>")}), "ground"),
    "рисунок за текстом": (FLOW, pictured('behindDoc="0"', 'behindDoc="1"'), "placed"),
    "рисунок от края листа": (FLOW, pictured('relativeFrom="column"', 'relativeFrom="page"'), "placed"),
    "рисунок в углу листа": (FLOW, pictured('behindDoc="0"', 'behindDoc="0" simplePos="1"'), "placed"),
    "рисунок по доле листа": (FLOW, pictured(off(0), SHARE), "placed"),
    "рисунок шире листа": (FLOW, pictured("</wp:anchor>", WIDE), "placed"),
    "рисунок под своей линией": (
        LAID, with_picture(p(inline(turn='/><a:ln w="900000"></a:ln').replace("</a:ln/>", "</a:ln>"))), "cropped"),
    "рисунок в скрытых словах": (
        LAID, with_picture(p(inline().replace("<w:r>", "<w:r><w:rPr><w:vanish/></w:rPr>"))), "cropped"),
    "рисунок размыт": (LAID, with_picture(p(inline(pale='<a:blur rad="9000000"/>'))), "cropped"),
    "слова надписи набок": (box("/>"), box('vert="vert270"/>'), "boxed"),
    "слова надписи вниз головой": (box("/>"), box('rot="10800000"/>'), "boxed"),
    "слова надписи отодвинуты": (box("/>"), box('tIns="9000000"/>'), "boxed"),
    "надпись на чёрном": (box("/>"), box("/>", ground=FILL), "boxed"),
    "слова надписи по фигуре": (box("/>"), box(f'><a:prstTxWarp {A} prst="textPlain"/></wps:bodyPr>'), "boxed"),
    "старая надпись набок": (
        word(old_box("left:0")),
        word(old_box("left:0").replace("<v:textbox>", '<v:textbox style="layout-flow:vertical">')), "boxed"),
    "слова старой надписи отодвинуты": (
        word(old_box("left:0")), word(old_box("left:0").replace("<v:textbox>", '<v:textbox inset="0,900pt,0,0">')),
        "boxed"),
    "слова старой надписи отодвинуты в дюймах": (
        word(old_box("left:0")), word(old_box("left:0").replace("<v:textbox>", '<v:textbox inset="2.5in,0,0,0">')),
        "boxed"),
    "старая надпись обрезана": (word(old_box("left:0")), word(old_box("left:0;clip:rect(0,0,0,0)")), "shape"),
    "старая надпись погашена": (word(old_box("left:0")), word(old_box("left:0;display:none")), "shape"),
    "старый рисунок обрезан": (with_picture(p(IMAGE(""))), with_picture(p(IMAGE('croptop="60000f"'))), "cropped"),
    "старый рисунок обрезан целиком": (with_picture(p(IMAGE(""))), with_picture(p(IMAGE('croptop="1"'))), "cropped"),
    "старый рисунок погашен": (with_picture(p(IMAGE(""))), with_picture(p(IMAGE('gain="0"'))), "cropped"),
    "замена шрифта на значки": (fonts(""), fonts('<w:altName w:val="Wingdings"/>'), "replaced"),
    "шрифт назван значками": (fonts(""), fonts('<w:charset w:val="02"/>'), "replaced"),
}  # fmt: skip


@pytest.mark.parametrize(("before", "after", "kind"), TOLD.values(), ids=TOLD)
def test_what_is_done_to_the_same_words_is_told(before: bytes, after: bytes, kind: str) -> None:
    assert told_of_same_words(before, after) == {kind}


@pytest.mark.parametrize("shown", [' w:customMarkFollows="1"', "vanish"])
def test_a_mark_of_a_note_that_is_not_shown_is_told(shown: str) -> None:
    def marked(properties: str, more: str) -> bytes:
        return word(p(r("а"), f'<w:r>{properties}<w:footnoteReference w:id="1"{more}/></w:r>'), footnotes=p("не сметь"))

    hidden = marked("<w:rPr><w:vanish/></w:rPr>", "") if shown == "vanish" else marked("", shown)
    assert told(marked("", ""), hidden) == {"note"}


@pytest.mark.parametrize("code", ["PAGE \\* Arabic", "PAGE \\* MERGEFORMAT", "PAGE"])
def test_a_plain_number_of_a_page_is_none_of_them(code: str) -> None:
    assert not changes(look(header(p(field("PAGE", "2")))), look(header(p(field(code, "2")))))


STYLE = '<w:style w:type="{}" w:styleId="X"><w:name w:val="X"/>{}</w:style>'.format
LEVEL = (
    '<w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/>{}'
    '<w:lvlText w:val="%1."/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num>'
).format
NAMED = '<w:rPr><w:rStyle w:val="X"/></w:rPr>'
LISTED = (
    '<w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>{}</w:pPr><w:r><w:t>раз</w:t></w:r></w:p>'
)


@pytest.mark.parametrize(("level", "mark"), [(NAMED, ""), ("", NAMED)])
def test_a_number_hidden_by_a_style_of_letters_is_told(level: str, mark: str) -> None:
    before, after = (
        word(LISTED.format(mark), styles=STYLE("character", look_of), numbering=LEVEL(level))
        for look_of in ("", "<w:rPr><w:strike/></w:rPr>")
    )
    assert told(before, after) == {"pale_number"}


@pytest.mark.parametrize("inside", [
    '<w:tblPr><w:tblInd w:w="20000" w:type="dxa"/></w:tblPr>',
    '<w:tblPr><w:tblCellMar><w:left w:w="20000" w:type="dxa"/></w:tblCellMar></w:tblPr>',
])  # fmt: skip
def test_a_style_that_pushes_a_table_off_the_sheet_is_told(inside: str) -> None:
    rows = ROWS.replace("<w:tblPr/>", '<w:tblPr><w:tblStyle w:val="X"/></w:tblPr>')
    before, after = (word(rows, styles=STYLE("table", told)) for told in ("", inside))
    assert "outside" in told(before, after)


def test_figures_of_another_typeface_are_told() -> None:
    """Letters of other alphabets than Latin have a typeface of their own."""
    before, after = (word(p(r("пункт 5", f"<w:rFonts {face}/>"))) for face in (
        'w:ascii="Arial" w:hAnsi="Arial"', 'w:ascii="Wingdings" w:hAnsi="Arial"',
    ))  # fmt: skip
    assert told(before, after) == {"signs"}


def test_pictures_that_changed_places_are_told() -> None:
    def two(*order: str) -> bytes:
        links = "".join(
            f'<Relationship Id="rId9{number}" Type="{REL}image" Target="media/{name}.png"/>'
            for number, name in enumerate(order, 1)
        )
        body = [p(inline()), p("а"), p(inline().replace("rId91", "rId92"))]
        files = parts(*body, more={"word/media/a.png": PNG, "word/media/b.png": PNG + b"x"})
        relations = files["word/_rels/document.xml.rels"].replace(b"</Rel", links.encode() + b"</Rel")
        return pack({**files, "word/_rels/document.xml.rels": relations})

    found = changes(look(two("a", "b")), look(two("b", "a")))
    assert [item.trait.kind for item in found] == ["picture"] * 2
    assert not changes(look(two("a", "b")), look(two("a", "b")))
