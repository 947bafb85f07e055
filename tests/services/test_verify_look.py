"""«Текст не изменён» is said only of what a reader sees unchanged."""

import io
import re
import zipfile
from collections.abc import Callable
from dataclasses import replace

import pytest

from sferum_docs.docengine import file_text
from sferum_docs.documents.checking.look import changes, look
from sferum_docs.documents.checking.verification import differences
from sferum_docs.schools.model import LayoutSettings
from sferum_docs.services.documents import verify_telling
from sferum_docs.services.documents.verify import PaperState, verify_file
from sferum_docs.services.school.save import save_school
from sferum_docs.store.documents import issued
from tests.builders import BY as WEB
from tests.builders import SCHOOL_ID, a_school
from tests.docengine.test_refusals import signed
from tests.registering import made
from tests.services.by_hand import (
    MATH,
    NOT,
    WORD_2010,
    WORD_2012,
    anchored,
    choices,
    field,
    formatted,
    in_first_cells,
    in_first_row,
    in_line,
    in_section,
    in_table,
    placed,
    put_before,
    rewritten,
    styled,
    wrapped,
)

pytestmark = pytest.mark.usefixtures("app")
RUN = "<w:r><w:rPr>{}</w:rPr>{}</w:r>"


@pytest.fixture
def order() -> bytes:
    """An order as it was made."""
    save_school(None, a_school(), WEB)
    (document,) = made(SCHOOL_ID, "D03")
    return issued.content(document.sha256)


TOLD = [
    ("скрытые слова", formatted("<w:vanish/>"), "hidden"),
    ("зачёркнутые", formatted("<w:strike/>"), "struck"),
    ("дважды зачёркнутые", formatted("<w:dstrike/>"), "struck"),
    ("белые", formatted('<w:color w:val="FFFFFF"/>'), "pale"),
    ("почти белые", formatted('<w:color w:val="FAFAFA"/>'), "pale"),
    ("чёрные на чёрном", formatted('<w:color w:val="000000"/><w:shd w:val="clear" w:fill="000000"/>'), "pale"),
    ("размером в пункт", formatted('<w:sz w:val="2"/>'), "tiny"),
    ("сжатые", formatted('<w:w w:val="1"/>'), "narrow"),
    ("значками", formatted('<w:rFonts w:ascii="Wingdings" w:hAnsi="Wingdings"/>'), "signs"),
    ("скрытые на экране", formatted("<w:webHidden/>"), "web"),
    ("задом наперёд", wrapped('<w:bdo w:val="rtl">', "</w:bdo>"), "turned"),
    ("строка без высоты",
     lambda xml: xml.replace('<w:pStyle w:val="Clause"/>',
                             '<w:pStyle w:val="Clause"/><w:spacing w:line="1" w:lineRule="exact"/>', 1), "low"),
    ("полем", wrapped('<w:fldSimple w:instr=" IF 1 = 2 x y">', "</w:fldSimple>"), "field"),
    ("без номера",
     lambda xml: xml.replace('<w:pStyle w:val="Clause"/>',
                             '<w:pStyle w:val="Clause"/><w:numPr><w:numId w:val="0"/></w:numPr>', 1), "number"),
    ("другой лист", lambda xml: re.sub(r"<w:pgSz [^>]*/>", '<w:pgSz w:w="8391" w:h="11906"/>', xml), "sheet"),
]  # fmt: skip


