"""Versions of a template: which there are, which is in force, which documents were made from which."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from sferum_docs.documents.making.provenance import fingerprint
from sferum_docs.documents.making.templates import original_template
from sferum_docs.services.packs.of_school import pack_for
from sferum_docs.services.register.lists.registers import kinds_of
from sferum_docs.services.templates.health import health_of
from sferum_docs.store.documents import templates
from sferum_docs.store.documents.templates import SHIPPED, TemplateDecision, version_in_force

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date, datetime

    from sferum_docs.documents.checking.template_check import Health
    from sferum_docs.packs.model import DocumentSpec, Pack
    from sferum_docs.store.documents.templates import TemplateVersion

__all__ = ["SHIPPED", "TemplateLine", "TemplateState", "Version", "find_state", "template_list", "version_bytes"]


SHOWN = 5  # versions out of force that a list shows before it folds the rest


@dataclass(frozen=True)
class Version:
    """A version with what was decided on it; number 0 came with the pack and has no author."""

    number: int
    sha256: str
    file_name: str
    comment: str = ""
    author: str = ""
    uploaded_at: datetime | None = None
    decisions: tuple[TemplateDecision, ...] = ()
    made: int = 0  # documents made from it
    proposed_by: int | None = None  # the office that proposes it
    taken_back: str = ""  # why the office proposes it no more

    @property
    def is_offered(self) -> bool:
        """Whether an office waits for an answer to it."""
        return self.proposed_by is not None and not self.taken_back and not self.decisions

    @property
    def rejected(self) -> bool:
        """Whether the last word on it is a rejection."""
        return bool(self.decisions) and self.decisions[-1].active_from is None

    def appointed(self, today: date) -> date | None:
        """The day in the future from which it will be in force."""
        last = self.decisions[-1].active_from if self.decisions else None
        return last if last is not None and last > today else None


@dataclass(frozen=True)
class TemplateState:
    """A document's template: all versions, the newest first, and the number of the one in force."""

    pack: str
    spec: DocumentSpec
    versions: tuple[Version, ...]
    number: int
    since: date | None

    @property
    def in_force(self) -> Version | None:
        """The version in force; None when the document has none yet, or none any more."""
        return next((item for item in self.versions if item.number == self.number), None)

    @property
    def is_own(self) -> bool:
        """Whether the school added the document to the pack itself."""
        return not self.spec.is_shipped

    @property
    def withdrawn(self) -> bool:
        """Whether nothing of it is in force or waits for it: every version was taken back."""
        return self.is_own and all(item.rejected for item in self.versions)

    @property
    def newest(self) -> tuple[Version, ...]:
        """The versions that a list shows at once: the one in force, the shipped one, the last of the rest."""
        rest = [item for item in self.versions if item.number and item.number != self.number]
        folded = {item.number for item in rest[SHOWN:]}
        return tuple(item for item in self.versions if item.number not in folded)

    @property
    def folded(self) -> tuple[Version, ...]:
        """The older versions, which are shown when asked for."""
        shown = {item.number for item in self.newest}
        return tuple(item for item in self.versions if item.number not in shown)

    def removable(self, version: Version) -> bool:
        """Whether its file may be deleted: it was never in force, and nothing was made of it."""
        came = version.number == SHIPPED or any(item.active_from is not None for item in version.decisions)
        return not (came or version.number == self.number or version.made or version.proposed_by)

    def version(self, number: int) -> Version | None:
        """The version of this number."""
        return next((item for item in self.versions if item.number == number), None)


@dataclass(frozen=True)
class TemplateLine:
    """One line of the list of templates."""

    state: TemplateState
    health: Health | None  # None: no version is in force
    candidates: int  # uploaded, neither in force nor rejected
    offered: int  # the number of the version that an office proposes; 0: none
    next_day: date | None


def template_list(school_id: int, pack_id: str, today: date) -> tuple[TemplateLine, ...]:
    """Every template of a pack as it stands for a school."""
    pack = pack_for(school_id, pack_id)
    uploaded, told = templates.versions(school_id, pack.id), templates.decisions(school_id, pack.id)
    made = templates.documents_made(school_id, pack.id)
    kinds = kinds_of(school_id)
    states = [
        _state(
            pack.id,
            spec,
            [item for item in uploaded if item.document == spec.id],
            [item for item in told if item.document == spec.id],
            made,
            today,
        )
        for spec in pack.documents
    ]
    return tuple(_line(pack, state, today, kinds) for state in states if state.versions)


def _line(pack: Pack, state: TemplateState, today: date, kinds: frozenset[str]) -> TemplateLine:
    offered = next((item.number for item in state.versions if item.is_offered), 0)
    own = (item for item in state.versions if item.number != SHIPPED and not item.proposed_by)
    waiting = [item for item in own if not item.decisions]
    days = [day for item in state.versions if (day := item.appointed(today)) is not None]
    force = state.in_force
    health = None if force is None else health_of(pack, state.spec, version_bytes(state.spec, force), kinds)
    return TemplateLine(state, health, len(waiting), offered, min(days, default=None))


def find_state(school_id: int, pack_id: str, document: str, today: date) -> TemplateState | None:
    """The versions of one document; None when the pack has no such document."""
    pack = pack_for(school_id, pack_id)
    spec = pack.by_id.get(document)
    if spec is None:
        return None
    return _state(
        pack.id,
        spec,
        templates.versions(school_id, pack.id, document),
        templates.decisions(school_id, pack.id, document),
        templates.documents_made(school_id, pack.id),
        today,
    )


def version_bytes(spec: DocumentSpec, version: Version) -> bytes:
    """The file of a version."""
    return (
        original_template(replace(spec, own_template=None))
        if version.number == SHIPPED
        else templates.template_content(version.sha256)
    )


def _state(
    pack: str,
    spec: DocumentSpec,
    uploaded: Sequence[TemplateVersion],
    told: Sequence[TemplateDecision],
    made: Mapping[tuple[str, str], int],
    today: date,
) -> TemplateState:
    found = [_version(item, told, made) for item in uploaded]
    if spec.is_shipped:
        found.insert(0, _shipped(spec, told, made))
    number = version_in_force(told, today)
    days = [
        item.active_from
        for item in told
        if item.number == number and item.active_from is not None and item.active_from <= today
    ]
    return TemplateState(pack, spec, tuple(reversed(found)), number, max(days, default=None))


def _version(item: TemplateVersion, told: Sequence[TemplateDecision], made: Mapping[tuple[str, str], int]) -> Version:
    return Version(
        item.number,
        item.sha256,
        item.file_name,
        item.comment,
        item.author,
        item.uploaded_at,
        tuple(line for line in told if line.number == item.number),
        made.get((item.document, item.sha256), 0),
        item.proposed_by,
        item.taken_back,
    )


def _shipped(spec: DocumentSpec, told: Sequence[TemplateDecision], made: Mapping[tuple[str, str], int]) -> Version:
    sha256 = fingerprint(original_template(replace(spec, own_template=None)))
    decided = tuple(line for line in told if line.number == SHIPPED)
    return Version(SHIPPED, sha256, spec.template.name, decisions=decided, made=made.get((spec.id, sha256), 0))
