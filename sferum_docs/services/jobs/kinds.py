"""The kinds of work that jobs do: a name, how pages call it, and the function that does one part."""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from sferum_docs.store.jobs.model import Claim


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of work. `work` is `module:function`: it is loaded by whoever does the work, not by whoever begins it.

    The function does the work without a transaction, then keeps it in one, and in that very one calls
    `claims.finish_item`; FaultsError tells why the part cannot be done. `at_once`: so many parts are taken at a time
    where each lasts less than a second; only the first of them is begun.
    """

    title: str
    work: str
    at_once: int = 1


_SHORT = 8
KINDS: dict[str, Kind] = {
    "bulk_check": Kind("Проверка: чего не хватает для документов", "sferum_docs.services.bulk.items:check", _SHORT),
    "bulk": Kind("Документы для организаций", "sferum_docs.services.bulk.items:make", _SHORT),
    "matrix": Kind("Сводка по акту пересчитывается", "sferum_docs.services.district.watching.refresh:refresh_part"),
}


def work_of(kind: str) -> Callable[[Claim], None]:
    """The function that does one part. KeyError: this version of the program knows no such work."""
    module, name = KINDS[kind].work.split(":")
    work: Callable[[Claim], None] = getattr(import_module(module), name)
    return work