_FORMULA = f'<m:oMath {MATH}><m:d><m:dPr><m:begChr m:val="НЕ"/></m:dPr><m:e/></m:d></m:oMath>'
_SHAPE = (
    '<a:graphic xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><a:graphicData '
    'uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"/></a:graphic>'
)
# every button of Word that adds words, hides them or covers them, and its sisters
BUTTONS = [
    ("шрифт в полпункта", formatted('<w:sz w:val="1"/>'), "tiny"),
    ("ширина букв ноль", formatted('<w:w w:val="0"/>'), "narrow"),
    ("буквы одна на другой", formatted('<w:spacing w:val="-200"/>'), "narrow"),
    ("контур", formatted("<w:outline/>"), "effect"),
    ("рельеф", formatted("<w:emboss/>"), "effect"),
    ("заливка букв: нет", formatted(f'<w14:textFill xmlns:w14="{WORD_2010}"><w14:noFill/></w14:textFill>'), "effect"),
    ("сдвиг на соседнюю строку", formatted('<w:position w:val="80"/>'), "shifted"),
    ("цвет фона темы", formatted('<w:color w:val="000000" w:themeColor="background1"/>'), "pale"),
    ("чёрный маркер", formatted('<w:highlight w:val="black"/>'), "pale"),
    ("заливка узором", formatted('<w:color w:val="000000"/><w:shd w:val="solid" w:color="000000" w:fill="FFFFFF"/>'),
     "pale"),
    ("две строки в одной", formatted('<w:eastAsianLayout w:id="1" w:combine="1"/>'), "pressed"),
    ("вписать текст", formatted('<w:fitText w:val="10"/>'), "pressed"),
    ("интервал ниже букв", placed('<w:spacing w:line="60" w:lineRule="exact"/>'), "low"),
    ("отступ за край", placed('<w:ind w:left="20000"/>'), "outside"),
    ("отступ за левый край", placed('<w:ind w:left="-9000" w:right="9000"/>'), "outside"),
    ("рамка", placed('<w:framePr w:w="100" w:wrap="around" w:x="1" w:y="1"/>'), "frame"),
    ("рамка за листом", placed('<w:framePr w:w="100" w:wrap="around" w:x="-20000" w:y="1"/>'), "outside"),
    ("скрытый знак абзаца", placed("<w:rPr><w:vanish/><w:specVanish/></w:rPr>"), "joined"),
    ("белый номер", placed('<w:rPr><w:color w:val="FFFFFF"/></w:rPr>'), "pale_number"),
    ("символ", put_before('<w:r><w:sym w:font="Times New Roman" w:char="041D"/></w:r>'), "sign"),
    ("номер страницы знаком", put_before("<w:r><w:pgNum/></w:r>"), "sign"),
    ("дата знаком", put_before("<w:r><w:yearLong/></w:r>"), "sign"),
    ("формула из скобок", put_before(_FORMULA), "formula"),
    ("поле QUOTE", put_before(field('QUOTE "НЕ"')), "field"),
    ("поле ADVANCE", put_before(field(r"ADVANCE \d200")), "field"),
    ("поле EQ", put_before(field(r"EQ \o(а,б)")), "field"),
    ("поле AUTONUM", put_before(field("AUTONUM")), "field"),
    ("поле DATE", put_before(field("DATE")), "field"),
    ("поле PAGE в тексте", put_before(field("PAGE")), "field"),
    ("слова в коде поля", wrapped('<w:r><w:fldChar w:fldCharType="begin"/></w:r>',
                                  '<w:r><w:fldChar w:fldCharType="end"/></w:r>'), "hidden"),
    ("ссылка полем", wrapped('<w:fldSimple w:instr=" HYPERLINK &quot;https://example.org/&quot; ">', "</w:fldSimple>"),
     "link"),
    ("фигура поверх", put_before(anchored(_SHAPE)), "cover"),
    ("фигура малая", put_before(anchored(_SHAPE, 100_000)), "shape"),
    ("прямоугольник VML",
     put_before('<w:r><w:pict><v:rect xmlns:v="urn:schemas-microsoft-com:vml" style="width:90pt;height:90pt"/></w:pict>'
                "</w:r>"), "shape"),
    ("строка удалена исправлением", in_first_row('<w:del w:id="91" w:author="a"/>'), "row"),
    ("строка скрыта", in_first_row("<w:hidden/>"), "row"),
    ("строка ниже текста", in_first_row('<w:trHeight w:val="20" w:hRule="exact"/>'), "cut"),
    ("номера строк", in_section('<w:lnNumType w:countBy="1"/>'), "lines"),
    ("счёт страниц с семи", in_section('<w:pgNumType w:start="7"/>'), "pages"),
    ("нижнее поле", lambda xml: re.sub(r'w:bottom="\d+"', 'w:bottom="9000"', xml), "sheet"),
    ("без колонтитулов", lambda xml: re.sub(r"<w:headerReference [^>]*/>", "", xml), "header"),
    ("чёрный лист", lambda xml: xml.replace("<w:body>", '<w:background w:color="000000"/><w:body>', 1), "ground"),
    ("связь с данными",
     wrapped('<w:sdt><w:sdtPr><w:dataBinding w:xpath="/a/b" w:storeItemID="{1}"/></w:sdtPr><w:sdtContent>',
             "</w:sdtContent></w:sdt>"), "bound"),
    ("SmartArt", put_before(in_line("diagram")), "shape"),
    ("диаграмма", put_before(in_line("chart")), "shape"),
    ("повтор элемента",
     wrapped(f'<w:sdt><w:sdtPr><w15:repeatingSection xmlns:w15="{WORD_2012}"/></w:sdtPr><w:sdtContent>',
             f"{NOT}</w:sdtContent></w:sdt>"), ""),
    ("третья ветвь", put_before(choices("", "", NOT)), ""),
    ("фигура только для старых программ", put_before(choices("", fallback=anchored(_SHAPE))), "cover"),
    ("WordArt VML", put_before(
        '<w:r><w:pict><v:shape xmlns:v="urn:schemas-microsoft-com:vml" style="width:9pt;height:9pt">'
        '<v:textpath string="НЕ"/></v:shape></w:pict></w:r>'), ""),
    ("буквица", placed('<w:framePr w:dropCap="drop" w:lines="3" w:wrap="around"/>'), "frame"),
    ("буквы в 800 пунктов", formatted('<w:sz w:val="1600"/>'), "huge"),
    ("таблица за правым краем", in_table('<w:tblInd w:w="20000" w:type="dxa"/>'), "outside"),
    ("таблица за левым краем", in_table('<w:tblInd w:w="-20000" w:type="dxa"/>'), "outside"),
    ("плавающая таблица за листом", in_table('<w:tblpPr w:tblpX="30000" w:tblpY="1"/>'), "outside"),
    ("ячейка удалена исправлением", in_first_cells('<w:cellDel w:id="92" w:author="a"/>'), "row"),
    ("столбец в волос", lambda xml: re.sub(r"<w:tcW [^>]*/>", '<w:tcW w:w="1" w:type="dxa"/>', xml), "column"),
    ("поле закрыто от обновления",
     wrapped('<w:fldSimple w:fldLock="1" w:instr=" REF a ">', "</w:fldSimple>"), "locked"),
]  # fmt: skip
# formats of the numbers before points, in the part with the numbering
NUMBERS = [
    ("буквы вместо номера", r'<w:lvlText w:val="[^"]*"/>', '<w:lvlText w:val="НЕ"/>'),
    ("римские", "decimal", "upperRoman"),
    ("с нулём", "decimal", "decimalZero"),
    ("порядковые", "decimal", "ordinal"),
    ("словами", "decimal", "cardinalText"),
    ("шестнадцатеричные", "decimal", "hex"),
]


