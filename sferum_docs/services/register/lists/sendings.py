"""What was sent of a register by mail: when, to whom, with which bytes, line by line."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from sferum_docs.store.mail.letters import letters_of_entries
from sferum_docs.store.mail.model import DeliveryState
from sferum_docs.store.register import entry_search

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sferum_docs.store.mail.model import Delivery, KeptLetter
    from sferum_docs.store.register.entry import Entry
    from sferum_docs.store.register.entry_search import Wanted

CAPTIONS = ("№", "Дата", "Заголовок", "Отправлено", "Кому", "Что с письмом", "Файл", "SHA-256")
_AT_ONCE = 500
_STATES = {
    DeliveryState.WAITING: "ждёт отправки", DeliveryState.SENDING: "отправляется", DeliveryState.SENT: "отправлено",
    DeliveryState.UNSURE: "возможно, отправлено", DeliveryState.REFUSED: "не принято",
    DeliveryState.CANCELLED: "отменено", DeliveryState.VOIDED: "не отправлено: запись аннулирована",
}  # fmt: skip


def sendings(school_id: int, wanted: Wanted) -> Iterator[tuple[str, ...]]:
    """A line for each file of each letter to each receiver, entry by entry as they stand in the register."""
    entries = entry_search.each_entry(school_id, wanted)
    while some := list(islice(entries, _AT_ONCE)):
        found = letters_of_entries(school_id, [entry.id for entry in some])
        for entry in some:
            for letter in reversed(found.get(entry.id, ())):
                for to in letter.deliveries:
                    yield from _lines(entry, letter, to)


def _lines(entry: Entry, letter: KeptLetter, to: Delivery) -> Iterator[tuple[str, ...]]:
    gone = to.ended_at if to.state in {DeliveryState.SENT, DeliveryState.UNSURE} else None
    when = f"{gone.astimezone():%d.%m.%Y %H:%M}" if gone else ""
    about = entry.number, f"{entry.signed_on:%d.%m.%Y}", entry.title, when, to.address, _STATES[to.state]
    yield from ((*about, file.name, file.sha256) for file in letter.files)
