"""Drafts and texts are kept as JSON: what comes back is what was kept, whatever it holds."""

import json
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sferum_docs.acts_reader.choices import (
    addressee_value,
    control_value,
    deadline_value,
    officer_value,
    read_addressee,
    read_control,
    read_deadline,
    read_officer,
)
from sferum_docs.acts_reader.model import ActDraft, ActText, Choice, Control, Doubt, DraftNode, Line, Span
from sferum_docs.acts_reader.plain import from_plain, to_plain
from sferum_docs.directives.model import ActReference, Annex, DayType, Deadline, DeadlineKind, Demand, Officer
from sferum_docs.reading.faults import Fault

WORDS, FIGURES, DAYS = st.text(max_size=8), st.integers(0, 99), st.none() | st.dates()
OFFICERS = st.none() | st.builds(Officer, WORDS, WORDS, WORDS)
REFERENCES = st.builds(ActReference, WORDS, WORDS, DAYS, WORDS, WORDS, WORDS)
CONTROLS = st.builds(Control, WORDS, st.booleans(), WORDS, WORDS, WORDS)
SPANS = st.builds(Span, FIGURES, FIGURES)
DEADLINES = st.builds(
    Deadline,
    st.sampled_from(DeadlineKind),
    WORDS,
    DAYS,
    DAYS,
    WORDS,
    FIGURES,
    FIGURES,
    FIGURES,
    st.none() | st.sampled_from(DayType),
    WORDS,
)
DOUBTS = st.builds(
    Doubt,
    WORDS,
    WORDS,
    WORDS,
    st.dictionaries(WORDS, WORDS, max_size=2),
    FIGURES,
    st.lists(st.builds(Choice, WORDS, WORDS, WORDS), max_size=2).map(tuple),
)


def nodes(below: st.SearchStrategy[DraftNode] | None) -> st.SearchStrategy[DraftNode]:
    children = st.just(()) if below is None else st.lists(below, max_size=2).map(tuple)
    return st.builds(
        DraftNode,
        *[WORDS] * 4,
        lines=SPANS,
        addressee=WORDS,
        addressee_raw=WORDS,
        addressee_inherited=st.booleans(),
        for_school=st.booleans(),
        deadline=DEADLINES,
        demand=st.sampled_from(Demand),
        children=children,
    )


DRAFTS = st.builds(
    ActDraft,
    kind=WORDS,
    number=WORDS,
    date=DAYS,
    title=WORDS,
    issuer=WORDS,
    adopting_word=WORDS,
    signatory=OFFICERS,
    executor=OFFICERS,
    control=st.none() | CONTROLS,
    preamble=SPANS,
    references=st.lists(REFERENCES, max_size=2).map(tuple),
    repeals=st.lists(REFERENCES, max_size=1).map(tuple),
    annexes=st.lists(st.builds(Annex, WORDS, WORDS), max_size=1).map(tuple),
    annexes_at=SPANS,
    entry_into_force=WORDS,
    nodes=st.lists(nodes(nodes(None)), max_size=2).map(tuple),
    doubts=st.lists(DOUBTS, max_size=2).map(tuple),
)
LINES = st.builds(
    Line,
    FIGURES,
    WORDS,
    WORDS,
    FIGURES,
    FIGURES,
    st.none() | FIGURES,
    st.booleans(),
    st.lists(WORDS, max_size=2).map(tuple),
)
FAULTS = st.builds(Fault, WORDS, WORDS, st.dictionaries(WORDS, WORDS | FIGURES, max_size=2), st.booleans())
TEXTS = st.builds(
    ActText,
    st.lists(LINES, max_size=3).map(tuple),
    WORDS,
    st.lists(LINES, max_size=1).map(tuple),
    st.lists(FAULTS, max_size=1).map(tuple),
)


@given(DRAFTS)
def test_a_draft_comes_back_as_it_was(draft: ActDraft) -> None:
    assert from_plain(ActDraft, json.loads(json.dumps(to_plain(draft)))) == draft


@given(TEXTS)
def test_the_lines_of_an_act_come_back_as_they_were(text: ActText) -> None:
    assert from_plain(ActText, json.loads(json.dumps(to_plain(text)))) == text


@given(DEADLINES, OFFICERS, st.none() | CONTROLS)
def test_the_value_of_a_choice_is_read_as_it_was_written(
    deadline: Deadline, officer: Officer | None, control: Control | None
) -> None:
    assert read_deadline(deadline_value(deadline)) == deadline
    assert read_officer(officer_value(officer)) == officer
    assert read_control(control_value(control)) == control


def test_an_addressee_says_whether_it_is_the_school() -> None:
    value = addressee_value("управление образования", "управлению образования", for_school=False)
    assert read_addressee(value) == ("управление образования", "управлению образования", False)


@pytest.mark.parametrize("record", [{"kinds": "x"}, {"date": "вчера"}, {"kind": 5}, {"nodes": [{"path": "1"}]}, []])
def test_what_is_no_draft_is_not_read_as_one(record: object) -> None:
    with pytest.raises((KeyError, TypeError, ValueError, AttributeError)):
        from_plain(ActDraft, record)


def test_what_is_empty_takes_no_place() -> None:
    assert to_plain(ActDraft(kind="ПРИКАЗ", date=date(2026, 1, 12))) == {"kind": "ПРИКАЗ", "date": "2026-01-12"}
