"""Names of files that a person can read and every system can store."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sferum_docs.packs.model import DocumentSpec

# Windows forbids these; a trailing dot or space it drops (Naming Files, Paths, and Namespaces)
_FORBIDDEN = re.compile(r'[<>:"/\\|?*\x00-\x1f]')
MAX_LENGTH = 110  # with the path of a deep folder still under the 260 of Windows


def file_name(spec: DocumentSpec, place: int) -> str:
    """«02 Приказ О переходе на использование ИКОП Сферум.docx»: `place` is the place in signing order."""
    title = spec.title.replace("«", "").replace("»", "")
    kind = spec.kind if not title.casefold().startswith(spec.kind.casefold()) else ""
    words = f"{kind[:1].upper()}{kind[1:]} {title}".strip()
    clean = " ".join(_FORBIDDEN.sub(" ", words).split())
    return f"{place:02} {clean[:MAX_LENGTH].rstrip(' .')}.docx"
