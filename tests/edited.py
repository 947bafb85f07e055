"""Shipped templates as somebody edited them in Word: mended, misspelt, with a bookmark lost."""

import io
import re
import zipfile
from collections.abc import Callable

from sferum_docs.services.packs.choose import find_pack
from tests.builders import PACK_ID


def shipped(document: str = "D02") -> bytes:
    return find_pack(PACK_ID).by_id[document].template.read_bytes()


def edited(data: bytes, change: Callable[[str], str]) -> bytes:
    """The file with the XML of its text changed."""
    source, target = zipfile.ZipFile(io.BytesIO(data)), io.BytesIO()
    with source, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for item in source.infolist():
            content = source.read(item)
            if item.filename == "word/document.xml":
                before, content = content, change(content.decode()).encode()
                assert content != before
            archive.writestr(item, content)  # with its own time: the same edit gives the same bytes
    return target.getvalue()


def mended(data: bytes) -> bytes:
    """A harmless edit: one word more."""
    return edited(data, lambda xml: xml.replace("Контроль за исполнением", "Общий контроль за исполнением", 1))


def without_clause(data: bytes, name: str) -> bytes:
    return edited(data, lambda xml: re.sub(rf'<w:bookmarkStart [^>]*w:name="{name}"[^>]*/>', "", xml))


def misspelt(data: bytes) -> bytes:
    return edited(data, lambda xml: xml.replace("директор.", "дириктор."))


def text_of(data: bytes) -> str:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return archive.read("word/document.xml").decode()
