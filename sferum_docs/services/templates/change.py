"""What an administrator does with templates: uploads a version, puts one in force, goes back, rejects."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sferum_docs.docengine import TemplateError, annotate
from sferum_docs.documents.making.file_names import FORBIDDEN
from sferum_docs.documents.making.provenance import fingerprint
from sferum_docs.reading.cleaning import clean_line
from sferum_docs.reading.faults import Fault, FaultsError, retold
from sferum_docs.services.templates.report import report_of
from sferum_docs.services.templates.versions import SHIPPED, TemplateState, find_state
from sferum_docs.store.audit import record_event
from sferum_docs.store.database import writing
from sferum_docs.store.documents import templates
from sferum_docs.store.documents.templates import version_in_force

if TYPE_CHECKING:
    from datetime import date

    from sferum_docs.packs.model import DocumentSpec
    from sferum_docs.services.templates.versions import Version
    from sferum_docs.store.audit import Actor
    from sferum_docs.store.database import Transaction

MAX_TEMPLATE = 5 * 1024 * 1024  # a template with pictures; the engine's own gates stand behind it
MAX_WORDS = 500
_FILE_NAME = 150
_ENDINGS = re.compile(r"(?:\.[^\W\d]\w{0,4})+\s*$")  # .docx, .docx.exe; not the year of «от 13.10.2026»


@dataclass(frozen=True, slots=True)
class Candidate:
    """A version that nothing forbids to keep."""

    pack: str
    spec: DocumentSpec
    data: bytes
    file_name: str
    comment: str


def upload_template(
    school_id: int, pack_id: str, document: str, data: bytes, file_name: str, comment: str, by: Actor
) -> int:
    """Keeps an uploaded file as a candidate and gives its number. FaultsError when it is empty or too big."""
    candidate = read_candidate(school_id, pack_id, document, data, file_name, comment, by)
    with writing() as session:
        return keep_candidate(session, school_id, candidate, by)


def read_candidate(
    school_id: int, pack_id: str, document: str, data: bytes, file_name: str, comment: str, by: Actor
) -> Candidate:
    """An uploaded file looked at before anything is written. FaultsError as `upload_template`."""
    state = _state(school_id, pack_id, document, by)
    faults = file_faults(data)
    if len(comment) > MAX_WORDS:
        faults.append(Fault("too_long", "comment", {"limit": MAX_WORDS}))
    if faults:
        raise FaultsError(faults)
    name = shown_name(file_name, document)
    return Candidate(pack_id, state.spec, data, name, clean_line(comment))


def keep_candidate(session: Transaction, school_id: int, candidate: Candidate, by: Actor) -> int:
    """Keeps a candidate within a transaction; gives its number."""
    spec = candidate.spec
    waiting = _waits_already(school_id, candidate)
    if waiting:
        return waiting
    number = templates.add_version(
        session, school_id, candidate.pack, spec.id, candidate.data, candidate.file_name, candidate.comment, by
    )
    record_event(session, school_id, by, "template.uploaded", spec.name, document=spec.id, version=number)
    return number


def _waits_already(school_id: int, candidate: Candidate) -> int:
    """The number of the newest version when it is this very file, sent with the same words and not decided on; or 0."""
    ends = school_id, candidate.pack, candidate.spec.id
    newest = next(reversed(templates.versions(*ends)), None)
    same = newest is not None and (newest.sha256, newest.comment) == (fingerprint(candidate.data), candidate.comment)
    if (
        newest is None
        or not same
        or newest.proposed_by
        or any(item.number == newest.number for item in templates.decisions(*ends))
    ):
        return 0
    return newest.number


def file_faults(data: bytes) -> list[Fault]:
    """What forbids to keep an uploaded file: nobody could look at it, and nothing could be mended in it."""
    if not data:
        return [Fault("docx_empty", "file")]
    if len(data) > MAX_TEMPLATE:
        return [Fault("docx_too_big", "file", {"limit": MAX_TEMPLATE // 1024 // 1024})]
    try:
        annotate(data, ())
    except TemplateError as error:
        return retold("bad_template", error.findings, "file")
    return []


def shown_name(file_name: str, document: str) -> str:
    r"""The name of an uploaded file as it is shown: never a path, never empty, always that of a Word file.

    >>> [shown_name(name, "D02") for name in ("C:\\Шаблоны\\приказ.docx", "x.docx.exe", "....evil.docx")]
    ['приказ.docx', 'x.docx', 'evil.docx']
    >>> shown_name("..", "D02"), shown_name("Приказ от 13.10", "D02"), shown_name("x.exe", "D02")
    ('D02.docx', 'Приказ от 13.10.docx', 'x.docx')
    """
    words = clean_line(file_name.replace("\\", "/").rpartition("/")[2][-2 * _FILE_NAME :])
    stem = _ENDINGS.sub("", FORBIDDEN.sub(" ", words.lstrip("."))).strip(" .")
    return f"{stem[-_FILE_NAME:].strip(' .') or document}.docx"


def activate_template(
    school_id: int, pack_id: str, document: str, number: int, day: date, reason: str, by: Actor
) -> None:
    """Puts a version in force from a day. FaultsError: errors forbid it, warnings ask for a reason, a day is past."""
    state = _state(school_id, pack_id, document, by)
    version = _version(state, number)
    reason = clean_line(reason)
    report = report_of(school_id, state, version)
    faults = []
    if version.taken_back:
        faults.append(Fault("template_taken_back"))
    elif version.rejected:
        faults.append(Fault("template_rejected"))
    elif report.errors:
        faults.append(Fault("template_errors", values={"count": report.errors}))
    elif report.warnings and not reason and not _was_in_force(version):
        faults.append(Fault("template_reason", "reason"))
    if len(reason) > MAX_WORDS:
        faults.append(Fault("too_long", "reason", {"limit": MAX_WORDS}))
    if day < _today(by):
        faults.append(Fault("template_past_day", "day", {"text": f"{day:%d.%m.%Y}"}))
    if faults:
        raise FaultsError(faults)
    with writing() as session:
        _still_offered(school_id, pack_id, document, number)
        templates.add_decision(session, school_id, pack_id, document, number, day, reason, by)
        details: dict[str, Any] = {
            "document": document,
            "version": number,
            "from": day.isoformat(),
            "sha256": version.sha256,
        }
        record_event(session, school_id, by, "template.activated", state.spec.name, **details, reason=reason)


def reject_template(school_id: int, pack_id: str, document: str, number: int, reason: str, by: Actor) -> None:
    """Rejects a version that is not in force; what was appointed for it is taken back."""
    state = _state(school_id, pack_id, document, by)
    version = _version(state, number)
    if number in {SHIPPED, state.number}:
        raise FaultsError([Fault("template_in_force")])
    if version.is_offered and not clean_line(reason):
        raise FaultsError([Fault("refusal_reason", "reason")])
    with writing() as session:
        _still_offered(school_id, pack_id, document, number)
        templates.add_decision(session, school_id, pack_id, document, number, None, clean_line(reason), by)
        record_event(
            session, school_id, by, "template.rejected", state.spec.name, document=document, version=version.number
        )


def _still_offered(school_id: int, pack_id: str, document: str, number: int) -> None:
    """Asked under the lock: an office may have taken its proposal back in this very moment."""
    found = (item for item in templates.versions(school_id, pack_id, document) if item.number == number)
    if any(item.taken_back for item in found):
        raise FaultsError([Fault("template_taken_back")])


def remove_version(school_id: int, pack_id: str, document: str, number: int, by: Actor) -> None:
    """Deletes the file of a version that was never in force; the lines of the journal stay."""
    with writing() as session:
        state = _state(school_id, pack_id, document, by)
        version = _version(state, number)
        if not state.removable(version):
            raise FaultsError([Fault("template_was_in_force")])
        if not version.rejected:
            templates.add_decision(session, school_id, pack_id, document, number, None, "", by)
        templates.remove_version(session, school_id, pack_id, document, number)
        details: dict[str, Any] = {"document": document, "version": number, "sha256": version.sha256}
        record_event(session, school_id, by, "template.removed", state.spec.name, **details)


def withdraw_document(school_id: int, pack_id: str, document: str, reason: str, by: Actor) -> None:
    """Takes a document that the school added out of its pack; what was made of it stays."""
    reason = clean_line(reason)
    with writing() as session:
        state = _state(school_id, pack_id, document, by)
        if not state.is_own:
            raise FaultsError([Fault("document_shipped")])
        if len(reason) > MAX_WORDS:
            raise FaultsError([Fault("too_long", "withdraw_reason", {"limit": MAX_WORDS})])
        for version in state.versions:
            if not version.rejected:
                templates.add_decision(session, school_id, pack_id, document, version.number, None, reason, by)
        record_event(session, school_id, by, "document.withdrawn", state.spec.name, document=document, reason=reason)


def restore_document(school_id: int, pack_id: str, document: str, by: Actor) -> int | None:
    """Puts a withdrawn document back into the pack; gives the number of the version in force again.

    None: it never was in force, and waits for a decision anew. FaultsError when it is not withdrawn or fits no more.
    """
    state = _state(school_id, pack_id, document, by)
    version = _last_in_force(school_id, pack_id, state)
    if version is not None and (broken := report_of(school_id, state, version).errors):
        raise FaultsError([Fault("template_errors", values={"count": broken})])
    with writing() as session:
        state = _state(school_id, pack_id, document, by)
        if not state.withdrawn:
            raise FaultsError([Fault("document_not_withdrawn")])
        if version is None:
            newest = state.versions[0]
            data, words = templates.template_content(newest.sha256), f"возвращена версия {newest.number}"
            number = templates.add_version(session, school_id, pack_id, document, data, newest.file_name, words, by)
        else:
            number, words = version.number, "документ возвращён"
            templates.add_decision(session, school_id, pack_id, document, number, _today(by), words, by)
        record_event(session, school_id, by, "document.restored", state.spec.name, document=document, version=number)
    return None if version is None else number


def _last_in_force(school_id: int, pack: str, state: TemplateState) -> Version | None:
    """The version that was in force when the last decisions, those of the withdrawal, were made together."""
    told = templates.decisions(school_id, pack, state.spec.id)
    if not told:
        return None
    at = told[-1].decided_at
    earlier = [item for item in told if item.decided_at != at or item.active_from is not None]
    return state.version(version_in_force(earlier, at.astimezone().date()))


def _was_in_force(version: Version) -> bool:
    """Whether its warnings were looked at before: going back is one click."""
    return version.number == SHIPPED or any(item.active_from is not None for item in version.decisions)


def _today(by: Actor) -> date:
    return by.at.astimezone().date()


def _state(school_id: int, pack_id: str, document: str, by: Actor) -> TemplateState:
    state = find_state(school_id, pack_id, document, _today(by))
    if state is None:
        raise FaultsError([Fault("unknown_document", values={"text": document})])
    return state


def _version(state: TemplateState, number: int) -> Version:
    version = state.version(number)
    if version is None:
        raise FaultsError([Fault("template_version", values={"number": number})])
    return version
