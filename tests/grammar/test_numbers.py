"""Numbers in words: what is spelled out reads back as the number, and agrees with what is counted."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sferum_docs.grammar.numbers import in_words

_WORDS = """
0 ноль  1 один одна одно  2 два две  3 три  4 четыре  5 пять  6 шесть  7 семь  8 восемь  9 девять  10 десять
11 одиннадцать  12 двенадцать  13 тринадцать  14 четырнадцать  15 пятнадцать  16 шестнадцать  17 семнадцать
18 восемнадцать  19 девятнадцать  20 двадцать  30 тридцать  40 сорок  50 пятьдесят  60 шестьдесят  70 семьдесят
80 восемьдесят  90 девяносто  100 сто  200 двести  300 триста  400 четыреста  500 пятьсот  600 шестьсот  700 семьсот
800 восемьсот  900 девятьсот
"""
_VALUES = {word: int(row[1]) for row in re.finditer(r"(\d+)([ а-я]+)", _WORDS) for word in row[2].split()}
_THOUSANDS = ("тысяч", "миллион", "миллиард", "триллион", "квадриллион", "квинтиллион")


def read_back(words: str) -> int:
    whole = part = 0
    for word in words.removeprefix("минус ").split():
        power = next((power for power, name in enumerate(_THOUSANDS, 1) if word.startswith(name)), None)
        if power is None:
            part += _VALUES[word]
        else:
            whole, part = whole + part * 1000**power, 0
    return (whole + part) * (-1 if words.startswith("минус ") else 1)


@given(st.integers(-(10**21) + 1, 10**21 - 1), st.sampled_from(["мужской", "женский", "средний", "школа", "чат"]))
def test_a_number_in_words_reads_back(number: int, agreed: str) -> None:
    assert read_back(in_words(number, agreed)) == number


@pytest.mark.parametrize(
    ("number", "agreed", "words"),
    [
        (0, "школа", "ноль"),
        (1, "приложение", "одно"),
        (2, "школа", "две"),
        (2, "приложение", "два"),
        (11, "школа", "одиннадцать"),
        (20, "чат", "двадцать"),
        (21, "школа", "двадцать одна"),
        (40, "чат", "сорок"),
        (100, "чат", "сто"),
        (112, "школа", "сто двенадцать"),
        (342, "ученик", "триста сорок два"),
        (1000, "чат", "одна тысяча"),
        (2002, "школа", "две тысячи две"),
        (5000, "чат", "пять тысяч"),
        (11_000, "чат", "одиннадцать тысяч"),
        (21_001, "чат", "двадцать одна тысяча один"),
        (1_000_000, "школа", "один миллион"),
        (2_000_000, "школа", "два миллиона"),
        (1_000_000_001, "школа", "один миллиард одна"),
        (-3, "чат", "минус три"),
        (10**21, "чат", "1000000000000000000000"),
    ],
)
def test_a_number_in_words_agrees_with_what_is_counted(number: int, agreed: str, words: str) -> None:
    assert in_words(number, agreed) == words
