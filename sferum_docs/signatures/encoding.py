"""A signature as it comes: DER or BER, PEM, or base64 alone. Looked through before anything reads it."""

from __future__ import annotations

import base64
import binascii
import re

from sferum_docs.reading.faults import Fault, FaultsError

MAX_MB = 10
_MOST_ELEMENTS, _DEEPEST = 20_000, 40
_SEQUENCE, _CONSTRUCTED, _LONG_TAG = 0x30, 0x20, 0x1F
_MOST_OF_LENGTH = 4  # octets
_OBJECT, _MOST_OF_OBJECT = 0x06, 100  # octets of an identifier: to read one takes the square of its length
_UNTIL_ZEROS = -1  # an element of no told length (X.690, 8.1.3.6)
_ARMOUR = re.compile(rb"-----(?:BEGIN|END) [A-Z0-9 ]{1,40}-----")
_HEADER = re.compile(rb"^[A-Za-z-]{1,40}:[^\n]{0,200}$", re.MULTILINE)
_MARKS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))


def der_of(data: bytes, place: str = "file") -> bytes:
    r"""The octets of a signature. FaultsError: empty, too large, or no signature at all.

    >>> der_of(b"-----BEGIN CMS-----\nMAMCAQE=\n-----END CMS-----").hex()
    '3003020101'
    """
    if not data:
        raise FaultsError([Fault("signature_empty", place)])
    if len(data) > MAX_MB * 1024 * 1024:
        raise FaultsError([Fault("signature_too_big", place, {"limit": MAX_MB})])
    der = data if data[0] == _SEQUENCE else _of_text(data)
    if not der or der[0] != _SEQUENCE:
        raise FaultsError([Fault("signature_kind", place)])
    if not is_bounded(der):
        raise FaultsError([Fault("signature_damaged", place)])
    return der


def _of_text(data: bytes) -> bytes:
    """What base64 stands for, with or without the lines of PEM around it; nothing when it is none."""
    for mark, name in _MARKS:
        if data.startswith(mark):
            data = data.decode(name, "replace").encode("ascii", "replace")
    text = _HEADER.sub(b"", _ARMOUR.sub(b"", data))
    try:
        return base64.b64decode(b"".join(text.split()), validate=True)
    except (binascii.Error, ValueError):
        return b""


def is_bounded(der: bytes) -> bool:
    """Whether the elements are whole, not too many and not nested too deep: what reads them calls itself."""
    ends: list[int] = []  # of the elements that are open
    at = 0
    for _element in range(_MOST_ELEMENTS):
        head = _head(der, at)
        if head is None or len(ends) > _DEEPEST:
            return False
        constructed, at, length = head
        if length is None and not constructed:
            return False
        end = _UNTIL_ZEROS if length is None else at + length
        if constructed:
            ends.append(end)
        else:
            at = end
        at = _close(der, at, ends)
        if not ends:
            return 0 <= at <= len(der)  # what stands after the first element is not looked at
    return False


def _close(der: bytes, at: int, ends: list[int]) -> int:
    """Takes out the elements that end here; gives where the next begins, less than nothing when one was overrun."""
    while ends:
        if ends[-1] == _UNTIL_ZEROS:
            if der[at : at + 2] != b"\0\0":
                return at
            at += 2
        elif at < ends[-1]:
            return at
        elif at > ends[-1]:
            ends.clear()
            return -1
        ends.pop()
    return at


def _head(der: bytes, at: int) -> tuple[bool, int, int | None] | None:
    """Whether the element that begins here has parts, where its content begins, how long it is."""
    if at + 2 > len(der):
        return None
    constructed = bool(der[at] & _CONSTRUCTED)
    long = der[at] == _OBJECT and der[at + 1] > _MOST_OF_OBJECT
    if long or der[at] & _LONG_TAG == _LONG_TAG:  # of more than one octet: nothing in a signature has such
        return None
    first = der[at + 1]
    if first < 0x80:  # noqa: PLR2004  X.690, 8.1.3.4
        return constructed, at + 2, first
    if first == 0x80:  # noqa: PLR2004  X.690, 8.1.3.6
        return constructed, at + 2, None
    size = first & 0x7F
    if size > _MOST_OF_LENGTH or at + 2 + size > len(der):
        return None
    return constructed, at + 2 + size, int.from_bytes(der[at + 2 : at + 2 + size], "big")
