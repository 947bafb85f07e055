"""What an administrator does with templates: uploads a version, puts one in force, goes back, rejects."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sferum_docs.documents.template_check import check_upload
from sferum_docs.reading.cleaning import clean_line
from sferum_docs.reading.faults import Fault, FaultsError
from sferum_docs.services.packs import full_pack
from sferum_docs.services.template_samples import trials
from sferum_docs.services.template_versions import SHIPPED, TemplateState, find_state, version_bytes
from sferum_docs.store import templates
from sferum_docs.store.audit import note
from sferum_docs.store.database import writing

if TYPE_CHECKING:
    from datetime import date

    from sferum_docs.documents.template_check import TemplateReport
    from sferum_docs.services.template_versions import Version
    from sferum_docs.store.audit import Actor

MAX_TEMPLATE = 5 * 1024 * 1024  # a template with pictures; the engine's own gates stand behind it
MAX_WORDS = 500
_FILE_NAME = 150


def upload_template(school_id: int, document: str, data: bytes, file_name: str, comment: str, by: Actor) -> int:
    """Keeps an uploaded file as a candidate and gives its number. FaultsError when it is empty, too big or known."""
    state = _state(school_id, document, by)
    faults = file_faults(data)
    if len(comment) > MAX_WORDS:
        faults.append(Fault("too_long", "comment", {"limit": MAX_WORDS}))
    if faults:
        raise FaultsError(faults)
    pack = full_pack(school_id)
    name = shown_name(file_name, document)
    with writing() as session:
        number = templates.add_version(session, school_id, pack.id, document, data, name, clean_line(comment), by)
        note(session, school_id, by, "template.uploaded", state.spec.name, document=document, version=number)
    return number


def file_faults(data: bytes) -> list[Fault]:
    """What forbids even to look into an uploaded file."""
    if not data:
        return [Fault("docx_empty", "file")]
    return [Fault("docx_too_big", "file", {"limit": MAX_TEMPLATE // 1024 // 1024})] if len(data) > MAX_TEMPLATE else []


def shown_name(file_name: str, document: str) -> str:
    """The name of an uploaded file as it is shown: never a path, never empty."""
    return clean_line(file_name.replace("\\", "/").rpartition("/")[2])[-_FILE_NAME:] or f"{document}.docx"


def report_of(school_id: int, state: TemplateState, version: Version) -> TemplateReport:
    """The report on a version beside the one in force; tried on every school that is shown."""
    pack = full_pack(school_id)
    before = version_bytes(state.spec, state.in_force)
    pack = pack.with_templates({state.spec.id: before})
    shown = trials(school_id, pack, pack.by_id[state.spec.id])
    (first,) = (item.situation for item in shown if item.id == "sample")
    others = [item.situation for item in shown if item.id != "sample" and not item.lacks]
    return check_upload(first, version_bytes(state.spec, version), others)


def activate_template(school_id: int, document: str, number: int, day: date, reason: str, by: Actor) -> None:
    """Puts a version in force from a day. FaultsError: errors forbid it, warnings ask for a reason, a day is past."""
    state = _state(school_id, document, by)
    version = _version(state, number)
    reason = clean_line(reason)
    report = report_of(school_id, state, version)
    faults = []
    if report.errors:
        faults.append(Fault("template_errors", values={"count": report.errors}))
    elif report.warnings and not reason and not _was_in_force(version):
        faults.append(Fault("template_reason", "reason"))
    if len(reason) > MAX_WORDS:
        faults.append(Fault("too_long", "reason", {"limit": MAX_WORDS}))
    if day < _today(by):
        faults.append(Fault("template_past_day", "day", {"text": f"{day:%d.%m.%Y}"}))
    if faults:
        raise FaultsError(faults)
    pack = full_pack(school_id)
    with writing() as session:
        templates.add_decision(session, school_id, pack.id, document, number, day, reason, by)
        details = {"document": document, "version": number, "from": day.isoformat(), "sha256": version.sha256}
        note(session, school_id, by, "template.activated", state.spec.name, **details, reason=reason)


def reject_template(school_id: int, document: str, number: int, reason: str, by: Actor) -> None:
    """Rejects a version that is not in force; what was appointed for it is taken back."""
    state = _state(school_id, document, by)
    version = _version(state, number)
    if number in {SHIPPED, state.number}:
        raise FaultsError([Fault("template_in_force")])
    pack = full_pack(school_id)
    with writing() as session:
        templates.add_decision(session, school_id, pack.id, document, number, None, clean_line(reason), by)
        note(session, school_id, by, "template.rejected", state.spec.name, document=document, version=version.number)


def _was_in_force(version: Version) -> bool:
    """Whether its warnings were looked at before: going back is one click."""
    return version.number == SHIPPED or any(item.active_from is not None for item in version.decisions)


def _today(by: Actor) -> date:
    return by.at.astimezone().date()


def _state(school_id: int, document: str, by: Actor) -> TemplateState:
    state = find_state(school_id, document, _today(by))
    if state is None:
        raise FaultsError([Fault("unknown_document", values={"text": document})])
    return state


def _version(state: TemplateState, number: int) -> Version:
    version = state.version(number)
    if version is None:
        raise FaultsError([Fault("template_version", values={"number": number})])
    return version
