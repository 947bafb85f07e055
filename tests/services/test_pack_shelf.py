"""Packs are read anew when their files change, without a restart, and once for all who ask at the same time."""

import os
import shutil
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Barrier, Thread

import pytest

from sferum_docs.packs.model import Pack
from sferum_docs.reading.faults import FaultsError
from sferum_docs.services.packs import choose, shelf
from sferum_docs.services.packs.choose import PACKS, find_pack, known_packs, look_also_in, usual_pack
from sferum_docs.services.packs.shelf import PackShelf
from tests.builders import PACK_ID
from tests.second_acts import MINISTRY, REQUIREMENTS

MAX = "max-2026"  # shipped too
TITLE = "Питание-2026: приказ № 415"


@pytest.fixture
def instance(tmp_path: Path, second_acts: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """An instance with two packs of its own, looked at each time."""
    monkeypatch.setattr(shelf, "LOOK", 0)
    shutil.copytree(second_acts, tmp_path / "packs")
    look_also_in(tmp_path)
    yield tmp_path
    look_also_in(None)


def rewrite(file: Path, change: Callable[[str], str]) -> None:
    text = file.read_text(encoding="utf-8")
    file.write_text(change(text), encoding="utf-8")


def codes(name: str) -> list[str]:
    with pytest.raises(FaultsError) as caught:
        find_pack(name)
    return [fault.code for fault in caught.value.faults]


def test_packs_are_known_from_both_places(instance: Path) -> None:
    assert known_packs() == (MAX, MINISTRY, REQUIREMENTS, PACK_ID)
    assert find_pack(MINISTRY).folder == instance / "packs" / MINISTRY


def test_a_pack_that_was_taken_in_never_stands_before_a_shipped_one(instance: Path) -> None:
    shutil.copytree(instance / "packs" / MINISTRY, instance / "packs" / PACK_ID)
    assert find_pack(PACK_ID).folder == PACKS / PACK_ID
    assert known_packs().count(PACK_ID) == 1


def test_a_changed_file_is_read_without_a_restart(instance: Path) -> None:
    before = find_pack(MINISTRY)
    assert find_pack(MINISTRY) is before, "as long as nothing changes"
    rewrite(instance / "packs" / MINISTRY / "pack.toml", lambda text: text.replace(TITLE, "Питание-2027: приказ № 4"))
    assert find_pack(MINISTRY).title == "Питание-2027: приказ № 4"
    assert before.title == TITLE, "who holds the former goes on with it"


def test_a_pack_comes_and_goes_without_a_restart(instance: Path) -> None:
    folder = instance / "packs" / MINISTRY
    folder.rename(instance / "aside")
    assert known_packs() == (MAX, REQUIREMENTS, PACK_ID)
    assert codes(MINISTRY) == ["pack_missing"]
    (instance / "aside").rename(folder)
    assert find_pack(MINISTRY).title == TITLE


def test_a_pack_that_was_spoilt_and_mended_is_told_and_taken_again(instance: Path) -> None:
    template = instance / "packs" / MINISTRY / "M01.docx"
    content = template.read_bytes()
    assert find_pack(MINISTRY).title == TITLE
    template.write_bytes(b"%PDF-1.7")
    assert codes(MINISTRY) == ["bad_template"]
    assert find_pack(REQUIREMENTS).id == REQUIREMENTS
    template.write_bytes(content)
    assert find_pack(MINISTRY).title == TITLE


def test_a_folder_and_the_pack_in_it_bear_one_name(instance: Path) -> None:
    (instance / "packs" / MINISTRY).rename(instance / "packs" / "school-meals")
    assert codes("school-meals") == ["pack_other_folder"]


@pytest.mark.parametrize(
    "name", ["", ".", "..", "../sferum-2023", "sferum-2023/", "/etc", "SFERUM-2023", "a" * 90, "нет"]
)
def test_a_name_from_an_address_leads_out_of_no_folder(instance: Path, name: str) -> None:
    assert instance
    assert codes(name) == ["pack_missing"]


def test_many_who_ask_at_once_read_a_pack_once(instance: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[Path] = []
    found: list[Pack] = []
    together = Barrier(6)
    kept, check = PackShelf(), shelf.check_pack

    def slow(folder: Path) -> Pack:
        read.append(folder)
        time.sleep(0.05)
        return check(folder)

    def ask() -> None:
        together.wait()
        found.append(kept.pack(instance / "packs" / REQUIREMENTS))

    monkeypatch.setattr(shelf, "check_pack", slow)
    monkeypatch.setattr(shelf, "LOOK", 60)
    threads = [Thread(target=ask) for _person in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert read == [instance / "packs" / REQUIREMENTS]
    assert len({id(pack) for pack in found}) == 1


def test_a_page_does_not_read_the_folder_of_a_pack_that_was_looked_at_just_now(
    instance: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept, folder = PackShelf(), instance / "packs" / REQUIREMENTS
    monkeypatch.setattr(shelf, "LOOK", 60)
    pack = kept.pack(folder)
    os.utime(folder / "pack.toml", (1, 1))
    looked: list[Path] = []
    monkeypatch.setattr(shelf, "_stamp", looked.append)
    assert kept.pack(folder) is pack
    assert looked == []


def test_the_places_are_those_of_the_installation_at_work(instance: Path) -> None:
    look_also_in(None)
    assert choose.known_packs() == (MAX, PACK_ID)
    look_also_in(instance)
    assert MINISTRY in known_packs()


def test_the_pack_that_is_meant_succeeds_none_of_the_others(instance: Path) -> None:
    assert usual_pack() == "", "three packs succeed none: somebody has to choose"
    for name in (MINISTRY, REQUIREMENTS):
        shutil.rmtree(instance / "packs" / name)
    assert known_packs() == (MAX, PACK_ID)
    assert usual_pack() == PACK_ID
    copy = Path(shutil.copytree(PACKS / MAX, instance / "packs" / "our-2027"))
    rewrite(copy / "pack.toml", lambda text: text.replace('id = "max-2026"', 'id = "our-2027"'))
    assert usual_pack() == PACK_ID, "it succeeds another too"
    rewrite(copy / "pack.toml", lambda text: text.replace('succeeds = "sferum-2023"', 'succeeds = "of-1999"'))
    assert usual_pack() == "", "what it succeeds is not here"
    (copy / "pack.toml").write_text("= no TOML", encoding="utf-8")
    assert usual_pack() == "", "nobody knows what a broken pack succeeds"
