"""What the columns of a heading mean when they are seen together."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

from sferum_docs.indicators.layout.captions import (
    KEYS,
    UNCLEAR,
    Role,
    begins,
    indicator_named,
    is_derived,
    populations_of,
    role_of,
    words_of,
)
from sferum_docs.indicators.layout.cells import is_number, read_cell
from sferum_docs.indicators.layout.skipping import is_named
from sferum_docs.indicators.layout.weeks import week_in
from sferum_docs.indicators.model import PEOPLE, PERCENT, unit_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sferum_docs.directives.indicators import IndicatorSet
    from sferum_docs.indicators.layout.heading import Table
    from sferum_docs.reading.sheets.sheets import SheetRow

_LARGEST_SHARE = Decimal("1.5")  # shares as fractions: none of a table is above this
_MOST_LISTED = 400  # rows of a long list in which its indicators are looked for
_CONTACTS = ("телефон", "почт", "mail", "email", "фио", "должност")
_ANY_YEAR = 2000
_NAMES, _SEARCHED = "Организация", 40
_GROUPED = 2  # levels of a caption
_PEOPLE = ("чел", "колич", "кол", "числ")
_SHARES = ("%", "процент", "доля")


def settled_roles(captions: Sequence[tuple[str, ...]], roles: Sequence[Role], known: IndicatorSet) -> tuple[Role, ...]:
    """The roles seen together: «%» belongs to what stands before it, of two «in all» the plain one is the base."""
    found = [_of_group(role, levels, roles, captions) for role, levels in zip(roles, captions, strict=True)]
    for place, role in enumerate(found):
        before = found[place - 1] if place else None
        if role.kind == "value" and before and before.kind in {"indicator", "base"} and role.unit != before.unit:
            found[place] = replace(before, unit=role.unit) if role.week in {"", before.week} else role
        elif role == UNCLEAR and not populations_of(captions[place], known):  # «из них связали ЭЖД»
            found[place] = _of_left(captions, place, known)
    by_role: dict[Role, list[int]] = {}
    for place, role in enumerate(found):
        by_role.setdefault(role, []).append(place)
    for role, places in by_role.items():
        if role.kind == "indicator" and len(places) > 1 and not _is_beside_usual(role, found, known):
            _part(found, role, places, captions, known)
        elif role.kind in KEYS and len(places) > 1:
            for place in places:
                found[place] = Role("other")
            found[next((place for place in places if not _is_number_of(captions[place])), places[0])] = role
    return tuple(_with_bases(found, captions, known))


def _is_beside_usual(role: Role, found: Sequence[Role], known: IndicatorSet) -> bool:
    """Whether the columns are of another unit than their indicator, which stands beside them in its own."""
    indicator = known.named(role.key)
    usual = unit_of(indicator) if indicator else role.unit
    return usual != role.unit and replace(role, unit=usual) in found


def _of_group(role: Role, levels: tuple[str, ...], roles: Sequence[Role], captions: Sequence[tuple[str, ...]]) -> Role:
    """The role of a column of a group that is a comparison of others: «Среднее за период» beside the weeks."""
    if role.kind != "indicator" or len(levels) < _GROUPED or not is_derived(words_of(levels[0])):
        return role
    others = (each for each, above in zip(roles, captions, strict=True) if above[:1] != levels[:1])
    return Role("derived") if any(each.kind == "indicator" for each in others) else role


def _is_number_of(levels: Sequence[str]) -> bool:
    """Whether a column is the number of what another column names: «№ недели» beside «Период»."""
    return bool(levels) and levels[-1].lstrip().startswith(("№", "N", "n"))


def _with_bases(found: list[Role], captions: Sequence[tuple[str, ...]], known: IndicatorSet) -> list[Role]:
    """The roles where a plain «in all» stands beside the base of others that is called so: it is a base as well."""
    plain = [_without_people(captions[place], known) for place, role in enumerate(found) if role.kind == "base"]
    for place, role in enumerate(found):
        indicator = known.named(role.key) if role.kind == "indicator" else None
        if indicator and indicator.general and _without_people(captions[place], known) in plain:
            found[place] = Role("base", indicator.population, role.unit)
    return found


def _without_people(levels: Sequence[str], known: IndicatorSet) -> tuple[str, ...]:
    people = tuple(word for words in known.populations.values() for word in words)
    return tuple(word for level in levels for word in words_of(level) if not word.startswith(people))


def _of_left(captions: Sequence[tuple[str, ...]], place: int, known: IndicatorSet) -> Role:
    """The role of a column that does not say whom it counts: those whom the columns before it count."""
    named = (populations_of(captions[left], known) for left in range(place - 1, -1, -1))
    people: tuple[str, ...] = next(filter(None, named), ())
    return role_of((known.populations[people[0]][0], *captions[place]), known) if people else UNCLEAR


def _part(
    found: list[Role], role: Role, places: list[int], captions: Sequence[tuple[str, ...]], known: IndicatorSet
) -> None:
    """Several columns seem to be one indicator: the base among them is told by the system that it does not name."""
    indicator = known.named(role.key)
    named = [place for place in places if begins(words_of(" ".join(captions[place])), known.systems)]
    if indicator and indicator.general and len(named) == 1:
        for place in places:
            found[place] = role if place in named else Role("base", indicator.population, role.unit)
        return
    for place in places[1:]:
        found[place] = UNCLEAR


def with_shares(table: Table) -> tuple[Table, frozenset[int]]:
    """The table whose columns of shares are known by what stands in them where the heading does not say it.

    Beside it the columns in which a number without the sign of a percent may be of people.
    """
    roles, signed = list(table.roles), set()
    for place, role in enumerate(roles):
        if role.kind == "indicator" and role.unit != PERCENT and replace(role, unit=PERCENT) not in roles:
            cells = [read_cell(row.cells[place]) for row in table.rows if place < len(row.cells)]
            numbers = [cell for cell in cells if cell.amount is not None]
            both = _is_of_shares(table, role)  # «12 (39 %)» of what is counted in shares
            shares = [
                cell for cell in numbers if cell.share or (cell.amount or 0) % 1 or (both and cell.beside is not None)
            ]
            if len(shares) * 2 > len(numbers):
                roles[place] = replace(role, unit=PERCENT)
                signed |= {place} if all(cell.share or cell.beside is not None for cell in shares) else set()
    if any(role.kind == "indicator" and role.unit == PERCENT for role in roles):
        roles = [_share_like_others(table, place, roles) for place in range(len(roles))]
    return replace(table, roles=tuple(roles)), frozenset(signed)


def _is_of_shares(table: Table, role: Role) -> bool:
    indicator = table.known.named(role.key)
    return indicator is not None and unit_of(indicator) == PERCENT


def _share_like_others(table: Table, place: int, roles: Sequence[Role]) -> Role:
    """The role of a column beside shares that nothing calls people: of an indicator that is a share it is one."""
    role = roles[place]
    if role.kind != "indicator" or role.unit == PERCENT or not _is_of_shares(table, role):
        return role
    share = replace(role, unit=PERCENT)
    return role if share in roles or begins(words_of(" ".join(table.captions[place])), _PEOPLE) else share


def with_names(rows: Sequence[SheetRow]) -> tuple[SheetRow, ...]:
    """The rows with a heading over the names of bodies that has none; nothing where it has one, or none is needed."""
    first, place = next(
        ((at, column) for at, row in enumerate(rows[:_SEARCHED]) if (column := _body_of(row)) is not None), (0, 0)
    )
    head = next((at for at in range(first - 1, -1, -1) if not any(map(is_number, rows[at].cells))), None)
    above = rows[head].cells[place : place + 1] if head is not None else ()
    if head is None or above == (_NAMES,) or (any(above) and len(set(filter(None, rows[head].cells))) == 1):
        return ()
    cells = list(rows[head].cells) + [""] * (place + 1 - len(rows[head].cells))
    cells[place] = _NAMES
    return (*rows[:head], replace(rows[head], cells=tuple(cells)), *rows[head + 1 :])


def _body_of(row: SheetRow) -> int | None:
    """The place of the name of a body that numbers follow."""
    place = next((at for at, cell in enumerate(row.cells) if cell and is_named(cell)), None)
    return place if place is not None and any(map(is_number, filter(None, row.cells[place + 1 :]))) else None


def is_of_contacts(table: Table) -> bool:
    """Whether a table tells how to reach people, and how many there are beside: none of it is of a system."""
    general = {each.id for each in table.known.indicators if each.general}
    places = [place for place, role in enumerate(table.roles) if role.kind in {"indicator", "value", "indicator_name"}]
    plain = all(table.roles[place].key in general for place in places) and not any(
        begins(words_of(" ".join(table.captions[place])), table.known.systems) for place in places
    )
    of_a_week = begins(words_of(table.title), table.known.systems) and week_in(table.title, _ANY_YEAR) is not None
    return plain and not of_a_week and any(begins(words_of(" ".join(levels)), _CONTACTS) for levels in table.captions)


def are_fractions(table: Table) -> bool:
    """Whether shares without the sign stand as 0.451 and not as 45.1."""
    places = [place for place, role in enumerate(table.roles) if role.unit == PERCENT]
    cells = [read_cell(row.cells[place]) for row in table.rows for place in places if place < len(row.cells)]
    amounts = [cell.amount for cell in cells if cell.amount is not None and not cell.share]
    return bool(amounts) and max(amounts) <= _LARGEST_SHARE and any(amount % 1 for amount in amounts)


def people_above(rows: Sequence[SheetRow], about: str, known: IndicatorSet) -> str:
    """A word for whom the nearest caption above a heading or the name of the sheet counts; empty for two."""
    texts = [{cell for cell in row.cells if cell} for row in rows]
    nearest = next((each for each in reversed(texts) if each), set[str]())
    named = populations_of(tuple(nearest), known) if len(nearest) == 1 else ()
    named = named or populations_of((about,), known)
    return known.populations[named[0]][0] if len(named) == 1 else ""


def of_people_above(
    roles: tuple[Role, ...], captions: Sequence[tuple[str, ...]], people: str, known: IndicatorSet
) -> tuple[Role, ...]:
    """The roles where columns that say nothing of whom they count are of the people of the caption above."""
    return tuple(
        told
        if people
        and role.kind in {"other", "unclear"}
        and levels
        and not populations_of(levels, known)
        and (told := role_of((people, *levels), known, role.unit)).kind in {"indicator", "base"}
        else role
        for role, levels in zip(roles, captions, strict=True)
    )


def keys_listed(table: Table) -> Iterator[str]:
    """The indicators that the rows of a long list name."""
    place = table.place_of("indicator_name")
    rows = table.rows[:_MOST_LISTED] if place is not None else ()
    named = dict.fromkeys(row.cells[place] for row in rows if place is not None and place < len(row.cells))
    found = (indicator_named(name, table.known) for name in named if name)
    return (indicator.id for indicator in found if indicator)


def unit_told(row: Sequence[str], table: Table, listed: str, unit: str) -> str:
    """In what the value of a row of a long list is: its indicator's name or a column of units says it."""
    if not listed:
        return unit
    told = role_of((listed,), table.known, unit).unit
    words = (words_of(cell) for place, cell in enumerate(row) if cell and _is_of_units(table, place))
    return next((PERCENT if begins(each, _SHARES) else PEOPLE for each in words if each), told)


def _is_of_units(table: Table, place: int) -> bool:
    levels = table.captions[place] if place < len(table.captions) else ()
    said = words_of(levels[-1]) if levels else ()
    return (
        bool(said) and (said[0].startswith("ед") or said[0].startswith("единиц")) and table.roles[place].kind != "value"
    )
