"""Where the program keeps what belongs to this installation."""

from __future__ import annotations

import os
from pathlib import Path

from sferum_docs.reading.faults import Fault, FaultsError

IN_DATABASE = "database"
FILES = "files"  # the folder of an instance where files are read that lie outside the database, unless one is named
_USUAL = Path(__file__).resolve().parents[3] / "instance"


def instance_folder(given: str | None = None) -> Path:
    """The folder that was given, else the one of INSTANCE_PATH, else `instance` beside the program."""
    return Path(given or os.environ.get("INSTANCE_PATH") or _USUAL).resolve()


def file_folder(given: str | None = None) -> Path | None:
    """The folder for files of documents that the setting FILES names; None: they lie in the database. FaultsError."""
    told = os.environ.get("FILES", "") if given is None else given
    if told in {"", IN_DATABASE}:
        return None
    folder = Path(told)
    if not folder.is_absolute():  # else every process would mean its own
        raise FaultsError([Fault("files_address", values={"text": told})])
    if not folder.is_dir() or not os.access(folder, os.W_OK):  # not made here: a disk that is not there must be noticed
        raise FaultsError([Fault("files_no_folder", values={"text": told})])
    return folder
