"""Where the tables of a sheet are: their captions above, their headings of one to four rows, their rows of data."""

from __future__ import annotations

import hashlib
from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from sferum_docs.indicators.layout.beside import cut_rows, parts_of
from sferum_docs.indicators.layout.captions import (
    KEYS,
    OTHER,
    Role,
    begins,
    indicator_named,
    may_name_rows,
    role_of,
    words_of,
)
from sferum_docs.indicators.layout.cells import is_number
from sferum_docs.indicators.layout.settle import keys_listed, of_people_above, people_above, settled_roles, with_names
from sferum_docs.indicators.layout.skipping import cell_at
from sferum_docs.indicators.layout.weeks import week_of_caption
from sferum_docs.indicators.model import PEOPLE, PERCENT, unit_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sferum_docs.directives.indicators import IndicatorSet
    from sferum_docs.reading.sheets.sheets import SheetRow

_MAX_DEPTH = 4
_LEAST_LISTED, _MOST_LISTED = 2, 400  # rows of a list of indicators without a heading
_MOST_TABLES = 200  # of a sheet, as of one printed with its heading on every page
_MOST_TRIED = 1500  # rows of a sheet that might be a heading and are none
_LEAST_CELLS = 2
_TITLES = 6  # rows above a heading that may say what its values are of
_COUNTS = ("чел", "колич", "числ")
_SHARES = ("доля", "доли", "процент", "%")


@dataclass(frozen=True, slots=True)
class Table:
    """A table of a sheet: the rows of its captions, of its heading, of its data, and what each column holds."""

    known: IndicatorSet
    titles: tuple[SheetRow, ...]
    heading: tuple[SheetRow, ...]
    rows: tuple[SheetRow, ...]
    captions: tuple[tuple[str, ...], ...]
    roles: tuple[Role, ...]
    number: int = 0  # of its sheet
    said_above: str = ""  # over several tables side by side
    rows_above: tuple[SheetRow, ...] = ()  # of a sheet whose schools stand in columns: its captions as they stand
    is_turned: bool = False  # its schools stand in columns: what is said of its rows is said of columns of the sheet

    @property
    def title(self) -> str:
        """The text above the table."""
        return text_of(self.titles) or self.said_above

    @property
    def signature(self) -> str:
        """The same for every table with this heading."""
        told = "\n".join("|".join(" ".join(words_of(level)) for level in levels) for levels in self.captions)
        return hashlib.sha256(f"{self.known.key}\n{told}".encode()).hexdigest()[:16]

    @property
    def carries_school(self) -> bool:
        """Whether a school may have several rows: one for each indicator or each week."""
        return any(role.kind in {"indicator_name", "week", "week_start"} for role in self.roles)

    def place_of(self, kind: str) -> int | None:
        """The column of this kind."""
        return next((place for place, role in enumerate(self.roles) if role.kind == kind), None)


@dataclass(frozen=True, slots=True)
class _Heading:
    start: int
    depth: int
    captions: tuple[tuple[str, ...], ...]
    roles: tuple[Role, ...]
    parts: tuple[tuple[int, int], ...]  # tables side by side: first column, that after the last


def find_tables(rows: Sequence[SheetRow], sets: Sequence[IndicatorSet], about: str) -> tuple[Table, ...]:
    """The tables of a sheet by the set of indicators whose words fit best; `about`: the names of file and sheet."""
    head = " ".join([about, *(cell for row in rows[:12] for cell in dict.fromkeys(row.cells))])
    best: tuple[tuple[int, int, int], tuple[Table, ...]] = ((0, 0, 0), ())
    for known in sets:
        tables = _tables(rows, known, about)
        keys = {role.key for table in tables for role in table.roles if role.kind == "indicator"}
        keys |= {key for table in tables for key in keys_listed(table)}
        listed = any(table.place_of("indicator_name") is not None for table in tables)
        given = {role for table in tables for role in table.roles if role.kind == "indicator"}
        usual = sum(unit_of(each) == role.unit for role in given if (each := known.named(role.key)))
        rank = (len(keys) + listed + 2 * begins(words_of(head), known.systems), usual, len(keys))
        if tables and rank > best[0]:
            best = rank, tables
    found = best[1] or next((table for known in sets if (table := _listed(rows, known))), ())
    called = () if found else with_names(rows)
    return found or (find_tables(called, sets, about) if called else ())


