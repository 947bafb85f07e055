"""Papers of one week, to one body, about one person: that of another is another paper, not a newer version."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from sferum_docs.directives.weekdays import monday_of
from sferum_docs.documents.district.record import told_lacks
from sferum_docs.documents.staffing.model import ChangeState
from sferum_docs.documents.staffing.record import change_told
from sferum_docs.reading.faults import FaultsError
from sferum_docs.services.packs.of_school import pack_for
from sferum_docs.store.change_stamp import Same, keep_until_change
from sferum_docs.store.documents.issued import versions_of
from sferum_docs.store.people.staff_changes import changes_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from sferum_docs.packs.model import DocumentSpec, Pack
    from sferum_docs.store.documents.issued import IssuedDocument
    from sferum_docs.store.register.entry import Entry


_DROPPED = {ChangeState.DROPPED, ChangeState.ERASED}


@dataclass(frozen=True, slots=True)
class AskedFor:
    """What tells a version from others of its document: its week; of a letter what was asked and of what it tells."""

    week: date | None = None
    answers: tuple[tuple[str, str], ...] = ()
    matters: frozenset[str] = frozenset()
    change: int | None = None  # of a paper about somebody who comes or goes


def week_asked(spec: DocumentSpec, document: IssuedDocument) -> date | None:
    """The Monday of the week that a version was asked for; None for a paper of many weeks, or of none."""
    key = next((field.key for field in spec.fields if field.whole_week), "")
    told = document.answers.get(key)
    return monday_of(date.fromisoformat(told)) if told else None


def asked_for(spec: DocumentSpec, document: IssuedDocument) -> AskedFor | None:
    """What a version was asked for; None for a paper that is one for all weeks and bodies."""
    if spec.occasional:
        return AskedFor(change=change_told(document.data))
    if spec.asked_of_body:
        said = sorted((key, str(answer)) for key, answer in document.answers.items())
        return AskedFor(answers=tuple(said), matters=told_lacks(document.data))
    week = week_asked(spec, document)
    return AskedFor(week) if week else None


def is_of_the_same(spec: DocumentSpec, one: IssuedDocument, other: IssuedDocument) -> bool:
    """Whether two versions of a document are of one body and week: letters to two are no versions of each other."""
    asked = spec.asked_of_body
    same_body = not asked or one.answers.get(asked) == other.answers.get(asked)
    return same_body and week_asked(spec, one) == week_asked(spec, other)


def newest_of_weeks(school_id: int, pack: Pack) -> tuple[IssuedDocument, ...]:
    """The newest version of each week and each body, of the documents that are made for one."""
    found: dict[tuple[str, AskedFor | None], IssuedDocument] = {}
    for item in _weekly_versions(school_id, pack):
        found.setdefault((item.document, asked_for(pack.by_id[item.document], item)), item)
    return tuple(found.values())


def of_dropped_changes(school_id: int, documents: Iterable[IssuedDocument]) -> frozenset[int]:
    """The papers about somebody who stays after all: a draft of those waits for nothing any more."""
    dropped = {item.id for item in changes_of(school_id) if item.state in _DROPPED}
    return frozenset(item.id for item in documents if change_told(item.data) in dropped) if dropped else frozenset()


def of_same_week(document: IssuedDocument, entries: Iterable[Entry]) -> tuple[Entry, ...]:
    """Of the entries of a document those that tell of the week or the body of this version; all for any other paper."""
    weeks = _weeks(document.school_id, document.pack)
    if document.id not in weeks:
        return tuple(entries)
    asked = weeks[document.id]
    return tuple(item for item in entries if asked in {weeks.get(item.draft_id), weeks.get(item.document_id)})


def _weeks(school_id: int, pack_id: str) -> Mapping[int | None, AskedFor]:
    """Version → what it was asked for; nothing of a pack that has faults now."""
    try:
        pack = pack_for(school_id, pack_id)
    except FaultsError:
        return {}
    return keep_until_change(("weeks", school_id, Same(pack)), lambda: _weeks_of_pack(school_id, pack))


def _weeks_of_pack(school_id: int, pack: Pack) -> dict[int | None, AskedFor]:
    told = ((item.id, asked_for(pack.by_id[item.document], item)) for item in _weekly_versions(school_id, pack))
    return {key: asked for key, asked in told if asked is not None}


def _is_one_of_many(spec: DocumentSpec) -> bool:
    return spec.occasional or bool(spec.asked_of_body) or any(item.whole_week for item in spec.fields)


def _weekly_versions(school_id: int, pack: Pack) -> tuple[IssuedDocument, ...]:
    weekly = [spec.id for spec in pack.by_id.values() if _is_one_of_many(spec)]
    if not weekly:
        return ()
    return keep_until_change(("weekly", school_id, Same(pack)), lambda: versions_of(school_id, pack.id, weekly))
