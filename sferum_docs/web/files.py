"""The one place that sends a file: its name in Russian, and in Latin letters for programs that read no other."""

from __future__ import annotations

import io
from pathlib import PurePath
from typing import IO, TYPE_CHECKING
from urllib.parse import quote

from flask import Response, send_file

from sferum_docs.documents.making.file_names import latin_name, safe_name

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_TYPES = {
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".pdf": "application/pdf",
    ".zip": "application/zip",
    ".csv": "text/csv",
    ".ics": "text/calendar",
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".tif": "image/tiff",
}


def file_answer(content: bytes | IO[bytes] | Path, name: str, *, shown: bool = False) -> Response:
    """A file to keep, or to be `shown` in the page; its type goes by the ending of its name."""
    source = io.BytesIO(content) if isinstance(content, bytes) else content
    kind = _TYPES.get(PurePath(name).suffix.lower(), "application/octet-stream")
    answer = send_file(source, mimetype=kind, download_name="file")
    answer.headers["Content-Disposition"] = disposition(name, "inline" if shown else "attachment")
    return answer


def file_in_pieces(pieces: Iterator[bytes], name: str) -> Response:
    """A file to keep that is worked out while it is sent."""
    answer = Response(pieces, mimetype=_TYPES[PurePath(name).suffix.lower()])
    answer.headers["Content-Disposition"] = disposition(name)
    return answer


def disposition(name: str, way: str = "attachment") -> str:
    """The header that names a file (RFC 6266): the Latin name first, for those who do not know the second."""
    whole, latin = safe_name(name), latin_name(name)
    plain = f'{way}; filename="{latin}"'
    return plain if whole == latin else f"{plain}; filename*=UTF-8''{quote(whole, safe='-._~!$&+^`|')}"
