"""What people type and spreadsheets paste is repaired where it is safe, and reported where it is not."""

import pytest

from sferum_docs.grammar import Case, Gender, decline_full_name, decline_name
from sferum_docs.grammar.cleaning import clean_name, clean_text

_NBSP = "\N{NO-BREAK SPACE}"


@pytest.mark.parametrize(
    ("typed", "cleaned"),
    [
        ("  Омаров \t", "Омаров"),
        (f"Омаров{_NBSP}Али", "Омаров Али"),
        ("Ома\N{ZERO WIDTH SPACE}ров", "Омаров"),
        ("Ома\N{SOFT HYPHEN}ров", "Омаров"),
        ("Семе\N{COMBINING DIAERESIS}н", "Семён"),
        ("Гаджи - Мурад", "Гаджи-Мурад"),
        ("Гаджи–Мурад", "Гаджи-Мурад"),
        ("ШЕЙХ-АЛИЕВ", "Шейх-Алиев"),
        ("ГАСАН ОГЛЫ", "Гасан оглы"),
        ("Ким В.А.", "Ким В.А."),
        ("В.А.Ким", "В.А. Ким"),
        ("Ё", "Ё"),
        ("Чёрный", "Чёрный"),
        ("алиев", "алиев"),
    ],
)
def test_a_name_is_cleaned(typed: str, cleaned: str) -> None:
    assert clean_name(typed).text == cleaned


def test_latin_look_alikes_inside_a_russian_word_become_russian() -> None:
    found = clean_name("Aлиeв")
    assert found.text == "Алиев"
    assert found.repaired == ("латинские буквы заменены русскими",)
    assert decline_name("Aлиeв", "last", Gender.MALE, Case.GENITIVE).text == "Алиева"


@pytest.mark.parametrize(
    ("typed", "reported"),
    [
        ("Aliev", ("есть латинские буквы", "нет русских букв")),
        ("Алиев1", ("есть цифры",)),
        ("Алиevь", ("есть латинские буквы",)),
        ("!", ("нет русских букв",)),
        ("Алиев", ()),
    ],
)
def test_what_cannot_be_repaired_is_reported(typed: str, reported: tuple[str, ...]) -> None:
    assert clean_name(typed).suspicious == reported


@pytest.mark.parametrize("typed", ["Aliev", "Алиев1", "Омаров 2"])
def test_a_suspicious_name_is_never_certain(typed: str) -> None:
    assert not decline_full_name(typed, Gender.MALE, Case.GENITIVE).certain


def test_a_post_keeps_its_capitals_and_dashes() -> None:
    assert clean_text("  ДИРЕКТОР  школы — интерната ").text == "ДИРЕКТОР школы — интерната"


@pytest.mark.parametrize("typed", ["", " ", "\N{ZERO WIDTH SPACE}"])
def test_nothing_stays_nothing(typed: str) -> None:
    assert clean_text(typed).text == typed
    assert clean_name(typed).text == typed
