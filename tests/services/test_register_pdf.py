"""The printed register: all of it, in order, rows whole, the head on every page, an end that is no empty sheet."""

import re
import time
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pypdfium2
import pytest

from sferum_docs.documents.registering.register_paper import PaperLine, RegisterPaper
from sferum_docs.documents.registering.registers import Column, Register, known_columns, shipped_registers
from sferum_docs.printing import PrintingError, table_pdf
from sferum_docs.printing.typefaces import FaceFiles, serif_files
from sferum_docs.services.register.lists.export_pdf import register_pdf
from tests.documents.test_register_paper import paper
from tests.yardstick import least_growth

if TYPE_CHECKING:
    from collections.abc import Iterator

ORDERS = shipped_registers()["R01"]
OWN = Register(
    "S01", "Журнал учёта сверхдостопримечательностей", "Учёт", "запись", (), "", "{номер}",
    tuple(Column(field, caption) for field, caption in known_columns().items()),
)  # fmt: skip
SENTENCE = "о назначении ответственных за переход на использование платформы «Сферум» и чатов школы №"
CELLS = {
    "day": "28.11.2026", "signer": "М. М. Магомедов", "executor": "Исаева З. К.", "file_index": "01-05",
    "sender": "Министерство образования и науки Республики Дагестан", "person": "Абдурахманова Патимат",
}  # fmt: skip


def line(columns: tuple[Column, ...], place: int, **cells: str) -> PaperLine:
    """A row whose title begins and ends with its number, over several lines."""
    own = {"place": str(place), "number": f"{place}/2026-ОД", "title": f"н{place}н {SENTENCE * (place % 4)} к{place}к"}
    every = {**CELLS, **own, **cells}
    return PaperLine(tuple(every.get(column.field, "") for column in columns), place % 100 == 3)


def long_paper(register: Register, count: int) -> RegisterPaper:
    lines: Iterator[PaperLine] = (line(register.columns, place) for place in range(1, count + 1))
    return replace(paper(register, 0), lines=lines, longest={"number": 13, "file_index": 5})


def odd_paper(**cells: str) -> RegisterPaper:
    return replace(paper(ORDERS, 0), lines=[line(ORDERS.columns, 1, **cells), line(ORDERS.columns, 2)])


def page_texts(pdf: bytes) -> list[str]:
    document = pypdfium2.PdfDocument(pdf)
    try:
        return [page.get_textpage().get_text_range() for page in document]
    finally:
        document.close()


def squeezed(text: str) -> str:
    return re.sub(r"\s+", "", text)


@pytest.fixture(scope="module")
def archive() -> list[str]:
    return page_texts(register_pdf(long_paper(ORDERS, 10_000)))


def test_ten_thousand_entries_are_printed_each_once_and_ascending(archive: list[str]) -> None:
    numbers = [int(number) for text in archive for number in re.findall(r"\b(\d+)/2026-ОД", text)]
    assert numbers == list(range(1, 10_001))


def test_the_head_and_the_number_of_the_page_stand_on_every_page(archive: list[str]) -> None:
    assert "Начат: 12.01.2026" in archive[0]
    assert "Кем подписан" not in archive[0]
    for number, text in enumerate(archive[1:], 2):
        assert text.split()[0] == str(number)
        assert all(squeezed(column.caption) in squeezed(text) for column in ORDERS.columns)


def test_no_row_is_torn_and_no_page_but_the_last_is_half_empty(archive: list[str]) -> None:
    for text in archive[1:]:
        assert re.findall(r"н(\d+)н", text) == re.findall(r"к(\d+)к", text)
    rows = [len(re.findall(r"н\d+н", text)) for text in archive[1:-1]]
    assert min(rows) > max(rows) / 2


def test_the_closing_line_never_stands_alone_on_the_last_sheet() -> None:
    for count in range(8, 30):
        last = page_texts(register_pdf(long_paper(ORDERS, count)))[-1]
        assert f"к{count}к" in last, count
        assert "Ответственный за ведение" in last
        assert "зарегистрировано приказов: 3 (три)" in last


@pytest.mark.parametrize("register", [*shipped_registers().values(), OWN], ids=lambda item: item.id)
def test_a_register_of_any_columns_holds_all_its_texts(register: Register) -> None:
    texts = page_texts(register_pdf(long_paper(register, 40)))
    found = squeezed("".join(texts))
    numbers = re.findall(r"\b(\d+)/2026-ОД", " ".join(texts))
    assert list(map(int, numbers)) == list(range(1, 41))
    assert squeezed(register.title) in squeezed(texts[0])
    for cell in line(register.columns, 39).cells:
        assert squeezed(cell) in found