@pytest.mark.parametrize(("change", "kind"), [pytest.param(change, kind, id=title) for title, change, kind in BUTTONS])
def test_no_button_of_word_adds_or_hides_words_unseen(order: bytes, change: Callable[[str], str], kind: str) -> None:
    verdict = verify_file(SCHOOL_ID, rewritten(order, change))
    assert verdict.state in {PaperState.LOOK, PaperState.CHANGED}
    assert verdict.differences or kind in {item.trait.kind for item in verdict.look}
    assert "не изменён" not in "\n".join(verify_telling.as_lines(verdict))
    assert all(item.title for item in verdict.look)


@pytest.mark.parametrize(("before", "after"), [pytest.param(*row[1:], id=row[0]) for row in NUMBERS])
def test_numbers_in_another_form_are_told(order: bytes, before: str, after: str) -> None:
    content = rewritten(order, lambda xml: re.sub(before, after, xml), "word/numbering.xml")
    verdict = verify_file(SCHOOL_ID, content)
    assert verdict.state is PaperState.LOOK
    assert {item.trait.kind for item in verdict.look} == {"number"}


@pytest.mark.parametrize("element", ['<w:subDoc r:id="x"/>', "<w:p><w:r><w:object/></w:r></w:p>"])
def test_what_is_kept_in_another_file_is_told_as_not_read(order: bytes, element: str) -> None:
    verdict = verify_file(SCHOOL_ID, rewritten(order, lambda xml: xml.replace("<w:sectPr", element + "<w:sectPr", 1)))
    assert verdict.state is PaperState.LOOK
    assert verdict.unread


