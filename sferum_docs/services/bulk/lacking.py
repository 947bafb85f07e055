"""What a body lacks, told once for all documents that want it, with the page on which it is filled in."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from sferum_docs.documents.making.generate import gaps
from sferum_docs.documents.requests.situation import Situation
from sferum_docs.reading.faults import Fault, FaultsError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import date

    from sferum_docs.packs.model import Pack
    from sferum_docs.schools.model import School

_LACKING, _TEMPLATE = "school_incomplete", "bad_template"
_OWN_LISTS = {"chats"}  # pages of a body that no table of its office fills
# page of the body → how it calls it
_PAGES = {
    "school": "Школа",
    "staff": "Сотрудники",
    "responsible": "Ответственные",
    "chats": "Чаты",
    "cases": "Склонение",
    "packet": "Комплект",
}


def not_yet(school: School, pack: Pack, day: date, documents: Sequence[str]) -> dict[str, Fault]:
    """The documents that wait for a list which only the body itself keeps, each with what is told of it.

    The others are made without them; where nothing else is asked for, none is left out: the body lacks it.
    """
    if school.chats:
        return {}
    asked = (Situation(school, pack, pack.by_id[document], day, chosen=tuple(documents)) for document in documents)
    found = {item.spec.id: told for item in asked if (told := _waiting(item)) is not None}
    return found if len(found) < len(documents) else {}


def _waiting(situation: Situation) -> Fault | None:
    try:
        wanted = [gap for gap in gaps(situation) if _page(gap.place) in _OWN_LISTS]
    except FaultsError:  # a broken template is told when it is made
        return None
    if not wanted:
        return None
    spec, page = situation.spec, _PAGES[_page(wanted[0].place)]
    values = {"id": spec.id, "document": spec.title, "missing": wanted[0].what, "page": page}
    return Fault("bulk_not_yet", spec.id, values, warning=True)


def _page(place: str) -> str:
    return place.partition("#")[0]


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
    titles = {spec.id: spec.name for spec in pack.documents}  # each is told once, then the id is enough
    wanted: dict[tuple[str, str], list[str]] = {}
    others: list[Fault] = []
    for fault in faults:
        if fault.code == _LACKING:
            title = str(fault.values["document"])
            wanted.setdefault((fault.place, str(fault.values["missing"])), []).append(ids.get(title, title))
        else:
            others.append(fault)
    lacking = (_lacking(place, missing, documents, titles) for (place, missing), documents in wanted.items())
    return (*lacking, *others, *_own_templates(others, pack))


def _own_templates(faults: Iterable[Fault], pack: Pack) -> Iterator[Fault]:
    """Whose the templates with faults are, where a body has its own: nobody else can mend them."""
    broken = {fault.place for fault in faults if fault.code == _TEMPLATE}
    for spec in pack.documents:
        if spec.own_template is not None and broken & {spec.template.name, spec.name}:
            yield Fault("bulk_own_template", values={"id": spec.id, "document": spec.title})


def _lacking(place: str, missing: str, documents: list[str], titles: dict[str, str]) -> Fault:
    page = _PAGES.get(_page(place), "")
    values = {
        "missing": missing,
        "documents": ", ".join(_named(document, titles) for document in dict.fromkeys(documents)),
        "page": page,
    }
    return Fault("bulk_lacking_there" if page else "bulk_lacking", place, values)


def _named(document: str, titles: dict[str, str]) -> str:
    title = titles.pop(document, "")
    return f"{document} {title}" if title else document
