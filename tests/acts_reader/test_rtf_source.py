"""An act in RTF: letters in every way of writing them, numbers counted by Word, tables, fields, what is hidden."""

import pytest

from sferum_docs.acts_reader.model import ActText
from sferum_docs.acts_reader.sources import read_source, rtf
from sferum_docs.reading.faults import FaultsError
from tests.yardstick import within

FONTS = r"{\fonttbl{\f0\froman\fcharset204 Times New Roman;}{\f1\fnil\fcharset2 Symbol;}{\f2\fcharset0 Arial;}}"
HEAD = rf"{{\rtf1\ansi\ansicpg1251\deff0{FONTS}{{\colortbl;\red0\green0\blue0;}}{{\stylesheet{{\s0 Normal;}}}}"


def rtf_file(body: str, head: str = HEAD) -> bytes:
    """Russian letters of the body as Word writes them: by their numbers in Windows."""
    text = f"{head}{body}}}"
    return "".join(rf"\'{char.encode('cp1251').hex()}" if char > "\x7f" else char for char in text).encode()


def read(body: str, head: str = HEAD) -> ActText:
    return read_source(rtf_file(body, head), "акт.rtf")


def printed(act: ActText) -> list[str]:
    return [f"{line.mark} {line.text}".strip() for line in act.lines]


@pytest.mark.parametrize(
    ("written", "seen"),
    [
        (r"Приказ", "Приказ"),
        (r"\u1055\'cf\u1088\'f0\u1080\'e8\u1082\'ea\u1072\'e0\u1079\'e7", "Приказ"),
        (r"\u1055?\u1088?\u1080?\u1082?\u1072?\u1079?", "Приказ"),
        (r"\uc0\u1055 \u1088 \u1080 \u1082 \u1072 \u1079 ", "Приказ"),
        (r"\uc2\u1055\'8f\'a0\u1088\'8f\'a1 и акт", "Пр и акт"),
        (r"{\uc1\u1055 ab}", "Пb"),
        (r"\u8470?\~5\endash 6 \'ab\u171?»", "№ 5–6 ««»"),
        (r"\u-10179?\u-8704?", "\U0001f600"),
        (r"{\f1 \'b7} пункт", "• пункт"),
        (r"{\f2 \'cf\'f0\'e8}каз", "Приказ"),  # a font that says nothing of its letters has those of the document
        (r"при\-каз\_план", "приказ-план"),
        (r"{\caps приказ}", "ПРИКАЗ"),
        (r"{\b При}{\i каз}", "Приказ"),
        ("При\r\nказ", "Приказ"),
        (r"Глава\tab И.И. Петров", "Глава    И.И. Петров"),
        (r"1.\tab Утвердить", "1. Утвердить"),
        (r"\{скобки\}\\", r"{скобки}\\"[:-1]),
        (r"{\*\unknown Лишнее}Приказ", "Приказ"),
        (r"{\pict\pngblip 89504e47}Приказ{\*\shppict{\pict ffd8}}", "Приказ"),
        (r"{\field{\*\fldinst HYPERLINK http://x}{\fldrslt {\ul законом}}} № 273", "законом № 273"),
        (r"{\*\bkmkstart a}Приказ{\*\bkmkend a}", "Приказ"),
        (r"Приказ{\info{\title Лишнее}}", "Приказ"),
    ],
)
def test_every_way_of_writing_letters(written: str, seen: str) -> None:
    assert printed(read(rf"\pard {written} слово\par")) == [f"{seen} слово"]


def test_raw_letters_and_raw_data_are_told_apart() -> None:
    data = rb"{\rtf1\ansi\ansicpg1251 {\pict\bin6 {}}\}{}" + "Приказ".encode("cp1251") + rb"\par}"
    assert printed(read_source(data, "акт.rtf")) == ["Приказ"]


def test_a_file_that_names_no_code_page_is_read_all_the_same() -> None:
    head = r"{\rtf1\ansi{\fonttbl{\f0\fcharset0 Arial;}}"
    assert printed(read(r"\pard Приказ о школе\par", head)) == ["Приказ о школе"]


def test_numbers_that_word_has_counted_are_marks() -> None:
    act = read(
        r"\pard\li0{\listtext\pard\plain 1.\tab}\ls1\ilvl0 Школам:\par"
        r"\pard\li709\fi-709{\listtext\pard\plain 1.1.\tab}\ls1\ilvl1 назначить;\par"
        r"\pard{\listtext\f1 \'b7\tab}\ls2 порядок;\par"
        r"\pard{\pntext\f2 o\tab}тишину.\par"
        r"\pard{\listtext\pard\plain а)\tab}{\*\pn\pnlvlbody{\pntxta )}}свет.\par"
    )
    assert printed(act) == ["1. Школам:", "1.1. назначить;", "• порядок;", "• тишину.", "а) свет."]
    assert [line.level for line in act.lines] == [0, 1, 0, 0, 0]
    assert {line.whole for line in act.lines} == {True}