def _listed(rows: Sequence[SheetRow], known: IndicatorSet) -> tuple[Table, ...]:
    """A list of indicators, each with its number beside it, that has no heading."""
    places = [_pair_of(row, known) for row in rows[:_MOST_LISTED]]
    named, amounts = Counter(place for place in places if place).most_common(1)[0][0] if any(places) else (0, 0)
    first = next((at for at, place in enumerate(places) if place == (named, amounts)), 0)
    if sum(place == (named, amounts) for place in places) < _LEAST_LISTED or named == amounts:
        return ()
    kinds = {named: Role("indicator_name"), amounts: Role("value")}
    roles = tuple(kinds.get(place, OTHER) for place in range(amounts + 1))
    captions = tuple((role.kind,) if role.kind in {"indicator_name", "value"} else () for role in roles)
    return (Table(known, tuple(rows[:first]), (), tuple(rows[first:]), captions, roles),)


def _pair_of(row: SheetRow, known: IndicatorSet) -> tuple[int, int] | None:
    """The places of the name of an indicator and of the only number after it."""
    named = next((at for at, cell in enumerate(row.cells) if cell and not is_number(cell)), None)
    numbers = [at for at, cell in enumerate(row.cells) if cell and is_number(cell)]
    after = [at for at in numbers if named is not None and at > named]
    known_name = named is not None and indicator_named(row.cells[named], known) is not None
    return (named, after[0]) if named is not None and known_name and len(after) == 1 else None


def _tables(rows: Sequence[SheetRow], known: IndicatorSet, about: str) -> tuple[Table, ...]:
    found = list(_headings(rows, known, about))
    tables: list[Table] = []
    for at, heading in enumerate(found):
        before = found[at - 1].start + found[at - 1].depth if at else 0
        first = _first_title(rows, before, heading.start, follows=at > 0)
        end = (
            _first_title(rows, heading.start + heading.depth, found[at + 1].start, follows=True)
            if at + 1 < len(found)
            else len(rows)
        )
        data = heading.start + heading.depth
        titles, lines, below = rows[first : heading.start], rows[heading.start : data], rows[data:end]
        for left, right in heading.parts:
            roles = tuple(role if left <= place < right else OTHER for place, role in enumerate(heading.roles))
            above, head, data_rows = (
                cut_rows(each, left, right) if len(heading.parts) > 1 else tuple(each)
                for each in (titles, lines, below)
            )
            captions, said = heading.captions[:right], text_of(titles)
            tables.append(Table(known, above, head, data_rows, captions, roles[:right], len(tables), said))
    return tuple(tables)


def text_of(rows: Sequence[SheetRow]) -> str:
    """What stands in some rows, each text once."""
    return " ".join(dict.fromkeys(cell for row in rows for cell in row.cells if cell))


def _first_title(rows: Sequence[SheetRow], before: int, start: int, *, follows: bool) -> int:
    """The first of the rows above a heading that are its captions: texts alone, the last of them over the heading."""
    first = start
    while (
        first > before
        and len({cell for cell in rows[first - 1].cells if cell}) <= 1
        and not any(map(is_number, filter(None, rows[first - 1].cells)))
    ):
        first -= 1
    return first if follows else 0


def _headings(rows: Sequence[SheetRow], known: IndicatorSet, about: str) -> Iterator[_Heading]:
    index, count, tried = 0, 0, 0
    naming = [may_name_rows(row.cells) for row in rows]
    while index < len(rows) and count < _MOST_TABLES and tried < _MOST_TRIED:
        hopeful = any(naming[index : index + _MAX_DEPTH]) and _may_head(rows[index])
        tried += hopeful
        found = _heading_at(rows, index, known, about) if hopeful else None
        if found is None:
            index += 1
            continue
        for other in range(index + 1, min(index + _MAX_DEPTH, len(rows))):  # a part of it may say as much
            if any(is_number(cell) for row in rows[found.start + found.depth : other] for cell in row.cells if cell):
                break  # data of this one
            again = _heading_at(rows, other, known, about) if _may_head(rows[other]) else None
            if again and _is_better(again, found):
                found = again
        yield found
        index, count = found.start + found.depth, count + 1


def _is_better(again: _Heading, found: _Heading) -> bool:
    """Whether a heading that begins lower says more, or as much by its last rows alone."""
    ends_same = again.start + again.depth == found.start + found.depth
    more = _richness(again.roles) - _richness(found.roles)
    return more > 0 or (more == 0 and ends_same)


def _may_head(row: SheetRow) -> bool:
    filled = [cell for cell in row.cells if cell]
    return len(set(filled)) >= _LEAST_CELLS and not any(map(is_number, filled[:4]))


