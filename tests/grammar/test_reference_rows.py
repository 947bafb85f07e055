"""Every row of the reference tables comes out as written there; `|` separates accepted forms, ё counts as е."""

import csv
from collections.abc import Callable
from pathlib import Path

import pytest

from sferum_docs.grammar import Declined, decline_full_name, decline_name, decline_organisation, decline_post

_HERE = Path(__file__).parent
_CASES = ("nom", "gen", "dat", "acc", "ins", "prep")


def _rows(name: str) -> list[dict[str, str]]:
    with (_HERE / name).open(encoding="utf-8", newline="") as table:
        return list(csv.DictReader(table, delimiter="\t", quoting=csv.QUOTE_NONE))


def _wrong(row: dict[str, str], decline: Callable[[str], Declined]) -> list[str]:
    forms = {case: decline(case).text for case in _CASES if case in row}
    return [f"{case}: {form}" for case, form in forms.items() if _plain(form) not in _plain(row[case]).split("|")]


def _plain(text: str) -> str:
    return text.replace("ё", "е").replace("Ё", "Е")


@pytest.mark.parametrize("row", _rows("names.tsv"), ids=lambda row: f"{row['kind']}-{row['gender']}-{row['nom']}")
def test_a_name_is_declined_as_in_the_reference(row: dict[str, str]) -> None:
    def decline(case: str) -> Declined:
        if row["kind"] in {"full", "initials"}:
            return decline_full_name(row["nom"], row["gender"], case)
        return decline_name(row["nom"], row["kind"], row["gender"], case)

    assert _wrong(row, decline) == []


@pytest.mark.parametrize("row", _rows("posts.tsv"), ids=lambda row: row["nom"])
def test_a_post_is_declined_as_in_the_reference(row: dict[str, str]) -> None:
    assert _wrong(row, lambda case: decline_post(row["nom"], case)) == []


@pytest.mark.parametrize("row", _rows("organisations.tsv"), ids=lambda row: row["nom"])
def test_an_organisation_is_declined_as_in_the_reference(row: dict[str, str]) -> None:
    assert _wrong(row, lambda case: decline_organisation(row["nom"], case)) == []
