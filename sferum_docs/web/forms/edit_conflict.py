"""What a person is told when somebody was quicker: what is kept now, who wrote it and when, what one had typed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from sferum_docs.schools.model import Sex
from sferum_docs.schools.names import split_full_name
from sferum_docs.services.installation.audit import changes_since
from sferum_docs.services.school.people import sex_of_name
from sferum_docs.web.current import known_school_id
from sferum_docs.web.forms.edit_token import short
from sferum_docs.web.forms.wording import moment
from sferum_docs.web.protection.sessions import user

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sferum_docs.services.installation.audit import AuditLine
    from sferum_docs.web.forms.edit_token import Comparison, Kept, Part

_VERBS = {Sex.MALE: "изменил", Sex.FEMALE: "изменила", None: "изменил(а)"}
_EMPTY, _GONE = "пусто", "убрано"
_LONGEST = 200


@dataclass(frozen=True, slots=True)
class ConflictLine:
    """A part that was changed: what stands there now, who wrote it, what this person had typed, where it is shown."""

    label: str
    now: str
    who: str
    typed: str
    field: str


@dataclass(frozen=True, slots=True)
class Conflict:
    """All of them; none at all: the form came without its token, and nothing is known."""

    lines: tuple[ConflictLine, ...] = ()


def conflict_of(kept: Kept, found: Comparison | None, fields: Mapping[str, str]) -> Conflict:
    """The words of a conflict."""
    if found is None:
        return Conflict()
    parts = {short(name): (name, part) for name, part in kept.parts.items()}
    since = datetime.fromtimestamp(min(found.at, 2**35), UTC)
    journal = changes_since(known_school_id(), kept.actions, kept.subject, since, kept.entry_id)
    sent_names = {short(text): text for text in fields.values() if text}
    return Conflict(
        tuple(
            _line(*parts[name], kept, journal, fields) if name in parts else ConflictLine(
                sent_names.get(name, "Строка"), _GONE, _author(journal, {sent_names.get(name, ""), kept.topic}), "", ""
            )
            for name in found.overtaken
        )
    )  # fmt: skip


def _line(name: str, part: Part, kept: Kept, journal: Sequence[AuditLine], fields: Mapping[str, str]) -> ConflictLine:
    typed = fields.get(part.field, "") if part.field and not isinstance(part.value, bool) else ""
    who = _author(journal, {name, part.label, kept.topic})
    return ConflictLine(part.label, _cut(part.words) or _EMPTY, who, _cut(typed), part.field)


def _author(journal: Sequence[AuditLine], words: set[str]) -> str:
    """Who wrote it and when, as far as the journal tells."""
    named = [line for line in journal if any(word and word in str(line.details) for word in words)]
    line = next(iter(named or journal), None)
    if line is None:
        return ""
    here, somebody = moment(line.at), user()
    when = here.rpartition(", ")[2] if line.at.astimezone().date() == datetime.now().astimezone().date() else here
    if somebody is not None and line.user_id == somebody.id:
        return f"вы изменили это в другой вкладке в {when}"
    parts = split_full_name(line.user_name)
    verb = _VERBS[sex_of_name(parts) if parts else None]
    return f"{verb} {line.user_name} в {when}" if line.user_name else ""


def _cut(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"
