"""All tags of a document in one place: the vocabulary, the context, the gaps."""

from __future__ import annotations

from datetime import date
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any, TypeAlias

from sferum_docs.docengine import Filter, Kind, Vocabulary
from sferum_docs.documents.tags import (
    chats,
    directive,
    district,
    figure_chart,
    indicators,
    people,
    replaced,
    roles,
    school,
    staffing,
    weeks,
)
from sferum_docs.documents.tags.declaration import Gap, Group, Rows, Tag, Wanted
from sferum_docs.documents.tags.document import (
    ENCLOSED,
    ENCLOSED_SHEETS,
    IN_FORCE,
    ORDER,
    ORDER_IDS,
    ORDERS,
    document_group,
)
from sferum_docs.grammar.filters import FILTERS
from sferum_docs.grammar.values import FullName, Noun, Organisation, Post
from sferum_docs.packs.roles import NO_ROLES

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from sferum_docs.documents.requests.situation import Situation
    from sferum_docs.packs.model import FieldSpec
    from sferum_docs.packs.roles import Roles

Declared: TypeAlias = "Tag[Any] | Group[Any] | Rows[Any]"

_REMEMBERED = 512  # documents of packs
VALUE_TYPES = (FullName, Post, Organisation, Noun)
_KINDS = {
    FullName: Kind.WORDS,
    Post: Kind.WORDS,
    Organisation: Kind.WORDS,
    Noun: Kind.WORDS,
    str: Kind.TEXT,
    int: Kind.NUMBER,
    date: Kind.DATE,
}
_OF_CHANGES: tuple[Declared, ...] = (replaced.REPLACED, *staffing.TAGS)


@lru_cache(maxsize=_REMEMBERED)
def declared(asked: tuple[FieldSpec, ...] = (), of_pack: Roles = NO_ROLES) -> tuple[Declared, ...]:
    """Everything a template may name whose document asks these questions, in a pack with these roles."""
    return (
        school.SCHOOL,
        people.HEAD,
        directive.ACT,
        directive.RESOLUTION,
        directive.MISSED,
        document_group(asked),
        ORDER,
        ORDERS,
        ORDER_IDS,
        IN_FORCE,
        ENCLOSED,
        ENCLOSED_SHEETS,
        *roles.role_tags(of_pack),
        people.CLASS_TEACHERS,
        people.TUTORS,
        roles.APPOINTED,
        roles.role_holder_rows(of_pack),
        roles.COMMISSION,
        people.STAFF,
        people.EXEMPT,
        people.STAFF_TOTAL,
        people.STAFF_DUE,
        people.ACQUAINTED,
        people.EVERYBODY,
        people.TEACHERS,
        people.SHEETS,
        *chats.TAGS,
        directive.CHECKLIST,
        directive.CHECKED,
        indicators.INDICATORS,
        indicators.DATA,
        figure_chart.CHART,
        figure_chart.CHARTS,
        weeks.WEEK,
        weeks.WEEKS,
        *_OF_CHANGES,
    )


def _all(asked: tuple[FieldSpec, ...], of_pack: Roles, *, office: bool) -> tuple[Declared, ...]:
    """What a template of an office may name besides: the bodies that it watches."""
    return (*declared(asked, of_pack), *(district.TAGS if office else ()))


@cache
def vocabulary(asked: tuple[FieldSpec, ...] = (), of_pack: Roles = NO_ROLES, office: bool = False) -> Vocabulary:
    """The vocabulary of a document that asks these questions, as the template engine wants it."""
    return Vocabulary(tuple(item.field for item in _all(asked, of_pack, office=office)), filters(), VALUE_TYPES)


def context(situation: Situation, names: Collection[str]) -> dict[str, Any]:
    """The values of the names a template uses; a missing record is left out (`missing` tells of it).

    Of a record or a list whose dotted names stand among them only these are built, else all.
    """
    wanted = _wanted(frozenset(names))
    built = {
        item.name: item.build(situation, wanted[item.name]) for item in _declared_for(situation) if item.name in wanted
    }
    return {name: value for name, value in built.items() if value is not None}


@lru_cache(maxsize=_REMEMBERED)
def _wanted(names: frozenset[str]) -> Mapping[str, Wanted]:
    """Top name → the names right below it that are used; None: nobody says which."""
    parts = [name.split(".") for name in names]
    untold = any(not first for first, *_below in parts)  # of the items of a list that was put together
    below: dict[str, set[str]] = {}
    for first, *rest in parts:
        below.setdefault(first, set()).update(rest[:1])
    return {first: frozenset(used) if used and not untold else None for first, used in below.items()}


def missing(situation: Situation, names: Collection[str]) -> tuple[Gap, ...]:
    """What must be filled in or chosen anew before a template that uses these names can be made."""
    # a document made for each role holder lacks nothing when the head holds all: `fitted` leaves it out and says so
    each = situation.list_of_each if situation.holders else ""
    spec, pack = situation.spec, situation.pack
    wanted = _that_must_be_told(spec.fields, pack.roles, frozenset(names), office=pack.for_office)
    empty = tuple(item.gap for item in wanted if item.name != each and item.gap and item.is_empty(situation))
    return (*empty, *roles.role_gaps(situation, names), *chats.chat_gaps(situation, names))


@lru_cache(maxsize=_REMEMBERED)
def _that_must_be_told(
    asked: tuple[FieldSpec, ...], of_pack: Roles, names: frozenset[str], *, office: bool
) -> tuple[Group[Any] | Rows[Any], ...]:
    """What a template with these top names cannot do without."""
    found = (item for item in _all(asked, of_pack, office=office) if not isinstance(item, Tag))
    return tuple(item for item in found if item.gap is not None and item.name in names)


def rows_of(situation: Situation, name: str) -> Sequence[Any]:
    """What a list of the vocabulary holds for this document."""
    found = (item for item in _declared_for(situation) if isinstance(item, Rows) and item.name == name)
    return next((item.source(situation) for item in found), ())


def _declared_for(situation: Situation) -> tuple[Declared, ...]:
    return _all(situation.spec.fields, situation.pack.roles, office=situation.pack.for_office)


def filters() -> tuple[Filter, ...]:
    """The filters of the grammar, as the template engine wants them."""
    return tuple(
        Filter(
            item.name,
            item.function,
            frozenset(_KINDS[kind] for kind in item.accepts),
            gives=Kind.WORDS if item.keeps else Kind.TEXT,
            arguments=(str,) * len(item.arguments),
            meaning=item.meaning,
            wrong=item.wrong,
        )
        for item in FILTERS.values()
    )
