"""The first gate: the bytes. Is it a sound ZIP of moderate size, and nothing pretending to be one?"""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from dataclasses import dataclass
from functools import cached_property

from sferum_docs.docengine.file.net import caught
from sferum_docs.docengine.findings import refuse

MAX_FILE = 20 << 20
MAX_PARTS = 1000
MAX_PART = 32 << 20
MAX_TOTAL = 64 << 20
MAX_RATIO = 150  # text of Word packs 10 to 50 times; ten times as much is a bomb
RATIO_FROM = 4 << 20  # of what is parsed
RATIO_FROM_PICTURES = 24 << 20  # a drawing of one colour packs well, and nothing but its sum is counted
MAX_COMMENT = 250
_END = 22  # bytes of the record that ends an archive, its comment left out
_LOCAL = struct.Struct("<4sHHHHHLLLHH")
_ENCRYPTED = 0x1 | 0x40 | 0x2000

# What a file is by its first bytes, when it is no ZIP.
SIGNATURES = (
    (b"{\\rtf", "wrong-rtf"),
    (b"%PDF", "wrong-pdf"),
    (b"\xff\xd8\xff", "wrong-image"),
    (b"\x89PNG", "wrong-image"),
    (b"GIF8", "wrong-image"),
    (b"BM", "wrong-image"),
    (b"II*\0", "wrong-image"),
    (b"MM\0*", "wrong-image"),
    (b"RIFF", "wrong-image"),
    (b"7z\xbc\xaf", "wrong-archive"),
    (b"Rar!", "wrong-archive"),
    (b"\x1f\x8b", "wrong-archive"),
    (b"MZ", "wrong-program"),
    (b"\x7fELF", "wrong-program"),
)


@dataclass(frozen=True)
class Member:
    """One file of the archive, kept as packed as it came."""

    name: str
    method: int
    crc: int
    size: int
    packed: bytes

    @cached_property
    def data(self) -> bytes:
        """The unpacked bytes; never longer than declared, and with the declared sum."""
        data = self.packed
        if self.method == zipfile.ZIP_DEFLATED:
            inflate = zlib.decompressobj(-15)
            try:
                data = inflate.decompress(self.packed, self.size + 1)
            except zlib.error:
                raise refuse("zip-damaged", hint=f"Не читается {self.name}.") from None
            if not inflate.eof and len(data) <= self.size:
                raise refuse("zip-damaged", hint=f"Оборвано: {self.name}.")
        if len(data) != self.size or zlib.crc32(data) != self.crc:
            raise refuse("zip-damaged", hint=f"Не сходится контрольная сумма: {self.name}.")
        return data


def repacked(name: str, data: bytes) -> Member:
    """Give a member with new content, packed anew."""
    deflate = zlib.compressobj(6, zlib.DEFLATED, -15)
    packed = deflate.compress(data) + deflate.flush()
    return Member(name, zipfile.ZIP_DEFLATED, zlib.crc32(data), len(data), packed)


@caught
def open_archive(data: bytes) -> dict[str, Member]:
    """Read the directory of a DOCX and check it; give members by name, in the order of the archive."""
    if not data:
        raise refuse("empty-file")
    if len(data) > MAX_FILE:
        raise refuse("file-too-big")
    if not data.startswith(b"PK\x03\x04"):
        raise refuse(_what_it_is(data))
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            infos, directory, comment = archive.infolist(), archive.start_dir, archive.comment
    except Exception:  # noqa: BLE001 -- zipfile answers broken bytes with at least eleven kinds of exception
        raise refuse("zip-damaged") from None
    _check_end(data, comment)
    _check_sizes(infos)
    _check_names(infos)
    try:
        return _members(data, infos, directory)
    except (struct.error, IndexError, UnicodeError):
        raise refuse("zip-damaged") from None


def _check_end(data: bytes, comment: bytes) -> None:
    """Nothing stands behind the archive: else one file would be two, a document here and something else elsewhere."""
    end = len(data) - len(comment) - _END
    plain = len(comment) <= MAX_COMMENT and comment.decode("latin-1").isprintable()
    if data[end : end + 4] != b"PK\x05\x06" or not plain:
        raise refuse("zip-more-behind")


