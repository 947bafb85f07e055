"""A body written by hand is found where only one can be meant; nothing is guessed beyond that."""

import pytest

from sferum_docs.indicators.names import meant
from tests.indicators.made import SCHOOLS


@pytest.mark.parametrize(
    ("written", "school"),
    [
        ("МКОУ «Солнцегорская СОШ № 1»", "D1"), ('МКОУ "Солнцегорская СОШ №1"', "D1"), ("Солнцегорск. сош-2", "D2"),
        ("СОЛНЦЕГОРСКАЯ СОШ 2", "D2"), ("МБОУ СОШ №2 пгт. Солнцегорск", "D2"), ("В-сарыльская СОШ", "D4"),
        ("Солнцегорская средняя общеобразовательная школа № 1", "D1"), ("МКОУ «В.-сарыльская сош»", "D4"),
        ("СОШ с. Тарланкент", "D16"), ("Тарланкентск. сош", "D16"), ("МКОУ «С-гривская оош»", "D20"),
        ("ДОУ Ласточка пгт Солнцегорск", "D27"), ('детсад "Ласточка"', "D27"), ("МКДОУ д/с Ласточка", "D27"),
        ("ДОУ Орленок с. Тарланкент", "D31"), ("Дом творчества", "D32"), ("дом творчества пгт Солнцегорск", "D32"),
        ("УДО ДДТ", "D32"), ("МКОУ «Сухогривская ООШ» Солнцегорского района", "D20"),
        ("СОШ № 1 имени М. М. Магомедова", "D1"),
    ],
)  # fmt: skip
def test_one_body_is_meant(written: str, school: str) -> None:
    assert [each.id for each in meant(written, SCHOOLS).schools] == [school]


@pytest.mark.parametrize(
    "written",
    [
        "Солнцегорская СОШ",
        "Верхнесарыльская ООШ",
        "Солнцегорская СОШ № 3",
        "Детский сад",
        "Солнцегорский район",
        "",
        "Гимназия",
    ],
)
def test_what_may_be_several_or_none_is_no_answer(written: str) -> None:
    assert len(meant(written, SCHOOLS).schools) != 1


def test_an_honour_that_the_list_does_not_know_is_told() -> None:
    assert meant("МКОУ «Тарланкентская СОШ имени Г. Г. Саламбекова»", SCHOOLS).renamed
    assert not meant("Тарланкентская СОШ", SCHOOLS).renamed
