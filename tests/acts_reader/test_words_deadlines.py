"""Each sentence of the table has the deadline that a person reads in it; a date is never one that is not printed."""

import csv
import re
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sferum_docs.acts_reader.choices import read_deadline
from sferum_docs.acts_reader.words import deadline
from sferum_docs.directives.model import DeadlineKind

ACT_DAY = date(2026, 8, 28)
_WORDS = [
    "до",
    "не",
    "позднее",
    "к",
    "с",
    "по",
    "в",
    "срок",
    "течение",
    "10",
    "5",
    "рабочих",
    "дней",
    "мая",
    "сентября",
    "2026",
    "2027",
    "года",
    "01.09.2026",
    "15.10",
    "31.02.2026",
    "«11»",
    "ежемесячно",
    "числа",
    "каждую",
    "пятницу",
    "начиная",
    ",",
    ".",
    "–",
    "(",
    ")",
    "№",
    "от",
    "приказ",
    "18.00",
    "часов",
    "273-ФЗ",
    "обеспечить",
    "начала",
    "учебного",
]


def rows() -> list[dict[str, str]]:
    with Path(__file__).with_name("deadlines.tsv").open(encoding="utf-8", newline="") as table:
        return list(csv.DictReader(table, delimiter="\t", quoting=csv.QUOTE_NONE))


@pytest.mark.parametrize("row", rows(), ids=lambda row: row["text"][:60])
def test_the_deadline_of_a_sentence(row: dict[str, str]) -> None:
    found = deadline(row["text"], ACT_DAY)
    said = found.value
    assert {
        "text": row["text"], "kind": said.kind.value, "raw": said.raw, "from": str(said.date_from or ""),
        "date": str(said.date or ""), "period": said.period, "day": str(said.day or ""),
        "weekday": str(said.weekday or ""), "days": str(said.days or ""), "day_type": said.day_type or "",
        "event": said.event, "doubts": " ".join(doubt.code for doubt in found.doubts),
    } == row  # fmt: skip


@pytest.mark.parametrize("row", rows(), ids=lambda row: row["text"][:60])
def test_the_words_of_a_deadline_stand_in_the_text(row: dict[str, str]) -> None:
    found = deadline(row["text"], ACT_DAY).value
    assert found.raw in row["text"]
    assert found.event.removeprefix("до ") in row["text"]


@given(st.lists(st.sampled_from(_WORDS), max_size=14).map(" ".join))
def test_no_date_is_invented(text: str) -> None:
    found = deadline(text, ACT_DAY)
    for day in filter(None, (found.value.date, found.value.date_from)):
        figures = [int(one) for one in re.findall(r"\d+", text)]
        assert day.day in figures
        assert day.month in figures or day.month in {5, 9}
        assert day.year in figures or day.year in {2026, 2027}
    for doubt in found.doubts:
        assert all(read_deadline(one.value).kind in DeadlineKind for one in doubt.choices)


@given(st.text(max_size=120))
def test_any_text_has_an_answer(text: str) -> None:
    assert deadline(text, ACT_DAY).value.raw in text
    assert deadline(text, None).value.date is None or re.search(r"\d", text)


def test_without_the_day_of_the_act_a_date_without_a_year_stays_open() -> None:
    found = deadline("обеспечить до 1 октября", None)
    assert (found.value.kind, found.value.date) == (DeadlineKind.DATE, None)
    assert [doubt.code for doubt in found.doubts] == ["deadline_date_wrong"]


@pytest.mark.parametrize(
    ("text", "of", "means"),
    [
        ("до 16 января", date(2025, 12, 3), date(2026, 1, 16)),
        ("до 26 декабря", date(2025, 12, 3), date(2025, 12, 26)),
        ("не позднее 15.05.26", date(2026, 4, 22), date(2026, 5, 15)),
        ("до 1 марта следующего года", date(2026, 4, 22), date(2027, 3, 1)),
    ],
)
def test_a_date_without_a_year_is_the_next_such_day(text: str, of: date, means: date) -> None:
    assert deadline(text, of).value.date == means
