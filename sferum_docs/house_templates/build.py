"""From a source to a Word template; from a folder of sources to the templates of a pack."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sferum_docs.house_templates.document import annexes, document
from sferum_docs.house_templates.numbering import numbering
from sferum_docs.house_templates.package import package
from sferum_docs.house_templates.source import parse
from sferum_docs.house_templates.styles import styles
from sferum_docs.reading.faults import Fault, FaultsError

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

SOURCES, PARTS = "sources", "части"


def build(source: str, name: str, parts: Mapping[str, str] | None = None) -> bytes:
    """The template that a source describes; FaultsError with every fault."""
    blocks = parse(source, name, parts)
    return package(document(blocks), styles(), numbering(annexes(blocks)))


def templates(folder: Path) -> dict[str, bytes]:
    """File name → template for every source of a pack; FaultsError with the faults of all sources."""
    sources = folder / SOURCES
    faults: list[Fault] = []
    parts = _parts(folder, folder.parent, faults)
    built: dict[str, bytes] = {}
    for name, source in _texts(sources, faults).items():
        try:
            built[f"{name}.docx"] = build(source, f"{name}.txt", parts)
        except FaultsError as error:
            faults.extend(error.faults)
    if faults:
        raise FaultsError(faults)
    return built


def shared_parts(folder: Path, beside: Path) -> dict[str, str]:
    """Name → text of the blocks that the templates of a pack share; FaultsError when one cannot be read.

    Those that lie `beside` the packs are for all of them; a pack may have its own of the same name.
    """
    faults: list[Fault] = []
    parts = _parts(folder, beside, faults)
    if faults:
        raise FaultsError(faults)
    return parts


def _parts(folder: Path, beside: Path, faults: list[Fault]) -> dict[str, str]:
    return {**_texts(beside / PARTS, faults), **_texts(folder / SOURCES / PARTS, faults)}


def build_pack(folder: Path) -> tuple[Path, ...]:
    """Writes the templates of a pack beside its pack.toml; writes none when a source has a fault."""
    written = []
    for name, data in templates(folder).items():
        target = folder / name
        target.write_bytes(data)
        written.append(target)
    return tuple(written)


def _texts(folder: Path, faults: list[Fault]) -> dict[str, str]:
    texts: dict[str, str] = {}
    for path in sorted(folder.glob("*.txt")):
        try:
            texts[path.stem] = path.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            faults.append(Fault("not_utf8", path.name))
    return texts
