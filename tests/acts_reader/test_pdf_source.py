"""An act in a PDF with text: lines by their places, heads dropped and told; a scan is refused."""

import sys

import pytest

from sferum_docs.acts_reader.model import ActText
from sferum_docs.acts_reader.sources import read_source
from sferum_docs.acts_reader.sources.pdf import from_pdf
from sferum_docs.acts_reader.sources.printed import printed_lines
from sferum_docs.reading import child, pdf_child
from sferum_docs.reading.faults import FaultsError
from sferum_docs.reading.pdf_child import PdfPage, PdfWord
from tests.acts_reader.pdfs import HEIGHT, LEFT, STEP, lines, pdf
from tests.reading.test_children import DEATHS
from tests.yardstick import within

LOCKED = "тайна"
PROSE = "Директорам школ обеспечить подвоз учащихся к месту учёбы и обратно"


def texts(act: ActText) -> list[str]:
    return [line.text for line in act.lines]


def read(*pages: list[tuple[float, float, str]], **how: str | int) -> ActText:
    return read_source(pdf(*pages, **how), "акт.pdf")  # type: ignore[arg-type]


def test_lines_stand_in_order_with_their_indents_and_columns() -> None:
    act = read(
        [
            (300, 600, "№ 318"),
            (LEFT, 600, "17 ноября 2025 г."),
            (250, 640, "ПРИКАЗ"),
            (LEFT, 560, "О подвозе"),
            (LEFT + 35, 500, f"1. {PROSE}"),
            *lines("и проверить маршруты", "до начала года,", "а также остановки.", top=482),
            (LEFT, 380, "Директор"),
            (420, 380, "И.И. Петров"),
        ]
    )
    numbered, signed = texts(act)[2], texts(act)[-1]
    assert texts(act) == [
        "ПРИКАЗ", "", numbered, "", "О подвозе", "", f"1. {PROSE}", "и проверить маршруты", "до начала года,",
        "а также остановки.", "", signed,
    ]  # fmt: skip
    assert [part.strip() for part in numbered.split("    ") if part] == ["17 ноября 2025 г.", "№ 318"]
    assert [part.strip() for part in signed.split("    ") if part] == ["Директор", "И.И. Петров"]
    assert [line.indent for line in act.lines if line.text][3:5] == [5, 0]
    assert not any(line.whole for line in act.lines)


def test_heads_and_numbers_of_pages_are_dropped_and_told() -> None:
    def page(number: int, *body: str) -> list[tuple[float, float, str]]:
        head = [(LEFT, 815.0, "Приказ № 5 от 01.09.2026"), (290.0, 800.0, str(number))] if number > 1 else []
        return [*head, *lines(*body), (LEFT, 30.0, f"Документ создан в СЭД. Страница {number} из 3")]

    act = read(page(1, "ПРИКАЗ", "1. Школам:"), page(2, "2. Отделу", "2"), page(3, "Приложение № 1", "3. Памятка"))
    assert texts(act) == ["ПРИКАЗ", "1. Школам:", "2. Отделу", "2", "Приложение № 1", "3. Памятка"]
    assert [line.page for line in act.lines] == [1, 1, 2, 2, 3, 3]
    stamps = {f"Документ создан в СЭД. Страница {number} из 3" for number in (1, 2, 3)}
    assert {line.text for line in act.left_out} == {"Приказ № 5 от 01.09.2026", "2", "3"} | stamps


def test_a_head_is_the_same_though_its_date_holds_the_number_of_a_page() -> None:
    head = (LEFT, 815.0, "Приказ от 01.02.2026 № 3")
    act = read([head, *lines("О школе")], [head, *lines("1. Школам")], [head, *lines("2. Отделу")])
    assert texts(act) == ["О школе", "1. Школам", "2. Отделу"]


