"""The papers about people who come and go: in every pack, whatever the act, and in no packet."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from sferum_docs.house_templates.build import build, shared_parts
from sferum_docs.packs.reader import read_toml, with_own_document
from sferum_docs.reading.faults import FaultsError
from sferum_docs.services.packs.choose import PACKS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sferum_docs.packs.model import Pack

FOLDER, DOCUMENTS = "общие/люди", "документы.toml"
PASSING, HANDING_OVER, TO_KNOW = "K01", "K02", "K03"


def with_people_papers(pack: Pack) -> Pack:
    """The pack with these papers; a document of its own under such an id stands before."""
    bare = replace(pack, documents=(), occasional=())
    for record in _table():
        if record["id"] not in pack.by_id:
            bare, faults = with_own_document(bare, record)
            if faults:
                raise FaultsError(faults)
    built = _built()
    papers = tuple(replace(spec, built=built[spec.id], occasional=True) for spec in bare.documents)
    return replace(pack, occasional=papers)


@cache
def _table() -> tuple[Mapping[str, object], ...]:
    table = read_toml(PACKS / FOLDER / DOCUMENTS)
    found: tuple[Mapping[str, object], ...] = tuple(
        {"carries_out": [], "supports": [], **item}
        for item in table["documents"]  # type: ignore[attr-defined]
    )
    return found


@cache
def _built() -> Mapping[str, bytes]:
    """Their templates, built once: no word of an act stands in them."""
    folder = PACKS / Path(FOLDER)
    parts = shared_parts(folder, PACKS)
    return {
        path.stem: build(path.read_text(encoding="utf-8"), path.name, parts) for path in sorted(folder.glob("*.txt"))
    }
