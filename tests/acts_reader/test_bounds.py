"""The acts of the folder are read as well as the bounds say, and the page about the reader prints what is measured."""

from __future__ import annotations

import os
from functools import cache
from pathlib import Path

import pytest

from tests.acts_reader.score import SHARES, Score, names, score_of, table

PAGE = Path(__file__).resolve().parents[2] / "docs/acts_reader.md"
AT_LEAST = {"recall": 95, "precision": 95, "text": 95, "parent": 95, "addressee": 85, "deadline": 92, "meta": 95}
AT_LEAST |= {"dates": 100, "doubt_wrong": 90}  # of wrong nodes; of none all
OF_EACH = 85  # recall
RIGHT_MARKED = 15  # at most
PRINTED = tuple(name for name in SHARES if name != "doubt_right")  # it moves with every rule; its bound is held
NEVER = ("invented_dates", "annex_nodes")


@cache
def scores() -> dict[str, Score]:
    """Every act, read once."""
    return {name: score_of(name) for name in names()}


@cache
def everything() -> Score:
    """All acts together."""
    return sum(scores().values(), Score())


@pytest.mark.parametrize("name", AT_LEAST)
def test_acts_are_read_as_well_as_the_bounds_say(name: str) -> None:
    measured = everything().percent(name)
    assert measured is None or measured >= AT_LEAST[name], "\n".join(everything().faults)
    assert everything().whole[name] or name == "doubt_wrong"


def test_no_act_loses_many_clauses() -> None:
    assert {name for name, said in scores().items() if (said.percent("recall") or 0) < OF_EACH} == set()


@pytest.mark.parametrize("name", NEVER)
def test_nothing_is_invented(name: str) -> None:
    assert everything().count[name] == 0, "\n".join(everything().faults)


def test_few_right_clauses_are_doubted() -> None:
    assert (everything().percent("doubt_right") or 0) <= RIGHT_MARKED


def test_the_page_prints_what_is_measured() -> None:
    page = PAGE.read_text(encoding="utf-8")
    before, rest = page.split("<!-- score -->\n")
    _table, after = rest.split("<!-- /score -->")
    told = f"{before}<!-- score -->\n{table(scores(), PRINTED)}\n<!-- /score -->{after}"
    if os.environ.get("UPDATE_GOLDEN"):
        PAGE.write_text(told, encoding="utf-8")
    assert page == told, "UPDATE_GOLDEN=1 python -m pytest tests/acts_reader/test_bounds.py writes the table anew"
