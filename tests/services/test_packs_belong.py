"""A pack belongs to the body that took it in: that body and all below it know it, and nobody else."""

import errno
import io
import shutil
import zipfile
from concurrent.futures import ThreadPoolExecutor
from contextlib import nullcontext, suppress
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import event

from sferum_docs.reading.faults import FaultsError
from sferum_docs.services.district.giving import assign_to
from sferum_docs.services.installation.backup import make_backup, restore_backup
from sferum_docs.services.installation.doctor import examine
from sferum_docs.services.installation.upgrade import upgrade_with_copy
from sferum_docs.services.packs.acts import acts_of, assign_act, assignable_packs
from sferum_docs.services.packs.choose import PACKS, find_pack, known_packs, look_also_in, owner_of
from sferum_docs.services.packs.editions import remove_pack, replace_pack, taken_in
from sferum_docs.services.packs.exchange import import_pack
from sferum_docs.services.packs.kept.adopt import adopt_folders
from sferum_docs.services.packs.kept.archive import packed_folder
from sferum_docs.services.packs.kept.folders import edition_folder
from sferum_docs.services.packs.shelf import EDITIONS
from sferum_docs.services.packs.succession import successors
from sferum_docs.services.school.save import save_school
from sferum_docs.store.audit import Actor
from sferum_docs.store.database import db, see_anew, writing
from sferum_docs.store.oversight import put_overseer
from sferum_docs.store.packs.taken_in import find_pack_of
from tests.builders import BY, PACK_ID, a_school
from tests.district import District, an_office, keep_body
from tests.second_acts import MINISTRY

NOW = Actor("Исаева Зара", datetime(2026, 11, 27, 9, 0, tzinfo=UTC))
SINCE = date(2026, 10, 1)


@pytest.fixture
def ministry(second_acts: Path) -> bytes:
    """A pack as a file."""
    return packed_folder(second_acts / MINISTRY)


def retitled(data: bytes, title: str) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(target, "w") as archive:
        for name in source.namelist():
            content = source.read(name)
            if name == "pack.toml":
                before = find_title(content)
                content = content.replace(before.encode(), title.encode(), 1)
            archive.writestr(name, content)
    return target.getvalue()


def find_title(description: bytes) -> str:
    return next(line for line in description.decode().splitlines() if line.startswith("title")).split('"')[1]


def codes(error: pytest.ExceptionInfo[FaultsError]) -> list[str]:
    return [fault.code for fault in error.value.faults]


def test_a_pack_of_an_office_is_known_to_its_bodies_and_to_nobody_else(district: District, ministry: bytes) -> None:
    import_pack(district.office, ministry, NOW)
    for body in (district.office, *district.schools):
        assert MINISTRY in known_packs(body)
        assert find_pack(MINISTRY, body).id == MINISTRY
        assert MINISTRY in {item.id for item in assignable_packs(body)}
    for body in (district.other_office, district.other_school):
        assert MINISTRY not in known_packs(body)
        with pytest.raises(FaultsError) as told:
            find_pack(MINISTRY, body)
        assert MINISTRY not in str(told.value.faults[0].values["known"])
        with pytest.raises(FaultsError):
            assign_act(body, MINISTRY, SINCE, NOW)
    assert MINISTRY not in known_packs(), "whoever names no body knows nobody's packs"


def test_a_pack_of_a_school_is_its_own_alone(district: District, ministry: bytes) -> None:
    school, beside, _third = district.schools
    import_pack(school, ministry, NOW)
    assert MINISTRY in known_packs(school)
    assert all(MINISTRY not in known_packs(body) for body in (district.office, beside, district.other_school))


def test_an_id_that_another_body_has_neither_hinders_nor_tells(district: District, ministry: bytes) -> None:
    school, beside, _third = district.schools
    import_pack(school, retitled(ministry, "Питание: своё"), NOW)
    import_pack(district.other_office, retitled(ministry, "Питание: чужое"), NOW)
    import_pack(district.office, retitled(ministry, "Питание: района"), NOW)
    titles = {body: find_pack(MINISTRY, body).title for body in (school, beside, district.other_school)}
    assert [*titles.values()] == ["Питание: своё", "Питание: района", "Питание: чужое"]
    with pytest.raises(FaultsError) as told:
        import_pack(beside, ministry, NOW)
    assert codes(told) == ["pack_known"], "it would stand before that of its office"


