"""Where the program keeps what belongs to this installation."""

from __future__ import annotations

import os
from pathlib import Path

from sferum_docs.reading.faults import Fault, FaultsError

IN_DATABASE = "database"
FILES = "files"  # the folder of an instance where files are read that lie outside the database, unless one is named
_OFFICES = 2  # each holds some 200 MB
_SHORTEST = 32  # signs of a key
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


def cache_folder(instance: Path) -> Path:
    """Where files lie that can be made again; machines that share one find what another has printed."""
    return Path(os.environ.get("CACHE_PATH") or instance / "cache")


def shared_key() -> str:
    """The key that all machines of an installation are given; empty: this machine makes one of its own. FaultsError."""
    file = os.environ.get("SECRET_KEY_FILE", "")
    try:
        key = os.environ.get("SECRET_KEY", "") or (Path(file).read_text(encoding="utf-8").strip() if file else "")
    except (OSError, UnicodeError) as error:
        raise FaultsError([Fault("key_no_file", values={"text": file})]) from error
    if (key or file) and len(key) < _SHORTEST:
        raise FaultsError([Fault("key_short", values={"number": _SHORTEST})])
    return key


def offices() -> int:
    """How many LibreOffice of this folder run at once, whichever processes print."""
    told = os.environ.get("OFFICES", "")
    return max(1, int(told)) if told.isdecimal() else _OFFICES
