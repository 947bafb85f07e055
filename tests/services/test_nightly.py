"""Nights make copies and take old ones of theirs away; what a person made, or an upgrade, stays."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from sferum_docs.reading.faults import FaultsError
from sferum_docs.services.installation import nightly
from sferum_docs.services.installation.backup import backup_folder
from sferum_docs.services.installation.nightly import make_nightly, outlived

FIRST = datetime(2025, 1, 1, 2, 30, tzinfo=UTC)


def test_after_two_years_there_are_the_last_fourteen_days_and_the_last_of_twelve_months() -> None:
    there: list[str] = []
    for number in range(730):
        there.append(f"sferum_docs {FIRST + timedelta(days=number):%Y-%m-%d %H-%M-%S} nightly.zip")
        gone = outlived(there, 14, 12)
        there = [name for name in there if name not in gone]
    days = [name.split(" ")[1] for name in there]
    assert days[-14:] == [
        f"{datetime(2026, 12, 18, tzinfo=UTC) + timedelta(days=number):%Y-%m-%d}" for number in range(14)
    ]
    assert days[:-14] == [
        "2026-01-31", "2026-02-28", "2026-03-31", "2026-04-30", "2026-05-31", "2026-06-30", "2026-07-31", "2026-08-31",
        "2026-09-30", "2026-10-31", "2026-11-30",
    ]  # fmt: skip


@pytest.mark.usefixtures("app")
def test_a_night_makes_its_copy_and_takes_away_old_ones_of_nights_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = backup_folder(tmp_path)
    folder.mkdir()
    old = [
        f"sferum_docs 2026-0{month}-01 02-30-00{why}.zip"
        for month in (1, 2, 3)
        for why in ("", " nightly", " before-upgrade")
    ]
    for name in old:
        (folder / name).write_bytes(b"")
    done = make_nightly(tmp_path, FIRST.replace(year=2026, month=4), 1, 2)
    assert done.removed == (old[1], old[4])
    assert {path.name for path in folder.iterdir()} == {*old, done.made.name} - set(done.removed)

    def fail(*_given: object, **_named: object) -> Path:
        raise FaultsError([])

    monkeypatch.setattr(nightly, "make_backup", fail)
    with pytest.raises(FaultsError):
        make_nightly(tmp_path, FIRST.replace(year=2027), 1, 1)
    assert {path.name for path in folder.iterdir()} == {*old, done.made.name} - set(done.removed), "no copy, none gone"
