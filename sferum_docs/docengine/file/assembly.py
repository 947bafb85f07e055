"""The finished ZIP: members that never change are laid down once, packed as they came; the rest is added per file."""

from __future__ import annotations

import struct
import zlib
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from sferum_docs.docengine.file.archive import open_archive

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sferum_docs.docengine.file.archive import Member

_LOCAL = struct.Struct("<4s5H3L2H")
_CENTRAL = struct.Struct("<4s6H3L5H2L")
_END = struct.Struct("<4s4H2LH")
_VERSION, _UTF8, _DATE = 20, 0x800, 0x21  # 1 January 1980: the same input gives the same bytes
DEFLATED = 8
SMALL = 1024  # bytes of a member that is remembered: to begin to deflate costs more than to deflate it


@dataclass(frozen=True)
class Packed:
    """The bytes of the unchanging members with their part of the directory."""

    body: bytes
    directory: bytes
    count: int


def write_static_members(members: Iterable[Member]) -> Packed:
    """Put members one after another without unpacking them."""
    body, directory, count = [], [], 0
    offset = 0
    for member in members:
        facts = (member.method, member.crc, len(member.packed), member.size)
        header = _header(member.name, *facts)
        body += [header, member.packed]
        directory.append(_entry(member.name, *facts, offset))
        offset += len(header) + len(member.packed)
        count += 1
    return Packed(b"".join(body), b"".join(directory), count)


def assemble(packed: Packed, changing: Iterable[tuple[str, bytes]]) -> bytes:
    """Give the archive: the unchanging members, then the others deflated at the quickest level."""
    pieces, directory = [packed.body], [packed.directory]
    offset, count = len(packed.body), packed.count
    for name, data in changing:
        squeezed = _known(data) if len(data) <= SMALL else _deflated(data)
        facts = (DEFLATED, zlib.crc32(data), len(squeezed), len(data))
        header = _header(name, *facts)
        pieces += [header, squeezed]
        directory.append(_entry(name, *facts, offset))
        offset += len(header) + len(squeezed)
        count += 1
    listing = b"".join(directory)
    return b"".join((*pieces, listing, _END.pack(b"PK\5\6", 0, 0, count, count, len(listing), offset, 0)))


def undated(data: bytes) -> bytes:
    """The same archive without the moments at which its members were written: the same content gives the same bytes."""
    return assemble(write_static_members(open_archive(data).values()), ())


def _deflated(data: bytes) -> bytes:
    deflate = zlib.compressobj(1, zlib.DEFLATED, -15, 7)
    return deflate.compress(data) + deflate.flush()


_known = lru_cache(maxsize=256)(_deflated)  # titles and links of parts, the same in all files of a template


def _header(name: str, method: int, crc: int, packed: int, size: int) -> bytes:
    raw, flag = _name(name)
    return _LOCAL.pack(b"PK\3\4", _VERSION, flag, method, 0, _DATE, crc, packed, size, len(raw), 0) + raw


def _entry(name: str, method: int, crc: int, packed: int, size: int, offset: int) -> bytes:
    raw, flag = _name(name)
    facts = (_VERSION, _VERSION, flag, method, 0, _DATE, crc, packed, size, len(raw), 0, 0, 0, 0, 0, offset)
    return _CENTRAL.pack(b"PK\1\2", *facts) + raw


def _name(name: str) -> tuple[bytes, int]:
    return name.encode(), 0 if name.isascii() else _UTF8
