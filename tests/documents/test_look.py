"""What a reader sees beside the words of a file: each way to change it is told, and saving it anew is not."""

from __future__ import annotations

import io
import zipfile

import pytest

from sferum_docs.docengine import check_file, file_text
from sferum_docs.documents.checking.look import changes, look
from sferum_docs.documents.checking.verification import differences
from tests.docengine.word import REL, Block, p, pack, parts, r, word

A = 'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
PIC = "http://schemas.openxmlformats.org/drawingml/2006/picture"
RELATION = f'<Relationship Id="rId91" Type="{REL}image" Target="media/i.png"/>'
PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d494844520000000100000001080600000"
    "01f15c4890000000d49444154789c6360f8cf500f0003830181a95dc4250000000049454e44ae426082"
)


def with_picture(*blocks: Block) -> bytes:
    """A file with a picture under rId91."""
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(word(*blocks))) as source, zipfile.ZipFile(target, "w") as archive:
        for name in source.namelist():
            data = source.read(name)
            if name == "word/_rels/document.xml.rels":
                data = data.replace(b"</Relationships>", RELATION.encode() + b"</Relationships>")
            archive.writestr(name, data)
        archive.writestr("word/media/i.png", PNG)
    return target.getvalue()


def graphic(crop: str = "", turn: str = "", pale: str = "") -> str:
    return (
        f'<a:graphic {A}><a:graphicData uri="{PIC}"><pic:pic xmlns:pic="{PIC}"><pic:blipFill>'
        f'<a:blip r:embed="rId91">{pale}</a:blip>{crop}</pic:blipFill><pic:spPr><a:xfrm {turn}/></pic:spPr></pic:pic>'
        "</a:graphicData></a:graphic>"
    )


def inline(side: int = 30, **look_of: str) -> str:
    size = f'<wp:extent cx="{side * 36000}" cy="{side * 36000}"/>'
    inside = f'{size}<wp:docPr id="5" name="p"/>{graphic(**look_of)}'
    return f"<w:r><w:drawing><wp:inline>{inside}</wp:inline></w:drawing></w:r>"


def floating(across: str, wrap: str = '<wp:wrapSquare wrapText="bothSides"/>') -> str:
    """A picture with the text round it; `across` is its place."""
    return (
        '<w:r><w:drawing><wp:anchor behindDoc="0"><wp:positionH relativeFrom="column">'
        f'{across}</wp:positionH><wp:positionV relativeFrom="paragraph"><wp:posOffset>0</wp:posOffset></wp:positionV>'
        f'<wp:extent cx="1080000" cy="1080000"/>{wrap}<wp:docPr id="6" name="q"/>{graphic()}'
        "</wp:anchor></w:drawing></w:r>"
    )


def off(millimetres: float) -> str:
    return f"<wp:posOffset>{int(millimetres * 36000)}</wp:posOffset>"


def field(code: str, result: str) -> str:
    char = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'.format
    return f"{char('begin')}<w:r><w:instrText>{code}</w:instrText></w:r>{char('separate')}{r(result)}{char('end')}"


def form(inside: str) -> str:
    """A field of a form, as Word of any age makes it."""
    begin = f'<w:r><w:fldChar w:fldCharType="begin"><w:ffData>{inside}</w:ffData></w:fldChar></w:r>'
    return f'{begin}<w:r><w:instrText> FORMCHECKBOX </w:instrText></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>'


def cells(*looks: str, style: str = "") -> str:
    made = "".join(
        f'<w:tc><w:tcPr><w:tcW w:w="2000" w:type="dxa"/>{one}</w:tcPr>{p(text)}</w:tc>'
        for one, text in zip(looks, ("первая", "вторая"), strict=True)
    )
    grid = '<w:tblGrid><w:gridCol w:w="2000"/><w:gridCol w:w="2000"/></w:tblGrid>'
    return f"<w:tbl><w:tblPr>{style}</w:tblPr>{grid}<w:tr>{made}</w:tr><w:tr>{made}</w:tr></w:tbl>"


