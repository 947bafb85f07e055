"""What a newer edition of a pack changes is told before it is put in place."""

import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from sferum_docs.packs.difference import PackDifference, pack_difference
from sferum_docs.services.packs.choose import check_pack
from tests.second_acts import MINISTRY, REQUIREMENTS

Edit = Callable[[str], str]


def told(second_acts: Path, folder: Path, edit: Edit = lambda text: text) -> PackDifference:
    shutil.copytree(second_acts / MINISTRY, folder / MINISTRY)
    description = folder / MINISTRY / "pack.toml"
    description.write_text(edit(description.read_text(encoding="utf-8")), encoding="utf-8")
    return pack_difference(check_pack(second_acts / MINISTRY), check_pack(folder / MINISTRY))


def test_the_same_edition_changes_nothing(second_acts: Path, tmp_path: Path) -> None:
    assert told(second_acts, tmp_path).is_empty


def test_what_is_counted_otherwise_is_told(second_acts: Path, tmp_path: Path) -> None:
    found = told(
        second_acts,
        tmp_path,
        lambda text: (
            text.replace('name = "Охват горячим питанием"', 'name = "Питаются"')
            + '\n[[indicator_targets]]\nindicators = ["H1"]\nshare = 90\nday = 2026-12-25\n'
        ),
    )
    assert [(change.id, change.before, change.after) for change in found.indicators] == [
        (
            "H1",
            "Охват горячим питанием, чел.; нарастающим итогом",
            "Питаются, чел.; нарастающим итогом; цель 90 % к 25.12.2026",
        )
    ]
    assert not found.is_empty


EDITS: dict[str, tuple[Edit, str, list[tuple[str, bool, bool]]]] = {
    "other words of a clause": (
        lambda text: text.replace("утвердить план улучшения питания", "утвердить план"),
        "clauses",
        [("1.2", True, True)],
    ),
    "another day": (lambda text: text.replace("2026-12-25", "2026-12-28"), "clauses", [("1.2", True, True)]),
    "a document called otherwise": (
        lambda text: text.replace('title = "План улучшения питания"', 'title = "План питания"'),
        "documents",
        [("M02", True, True)],
    ),
}


@pytest.mark.parametrize("name", EDITS)
def test_a_change_stands_where_it_belongs(second_acts: Path, tmp_path: Path, name: str) -> None:
    edit, part, expected = EDITS[name]
    found = told(second_acts, tmp_path, edit)
    changes = getattr(found, part)
    assert [(change.id, bool(change.before), bool(change.after)) for change in changes] == expected
    assert not found.is_empty


def test_a_clause_that_loses_the_document_that_carries_it_out_is_told(second_acts: Path, tmp_path: Path) -> None:
    found = told(second_acts, tmp_path, lambda text: text.replace('carries_out = ["1.2"]', "carries_out = []", 1))
    assert [(change.id, change.before, change.after) for change in found.coverage] == [("1.2", "M02", "")]


def test_a_template_with_other_bytes_is_told_as_such(second_acts: Path, tmp_path: Path) -> None:
    shutil.copytree(second_acts / MINISTRY, tmp_path / MINISTRY)
    shutil.copy(second_acts / REQUIREMENTS / "T01.docx", tmp_path / MINISTRY / "M02.docx")
    before = check_pack(second_acts / MINISTRY)
    moved = replace(before.by_id["M02"], template=tmp_path / MINISTRY / "M02.docx")
    after = replace(before, documents=tuple(moved if spec.id == "M02" else spec for spec in before.documents))
    found = pack_difference(before, after)
    assert [(change.id, change.is_template) for change in found.documents] == [("M02", True)]
