"""Which body a command is about: named by its INN, its short name or its number, or the only one there is."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from sferum_docs.reading.faults import Fault, FaultsError
from sferum_docs.services.district.scope import all_bodies, body_named

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sferum_docs.services.district.scope import OverseenBody

BODY = click.option(
    "--school",
    "body_name",
    default="",
    help="чьё это: ИНН, краткое наименование или номер организации; нужно, когда их здесь несколько",
)
_NAMED = 5  # bodies that a sentence names


def named_body(name: str) -> OverseenBody | None:
    """The body of this name; without a name the only one, None before there is any. FaultsError: several, none."""
    known = body_named(name) if name else all_bodies()
    if len(known) > 1:
        raise FaultsError([Fault("body_not_named", "--school", {"known": told_bodies(known)})])
    if name and not known:
        raise FaultsError([Fault("body_unknown", "--school", {"text": name})])
    return next(iter(known), None)


def told_bodies(known: Sequence[OverseenBody]) -> str:
    """Some bodies as a sentence names them: the first few, and how many there are beside."""
    told = ", ".join(f"{body.short_name} (ИНН {body.inn}, номер {body.id})" for body in known[:_NAMED])
    return told + (f" и ещё {len(known) - _NAMED}" if len(known) > _NAMED else "")


def named_body_id(name: str) -> int | None:
    """Its id."""
    body = named_body(name)
    return None if body is None else body.id
