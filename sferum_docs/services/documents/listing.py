"""The list of documents: which of them were made before the last packet, which are outdated and why."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

from sferum_docs.documents.making.file_names import free_name, packed_name, registered_name
from sferum_docs.services.clauses.checklist import given_answers
from sferum_docs.services.documents.issued import document_bytes, newest_documents, zip_files
from sferum_docs.services.documents.outdated import Cause, Later, Reason, outdated_reasons
from sferum_docs.services.documents.statuses import Status, document_states, standings_of
from sferum_docs.services.documents.weekly import newest_of_weeks, of_dropped_changes
from sferum_docs.services.indicators.papers import told_figures
from sferum_docs.store.change_stamp import Same, keep_until_change
from sferum_docs.store.documents import issued
from sferum_docs.store.people.staff_changes import changes_of
from sferum_docs.store.register import register

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sferum_docs.documents.staffing.model import Staffing
    from sferum_docs.packs.model import Pack
    from sferum_docs.schools.model import School
    from sferum_docs.services.documents.statuses import DocumentState
    from sferum_docs.store.documents.issued import IssuedDocument
    from sferum_docs.store.register.entry import Entry

NOTE = "00 Прочтите.txt"
OLDER = "составлен раньше последнего комплекта"
_NAMED = 3  # reasons that a line names


class Remedy(Enum):
    """What is done about an outdated document: never a silent change of what was signed."""

    RENEW = "a draft: a new version is made"
    AGAIN = "printed or sent to be signed: the sheets have to come back"
    BY_HAND = "edited in Word: a new version would lose the edits"
    REPLACE = "registered: another order in its place"


_ON_PAPER = {Status.SIGNING, Status.PRINTED}
_OPEN = {Status.NONE, Status.DRAFT, *_ON_PAPER}
_SAID = {Cause.SCHOOL, Cause.ANSWER}  # what an order says; a look and a template are no ground for another one


@dataclass(frozen=True)
class ListedDocument:
    """The newest version of a document, where it stands, and what makes it doubtful beside the others.

    A registered document is never doubtful: it says what was signed.
    """

    document: IssuedDocument
    standing: DocumentState | None  # None: the pack has lost the document
    older: bool  # the last packet was made without it
    reasons: tuple[Reason, ...] = ()  # what would come out otherwise if it were made now

    @property
    def by_office(self) -> bool:
        """Whether it is a draft that an office had made: nobody of the body has looked at it yet."""
        is_draft = self.standing is not None and self.standing.status is Status.DRAFT
        return is_draft and bool(self.document.made_by_office)

    @property
    def remedy(self) -> Remedy | None:
        """What can be done about a document that would come out otherwise; None when it would not."""
        if not self.reasons or self.standing is None:
            return None
        if self.standing.entry is not None or self.standing.status not in _OPEN:
            in_force = (
                self.standing.is_entered and not self.standing.repealed and self.standing.status is not Status.DONE
            )
            is_said = any(reason.cause in _SAID for reason in self.reasons)
            return Remedy.REPLACE if self.document.kind == "приказ" and in_force and is_said else None
        if self.document.edited:
            return Remedy.BY_HAND
        return Remedy.AGAIN if self.standing.status in _ON_PAPER else Remedy.RENEW

    @property
    def outgrown(self) -> bool:
        """Whether it says other things than it would now, and nobody has registered it."""
        return self.remedy in {Remedy.RENEW, Remedy.AGAIN, Remedy.BY_HAND}


def documents_without_pack(school_id: int, pack_id: str) -> tuple[ListedDocument, ...]:
    """The newest documents of a pack whose folder is gone or has faults: they are kept, nothing can be told of them."""
    return tuple(ListedDocument(item, None, older=False) for item in newest_documents(school_id, pack_id))


def listed_documents(school_id: int, school: School, pack: Pack) -> tuple[ListedDocument, ...]:
    """The newest documents in signing order, each held against the last packet and the school as it is."""
    key = ("listed documents", school_id, Same(school), Same(pack))
    return keep_until_change(key, lambda: _listed(school_id, school, pack))


def _listed(school_id: int, school: School, pack: Pack) -> tuple[ListedDocument, ...]:
    documents = newest_documents(school_id, pack.id)
    standings = document_states(school_id, pack, documents)
    occasional = {spec.id for spec in pack.occasional}  # made beside the packet
    registered = {document for document, standing in standings.items() if standing.entry is not None}
    # registering makes anew the papers that bear the number: that is no packet
    numbering = {item.packet_at for item in documents if item.document in {*registered, *occasional}}
    last = max((item.packet_at for item in documents if item.packet_at not in numbering), default=None)
    figures = told_figures(school_id, school, pack)
    later = Later(issued.last_packet(school_id, pack.id), given_answers(school_id, pack), figures)
    amending = _amending(school_id, pack)
    dropped = of_dropped_changes(school_id, documents)
    found = (
        (item, standings.get(item.document))
        for item in documents
        if item.document in registered or item.id not in dropped
    )
    return tuple(
        ListedDocument(
            item,
            standing,
            older=item.packet_at not in {*numbering, last},
            reasons=outdated_reasons(item, school, pack, later, _changing(standing, amending)),
        )
        for item, standing in found
    )


def _amending(school_id: int, pack: Pack) -> tuple[Staffing, ...]:
    """What the orders in force about people who leave tell, the oldest first."""
    if not changes_of(school_id):
        return ()
    made = [item for item in newest_of_weeks(school_id, pack) if pack.by_id[item.document].occasional]
    in_force = [item for item, state in standings_of(school_id, pack, made) if state.entry and not state.repealed]
    told = (item.staffing for item in sorted(in_force, key=lambda item: item.id))
    return tuple(item for item in told if item is not None and item.amended is not None)


def _changing(standing: DocumentState | None, amending: Sequence[Staffing]) -> tuple[Staffing, ...]:
    """What orders about people have changed in the order that a document is registered as."""
    entry = standing.entry.id if standing and standing.entry else None
    named = ((told, (told.amended, *told.others)) for told in amending)
    return tuple(told for told, orders in named if entry in {order.entry for order in orders if order is not None})


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
    reasons = [f"устарел: {reason.words}" for reason in item.reasons if item.outgrown]
    more = [f"и ещё причин: {len(reasons) - _NAMED}"] if len(reasons) > _NAMED else []
    marks = [OLDER] * item.older + reasons[:_NAMED] + more
    return f"{_packed_name(item)} (от {item.document.order_date:%d.%m.%Y}): {'; '.join(marks)}"