def test_a_school_goes_on_by_the_pack_it_works_by_whatever_comes_and_wherever_it_goes(
    district: District, ministry: bytes
) -> None:
    school = district.schools[0]
    import_pack(district.office, retitled(ministry, "Питание: района"), NOW)
    assign_act(school, MINISTRY, SINCE, NOW)
    with writing() as session:
        put_overseer(session, school, district.other_office)
    import_pack(district.other_office, retitled(ministry, "Питание: чужое"), NOW)
    (act,) = [act for act in acts_of(school) if act.assignment.pack == MINISTRY]
    assert (act.faults, act.pack and act.pack.title) == ((), "Питание: района")
    assert owner_of(MINISTRY, district.schools[1]) == district.office
    replace_pack(district.office, retitled(ministry, "Питание: новая редакция"), NOW)
    assert find_pack(MINISTRY, school).title == "Питание: новая редакция"


def test_a_region_gives_to_districts_and_a_district_stands_nearer(district: District, ministry: bytes) -> None:
    region = keep_body(an_office("Министерство образования", inn="9900000300"))
    with writing() as session:
        put_overseer(session, district.office, region)
    import_pack(region, retitled(ministry, "Питание: края"), NOW)
    school = district.schools[0]
    assert find_pack(MINISTRY, school).title == "Питание: края"
    assert MINISTRY not in known_packs(district.other_school)
    with pytest.raises(FaultsError) as told:
        import_pack(district.office, ministry, NOW)
    assert codes(told) == ["pack_known"]


def test_only_the_owner_replaces_and_removes(district: District, ministry: bytes) -> None:
    import_pack(district.office, ministry, NOW)
    school = district.schools[0]
    for deed in (lambda: replace_pack(school, ministry, NOW), lambda: remove_pack(school, MINISTRY, NOW)):
        with pytest.raises(FaultsError) as told:
            deed()
        assert codes(told) == ["pack_not_taken_in"]
    assert taken_in(school) == ()
    assign_act(school, MINISTRY, SINCE, NOW)
    with pytest.raises(FaultsError) as told:
        remove_pack(district.office, MINISTRY, NOW)
    assert codes(told) == ["pack_used"]


