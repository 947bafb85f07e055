"""Scans: what a file is by its content, and whether it opens. Names and headers of an upload are not believed."""

from __future__ import annotations

import struct
import zlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sferum_docs.reading.faults import Fault, FaultsError

if TYPE_CHECKING:
    from collections.abc import Callable

MAX_MB = 10
_PNG = b"\x89PNG\r\n\x1a\n"
_JPEG_START, _JPEG_END = b"\xff\xd8\xff", b"\xff\xd9"
_FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}  # ISO/IEC 10918-1, table B.1: the starts of a frame
_ALONE = frozenset({0x01, *range(0xD0, 0xD9)})  # markers without a length
_SCAN = 0xDA


@dataclass(frozen=True, slots=True)
class Media:
    """What a scan is."""

    type: str
    extension: str


def media_of(content: bytes, is_pdf: Callable[[bytes], bool], place: str = "file") -> Media:
    """PDF (`is_pdf` opens it), JPEG or PNG. FaultsError says why it is none.

    >>> media_of(b"MZ", lambda _: False)
    Traceback (most recent call last):
    sferum_docs.reading.faults.FaultsError: file: это не PDF, не JPG и не PNG. Сохраните скан в одном из этих видов.
    """
    if not content:
        raise FaultsError([Fault("evidence_empty", place)])
    if len(content) > MAX_MB * 1024 * 1024:
        raise FaultsError([Fault("evidence_too_big", place, {"limit": MAX_MB})])
    for start, media, opens in (
        (b"%PDF-", Media("application/pdf", "pdf"), is_pdf),
        (_PNG, Media("image/png", "png"), _is_png),
        (_JPEG_START, Media("image/jpeg", "jpg"), _is_jpeg),
    ):
        if content.startswith(start):
            if opens(content):
                return media
            raise FaultsError([Fault("evidence_damaged", place)])
    raise FaultsError([Fault("evidence_kind", place)])


def _is_png(content: bytes) -> bool:
    """Every chunk whole, its sum right, a size, and an end (ISO/IEC 15948, 5)."""
    at, size = len(_PNG), (0, 0)
    while at + 12 <= len(content):
        length, kind = struct.unpack_from(">I4s", content, at)
        end = at + 12 + length
        if end > len(content) or zlib.crc32(content[at + 4 : end - 4]) != int.from_bytes(content[end - 4 : end], "big"):
            return False
        if kind == b"IHDR" and length == 13:  # noqa: PLR2004  width, height and five bytes
            size = struct.unpack_from(">II", content, at + 8)
        if kind == b"IEND":
            return all(size)
        at = end
    return False


def _is_jpeg(content: bytes) -> bool:
    """A frame with a size, then a scan, then an end (ISO/IEC 10918-1, B)."""
    if _JPEG_END not in content[-64:]:
        return False
    at, framed = 2, False
    while at + 4 <= len(content) and content[at] == 0xFF:  # noqa: PLR2004  a marker begins so
        marker = content[at + 1]
        if marker == 0xFF or marker in _ALONE:  # noqa: PLR2004  a fill byte
            at += 1 if marker == 0xFF else 2  # noqa: PLR2004  as above
            continue
        length = int.from_bytes(content[at + 2 : at + 4], "big")
        if marker in _FRAMES and length >= 8:  # noqa: PLR2004  up to width and height
            height, width = struct.unpack_from(">HH", content, at + 5)
            framed = height > 0 and width > 0
        if marker == _SCAN:
            return framed
        at += 2 + length
    return False