NOTE = '<w:r><w:footnoteReference w:id="{}"/></w:r>'.format
NOTES = f'<w:footnote w:id="1">{p("первая")}</w:footnote><w:footnote w:id="2">{p("вторая")}</w:footnote>'
PLAIN = cells("", "")
ENTRIES = '<w:listEntry w:val="да"/><w:listEntry w:val="нет"/>'


def boxed(across: float) -> str:
    """A shape without a picture, with the text round it."""
    return floating(off(across)).replace(graphic(), "")


def old_box(style: str) -> str:
    inside = f"<v:textbox><w:txbxContent>{p('в рамке')}</w:txbxContent></v:textbox>"
    return p(r("а"), f'<w:r><w:pict><v:shape style="{style}">{inside}</v:shape></w:pict></w:r>')


def noted(*marks: int, section: str = "") -> bytes:
    one, two = (NOTE(mark) for mark in marks)
    data = word(p(r("раз"), one, r(" два"), two), footnotes="x")
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(target, "w") as archive:
        for name in source.namelist():
            text = source.read(name).decode()
            if name == "word/footnotes.xml":
                start, end = text.index("<w:footnote w:id"), text.index("</w:footnotes>")
                text = text[:start] + NOTES + text[end:]
            text = text.replace("<w:sectPr/>", f"<w:sectPr>{section}</w:sectPr>")
            archive.writestr(name, text)
    return target.getvalue()


SEEN = {
    "надстрочный": (word("1002"), word(p(r("100"), r("2", '<w:vertAlign w:val="superscript"/>'))), "raised"),
    "подстрочный": (word("1002"), word(p(r("100"), r("2", '<w:vertAlign w:val="subscript"/>'))), "sunk"),
    "прописные": (word("не сметь"), word(p(r("не", "<w:caps/>"), r(" сметь"))), "caps"),
    "капитель": (word("не сметь"), word(p(r("не", "<w:smallCaps/>"), r(" сметь"))), "caps"),
    "повёрнутая ячейка": (word(PLAIN), word(cells('<w:textDirection w:val="btLr"/>', "")), "rotated"),
    "повёрнутый абзац": (word("а"), word('<w:p><w:pPr><w:textDirection w:val="tbRl"/></w:pPr>' + r("а") + "</w:p>"),
                         "rotated"),
    "ячейка, сжатая в строку": (word(PLAIN), word(cells("<w:tcFitText/>", "")), "pressed"),
    "столбцы наоборот": (word(PLAIN), word(cells("", "", style="<w:bidiVisual/>")), "mirrored"),
    "слова под объединением": (word(PLAIN), word(cells('<w:vMerge w:val="continue"/>', "")), "row"),
    "слова под объединением вбок": (word(PLAIN), word(cells("", '<w:hMerge w:val="continue"/>')), "row"),
    "абзац справа налево": (word("а"), word(f"<w:p><w:pPr><w:bidi/></w:pPr>{r('а')}</w:p>"), "rtl"),
    "дата, вписанная от руки": (word(p(field("DATE", "1.09"))), word(p(field("DATE", "1.10"))), "computed"),
    "число страниц в тексте": (word(p(field("NUMPAGES", "2"))), word(p(field("NUMPAGES", "9"))), "computed"),
    "простое поле": (word(p(f'<w:fldSimple w:instr="PAGE">{r("2")}</w:fldSimple>')),
                     word(p(f'<w:fldSimple w:instr="PAGE">{r("НЕ")}</w:fldSimple>')), "computed"),
    "слова вместо номера страницы": (word("а", header1=p(field("PAGE", "2"))),
                                     word("а", header1=p(field("PAGE", "не выполнять"))), "computed"),
    "отметка формы": (word(p(form("<w:checkBox><w:checked/></w:checkBox>"), r("да"))),
                      word(p(form('<w:checkBox><w:default w:val="0"/></w:checkBox>'), r("да"))), "form"),
    "выбор формы": (word(p(form(f'<w:ddList><w:result w:val="0"/>{ENTRIES}</w:ddList>'))),
                    word(p(form(f'<w:ddList><w:result w:val="1"/>{ENTRIES}</w:ddList>'))), "form"),
    "рисунок сдвинут": (with_picture(p(floating(off(0)), r("а"))),
                        with_picture(p(floating(off(60)), r("а"))), "placed"),
    "рисунок прижат к другой стороне": (with_picture(p(floating("<wp:align>left</wp:align>"), r("а"))),
                                        with_picture(p(floating("<wp:align>right</wp:align>"), r("а"))), "placed"),
    "рисунок сжат в точку": (with_picture(p(inline())), with_picture(p(inline(1))), "placed"),
    "рисунок обрезан": (with_picture(p(inline())), with_picture(p(inline(crop='<a:srcRect t="50000"/>'))), "cropped"),
    "рисунок перевёрнут": (with_picture(p(inline())), with_picture(p(inline(turn='rot="10800000"'))), "cropped"),
    "рисунок отражён": (with_picture(p(inline())), with_picture(p(inline(turn='flipH="1"'))), "cropped"),
    "рисунок прозрачен": (with_picture(p(inline())), with_picture(p(inline(pale='<a:alphaModFix amt="2000"/>'))),
                          "cropped"),
    "рисунок по фигуре": (with_picture(p(inline())),
                          with_picture(p(inline(turn='/><a:prstGeom prst="star5"'))), "cropped"),
    "рисунок сжат к краю": (
        with_picture(p(inline())),
        with_picture(p(inline(crop='<a:stretch><a:fillRect l="90000"/></a:stretch>'))), "cropped"),
    "рисунок скрыт": (with_picture(p(inline())),
                      with_picture(p(inline().replace('name="p"', 'name="p" hidden="1"'))), "cropped"),
    "рисунок лёг набок": (
        with_picture(p(inline())), with_picture(p(inline(turn='/><a:scene3d><a:rot lat="5400000"/></a:scene3d')
                                                  .replace("</a:scene3d/>", "</a:scene3d>"))), "cropped"),
    "старая надпись скрыта": (word(old_box("width:90pt")), word(old_box("width:90pt;visibility:hidden")), "shape"),
    "старая надпись за листом": (word(old_box("left:0")), word(old_box("left:-900pt")), "shape"),
    "сноски с каждой страницы": (
        noted(1, 2), noted(1, 2, section='<w:footnotePr><w:numRestart w:val="eachPage"/></w:footnotePr>'),
        "note_numbers"),
    "надпись сдвинута": (word(p(boxed(0), r("а"))), word(p(boxed(60), r("а"))), "placed"),
    "счёт сносок": (noted(1, 2), noted(1, 2, section='<w:footnotePr><w:numStart w:val="5"/></w:footnotePr>'),
                    "note_numbers"),
    "сноски поменялись местами": (noted(1, 2), noted(2, 1), "note"),
}  # fmt: skip


