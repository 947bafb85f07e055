"""How long the texts of the secretary's desk may be: each has a bound, a text without a line here the usual one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sferum_docs.reading.faults import Fault

if TYPE_CHECKING:
    from collections.abc import Mapping

USUAL = 500
# a title and a note stand in a cell of the printed register, a name in a line of a form
_LIMITS = {
    "title": 1000, "note": 1000, "short": 30, "one": 60, "kinds": 300, "caption": 80, "index": 40, "file": 40,
    "file_index": 40, "executor": 200, "signer": 200, "kind": 100, "sender_number": 100, "reply_to": 100,
    "witness_1": 200, "witness_2": 200, "certifier_name": 200, "retention": 200, "register": 40, "act": 100,
    "signed_day": 20, "words": 500, "next": 20, "after": 20, "year": 20, "sheets": 20, "annexes": 20, "mask": 40,
    "act_number": 40,
}  # fmt: skip


def limit_of(name: str) -> int:
    """How many letters a text of this name may have."""
    return _LIMITS.get(name, USUAL)


def length_faults(texts: Mapping[str, object], at: str = "") -> list[Fault]:
    """A fault for every text that is too long; `at` stands before the name of each place.

    >>> [fault.place for fault in length_faults({"title": "О" * 1001, "note": "в дело", "sheets": 3})]
    ['title']
    """
    return [
        Fault("too_long", f"{at}{name}", {"limit": limit_of(name)})
        for name, text in texts.items()
        if isinstance(text, str) and len(text) > limit_of(name)
    ]
