"""An act in a Word file: what Word counts by itself, sets side by side, hides or has not yet accepted."""

import pytest

from sferum_docs.acts_reader.model import ActText
from sferum_docs.acts_reader.sources import read_source
from sferum_docs.reading.faults import FaultsError
from tests.gost.word import DEFAULTS, docx, p, row, run, table
from tests.yardstick import within


def level(step: int, form: str, text: str) -> str:
    return f'<w:lvl w:ilvl="{step}"><w:start w:val="1"/><w:numFmt w:val="{form}"/><w:lvlText w:val="{text}"/></w:lvl>'


def num(number: int, abstract: int, override: str = "") -> str:
    return f'<w:num w:numId="{number}"><w:abstractNumId w:val="{abstract}"/>{override}</w:num>'


ANEW = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>'
LISTS = (
    '<w:abstractNum w:abstractNumId="0">'
    + level(0, "decimal", "%1.") + level(1, "decimal", "%1.%2.") + level(2, "russianLower", "%3)")
    + '</w:abstractNum><w:abstractNum w:abstractNumId="1">' + level(0, "bullet", "\uf0b7") + level(1, "bullet", "o")
    + level(2, "bullet", "–") + '</w:abstractNum><w:abstractNum w:abstractNumId="2">' + level(0, "upperRoman", "%1.")
    + "</w:abstractNum>" + num(1, 0) + num(2, 0, ANEW) + num(3, 1) + num(4, 2)
)  # fmt: skip


def word(body: str, **parts: str) -> ActText:
    return read_source(docx(body, numbering=LISTS, **parts), "акт.docx")


def printed(act: ActText) -> list[str]:
    return [f"{line.mark} {line.text}".strip() for line in act.lines]


def test_numbers_of_lists_stand_where_word_prints_them() -> None:
    act = word(
        p("ПРИКАЗЫВАЮ:")
        + p("Школам:", list="1.0")
        + p("назначить:", list="1.1")
        + p("старшего;", list="1.2")
        + p("младшего.", list="1.2")
        + table(row("Школа № 1", "до 1 мая"))
        + p("обеспечить:", list="1.1")
        + p("порядок;", list="3.0")
        + p("тишину;", list="3.1")
        + p("свет.", list="3.2")
        + p("Отделу проверить.", list="1.0")
        + p("Памятка", page=True, list="4.0")
        + p("Выйти.", list="2.0")
    )
    assert printed(act) == [
        "ПРИКАЗЫВАЮ:", "1. Школам:", "1.1. назначить:", "а) старшего;", "б) младшего.", "Школа № 1    до 1 мая",
        "1.2. обеспечить:", "• порядок;", "• тишину;", "– свет.", "2. Отделу проверить.", "I. Памятка", "1. Выйти.",
    ]  # fmt: skip
    assert [line.level for line in act.lines] == [None, 0, 1, 2, 2, None, 1, 0, 1, 2, 0, 0, 0]
    assert [line.page for line in act.lines][-3:] == [1, 2, 2]
    assert {line.whole for line in act.lines} == {True}


def test_numbers_come_from_styles_and_a_paragraph_may_refuse_them() -> None:
    styles = (
        DEFAULTS
        + '<w:style w:type="paragraph" w:styleId="P"><w:name w:val="Пункт"/><w:pPr><w:numPr><w:numId w:val="1"/>'
        '</w:numPr></w:pPr></w:style><w:style w:type="paragraph" w:styleId="PP"><w:name w:val="Подпункт"/>'
        '<w:basedOn w:val="P"/><w:pPr><w:numPr><w:ilvl w:val="1"/></w:numPr></w:pPr></w:style>'
    )
    act = word(
        p("Школам:", style="P") + p("сделать.", style="PP") + p("(абзац без номера)", style="P", list="0.0"),
        styles=styles,
    )
    assert printed(act) == ["1. Школам:", "1.1. сделать.", "(абзац без номера)"]


