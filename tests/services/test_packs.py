import shutil
from pathlib import Path

import pytest

from sferum_docs.reading.faults import FaultsError
from sferum_docs.services.packs.choose import PACKS, check_pack, find_pack, known_packs


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    return Path(shutil.copytree(PACKS / "sferum-2023", tmp_path / "pack"))


def test_every_shipped_pack_is_without_fault() -> None:
    assert "sferum-2023" in known_packs()
    for name in known_packs():
        assert find_pack(name).id == name


def test_faults_of_the_file_and_of_the_templates_come_at_once(copy: Path) -> None:
    text = (copy / "pack.toml").read_text(encoding="utf-8")
    text = text.replace('carries_out = ["1.5"]', 'carries_out = ["1.55"]')
    text = text.replace("date = 2023-10-20", 'date = "31.02.2023"')
    text = text.replace('key = "срок_закрытия"', 'key = "срок_закрытая"')
    (copy / "pack.toml").write_text(text, encoding="utf-8")
    (copy / "D12.docx").unlink()
    (copy / "D20.docx").write_bytes(b"")
    shutil.copy(copy / "D09.docx", copy / "D02.docx")
    with pytest.raises(FaultsError) as caught:
        check_pack(copy)
    message = str(caught.value)
    for words in (
        "documents[D04].carries_out: пункта «1.55» нет среди пунктов комплекта",
        "clauses[1.2].deadline.date: дата «31.02.2023» не существует",
        "documents[D12].template: файла шаблона «D12.docx» нет",
        "D20.docx: файл пуст",
        "документ.срок_закрытия",
    ):
        assert words in message


def test_a_promise_without_its_bookmark_is_a_fault(copy: Path) -> None:
    shutil.copy(copy / "D05.docx", copy / "D04.docx")
    with pytest.raises(FaultsError) as caught:
        check_pack(copy)
    assert "документ.срок_регистрации" in str(caught.value)


def test_an_unknown_pack_is_named_with_those_that_are_there() -> None:
    with pytest.raises(FaultsError) as caught:
        find_pack("../sferum-2023")
    assert "Есть: max-2026, sferum-2023" in str(caught.value)
