"""What a newer edition of a pack changes: clauses, documents, which documents carry out which, what is counted."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sferum_docs.packs.model import DocumentSpec, Pack


@dataclass(frozen=True, slots=True)
class PackChange:
    """One thing that differs: what it was and what it becomes; an empty side: it was not there, it is gone."""

    id: str
    before: str
    after: str
    is_template: bool = False  # of a document only the template differs


@dataclass(frozen=True, slots=True)
class PackDifference:
    """What differs between two editions of a pack."""

    clauses: tuple[PackChange, ...]
    documents: tuple[PackChange, ...]
    coverage: tuple[PackChange, ...]  # clause → the documents that carry it out
    indicators: tuple[PackChange, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether nothing that a school works with differs."""
        return not (self.clauses or self.documents or self.coverage or self.indicators)


def pack_difference(before: Pack, after: Pack) -> PackDifference:
    """What a pack that takes the place of another changes."""
    return PackDifference(
        _changes(_clauses(before), _clauses(after)),
        (*_changes(_documents(before), _documents(after)), *_templates(before, after)),
        _changes(_coverage(before), _coverage(after)),
        _changes(_indicators(before), _indicators(after)),
    )


def _changes(before: Mapping[str, str], after: Mapping[str, str]) -> tuple[PackChange, ...]:
    names = dict.fromkeys((*before, *after))
    pairs = ((name, before.get(name, ""), after.get(name, "")) for name in names)
    return tuple(PackChange(name, was, now) for name, was, now in pairs if was != now)


def _clauses(pack: Pack) -> dict[str, str]:
    """Clause → its text with the day by which it is to be carried out."""
    return {
        clause.path: f"{clause.text} [срок {clause.deadline.date:%d.%m.%Y}]" if clause.deadline.date else clause.text
        for clause in pack.directive.walk()
    }


def _documents(pack: Pack) -> dict[str, str]:
    return {spec.id: f"{spec.name}{_asked(spec)}" for spec in pack.documents}


def _asked(spec: DocumentSpec) -> str:
    labels = ", ".join(question.label for question in spec.fields)
    return f"; вопросы: {labels}" if labels else ""


def _templates(before: Pack, after: Pack) -> tuple[PackChange, ...]:
    """The documents whose template file has other bytes."""
    both = [spec.id for spec in before.documents if spec.id in after.by_id]
    files = ((name, before.by_id[name].template, after.by_id[name].template) for name in both)
    return tuple(
        PackChange(name, was.name, now.name, is_template=True)
        for name, was, now in files
        if was.read_bytes() != now.read_bytes()
    )


def _coverage(pack: Pack) -> dict[str, str]:
    found: dict[str, list[str]] = {}
    for spec in pack.documents:
        for path in spec.carries_out:
            found.setdefault(path, []).append(spec.id)
    return {path: ", ".join(found.get(path, ())) for path in pack.directive.by_path}


def _indicators(pack: Pack) -> dict[str, str]:
    """Indicator → what it counts and in what, with the shares that are aimed at."""
    known = pack.indicator_set
    if known is None:
        return {}
    counted = {
        item.id: "; ".join((f"{item.name}, {item.unit}", "нарастающим итогом" if item.is_running else "за неделю"))
        for item in known.indicators
    }
    for rule in known.targets:
        day = rule.day if isinstance(rule.day, str) else f"{rule.day:%d.%m.%Y}"
        for name in rule.indicators:
            counted[name] += f"; цель {rule.share} % к {day}"
    return counted