def test_the_cells_of_a_letterhead_come_side_by_side() -> None:
    left = p("АДМИНИСТРАЦИЯ") + p("ЛЕСНОГО РАЙОНА") + p("тел. 3-14-08")
    right = p("ПРИКАЗ") + p() + p("01.09.2026 № 5")
    act = word(table(row(left, right)) + table(row("Глава", "", "И.И. Петров"), widths=(3000, 3000, 3000)))
    assert [line.cells for line in act.lines] == [
        ("АДМИНИСТРАЦИЯ", "ПРИКАЗ"), ("ЛЕСНОГО РАЙОНА", ""), ("тел. 3-14-08", "01.09.2026 № 5"),
        ("Глава", "", "И.И. Петров"),
    ]  # fmt: skip
    assert act.lines[2].text == "тел. 3-14-08    01.09.2026 № 5"


def test_a_table_that_only_frames_the_text_is_no_table() -> None:
    inner = table(row("Школа", "Срок"))
    act = word(table(row(p("ПРИКАЗЫВАЮ:") + p("Назначить.", list="1.0") + inner + p(), ""), widths=(9000, 300)))
    assert [(line.mark, line.text, line.cells) for line in act.lines] == [
        ("", "ПРИКАЗЫВАЮ:", ()), ("1.", "Назначить.", ()), ("", "Школа    Срок", ("Школа", "Срок")),
    ]  # fmt: skip


def test_numbers_of_rows_that_word_counts_stand_in_their_cells() -> None:
    rows = (row(p("", list="1.0"), "Провести беседу", "до 1 мая"), row(p("", list="1.0"), "Проверить", "май"))
    act = word(p("План") + table(*rows, widths=(500, 6000, 2000)))
    assert [line.cells for line in act.lines[1:]] == [
        ("1.", "Провести беседу", "до 1 мая"), ("2.", "Проверить", "май"),
    ]  # fmt: skip


def test_breaks_by_hand_tabs_and_hyphens_are_seen_as_on_paper() -> None:
    broken = "<w:r><w:t>О подвозе</w:t><w:br/><w:t>учащихся</w:t></w:r>"
    hyphens = "<w:r><w:t>план</w:t><w:noBreakHyphen/><w:t>гра</w:t><w:softHyphen/><w:t>фик</w:t></w:r>"
    capitals = "<w:r><w:rPr><w:caps/></w:rPr><w:t>приказ</w:t></w:r>"
    act = word(
        p(inside=broken) + p("Глава\tИ.И. Петров") + p("1.\tУтвердить.", first=709) + p(inside=hyphens + capitals)
    )
    assert printed(act) == ["О подвозе", "учащихся", "Глава    И.И. Петров", "1. Утвердить.", "план-графикПРИКАЗ"]
    assert [line.whole for line in act.lines] == [True, False, True, True, True]
    assert act.lines[3].indent == 5


def test_a_line_stands_where_it_is_set() -> None:
    act = word(p("Слева") + p("Справа", jc="right") + p("Посередине", jc="center") + p("Отступ", left=4677))
    left, right, middle, indented = (line.indent for line in act.lines)
    assert left == 0
    assert right > indented > middle > 20


def test_headers_are_left_out_and_told_and_so_is_what_nobody_reads() -> None:
    hidden = "<w:r><w:rPr><w:vanish/></w:rPr><w:t>черновик</w:t></w:r>"
    changed = (
        '<w:ins w:id="1" w:author="а"><w:r><w:t xml:space="preserve"> новое</w:t></w:r></w:ins>'
        '<w:del w:id="2" w:author="а"><w:r><w:delText>старое</w:delText></w:r></w:del>'
    )
    act = word(p("Утвердить", inside=changed + hidden), header=p("Лист 2 к приказу"), first=p("Лист 2 к приказу"))
    assert printed(act) == ["Утвердить новое"]
    assert [line.text for line in act.left_out] == ["Лист 2 к приказу"]
    assert [remark.message() for remark in act.remarks] == [
        "В файле есть исправления, которые ещё не приняты. Прочитано так, как если бы все они были приняты.",
        "Скрытый текст не взят (1): «черновик».",
    ]
    assert {remark.severity for remark in act.remarks} == {"warning"}