def test_rows_of_tables_have_cells_and_a_frame_is_no_table() -> None:
    act = read(
        r"\trowd\pard\intbl АДМИНИСТРАЦИЯ\par РАЙОНА\cell\pard\intbl ПРИКАЗ\cell\row"
        r"\trowd\pard\intbl Текст\par акта\cell\pard\intbl\cell\row"
        r"\pard После\par"
        r"\trowd\pard\intbl без конца строки\cell\pard\intbl столбец\cell"
        r"\pard Конец\par"
    )
    assert [line.cells for line in act.lines] == [
        ("АДМИНИСТРАЦИЯ", "ПРИКАЗ"), ("РАЙОНА", ""), (), (), (), ("без конца строки", "столбец"), (),
    ]  # fmt: skip
    assert printed(act)[2:5] == ["Текст", "акта", "После"]
    assert printed(act)[-1] == "Конец"


def test_a_table_within_a_cell_is_read_once() -> None:
    act = read(
        r"\trowd\pard\intbl Отдел\cell"
        r"\pard\intbl\itap2 Школа\nestcell{\nonesttables\par}Срок\nestcell{\nonesttables\par}"
        r"{\*\nesttableprops\trowd\nestrow}{\nonesttables\par}\pard\intbl Всё\cell\row\pard Конец\par"
    )
    assert [line.text for line in act.lines] == ["Отдел    Школа    Срок", "Всё", "Конец"]


def test_lines_pages_and_sides() -> None:
    act = read(
        r"\pard\qc ПРИКАЗ\par\pard О подвозе\line учащихся\par\pard\qr Справа\par"
        r"\page\pard Приложение\par\pard\pagebb Второе\par\sect Третье\par"
    )
    assert printed(act) == ["ПРИКАЗ", "О подвозе", "учащихся", "Справа", "Приложение", "Второе", "Третье"]
    assert [line.page for line in act.lines] == [1, 1, 1, 1, 2, 3, 4]
    assert [line.whole for line in act.lines][:3] == [True, True, False]
    assert act.lines[3].indent > act.lines[0].indent > 10


def test_what_is_beside_the_text_is_left_out_and_told() -> None:
    act = read(
        r"{\header\pard Лист 2\par}{\footer\pard КонсультантПлюс\par}"
        r"\pard Приказ{\v черновик}{\footnote\pard Сноска о школе\par}{\deleted старое}{\revised  новое}\par"
        r"\pard{\shp{\*\shpinst{\sp{\sn a}{\sv 1}}{\shptxt\pard № 5\par от 1 мая\par}}{\shprslt лишнее}}Дальше\par"
    )
    assert printed(act) == ["Приказ новое", "Дальше", "№ 5", "от 1 мая"]
    assert [line.text for line in act.left_out] == ["Лист 2", "КонсультантПлюс"]
    assert [remark.message() for remark in act.remarks] == [
        "В файле есть исправления, которые ещё не приняты. Прочитано так, как если бы все они были приняты.",
        "Скрытый текст не взят (1): «черновик».",
        "Сноски не взяты (1): «Сноска о школе».",
    ]


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (rtf_file(""), "act_empty"),
        (rb"{\rtf1" + b"{" * 600 + "Приказ".encode("cp1251"), "act_damaged"),
        (rb"{\rtf1 " + b"\\par " * 25_000 + b"x}", "act_long"),
        (rb"{\rtf1 " + b"{}" * 30_000, "act_long"),
    ],
)
def test_a_hostile_file_is_refused(monkeypatch: pytest.MonkeyPatch, data: bytes, code: str) -> None:
    monkeypatch.setattr(rtf, "_MOST_TOKENS", 50_000)
    with pytest.raises(FaultsError) as error:
        read_source(data, "акт.rtf")
    assert [fault.code for fault in error.value.faults] == [code]


def test_a_file_cut_short_gives_what_it_has() -> None:
    cut = rtf_file(r"\pard Приказ\par\pard О школе \'cf")[:-1]
    assert printed(read_source(cut, "акт.rtf")) == ["Приказ", "О школе П"]


def test_ten_thousand_lines_are_read_at_once() -> None:
    data = rtf_file(
        r"\pard\plain\ltrpar\qj\fi709\li0{\listtext\pard\plain 1.\tab}\ls1\f0\fs28 Директорам школ обеспечить\par "
        * 10_000
    )
    with within(50):
        act = read_source(data, "акт.rtf")
    assert len(act.lines) == 10_000