def _heading_at(rows: Sequence[SheetRow], start: int, known: IndicatorSet, about: str) -> _Heading | None:
    best: _Heading | None = None
    unit, above = _unit_above(rows, start), people_above(rows[max(0, start - _TITLES) : start], about, known)
    for depth in range(1, min(_MAX_DEPTH, len(rows) - start) + 1):
        lines = rows[start : start + depth]
        if depth > 1 and not _goes_on(lines[-2], lines[-1], known):
            break
        captions = _captions(lines, known)
        roles = of_people_above(tuple(_role(levels, known, unit) for levels in captions), captions, above, known)
        captions = tuple(tuple(level for level in levels if not week_of_caption(level)[1]) for levels in captions)
        parts = parts_of(roles)
        roles = tuple(role for a, b in parts for role in settled_roles(captions[a:b], roles[a:b], known))
        if not _is_heading(roles):
            roles = _with_implied(roles, rows[max(0, start - _TITLES) : start], about, known)
        more = _richness(roles) - _richness(best.roles) if best else 1
        if _is_heading(roles) and (more > 0 or (more == 0 and _parts_values(lines[-1], known))):
            best = _Heading(start, depth, captions, roles, parts)
    return best


def _role(levels: tuple[str, ...], known: IndicatorSet, unit: str) -> Role:
    """The role of a column; a level that names a week says of which week it is."""
    week = next((level for level in levels if week_of_caption(level)[0]), "")
    if not week:
        return role_of(levels, known, unit)
    rest = tuple(level for level in levels if not week_of_caption(level)[1])
    return replace(role_of(rest, known, unit) if rest else Role("value", unit=unit), week=week)


def _unit_above(rows: Sequence[SheetRow], start: int) -> str:
    """What the nearest captions above say figures are."""
    above = [row for row in rows[max(0, start - 3) : start] if not any(map(is_number, filter(None, row.cells)))]
    words = [word for row in above for cell in dict.fromkeys(row.cells) for word in words_of(cell)]
    return PERCENT if begins(words, _SHARES) and not begins(words, _COUNTS) else PEOPLE


def _goes_on(above: SheetRow, last: SheetRow, known: IndicatorSet) -> bool:
    """Whether a row belongs to the heading above it: no data stand in it."""
    filled = [(place, cell) for place, cell in enumerate(last.cells) if cell]
    shared = any(place < len(above.cells) and above.cells[place] == cell for place, cell in filled)
    if any(is_number(cell) for _place, cell in filled):
        return shared and not all(is_number(cell) or cell in above.cells for _place, cell in filled[:1])
    kinds = {role_of((cell,), known).kind for _place, cell in filled}
    if len({cell for _place, cell in filled}) < _LEAST_CELLS and not shared:
        return kinds == {"indicator"} and filled[0][0] > 0  # «звонки» under the weeks
    if all(week_of_caption(cell)[1] for _place, cell in filled):
        return True
    return shared or not kinds <= {"other", "unclear"}


def _parts_values(line: SheetRow, known: IndicatorSet) -> bool:
    """Whether a row under a heading tells values from what is none: «план | факт», «прошлая неделя | текущая»."""
    kinds = {role_of((cell,), known).kind for cell in line.cells if cell}
    return not kinds.isdisjoint({"derived", "was"}) and kinds.isdisjoint(KEYS)


def _captions(lines: Sequence[SheetRow], known: IndicatorSet) -> tuple[tuple[str, ...], ...]:
    """The captions of each column from above; a caption that was not merged goes on to the right."""
    width = max(len(line.cells) for line in lines)
    levels: list[list[str]] = [[] for _ in range(width)]
    for at, line in enumerate(lines):
        spread, is_last = "", at == len(lines) - 1
        for place in range(width):
            cell = cell_at(line, place)
            if cell:
                role = role_of((cell,), known)
                over = any(cell_at(below, place) for below in lines[at + 1 :])
                alone = KEYS | {"number", "rank"} | (set() if over else {"derived"})
                spread = "" if role.kind in alone else cell
            elif spread and not is_last and not levels[place]:
                cell = spread
            if cell and (not levels[place] or levels[place][-1] != cell):
                levels[place].append(cell)
    return tuple(map(tuple, levels))


def _with_implied(
    roles: tuple[Role, ...], above: Sequence[SheetRow], about: str, known: IndicatorSet
) -> tuple[Role, ...]:
    """The roles where columns hold values of an indicator that the captions above or the sheet's name alone say."""
    if not any(role.kind == "value" for role in roles) or not any(role.kind == "school" for role in roles):
        return roles
    texts = (text_of([row]) for row in reversed(above) if not any(map(is_number, filter(None, row.cells))))
    meant = next((role.key for text in (*texts, about) if (role := role_of((text,), known)).kind == "indicator"), "")
    implied = (replace(role, kind="indicator", key=meant) if role.kind == "value" else role for role in roles)
    return tuple(implied) if meant else roles


def _is_heading(roles: Sequence[Role]) -> bool:
    kinds = Counter(role.kind for role in roles)
    has_values = kinds["indicator"] or (kinds["indicator_name"] and kinds["value"])
    return bool(has_values) and not KEYS.isdisjoint(kinds)


def _richness(roles: Sequence[Role]) -> int:
    return len({role for role in roles if role.kind not in {"other", "unclear", "number", "rank", "derived"}})