def test_what_begins_several_annexes_is_no_running_head() -> None:
    stamp = ("Приложение", "к приказу от 01.09.2026 № 5")
    act = read(lines("ПРИКАЗ"), *(lines(*stamp, title) for title in ("Памятка", "Перечень", "План", "Состав")))
    assert texts(act).count("Приложение") == 4
    numbered = read(lines("ПРИКАЗ"), *(lines(f"Приложение № {number}", "к приказу") for number in (2, 3, 4)))
    assert [text for text in texts(numbered) if text != "к приказу"][1:] == [f"Приложение № {it}" for it in (2, 3, 4)]
    assert act.left_out == numbered.left_out == ()


def test_numbers_of_pages_may_go_on_from_a_collection() -> None:
    pages = [[*lines(text), (290.0, 30.0, f"- {number} -")] for number, text in ((14, "ПРИКАЗ"), (15, "1. Школам"))]
    assert texts(read(*pages)) == ["ПРИКАЗ", "1. Школам"]


@pytest.mark.parametrize(
    ("first", "second", "whole"),
    [
        ("обеспечить подвоз обуча-", "ющихся школ", "обеспечить подвоз обучающихся школ"),
        ("утвердить план-", "график подвоза", "утвердить план-график подвоза"),
        ("провести учебно-", "методический сбор", "провести учебно-методический сбор"),
        ("обеспечить безопасно-", "стью детей", "обеспечить безопасностью детей"),
        ("исполнить обязательно-", "го требования", "исполнить обязательного требования"),
        ("согласно закону № 149-", "ФЗ", "согласно закону № 149-ФЗ"),
        ("в 2025-", "2026 учебном году", "в 2025-2026 учебном году"),
        ("в 2025–", "2026 учебном году", "в 2025–2026 учебном году"),
        ("составить акт-", "приёмки; акт-приёмки хранить", "составить акт-приёмки; акт-приёмки хранить"),
        ("школам -", "выполнить", "школам - выполнить"),
    ],
)
def test_a_word_cut_at_the_end_of_its_line_goes_on_and_a_compound_keeps_its_hyphen(
    first: str, second: str, whole: str
) -> None:
    act = read(lines(first, second))
    joined = "".join(text if text.endswith("\u00ad") else f"{text} " for text in texts(act))
    assert joined.replace("\u00ad", "").strip() == whole


def test_a_line_with_room_for_the_next_word_ends_its_paragraph() -> None:
    """Letters of print are not equally wide: to count them does not tell where the margin broke a line."""
    wide = "обеспечить подвоз учащихся к месту учёбы и обратно до конца"
    act = read(lines(f"1. {wide}", "учебного года;", "2. Школам создать:", "председатель;", "секретарь."))
    assert [line.closed for line in act.lines] == [False, True, True, True, None]


def test_two_columns_of_prose_are_read_one_after_the_other() -> None:
    left = [f"левая {number} строка колонки" for number in range(14)]
    right = [f"правая {number} строка колонки" for number in range(14)]
    act = read([(LEFT, 800.0, "РАЙОННАЯ ГАЗЕТА " * 3), *lines(*left, left=60), *lines(*right, left=330)])
    assert [text for text in texts(act) if text][1:] == left + right


def test_a_letterhead_of_two_columns_stays_side_by_side_even_when_its_lines_do_not_meet() -> None:
    act = read([*lines("АДМИНИСТРАЦИЯ", "ЛЕСНОГО РАЙОНА", left=60), *lines("ПРИКАЗ", "№ 5", left=380, top=774)])
    assert [text.split("    ")[0].strip() for text in texts(act)] == ["АДМИНИСТРАЦИЯ", "ЛЕСНОГО РАЙОНА"]
    assert [text.split()[-1] for text in texts(act)] == ["ПРИКАЗ", "5"]


def test_a_stamp_between_a_post_and_a_name_takes_no_word_of_them() -> None:
    stamp = lines("Сертификат 00AB", "Владелец Иванов", left=250, top=506, step=11)
    act = read([*stamp, (LEFT, 500, "Глава района"), (450, 500, "И.И. Иванов")])
    assert [text.split("    ")[0] for text in texts(act)] == ["Глава района", "Владелец Иванов"]
    assert texts(act)[0].endswith("    И.И. Иванов")


