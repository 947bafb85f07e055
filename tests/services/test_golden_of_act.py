"""What the documents made of an act say for the demonstration school, to the letter: in time, and after the deadlines.

After a wanted change of wording: UPDATE_GOLDEN=1 python -m pytest tests/services/test_golden_of_act.py
"""

import os
from datetime import date
from pathlib import Path

import pytest

from benchmarks.pages import request as everything
from sferum_docs.acts_reader.directive import to_directive
from sferum_docs.documents.of_act.make import common_documents, pack_files
from sferum_docs.packs.model import Pack
from sferum_docs.services.packet.make import prepare
from sferum_docs.services.packet.school_file import read_sample
from sferum_docs.services.packs.choose import PACKS, check_pack
from tests.made_acts import an_act
from tests.services.test_golden import shown

GOLDEN = Path(__file__).resolve().parents[1] / "golden_of_act"
DOCUMENTS = [path.stem for path in sorted((PACKS / "общие" / "тексты").glob("*.txt"))]
LATE = ["G01"]  # made once more after the deadlines
COMMAND = "UPDATE_GOLDEN=1 python -m pytest tests/services/test_golden_of_act.py"


@pytest.fixture(scope="module")
def pack(tmp_path_factory: pytest.TempPathFactory) -> Pack:
    folder = tmp_path_factory.mktemp("packs") / "of-act"
    folder.mkdir()
    files = pack_files("of-act", to_directive(an_act()), common_documents(PACKS), date(2026, 9, 2))
    for name, content in files.items():
        (folder / name).write_bytes(content)
    return check_pack(folder)


@pytest.fixture(scope="module")
def texts(pack: Pack) -> dict[str, str]:
    school = read_sample(pack).school
    in_time, late = (
        {item.spec.id: shown(item.content) for item in prepare(school, pack, everything(pack, day))}
        for day in (date(2026, 9, 2), date(2026, 9, 22))
    )
    found = in_time | {f"{name} позже срока": late[name] for name in LATE}
    if os.environ.get("UPDATE_GOLDEN"):
        GOLDEN.mkdir(exist_ok=True)
        for name, text in found.items():
            (GOLDEN / f"{name}.txt").write_text(text, encoding="utf-8", newline="\n")
    return found


@pytest.mark.parametrize("name", [*DOCUMENTS, *(f"{name} позже срока" for name in LATE)])
def test_a_document_of_an_act_says_what_its_golden_text_says(texts: dict[str, str], name: str) -> None:
    path = GOLDEN / f"{name}.txt"
    assert path.is_file(), f"{name} has no golden text; read it and keep it: {COMMAND}"
    assert texts[name] == path.read_text(encoding="utf-8"), f"if the change is wanted: {COMMAND}"
