"""A long act is read as quickly a line as a short one, whatever its lines are."""

from __future__ import annotations

import pytest

from sferum_docs.acts_reader.reader import read_act
from sferum_docs.acts_reader.sources.texts import from_pasted
from tests.acts_reader.long_acts import SHAPES, dated, lead_ins
from tests.yardstick import within

LINES = 1000
YARDS = 40  # ten to twenty where this was written


@pytest.mark.parametrize("shape", SHAPES)
def test_a_thousand_lines_are_read_in_a_moment(shape: str) -> None:
    read_act(from_pasted(SHAPES[shape](20)))  # the dictionary is loaded
    text = from_pasted(SHAPES[shape](LINES))
    with within(YARDS):
        assert read_act(text).date


def test_lead_ins_by_the_thousand_neither_sink_nor_lose_a_line() -> None:
    text = from_pasted(lead_ins(2 * LINES))
    with within(2 * YARDS):
        assert sum(1 for _node in read_act(text).walk()) == 2 * LINES + 1


def test_the_clauses_of_a_long_act_keep_their_dates() -> None:
    nodes = [node for node in read_act(from_pasted(dated(200))).walk() if node.number.count(".")]
    assert len(nodes) == 200 - 3
    assert all(node.deadline.raw and node.addressee for node in nodes)
