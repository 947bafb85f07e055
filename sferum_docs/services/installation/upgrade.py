"""The upgrade of an installation: a copy of what there is, then the new tables, then the packs of before."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sferum_docs.services.installation.backup import make_backup
from sferum_docs.services.packs.choose import TAKEN_IN
from sferum_docs.services.packs.kept.adopt import adopt_folders
from sferum_docs.store.migrate import is_behind, upgrade

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

BEFORE = "before-upgrade"


def upgrade_with_copy(instance: Path, now: datetime) -> Path | None:
    """Brings the tables up to date; when there was anything to lose, gives the copy made first.

    FaultsError when the copy cannot be made: then nothing is changed.
    """
    copy = make_backup(instance, now, why=BEFORE, with_files=False) if is_behind() else None
    upgrade()
    adopt_folders(instance / TAKEN_IN)
    return copy
