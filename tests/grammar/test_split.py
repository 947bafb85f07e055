"""Which word is the surname, the first name, the patronymic; initials in both orders."""

import pytest

from sferum_docs.grammar import Part, decline_full_name, initials
from sferum_docs.grammar.persons.split import split_name

_NAMES = {Part.LAST: "Ф", Part.FIRST: "И", Part.MIDDLE: "О", None: "-"}


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Омаров Магомед Алиевич", "ФИО"),
        ("Магомед Алиевич Омаров", "ИОФ"),
        ("Мамедов Ариф Гусейн оглы", "ФИО"),
        ("Ариф Гусейн оглы Мамедов", "ИОФ"),
        ("Омаров Магомед", "ФИ"),
        ("Магомед Омаров", "ИФ"),
        ("Магомед Алиевич", "ИО"),
        ("Омаров", "Ф"),
        ("Омаров М. А.", "Ф--"),
        ("М.А. Омаров", "-Ф"),
        ("ван Дейк Антонис", "ФИ"),
        ("Алиев Магомед Расул Омарович", "ФИИО"),
        ("", ""),
    ],
)
def test_the_words_of_a_name_find_their_parts(text: str, parts: str) -> None:
    assert "".join(_NAMES[part] for _, part in split_name(text)) == parts


@pytest.mark.parametrize(
    ("text", "before", "after"),
    [
        ("Омаров Магомед Алиевич", "М. А. Омаров", "Омаров М. А."),
        ("Магомед Алиевич Омаров", "М. А. Омаров", "Омаров М. А."),
        ("Омаров Магомед", "М. Омаров", "Омаров М."),
        ("Омаров М. А.", "М. А. Омаров", "Омаров М. А."),
        ("Мамедов Ариф Гусейн оглы", "А. Г. Мамедов", "Мамедов А. Г."),
        ("Омаров", "Омаров", "Омаров"),
    ],
)
def test_initials_stand_before_or_after_with_no_break_spaces(text: str, before: str, after: str) -> None:
    assert initials(text) == before.replace(" ", "\N{NO-BREAK SPACE}")
    assert initials(text, "after") == after.replace(" ", "\N{NO-BREAK SPACE}")


@pytest.mark.parametrize(
    ("text", "genitive"),
    [
        ("Алиев Т.К.", "Алиева Т.К."),
        ("Алиев т. к.", "Алиева т. к."),
        ("Алиев Т К", "Алиева Т К"),
        ("Алиева (Омарова) Патимат Гаджиевна", "Алиевой (Омаровой) Патимат Гаджиевны"),
        ("Абдул Азиз Магомедов", "Абдул Азиза Магомедова"),
        ("Магомедов Абдул Азиз", "Магомедова Абдул Азиза"),
        ("ван Дейк Антонис", "ван Дейка Антониса"),
        ("Мурад Алиев", "Мурада Алиева"),
    ],
)
def test_an_unusual_order_is_still_declined(text: str, genitive: str) -> None:
    assert decline_full_name(text, "f" if text.startswith("Алиева") else "m", "gen").text == genitive
