"""The shipped templates are what their sources say, and mark the clauses that the pack promises."""

import io
import re
import tomllib
import zipfile
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from sferum_docs.house_templates.build import build, templates
from sferum_docs.house_templates.element import W

FOLDERS = sorted(path.parent for path in Path("doc_templates").glob("*/sources"))  # the forms of the register too
PACKS = [folder for folder in FOLDERS if (folder / "pack.toml").is_file()]
COMMON = Path("doc_templates/части")
PARTS = [
    path for folder in (COMMON, *(pack / "sources/части" for pack in PACKS)) for path in sorted(folder.glob("*.txt"))
]
SHIPPED = [path for pack in PACKS for path in sorted(pack.glob("*.docx"))]
NAMES = [path.stem for path in SHIPPED]
EVERY = [path for folder in FOLDERS for path in sorted(folder.glob("*.docx"))]
EVERY_NAME = [path.stem for path in EVERY]
# the controls that belong to what may be left out of a paper
CONDITION = re.compile(r"\{%p? ?(if|endif|for|endfor|else|elif)\b")


def documents(pack: Path) -> dict[str, dict[str, Any]]:
    return {row["id"]: row for row in tomllib.loads((pack / "pack.toml").read_text(encoding="utf-8"))["documents"]}


def body(path: Path) -> etree._Element:
    with zipfile.ZipFile(io.BytesIO(path.read_bytes())) as archive:
        return etree.fromstring(archive.read("word/document.xml"))


def parts(data: bytes) -> dict[str, bytes]:
    """The members of a file: versions of zlib pack the same bytes differently."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def unconditional_bookmarks(path: Path) -> set[str]:
    """Names of bookmarks that stand outside of every condition and loop."""
    depth, names = 0, set()
    for paragraph in body(path).iter(f"{{{W}}}p"):
        text = "".join(paragraph.itertext())
        if text.startswith("{%p"):
            words = CONDITION.findall(text)
            depth += sum({"if": 1, "for": 1, "endif": -1, "endfor": -1}.get(word, 0) for word in words)
        elif not depth:
            names |= {mark.get(f"{{{W}}}name", "") for mark in paragraph.iter(f"{{{W}}}bookmarkStart")}
    return names


@pytest.mark.parametrize("pack", FOLDERS, ids=lambda pack: pack.name)
def test_every_shipped_file_equals_a_fresh_build(pack: Path) -> None:
    shipped = {path.name: parts(path.read_bytes()) for path in pack.glob("*.docx")}
    assert shipped == {name: parts(data) for name, data in templates(pack).items()}


@pytest.mark.parametrize("part", PARTS, ids=lambda part: f"{part.stem} {part.parts[1]}")
def test_every_part_can_stand_in_a_source(part: Path) -> None:
    words = part.read_text(encoding="utf-8")
    opened = "Гриф: Да.\nКолонка: конец\n" if words.rstrip().endswith("Колонка: правая") else ""
    assert build(f"> часть\n{opened}Пункт: Да.", "проба.txt", {"часть": words})


@pytest.mark.parametrize("path", EVERY, ids=EVERY_NAME)
def test_shipped_files_are_lean(path: Path) -> None:
    assert path.stat().st_size < 20 * 1024


@pytest.mark.parametrize("pack", PACKS, ids=lambda pack: pack.name)
def test_every_document_of_the_pack_has_its_template(pack: Path) -> None:
    assert {row["template"] for row in documents(pack).values()} == {path.name for path in pack.glob("*.docx")}


@pytest.mark.parametrize("path", SHIPPED, ids=NAMES)
def test_every_promised_clause_is_marked_in_every_school(path: Path) -> None:
    promised = {f"п_{clause.replace('.', '_')}" for clause in documents(path.parent)[path.stem]["carries_out"]}
    assert promised <= unconditional_bookmarks(path)


@pytest.mark.parametrize("path", SHIPPED, ids=NAMES)
def test_no_clause_is_marked_that_was_not_promised(path: Path) -> None:
    promised = {f"п_{clause.replace('.', '_')}" for clause in documents(path.parent)[path.stem]["carries_out"]}
    marks = {mark.get(f"{{{W}}}name", "") for mark in body(path).iter(f"{{{W}}}bookmarkStart")}
    assert {re.sub(r"_раз\d+$", "", mark) for mark in marks} == promised


@pytest.mark.parametrize("path", EVERY, ids=EVERY_NAME)
def test_the_file_is_lean_and_names_nobody(path: Path) -> None:
    with zipfile.ZipFile(path) as archive:
        names = archive.namelist()
        assert not [name for name in names if name.startswith(("docProps/", "customXml/", "word/theme"))]
        assert {member.date_time[:3] for member in archive.infolist()} == {(2023, 10, 13)}
    assert path.stat().st_size < 70_000


@pytest.mark.parametrize("path", EVERY, ids=EVERY_NAME)
def test_signs_are_those_of_the_press(path: Path) -> None:
    text = "\n".join("".join(p.itertext()) for p in body(path).iter(f"{{{W}}}p"))
    words = re.sub(r"\{%.*?%\}", "", re.sub(r"\{\{.*?\}\}", "слово", text))
    assert not re.search(r"[\"“„]| - |  | [,.;:]|№ |№\d|\.\.|п\. \d", words)
