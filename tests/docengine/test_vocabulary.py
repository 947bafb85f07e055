"""The vocabulary answers what a template may name."""

import pytest

from sferum_docs.docengine import Field, Filter, Kind, Vocabulary

VOCABULARY = Vocabulary(
    fields=(
        Field("школа", Kind.RECORD, fields=(Field("директор", Kind.RECORD, fields=(Field("фио", Kind.WORDS),)),)),
        Field("сотрудники", Kind.LIST, fields=(Field("фио", Kind.WORDS),)),
        Field("классы", Kind.LIST, fields=(Field("", Kind.TEXT),)),
    ),
    filters=(Filter("число", lambda n, word="", form=1: f"{n} {word} {form}", frozenset({Kind.NUMBER})),),
)


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("школа", Kind.RECORD),
        ("школа.директор.фио", Kind.WORDS),
        ("сотрудники.фио", Kind.WORDS),
        ("школа.имя", None),
        ("нет", None),
        ("нет.и.нет", None),
    ],
)
def test_a_dotted_name_is_found(name: str, kind: Kind | None) -> None:
    field = VOCABULARY.find(name)
    assert (field.kind if field else None) == kind


def test_all_names_are_told() -> None:
    assert VOCABULARY.names == (
        "школа",
        "школа.директор",
        "школа.директор.фио",
        "сотрудники",
        "сотрудники.фио",
        "классы",
    )


def test_an_item_of_a_list_is_a_record_or_a_plain_value() -> None:
    staff, classes = VOCABULARY.find("сотрудники"), VOCABULARY.find("классы")
    assert staff is not None
    assert classes is not None
    assert (staff.item.kind, classes.item.kind) == (Kind.RECORD, Kind.TEXT)


def test_a_filter_knows_which_arguments_it_must_have() -> None:
    assert VOCABULARY.by_filter["число"].required == 0
    assert VOCABULARY.by_filter["length"].name == "length"
