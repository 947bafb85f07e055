"""What a page showed when it was opened: a form sent from an old page must not undo what others did since."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from flask import request

from sferum_docs.reading.faults import Fault
from sferum_docs.web.drafts import resumed

if TYPE_CHECKING:
    from collections.abc import Sequence

_KEY = "seen"


def mark(shown: object) -> str:
    """A short mark of the values that a page shows; the same values give the same mark."""
    return hashlib.sha256(repr(shown).encode()).hexdigest()[:16]


def changed_since(kept: object) -> tuple[Fault, ...]:
    """A fault when what is kept is no more what the page showed; a page that sent no mark is not asked."""
    sent = request.form.get(_KEY)
    return (Fault("school_changed"),) if sent and sent != mark(kept) else ()


def carried(kept: object, faults: Sequence[Fault] = ()) -> str:
    """The mark for the page shown next: as it came, until the person has been told of the change."""
    typed = resumed()
    sent = typed.get(_KEY) if typed else request.form.get(_KEY)
    told = any(fault.code == "school_changed" for fault in faults)
    return sent if sent and not told else mark(kept)
