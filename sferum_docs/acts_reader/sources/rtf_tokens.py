"""The marks of an RTF file in their order, and the letters they stand for: RTF Specification, version 1.9.1."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

# runs of letters come as one token: a file has one or two marks for each letter of its text
_TOKEN = re.compile(
    rb"(?P<unicode>(?:\\u-?\d{1,6} ?(?:\\'[0-9a-fA-F]{2}|\?))+)"
    rb"|(?P<hex>(?:\\'[0-9a-fA-F]{2})+)"
    rb"|\\(?P<word>[a-zA-Z]{1,32})(?P<number>-?\d{1,10})? ?"
    rb"|(?P<brace>[{}])"
    rb"|[\r\n\0]+"
    rb"|(?P<text>[^\\{}\r\n\0]+)"
    rb"|\\(?P<sign>[^a-zA-Z])"
    rb"|\\"
)
_CODE = re.compile(rb"\\u(-?\d{1,6})")
_UNICODE = re.compile(rb"\\u(-?\d{1,6}) ?(\\'[0-9a-fA-F]{2}|\?)")
_BIN = b"bin"
_BYTE = 256
# \fcharset → code page; the others take that of the document
CHARSETS = {161: 1253, 162: 1254, 163: 1258, 177: 1255, 178: 1256, 186: 1257, 204: 1251, 238: 1250, 254: 437, 255: 850}
SYMBOL_CHARSET = 2
_PRIVATE = 0xF000  # where the signs of symbol fonts stand


class Token(NamedTuple):
    """A mark: its kind (word, sign, brace, text, hex, unicode), what it says, the number of a word."""

    kind: str
    value: bytes
    number: int | None = None


def tokens(data: bytes) -> Iterator[Token]:
    """The marks of a file; raw data of pictures is stepped over."""
    place, length = 0, len(data)
    while place < length:
        found = _TOKEN.match(data, place)
        if found is None:  # no mark begins so: what follows is text of an odd program
            place += 1
            continue
        place = found.end()
        kind = found.lastgroup
        if kind == "number":
            value, number = found["word"], int(found["number"])
            if value == _BIN:
                place += max(number, 0)
            else:
                yield Token("word", value, number)
        elif kind:
            yield Token(kind, found[kind])


def unicode_run(value: bytes) -> str:
    r"""The letters of a run in Unicode with a substitute for old programs after each.

    >>> unicode_run(rb"\u1055\'cf\u-4051?")
    'П\uf02d'
    """
    return "".join(chr(int(code) % 65_536) for code in _CODE.findall(value))


def run_apart(value: bytes) -> Iterator[Token]:
    """The marks of such a run one by one, for a file that gives more or fewer substitutes than one."""
    for code, substitute in _UNICODE.findall(value):
        yield Token("word", b"u", int(code))
        yield Token("hex" if substitute.startswith(b"\\") else "text", substitute)


def hex_run(value: bytes, page: int) -> str:
    r"""The letters of a run in a code page.

    >>> hex_run(rb"\'cf\'f0", 1251)
    'Пр'
    """
    return in_page(bytes.fromhex(value.replace(b"\\'", b"").decode("ascii")), page)


def in_page(raw: bytes, page: int) -> str:
    """Bytes as letters of a code page, or of a symbol font (page 0)."""
    if page == 0:
        return "".join(chr(_PRIVATE + code) for code in raw)
    signs = _signs(page)
    return raw.decode("ascii") if raw.isascii() else "".join(map(signs.__getitem__, raw))


@cache
def _signs(page: int) -> tuple[str, ...]:
    name = {10000: "mac-roman", 10007: "mac-cyrillic", 65001: "latin-1"}.get(page, f"cp{page}")
    try:
        return tuple(bytes([code]).decode(name, "replace") for code in range(_BYTE))
    except LookupError:
        return _signs(1252)
