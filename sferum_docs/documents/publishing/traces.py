"""What a file tells of whoever wrote it, beside its text: names, folders, sources of data."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sferum_docs.documents.registering.copies import drop
from sferum_docs.wordml.text import W

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from docx.document import Document

    from sferum_docs.documents.publishing.parts import WordPart

_TOLD = tuple(
    f"{{{W}}}{name}"
    for name in (
        "attachedTemplate", "docVars", "mailMerge", "writeProtection", "dataBinding", "permStart", "permEnd",
    )
)  # fmt: skip
_UNSEEN = ("/attachedTemplate", "/mailMergeSource", "/mailMergeHeaderSource", "/customXml", "/glossaryDocument")
_APP = "/docprops/app.xml"
_OF_APP = ("Company", "Manager", "HyperlinkBase", "Template")


def leave_traces_out(document: Document, parts: Iterable[WordPart], title: str, day: datetime) -> None:
    """Leaves the title and the day alone in the properties, and no folder, source or hidden data beside the text."""
    known = document.core_properties
    for name in ("author", "last_modified_by", "comments", "keywords", "subject", "category", "identifier"):
        setattr(known, name, "")
    known.title, known.revision = title, 1
    known.created = known.modified = day.replace(tzinfo=None)
    for item in parts:
        for element in list(item.element.iter(*_TOLD)):
            drop(element)
        links = item.part.rels
        for name in [name for name, link in links.items() if link.reltype.endswith(_UNSEEN)]:
            del links[name]
    for part in document.part.package.iter_parts():
        if str(part.partname).casefold() == _APP:
            part._blob = _without_company(part.blob)  # noqa: SLF001  python-docx knows no such part


def _without_company(blob: bytes) -> bytes:
    from docx.opc.oxml import serialize_part_xml  # noqa: PLC0415  as below
    from docx.oxml import parse_xml  # noqa: PLC0415  wanted when a copy is made

    root: Any = parse_xml(blob)
    for item in [item for item in root if str(item.tag).rpartition("}")[2] in _OF_APP]:
        root.remove(item)
    return bytes(serialize_part_xml(root))