def test_a_drawing_moved_over_other_words_is_told(order: bytes) -> None:
    """Its place counts in steps of two centimetres: programs place it anew by a hair."""
    floating = rewritten(order, put_before(anchored(_SHAPE)))

    def moved(shift: int) -> bytes:
        return rewritten(floating, lambda xml: xml.replace("posOffset>1<", f"posOffset>{shift}<"))

    found = changes(look(floating), look(moved(3_600_000)))
    assert [(item.trait.kind, item.new) for item in found] == [("cover", True), ("cover", False)]
    assert not changes(look(floating), look(moved(36_000)))


@pytest.mark.parametrize(("code", "told"), [("REF a", True), ("SEQ a", True), ("PAGEREF a", True), ("PAGE", False)])
def test_the_result_of_a_field_changed_by_hand_is_a_difference(order: bytes, code: str, told: bool) -> None:
    """Except what Word counts anew whenever it shows the page."""
    one, other = (
        rewritten(order, put_before(field(code, f"<w:r><w:t>{result}</w:t></w:r>"))) for result in ("5", "600")
    )
    assert bool(differences(file_text(one), file_text(other))) is told


def with_part(content: bytes, name: str, kind: str, content_type: str, xml: str) -> bytes:
    """The file with a part more, linked from the text."""
    full = f"application/vnd.openxmlformats-officedocument.{content_type}"
    types = f'<Override PartName="/word/{name}" ContentType="{full}"/>'
    relation = (
        f'<Relationship Id="rIdX" Target="{name}" '
        f'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/{kind}"/>'
    )
    content = rewritten(content, lambda text: text.replace("</Types>", types + "</Types>"), "[Content_Types].xml")
    content = rewritten(
        content, lambda text: text.replace("</Relationships>", relation + "</Relationships>"),
        "word/_rels/document.xml.rels",
    )  # fmt: skip
    target = io.BytesIO(content)
    with zipfile.ZipFile(target, "a") as archive:
        archive.writestr(f"word/{name}", xml)
    return target.getvalue()


_SPACE = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_SAID = "<w:p><w:r><w:t>не выполнять</w:t></w:r></w:p>"


@pytest.mark.parametrize(
    ("name", "kind", "content_type", "xml", "told"),
    [
        ("comments.xml", "comments", "wordprocessingml.comments+xml",
         f'<w:comments {_SPACE}><w:comment w:id="1" w:author="а">{_SAID}</w:comment></w:comments>', "comment"),
        ("glossary.xml", "glossaryDocument", "wordprocessingml.document.glossary+xml",
         (f"<w:glossaryDocument {_SPACE}><w:docParts><w:docPart><w:docPartBody>{_SAID}</w:docPartBody></w:docPart>"
          "</w:docParts></w:glossaryDocument>"), "glossary"),
    ],
)  # fmt: skip
def test_words_in_a_part_beside_the_text_are_told(
    order: bytes, name: str, kind: str, content_type: str, xml: str, told: str
) -> None:
    verdict = verify_file(SCHOOL_ID, with_part(order, name, kind, content_type, xml))
    assert verdict.state is PaperState.LOOK
    assert [(item.trait.kind, item.words) for item in verdict.look] == [(told, "не выполнять")]


