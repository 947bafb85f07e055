"""First pages of a whole packet in one picture: for the documentation, and to look a changed blank over."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from sferum_docs.printing import Printer, PrintingError
from sferum_docs.reading.faults import FaultsError
from sferum_docs.services.packet.make import prepare

if TYPE_CHECKING:
    from sferum_docs.packs.model import Pack
    from sferum_docs.services.packet.school_file import SchoolFile

COLUMNS, WIDTH = 5, 1600


def first_pages(pack: Pack, source: SchoolFile) -> bytes:
    """The picture as PNG, documents by their id. FaultsError when there is nothing to print with."""
    from sferum_docs.printing.contact_sheet import contact_sheet  # noqa: PLC0415  loads PDFium

    made = sorted(prepare(source.school, pack, source.request), key=lambda item: item.spec.id)
    with TemporaryDirectory(prefix="contact-sheet-") as folder:
        try:
            printed = Printer(Path(folder)).pdfs([item.content for item in made])
        except PrintingError as error:
            raise FaultsError([error.fault()]) from error
    return contact_sheet([(item.spec.id, pdf) for item, pdf in zip(made, printed, strict=True)], COLUMNS, WIDTH)
