"""Habits of those who make sheets: words shortened, years of school, lists, tables of something else beside."""

import pytest

from sferum_docs.indicators.reader import Reading, read_statistics
from tests.indicators.made import SCHOOLS, SETS, TODAY, sheet

ONE = "МКОУ «Солнцегорская СОШ № 1»"


def read_with(*sets: int, content: bytes, name: str = "Сводка.csv") -> Reading:
    """What a file says to sets known in this order."""
    return read_statistics([(name, content)], SCHOOLS, today=TODAY, sets=[SETS[at] for at in sets])


@pytest.mark.parametrize("order", [(0, 1), (1, 0)])
def test_the_set_of_a_long_list_is_that_whose_indicators_its_rows_name(order: tuple[int, int]) -> None:
    names = ("Учеников всего", "Учителя, создавшие групповые чаты", "Учителя, написавшие минимум 3 сообщения")
    rows = [f"16.10.2023;22.10.2023;{ONE};{name};{number};45,2" for name, number in zip(names, (90, 9, 8), strict=True)]
    content = sheet("Неделя с;Неделя по;Организация;Показатель;Чел.;Доля от базы, %", *rows)
    reading = read_with(*order, content=content)
    found = [f"{each.indicator}={each.amount} {each.unit}" for each in reading.statistics.figures]
    assert found == ["I1=90 people", "I3=9 people", "I4=8 people"]
    assert not reading.statistics.questions