def test_where_a_link_leads_is_told(order: bytes) -> None:
    def linked(address: str) -> bytes:
        relation = (
            f'<Relationship Id="rIdL" Target="{address}" TargetMode="External" '
            'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink"/></Relationships>'
        )
        space = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
        content = rewritten(order, wrapped(f'<w:hyperlink xmlns:r="{space}" r:id="rIdL">', "</w:hyperlink>"))
        return rewritten(content, lambda xml: xml.replace("</Relationships>", relation), "word/_rels/document.xml.rels")

    (change,) = verify_file(SCHOOL_ID, linked("https://example.org/%D0%BD%D0%B5")).look
    assert (change.trait.kind, change.words) == ("link", "https://example.org/не")


def table_styled(properties: str) -> Callable[[str], str]:
    """A table's style for the styles of the file: its head has these properties."""
    style = (
        '<w:style w:type="table" w:styleId="Headed"><w:name w:val="Headed"/>'
        f'<w:tblStylePr w:type="firstRow">{properties}</w:tblStylePr></w:style>'
    )
    return lambda xml: xml.replace("</w:styles>", style + "</w:styles>")


@pytest.mark.parametrize(
    ("properties", "direct", "kind"),
    [
        ("<w:rPr><w:vanish/></w:rPr>", "", "hidden"),
        ('<w:rPr><w:color w:val="FFFFFF"/></w:rPr>', "", "pale"),
        ('<w:tcPr><w:shd w:val="clear" w:fill="202020"/></w:tcPr>', '<w:color w:val="101010"/>', "pale"),
    ],
)
def test_what_a_table_and_its_style_hide_is_told(order: bytes, properties: str, direct: str, kind: str) -> None:
    table = (
        '<w:tbl><w:tblPr><w:tblStyle w:val="Headed"/><w:tblW w:w="0" w:type="auto"/><w:tblLook w:val="0020"/></w:tblPr>'
        '<w:tblGrid><w:gridCol w:w="9000"/></w:tblGrid><w:tr><w:tc><w:tcPr><w:tcW w:w="9000" w:type="dxa"/></w:tcPr>'
        f"<w:p><w:r><w:rPr>{direct}</w:rPr><w:t>Срок не продлевается</w:t></w:r></w:p></w:tc></w:tr></w:tbl>"
    )
    content = rewritten(order, lambda xml: xml.replace("<w:sectPr", table + "<w:sectPr", 1))
    shown, styled_file = look(content), rewritten(content, table_styled(properties), "word/styles.xml")
    found = {item.trait.kind for item in changes(shown, look(styled_file)) if item.new}
    assert kind in found


def test_a_row_of_black_cells_hides_black_words(order: bytes) -> None:
    """Words of no colour turn white there; those said to be black do not."""
    content = rewritten(order, in_first_cells('<w:shd w:val="clear" w:fill="000000"/>'))
    assert not [item for item in verify_file(SCHOOL_ID, content).look if item.trait.kind == "pale"]
    content = rewritten(
        content,
        lambda xml: re.sub(
            r"(<w:tc>.*?<w:r>)(?=<w:t)", r'\1<w:rPr><w:color w:val="000000"/></w:rPr>', xml, count=1, flags=re.DOTALL
        ),
    )
    assert "pale" in {item.trait.kind for item in verify_file(SCHOOL_ID, content).look}


