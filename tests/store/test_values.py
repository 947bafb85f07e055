"""Values leave the store, rows never: whoever asks it gets what no later change of the database can change."""

from __future__ import annotations

import ast
import re
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from sferum_docs import store
from sferum_docs.store.database import writing
from sferum_docs.store.register import numbers, register
from sferum_docs.store.register.entry import READY, NewEntry
from sferum_docs.store.schools import put_school
from tests.builders import BY, a_school

if TYPE_CHECKING:
    from flask import Flask

ROOT = Path(store.__file__).parent
A_ROW = re.compile(r"\b\w+Row\b")


def test_no_public_function_of_the_store_gives_a_row() -> None:
    giving = [
        f"{path.relative_to(ROOT)}: {node.name}"
        for path in sorted(ROOT.rglob("*.py"))
        if "rows" not in path.parts and "migrations" not in path.parts
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.FunctionDef) and not node.name.startswith("_") and node.returns is not None
        if A_ROW.search(ast.unparse(node.returns))
    ]
    assert giving == []


@pytest.fixture
def school(app: Flask) -> int:  # noqa: ARG001  the database
    with writing() as session:
        return put_school(session, a_school(), None)


def test_an_entry_that_was_read_stays_as_it_was_and_a_column_it_has_not_is_refused(school: int) -> None:
    with writing() as session:
        entry = register.add_entry(session, an_entry(school))
        changed = register.change(session, entry, note="исправлено")
        assert (entry.note, changed.note) == ("", "исправлено")
        with pytest.raises(TypeError):
            register.change(session, changed, nothing_of_the_kind=1)
    found = register.find(school, entry.id)
    assert found == changed


def test_a_counter_is_kept_as_it_was_set(school: int) -> None:
    with writing() as session:
        before = numbers.lock_counter(session, school, "R01", 2026)
        numbers.set_counter(session, school, "R01", 2026, numbers.Counter(7, ((3, 5),)))
    assert before == numbers.Counter(0, ())
    assert numbers.find_counter(school, "R01", 2026) == numbers.Counter(7, ((3, 5),))


def an_entry(school: int) -> NewEntry:
    return NewEntry(
        school_id=school, register="R01", year=2026, period=2026, ordinal=1, number="1-ОД",
        signed_on=date(2026, 11, 27), title="О назначении", kind="приказ", state=READY,
        registered_at=BY.at, registered_by=BY.name,
    )  # fmt: skip
