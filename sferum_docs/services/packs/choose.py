"""The packs that lie beside the application, each checked whole when first asked for."""

from __future__ import annotations

import threading
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from sferum_docs.documents.making.clause_evidence import template_faults
from sferum_docs.packs.reader import PACK_FILE, read_pack, with_own_document
from sferum_docs.reading.faults import Fault, FaultsError
from sferum_docs.store.documents import templates

if TYPE_CHECKING:
    from datetime import date

    from sferum_docs.packs.model import Pack

PACKS = Path(__file__).resolve().parents[3] / "doc_templates"
DEFAULT_PACK = "sferum-2023"
_READING = threading.Lock()


def known_packs(folder: Path = PACKS) -> tuple[str, ...]:
    """The names of the packs of a folder."""
    return tuple(sorted(path.parent.name for path in folder.glob(f"*/{PACK_FILE}")))


def check_pack(folder: Path) -> Pack:
    """The pack of a folder. FaultsError holds every fault of it and of its templates."""
    reading = read_pack(folder)
    faults = (*reading.faults, *template_faults(reading.documents, reading.directive))
    if reading.pack is None or faults:
        raise FaultsError(faults)
    return reading.pack


def find_pack(name: str) -> Pack:
    """The pack of this name. FaultsError when there is none or it has faults."""
    with _READING:  # it takes a second: whoever comes meanwhile waits for it and does not begin the same
        return _read_once(name)


@cache
def _read_once(name: str) -> Pack:
    if name not in known_packs():
        raise FaultsError([Fault("pack_missing", values={"text": name, "known": ", ".join(known_packs())})])
    return check_pack(PACKS / name)


def current_pack() -> Pack:
    """The pack this installation works with, as it was shipped."""
    return find_pack(DEFAULT_PACK)


def full_pack(school_id: int | None) -> Pack:
    """The pack of a school with the documents it added, whatever version of a template is in force.

    One that no longer fits (a clause is gone from a newer pack) is left out; `unfit_documents` names it.
    """
    return current_pack() if school_id is None else pack_for(school_id, DEFAULT_PACK)


def pack_for(school_id: int, name: str) -> Pack:
    """The pack of this name with the documents that a school added to it. FaultsError as `find_pack`."""
    return with_own_documents(find_pack(name), school_id)


def with_own_documents(pack: Pack, school_id: int) -> Pack:
    """A pack with the documents that a school added to it."""
    for record in templates.own_documents(school_id, pack.id):
        larger, faults = with_own_document(pack, record)
        pack = pack if faults else larger
    return pack


def unfit_documents(school_id: int) -> tuple[str, ...]:
    """The documents a school added that the pack as it is now cannot take."""
    known = full_pack(school_id).by_id
    records = templates.own_documents(school_id, current_pack().id)
    return tuple(str(record["id"]) for record in records if record["id"] not in known)


def school_pack(school_id: int | None, day: date) -> Pack:
    """The pack as it holds for a school on a day: with its own documents and its own versions of templates."""
    pack = full_pack(school_id)
    if school_id is None:
        return pack
    chosen = templates.in_force(school_id, pack.id, day)
    shipped = current_pack().by_id
    usable = tuple(spec for spec in pack.documents if spec.id in shipped or spec.id in chosen)
    pack = replace(pack, documents=usable) if len(usable) < len(pack.documents) else pack
    return pack.with_templates({document: templates.template_content(sha256) for document, sha256 in chosen.items()})