def _what_it_is(data: bytes) -> str:
    if data.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        encrypted = "EncryptedPackage".encode("utf-16-le") in data
        return "wrong-encrypted" if encrypted else "wrong-legacy"
    for signature, code in SIGNATURES:
        if data.startswith(signature):
            return code
    if data.startswith(b"PK"):
        return "zip-damaged"
    head = data[:2000].lstrip(b"\xef\xbb\xbf \r\n\t").lower()
    if head.startswith((b"<!doctype html", b"<html")):
        return "wrong-html"
    if head.startswith(b"<?xml"):
        return "wrong-xml"
    return "not-word"


def _check_sizes(infos: list[zipfile.ZipInfo]) -> None:
    """From the declared sizes alone: a bomb is never unpacked."""
    if len(infos) > MAX_PARTS:
        raise refuse("zip-many-parts")
    if sum(info.file_size for info in infos) > MAX_TOTAL:
        raise refuse("zip-bomb")
    for info in infos:
        if info.file_size > MAX_PART:
            raise refuse("zip-bomb", hint=f"Часть: {info.filename}.")
        least = RATIO_FROM if info.filename.lower().endswith((".xml", ".rels", ".vml")) else RATIO_FROM_PICTURES
        if info.file_size > least and info.file_size > MAX_RATIO * max(1, info.compress_size):
            raise refuse("zip-bomb", hint=f"Часть: {info.filename}.")


def _check_names(infos: list[zipfile.ZipInfo]) -> None:
    seen: set[str] = set()
    for info in infos:
        name = info.orig_filename
        steps = name.rstrip("/").split("/")
        unsafe = not name.isprintable() or "\\" in name or ":" in name or name.startswith("/")
        if unsafe or any(step in {"", ".", ".."} for step in steps) or len(name) > 250:  # noqa: PLR2004 -- a path of Windows
            raise refuse("zip-unsafe-name", hint=f"Имя: {ascii(name)[:80]}.")
        if name.casefold() in seen:
            raise refuse("zip-duplicate", hint=f"Имя: {name}.")
        seen.add(name.casefold())


def _members(data: bytes, infos: list[zipfile.ZipInfo], directory: int) -> dict[str, Member]:
    members: dict[str, Member] = {}
    end_of_last = 0
    if min((info.header_offset for info in infos), default=0):  # two archives in one file: readers would disagree
        raise refuse("zip-more-before")
    for info in sorted(infos, key=lambda item: item.header_offset):
        start, name = _local_header(data, info)
        end = start + info.compress_size
        if info.header_offset < end_of_last or end > directory:
            raise refuse("zip-overlap")
        if name != info.orig_filename:
            raise refuse("zip-damaged", hint=f"Два имени у одной части: {ascii(name)[:60]}.")
        end_of_last = end
        if info.is_dir():
            continue
        members[name] = Member(name, info.compress_type, info.CRC, info.file_size, data[start:end])
        if info.compress_type == zipfile.ZIP_STORED and info.compress_size != info.file_size:
            raise refuse("zip-damaged", hint=f"Часть: {name}.")
    return members


def _local_header(data: bytes, info: zipfile.ZipInfo) -> tuple[int, str]:
    """Where the packed bytes begin, and the name the local header gives."""
    offset = info.header_offset
    signature, _, flags, method, *_, name_length, extra_length = _LOCAL.unpack_from(data, offset)
    if (flags | info.flag_bits) & _ENCRYPTED:
        raise refuse("zip-encrypted")
    if method != info.compress_type or method not in {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}:
        raise refuse("zip-method", hint=f"Часть: {info.filename}.")
    if signature != b"PK\x03\x04":
        raise refuse("zip-damaged")
    start = offset + _LOCAL.size
    raw = data[start : start + name_length]
    return start + name_length + extra_length, raw.decode("utf-8" if flags & 0x800 else "cp437")
