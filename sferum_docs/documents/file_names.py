"""Names of files that a person can read and every system can store."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

    from sferum_docs.packs.model import DocumentSpec

# Windows forbids these; a trailing dot or space it drops (Naming Files, Paths, and Namespaces)
FORBIDDEN = re.compile(r'[<>:"/\\|?*\x00-\x1f]')
MAX_BYTES = 240  # Linux takes names of 255 bytes, a Cyrillic letter is two of them


def file_name(spec: DocumentSpec, place: int) -> str:
    """«02 Приказ О переходе на использование ИКОП Сферум.docx»: `place` is the place in signing order."""
    title = spec.title.replace("«", "").replace("»", "")
    kind = "" if spec.kind.casefold() in title.casefold() else spec.kind
    words = f"{kind[:1].upper()}{kind[1:]} {title}".strip()
    clean = " ".join(FORBIDDEN.sub(" ", words).split())
    while len(clean.encode()) > MAX_BYTES:
        clean = clean.rpartition(" ")[0]
    return f"{place:02} {clean.rstrip(' .')}.docx"


def registered_name(kind: str, number: str, day: date, title: str) -> str:
    """The name of a registered file, its number and day first.

    >>> from datetime import date
    >>> registered_name("приказ", "58/2026-ОД", date(2026, 11, 28), "О назначении «ответственных»")
    'Приказ № 58-2026-ОД от 28.11.2026 О назначении ответственных.docx'
    """
    code = FORBIDDEN.sub("-", number)
    words = f"{kind[:1].upper()}{kind[1:]} № {code} от {day:%d.%m.%Y} {title}".replace("«", "").replace("»", "")
    clean = " ".join(FORBIDDEN.sub(" ", words).split())
    while len(clean.encode()) > MAX_BYTES:
        clean = clean[:-1]
    return f"{clean.rstrip(' .')}.docx"
