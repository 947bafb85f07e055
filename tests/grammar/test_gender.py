"""A patronymic always tells the gender; without it only what is sure is answered, the rest is asked."""

import pytest

from sferum_docs.grammar import Case, Gender, decline_full_name, detect_gender

_M, _F = Gender.MALE, Gender.FEMALE


@pytest.mark.parametrize(
    ("middle", "gender"),
    [
        ("Магомедович", _M),
        ("Ильич", _M),
        ("Кузьмич", _M),
        ("Гасан оглы", _M),
        ("Гасан-оглы", _M),
        ("МАГОМЕДОВНА", _F),
        ("Ильинична", _F),
        ("Никитична", _F),
        ("Гасан кызы", _F),
        ("Магомед-Саидовна", _F),
        ("Магомед", None),
        ("Абракадабра", None),
    ],
)
def test_a_patronymic_tells_the_gender(middle: str, gender: Gender | None) -> None:
    assert detect_gender(middle=middle) is gender


@pytest.mark.parametrize(
    ("last", "first", "gender"),
    [
        ("Алиев", "", _M),
        ("Алиева", "", _F),
        ("Чёрный", "", _M),
        ("Раевская", "", _F),
        ("Ким", "", None),
        ("Калина", "", None),
        ("Дарвин", "", None),
        ("Шевченко", "Патимат", _F),
        ("Шевченко", "Магомед", _M),
        ("Шевченко", "Женя", None),
        ("Алиев", "Женя", _M),
        ("Алиев", "Патимат", None),
        ("Пак", "Гаджимурад", _M),
        ("Пак", "Ульяна", _F),
        ("Пак", "Нур", None),
        ("Гусейн-Алиева", "", _F),
        ("", "", None),
    ],
)
def test_surname_and_first_name_answer_only_together(last: str, first: str, gender: Gender | None) -> None:
    assert detect_gender(last, first) is gender


def test_a_person_of_unknown_gender_is_flagged_with_both_ways() -> None:
    found = decline_full_name("Пак Нур", None, Case.GENITIVE)
    assert (found.text, found.certain, found.note) == ("Пак Нур", False, "не указан пол")
    assert "Пака Нур" in found.choices


def test_a_name_that_is_the_same_for_both_needs_no_gender() -> None:
    assert decline_full_name("Шевченко О. П.", None, Case.DATIVE).certain
