"""The same document gives the same PDF: what names the moment of printing is taken out of it."""

from __future__ import annotations

import re
from hashlib import sha256

# PDF 32000-1: 14.3.2 (metadata), 14.3.3 (CreationDate), 14.4 (ID); DocChecksum is LibreOffice's own. Lengths stay: the
# table of places at the end of the file counts bytes
_DATE = re.compile(rb"(/(?:CreationDate|ModDate)\s*\(D:)\d{14}")
_METADATA = re.compile(rb"(<xmp:(?:Create|Modify|Metadata)Date>)\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d")
_ID = re.compile(rb"(/ID\s*\[\s*<)([0-9A-F]{32})(>\s*<)([0-9A-F]{32})(>)")
_CHECKSUM = re.compile(rb"(/DocChecksum\s*/)([0-9A-F]{32})")
_NO_MOMENT = b"20000101000000"
_NO_TIME = b"2000-01-01T00:00:00"
_NO_ID = b"0" * 32


def without_time(pdf: bytes) -> bytes:
    """The PDF without its moment; its identifier follows from what is in it."""
    timeless = _METADATA.sub(rb"\g<1>" + _NO_TIME, _DATE.sub(rb"\g<1>" + _NO_MOMENT, pdf))
    timeless = _CHECKSUM.sub(rb"\g<1>" + _NO_ID, _ID.sub(rb"\g<1>" + _NO_ID + rb"\g<3>" + _NO_ID + rb"\g<5>", timeless))
    own = sha256(timeless).hexdigest()[:32].upper().encode("ascii")
    return _ID.sub(rb"\g<1>" + own + rb"\g<3>" + own + rb"\g<5>", timeless)
