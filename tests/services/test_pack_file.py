import io
import os
import zipfile
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from flask import Flask

from sferum_docs.documents.making.templates import original_template
from sferum_docs.packs.model import Pack
from sferum_docs.reading.faults import FaultsError
from sferum_docs.services.installation.audit import Actor
from sferum_docs.services.packs.choose import PACKS, find_pack, look_also_in
from sferum_docs.services.packs.exchange import export_pack, import_pack
from sferum_docs.services.packs.of_school import school_pack
from sferum_docs.services.packs.overlay import is_laid_over, laid_lines, lay_over
from sferum_docs.services.school.save import save_school
from sferum_docs.services.templates.change import activate_template, upload_template
from sferum_docs.store.audit import lines
from sferum_docs.store.database import Base, db
from tests.builders import PACK_ID, SCHOOL_ID, a_school
from tests.edited import mended, shipped
from tests.program import script
from tests.services.test_add_document import added

BY = Actor("Исаева Зара", datetime(2026, 11, 23, 9, 0, tzinfo=UTC))
TODAY = date(2026, 11, 23)
Files = dict[str, bytes]


@pytest.fixture
def exported(app: Flask) -> Files:
    """The pack of a school with a version and a document of its own."""
    assert app
    save_school(SCHOOL_ID, a_school(), BY)
    number = upload_template(SCHOOL_ID, PACK_ID, "D02", mended(shipped()), "приказ.docx", "", BY)
    activate_template(SCHOOL_ID, PACK_ID, "D02", number, TODAY, "", BY)
    added()
    with zipfile.ZipFile(io.BytesIO(export_pack(SCHOOL_ID, PACK_ID, TODAY))) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def zipped(files: Files) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return target.getvalue()


def taken_in(data: bytes, instance: Path, new_id: str = "") -> Pack:
    """A pack taken in by the school, unpacked in this folder."""
    look_also_in(instance)
    return import_pack(SCHOOL_ID, data, BY, new_id)


def renamed(files: Files, to: str = "school-2026") -> Files:
    return {**files, "pack.toml": files["pack.toml"].replace(b'"sferum-2023"', f'"{to}"'.encode(), 1)}


def test_a_pack_goes_out_and_comes_in_with_own_versions_and_own_documents(exported: Files, tmp_path: Path) -> None:
    pack = taken_in(zipped(renamed(exported)), tmp_path)
    assert pack.folder.name == "school-2026"
    assert pack.folder.is_relative_to(tmp_path / "packs")
    assert [*pack.by_id] == [*find_pack(PACK_ID).by_id, "S01"]
    assert original_template(pack.by_id["D02"]) == mended(shipped())
    assert original_template(pack.by_id["S01"]) == shipped("D07")
    assert pack.by_id["S01"].fields[0].label == "Первый анализ"


def test_a_pack_taken_out_before_packs_declared_their_roles_comes_in_as_ever(exported: Files, tmp_path: Path) -> None:
    text = exported["pack.toml"].decode()
    before = text[: text.index("[[roles]]")] + text[text.index("[duties]") :]
    before = "".join(line for line in before.splitlines(keepends=True) if not line.startswith("commission"))
    pack = taken_in(zipped(renamed({**exported, "pack.toml": before.encode()})), tmp_path)
    assert [*pack.by_id] == [*find_pack(PACK_ID).by_id, "S01"], "its templates name their tags and are sound"
    assert pack.roles.tags == find_pack(PACK_ID).roles.tags
    assert pack.roles.commission == find_pack(PACK_ID).roles.commission


def test_the_same_pack_goes_out_as_the_same_bytes(exported: Files) -> None:
    assert exported
    assert export_pack(SCHOOL_ID, PACK_ID, TODAY) == export_pack(SCHOOL_ID, PACK_ID, TODAY)


def test_nothing_of_the_school_goes_out(exported: Files) -> None:
    assert "Ключевская" not in exported["pack.toml"].decode() + exported["sample.toml"].decode()


