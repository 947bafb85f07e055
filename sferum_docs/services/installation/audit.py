"""The audit journal for the pages and the command line."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sferum_docs.store.audit import (
    Actor,
    AuditLine,
    Search,
    changes_since,
    count_lines,
    each_line,
    lines,
    names_and_actions,
    record_event,
)
from sferum_docs.store.database import writing
from sferum_docs.store.oversight import owns_installation

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["Actor", "AuditLine", "Journal", "Search", "changes_since", "log_event", "read_journal", "whole_journal"]


@dataclass(frozen=True, slots=True)
class Journal:
    """A part of the journal, how many lines there are, and whom and what one may ask for."""

    lines: tuple[AuditLine, ...]
    total: int
    names: tuple[str, ...]
    actions: tuple[str, ...]


def read_journal(school_id: int | None, search: Search, limit: int, offset: int = 0) -> Journal:
    """The lines of this school; where the installation is its own, also those that are of no body."""
    shared = school_id is not None and owns_installation(school_id)
    names, actions = names_and_actions(school_id, shared=shared)
    found = lines(school_id, search, limit, offset, shared=shared)
    return Journal(found, count_lines(school_id, search, shared=shared), names, actions)


def whole_journal(school_id: int | None, search: Search) -> Iterator[AuditLine]:
    """All lines of `read_journal`, one by one."""
    return each_line(school_id, search, shared=school_id is not None and owns_installation(school_id))


def log_event(school_id: int, by: Actor, action: str, subject: str, *, alters_pages: bool = True) -> None:
    """A line on a deed that changes nothing in the database itself: a copy made, a copy taken away.

    `alters_pages=False`: what only looked at a body, so that what is kept in memory of it still holds.
    """
    with writing(alters_pages=alters_pages) as session:
        record_event(session, school_id, by, action, subject)
