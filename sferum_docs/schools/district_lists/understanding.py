"""Files of a district understood: tables, organisations with their staff, all findings and questions at once."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING

from sferum_docs.reading.faults import Fault
from sferum_docs.schools.district_lists.heads import find_head
from sferum_docs.schools.district_lists.joining import JoinedBody, join_bodies, plain_name
from sferum_docs.schools.district_lists.model import Body, Finding, Level, NamedBody, Understood
from sferum_docs.schools.district_lists.owners import NOT_TAKEN, find_owners
from sferum_docs.schools.district_lists.people import read_people
from sferum_docs.schools.district_lists.tables.reader import read_files
from sferum_docs.schools.district_lists.values import body_values
from sferum_docs.schools.fields.requisites import REQUISITES
from sferum_docs.schools.model import Requisites, SchoolKind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sferum_docs.reading.sheets.sheets import TableBook
    from sferum_docs.schools.district_lists.model import FindBodies, Question, RawPerson, Told
    from sferum_docs.schools.district_lists.people import StaffList
    from sferum_docs.schools.district_lists.tables.reader import Raw
    from sferum_docs.schools.reader import SexOfName

_NAMES = ("full_name", "short_name")
_ORDER = tuple(Level)


def understand(
    files: Sequence[tuple[str, TableBook]],
    told: Told,
    known: Sequence[NamedBody],
    find: FindBodies,
    sex_of: SexOfName,
) -> Understood:
    """What files say of organisations and their staff. `known`: those that are kept already, by their keys."""
    raw = read_files(files, told)
    joining = join_bodies([body_values(each) for each in raw.bodies], find, told)
    kept = _kept_ones(joining.bodies, known)
    ours = {own: key for key, own in kept.items()}  # a name remembered means a body that is kept
    told = replace(told, names={text: ours.get(key, key) for text, key in told.names.items()})
    groups = {number: body.key for body in joining.bodies for number in body.numbers}
    taken = {kept[body.key] for body in joining.bodies if body.key in kept}
    named = [body.named for body in joining.bodies], [each for each in known if each.key not in taken]
    owners = find_owners(raw.people, raw.titles, groups, named, find, told)
    rows: dict[str, list[RawPerson]] = defaultdict(list)
    for key, person in zip(owners.of, raw.people, strict=True):
        if key != NOT_TAKEN:
            rows[key].append(person)
    others = [JoinedBody(each.key, values=_named_values(each)) for each in known if each.key in rows]
    only_kept = {each.key for each in others}
    findings = [*raw.findings, *_nameless_columns(raw), *joining.findings, *owners.findings]
    questions: list[Question] = [*joining.questions, *owners.questions]
    left, bodies = list(raw.left), []
    for joined in (*joining.bodies, *others):
        staff = read_people(rows.get(joined.key, ()), joined.name, joined.key, told, sex_of)
        bodies.append(_body(joined, staff, kept.get(joined.key, joined.key if joined.key in only_kept else ""), sex_of))
        findings += [*staff.findings, *_counted(joined, staff, len(rows.get(joined.key, ())))]
        questions += staff.questions
        left += staff.left
    answered = [_with_answer(question, told) for question in questions]
    findings.sort(key=lambda each: _ORDER.index(each.level))
    return Understood(tuple(raw.tables), tuple(bodies), tuple(findings), tuple(answered), tuple(left), owners.names)


def _with_answer(question: Question, told: Told) -> Question:
    return question if question.answer else replace(question, answer=told.answers.get(question.key, ""))


def _named_values(body: NamedBody) -> dict[str, str]:
    return {"short_name": body.short_name, "full_name": body.full_name}


def _kept_ones(bodies: Sequence[JoinedBody], known: Sequence[NamedBody]) -> dict[str, str]:
    """Key of an organisation of the files → key of the one that is kept: by numbers, else by the same name."""
    holders: dict[tuple[str, str], set[str]] = defaultdict(set)
    for each in known:
        for pair in _codes(each):
            holders[pair].add(each.key)
    # a number that two bodies call theirs tells neither: one of them could have the workers of the other
    by_code = {pair: next(iter(keys)) for pair, keys in holders.items() if len(keys) == 1}
    by_name: dict[str, set[str]] = defaultdict(set)
    for each in known:
        for name in (each.short_name, each.full_name):
            if name:
                by_name[plain_name(name)].add(each.key)
    found: dict[str, str] = {}
    for body in bodies:
        named = body.named
        key = next((by_code[pair] for pair in _codes(named) if pair in by_code), "")
        same = by_name.get(plain_name(named.short_name), set()) | by_name.get(plain_name(named.full_name), set())
        key = key or (next(iter(same)) if len(same) == 1 else "")
        if key and key not in found.values():
            found[body.key] = key
    return found


def _codes(body: NamedBody) -> list[tuple[str, str]]:
    return [pair for pair in (("inn", body.inn), ("ogrn", body.ogrn)) if pair[1]]


def _body(joined: JoinedBody, staff: StaffList, known: str, sex_of: SexOfName) -> Body:
    head = find_head(joined, staff, sex_of) if joined.sources else None
    names = {each.name for each in REQUISITES}
    values = {name: value for name, value in joined.values.items() if name in names}
    told = frozenset(values) if joined.sources else frozenset()
    full, short = (str(values.get(name, "")) for name in _NAMES)
    values |= {"full_name": full or short, "short_name": short or full}
    required = {"kind": SchoolKind.OTHER, "place": "", "inn": ""}
    requisites = Requisites(**{**required, **values})
    return Body(joined.key, requisites, head, staff.staff, told, dict(joined.places), known)


def _counted(joined: JoinedBody, staff: StaffList, rows: int) -> list[Finding]:
    """A card that counts other workers than its list has."""
    cells = [source.raw.cells["staff_count"] for source in joined.sources if "staff_count" in source.raw.cells]
    found = []
    for cell in cells:
        digits = "".join(sign for sign in cell.text if sign.isdigit())
        if rows and digits and int(digits[:6]) != len(staff.entries):
            values = {"count": digits[:6], "read": len(staff.entries)}
            found.append(
                Finding(Level.INFO, Fault("district_count_differs", values=values), cell.place, joined.name, cell.text)
            )
    return found


def _nameless_columns(raw: Raw) -> list[Finding]:
    """Tables of organisations without a column of their numbers: told once for a table."""
    found: dict[tuple[str, str], Finding] = {}
    for body in raw.bodies:
        at = (body.place.file, body.place.sheet)
        if "inn" not in body.cells and at not in found:
            found[at] = Finding(Level.INFO, Fault("district_no_inn_column"), replace(body.place, cell=""))
    return list(found.values())
