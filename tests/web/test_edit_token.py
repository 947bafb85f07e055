"""What a form may write over: tables without a page."""

import pytest

from sferum_docs.web.forms.edit_token import Kept, Part, Sent, compare, token_of

NOTE, DAY = Part("Примечание", "первая", "первая", "note"), Part("Дата", "2023-10-16", "16.10.2023", "day")
SHOWN = Kept({"note": NOTE, "day": DAY})
OTHER_NOTE = Kept({"note": Part("Примечание", "вторая", "вторая", "note"), "day": DAY})


@pytest.mark.parametrize(
    ("kept", "sent", "overtaken"),
    [
        (SHOWN, {"note": "моя", "day": "2023-10-16"}, ()),
        (OTHER_NOTE, {"note": "моя", "day": "2023-10-16"}, ("note",)),
        (OTHER_NOTE, {"note": "первая", "day": "2023-10-17"}, ("note",)),
        (OTHER_NOTE, {"note": "вторая", "day": "2023-10-16"}, ()),
    ],
    ids=["nobody was there", "both wrote it", "mine is old", "both wrote the same, or one pressed twice"],
)
def test_a_form_of_fields_is_refused_when_somebody_wrote_one_of_them(
    kept: Kept, sent: dict[str, str], overtaken: tuple[str, ...]
) -> None:
    found = compare(kept, token_of(SHOWN, 1), Sent(sent))
    assert found is not None
    assert found.overtaken == overtaken


def lines(**marks: str) -> Kept:
    return Kept({name: Part(name, mark) for name, mark in marks.items()})


@pytest.mark.parametrize(
    ("now", "sent", "touched", "overtaken"),
    [
        ({"a": "", "b": "", "c": ""}, {"a": "16.10"}, {"a"}, ()),
        ({"a": "", "b": "15.10", "c": ""}, {"a": "16.10", "b": "", "c": ""}, {"a"}, ()),
        ({"a": "15.10", "b": "", "c": ""}, {"a": "16.10", "b": "", "c": ""}, {"a"}, ("a",)),
        ({"a": "16.10", "b": "", "c": ""}, {"a": "16.10", "b": "", "c": ""}, {"a"}, ()),
        ({"a": "", "b": "", "c": "", "d": "15.10"}, {"a": "16.10", "d": ""}, {"a"}, ()),
    ],
    ids=["one line", "another's other line", "both one line", "both the same", "a line that came since"],
)
def test_of_many_lines_only_those_changed_here_are_written(
    now: dict[str, str], sent: dict[str, str], touched: set[str], overtaken: tuple[str, ...]
) -> None:
    found = compare(lines(**now), token_of(lines(a="", b="", c=""), 1), Sent(values=sent, merges=True))
    assert found is not None
    assert found.touched & set(now) == touched
    assert found.overtaken == overtaken


def test_a_list_sent_whole_may_not_drop_what_another_added() -> None:
    shown = token_of(lines(a="1"), 1)
    found = compare(lines(a="1", b="2"), shown, Sent(values={"a": "3"}, whole=True))
    assert found is not None
    assert found.overtaken == ("b",)


def test_a_name_of_a_person_does_not_stand_in_the_token() -> None:
    assert "Исаева" not in token_of(Kept({"Исаева Зара": Part("Исаева", "")}), 1)


@pytest.mark.parametrize("token", ["", "слово", "1 note", "1 note:1", f"1{' a:00000000' * 20_001}", "1\nnote:00000000"])
def test_what_is_no_token_is_none(token: str) -> None:
    assert compare(SHOWN, token, Sent({})) is None
