"""The table of rules itself: no word is hidden by another rule, every rule has a title and a known declension."""

import pytest

from sferum_docs.grammar import Gender, Part
from sferum_docs.grammar.tables import table
from sferum_docs.grammar.words.rules import rules_for

_GENDERS = {"m": (Gender.MALE,), "f": (Gender.FEMALE,), "mf": tuple(Gender)}
_ROWS = [(part, row) for part in Part for row in table("names")[part.value]]


@pytest.mark.parametrize(
    ("part", "row"), _ROWS, ids=lambda value: value.get("why") if isinstance(value, dict) else None
)
def test_every_listed_word_follows_its_own_rule(part: Part, row: dict[str, str]) -> None:
    found = {
        (word, gender): rule.why
        for gender in _GENDERS[row["gender"]]
        for word in row.get("words", "").split()
        if (rule := rules_for(part, gender).find(word))
    }
    assert {pair: why for pair, why in found.items() if why != row["why"]} == {}


@pytest.mark.parametrize(
    ("part", "row"), _ROWS, ids=lambda value: value.get("why") if isinstance(value, dict) else None
)
def test_every_rule_is_titled_and_asks_when_it_doubts(part: Part, row: dict[str, str]) -> None:
    assert part.value in {"last", "first", "middle"}
    assert row["rule"] in table("names")["rules"]
    assert {row["as"], *row.get("or", ())} <= table("names")["declensions"].keys()
    assert bool(row.get("ask")) == bool(row.get("or") or row.get("suspect"))


@pytest.mark.parametrize("section", ["posts", "organisations"])
def test_every_head_word_has_a_gender_and_five_forms_that_begin_alike(section: str) -> None:
    rows = {word: row.split() for word, row in table("nouns")[section].items()}
    assert {word: row for word, row in rows.items() if row[0] not in {"m", "f", "n", "c", "p"} or len(row) != 6} == {}
    assert [word for word, row in rows.items() if any(form[:2] != word[:2] for form in row[1:])] == []


def test_the_lexicon_of_posts_is_large_enough_to_rely_on() -> None:
    assert len(table("nouns")["posts"]) >= 150


def test_every_ending_is_ruled_for_men_and_women() -> None:
    letters = "абвгдежзийклмнопрстуфхцчшщыьэюя"
    missing = [
        (part, gender, letter)
        for part in (Part.LAST, Part.FIRST)
        for gender in Gender
        for letter in letters
        if rules_for(part, gender).find(f"имаро{letter}") is None
    ]
    assert missing == []
