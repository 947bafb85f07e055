"""The head's approval of documents for the site, and the archive of those that are approved."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sferum_docs.documents.making.file_names import free_name, latin_name
from sferum_docs.documents.making.provenance import fingerprint
from sferum_docs.documents.publishing.links import PublicFile, fragment, whole_page
from sferum_docs.documents.registering.copies import SITE_COPY
from sferum_docs.printing.faults import PrintingError
from sferum_docs.reading.faults import Fault, FaultsError
from sferum_docs.services.documents.issued import zip_files
from sferum_docs.services.documents.printing import pdfs
from sferum_docs.services.site.listing import State, copy_for_site, site_list
from sferum_docs.store.audit import record_event
from sferum_docs.store.database import writing
from sferum_docs.store.documents import issued, site_documents
from sferum_docs.store.documents.issued import HandedCopy
from sferum_docs.store.schools import get_school

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sferum_docs.services.documents.printing import PdfService
    from sferum_docs.services.site.listing import Candidate, SiteList
    from sferum_docs.store.audit import Actor

SUBJECT = "Документы для сайта"  # of what the journal tells
_OF_ONE = {"not_printed", "printing_too_long"}  # of what is said of one file, not of all printing
_FOLDER = "На сайт"
_ABOUT = (
    "Папка «На сайт» — то, что выкладывают в раздел «Сведения об образовательной организации», подраздел\n"
    "«Документы».\n"
    "Файлы и страница index.html должны лежать рядом. Если страница на сайте уже есть, вставьте в неё ssylki.html.\n"
    "Файлы рядом с этой папкой — для вас: на сайт они не нужны.\n"
)


def approve_for_site(school_id: int, wanted: Mapping[int, bool], by: Actor) -> int:
    """Approves these versions, or takes their approval back; how many changed. One that may not go (any more) stays."""
    with writing() as session:  # another may approve the same, or void it, at the same time
        known = {item.document.id: item for item in site_list(school_id).candidates}
        changed = [known[number] for number, yes in wanted.items() if number in known and known[number].approved != yes]
        for item in changed:
            yes = wanted[item.document.id]
            site_documents.approve(session, school_id, item.key, item.document.id if yes else None, by)
            action = "site.approved" if yes else "site.withheld"
            record_event(session, school_id, by, action, SUBJECT, document=f"№ {item.number} {item.title}")
    return len(changed)


def site_archive(press: PdfService | None, school_id: int, by: Actor) -> bytes:
    """The archive of all that is approved; it counts as put on the site. FaultsError when nothing is approved."""
    listed = site_list(school_id)
    chosen = [*listed.approved]
    if not chosen:
        raise FaultsError([Fault("site_nothing_approved")])
    files = _files(press, chosen)
    named = {item.key: name for item, name in zip(chosen, files, strict=True)}
    public = [
        PublicFile(name, item.kind, item.number, item.day, item.title, len(content))
        for item, (name, content) in zip(chosen, files.items(), strict=True)
    ]
    school = get_school(school_id)
    title = school.requisites.short_name if school else ""
    pages = {"index.html": whole_page(title, public), "ssylki.html": fragment(public)}
    packed = [(f"{_FOLDER}/{name}", text.encode()) for name, text in pages.items()]
    packed += [(f"{_FOLDER}/{name}", content) for name, content in files.items()]
    packed += [("Прочти.txt", _ABOUT.encode()), ("Не вошло.txt", _left_out(listed).encode())]
    with writing() as session:
        if {item.document.id for item in site_list(school_id).approved} != {item.document.id for item in chosen}:
            raise FaultsError(
                [Fault("site_moved_on")]
            )  # printing takes its time: nothing goes that was voided meanwhile
        for item in (item for item in chosen if item.state is not State.SAME):
            site_documents.publish(session, school_id, item.key, item.document.id, named[item.key], by)
        for item in chosen:
            copy = fingerprint(files[named[item.key]])
            issued.add_handed(session, school_id, copy, HandedCopy(SITE_COPY, item.document.id, by.at))
        record_event(session, school_id, by, "site.handed_out", SUBJECT, documents=len(chosen))
    return zip_files(packed)


def taken_down(school_id: int, by: Actor) -> int:
    """What must not lie on the site any more was taken down from it; how many there were."""
    stale = site_list(school_id).stale
    with writing() as session:
        for item in stale:
            site_documents.take_down(session, school_id, item.key)
            record_event(session, school_id, by, "site.taken_down", SUBJECT, document=item.published_name)
    return len(stale)


def _files(press: PdfService | None, chosen: list[Candidate]) -> dict[str, bytes]:
    """The copies under their Latin names: as PDF where there is something to print with."""
    copies = [copy_for_site(item.document).content for item in chosen]
    printed = press is not None and press.available
    contents = _pdfs(press, copies, chosen) if press is not None and printed else copies
    ending = "pdf" if printed else "docx"
    files: dict[str, bytes] = {}
    for item, content in zip(chosen, contents, strict=True):
        words = f"{item.kind} {item.number} {item.day:%Y-%m-%d} {item.title}"
        files[free_name(_of_site(words, ending), files)] = content
    return files


def _pdfs(press: PdfService, copies: Sequence[bytes], chosen: Sequence[Candidate]) -> Sequence[bytes]:
    """The copies as PDF. FaultsError names the document that is not printed, why, and how to go on without it."""
    try:
        return pdfs(press, copies)
    except PrintingError as error:
        why = {"why": error.fault().sentence()}
        if error.code in _OF_ONE:
            raise FaultsError([Fault("site_not_printed", chosen[error.index].name, why)]) from error
        raise FaultsError([Fault("site_no_pdf", values=why)]) from error


def _of_site(words: str, ending: str) -> str:
    """A name for the engine of a site: some take what stands behind any dot for the kind of the file."""
    return latin_name(f"{words.replace('.', '-')}.{ending}")


def _left_out(listed: SiteList) -> str:
    staying = [f"{item.name} — {item.reason}" for item in listed.staying]
    removed = [f"{item.name} — {', '.join(item.removed)}" for item in listed.approved if item.removed]
    return (
        "Не вошло в папку «На сайт»:\n\n" + ("\n".join(staying) or "всё вошло") + "\n\n"
        "Что убрано в копиях, которые вошли (кроме сведений о том, кто правил файл, — их нет ни в одной):\n\n"
        + ("\n".join(removed) or "больше ничего") + "\n"
    )  # fmt: skip