@pytest.mark.parametrize(("change", "kind"), [pytest.param(change, kind, id=title) for title, change, kind in TOLD])
def test_the_same_words_seen_otherwise_are_told(order: bytes, change: Callable[[str], str], kind: str) -> None:
    verdict = verify_file(SCHOOL_ID, rewritten(order, change))
    assert verdict.state is PaperState.LOOK
    assert not verdict.differences
    assert kind in {item.trait.kind for item in verdict.look}
    assert not verify_telling.is_good(verdict)
    lines = "\n".join(verify_telling.as_lines(verdict))
    assert "не изменён" not in lines
    assert verdict.look[0].trait.where in lines


@pytest.mark.parametrize(("properties", "kind"), [("<w:vanish/>", "hidden"), ("<w:strike/>", "struck")])
def test_what_a_style_hides_is_told_too(order: bytes, properties: str, kind: str) -> None:
    verdict = verify_file(SCHOOL_ID, rewritten(order, styled(properties), "word/styles.xml"))
    assert (verdict.state, {item.trait.kind for item in verdict.look} >= {kind}) == (PaperState.LOOK, True)


def test_changed_numbering_is_told_with_both_numbers(order: bytes) -> None:
    verdict = verify_file(
        SCHOOL_ID,
        rewritten(order, lambda xml: re.sub(r'(<w:start w:val=)"1"', r'\1"5"', xml), "word/numbering.xml"),
    )
    assert verdict.state is PaperState.LOOK
    assert "было «1.», стало «5.»" in verdict.look[0].trait.words


def test_words_put_in_by_ruby_are_a_difference(order: bytes) -> None:
    base = '<w:r><w:t xml:space="preserve">НЕ </w:t></w:r>'
    ruby = f"<w:r><w:ruby><w:rubyPr/><w:rt/><w:rubyBase>{base}</w:rubyBase></w:ruby></w:r>"
    verdict = verify_file(SCHOOL_ID, rewritten(order, wrapped(ruby, "")))
    assert verdict.state is PaperState.CHANGED
    assert [piece.text.strip() for piece in verdict.differences[0].pieces if piece.mark == "new"] == ["НЕ"]


def test_a_picture_put_in_the_place_of_another_is_told() -> None:
    school = a_school()
    save_school(None, replace(school, layout=LayoutSettings(qr=True)), WEB)
    (document,) = made(SCHOOL_ID, "D03")
    content = issued.content(document.sha256)
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        (name,) = [item for item in archive.namelist() if "/media/" in item]
        other = archive.read(name) + b"x"
        target = io.BytesIO()
        with zipfile.ZipFile(target, "w") as made_anew:
            for item in archive.namelist():
                made_anew.writestr(item, other if item == name else archive.read(item))
    verdict = verify_file(SCHOOL_ID, target.getvalue())
    assert (verdict.state, {item.trait.kind for item in verdict.look}) == (PaperState.LOOK, {"picture"})


def test_what_a_file_brings_along_unread_is_told(order: bytes) -> None:
    verdict = verify_file(
        SCHOOL_ID, rewritten(order, lambda xml: xml.replace("<w:sectPr", '<w:altChunk r:id="x"/><w:sectPr', 1))
    )
    assert verdict.state is PaperState.LOOK
    assert any("не сравнивалась" in line for line in verify_telling.as_lines(verdict))


def test_a_signed_file_is_compared_and_said_to_be_signed(order: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(signed())) as archive:
        more = {name: archive.read(name) for name in archive.namelist() if "_xmlsignatures" in name}
    target = io.BytesIO(rewritten(order, lambda xml: xml.replace(
        "</Relationships>",
        '<Relationship Id="rIdS" Target="_xmlsignatures/origin.sigs" '
        'Type="http://schemas.openxmlformats.org/package/2006/relationships/digital-signature/origin"/></Relationships>'),
        "_rels/.rels"))  # fmt: skip
    with zipfile.ZipFile(target, "a") as archive:
        for name, data in more.items():
            archive.writestr(name, data)
    verdict = verify_file(SCHOOL_ID, target.getvalue())
    assert (verdict.state, verdict.signed) == (PaperState.RESAVED, True)
    assert any("подписан" in hint for hint in verify_telling.hints(verdict))
