"""Old workbooks made byte by byte: OLE files with a BIFF8 stream, sound or with a directory that has no end."""

import struct

SECTOR = 512
FREE, END, FAT, NOBODY = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD, 0xFFFFFFFF


def old_workbook(rows: list[list[str]], *, sheet: str = "Работники") -> bytes:
    """A sound .xls of one sheet."""
    return ole_file(_biff(rows, sheet))


def ole_file(stream: bytes, *, name: str = "Workbook", circular: bool = False, size: int | None = None) -> bytes:
    """An OLE file of one stream; `circular`: the sectors of its directory run in a circle."""
    body = stream.ljust(max(4096, -(-len(stream) // SECTOR) * SECTOR), b"\0")
    count = len(body) // SECTOR
    chain = [FAT, 1 if circular else END, *range(3, count + 2), END]
    fat = struct.pack(f"<{len(chain)}I", *chain).ljust(SECTOR, b"\xff")
    header = struct.pack(
        "<8s16xHHHHH6xIIIIIIIII",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
        0x3E,
        3,
        0xFFFE,
        9,
        6,
        0,
        1,
        1,
        0,
        4096,
        END,
        0,
        END,
        0,
    )
    table = struct.pack("<I", 0).ljust(436, b"\xff")
    entries = [_entry("Root Entry", 5, 1, END, 0), _entry(name, 2, NOBODY, 2, size or len(body))]
    return header + table + fat + b"".join(entries).ljust(SECTOR, b"\0") + body


def _entry(name: str, kind: int, child: int, start: int, size: int) -> bytes:
    text = (name + "\0").encode("utf-16-le")
    return struct.pack("<64sHBBIII16xI16xIQ", text, len(text), kind, 1, NOBODY, NOBODY, child, 0, start, size)


def _biff(rows: list[list[str]], sheet: str) -> bytes:
    begun = _record(0x809, struct.pack("<HHHHII", 0x600, 5, 0xDBB, 0x7CC, 0, 6))
    name = struct.pack("<BB", len(sheet), 1) + sheet.encode("utf-16-le")
    place = len(begun) + 4 + 6 + len(name) + 4
    globals_ = begun + _record(0x85, struct.pack("<IH", place, 0) + name) + _record(0xA, b"")
    cells = [
        _record(0x204, struct.pack("<HHHHB", row, column, 0, len(text), 1) + text.encode("utf-16-le"))
        for row, line in enumerate(rows)
        for column, text in enumerate(line)
    ]
    height, width = len(rows), max(map(len, rows), default=0)
    size = _record(0x200, struct.pack("<IIHHH", 0, height, 0, width, 0))
    begun_sheet = _record(0x809, struct.pack("<HHHHII", 0x600, 0x10, 0xDBB, 0x7CC, 0, 6))
    return globals_ + begun_sheet + size + b"".join(cells) + _record(0xA, b"")


def _record(code: int, data: bytes) -> bytes:
    return struct.pack("<HH", code, len(data)) + data
