"""Whatever is typed: no exception, no empty form, the nominative is the cleaned text, letters keep their case."""

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sferum_docs.grammar import (
    Case,
    Gender,
    Paradigm,
    detect_gender,
    full_name_paradigm,
    initials,
    name_paradigm,
    organisation_paradigm,
    post_paradigm,
)
from sferum_docs.grammar.cleaning import clean_name, clean_text

_LETTERS = "абвгдеёжзийклмнопрстуфхцчшщъыьэюя"
_WORDS = st.sampled_from(
    [
        "и",
        "«",
        "»",
        "(",
        ")",
        "—",
        "-",
        "№",
        ",",
        "учитель",
        "Омаров",
        "заведующая",
        "школа",
        "СОШ",
        "МКОУ",
        "и. о.",
        "зам.",
        "ст.",
        "детский",
        "оглы",
        "ван",
        "А.",
        "Б.",
        "ая",
        "ой",
        "третий",
        "город",
        "Лев",
        "школа-детский",
    ]
)
_RUSSIAN = st.lists(_WORDS | st.text(_LETTERS + _LETTERS.upper() + "- ", max_size=12), max_size=6).map(" ".join)
_PRINTABLE = st.text(st.characters(exclude_categories=["C", "Zl", "Zp"]), max_size=40)
_ANY = _PRINTABLE | _RUSSIAN
_GENDERS = st.sampled_from([None, *Gender])
_PARTS = ("last", "first", "middle")


def _sound(paradigm: Paradigm, cleaned: str, typed: str) -> None:
    assert len(paradigm.forms) == len(paradigm.certain) == len(Case)
    assert paradigm.at(Case.NOMINATIVE).text == cleaned
    assert all(paradigm.forms) or not typed
    assert all(len(choice.forms) == len(Case) for choice in paradigm.choices)
    assert all(paradigm.at(case).note for case in Case if not paradigm.at(case).certain)


@settings(max_examples=100, deadline=None)
@given(text=_ANY, gender=_GENDERS, part=st.sampled_from(_PARTS))
def test_a_part_of_a_name_always_has_six_forms(text: str, gender: Gender | None, part: str) -> None:
    _sound(name_paradigm(text, part, gender), clean_name(text).text, text)


@settings(max_examples=100, deadline=None)
@given(text=_ANY, gender=_GENDERS)
def test_a_full_name_always_has_six_forms(text: str, gender: Gender | None) -> None:
    _sound(full_name_paradigm(text, gender), clean_name(text).text, text)


@settings(max_examples=100, deadline=None)
@given(text=_ANY, decline=st.sampled_from([post_paradigm, organisation_paradigm]))
def test_a_phrase_always_has_six_forms(text: str, decline: Callable[[str], Paradigm]) -> None:
    _sound(decline(text), clean_text(text).text, text)


@settings(max_examples=100, deadline=None)
@given(last=_ANY, first=_ANY, middle=_ANY)
def test_a_gender_is_found_or_asked(last: str, first: str, middle: str) -> None:
    assert detect_gender(last, first, middle) in {None, *Gender}


@settings(max_examples=100, deadline=None)
@given(text=_ANY, order=st.sampled_from(["before", "after"]))
def test_initials_are_made_of_any_text(text: str, order: str) -> None:
    assert initials(text, order) or not text.strip()


@settings(max_examples=100, deadline=None)
@given(text=st.text(_LETTERS, min_size=2, max_size=15), gender=st.sampled_from(Gender), part=st.sampled_from(_PARTS))
def test_small_letters_stay_small_and_a_capital_stays_first(text: str, gender: Gender, part: str) -> None:
    small = name_paradigm(text, part, gender).forms
    large = name_paradigm(text.capitalize(), part, gender).forms
    assert all(form.islower() for form in small)
    assert tuple(form.capitalize() for form in small) == large


@pytest.mark.parametrize(
    "text", ["учитель физики", "старшая вожатая", "муниципальное учреждение", "секретарь-машинистка"]
)
def test_capitals_stay_capitals_in_a_post(text: str) -> None:
    assert tuple(form.upper() for form in post_paradigm(text).forms) == post_paradigm(text.upper()).forms
