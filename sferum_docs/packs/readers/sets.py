"""The sets and groups of a pack's documents, read from `pack.toml`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sferum_docs.packs.model import DocumentGroup, Preset

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sferum_docs.reading.records import Record

ALL = "*"


def read_presets(root: Record, ids: Sequence[str]) -> tuple[Preset, ...]:
    """The sets that can be chosen; «*» stands for every document but those under `without`."""
    presets = tuple(_preset(record, ids) for record in root.records("presets", "id"))
    root.refuse_repeats("presets", [preset.id for preset in presets])
    return presets


def _preset(record: Record, ids: Sequence[str]) -> Preset:
    chosen, left_out = _documents(record, {ALL, *ids}), _documents(record, set(ids), "without")
    documents = tuple(item for item in ids if item not in left_out) if ALL in chosen else chosen
    preset = Preset(record.text("id"), record.text("title"), documents, record.text("about", required=False))
    record.done()
    return preset


def read_groups(root: Record, ids: Sequence[str]) -> tuple[DocumentGroup, ...]:
    """The documents by matter; a document stands in one group."""
    groups = []
    for record in root.records("groups", "title"):
        groups.append(DocumentGroup(record.text("title"), _documents(record, set(ids))))
        record.done()
    root.refuse_repeats("groups", [document for group in groups for document in group.documents])
    return tuple(groups)


def _documents(record: Record, known: set[str], key: str = "documents") -> tuple[str, ...]:
    chosen = record.texts(key)
    for document in chosen:
        if document not in known:
            record.fault(key, "unknown_document", text=document)
    return chosen
