"""The packs that lie beside the application, each checked whole when first asked for."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from sferum_docs.documents.generate import template_faults
from sferum_docs.packs.reader import PACK_FILE, read_pack
from sferum_docs.reading.faults import Fault, FaultsError

if TYPE_CHECKING:
    from sferum_docs.packs.model import Pack

PACKS = Path(__file__).resolve().parents[2] / "doc_templates"
DEFAULT_PACK = "sferum-2023"


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


@cache
def find_pack(name: str) -> Pack:
    """The pack of this name. FaultsError when there is none or it has faults."""
    if name not in known_packs():
        raise FaultsError([Fault("pack_missing", values={"text": name, "known": ", ".join(known_packs())})])
    return check_pack(PACKS / name)


def current_pack() -> Pack:
    """The pack this installation works with."""
    return find_pack(DEFAULT_PACK)
