"""A pack as one file: taken out as it holds for a school, taken in as a new folder, checked whole before."""

from __future__ import annotations

import io
import re
import shutil
import time
import zipfile
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from sferum_docs.docengine import TemplateError, open_archive
from sferum_docs.documents.making.templates import original_template
from sferum_docs.packs.reader import PACK_FILE
from sferum_docs.reading.faults import Fault, FaultsError
from sferum_docs.reading.toml_text import toml_lines
from sferum_docs.services.packet.school_file import SAMPLE_FILE, read_sample
from sferum_docs.services.packs.choose import TAKEN_IN, check_pack, find_pack, known_packs
from sferum_docs.services.packs.of_school import school_pack
from sferum_docs.services.packs.shelf import PACK_ID
from sferum_docs.store.documents import templates

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date

    from sferum_docs.packs.model import Pack

MAX_PACK = 8 * 1024 * 1024
EPOCH = (2023, 10, 13, 0, 0, 0)  # the same pack gives the same bytes
ASIDE, _AN_HOUR = ".taking-", 3600
_ID_LINE = re.compile(rb"(?m)^id\s*=.*$")
_TEMPLATE = re.compile(r"[\w][\w .-]{0,95}\.docx")


def export_pack(school_id: int, pack_id: str, day: date) -> bytes:
    """A pack of a school on a day: description, sample, templates in force, own documents among all others."""
    pack, known = school_pack(school_id, pack_id, day), find_pack(pack_id)
    text = (known.folder / PACK_FILE).read_text(encoding="utf-8")
    own = [record for record in templates.own_documents(school_id, known.id) if record["id"] in pack.by_id]
    described = "".join(f"\n[[documents]]\n{toml_lines({**record, 'template': _name(record)})}" for record in own)
    files = {PACK_FILE: (text.rstrip() + "\n" + described).encode(), **_sample(known)}
    for spec in pack.documents:
        name = spec.template.name if spec.id in known.by_id else f"{spec.id}.docx"
        files[name] = original_template(spec)
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            info = zipfile.ZipInfo(name, EPOCH)
            info.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(info, content)
    return target.getvalue()


def _sample(pack: Pack) -> dict[str, bytes]:
    path = pack.folder / SAMPLE_FILE
    return {SAMPLE_FILE: path.read_bytes()} if path.is_file() else {}


def _name(record: Mapping[str, Any]) -> str:
    return f"{record['id']}.docx"


def import_pack(data: bytes, instance: Path, new_id: str = "") -> Pack:
    """Puts a pack into a folder of its own under the instance folder, under another id when one is given.

    FaultsError holds all that is wrong with it; a pack of an id that is there is not replaced.
    """
    folder = instance / TAKEN_IN
    folder.mkdir(parents=True, exist_ok=True)
    _sweep(folder)
    with unpacked_pack(data, folder, new_id) as pack:
        if PACK_ID.fullmatch(pack.id) is None:
            raise FaultsError([Fault("pack_id", f"{PACK_FILE}: id", {"text": pack.id})])
        if pack.id in known_packs() or (folder / pack.id).exists():
            raise FaultsError([Fault("pack_known", f"{PACK_FILE}: id", {"text": pack.id})])
        if (pack.folder / SAMPLE_FILE).is_file():
            read_sample(pack)
        try:
            pack.folder.rename(folder / pack.id)
        except OSError as error:  # another took in the same in this very moment
            raise FaultsError([Fault("pack_known", f"{PACK_FILE}: id", {"text": pack.id})]) from error
        return check_pack(folder / pack.id)


def _sweep(folder: Path) -> None:
    """Takes away what a process that was killed while it took a pack in has left."""
    for path in folder.glob(f"{ASIDE}*"):
        with suppress(OSError):
            if time.time() - path.stat().st_mtime > _AN_HOUR:
                shutil.rmtree(path)


@contextmanager
def unpacked_pack(data: bytes, folder: Path | None = None, new_id: str = "") -> Iterator[Pack]:
    """The pack of a file, checked whole, in a folder that goes away. FaultsError holds all that is wrong."""
    members = _members(data)
    if new_id:
        members[PACK_FILE] = _renamed(members[PACK_FILE], new_id)
    with TemporaryDirectory(dir=folder, prefix=ASIDE, ignore_cleanup_errors=True) as aside:
        place = Path(aside) / "pack"
        place.mkdir()
        for name, content in members.items():
            (place / name).write_bytes(content)
        yield check_pack(place)


def _renamed(description: bytes, new_id: str) -> bytes:
    """The description with another id: that of the pack stands before the first table."""
    if PACK_ID.fullmatch(new_id) is None:
        raise FaultsError([Fault("pack_id", "new_id", {"text": new_id})])
    head, table, rest = description.partition(b"\n[")
    return _ID_LINE.sub(f'id = "{new_id}"'.encode(), head, count=1) + table + rest


def _members(data: bytes) -> dict[str, bytes]:
    if len(data) > MAX_PACK:
        raise FaultsError([Fault("pack_too_big", "file", {"limit": MAX_PACK // 1024 // 1024})])
    try:
        found = {name: member.data for name, member in open_archive(data).items()}
    except TemplateError as error:  # the same gates as for a Word file: sizes, names, bombs, two archives in one
        raise FaultsError([Fault("pack_archive", "file")]) from error
    stray = [name for name in found if name not in {PACK_FILE, SAMPLE_FILE} and not _TEMPLATE.fullmatch(name)]
    faults = [Fault("pack_stray", "file", {"text": name}) for name in stray]
    if PACK_FILE not in found:
        faults.append(Fault("pack_without_description", "file"))
    if faults:
        raise FaultsError(faults)
    return found