FAULTY: dict[str, tuple[Callable[[Files], Files], str]] = {
    "a shipped pack is not replaced": (lambda files: files, "pack_known"),
    "an id that is no name of a folder": (lambda files: renamed(files, "../evil"), "pack_id"),
    "no description": (lambda files: {"D02.docx": files["D02.docx"]}, "pack_without_description"),
    "a file that does not belong": (lambda files: {**renamed(files), "run.py": b"import os"}, "pack_stray"),
    "a folder": (lambda files: {**renamed(files), "in/D02.docx": b""}, "pack_stray"),
    "a path out of the folder": (lambda files: {**renamed(files), "../evil.docx": b""}, "pack_archive"),
    "a template that is missing": (
        lambda files: {name: data for name, data in renamed(files).items() if name != "D12.docx"},
        "missing_template",
    ),
    "a broken template": (lambda files: {**renamed(files), "D12.docx": b"%PDF-1.7"}, "bad_template"),
    "no TOML": (lambda files: {**files, "pack.toml": b"= ="}, "not_toml"),
    "a broken sample": (lambda files: {**renamed(files), "sample.toml": b"[school]\nstaff = 1"}, "not_a_list"),
}


@pytest.mark.parametrize("name", FAULTY)
def test_a_pack_with_a_fault_is_refused_and_leaves_nothing(exported: Files, tmp_path: Path, name: str) -> None:
    spoil, code = FAULTY[name]
    with pytest.raises(FaultsError) as caught:
        taken_in(zipped(spoil(exported)), tmp_path)
    assert code in [fault.code for fault in caught.value.faults]
    assert [path for path in tmp_path.rglob("*") if path.suffix in {".docx", ".toml", ".py"}] == []


@pytest.mark.parametrize("data", [b"", b"not a zip", b"PK\x03\x04 broken"])
def test_a_file_that_is_no_archive_is_refused(app: Flask, tmp_path: Path, data: bytes) -> None:
    with pytest.raises(FaultsError) as caught:
        taken_in(data, tmp_path)
    assert app
    assert [fault.code for fault in caught.value.faults] == ["pack_archive"]


def test_a_pack_is_not_taken_in_twice(exported: Files, tmp_path: Path) -> None:
    taken_in(zipped(renamed(exported)), tmp_path)
    with pytest.raises(FaultsError) as caught:
        taken_in(zipped(renamed(exported)), tmp_path)
    assert [fault.code for fault in caught.value.faults] == ["pack_known"]


def test_the_same_pack_is_laid_over_as_versions_that_wait(exported: Files) -> None:
    other = save_school(None, a_school(short_name="Другая школа"), BY)
    data = zipped(exported)
    assert is_laid_over(data)
    laid = lay_over(other, data, BY)
    assert (laid.versions, laid.added, laid.refused, laid.other_description) == ((("D02", 1),), ("S01",), (), False)
    assert len(laid.same) == len(find_pack(PACK_ID).documents) - 1
    pack = school_pack(other, PACK_ID, TODAY)
    assert "S01" not in pack.by_id
    assert original_template(pack.by_id["D02"]) == shipped()
    for document in ("D02", "S01"):
        activate_template(other, PACK_ID, document, 1, TODAY, "передано из соседней школы", BY)
    pack = school_pack(other, PACK_ID, TODAY)
    assert original_template(pack.by_id["D02"]) == mended(shipped())
    assert pack.by_id["S01"].fields[0].label == "Первый анализ"
    assert lines(other, "pack.imported")[0].details == {"versions": {"D02": 1}, "added": ["S01"]}


def test_laying_the_same_file_over_twice_changes_nothing(exported: Files) -> None:
    other = save_school(None, a_school(short_name="Другая школа"), BY)
    lay_over(other, zipped(exported), BY)
    again = lay_over(other, zipped(exported), BY)
    assert (again.versions, again.added) == ((), ())


