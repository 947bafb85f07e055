"""A packet written into a folder: the files, one archive of them, and the coverage proven from the files."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from sferum_docs.directives.coverage import ClauseCoverage, coverage, disagreements
from sferum_docs.documents.making.clause_evidence import clause_evidence
from sferum_docs.documents.making.file_names import packet_name
from sferum_docs.services.documents.issued import zip_files
from sferum_docs.services.packet.make import prepare

if TYPE_CHECKING:
    from sferum_docs.documents.requests.packet_request import PacketRequest
    from sferum_docs.packs.model import Pack
    from sferum_docs.schools.model import School

ARCHIVE = "Комплект.zip"


@dataclass(frozen=True)
class WrittenPacket:
    """What was written, and what the bookmarks of the written files prove."""

    files: tuple[Path, ...]
    archive: Path
    coverage: tuple[ClauseCoverage, ...]
    disagreements: tuple[tuple[str, str, str], ...]


def write_packet(folder: Path, school: School, pack: Pack, request: PacketRequest) -> WrittenPacket:
    """Makes the packet in memory, writes it aside, then puts it in place: a fault leaves nothing half-written."""
    made = prepare(school, pack, request)
    named = [(packet_name(pack, item.spec), item.content) for item in made]
    folder.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(dir=folder, prefix=".packet-") as aside:
        for name, content in [*named, (ARCHIVE, zip_files(named))]:
            (Path(aside) / name).write_bytes(content)
        for name in [*(name for name, _content in named), ARCHIVE]:
            (Path(aside) / name).replace(folder / name)
    files = tuple(folder / name for name, _content in named)
    # read back: what is proven is proven from the files a person gets
    found = {
        item.spec.id: clause_evidence(path.read_bytes(), pack.directive) for item, path in zip(made, files, strict=True)
    }
    plans = pack.plans()
    return WrittenPacket(
        files,
        folder / ARCHIVE,
        coverage(pack.directive, plans, found),
        disagreements(pack.directive, plans, found),
    )
