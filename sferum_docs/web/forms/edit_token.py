"""The edit token: marks of what a page showed when it was opened, compared with what is kept when its form comes."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

_PLAIN = re.compile(r"[\w-]{1,40}", re.ASCII)
_TOKEN = re.compile(r"([0-9a-f]{1,10})((?: [\w-]{1,40}:[0-9a-f]{8}){0,20000})", re.ASCII)


@dataclass(frozen=True, slots=True)
class Part:
    """Something that a form writes over: how it is called, what is kept, how that reads, the field that shows it.

    The value of a field is what the field shows: its text, or whether it is ticked. `fields` are all of them where a
    part has several.
    """

    label: str
    value: object
    words: str = ""
    field: str = ""
    fields: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Kept:
    """The parts by name; where the journal tells of them: their subject, actions, topic, entry."""

    parts: Mapping[str, Part]
    subject: str = ""
    actions: tuple[str, ...] = ()
    topic: str = ""
    entry_id: int | None = None


@dataclass(frozen=True, slots=True)
class Sent:
    """What came: plain fields as typed, or values by name of the parts where these are not fields.

    `whole`: parts that are not among the values are taken away. `merges`: parts sent as they were shown stay as they
    are, whatever they are now.
    """

    fields: Mapping[str, str] = field(default_factory=dict)
    values: Mapping[str, object] | None = None
    whole: bool = False
    merges: bool = False


@dataclass(frozen=True, slots=True)
class Comparison:
    """Names of the parts that the form writes, and of those among them that somebody has changed since `at`."""

    touched: frozenset[str]
    overtaken: tuple[str, ...]
    at: int


def short(name: str) -> str:
    """The name of a part as the token carries it: no name of a person stands in it."""
    return name if _PLAIN.fullmatch(name) else hashlib.sha256(name.encode()).hexdigest()[:12]


def token_of(kept: Kept, now: int) -> str:
    """The moment (seconds) and the mark of each part."""
    return " ".join((f"{now:x}", *(f"{short(name)}:{_mark(part.value)}" for name, part in kept.parts.items())))


def compare(kept: Kept, token: str, sent: Sent) -> Comparison | None:
    """What the form writes and what was changed meanwhile; None when the token is none."""
    found = _TOKEN.fullmatch(token)
    if found is None:
        return None
    shown = dict(item.split(":") for item in found[2].split())
    now = {short(name): _mark(part.value) for name, part in kept.parts.items()}
    given = None if sent.values is None else {short(name): _mark(value) for name, value in sent.values.items()}
    touched = _touched(sent, shown, now, given)
    parts = {short(name): part for name, part in kept.parts.items()}
    overtaken = tuple(
        name
        for name in (*parts, *(shown.keys() - parts.keys()))
        if name in touched and now.get(name) != shown.get(name) and not _same(parts.get(name), name, now, given, sent)
    )
    return Comparison(frozenset(touched), overtaken, int(found[1], 16))


def _touched(sent: Sent, shown: Mapping[str, str], now: Mapping[str, str], given: Mapping[str, str] | None) -> set[str]:
    if given is None or sent.whole:
        return {*shown, *now}
    if sent.merges:
        return {name for name, mark in given.items() if name in shown and shown[name] != mark}
    return set(given)


def _same(part: Part | None, name: str, now: Mapping[str, str], given: Mapping[str, str] | None, sent: Sent) -> bool:
    """Whether what is kept now is just what was sent: a button pressed twice, two who wrote the same."""
    if given is not None:
        return now.get(name) == given.get(name)
    if part is None or not part.field:
        return False
    if isinstance(part.value, bool):
        return part.value is (part.field in sent.fields)
    return sent.fields.get(part.field) == str(part.value)


def _mark(value: object) -> str:
    return hashlib.sha256(repr(value).encode()).hexdigest()[:8]
