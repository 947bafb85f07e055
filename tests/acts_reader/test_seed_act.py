"""The resolution that the house began with, read from its own text, is the directive of the shipped pack."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from sferum_docs.acts_reader.reader import read_act
from sferum_docs.acts_reader.sources.texts import from_pasted
from sferum_docs.packs.reader import load_pack
from tests.builders import PACK_ID

if TYPE_CHECKING:
    from sferum_docs.acts_reader.model import ActDraft
    from sferum_docs.directives.model import Directive

SEED = Path(__file__).with_name("seed") / "resolution_262.txt"


@pytest.fixture(scope="module")
def read() -> ActDraft:
    return read_act(from_pasted(SEED.read_text(encoding="utf-8")))


@pytest.fixture(scope="module")
def shipped() -> Directive:
    return load_pack(Path("doc_templates") / PACK_ID).directive


def test_its_clauses_are_those_of_the_pack(read: ActDraft, shipped: Directive) -> None:
    def tree(act: ActDraft | Directive) -> list[tuple[object, ...]]:
        return [
            (one.path, one.number, one.marker, one.text, one.addressee, one.addressee_inherited, one.deadline)
            for one in act.walk()
        ]

    assert tree(read) == tree(shipped)


def test_its_own_data_are_those_of_the_pack(read: ActDraft, shipped: Directive) -> None:
    names = ("kind", "number", "date", "title", "issuer", "adopting_word", "signatory")
    assert [getattr(read, name) for name in names] == [getattr(shipped, name) for name in names]
    assert read.executor is not None
    assert shipped.executor is not None
    assert read.executor.name == shipped.executor.name
    assert read.control is not None
    assert shipped.controller is not None
    assert read.control.person == shipped.controller.name
    assert read.control.path == "4"
    assert (read.annexes, read.repeals) == ((), ())
    assert {one.number for one in read.references} == {"474", "Р-210", "149-ФЗ", "584-ФЗ", "1241", "1545"}
