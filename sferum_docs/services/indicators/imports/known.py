"""What is remembered of files: how headings are understood, which written names mean the school; to be looked at."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sferum_docs.services.indicators.imports.reading import sheet_set
from sferum_docs.store.audit import record_event
from sferum_docs.store.database import writing
from sferum_docs.store.indicators.sheets import forget_mapping, forget_school_name, kept_mappings, kept_school_names

if TYPE_CHECKING:
    from sferum_docs.packs.model import Pack
    from sferum_docs.store.audit import Actor


@dataclass(frozen=True, slots=True)
class KnownHeading:
    """A heading that was confirmed: where it was met, what its columns are taken for, whose a nameless table is."""

    signature: str
    where: str
    columns: tuple[tuple[str, str], ...]  # heading, what it is
    nameless: bool


def known_headings(school_id: int, pack: Pack) -> tuple[KnownHeading, ...]:
    """The headings of the act's own set, those said last first."""
    known = sheet_set(school_id, pack)
    found = []
    for signature, entry in kept_mappings(school_id).items():
        if entry.get("set") != known.key:
            continue
        columns = []
        for column in entry.get("columns", ()):
            indicator = known.named(column.get("key", ""))
            name = f"{indicator.name}, {column.get('unit', '')}" if indicator else str(column.get("holds", ""))
            columns.append((str(column.get("heading", "")), name))
        found.append(KnownHeading(signature, str(entry.get("where", "")), tuple(columns), bool(entry.get("ours"))))
    return tuple(reversed(found))


def known_names(school_id: int) -> dict[str, bool]:
    """Name as it is written in sheets → whether the school itself is meant."""
    return kept_school_names(school_id)


def forget_heading(school_id: int, signature: str, by: Actor) -> None:
    """Forgets how a heading was understood."""
    with writing() as session:
        forget_mapping(session, school_id, signature)
        record_event(session, school_id, by, "indicators.forgotten", "заголовок таблицы")


def forget_written(school_id: int, written: str, by: Actor) -> None:
    """Forgets whether a written name means the school."""
    with writing() as session:
        forget_school_name(session, school_id, written)
        record_event(session, school_id, by, "indicators.forgotten", "название в сводке")