def test_what_runs_up_the_side_is_no_line_of_the_text() -> None:
    act = read(lines("ПРИКАЗ", "1. Школам"), turned="КОПИЯ ВЕРНА")
    assert texts(act) == ["ПРИКАЗ", "1. Школам"]
    assert [line.text for line in act.left_out] == ["КОПИЯ ВЕРНА"]


def test_a_sheet_printed_across_is_read_as_it_lies() -> None:
    """Landscape tables come as pages whose letters all run upwards."""
    words = [
        PdfWord("Срок", 100, 130, -60, 90),
        PdfWord("План", 100, 128, -40, 90),
        PdfWord("работ", 132, 160, -40, 90),
    ]
    assert [line.text for line in printed_lines(words)] == ["План работ", "Срок"]


def test_pages_without_words_are_told() -> None:
    act = read(lines("ПРИКАЗ"), [], picture=1)
    assert [remark.message() for remark in act.remarks] == [
        "На страницах 2 картинка без текста: они не прочитаны. Проверьте, нет ли там пунктов или приложений."
    ]


def test_letters_that_an_old_program_called_latin_are_read(monkeypatch: pytest.MonkeyPatch) -> None:
    latin = "Приказ № 5 «О школе»".encode("cp1251").decode("cp1252").split()
    page = PdfPage(tuple(PdfWord(word, 85 + 60 * place, 130 + 60 * place, 700) for place, word in enumerate(latin)))
    monkeypatch.setattr("sferum_docs.acts_reader.sources.pdf.words_of_foreign_pdf", lambda _data: [page])
    assert texts(from_pdf(b"")) == ["Приказ № 5 «О школе»"]


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (pdf([], picture=0), "act_scan"),
        (pdf([]), "act_empty"),
        (pdf(lines("ПРИКАЗ"), password=LOCKED), "act_encrypted"),
        (pdf(lines("Order of the head of the district")), "act_pdf_letters"),
        (pdf(lines("ПРИКАЗ"))[:300], "act_damaged"),
        (b"%PDF-1.7\n" + b"\0" * 5_000, "act_damaged"),
    ],
)
def test_a_pdf_that_cannot_be_read_is_refused_with_what_to_do(data: bytes, code: str) -> None:
    with pytest.raises(FaultsError) as error:
        read_source(data, "акт.pdf")
    assert [(fault.code, fault.place) for fault in error.value.faults] == [(code, "акт.pdf")]
    assert "{" not in error.value.faults[0].sentence()


@pytest.mark.parametrize("how", DEATHS)
def test_a_reader_that_dies_has_read_nothing(monkeypatch: pytest.MonkeyPatch, how: str) -> None:
    if how == "processor" and sys.platform == "win32":
        pytest.skip("the limit of the processor is the clock there")
    monkeypatch.setattr(pdf_child, "_TEXT_WORKER", "tests.dying")
    monkeypatch.setattr(child, "_SECONDS", 3.0 if how == "clock" else 60.0)
    with pytest.raises(FaultsError) as error:
        read_source(b"%PDF-" + how.encode(), "акт.pdf")
    assert [fault.code for fault in error.value.faults] == ["act_damaged"]


def test_ten_thousand_lines_are_laid_out_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """What the other process does is bounded there."""
    words = PROSE.split()
    page = PdfPage(
        tuple(
            PdfWord(word, LEFT + 50 * place, LEFT + 50 * place + 6 * len(word), HEIGHT - 50 - STEP * row)
            for row in range(40)
            for place, word in enumerate([f"{row}.", *words])
        )
    )
    monkeypatch.setattr("sferum_docs.acts_reader.sources.pdf.words_of_foreign_pdf", lambda _data: [page] * 250)
    monkeypatch.setattr("sferum_docs.acts_reader.sources.pdf.heads", lambda _pages: set())
    with within(40):
        act = from_pdf(b"")
    assert len(act.lines) == 10_000
