"""What looks like an adjective and is none stays a noun."""

import pytest

from sferum_docs.grammar import decline_organisation, decline_post
from sferum_docs.grammar.words.adjectives import adjective


@pytest.mark.parametrize("word", ["герой", "гений", "ковбой", "благополучие", "оружие", "конвой"])
def test_a_noun_is_not_taken_for_an_adjective(word: str) -> None:
    assert adjective(word, animate=False) is None


@pytest.mark.parametrize(
    ("word", "genitive"),
    [
        ("городской", "городского"),
        ("Кичигамринский", "Кичигамринского"),
        ("третий", "третьего"),
        ("большая", "большой"),
        ("старшая", "старшей"),
        ("средние", "средних"),
        ("внешние", "внешних"),
        ("обучающаяся", "обучающейся"),
        ("учащиеся", "учащихся"),
    ],
)
def test_an_adjective_is_declined_by_its_ending(word: str, genitive: str) -> None:
    found = adjective(word, animate=True)
    assert found is not None
    assert found.forms[1] == genitive


def test_such_nouns_are_heads_like_any_other() -> None:
    assert decline_organisation("фонд «Благополучие»", "gen").text == "фонда «Благополучие»"
    assert decline_organisation("Благополучие", "gen").text == "Благополучия"
    assert decline_post("часовой", "gen").text == "часового"
