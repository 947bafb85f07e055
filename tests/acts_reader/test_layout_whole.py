"""Whatever is read: no word is lost or doubled, no text breaks the reader, twice the lines take twice the time."""
# ruff: noqa: E501  the texts stand as they are printed

from __future__ import annotations

import time
from collections import Counter
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sferum_docs.acts_reader.layout.rows import rows_of
from sferum_docs.acts_reader.layout.tree.clauses import clauses
from sferum_docs.acts_reader.layout.zones import zones_of
from sferum_docs.acts_reader.model import Line
from sferum_docs.acts_reader.reader import read_act
from sferum_docs.acts_reader.sources.texts import from_pasted
from tests.yardstick import least_growth, yardstick

if TYPE_CHECKING:
    from sferum_docs.acts_reader.layout.rows import Row
    from sferum_docs.acts_reader.layout.tree.nodes import Growing

PIECES = [
    "АДМИНИСТРАЦИЯ РАЙОНА", "ПРИКАЗ", "П О С Т А Н О В Л Е Н И Е", "от 19.08.2025 № 418-па", "О мерах", "В целях порядка",
    "приказываю:", "администрация ПОСТАНОВЛЯЕТ: 1. Начать.", "1.", "1. Утвердить план.", "2.Школам:", "2.1. вести учёт;", "2.З. хранить;",
    "а) начать;", "б) кончить.", "- утром,", "• вечером", "1) один;", "§ 1", "I. Раздел", "29.08.2025 г. провести", "12.5 млн рублей",
    "слово", "обра\N{SOFT HYPHEN}", "зовать.", "и ещё:", "«3. Цитата", "конец.»;", "изложить в следующей редакции:", "2", "- 3 -", "~", "",
    "Глава района          Д.А. Рябинин", "Директор", "И.И. Иванов", "Исп. Орлова О.О., 2-18-44", "Приложение № 1", "к приказу",
    "Уважаемые коллеги!", "Просим доложить.", "УТВЕРЖДЁН", "М.П.", "1 Сноска внизу.", "Иванов        - глава        района",
]  # fmt: skip
TEXTS = st.lists(st.sampled_from(PIECES) | st.text("аб1.;: -–)«»\t", max_size=12), min_size=1, max_size=40)
MARKS = st.sampled_from(["", "", "", "1.", "1.1.", "а)", "–", "2."])


def letters(texts: list[str]) -> str:
    """The texts without white space and soft hyphens."""
    return "".join("".join(texts).replace("\N{SOFT HYPHEN}", "").split())


@given(TEXTS, st.booleans(), st.data())
def test_no_word_is_lost_or_doubled(texts: list[str], of_word: bool, data: st.DataObject) -> None:
    marks = [data.draw(MARKS) if of_word else "" for _text in texts]
    lines = tuple(
        Line(at, text.strip(), mark, whole=of_word) for at, (text, mark) in enumerate(zip(texts, marks, strict=True), 1)
    )
    rows, noise = rows_of(lines)
    assert sorted(one.number for one in [*rows, *noise]) == [line.number for line in lines if line.text]
    zones = zones_of(rows)
    begin = zones.beginning
    regions = (begin.above, begin.preamble, [begin.printed_word], zones.body, *((zones.signature, zones.tail)))
    printed = letters([text_of(one) for region in regions for one in region])
    assert Counter(printed) == Counter(letters([row.text for row in rows]))
    nodes = [one for top in clauses(zones.body) for one in top.walk()]
    assert "".join(letters([bare(one), one.text]) for one in nodes) == letters([row.text for row in zones.body])


def text_of(one: Row | str) -> str:
    return one if isinstance(one, str) else one.text


def bare(node: Growing) -> str:
    """The mark, if it stands in the text of the line."""
    return "" if node.row and node.row.line.mark else node.mark.printed


@given(TEXTS)
def test_any_text_is_read(texts: list[str]) -> None:
    if any(letter.isalpha() for text in texts for letter in text):
        draft = read_act(from_pasted("\n".join(texts)))
        assert len({node.path for node in draft.walk()}) == len(list(draft.walk()))
        assert {doubt.path for doubt in draft.doubts} <= {"", *draft.by_path}


def long_act(lines: int) -> list[Line]:
    """An act of so many lines, as a margin breaks them."""
    text = ["ПОСТАНОВЛЕНИЕ", "от 12.03.2026 № 5", "О мерах", "", "постановляет:"]
    number = 0
    while len(text) < lines:
        number += 1
        text += [
            f"{number}. Руководителям образовательных организаций муниципального района обеспечить",
            "выполнение мероприятий по подготовке к началу учебного года, в том числе:",
            *(
                f"{number}.{part}. провести проверку зданий и сооружений до 1 сентября 2026 года;"
                for part in range(1, 4)
            ),
            "а) подготовить отчёт;",
            "- направить его в отдел.",
        ]
    return [*from_pasted("\n".join(text)).lines]


def spent(lines: int) -> float:
    act = long_act(lines)
    began = time.process_time()
    rows, _noise = rows_of(act)
    clauses(zones_of(rows).body)
    return time.process_time() - began


def test_ten_thousand_lines_take_as_many_times_longer() -> None:
    spent(500)
    assert least_growth(lambda: spent(2_500), lambda: spent(10_000), enough=8) < 8


@pytest.mark.parametrize(
    "piece", ["Иванов И.И.", "Приложение", "1.", "-", "Глава района", "О мерах", "29.08.2025 г.", "и", "слово."]
)
def test_no_line_said_again_and_again_takes_the_square_of_the_time(piece: str) -> None:
    def of(count: int) -> float:
        lines = [Line(at, piece) for at in range(1, count + 1)]
        began = time.process_time()
        rows, _noise = rows_of(lines)
        clauses(zones_of(rows).body)
        return time.process_time() - began

    of(100)
    least = 2.5 * yardstick()
    assert least_growth(lambda: max(of(2_000), least), lambda: of(8_000), enough=8) < 8
