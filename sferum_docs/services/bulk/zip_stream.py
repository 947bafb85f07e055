"""An archive written as it is read: whatever it holds, no more than one file of it is in memory.

ZIP as in APPNOTE 6.3: files stored (a DOCX is compressed already), names in UTF-8; the directory waits in a temporary
file. The larger form (ZIP64) begins where the numbers of the smaller end.
"""

from __future__ import annotations

import struct
import zlib
from tempfile import SpooledTemporaryFile
from typing import IO, TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_DAY = (2023 - 1980) << 9 | 10 << 5 | 13  # the same files give the same bytes: the day of 13.10.2023, midnight
_NAMES_IN_UTF8 = 0x800
_PLAIN, _LARGE = 20, 45  # versions needed to read it
_MOST_FILES, _MOST_BYTES = 0xFFFF, 0xFFFFFFFF
_IN_MEMORY = 1024 * 1024
_PIECE = 256 * 1024
_LOCAL, _CENTRAL = struct.Struct("<4s5H3I2H"), struct.Struct("<4s6H3I5H2I")
_END, _LARGE_END, _LOCATOR = struct.Struct("<4s4H2IH"), struct.Struct("<4sQ2H2I4Q"), struct.Struct("<4sIQI")


def zip_stream(files: Iterable[tuple[str, bytes]]) -> Iterator[bytes]:
    """The bytes of an archive of these files, in this order."""
    offset = count = 0
    with SpooledTemporaryFile(max_size=_IN_MEMORY) as directory:
        for name, content in files:
            crc = zlib.crc32(content)
            header = _local(name, content, crc)
            directory.write(_central(name, content, crc, offset))
            offset, count = offset + len(header) + len(content), count + 1
            yield header + content
        size = directory.tell()
        yield from _pieces(directory)
    yield _end(count, size, offset)


def _pieces(directory: IO[bytes]) -> Iterator[bytes]:
    directory.seek(0)
    while piece := directory.read(_PIECE):
        yield piece


def _local(name: str, content: bytes, crc: int) -> bytes:
    raw = name.encode()
    facts = (0, 0, _DAY, crc, len(content), len(content), len(raw), 0)
    return _LOCAL.pack(b"PK\x03\x04", _PLAIN, _NAMES_IN_UTF8, *facts) + raw


def _central(name: str, content: bytes, crc: int, offset: int) -> bytes:
    raw = name.encode()
    far = struct.pack("<2HQ", 1, 8, offset) if offset >= _MOST_BYTES else b""
    version = _LARGE if far else _PLAIN
    facts = (0, 0, _DAY, crc, len(content), len(content), len(raw), len(far), 0, 0, 0, 0)
    place = min(offset, _MOST_BYTES)
    return _CENTRAL.pack(b"PK\x01\x02", version, version, _NAMES_IN_UTF8, *facts, place) + raw + far


def _end(count: int, size: int, offset: int) -> bytes:
    some, small, near = min(count, _MOST_FILES), min(size, _MOST_BYTES), min(offset, _MOST_BYTES)
    large = b""
    if some == _MOST_FILES or _MOST_BYTES in {small, near}:
        facts = (_LARGE_END.size - 12, _LARGE, _LARGE, 0, 0, count, count, size, offset)
        large = _LARGE_END.pack(b"PK\x06\x06", *facts) + _LOCATOR.pack(b"PK\x06\x07", 0, offset + size, 1)
    return large + _END.pack(b"PK\x05\x06", 0, 0, some, some, small, near, 0)
