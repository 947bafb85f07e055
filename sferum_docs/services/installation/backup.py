"""Backups: the database at one moment and what an installation cannot do without, with fingerprints of all."""

from __future__ import annotations

import hashlib
import json
import re
import shutil
import zipfile
import zlib
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from sferum_docs.reading.faults import Fault, FaultsError
from sferum_docs.services.installation.place import FILES
from sferum_docs.store import snapshot
from sferum_docs.store.documents import files as document_files

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from sferum_docs.store.database import Database

FOLDER = "backups"
MANIFEST = "manifest.json"
_FORMAT = 1
_NAME = re.compile(r"sferum_docs \d{4}-\d\d-\d\d \d\d-\d\d-\d\d(?: [\w-]+)?\.zip")
_DEVICE = re.compile(r"(?:con|prn|aux|nul|(?:com|lpt)\d)(?:\..*)?", re.IGNORECASE)
_CHUNK = 1 << 20
_PRIVATE = 0o600  # names, telephones and sums of passwords, whoever made the copy by whatever command
_MANY = 110_000
_MANY_FILES = 100_000  # of documents in a folder: more are copied by other means than one file
# the secret key stays out: without it everybody signs in anew after a restore, with it a lost copy opens sessions
_OWN = ("packs",)  # folders of the installation that lie in the database nowhere
_KEPT = (*_OWN, FILES)
_DATABASES = (f"database/{snapshot.SQLITE_NAME}", f"database/{snapshot.POSTGRESQL_NAME}")
_LONGEST_LIST = 64 << 20  # of the list: half a kilobyte a file
_PLAIN, _TIGHTEST = 64 << 20, 100  # what is larger and was packed tighter is no database of documents
_DAMAGED = (
    zipfile.BadZipFile, zlib.error, KeyError, ValueError, TypeError, AttributeError, NotImplementedError, RuntimeError,
    EOFError, RecursionError,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Kept:
    """A file of a copy as its list names it."""

    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Backup:
    """A copy that lies in the folder."""

    name: str
    made_at: datetime
    size: int


def backup_folder(instance: Path) -> Path:
    """Where the copies lie."""
    return instance / FOLDER


def make_backup(
    instance: Path, now: datetime, *, why: str = "", engine: Database | None = None, with_files: bool = True
) -> Path:
    """Makes a copy and gives its file. FaultsError says why none was made.

    `with_files`: those of a folder outside the database, too; what lies in the database is always in the copy.
    """
    if not snapshot.is_there(engine):
        raise FaultsError([Fault("backup_nothing", values={"text": instance})])
    folder = backup_folder(instance)
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    name = f"sferum_docs {now.astimezone():%Y-%m-%d %H-%M-%S}{f' {why}' if why else ''}.zip"
    with TemporaryDirectory(dir=folder, prefix=".making-") as aside:
        try:
            database = snapshot.take(Path(aside), engine)
        except snapshot.SnapshotError as error:
            raise FaultsError([Fault(error.code)]) from error
        files = {f"database/{database.name}": database, **dict(_own_files(instance))}
        if with_files:  # after the database: what it names lies there by then, and stays
            files.update(_document_files())
        _write(Path(aside) / name, files, now)
        (Path(aside) / name).chmod(_PRIVATE)
        (Path(aside) / name).replace(folder / name)
    return folder / name


def _own_files(instance: Path) -> Iterator[tuple[str, Path]]:
    for part in _OWN:
        for path in sorted((instance / part).rglob("*")):
            # what is hidden is unpacked from the database, or was taken into it
            hidden = any(step.startswith(".") for step in path.relative_to(instance).parts)
            if path.is_file() and not path.is_symlink() and not hidden:
                yield f"instance/{path.relative_to(instance).as_posix()}", path


def _document_files() -> Mapping[str, Path]:
    """Files of documents that lie outside the database, under the names that a restore gives them."""
    folder = document_files.folder_for_reading()
    found = {} if folder is None else {name: folder.place(name) for name in folder.names()}
    if folder is not None and len(found) > _MANY_FILES:
        raise FaultsError([Fault("backup_many_files", values={"number": len(found), "text": folder.path})])
    return {f"instance/{FILES}/{name[:2]}/{name}": path for name, path in found.items()}


def _write(target: Path, files: dict[str, Path], now: datetime) -> None:
    manifest = {
        "format": _FORMAT,
        "made_at": now.astimezone(UTC).isoformat(),
        "files": {name: {"sha256": _fingerprint(path), "size": path.stat().st_size} for name, path in files.items()},
    }
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        archive.writestr(MANIFEST, json.dumps(manifest, ensure_ascii=False, indent=1))
        for name, path in files.items():
            archive.write(path, name)


def _fingerprint(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def backups(instance: Path) -> tuple[Backup, ...]:
    """The copies that are there, newest first."""
    found = (path for path in backup_folder(instance).glob("*.zip") if _NAME.fullmatch(path.name))
    made = [Backup(path.name, datetime.fromtimestamp(path.stat().st_mtime, UTC), path.stat().st_size) for path in found]
    return tuple(sorted(made, key=lambda item: (item.made_at, item.name), reverse=True))


def find_backup(instance: Path, name: str) -> Path | None:
    """The file of a copy by its name; None when there is no such copy."""
    path = backup_folder(instance) / name
    return path if _NAME.fullmatch(name) and path.is_file() else None


def restore_backup(file: Path, into: Path) -> tuple[str, ...]:
    """Puts a copy into an empty folder, everything checked before; gives the names. FaultsError otherwise."""
    if into.exists() and any(into.iterdir()):
        raise FaultsError([Fault("restore_not_empty", str(into))])
    try:
        into.mkdir(mode=0o700, parents=True, exist_ok=True)
        with zipfile.ZipFile(file) as archive, TemporaryDirectory(dir=into.parent, prefix=".restoring-") as aside:
            listed = _listed(archive)
            _check_room(archive, listed, into)
            _unpack(archive, listed, Path(aside))
            _check_database(Path(aside), file.name)
            for path in sorted(Path(aside).iterdir()):
                shutil.move(path, into / path.name)
    except OSError as error:
        raise FaultsError([Fault("no_file" if not file.is_file() else "restore_failed", file.name)]) from error
    except _DAMAGED as error:
        raise FaultsError([Fault("restore_damaged", file.name)]) from error
    return tuple(str(_place(name)) for name in listed)


def _listed(archive: zipfile.ZipFile) -> dict[str, _Kept]:
    """What the copy says it holds; anything that does not fit the archive to the name is damage."""
    if archive.getinfo(MANIFEST).file_size > _LONGEST_LIST:
        raise ValueError(MANIFEST)
    manifest = json.loads(archive.read(MANIFEST))
    if not isinstance(manifest, dict) or not isinstance(manifest.get("files"), dict):
        raise TypeError(MANIFEST)
    listed = {
        str(name): _Kept(int(str(facts["size"])), str(facts["sha256"])) for name, facts in manifest["files"].items()
    }
    members = sorted(name for name in archive.namelist() if name != MANIFEST)
    places = {_place(name).as_posix().casefold() for name in listed}
    # two members for one place would let the later replace the one that was checked
    if members != sorted(listed) or len(places) != len(members) or len(members) > _MANY:
        raise ValueError(MANIFEST)
    if not any(name in listed for name in _DATABASES):
        raise ValueError("database")
    return listed


def _check_room(archive: zipfile.ZipFile, listed: Mapping[str, _Kept], into: Path) -> None:
    """A copy says beforehand how much it will take: more than there is room for is not begun."""
    for info in archive.infolist():
        if info.filename != MANIFEST and info.file_size != listed[info.filename].size:
            raise FaultsError([Fault("restore_changed", info.filename)])
        if info.file_size > _PLAIN and info.file_size > info.compress_size * _TIGHTEST:
            raise ValueError(info.filename)
    if sum(item.size for item in listed.values()) > shutil.disk_usage(into).free:
        raise FaultsError([Fault("restore_no_room", str(into))])


def _unpack(archive: zipfile.ZipFile, listed: Mapping[str, _Kept], target: Path) -> None:
    faults = []
    for name, kept in listed.items():
        path = target / _place(name)
        path.parent.mkdir(parents=True, exist_ok=True)
        with archive.open(name) as source, path.open("wb") as copy:
            path.chmod(_PRIVATE)
            shutil.copyfileobj(source, copy, _CHUNK)  # the library gives no more than the archive says of the member
        if path.stat().st_size != kept.size or _fingerprint(path) != kept.sha256:
            faults.append(Fault("restore_changed", name))
    if faults:
        raise FaultsError(faults)


def _check_database(folder: Path, name: str) -> None:
    """A database that fits its fingerprint may still have been damaged when the copy was made."""
    path = folder / snapshot.SQLITE_NAME
    if path.is_file() and not snapshot.is_sound(path):
        raise FaultsError([Fault("restore_unsound", name)])


def _place(name: str) -> Path:
    """Where a member of the copy lies in an instance folder; a name that leads elsewhere is damage."""
    steps = PurePosixPath(name).parts
    # Windows opens a device under a name of its own, and drops the dot or the blank at the end of a name
    outside = (
        "\\" in name
        or ":" in name
        or any(step in {"..", "/"} or step[-1] in ". " or _DEVICE.fullmatch(step) for step in steps)
    )
    ours = name in _DATABASES or (len(steps) > 2 and steps[0] == "instance" and steps[1] in _KEPT)  # noqa: PLR2004
    if outside or not ours:
        raise ValueError(name)
    return Path(*steps[1:])