@pytest.mark.parametrize("register", shipped_registers().values(), ids=lambda item: item.id)
def test_no_word_of_a_head_no_day_and_no_mark_is_broken(register: Register) -> None:
    lines = [line(register.columns, 1, remark="Аннулирован: ошибка", due="10.12.2026", executed="11.12.2026")]
    text = page_texts(register_pdf(replace(long_paper(register, 0), lines=lines)))[1]
    words = {word for column in register.columns for word in column.caption.split()}
    days = {"10.12.2026", "11.12.2026"} if register.has("due") else set()
    assert {word for word in {*words, *days, "28.11.2026", "Аннулирован:"} if word not in text} == set()


def test_an_empty_register_is_a_title_page_a_head_and_a_closing_line() -> None:
    first, second = page_texts(register_pdf(long_paper(ORDERS, 0)))
    assert ORDERS.title in first
    assert "Кем подписан" in second
    assert "Ответственный за ведение" in second


@pytest.mark.parametrize("words", ["слово ", "а", "\N{NO-BREAK SPACE}", "учебно-", "я\N{COMBINING ACUTE ACCENT} "])
def test_a_text_longer_than_a_page_goes_on_below_the_next_head(words: str) -> None:
    texts = page_texts(register_pdf(odd_paper(title="Начало " + words * 4000 + " конец", remark="примечание " * 90)))
    assert all("Кем подписан" in text for text in texts[1:])
    assert "конец" in squeezed("".join(texts))
    assert "2/2026-ОД" in texts[-1]


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("О празднике 🎉 семьи", "О празднике"), ("Об о\x00хра\x1fне\u200b труда", "Об охране труда"),
        ("Об учёте и\u0306ода", "Об учёте йода"), ("(скобки) \\ и ) <знаки> & %", "(скобки) \\ и ) <знаки> & %"),
        ("строка\nза строкой", "строка за строкой"), ("漢字 עברית 𝔘", ""), ("А\u0301кция \ud800", "кция"),
    ],
)  # fmt: skip
def test_odd_signs_do_no_harm_to_the_rest(typed: str, shown: str) -> None:
    texts = page_texts(register_pdf(odd_paper(title=typed)))
    assert squeezed(shown) in squeezed(texts[1])
    assert "2/2026-ОД" in texts[1]


def test_the_same_register_gives_the_same_bytes() -> None:
    assert register_pdf(long_paper(ORDERS, 30)) == register_pdf(long_paper(ORDERS, 30))


def test_ten_times_the_entries_take_about_ten_times_as_long() -> None:
    def spent(count: int) -> float:
        began = time.process_time()
        register_pdf(long_paper(ORDERS, count))
        return time.process_time() - began

    spent(10)
    # a hundred times, were it done for each of the others
    assert least_growth(lambda: spent(300), lambda: spent(3_000), enough=20) < 20


def test_a_machine_without_a_typeface_says_so(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    broken = tmp_path / "times.ttf"
    broken.write_bytes(b"no typeface")
    monkeypatch.setattr(table_pdf, "serif_files", lambda: (FaceFiles("Times New Roman", broken, broken),))
    with pytest.raises(PrintingError) as raised:
        register_pdf(long_paper(ORDERS, 1))
    assert "Liberation Serif" in raised.value.fault().sentence()


def test_a_typeface_is_known_by_the_names_its_files_have_on_any_system(tmp_path: Path) -> None:
    for name in ("timesbd.ttf", "times.ttf", "LiberationSerif-Regular.ttf", "Tinos-Bold.ttf", "Tinos-Regular.ttf",
                 "PT-Astra-Serif_Regular.ttf", "PT-Astra-Serif_Bold.ttf"):  # fmt: skip
        (tmp_path / name).write_bytes(b"")
    assert [files.name for files in serif_files([tmp_path])] == ["Times New Roman", "PT Astra Serif", "Tinos"]
    (tmp_path / "mac").mkdir()
    for name in ("Times New Roman.ttf", "Times New Roman Bold.ttf"):
        (tmp_path / "mac" / name).write_bytes(b"")
    assert [files.name for files in serif_files([tmp_path / "mac"])] == ["Times New Roman"]
