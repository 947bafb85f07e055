"""Every row of the reference tables comes out as written there; `|` separates accepted forms, ё counts as е.

In the tables `…_more.tsv` the column `doubt` says whether a person has to look at some form of the row.
"""

import csv
from collections.abc import Callable
from pathlib import Path

import pytest

from sferum_docs.grammar import (
    Paradigm,
    full_name_paradigm,
    name_paradigm,
    organisation_paradigm,
    post_paradigm,
)

_HERE = Path(__file__).parent
_CASES = ("nom", "gen", "dat", "acc", "ins", "prep")
Row = dict[str, str]


def _rows(*names: str) -> list[Row]:
    rows: list[Row] = []
    for name in names:
        with (_HERE / name).open(encoding="utf-8", newline="") as table:
            rows += csv.DictReader(table, delimiter="\t", quoting=csv.QUOTE_NONE)
    return rows


def _check(row: Row, paradigm: Paradigm) -> None:
    forms = {case: paradigm.at(case).text for case in _CASES if case in row}
    wrong = {case: form for case, form in forms.items() if _plain(form) not in _plain(row[case]).split("|")}
    assert wrong == {}
    if "doubt" in row:
        assert paradigm.doubtful == (row["doubt"] == "да")


def _plain(text: str) -> str:
    return text.replace("ё", "е").replace("Ё", "Е")


def _name(row: Row) -> Paradigm:
    if row["kind"] in {"full", "initials"}:
        return full_name_paradigm(row["nom"], row["gender"])
    return name_paradigm(row["nom"], row["kind"], row["gender"])


_TABLES: dict[str, tuple[Callable[[Row], Paradigm], list[Row]]] = {
    "name": (_name, _rows("names.tsv", "names_more.tsv")),
    "post": (lambda row: post_paradigm(row["nom"]), _rows("posts.tsv", "posts_more.tsv")),
    "organisation": (
        lambda row: organisation_paradigm(row["nom"]),
        _rows("organisations.tsv", "organisations_more.tsv"),
    ),
}


@pytest.mark.parametrize("row", _TABLES["name"][1], ids=lambda row: f"{row['kind']}-{row['gender']}-{row['nom']}")
def test_a_name_is_declined_as_in_the_table(row: Row) -> None:
    _check(row, _TABLES["name"][0](row))


@pytest.mark.parametrize("row", _TABLES["post"][1], ids=lambda row: row["nom"])
def test_a_post_is_declined_as_in_the_table(row: Row) -> None:
    _check(row, _TABLES["post"][0](row))


@pytest.mark.parametrize("row", _TABLES["organisation"][1], ids=lambda row: row["nom"])
def test_an_organisation_is_declined_as_in_the_table(row: Row) -> None:
    _check(row, _TABLES["organisation"][0](row))
