"""The workers of an organisation out of the rows of its lists: checked, none twice, several files as one."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from sferum_docs.reading.faults import Fault
from sferum_docs.reading.records import Record
from sferum_docs.schools.columns import cell_name
from sferum_docs.schools.district_lists.joining import compared
from sferum_docs.schools.district_lists.model import Finding, LeftRow, Level, Option, Place, Question
from sferum_docs.schools.fields.person import BESIDE_NAME, PERSON
from sferum_docs.schools.names import NameParts, same_letters
from sferum_docs.schools.reader import read_person
from sferum_docs.schools.tidy import contacts_apart

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sferum_docs.schools.district_lists.model import RawPerson, Told
    from sferum_docs.schools.model import Person
    from sferum_docs.schools.reader import SexOfName

_KEYS = frozenset(each.kept_as for each in PERSON)
_ASKED = tuple(each for each in BESIDE_NAME if each.name != "sex")
_FIRST, _BOTH = "first", "both"


@dataclass(slots=True)
class _Entry:
    person: Person
    raw: RawPerson


@dataclass(slots=True)
class StaffList:
    """The workers of one organisation by name, with where each is written."""

    body: str
    key: str
    told: Told
    entries: dict[str, _Entry] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)
    questions: list[Question] = field(default_factory=list)
    left: list[LeftRow] = field(default_factory=list)

    @property
    def staff(self) -> tuple[Person, ...]:
        """The workers in the order of the lists."""
        return tuple(entry.person for entry in self.entries.values())

    def place(self, person: Person) -> Place:
        """Where a worker is written."""
        return _place(self.entries[same_letters(person.full_name)].raw, "name")


def read_people(rows: Sequence[RawPerson], body: str, key: str, told: Told, sex_of: SexOfName) -> StaffList:
    """The staff of an organisation."""
    staff = StaffList(body, key, told)
    for raw in rows:
        person = _read(raw, staff, sex_of)
        if person is None:
            continue
        known = staff.entries.get(same_letters(person.full_name))
        if known is None:
            staff.entries[same_letters(person.full_name)] = _Entry(person, raw)
        elif (known.raw.file, known.raw.sheet) == (raw.file, raw.sheet):
            _twice(known, person, raw, staff)
        else:
            known.person = _joined(known, person, raw, staff)
    return staff


def _place(raw: RawPerson, key: str) -> Place:
    return Place(raw.file, raw.sheet, cell_name(raw.number, raw.places.get(key, raw.places.get("name", 0))))


def _read(raw: RawPerson, staff: StaffList, sex_of: SexOfName) -> Person | None:
    faults: list[Fault] = []
    asked = f"sex:{raw.file}|{raw.sheet}|{raw.number}"
    values = {key: text for key, text in raw.values.items() if key in _KEYS}
    if not (values.get("phone") and values.get("email")):
        both = contacts_apart(values.get("phone") or values.get("email") or "")
        values |= dict(zip(("phone", "email"), both, strict=True)) if both else {}
    if staff.told.answers.get(asked) in {"м", "ж"}:
        values["sex"] = staff.told.answers[asked]
    person = read_person(Record(values, "", faults), sex_of)
    name = values.get("name", "")
    for fault in faults:
        place, written = _place(raw, fault.place), values.get(fault.place, "")
        if fault.code == "sex_unknown":
            finding = Finding(Level.QUESTION, Fault("district_sex", values={"text": name}), place, staff.body, name)
            options = (Option("м", "мужской"), Option("ж", "женский"))
            staff.questions.append(Question(asked, finding, options))
            continue
        told = fault
        if fault.code == "empty":
            told = (
                Fault("district_no_post", values={"text": name}) if fault.place == "post" else Fault("district_no_name")
            )
        level = Level.WARNING if fault.warning else Level.ERROR
        staff.findings.append(Finding(level, replace(told, place=""), place, staff.body, written))
    if person is None and not any(fault.code == "sex_unknown" for fault in faults):
        why = faults[0].sentence() if faults else ""
        staff.left.append(LeftRow(_place(raw, "name"), why, name or " · ".join(filter(None, raw.values.values()))[:80]))
    if person is not None and values.get("sex") and asked not in staff.told.answers:
        _tell_other_sex(person, raw, staff, sex_of)
    return person


def _tell_other_sex(person: Person, raw: RawPerson, staff: StaffList, sex_of: SexOfName) -> None:
    """«Ж» beside «Мурад Алиевич»: a slip of the pen declines the name wrong in every paper."""
    by_name = sex_of(NameParts(person.last, person.first, person.middle)) if person.middle else None
    if by_name not in {None, person.sex}:
        fault = Fault("district_other_sex", values={"text": person.full_name, "sex": person.sex.value})
        staff.findings.append(Finding(Level.WARNING, fault, _place(raw, "sex"), staff.body, person.full_name))


def _twice(known: _Entry, person: Person, raw: RawPerson, staff: StaffList) -> None:
    """One name twice in a list: the same row, or one person in two posts, or two people of one name."""
    place = _place(raw, "name")
    values = {"text": person.full_name, "first": known.raw.number, "row": raw.number, "posts": person.post}
    if compared("post", known.person.post) == compared("post", person.post):
        finding = Finding(
            Level.ERROR, Fault("district_person_twice", values=values), place, staff.body, person.full_name
        )
        staff.findings.append(finding)
        staff.left.append(LeftRow(place, finding.fault.sentence(), person.full_name))
        return
    values["posts"] = f"«{known.person.post}» и «{person.post}»"
    key = f"twice:{staff.key}:{same_letters(person.full_name)}:{raw.number}"
    options = (
        Option(_BOTH, f"одно лицо, обе должности: «{known.person.post}, {person.post}»"),
        Option(_FIRST, f"одно лицо, должность «{known.person.post}»"),
    )
    answer = staff.told.answers.get(key, "")
    finding = Finding(
        Level.QUESTION, Fault("district_person_posts", values=values), place, staff.body, person.full_name
    )
    staff.questions.append(Question(key, finding, options, answer if answer in {_BOTH, _FIRST} else ""))
    if answer == _BOTH:
        known.person = replace(known.person, post=f"{known.person.post}, {person.post}")


def _joined(known: _Entry, person: Person, raw: RawPerson, staff: StaffList) -> Person:
    """One worker of two files: what one lacks the other tells, what they tell differently is asked."""
    merged = known.person
    for each in _ASKED:
        was, now = getattr(merged, each.name), getattr(person, each.name)
        if (
            not now
            or (each.name == "post" and was.startswith(now))
            or compared(each.name, was) == compared(each.name, now)
        ):
            continue
        if not was or (each.name == "post" and now.startswith(was)):
            merged = _with(merged, each.name, now)
            continue
        key = f"person:{staff.key}:{same_letters(person.full_name)}:{each.name}"
        options = (
            Option("0", f"{was} ({_place(known.raw, each.kept_as)})"),
            Option("1", f"{now} ({_place(raw, each.kept_as)})"),
        )
        answer = staff.told.answers.get(key, "")
        said = "; ".join(option.words for option in options)
        values = {"text": person.full_name, "name": each.caption, "said": said}
        finding = Finding(
            Level.QUESTION, Fault("district_person_differs", values=values), _place(raw, each.kept_as), staff.body, now
        )
        staff.questions.append(Question(key, finding, options, answer if answer in {"0", "1"} else ""))
        if answer == "1":
            merged = _with(merged, each.name, now)
        elif not answer and each.name != "post":
            merged = _with(merged, each.name, "")
    return merged


def _with(person: Person, name: str, text: str) -> Person:
    changed: dict[str, Any] = {name: text}
    return replace(person, **changed)
