"""What a job for many bodies has made, taken out of what is kept: a folder for each body, in the order of the list.

Nothing is kept a second time: documents never change, so the archive is put together whenever it is asked for.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, Any

from sferum_docs.documents.making.file_names import free_name, safe_name
from sferum_docs.printing.pdf_stream import joined_stream
from sferum_docs.services.bulk.zip_stream import zip_stream
from sferum_docs.services.district.scope import schools_in_scope
from sferum_docs.services.documents.printing import packet_of_files
from sferum_docs.services.jobs.progress import ItemState, items_of
from sferum_docs.store.database import see_anew
from sferum_docs.store.documents.files import contents
from sferum_docs.store.documents.issued import named_files

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from sferum_docs.services.documents.printing import PdfService
    from sferum_docs.services.jobs.progress import JobItem

LIST = "00 Список организаций.txt"
PRINTED_AT_ONCE = 60  # documents of one PDF: LibreOffice makes one or two a second
_NOT_OURS = " Файлов в архиве нет: организация закрыта или передана другому управлению, документы у неё."
_AT_ONCE = 200  # bodies whose parts are in memory
_FILES_AT_ONCE = 10  # bodies whose files are
_LONGEST = 60  # signs of a folder's name: with the name of a file Windows still opens it


@dataclass(frozen=True, slots=True)
class BodyFiles:
    """The files of one body: the name of its folder, their names and fingerprints in signing order."""

    folder: str
    files: Sequence[tuple[str, str]]


def archive_of(office_id: int, job_id: int) -> Iterator[bytes]:
    """The archive of what the job has made so far, piece by piece."""
    return zip_stream(_named(office_id, job_id))


@dataclass(frozen=True, slots=True)
class PrintPart:
    """Neighbours of the list that are printed as one file: the places of the first and the last, their names."""

    first: int
    last: int
    names: tuple[str, str]
    documents: int


def print_parts(office_id: int, job_id: int) -> tuple[PrintPart, ...]:
    """What the job has made so far, cut into files that are printed within a minute or two each; a body stays whole."""
    parts: list[PrintPart] = []
    for place, item in _made(office_id, job_id):
        count, last = len(item.result["documents"]), parts[-1] if parts else None
        if last is not None and last.documents + count <= PRINTED_AT_ONCE:
            parts[-1] = PrintPart(last.first, place, (last.names[0], item.title), last.documents + count)
        else:
            parts.append(PrintPart(place, place, (item.title, item.title), count))
    return tuple(parts)


def printed_of(press: PdfService, office_id: int, job_id: int, part: PrintPart) -> Iterator[bytes]:
    """One PDF of a part of what the job has made, in the order of the list: printed body by body as it is read.

    What was printed once is kept for a while; a second press goes on where the first was broken off. PrintingError.
    """
    return joined_stream(_printed(press, office_id, job_id, part))


def _printed(press: PdfService, office_id: int, job_id: int, part: PrintPart) -> Iterator[bytes]:
    for body in files_of_bodies(office_id, job_id, range(part.first, part.last + 1)):
        sums = [sha256 for _name, sha256 in body.files]
        found = contents(sums)
        see_anew()  # printing takes its time
        yield packet_of_files(press, [found[sha256] for sha256 in sums], sums)


def _named(office_id: int, job_id: int) -> Iterator[tuple[str, bytes]]:
    """The list comes last: a job that goes on meanwhile is told of as it was when the files were taken."""
    told: list[str] = []
    bodies = files_of_bodies(office_id, job_id, told=told)
    while some := [*islice(bodies, _FILES_AT_ONCE)]:
        found = contents([sha256 for body in some for _name, sha256 in body.files])
        for body in some:
            for name, sha256 in body.files:
                yield f"{body.folder}/{name}", found[sha256]
    yield LIST, "\r\n".join(told).encode("utf-8-sig")


def files_of_bodies(
    office_id: int, job_id: int, places: range | None = None, told: list[str] | None = None
) -> Iterator[BodyFiles]:
    """What was made for each body that the office still watches, in the order of the list; at these places alone.

    `told`: what came of each body, also of those of which nothing was made, is added to it on the way.
    """
    made = (found for found in _made(office_id, job_id, told) if places is None or found[0] in places)
    while some := [*islice(made, _FILES_AT_ONCE)]:
        files = named_files({item.subject_id or 0: item.result["documents"] for _place, item in some})
        for place, item in some:
            yield BodyFiles(folder_name(place, item.title), _unlike(files[item.subject_id or 0]))


def _made(office_id: int, job_id: int, told: list[str] | None = None) -> Iterator[tuple[int, JobItem]]:
    """Each part that made documents for a body which the office still watches, with its place in the list."""
    watched = {body.id for body in schools_in_scope(office_id)}
    for place, item in enumerate(_each(job_id), start=1):
        made, ours = bool(item.result.get("documents")), item.subject_id in watched
        if told is not None:
            told.append(f"{place}. {item.title}: {_told(item)}{_NOT_OURS if made and not ours else ''}")
        if made and ours:
            yield place, item


def folder_name(place: int, name: str) -> str:
    """The folder of a body: its place in the list makes it one of its kind.

    >>> folder_name(7, "МКОУ «СОШ № 5/2»: филиал.")
    '0007 МКОУ «СОШ № 5-2» филиал'
    """
    return safe_name(f"{place:04} {name}"[:_LONGEST].rstrip(" ."))


def _unlike(files: Sequence[tuple[str, str]]) -> list[tuple[str, str]]:
    taken: dict[str, str] = {}
    for name, sha256 in files:
        taken[free_name(safe_name(name), taken)] = sha256
    return [*taken.items()]


def _told(item: JobItem) -> str:
    if item.state is ItemState.FAILED:
        return f"не составлено. {' '.join(fault.text for fault in item.faults)}"
    if item.state is not ItemState.DONE:
        return "ещё не составлено" if item.state is not ItemState.CANCELLED else "отменено"
    return " ".join(result_words(item.result))


def result_words(result: Mapping[str, Any]) -> list[str]:
    """What was made for one body and what stayed as it is, in sentences."""
    return _sentences("Составлено документов", result.get("documents"), result)


def check_words(result: Mapping[str, Any]) -> list[str]:
    """What a dry run found of one body that lacks nothing, in sentences."""
    return _sentences("Можно составить документов", result.get("ready"), result)


def _sentences(about: str, documents: Sequence[object] | None, result: Mapping[str, Any]) -> list[str]:
    counted = [] if documents is None else [f"{about}: {len(documents)}."]
    chosen = result.get("chosen")
    proposed = [f"Ответственными предложены: {', '.join(chosen)}."] if chosen else []
    return [*counted, *result.get("left", ()), *proposed, *result.get("warnings", ())]


def _each(job_id: int) -> Iterator[JobItem]:
    """All parts in their order, some in memory; between them other writers' changes are seen and no file is held."""
    first = 0
    while items := items_of(job_id, tuple(ItemState), limit=_AT_ONCE, offset=first):
        see_anew()
        yield from items
        first += len(items)
