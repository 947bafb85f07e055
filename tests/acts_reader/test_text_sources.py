"""Text that is pasted or lies in a file of text: one act, whatever program saved it."""

import pytest

from sferum_docs.acts_reader.model import ActText
from sferum_docs.acts_reader.plain import from_plain, to_plain
from sferum_docs.acts_reader.sources import texts as source
from sferum_docs.acts_reader.sources.texts import from_pasted, from_text
from sferum_docs.reading.faults import FaultsError
from tests.yardstick import within

ORDER = """АДМИНИСТРАЦИЯ ЛЕСНОГО РАЙОНА

ПОСТАНОВЛЕНИЕ
17 ноября 2025 г.                      № 318

О подвозе учащихся

    В целях безопасности детей ПОСТАНОВЛЯЮ:
    1. Отделу образования до 1 декабря ещё раз проверить маршруты.
    2. Директорам школ назначить сопровождающих.

Глава района                           Й.Ё. Щукин
"""


def texts(act: ActText) -> list[str]:
    return [line.text for line in act.lines]


def codes(error: FaultsError) -> list[str]:
    return [fault.code for fault in error.faults]


def test_lines_are_numbered_and_know_how_far_they_stand_from_the_edge() -> None:
    act = from_pasted("\n\n" + ORDER + "\n \n")
    assert [line.number for line in act.lines] == list(range(1, 13))
    assert act.by_number[9].text == "1. Отделу образования до 1 декабря ещё раз проверить маршруты."
    assert [act.by_number[number].indent for number in (1, 8, 9)] == [0, 4, 4]
    assert act.by_number[4].text == "17 ноября 2025 г.                      № 318"  # two columns stay apart
    assert act.source == "pasted"


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1251", "koi8-r", "cp866"]
)
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_the_same_act_in_every_encoding_and_with_every_end_of_line(encoding: str, end: str) -> None:
    order = ORDER.replace("№", "N")  # KOI8-R has no such sign
    act = from_text(order.replace("\n", end).encode(encoding))
    assert act.lines == from_pasted(order).lines
    assert act.source == "txt"


@pytest.mark.parametrize(
    ("typed", "seen"),
    [
        ("1.\u00a0Утвердить", "1. Утвердить"),
        ("1.\tУтвердить", "1. Утвердить"),
        ("1.1.\t\tУтвердить", "1.1. Утвердить"),
        ("а)\tУтвердить", "а) Утвердить"),
        ("Глава района\tИ.И. Петров", "Глава района    И.И. Петров"),
        ("Глава\tИ.И. Петров", "Глава    И.И. Петров"),
        ("ерш, йод, е\u0308лка и и\u0306од", "ерш, йод, ёлка и йод"),
        ("При\u00adказ\u200bы\u2060ваю\ufeff", "Приказываю"),
        ("Об орга\u00ad", "Об орга\u00ad"),  # the layout joins the word with the next line
        ("\u202aДиректорам\u202c", "Директорам"),
        ("план\u2011график", "план-график"),
        ("\uf0b7\tвести журнал", "• вести журнал"),
        ("\uf0a7 вести журнал", "• вести журнал"),
        ("·\tвести журнал", "• вести журнал"),  # Symbol, saved by Word as plain text
        ("§\tвести журнал", "• вести журнал"),  # Wingdings
        ("o\tвести журнал", "• вести журнал"),  # Courier New
        ("о школе\tвсё", "о школе    всё"),
        ("\uf02d\tвести журнал", "– вести журнал"),
        ("о\ufb01цер", "оfiцер"),
        ("Приказ\x00\x07 № 5", "Приказ № 5"),
    ],
)
def test_what_nobody_sees_is_gone_and_what_is_seen_stays(typed: str, seen: str) -> None:
    assert texts(from_pasted(typed)) == [seen]


def test_a_form_feed_begins_a_page_and_other_breaks_a_line() -> None:
    act = from_pasted("один\fдва\vтри\u2028четыре\u0085пять\n\fшесть")
    assert texts(act) == ["один", "два", "три", "четыре", "пять", "", "шесть"]
    assert [line.page for line in act.lines] == [1, 2, 2, 2, 2, 2, 3]


def test_lines_in_another_encoding_are_read_and_told() -> None:
    data = ORDER.encode() + "\nИсполнитель Щёголев".encode("cp1251")
    act = from_text(data)
    assert act.lines[-1].text == "Исполнитель Щёголев"
    assert [fault.code for fault in act.remarks] == ["sheet_mixed_encodings"]
    assert from_plain(ActText, to_plain(act)) == act


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "act_empty"),
        (b" \r\n\t\n", "act_empty"),
        ("\u200b\ufeff".encode(), "act_empty"),
        (b"12.03.2026\n45\n", "act_empty"),
        (bytes(range(256)) * 40, "act_foreign"),
        (b"\x00\x01\x02\x03" * 500, "act_foreign"),
        (b"\xff\xfe\x00", "act_foreign"),
    ],
)
def test_what_is_no_text_is_refused(data: bytes, code: str) -> None:
    with pytest.raises(FaultsError) as error:
        from_text(data)
    assert codes(error.value) == [code]


def test_more_than_any_act_has_is_refused() -> None:
    for text, code in (
        ("слово\n" * (source.MAX_LINES + 1), "act_long"),
        ("а" * (source.MAX_LINE + 1), "act_long_line"),
        ("слово " * source.MAX_LETTERS, "act_long"),
    ):
        with pytest.raises(FaultsError) as error:
            from_pasted(text)
        assert codes(error.value) == [code]


def test_ten_thousand_lines_are_read_at_once() -> None:
    line = "    1.2.\tДиректорам школ обеспечить\u00a0подвоз учащихся до 1 декабря 2025 г. \n"
    data = line.encode("cp1251") * 10_000
    with within(20):
        act = from_text(data)
    assert len(act.lines) == 10_000
