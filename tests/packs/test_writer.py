"""What is written of a directive is read back as it was."""

import string
from datetime import date
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from sferum_docs.acts_reader.directive import to_directive
from sferum_docs.directives.model import (
    ActReference,
    Annex,
    Clause,
    DayType,
    Deadline,
    DeadlineKind,
    Demand,
    Directive,
    Officer,
)
from sferum_docs.documents.of_act.make import with_words
from sferum_docs.packs.readers.directive import read_directive
from sferum_docs.packs.writer import written_directive
from sferum_docs.reading.cleaning import clean_line
from sferum_docs.reading.records import Record
from sferum_docs.reading.toml_text import parse_toml, toml_text
from tests.made_acts import an_act

LETTERS = "абвгё «»„“\"'\\/№—–-.,;:|{}[]#=<>%&1234567890" + string.ascii_letters
TEXTS = st.text(LETTERS, min_size=1, max_size=40).map(clean_line).filter(bool)
DAYS = st.dates(date(1990, 1, 1), date(2099, 12, 31))


def some(texts: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return st.one_of(st.just(""), texts)


OFFICERS = st.one_of(st.none(), st.builds(Officer, some(TEXTS), TEXTS, some(TEXTS)))
REFERENCES = st.lists(
    st.builds(ActReference, TEXTS, TEXTS, st.one_of(st.none(), DAYS), some(TEXTS), some(TEXTS), some(TEXTS)), max_size=3
).map(tuple)
DEADLINES = st.one_of(
    st.just(Deadline()),
    st.builds(lambda raw, day: Deadline(DeadlineKind.DATE, raw, date=day), TEXTS, DAYS),
    st.builds(lambda raw, days: Deadline(DeadlineKind.RANGE, raw, *sorted(days)), TEXTS, st.tuples(DAYS, DAYS)),
    st.builds(Deadline, st.sampled_from([DeadlineKind.ASAP, DeadlineKind.EVENT]), TEXTS, event=some(TEXTS)),
    st.builds(lambda raw, day: Deadline(DeadlineKind.PERIODIC, raw, period="P1M", day=day), TEXTS, st.integers(0, 31)),
    st.builds(
        lambda raw, days, kind: Deadline(DeadlineKind.RELATIVE, raw, days=days, day_type=kind, event="подписания"),
        TEXTS,
        st.integers(0, 366),
        st.one_of(st.none(), st.sampled_from(DayType)),
    ),
)


@st.composite
def trees(draw: st.DrawFn, above: str = "", level: int = 0) -> tuple[Clause, ...]:
    """Clauses under each other; some stand elsewhere than their path says, as in acts with gaps in their numbers."""
    found = []
    for number in range(1, draw(st.integers(1 if level == 0 else 0, 3)) + 1):
        sign = draw(st.sampled_from([".", "/-", "/"])) if above else ""
        strays = f"{draw(st.integers(100, 999))}.{number}.{level}"
        own = f"{above}{sign}{number}"
        path = strays if level < 2 and draw(st.booleans()) else own
        children = draw(trees(path, level + 1)) if level < 3 else ()
        found.append(
            Clause(
                path=path,
                number=draw(some(TEXTS)),
                marker=draw(some(TEXTS)),
                text=draw(TEXTS),
                addressee=draw(some(TEXTS)),
                addressee_inherited=draw(st.booleans()),
                for_school=draw(st.booleans()),
                demand=draw(st.sampled_from(Demand)),
                deadline=draw(DEADLINES),
                children=children,
                addressee_raw=draw(some(TEXTS)),
            )
        )
    return tuple(found)


def distinct(clauses: tuple[Clause, ...]) -> bool:
    paths = [node.path for clause in clauses for node in clause.walk()]
    return len(set(paths)) == len(paths)


DIRECTIVES = st.builds(
    Directive,
    kind=st.sampled_from(["ПРИКАЗ", "Распоряжение", "письмо"]),
    number=TEXTS,
    date=DAYS,
    title=TEXTS,
    clauses=trees().filter(distinct),
    indicators=st.just(()),
    issuer=TEXTS,
    issuer_short=TEXTS,
    adopting_word=some(TEXTS),
    signatory=OFFICERS,
    controller=OFFICERS,
    executor=OFFICERS,
    references=REFERENCES,
    repeals=REFERENCES,
    annexes=st.lists(st.builds(Annex, TEXTS, some(TEXTS)), max_size=2).map(tuple),
    entry_into_force=some(TEXTS),
)


def read_back(directive: Directive) -> Directive | None:
    data: dict[str, Any] = parse_toml(toml_text(written_directive(directive)))
    root = Record(data, "", [])
    read = read_directive(root.record("directive"), root)
    assert root.faults == []
    return read


@given(DIRECTIVES)
@settings(max_examples=25, deadline=None)
def test_whatever_an_act_says_is_read_back_as_it_was_written(directive: Directive) -> None:
    worded = with_words(directive)
    assert read_back(worded) == worded


def test_the_act_of_a_district_is_read_back() -> None:
    act = with_words(to_directive(an_act()))
    assert read_back(act) == act


def test_a_clause_that_stands_above_itself_is_told() -> None:
    rows = [{"path": "1", "parent": "2", "text": "а"}, {"path": "2", "parent": "1", "text": "б"}]
    head = {"kind": "приказ", "number": "1", "date": date(2026, 9, 1), "title": "О деле", "issuer": "Отдел"}
    root = Record({"directive": head, "clauses": rows}, "", [])
    assert read_directive(root.record("directive"), root) is None
    assert {fault.code for fault in root.faults} == {"clause_too_deep"}
