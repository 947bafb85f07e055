"""A template that an administrator changes while the program runs."""

import shutil
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from benchmarks.pages import request as everything
from sferum_docs.packs.model import Pack
from sferum_docs.packs.reader import load_pack
from sferum_docs.reading.faults import FaultsError
from sferum_docs.schools.model import Margins
from sferum_docs.services.packet.make import prepare
from sferum_docs.services.packet.plan import plan_packet
from sferum_docs.services.packs.choose import PACKS
from tests.builders import a_school

DAY = date(2023, 10, 16)
SPOILS: list[tuple[Callable[[Path], object], str]] = [
    (lambda path: path.write_bytes(b""), "D04.docx: файл пуст"),
    (lambda path: path.write_bytes(b"PK\x03\x04 not an archive"), "D04.docx: "),
    (lambda path: path.unlink(), "D04.docx: файл шаблона не читается или пропал"),
    (lambda path: shutil.copy(path.with_name("D05.docx"), path), "D04.docx: "),
]


@pytest.fixture
def pack(tmp_path: Path) -> Pack:
    return load_pack(Path(shutil.copytree(PACKS / "sferum-2023", tmp_path / "pack")))


@pytest.mark.parametrize(("spoil", "words"), SPOILS)
def test_a_spoilt_template_is_named_and_the_others_can_be_made(
    pack: Pack, spoil: Callable[[Path], object], words: str
) -> None:
    spoil(pack.by_id["D04"].template)
    school, asked = a_school(margins=Margins(left=35)), replace(everything(pack, DAY), documents=("D02", "D04"))
    planned = plan_packet(school, pack, DAY, asked.documents).documents
    assert [item.spec.id for item in planned if item.faults] == ["D04"]
    with pytest.raises(FaultsError) as caught:
        prepare(school, pack, asked)
    assert all(fault.message().startswith(words) for fault in caught.value.faults)
    with pytest.raises(FaultsError, match=words):
        prepare(school, pack, replace(asked, documents=("D04",)))
    assert len(prepare(school, pack, replace(asked, documents=("D02",)))) == 1