def told(before: bytes, after: bytes) -> set[str]:
    return {item.trait.kind for item in changes(look(before), look(after))}


def told_of_same_words(before: bytes, after: bytes) -> set[str]:
    """What is seen otherwise in a file whose words are the same; of a file beside itself nothing is."""
    assert not differences(file_text(before), file_text(after)), "the words differ already"
    assert told(after, after) == set()
    return told(before, after)


@pytest.mark.parametrize(("before", "after", "kind"), SEEN.values(), ids=SEEN)
def test_what_is_seen_otherwise_is_told_and_the_same_is_not(before: bytes, after: bytes, kind: str) -> None:
    assert told_of_same_words(before, after) == {kind}
    assert all(item.title for item in changes(look(before), look(after)))


def headed(section: str) -> bytes:
    files = parts("раз", header1=p("шапка"))
    reference = f'<w:sectPr><w:headerReference w:type="default" r:id="rId1"/>{section}</w:sectPr>'
    return pack({**files, "word/document.xml": files["word/document.xml"].replace(b"<w:sectPr/>", reference.encode())})


def test_pages_that_a_header_is_taken_away_from_are_told() -> None:
    (change,) = changes(look(headed("")), look(headed("<w:titlePg/>")))
    assert (change.trait.kind, change.words) == ("header", "сверху: на первой странице пусто")


