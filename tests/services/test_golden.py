"""What every shipped document says for the demonstration school, to the letter.

A table row is one line, `~` is a space that does not break. After a wanted change of wording:
UPDATE_GOLDEN=1 python -m pytest tests/services/test_golden.py
"""

import os
from dataclasses import replace
from itertools import groupby
from pathlib import Path

import pytest

from sferum_docs.docengine import TextLine, file_text
from sferum_docs.services.packet.make import prepare
from sferum_docs.services.packet.school_file import read_sample
from sferum_docs.services.packs.choose import find_pack, known_packs

GOLDEN = Path(__file__).resolve().parents[1] / "golden"
COMMAND = "UPDATE_GOLDEN=1 python -m pytest tests/services/test_golden.py"
CASES = [(name, document) for name in known_packs() for document in find_pack(name).by_id]


def shown(content: bytes) -> str:
    """The document as lines of text."""
    lines: list[str] = []
    for part, inside in groupby(file_text(content).lines, key=lambda line: line.part):
        lines += ["", f"=== {part}"] if part else []
        for row, paragraphs in groupby(inside, key=lambda line: line.place.cells[:1] and line.place.cells[0][:2]):
            found = list(paragraphs)
            lines += [row_line(found)] if row else [line.text for line in found]
    return "\n".join(line.replace("\u00a0", "~").replace("\n", " ⏎ ").rstrip() for line in lines) + "\n"


def row_line(paragraphs: list[TextLine]) -> str:
    cells = groupby(paragraphs, key=lambda line: line.place.cells[0][2])
    return "| " + " | ".join(" / ".join(line.text for line in cell) for _, cell in cells) + " |"


@pytest.fixture(scope="module")
def texts() -> dict[tuple[str, str], str]:
    found = {}
    for name in known_packs():
        pack = find_pack(name)
        sample = read_sample(pack, "full")
        others = tuple(document for document in pack.by_id if document not in sample.request.documents)
        requests = [sample.request, *([replace(sample.request, documents=others)] if others else [])]
        for request in requests:  # a document that stands instead of another is made apart
            for made in prepare(sample.school, pack, request):
                found[name, made.spec.id] = shown(made.content)
    if os.environ.get("UPDATE_GOLDEN"):
        for (name, document), text in found.items():
            path = GOLDEN / name / f"{document}.txt"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8", newline="\n")
    return found


@pytest.mark.parametrize(("pack", "document"), CASES)
def test_a_document_says_what_its_golden_text_says(texts: dict[tuple[str, str], str], pack: str, document: str) -> None:
    path = GOLDEN / pack / f"{document}.txt"
    assert path.is_file(), f"{document} has no golden text; read it and keep it: {COMMAND}"
    assert texts[pack, document] == path.read_text(encoding="utf-8"), f"if the change is wanted: {COMMAND}"


def test_no_golden_text_is_left_of_a_document_that_is_gone() -> None:
    kept = {(path.parent.name, path.stem) for path in GOLDEN.glob("*/*.txt")}
    assert kept == set(CASES)


def test_every_document_has_its_own_code_and_shows_it_nowhere(texts: dict[tuple[str, str], str]) -> None:
    for name in known_packs():
        pack = find_pack(name)
        sample = read_sample(pack, "full")
        made = prepare(sample.school, pack, sample.request)
        assert len({item.data["code"] for item in made}) == len(made)
        for item in made:
            assert item.data["code"] not in texts[name, item.spec.id]
