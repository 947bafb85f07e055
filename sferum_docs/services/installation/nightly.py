"""Copies made every night: of the last days each, of the last months one; others' copies are never touched."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sferum_docs.services.installation.backup import backup_folder, backups, make_backup

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime
    from pathlib import Path

WHY = "nightly"
DAYS, MONTHS = 14, 12


@dataclass(frozen=True, slots=True)
class Nightly:
    """What a night made and what it took away."""

    made: Path
    removed: tuple[str, ...]


def make_nightly(instance: Path, now: datetime, days: int, months: int, *, with_files: bool = True) -> Nightly:
    """Makes a copy, then takes away old ones that nights have made. FaultsError: none was made, all stay."""
    made = make_backup(instance, now, why=WHY, with_files=with_files)
    found = [one.name for one in backups(instance) if one.name.endswith(f" {WHY}.zip")]
    removed = outlived(found, days, months)
    for name in removed:
        (backup_folder(instance) / name).unlink(missing_ok=True)
    return Nightly(made, removed)


def outlived(names: Sequence[str], days: int, months: int) -> tuple[str, ...]:
    """The names that are to go: neither the newest of one of the last days there are, nor of one of the last months.

    Days and months are those in the names, of which there are copies: a machine that was off for a year loses none.

    >>> outlived(["d 2026-11-01 02 n", "d 2026-11-02 02 n", "d 2026-11-02 23 n", "d 2026-10-30 02 n"], 1, 1)
    ('d 2026-10-30 02 n', 'd 2026-11-01 02 n', 'd 2026-11-02 02 n')
    """
    ordered = sorted(names)
    of_day = {name.split(" ")[1]: name for name in ordered}  # the later of a day takes the place of the earlier
    of_month = {name.split(" ")[1][:7]: name for name in ordered}
    kept = {*list(of_day.values())[-days:], *list(of_month.values())[-months:]}
    return tuple(name for name in ordered if name not in kept)