def test_a_typeface_that_a_file_brings_along_is_told() -> None:
    def with_font(inside: str) -> bytes:
        return word("раз", fontTable=f'<w:font w:name="Times">{inside}</w:font>')

    (change,) = changes(look(with_font("")), look(with_font('<w:embedRegular r:id="rId1"/>')))
    assert (change.trait.kind, change.words) == ("font", "Times")


def test_a_second_copy_of_a_picture_is_told() -> None:
    one, two = with_picture(p(inline())), with_picture(p(inline(), inline()))
    assert differences(file_text(one), file_text(two)) or told(one, two)
    run = inline()
    in_one_run = with_picture(p(run.replace("</w:drawing>", "</w:drawing>" + run[5:-6])))
    assert "picture" in told(one, in_one_run)


@pytest.mark.parametrize("shown", ["1", "17", "- 2 -", "IV", ""])
def test_the_number_of_a_page_in_a_header_is_that_of_any_page(shown: str) -> None:
    before, after = (word("а", header1=p(field("PAGE", result))) for result in ("2", shown))
    assert told(before, after) == set()


def test_a_picture_that_a_program_placed_anew_by_a_hair_is_not_told() -> None:
    for one, other in ((10, 10.01), (9.99, 10.01), (0, 3)):
        assert told(with_picture(p(floating(off(one)))), with_picture(p(floating(off(other))))) == set()
    assert check_file(with_picture(p(floating(off(0))))) == []


def listed(*levels: str, style: str = "") -> bytes:
    """Points of two levels by a list, the levels' own properties as given."""
    made = "".join(
        f'<w:lvl w:ilvl="{depth}"><w:start w:val="1"/>{properties}</w:lvl>' for depth, properties in enumerate(levels)
    )
    numbering = (
        '<w:numPicBullet w:numPicBulletId="7"/>'
        f'<w:abstractNum w:abstractNumId="1">{style}{made}</w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num>'
    )
    point = '<w:p><w:pPr><w:numPr><w:ilvl w:val="{}"/><w:numId w:val="1"/></w:numPr></w:pPr>{}</w:p>'
    points = (point.format(depth, r(text)) for depth, text in ((0, "а"), (1, "б"), (0, "в"), (1, "г")))
    return word(*points, numbering=numbering)


FIRST = '<w:numFmt w:val="{}"/><w:lvlText w:val="%1."/>'.format
SECOND = '<w:numFmt w:val="{}"/>{}<w:lvlText w:val="%1.%2"/>'.format
BULLET = '<w:numFmt w:val="bullet"/>{}<w:lvlText w:val="{}"/>'.format
LISTS = {
    "цифры по правилу isLgl": (
        listed(FIRST("upperRoman"), SECOND("decimal", "")),
        listed(FIRST("upperRoman"), SECOND("decimal", "<w:isLgl/>")),
    ),
    "римские цифры верхнего уровня": (
        listed(FIRST("decimal"), SECOND("decimal", "")), listed(FIRST("upperRoman"), SECOND("decimal", "")),
    ),
    "счёт не начинается заново": (
        listed(FIRST("decimal"), SECOND("decimal", "")),
        listed(FIRST("decimal"), SECOND("decimal", '<w:lvlRestart w:val="0"/>')),
    ),
    "рисунок вместо маркера": (
        listed(BULLET("", "•"), BULLET("", "•")), listed(BULLET('<w:lvlPicBulletId w:val="7"/>', "•"), BULLET("", "•")),
    ),
    "крестик вместо галочки": (listed(BULLET("", "✓"), BULLET("", "•")), listed(BULLET("", "✗"), BULLET("", "•"))),
}  # fmt: skip


@pytest.mark.parametrize(("before", "after"), LISTS.values(), ids=LISTS)
def test_a_number_that_is_printed_otherwise_is_told(before: bytes, after: bytes) -> None:
    assert told(before, after) == {"number"}
    assert told(after, after) == set()


def test_a_bullet_that_a_program_writes_in_another_typeface_is_not_told() -> None:
    assert told(listed(BULLET("", "•"), BULLET("", "•")), listed(BULLET("", "\uf0b7"), BULLET("", "•"))) == set()