POINTS = {
    "first-version": ("add_version", 1),
    "second-version": ("add_version", 2),
    "own-document": ("add_own_document", 1),
    "before-the-commit": ("add_version", 3),
}
DIES = """
import os, sys
from app import create_app
from sferum_docs.services.packs.overlay import lay_over
from sferum_docs.store.documents import templates
from tests.builders import BY
url, path, school, name, turn = sys.argv[1:]
done, plain = [], getattr(templates, name)

def die(*args):
    given = plain(*args)
    done.append(name)
    if len(done) == int(turn):
        os._exit(9)
    return given

setattr(templates, name, die)
with create_app({"SQLALCHEMY_DATABASE_URI": url, "INSTANCE_PATH": os.path.dirname(path)}).app_context():
    lay_over(int(school), open(path, "rb").read(), BY)
"""


@pytest.mark.parametrize("point", POINTS)
def test_a_pack_laid_over_is_there_whole_or_not_at_all_when_the_process_dies(
    app: Flask, exported: Files, tmp_path: Path, point: str
) -> None:
    other = save_school(None, a_school(short_name="Другая школа"), BY)
    archive = tmp_path / "pack.zip"
    archive.write_bytes(zipped({**exported, "D03.docx": mended(shipped("D03"))}))
    before = everything()
    name, turn = POINTS[point]
    died = script(DIES, app.config["SQLALCHEMY_DATABASE_URI"], str(archive), str(other), name, str(turn))
    assert died.returncode == 9
    db.session.rollback()
    assert everything() == before
    laid = lay_over(other, archive.read_bytes(), BY)
    assert (laid.versions, laid.added) == ((("D02", 1), ("D03", 1)), ("S01",))


def everything() -> dict[str, list[tuple[object, ...]]]:
    """All that is kept."""
    tables = Base.metadata.sorted_tables
    return {table.name: [tuple(row) for row in db.session.execute(table.select())] for table in tables}


def test_what_a_killed_import_left_is_swept_by_a_later_one(exported: Files, tmp_path: Path) -> None:
    left = tmp_path / "packs" / ".taking-old"
    left.mkdir(parents=True)
    (left / "pack.toml").write_bytes(b"")
    os.utime(left, (0, 0))
    taken_in(zipped(renamed(exported)), tmp_path)
    assert [path.name for path in (tmp_path / "packs").iterdir()] == [".editions"]


def test_a_pack_that_was_taken_in_is_found_by_its_name(exported: Files, tmp_path: Path) -> None:
    taken_in(zipped(renamed(exported)), tmp_path)
    look_also_in(tmp_path)
    assert find_pack("school-2026", SCHOOL_ID).id == "school-2026"
    assert find_pack(PACK_ID).folder == PACKS / PACK_ID
    with pytest.raises(FaultsError, match="school-2026, sferum-2023"):
        find_pack("нет", SCHOOL_ID)


def test_a_document_of_another_school_gets_a_number_of_its_own(exported: Files) -> None:
    other = save_school(None, a_school(short_name="Другая школа"), BY)
    added(school_id=other, title="О дежурстве")
    laid = lay_over(other, zipped(exported), BY)
    assert laid.added == ("S02",)
    assert any("S02" in line for line in laid_lines(laid))


def test_another_description_is_told_and_not_taken(exported: Files) -> None:
    text = exported["pack.toml"].replace("О назначении ответственных".encode(), "О назначении лиц".encode())
    laid = lay_over(SCHOOL_ID, zipped({**exported, "pack.toml": text}), BY)
    assert laid.other_description
    assert find_pack(PACK_ID).by_id["D02"].title.startswith("О назначении ответственных")


def test_a_known_pack_is_taken_in_under_an_id_of_its_own(exported: Files, tmp_path: Path) -> None:
    pack = taken_in(zipped(exported), tmp_path, "school-2026")
    assert pack.id == "school-2026"
    assert original_template(pack.by_id["D02"]) == mended(shipped())
    with pytest.raises(FaultsError) as caught:
        taken_in(zipped(exported), tmp_path, "../evil")
    assert [(fault.code, fault.place) for fault in caught.value.faults] == [("pack_id", "new_id")]
