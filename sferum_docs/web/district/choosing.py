"""How bodies are chosen out of many: a filter in the address, ticks on one page of the list, or all that fit."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from flask import request

from sferum_docs.grammar.words.search import holds, search_text
from sferum_docs.reading.cleaning import clean_line
from sferum_docs.web.protection.numbers import sent_number

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from sferum_docs.services.district.scope import OverseenBody

T = TypeVar("T")
PAGE = 100  # bodies of one page: a tick for each
_LONGEST, _NAMED = 200, 5
ALL = "all"  # of the choice: everybody who fits the filter


@dataclass(frozen=True, slots=True)
class Filter:
    """What the address asks of a list of bodies."""

    words: str
    kind: str
    state: str
    page: int

    def fits(self, body: OverseenBody, state: str) -> bool:
        """Whether a body in this state is asked for."""
        said = not self.words or holds(search_text([body.short_name, body.full_name, body.inn]), self.words)
        return said and self.kind in {"", body.kind.value} and self.state in {"", state}

    @property
    def kept(self) -> dict[str, Any]:
        """The filter for another address."""
        named = {"q": self.words, "kind": self.kind, "state": self.state}
        return {name: text for name, text in named.items() if text}


@dataclass(frozen=True, slots=True)
class FoundPage(Generic[T]):
    """One page of what fits."""

    rows: tuple[T, ...]
    total: int
    number: int
    pages: int


def sent_filter(states: Mapping[str, str]) -> Filter:
    """The filter of this address; what it does not know asks for nothing."""
    words, kind = (clean_line(request.args.get(name, ""))[:_LONGEST] for name in ("q", "kind"))
    state = request.args.get("state", "")
    return Filter(words, kind, state if state in states else "", sent_number(request.args.get("page", "")) or 1)


def found_page(fitting: Sequence[T], asked: Filter) -> FoundPage[T]:
    """The page asked for; one that is not there is answered with the last."""
    pages = max(1, -(-len(fitting) // PAGE))
    number = min(max(1, asked.page), pages)
    return FoundPage(tuple(fitting[(number - 1) * PAGE : number * PAGE]), len(fitting), number, pages)


def chosen_bodies(bodies: Iterable[tuple[OverseenBody, str]], asked: Filter) -> list[int]:
    """Who was ticked, or everybody who fits the filter of the address; others than these bodies are not chosen."""
    if request.form.get("whom") == ALL:
        return [body.id for body, state in bodies if asked.fits(body, state)]
    ticked = {number for text in request.form.getlist("schools") if (number := sent_number(text))}
    return [body.id for body, _state in bodies if body.id in ticked]


def named(bodies: Sequence[OverseenBody]) -> str:
    """The names of the first of them, and how many more."""
    more = f" и ещё {len(bodies) - _NAMED}" if len(bodies) > _NAMED else ""
    return f"{', '.join(body.short_name for body in bodies[:_NAMED])}{more}"