def test_a_pack_that_is_taken_away_meanwhile_is_given_to_nobody(
    district: District, ministry: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    import_pack(district.office, ministry, NOW)
    body = district.schools[0]

    def taken_away(*_asked: object) -> tuple[()]:
        with suppress(FaultsError):
            remove_pack(district.office, MINISTRY, NOW)
        return ()

    for room in ("district.giving", "packs.acts"):
        monkeypatch.setattr(f"sferum_docs.services.{room}.since_faults", taken_away)
    with pytest.raises(FaultsError):
        assign_to(district.office, MINISTRY, {body}, SINCE, NOW)
    import_pack(district.office, ministry, NOW)
    with pytest.raises(FaultsError):
        assign_act(body, MINISTRY, SINCE, NOW)
    assert MINISTRY not in {act.assignment.pack for act in acts_of(body)}


def test_what_succeeds_an_act_is_sought_among_the_packs_a_school_knows(district: District) -> None:
    assert {pack.id for pack in successors(district.schools[0], PACK_ID)} == {"max-2026"}


def test_another_machine_unpacks_an_edition_by_itself_and_half_of_one_is_never_read(
    district: District, ministry: bytes, tmp_path: Path
) -> None:
    first = import_pack(district.office, ministry, NOW)
    look_also_in(tmp_path / "other machine")
    assert find_pack(MINISTRY, district.office).folder != first.folder
    taken = find_pack_of(district.office, MINISTRY)
    assert taken is not None
    place = tmp_path / "third"
    half = place / EDITIONS / taken.sha256[:24] / MINISTRY
    half.mkdir(parents=True)
    (half / "M01.docx").write_bytes(b"half")
    look_also_in(tmp_path / "third machine")
    folder = edition_folder(place, taken)
    assert packed_folder(folder) == packed_folder(first.folder)


def test_two_processes_that_unpack_at_once_both_have_it(
    app: Flask, district: District, ministry: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sferum_docs.services.packs.kept.folders._UNPACKING", nullcontext())
    import_pack(district.office, ministry, NOW)
    taken = find_pack_of(district.office, MINISTRY)
    assert taken is not None
    place = tmp_path / "shared"

    def unpack(_turn: int) -> bytes:
        with app.app_context():
            return packed_folder(edition_folder(place, taken))

    with ThreadPoolExecutor(4) as several:
        found = set(several.map(unpack, range(4)))
    assert len(found) == 1
    assert [path.name for path in place.iterdir()] == [EDITIONS]


def test_a_newer_edition_is_seen_by_who_had_the_former_at_once(
    district: District, ministry: bytes, tmp_path: Path
) -> None:
    import_pack(district.office, ministry, NOW)
    school = district.schools[0]
    before = find_pack(MINISTRY, school)
    replace_pack(district.office, retitled(ministry, "Питание: новая редакция"), NOW)
    see_anew()
    assert find_pack(MINISTRY, school).title == "Питание: новая редакция"
    assert before.folder.is_dir(), "who is at work by the former edition ends it"
    shutil.rmtree(tmp_path / "packs")
    assert find_pack(MINISTRY, school).title == "Питание: новая редакция", "the folder is only a copy"


def test_packs_of_before_come_into_the_database_as_those_of_the_first_body(
    app: Flask, tmp_path: Path, second_acts: Path
) -> None:
    assert app
    look_also_in(tmp_path)
    shutil.copytree(second_acts / MINISTRY, tmp_path / "packs" / MINISTRY)
    school = save_school(None, a_school(), BY)
    other = save_school(None, a_school(short_name="Другая"), BY)
    assign_act(school, MINISTRY, SINCE, NOW)
    assert MINISTRY in known_packs(school), "before anything was upgraded"
    assert MINISTRY not in known_packs(other)
    assert "ministry" in next(line.state for line in examine(tmp_path, NOW.at) if line.name == "Папка комплектов")
    upgrade_with_copy(tmp_path, NOW.at)
    assert "Папка комплектов" not in {line.name for line in examine(tmp_path, NOW.at)}
    assert not (tmp_path / "packs" / MINISTRY).exists()
    assert owner_of(MINISTRY, school) == school
    assert [act.assignment.owner for act in acts_of(school) if act.assignment.pack == MINISTRY] == [school]
    assert MINISTRY not in known_packs(other)
    assert adopt_folders(tmp_path / "packs") == ()
    look_also_in(None)


def test_a_pack_of_before_that_the_database_does_not_keep_stays_where_it_lies(
    app: Flask, tmp_path: Path, second_acts: Path
) -> None:
    assert app
    lying = Path(shutil.copytree(second_acts / MINISTRY, tmp_path / "packs" / MINISTRY))
    school = save_school(None, a_school(), BY)
    look_also_in(tmp_path)

    def fail(_connection: object) -> None:
        raise OSError(errno.ENOSPC, "no space left")

    event.listen(db.engine, "commit", fail)
    try:
        assert adopt_folders(tmp_path / "packs") == ()
    finally:
        event.remove(db.engine, "commit", fail)
    assert lying.is_dir()
    assert MINISTRY in known_packs(school)
    look_also_in(None)


def test_a_copy_holds_what_was_taken_in_and_not_what_was_unpacked(
    district: District, ministry: bytes, tmp_path: Path
) -> None:
    import_pack(district.office, ministry, NOW)
    find_pack(MINISTRY, district.office)
    copy = make_backup(tmp_path, NOW.at)
    assert restore_backup(copy, tmp_path / "restored") == ("sferum_docs.sqlite3",)


def test_a_pack_whose_bytes_are_lost_is_told_and_hides_no_other(
    district: District, ministry: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import_pack(district.office, ministry, NOW)
    shutil.rmtree(tmp_path / "packs")
    monkeypatch.setattr("sferum_docs.services.packs.kept.folders.content", lambda _sha256: b"PK")
    found = {item.id: item for item in assignable_packs(district.schools[0])}
    assert [fault.code for fault in found[MINISTRY].faults] == ["pack_bytes_lost"]
    assert found["max-2026"].pack is not None


def test_a_body_does_not_fill_the_database_with_packs(
    district: District, ministry: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sferum_docs.services.packs.exchange.MOST_PACKS", 1)
    import_pack(district.office, ministry, NOW)
    with pytest.raises(FaultsError) as told:
        import_pack(district.office, ministry, replace(NOW), "school-meals")
    assert codes(told) == ["packs_too_many"]
    assert find_pack(PACK_ID, district.office).folder == PACKS / PACK_ID
