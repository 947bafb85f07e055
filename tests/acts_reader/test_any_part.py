"""Half of an act, an act twice, an act whose lines are mixed: nothing is lost, nothing is made up."""

from __future__ import annotations

import json
import re
from random import Random
from typing import TYPE_CHECKING

import pytest

from sferum_docs.acts_reader.reader import read_act
from sferum_docs.acts_reader.sources.texts import from_pasted
from tests.acts_reader.score import ACTS, names

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sferum_docs.acts_reader.model import ActDraft, ActText

CUTS = 2  # of each act: its beginning, its end, a piece of its middle
NONE = re.compile(  # a stamp and the notes of a data base are no text of an act
    "подпис|сертификат|владелец|действителен|консультантплюс|информация об измен|предыдущую ред|внесены измен",
    re.IGNORECASE,
)
NUMBERS = re.compile(r"\d+")


def texts(name: str) -> Iterator[str]:
    """An act, pieces of it, it twice over, its lines in another order."""
    whole = (ACTS / f"{name}.txt").read_text(encoding="utf-8")
    lines, chance = whole.splitlines(), Random(name)  # noqa: S311
    yield from (whole, whole + whole)
    for _cut in range(CUTS):
        begin = chance.randrange(len(lines) - 3)
        yield "\n".join(lines[begin:])
        yield "\n".join(lines[: begin + 3])
        yield "\n".join(lines[begin : begin + chance.randrange(2, len(lines))])
    chance.shuffle(lines)
    yield "\n".join(lines)


def lost(text: ActText, draft: ActDraft, noise: frozenset[str]) -> list[str]:
    """The words between the first clause and the last that no clause has; a note at the foot of a page is noise."""
    nodes = list(draft.walk())
    if not nodes:
        return []
    first, last = min(node.lines.first for node in nodes), max(node.lines.last for node in nodes)
    kept = "".join(re.sub(r"\W", "", f"{node.marker}{node.text}") for node in nodes)
    printed = (
        line.text
        for line in text.lines
        if first <= line.number <= last and not (NONE.search(line.text) or any(line.text in one for one in noise))
    )
    words = [word for line in printed for word in re.findall(r"[а-яё]{4,}", line.lower())]
    return [word for word in words if word not in kept.lower()]


@pytest.mark.parametrize("name", names())
def test_any_part_of_an_act_is_read_without_loss_and_without_invention(name: str) -> None:
    gold = json.loads((ACTS / f"{name}.gold.json").read_text(encoding="utf-8"))
    for pasted in texts(name):
        text = from_pasted(pasted)
        draft = read_act(text)
        nodes = list(draft.walk())
        assert len({node.path for node in nodes}) == len(nodes)
        assert {doubt.path for doubt in draft.doubts} <= {node.path for node in nodes} | {""}
        for node in nodes:
            assert node.addressee_raw in node.text
            assert node.deadline.raw in node.text
            days = [day for day in (node.deadline.date, node.deadline.date_from) if day]
            printed = {int(number) for number in NUMBERS.findall(node.deadline.raw)}
            assert all(day.day in printed for day in days), node.deadline
        assert lost(text, draft, frozenset(gold["noise"])) == []


@pytest.mark.parametrize("name", names())
def test_the_date_of_an_act_is_not_taken_from_its_clauses(name: str) -> None:
    """A person who pastes the lower half is told that the date is missing."""
    whole = (ACTS / f"{name}.txt").read_text(encoding="utf-8")
    full = read_act(from_pasted(whole))
    first = min(node.lines.first for node in full.walk())
    lines = from_pasted(whole).lines
    half = "\n".join(line.text for line in lines if first <= line.number and not _after(full, line.number))
    draft = read_act(from_pasted(half))
    assert (draft.date, draft.number) == (None, "")
    assert len(list(draft.walk())) >= 0.8 * len(list(full.walk()))


def _after(full: ActDraft, number: int) -> bool:
    return bool(full.annexes_at.first) and number >= full.annexes_at.first


def test_the_top_of_an_act_is_an_act() -> None:
    whole = (ACTS / "a01_road_safety_2025.txt").read_text(encoding="utf-8")
    draft = read_act(from_pasted(whole[: len(whole) // 2]))
    assert "not_an_act" not in {doubt.code for doubt in draft.doubts}
    assert "no_signatory" in {doubt.code for doubt in draft.doubts}
