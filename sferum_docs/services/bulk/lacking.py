"""What a body lacks, told once for all documents that want it, with the page on which it is filled in."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from sferum_docs.reading.faults import Fault, FaultsError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sferum_docs.packs.model import Pack

_LACKING = "school_incomplete"
# page of the body → how it calls it
_PAGES = {
    "school": "Школа",
    "staff": "Сотрудники",
    "responsible": "Ответственные",
    "chats": "Чаты",
    "cases": "Склонение",
    "packet": "Комплект",
}


@contextmanager
def telling_once(pack: Pack) -> Iterator[None]:
    """Raises what is raised inside with each missing thing told once."""
    try:
        yield
    except FaultsError as error:
        raise FaultsError(told_once(error.faults, pack)) from error


def told_once(faults: Iterable[Fault], pack: Pack) -> tuple[Fault, ...]:
    """The faults, those of one missing thing as one that names the documents; the others as they are."""
    ids = {spec.title: spec.id for spec in pack.documents}
    wanted: dict[tuple[str, str], list[str]] = {}
    others: list[Fault] = []
    for fault in faults:
        if fault.code == _LACKING:
            title = str(fault.values["document"])
            wanted.setdefault((fault.place, str(fault.values["missing"])), []).append(ids.get(title, title))
        else:
            others.append(fault)
    lacking = (_lacking(place, missing, documents) for (place, missing), documents in wanted.items())
    return (*lacking, *others)


def _lacking(place: str, missing: str, documents: list[str]) -> Fault:
    page = _PAGES.get(place.partition("#")[0], "")
    values = {"missing": missing, "documents": ", ".join(dict.fromkeys(documents)), "page": page}
    return Fault("bulk_lacking_there" if page else "bulk_lacking", place, values)
