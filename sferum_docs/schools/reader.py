"""A school read from a record (a JSON file, the sample of a pack, a form): all faults at once.

Who calls says how the sex of a person is told from the name: this room knows no grammar.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING, TypeAlias

from sferum_docs.reading.faults import Fault
from sferum_docs.schools.chat_sheet import MAX_CHATS
from sferum_docs.schools.fields.chat import CHAT
from sferum_docs.schools.fields.declaration import offered_values
from sferum_docs.schools.fields.layout import LAYOUT, MARGINS
from sferum_docs.schools.fields.person import PERSON
from sferum_docs.schools.fields.reading import are_complete, limited_text, read_fields, read_text
from sferum_docs.schools.fields.requisites import OF_HEAD, REQUISITES
from sferum_docs.schools.lists.audiences import audience_as_written
from sferum_docs.schools.lists.find_worker import MOST_PROPOSED, Workers
from sferum_docs.schools.model import (
    INITIALS,
    Chat,
    Head,
    LayoutSettings,
    Margins,
    Person,
    Requisites,
    Responsible,
    School,
    Sex,
    Texts,
    Word,
    WordDecision,
)
from sferum_docs.schools.names import (
    NAMESAKE_WORDS,
    NameParts,
    agreed_namesake_word,
    has_odd_signs,
    same_letters,
    split_full_name,
)
from sferum_docs.schools.posts import PostKind, post_key
from sferum_docs.schools.requisites.check import kpp_warning
from sferum_docs.schools.staff_sheet import MAX_STAFF, sex_as_written
from sferum_docs.schools.tidy import latin_in, tidy_name

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from sferum_docs.reading.records import Record
    from sferum_docs.schools.fields.declaration import SchoolField
    from sferum_docs.schools.fields.reading import Read

SexOfName: TypeAlias = Callable[[NameParts], Sex | None]

# a post that says by itself that its holder acts for another
ACTS_FOR = re.compile(r"\s*(?:и\.\s*о\.|и/о\b|исполняющ|врио\b|временно исполняющ)", re.IGNORECASE)
# the oblique cases by the names under which decisions keep their forms
CASES = ("родительный", "дательный", "винительный", "творительный", "предложный")
MAX_ROLES = 400  # of all acts of a school together
_ROLE = re.compile(r"[a-z][a-z0-9_-]{0,99}", re.ASCII)


def read_school(
    record: Record, sex_of: SexOfName, roles: Collection[str] | None = None, *, is_kept: bool = False
) -> School | None:
    """The whole school, or None when a fault forbids it; the faults are in `record.faults`.

    `roles`: those that there are, where a role that nobody knows is a mistake of who wrote the record.
    `is_kept`: what a document was made from; an office writes letters before it has entered its workers.
    """
    requisites = read_requisites(record.record("requisites"))
    head = read_head(record.record("head"), sex_of)
    staff = read_staff(record, sex_of, may_be_empty=is_kept)
    chats = read_chats(record, staff)
    responsible = read_responsible(record.record("responsible"), staff, roles)
    post_kinds = read_post_kinds(record.record("post_kinds"))
    margins = read_margins(record.record("margins"))
    layout = read_layout(record.record("profile"))
    record.done()
    if requisites is None or head is None or any(not fault.warning for fault in record.faults):
        return None
    return School(requisites, head, staff, chats, responsible, margins, layout, post_kinds)


def read_requisites(record: Record) -> Requisites | None:
    """What a school is called and how it is registered."""
    values = read_fields(record, REQUISITES)
    record.done()
    warning = kpp_warning(values.get("kpp", ""), values.get("inn", ""), record.at("kpp"))
    if warning is not None:
        record.faults.append(warning)
    return Requisites(**values) if are_complete(values, REQUISITES) else None


def read_head(record: Record, sex_of: SexOfName) -> Head | None:
    """Who signs the orders."""
    values = read_fields(record, OF_HEAD)
    values["acting"] = values["acting"] or bool(ACTS_FOR.match(str(record.raw("post") or "")))
    if values["acting"] and not str(record.raw("ground") or "").strip():
        record.fault("ground", "empty")
    person = read_person(record, sex_of)
    return None if person is None else Head(person, **values)


def read_staff(record: Record, sex_of: SexOfName, *, may_be_empty: bool = False) -> tuple[Person, ...]:
    """The staff list: no person twice, nobody without a sex, not empty unless that is said."""
    staff: dict[str, Person] = {}
    numbers: dict[str, int] = {}
    rows = list(record.records("staff"))
    if len(rows) > MAX_STAFF:
        record.fault("staff", "too_many_people", limit=MAX_STAFF)
        return ()
    for number, row in enumerate(rows, start=1):
        person = read_person(row, sex_of)
        if person is None:
            continue
        key = same_letters(person.full_name)  # roles and chats know a person by the name
        if key in staff:
            telling = " или ".join(f"«{pair[person.sex is Sex.FEMALE]}»" for pair in NAMESAKE_WORDS)
            row.fault("name", "same_person", text=person.full_name, row=numbers[key], words=telling)
        staff[key] = person
        numbers.setdefault(key, number)
    if not rows and not may_be_empty:
        record.fault("staff", "staff_empty")
    return tuple(staff.values())


def read_person(record: Record, sex_of: SexOfName) -> Person | None:
    """One worker; the name stands in one line, the sex may be left out when the name tells it."""
    values = read_fields(record, PERSON, {"sex": _as_written})
    decisions = read_decisions(record)
    record.done()
    name, written = values.pop("name"), values.pop("sex")
    if not name:
        return None
    parts = split_full_name(name)
    if parts is None and not has_odd_signs(name):
        record.fault("name", "name_incomplete", text=name)
    if not _is_written_well(record, name) or parts is None:
        return None
    sex = Sex(known) if (known := sex_as_written(written)) else sex_of(parts)
    if sex is None:
        record.fault("sex", "sex_unknown", text=name)
        return None
    if not values["post"]:
        return None
    middle = agreed_namesake_word(parts.middle, female=sex is Sex.FEMALE)
    return Person(last=parts.last, first=parts.first, middle=middle, sex=sex, decisions=decisions, **values)


def _as_written(record: Record, field: SchoolField) -> str:
    return str(record.raw(field.kept_as) or "")


def _is_written_well(record: Record, name: str) -> bool:
    if has_odd_signs(name):
        record.fault("name", "name_letters", text=name)
    elif latin := latin_in(name):
        record.fault("name", "name_latin", text=latin, right=tidy_name(name))
    else:
        return True
    return False


def read_decisions(record: Record) -> tuple[WordDecision, ...]:
    """What was decided on how the words of a person are declined."""
    decisions = []
    for row in record.records("decisions", "word"):
        word, nominative = row.choice("word", Word), limited_text(row, "nominative", required=True)
        fixed, forms = row.flag("fixed"), row.record("forms")
        own = tuple((name, form) for name in (*CASES, INITIALS) if (form := limited_text(forms, name)))
        forms.done()
        row.done()
        if word is not None and nominative:
            decisions.append(WordDecision(word, nominative, fixed, own))
    return tuple(decisions)


def read_chats(record: Record, staff: tuple[Person, ...]) -> tuple[Chat, ...]:
    """The working chats; there may be none."""
    rows = list(record.records("chats"))
    if len(rows) > MAX_CHATS:
        record.fault("chats", "too_many_chats", limit=MAX_CHATS)
        return ()
    workers = Workers(staff)
    chats = (read_chat(row, workers) for row in rows)
    return tuple(chat for chat in chats if chat is not None)


def read_chat(record: Record, workers: Workers) -> Chat | None:
    """One chat; its owner is a worker of the staff list."""
    own: Mapping[str, Read] = {
        "audience": _audience,
        "owner": lambda record, field: _owner(record, field.kept_as, workers),
    }
    values = read_fields(record, CHAT, own)
    record.done()
    return Chat(**values) if are_complete(values, CHAT) else None


def _owner(record: Record, key: str, workers: Workers) -> str:
    """Who moves a chat: nobody who is excused from the platform."""
    name = read_worker(record, key, workers, required=True)
    person = workers.find(name).person if name else None
    if person is not None and person.exempt:
        record.fault(key, "owner_exempt", person=name, ground=person.exempt)
    return name


def _audience(record: Record, field: SchoolField) -> str:
    written = read_text(record, field)
    audience = audience_as_written(written)
    if written and not audience:
        record.fault(field.kept_as, "not_a_choice", text=written, options=", ".join(offered_values(field)))
    return audience


def read_responsible(record: Record, staff: tuple[Person, ...], known: Collection[str] | None = None) -> Responsible:
    """The responsible persons, by role: workers of the staff list, or not chosen yet; of these roles when told."""
    roles = record.names()
    if len(roles) > MAX_ROLES:
        record.faults.append(Fault("too_many_roles", record.place, {"limit": MAX_ROLES}))
        return Responsible()
    for role in roles:
        if not _ROLE.fullmatch(str(role)):
            record.fault(str(role), "role_id", text=role)
    workers = Workers(staff)
    found = {role: read_worker(record, role, workers) for role in (roles if known is None else known)}
    record.done()
    return Responsible(found)


def read_post_kinds(record: Record) -> Texts:
    """What was said of posts that the list does not know."""
    posts = record.names()
    if len(posts) > MAX_STAFF:
        record.faults.append(Fault("too_many_people", record.place, {"limit": MAX_STAFF}))
        return Texts()
    return Texts({post_key(str(post)): record.choice(post, PostKind, PostKind.UNKNOWN) or "" for post in posts})


def read_margins(record: Record) -> Margins:
    """Margins in millimetres; left out means the usual ones."""
    values = read_fields(record, MARGINS)
    record.done()
    return Margins(**values)


def read_layout(record: Record) -> LayoutSettings:
    """What is left to the school; left out means the usual."""
    values = read_fields(record, LAYOUT)
    record.done()
    return LayoutSettings(**values)


def read_worker(record: Record, key: str, workers: Workers, *, required: bool = False) -> str:
    """The full name of the worker whom a text means; empty when nobody or several may be meant."""
    name = record.text(key, required=required)
    if not name:
        return ""
    found = workers.find(name)
    if found.person is not None:
        return found.person.full_name
    code = ("person_unknown", "person_near", "person_short")[min(len(found.proposed), 2)]
    more = " …" if len(found.proposed) > MOST_PROPOSED else ""
    people = ", ".join(person.full_name for person in found.proposed[:MOST_PROPOSED]) + more
    record.fault(key, code, text=name, people=people)
    return ""
