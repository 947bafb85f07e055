"""A pack as one file: taken out as it holds for a school, taken in for a body of its own, checked whole before."""

from __future__ import annotations

import re
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from sferum_docs.documents.making.templates import original_template
from sferum_docs.packs.reader import PACK_FILE, SAMPLE_FILE
from sferum_docs.reading.faults import Fault, FaultsError
from sferum_docs.reading.toml_text import toml_lines
from sferum_docs.services.packet.school_file import read_sample
from sferum_docs.services.packs.choose import check_pack, find_pack, instance_packs, known_packs
from sferum_docs.services.packs.kept.archive import members_of, packed, packed_folder
from sferum_docs.services.packs.kept.folders import ASIDE, sweep
from sferum_docs.services.packs.of_school import school_pack
from sferum_docs.services.packs.shelf import PACK_ID
from sferum_docs.store.audit import record_event
from sferum_docs.store.database import writing
from sferum_docs.store.documents import templates
from sferum_docs.store.packs.taken_in import packs_of, put_pack

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date

    from sferum_docs.packs.model import Pack
    from sferum_docs.store.audit import Actor

MOST_PACKS = 100  # of a body: each is some hundreds of kilobytes of the database
_ID_LINE = re.compile(rb"(?m)^id\s*=.*$")


def export_pack(school_id: int, pack_id: str, day: date) -> bytes:
    """A pack of a school on a day: description, sample, templates in force, own documents among all others.

    An office gives the pack on as bodies have it: its own documents are made of any act.
    """
    pack, known = school_pack(school_id, pack_id, day), find_pack(pack_id, school_id)
    pack = known if pack.for_office else pack
    text = (known.folder / PACK_FILE).read_text(encoding="utf-8")
    own = [record for record in templates.own_documents(school_id, known.id) if record["id"] in pack.by_id]
    described = "".join(f"\n[[documents]]\n{toml_lines({**record, 'template': _name(record)})}" for record in own)
    files = {PACK_FILE: (text.rstrip() + "\n" + described).encode(), **_sample(known)}
    for spec in pack.documents:
        name = spec.template.name if spec.id in known.by_id else f"{spec.id}.docx"
        files[name] = original_template(spec)
    return packed(files)


def _sample(pack: Pack) -> dict[str, bytes]:
    path = pack.folder / SAMPLE_FILE
    return {SAMPLE_FILE: path.read_bytes()} if path.is_file() else {}


def _name(record: Mapping[str, Any]) -> str:
    return f"{record['id']}.docx"


def import_pack(owner: int, data: bytes, by: Actor, new_id: str = "") -> Pack:
    """Takes a pack in for a body and all below it, under another id when one is given.

    FaultsError holds all that is wrong with it; a pack of an id that the body knows is not replaced. That a body
    beside or below has one of this id neither hinders nor is told.
    """
    with unpacked_pack(data, new_id=new_id) as pack:
        return keep_new(owner, pack, "pack.imported", by)


def lay_in_folder(data: bytes, place: Path, new_id: str = "") -> Pack:
    """Puts a pack into a folder of its own before there is any body: the first one gets it. FaultsError."""
    place.mkdir(parents=True, exist_ok=True)
    sweep(place)
    with unpacked_pack(data, place, new_id) as pack:
        _check_id(pack)
        if pack.id in known_packs() or (place / pack.id).exists():
            raise FaultsError([Fault("pack_known", f"{PACK_FILE}: id", {"text": pack.id})])
        read_its_sample(pack)
        pack.folder.rename(place / pack.id)
        return check_pack(place / pack.id)


def _check_id(pack: Pack) -> None:
    if PACK_ID.fullmatch(pack.id) is None:
        raise FaultsError([Fault("pack_id", f"{PACK_FILE}: id", {"text": pack.id})])


def keep_new(owner: int, pack: Pack, action: str, by: Actor, **details: Any) -> Pack:
    """Keeps a pack that was checked whole. FaultsError as `import_pack`."""
    _check_id(pack)
    if instance_packs() is None:
        raise FaultsError([Fault("pack_without_place")])
    read_its_sample(pack)
    content = packed_folder(pack.folder)
    with writing() as session:
        if pack.id in known_packs(owner):
            raise FaultsError([Fault("pack_known", f"{PACK_FILE}: id", {"text": pack.id})])
        if len(packs_of(owner)) >= MOST_PACKS:
            raise FaultsError([Fault("packs_too_many", "file", {"limit": MOST_PACKS})])
        put_pack(session, owner, pack.id, pack.title, content, by)
        record_event(session, owner, by, action, pack.title, pack=pack.id, **details)
    return find_pack(pack.id, owner)


def read_its_sample(pack: Pack) -> None:
    """The sample of a pack, when it has one, is read as whoever opens it would. FaultsError."""
    if (pack.folder / SAMPLE_FILE).is_file():
        read_sample(pack)


@contextmanager
def unpacked_pack(data: bytes, folder: Path | None = None, new_id: str = "") -> Iterator[Pack]:
    """The pack of a file, checked whole, in a folder that goes away. FaultsError holds all that is wrong."""
    members = members_of(data)
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
