"""Who signs in an organisation: as its requisites tell, completed by the staff list."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sferum_docs.reading.faults import Fault
from sferum_docs.reading.records import Record
from sferum_docs.schools.district_lists.head_posts import is_head_post
from sferum_docs.schools.district_lists.model import Finding, Level, Option, Place, Question
from sferum_docs.schools.lists.find_worker import Workers
from sferum_docs.schools.model import Head, Person, SchoolKind
from sferum_docs.schools.names import is_short_name, same_letters
from sferum_docs.schools.reader import ACTS_FOR, read_person

if TYPE_CHECKING:
    from sferum_docs.schools.district_lists.joining import JoinedBody
    from sferum_docs.schools.district_lists.people import StaffList
    from sferum_docs.schools.model import Sex
    from sferum_docs.schools.names import NameParts
    from sferum_docs.schools.reader import SexOfName


def find_head(body: JoinedBody, staff: StaffList, sex_of: SexOfName) -> Head | None:
    """The head with all that is known; None when nobody tells who it is."""
    written = str(body.values.get("head_name", ""))
    if not written:
        return _of_staff(body, staff)
    known = _worker(written, staff)
    name = known.full_name if known and is_short_name(written) else written
    place = body.places.get("head_name") or body.sources[0].raw.place
    post = str(body.values.get("head_post", ""))
    if not post and known and is_head_post(known.post):
        post = known.post
    post = post or str(body.values.get("head_heading", ""))
    if not post:
        post = _usual_post(body)
        fault = Fault("district_head_post", values={"text": name, "post": post})
        staff.findings.append(Finding(Level.WARNING, fault, place, body.name, written))
    person = _person(name, post, known, body, staff, place, sex_of)
    if person is None:
        return None
    acting = bool(body.values.get("acting")) or bool(ACTS_FOR.match(post))
    return Head(person, acting, str(body.values.get("ground", "")) if acting else "")


def _usual_post(body: JoinedBody) -> str:
    return "заведующий" if body.values.get("kind") is SchoolKind.KINDERGARTEN else "директор"


def _worker(written: str, staff: StaffList) -> Person | None:
    entry = staff.entries.get(same_letters(written))
    if entry or not is_short_name(written):
        return entry.person if entry else None
    return Workers(staff.staff).find(written).person


def _person(
    name: str, post: str, known: Person | None, body: JoinedBody, staff: StaffList, place: Place, sex_of: SexOfName
) -> Person | None:
    key = f"sex:head:{body.key}"
    record: dict[str, Any] = {"name": name, "post": post, "sex": body.values.get("head_sex", "")}
    record |= {field: body.values.get(f"head_{field}", "") for field in ("phone", "email")}
    said = staff.told.answers.get(key, "")
    if said in {"м", "ж"}:
        record["sex"] = said

    def sex(parts: NameParts) -> Sex | None:
        return sex_of(parts) or (known.sex if known else None)

    faults: list[Fault] = []
    person = read_person(Record({field: text for field, text in record.items() if text}, "", faults), sex)
    for fault in faults:
        if fault.code == "sex_unknown":
            finding = Finding(Level.QUESTION, Fault("district_sex", values={"text": name}), place, body.name, name)
            staff.questions.append(Question(key, finding, (Option("м", "мужской"), Option("ж", "женский"))))
        else:
            told = Fault(fault.code, values=fault.values)
            staff.findings.append(Finding(Level.ERROR, told, place, body.name, name))
    return person


def _of_staff(body: JoinedBody, staff: StaffList) -> Head | None:
    """The head by the staff list: the only one whose post says so."""
    found = [person for person in staff.staff if is_head_post(person.post)]
    if len(found) != 1:
        return None
    person = found[0]
    acting = bool(ACTS_FOR.match(person.post))
    place = staff.place(person)
    values = {"text": person.full_name, "post": person.post}
    staff.findings.append(
        Finding(Level.INFO, Fault("district_head_of_staff", values=values), place, body.name, person.full_name)
    )
    if acting and not body.values.get("ground"):
        staff.findings.append(Finding(Level.ERROR, Fault("district_no_ground"), place, body.name))
    head = Person(person.last, person.first, person.sex, person.post, person.middle, person.phone, person.email)
    return Head(head, acting, str(body.values.get("ground", "")) if acting else "")
