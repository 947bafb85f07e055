"""The list of documents: which of them were made before the last packet, which the school has outgrown."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from sferum_docs.documents.making.check_answers import with_answers
from sferum_docs.documents.making.difference import output_differs
from sferum_docs.documents.making.file_names import free_name, packed_name, registered_name
from sferum_docs.documents.requests.request import kept_checks, read_request
from sferum_docs.documents.requests.situation import Situation
from sferum_docs.reading.faults import FaultsError
from sferum_docs.reading.records import Record
from sferum_docs.schools.reader import read_school
from sferum_docs.services.clauses.checklist import given_answers
from sferum_docs.services.documents.issued import document_bytes, newest_documents, zip_files
from sferum_docs.services.documents.statuses import document_states
from sferum_docs.services.school.declension_overrides import as_listed
from sferum_docs.services.school.people import sex_of_name
from sferum_docs.store.change_stamp import Same, keep_until_change
from sferum_docs.store.register import register

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sferum_docs.documents.making.check_answers import GivenAnswers
    from sferum_docs.packs.model import Pack
    from sferum_docs.schools.model import School
    from sferum_docs.services.documents.statuses import DocumentState
    from sferum_docs.store.documents.issued import IssuedDocument
    from sferum_docs.store.register.entry import Entry

NOTE = "00 Прочтите.txt"
OLDER = "составлен раньше последнего комплекта"
OUTGROWN = "данные школы изменились после составления"


@dataclass(frozen=True)
class ListedDocument:
    """The newest version of a document, where it stands, and what makes it doubtful beside the others.

    A registered document is never doubtful: it says what was signed.
    """

    document: IssuedDocument
    standing: DocumentState | None  # None: the pack has lost the document
    older: bool  # the last packet was made without it
    outgrown: bool  # it says other things than the data of the school do now


def documents_without_pack(school_id: int, pack_id: str) -> tuple[ListedDocument, ...]:
    """The newest documents of a pack whose folder is gone or has faults: they are kept, nothing can be told of them."""
    return tuple(
        ListedDocument(item, None, older=False, outgrown=False) for item in newest_documents(school_id, pack_id)
    )


def listed_documents(school_id: int, school: School, pack: Pack) -> tuple[ListedDocument, ...]:
    """The newest documents in signing order, each held against the last packet and the school as it is."""
    key = ("listed documents", school_id, Same(school), Same(pack))
    return keep_until_change(key, lambda: _listed(school_id, school, pack))


def _listed(school_id: int, school: School, pack: Pack) -> tuple[ListedDocument, ...]:
    documents = newest_documents(school_id, pack.id)
    standings = document_states(school_id, pack, documents)
    registered = {document for document, standing in standings.items() if standing.entry is not None}
    # registering makes anew the papers that bear the number: that is no packet
    numbering = {item.made_at for item in documents if item.document in registered}
    last = max((item.made_at for item in documents if item.made_at not in numbering), default=None)
    now = as_listed(school)
    schools: dict[str, School | None] = {}
    given = given_answers(school_id, pack)
    return tuple(
        ListedDocument(
            item,
            standings.get(item.document),
            older=item.made_at not in {*numbering, last},
            outgrown=item.document not in registered and _outgrown(item, now, pack, schools, given),
        )
        for item in documents
    )


def _outgrown(
    document: IssuedDocument,
    school: School,
    pack: Pack,
    known: dict[str, School | None],
    given: GivenAnswers,
) -> bool:
    spec = pack.by_id.get(document.document)
    request = read_request(Record(document.data["packet"], "", []), pack)
    key = json.dumps(document.data["school"], sort_keys=True)  # the documents of a packet share it
    if key not in known:
        known[key] = read_school(Record(document.data["school"], "", []), sex_of_name)
    then = known[key]
    if spec is None or request is None or then is None:
        return False
    before, after = (
        Situation(each, pack, spec, request.order_date, request.answers, chosen=request.documents)
        for each in (then, school)
    )
    try:
        return output_differs(replace(before, checks=kept_checks(document.data)), with_answers(after, given))
    except FaultsError:  # what a broken template would say cannot be known
        return False


def packet_zip(listed: Sequence[ListedDocument]) -> bytes:
    """The documents in one archive with readable names; a note lies on top when they do not belong together."""
    note = archive_note(listed)
    files = {NOTE: note.encode("utf-8-sig")} if note else {}
    for item in listed:
        files[free_name(_packed_name(item), files)] = document_bytes(item.document)
    return zip_files(files.items())


def _packed_name(item: ListedDocument) -> str:
    entry = item.standing.entry if item.standing else None
    return packed_name(item.document.file_name, _name_of(item.document, entry))


def saved_name(document: IssuedDocument) -> str:
    """The name a document is saved under: the register's own once it is registered, as on the page of its entry."""
    key = ("saved name", document.id)
    return keep_until_change(key, lambda: _name_of(document, register.of_version(document.school_id, document)))


def _name_of(document: IssuedDocument, entry: Entry | None) -> str:
    if entry is None or entry.document_id != document.id:
        return document.file_name
    return registered_name(entry.kind, entry.number, entry.signed_on, entry.title)


def archive_note(listed: Sequence[ListedDocument]) -> str:
    """What whoever opens the archive has to know; empty when the documents belong together."""
    lines = [
        "Перед печатью проверьте: документы архива составлены не в одно время или по прежним данным школы.",
        "",
        *(_line(item) for item in listed if item.older or item.outgrown),
    ]
    return "\r\n".join([*lines, ""]) if any(item.older or item.outgrown for item in listed) else ""


def _line(item: ListedDocument) -> str:
    marks = [OLDER] * item.older + [OUTGROWN] * item.outgrown
    return f"{_packed_name(item)} (от {item.document.order_date:%d.%m.%Y}): {'; '.join(marks)}"
