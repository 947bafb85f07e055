"""Whom an office watches: the one place that says whether it may look at a body."""

from __future__ import annotations

from sferum_docs.store.oversight import (
    OverseenBody,
    all_bodies,
    body_named,
    main_body_id,
    overseen_bodies,
    overseers_of,
    owns_installation,
    watched_among,
)

__all__ = [
    "OverseenBody", "all_bodies", "body_in_scope", "body_named", "is_overseen", "main_body_id", "overseen_bodies",
    "owns_installation", "schools_in_scope", "watched_among", "watches",
]  # fmt: skip


def schools_in_scope(office_id: int) -> tuple[OverseenBody, ...]:
    """The bodies that an office watches, by name; offices between it and them are none, nor what is closed."""
    return tuple(body for body in overseen_bodies(office_id) if not body.is_office and body.closed_on is None)


def body_in_scope(office_id: int, school_id: int) -> OverseenBody | None:
    """The body of this id when the office watches it; None: it is none of its business."""
    return next((body for body in overseen_bodies(office_id) if body.id == school_id), None)


def watches(office_id: int, school_id: int) -> bool:
    """Whether a body that works is watched by an office: asked of one body without reading the others."""
    return school_id in watched_among(office_id, (school_id,))


def is_overseen(school_id: int | None) -> bool:
    """Whether an office stands above a body: then the installation is not its own."""
    return school_id is not None and bool(overseers_of(school_id))