def test_the_words_of_a_text_box_come_after_the_paragraph_that_holds_it() -> None:
    shape = "<v:shape xmlns:v='urn:schemas-microsoft-com:vml'><v:textbox>"
    box = f"<w:r><w:pict>{shape}<w:txbxContent>{p('№ 5')}</w:txbxContent></v:textbox></v:shape></w:pict></w:r>"
    assert printed(word(p("ПРИКАЗ", inside=box) + p("О школе"))) == ["ПРИКАЗ", "№ 5", "О школе"]


def test_links_and_fields_are_read_as_they_are_shown() -> None:
    link = (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> HYPERLINK "http://x" </w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>законом</w:t></w:r>'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )
    wrapped = (
        f"<w:hyperlink>{run(' № 273-ФЗ')}</w:hyperlink><w:sdt><w:sdtContent>{run(' и уставом')}</w:sdtContent></w:sdt>"
    )
    assert printed(word(p("В соответствии с ", inside=link + wrapped))) == [
        "В соответствии с законом № 273-ФЗ и уставом"
    ]


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"PK\x03\x04[Content_Types].xml", "docx_damaged"),
        (docx(p("Приказ"))[:-200], "docx_damaged"),
        (docx(""), "act_empty"),
        (docx(p() * 20_001), "act_long"),
        (docx(p("а" * 10_001)), "act_long_line"),
        (b"PK\x03\x04" + b"x" * 300, "act_archive"),
        (b"PK\x03\x04[Content_Types].xml xl/workbook.xml", "act_foreign"),
        (b"PK\x03\x04[Content_Types].xml xl/workbook.bin", "act_foreign"),
        (b"PK\x03\x04[Content_Types].xml ppt/presentation.xml", "act_foreign"),
        (b"PK\x03\x04[Content_Types].xml word/embeddings/1.xlsx xl/workbook.xml", "docx_damaged"),
        (b"PK\x03\x04" + b"\0" * 26 + b"mimetypeapplication/vnd.oasis.opendocument.textPK", "act_resave"),
        (b"\xd0\xcf\x11\xe0" + b"x" * 600 + "WordDocument".encode("utf-16-le"), "act_resave"),
        (b"\xd0\xcf\x11\xe0" + b"x" * 600 + "EncryptedPackage".encode("utf-16-le"), "act_encrypted"),
        (b"\xd0\xcf\x11\xe0" + b"x" * 600, "act_foreign"),
        (b"\xff\xd8\xff\xe0" + b"x" * 600, "act_picture"),
        (b"II*\0" + b"x" * 600, "act_picture"),
        (b"\0\0\0\x18ftypheic" + b"x" * 600, "act_picture"),
        (b"Rar!\x1a\x07" + b"x" * 600, "act_archive"),
        (b"MIME-Version: 1.0\r\n", "act_resave"),
        (b'<?xml version="1.0"?><?mso-application progid="Word.Document"?><w:wordDocument>', "act_resave"),
        (b'<?xml version="1.0"?><FictionBook>', "act_foreign"),
    ],
)  # fmt: skip
def test_what_is_no_sound_word_file_is_refused_with_what_to_do(data: bytes, code: str) -> None:
    with pytest.raises(FaultsError) as error:
        read_source(data, "акт.docx")
    assert [(fault.code, fault.place) for fault in error.value.faults] == [(code, "акт.docx")]
    assert "{" not in error.value.faults[0].sentence()


def test_ten_thousand_paragraphs_are_read_at_once() -> None:
    data = docx((p("Директорам школ обеспечить подвоз до 1 декабря.", list="1.1") + p("Отделу", list="1.0")) * 5_000)
    with within(40):
        act = read_source(data, "акт.docx")
    assert len(act.lines) == 10_000
