"""A school read from a record (a JSON file, the sample of a pack, a form): all faults at once.

Who calls says how the sex of a person is told from the name: this room knows no grammar.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from difflib import get_close_matches
from typing import TYPE_CHECKING, TypeAlias

from sferum_docs.schools.chat_sheet import MAX_CHATS, audience_as_written
from sferum_docs.schools.contacts import email_fault, phone_fault
from sferum_docs.schools.model import (
    Audience,
    Chat,
    Closing,
    Head,
    Margins,
    Ordering,
    Person,
    Profile,
    Requisites,
    Responsible,
    School,
    SchoolKind,
    Sex,
    SigningOrder,
    Typeface,
    Word,
    WordDecision,
)
from sferum_docs.schools.names import NameParts, has_odd_signs, initials_of, split_full_name
from sferum_docs.schools.number_mask import PLAIN, mask_fault
from sferum_docs.schools.requisites.check import NUMBERS, kpp_warning, number_fault
from sferum_docs.schools.staff_sheet import MAX_STAFF, sex_as_written
from sferum_docs.schools.tidy import latin_in, tidy_name

if TYPE_CHECKING:
    from sferum_docs.reading.records import Record

SexOfName: TypeAlias = Callable[[NameParts], Sex | None]

MAX_TEXT = 500
_NAMED_PEOPLE = 3
# a post that says by itself that its holder acts for another
_ACTS_FOR = re.compile(r"\s*(?:и\.\s*о\.|и/о\b|исполняющ|врио\b|временно исполняющ)", re.IGNORECASE)
# the oblique cases by the names under which decisions keep their forms
CASES = ("родительный", "дательный", "винительный", "творительный", "предложный")
RESPONSIBLE_KEYS = ("sferum", "my_school", "administrator", "deputy")


def read_school(record: Record, sex_of: SexOfName) -> School | None:
    """The whole school, or None when a fault forbids it; the faults are in `record.faults`."""
    requisites = read_requisites(record.record("requisites"))
    head = read_head(record.record("head"), sex_of)
    staff = read_staff(record, sex_of)
    chats = read_chats(record, staff)
    responsible = read_responsible(record.record("responsible"), staff)
    margins = read_margins(record.record("margins"))
    profile = read_profile(record.record("profile"))
    record.done()
    if requisites is None or head is None or any(not fault.warning for fault in record.faults):
        return None
    return School(requisites, head, staff, chats, responsible, margins, profile)


def read_requisites(record: Record) -> Requisites | None:
    """What a school is called and how it is registered."""
    numbers = {key: _number(record, key, required=key == "inn") for key in NUMBERS}
    warning = kpp_warning(numbers["kpp"], numbers["inn"], record.at("kpp"))
    if warning is not None:
        record.faults.append(warning)
    full_name, short_name, place = (_text(record, key, required=True) for key in ("full_name", "short_name", "place"))
    kind = record.choice("kind", SchoolKind, SchoolKind.SECONDARY)
    founder, address, site = (_text(record, key) for key in ("founder", "address", "site"))
    phone, email = _contacts(record)
    students = record.number("students", required=False, high=20_000)
    teachers = record.number("teachers", required=False, high=2_000)
    active = record.flag("profile_active")
    record.done()
    if kind is None or not (full_name and short_name and place and numbers["inn"]):
        return None
    return Requisites(
        full_name=full_name,
        short_name=short_name,
        kind=kind,
        place=place,
        founder=founder,
        address=address,
        phone=phone,
        email=email,
        site=site,
        students=students,
        teachers=teachers,
        profile_active=active,
        **numbers,
    )


def read_head(record: Record, sex_of: SexOfName) -> Head | None:
    """Who signs the orders."""
    acting = record.flag("acting") or bool(_ACTS_FOR.match(str(record.raw("post") or "")))
    ground = _text(record, "ground", required=acting)
    person = read_person(record, sex_of)
    return None if person is None else Head(person, acting, ground)


def read_staff(record: Record, sex_of: SexOfName) -> tuple[Person, ...]:
    """The staff list: no person twice, nobody without a sex, not empty."""
    staff: dict[str, Person] = {}
    rows = list(record.records("staff"))
    if len(rows) > MAX_STAFF:
        record.fault("staff", "too_many_people", limit=MAX_STAFF)
        return ()
    for row in rows:
        person = read_person(row, sex_of)
        if person is None:
            continue
        key = person.full_name.casefold().replace("ё", "е")  # roles and chats know a person by the name
        if key in staff:
            row.fault("name", "same_person", text=person.full_name)
        staff[key] = person
    if not rows:
        record.fault("staff", "staff_empty")
    return tuple(staff.values())


def read_person(record: Record, sex_of: SexOfName) -> Person | None:
    """One worker; the name stands in one line, the sex may be left out when the name tells it."""
    name = _text(record, "name", required=True)
    post = _text(record, "post", required=True)
    phone, email = _contacts(record)
    form, exempt = _text(record, "form"), _text(record, "exempt")
    decisions = read_decisions(record)
    written = record.raw("sex")
    record.done()
    if not name:
        return None
    parts = split_full_name(name)
    if parts is None and not has_odd_signs(name):
        record.fault("name", "name_incomplete", text=name)
    if not _is_written_well(record, name) or parts is None:
        return None
    sex = Sex(known) if (known := sex_as_written(str(written or ""))) else sex_of(parts)
    if sex is None:
        record.fault("sex", "sex_unknown", text=name)
        return None
    if not post:
        return None
    return Person(parts.last, parts.first, sex, post, parts.middle, phone, email, form, exempt, decisions)


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
        word, nominative = row.choice("word", Word), _text(row, "nominative", required=True)
        fixed, forms = row.flag("fixed"), row.record("forms")
        own = tuple((case, form) for case in CASES if (form := _text(forms, case)))
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
    chats = (read_chat(row, staff) for row in rows)
    return tuple(chat for chat in chats if chat is not None)


def read_chat(record: Record, staff: tuple[Person, ...]) -> Chat | None:
    """One chat; its owner is a worker of the staff list."""
    name, platform = (_text(record, key, required=True) for key in ("name", "platform"))
    written = _text(record, "audience", required=True)
    audience = audience_as_written(written) if written else None
    if written and audience is None:
        record.fault("audience", "not_a_choice", text=written, options=", ".join(Audience))
    owner = _worker(record, "owner", staff, required=True)
    members = record.number("members", required=False, high=10_000)
    personal_data = _yes(record, "personal_data")
    new_name = _text(record, "new_name")
    due, moved, closed = (record.day(key, required=False) for key in ("due", "moved", "closed"))
    joined = record.number("joined", required=False, high=10_000)
    closing = record.choice("closing", Closing, Closing.READ_ONLY)
    record.done()
    if audience is None or closing is None or not (name and platform and owner):
        return None
    return Chat(name, platform, audience, owner, members, personal_data, new_name, due, moved, joined, closed, closing)


def read_responsible(record: Record, staff: tuple[Person, ...]) -> Responsible:
    """The responsible persons: workers of the staff list, or not chosen yet."""
    chosen = {key: _worker(record, key, staff) for key in RESPONSIBLE_KEYS}
    record.done()
    return Responsible(**chosen)


def read_margins(record: Record) -> Margins:
    """Margins in millimetres; left out means the usual ones. Bounds: ГОСТ Р 7.0.97-2025 asks at least 20/10/20/20."""
    usual = Margins()
    sides = {"left": (20, 50), "right": (10, 40), "top": (20, 50), "bottom": (20, 50)}
    read = {side: record.number(side, required=False, low=low, high=high) for side, (low, high) in sides.items()}
    record.done()
    return Margins(**{side: getattr(usual, side) if value is None else value for side, value in read.items()})


def read_profile(record: Record) -> Profile:
    """What is left to the school; left out means the usual. ГОСТ Р 7.0.97: text of 12, 13 or 14 points."""
    usual = Profile()
    region = _text(record, "region")
    masks = {key: _mask(record, key) for key in ("order_mask", "letter_mask")}
    ordering = record.choice("ordering", Ordering, usual.ordering)
    typeface = record.choice("typeface", Typeface, usual.typeface)
    size = record.number("size", required=False, low=12, high=14)
    qr = record.flag("qr")
    six_days = record.flag("six_days")
    signing = record.choice("signing", SigningOrder, usual.signing)
    record.done()
    return Profile(
        region,
        masks["order_mask"],
        masks["letter_mask"],
        ordering or usual.ordering,
        typeface or usual.typeface,
        usual.size if size is None else size,
        qr,
        six_days,
        signing or usual.signing,
    )


def _mask(record: Record, key: str) -> str:
    mask = record.text(key, required=False) or PLAIN
    fault = mask_fault(mask, record.at(key))
    if fault is None:
        return mask
    record.faults.append(fault)
    return PLAIN


def _text(record: Record, key: str, *, required: bool = False) -> str:
    text = record.text(key, required=required)
    if len(text) > MAX_TEXT:
        record.fault(key, "too_long", limit=MAX_TEXT)
        return ""
    return text


def _number(record: Record, key: str, *, required: bool) -> str:
    text = record.text(key, required=required)
    if not text:
        return ""
    fault = number_fault(key, text, record.at(key))
    if fault is not None:
        record.faults.append(fault)
        return ""
    return NUMBERS[key].compact(text)


def _contacts(record: Record) -> tuple[str, str]:
    phone, email = _text(record, "phone"), _text(record, "email")
    faults = (
        phone_fault(phone, record.at("phone")) if phone else None,
        email_fault(email, record.at("email")) if email else None,
    )
    record.faults += [fault for fault in faults if fault is not None]
    return phone, email


def _worker(record: Record, key: str, staff: tuple[Person, ...], *, required: bool = False) -> str:
    name = record.text(key, required=required)
    if not name:
        return ""
    wanted = name.casefold().replace("ё", "е")
    for person in staff:
        if person.full_name.casefold().replace("ё", "е") == wanted:
            return person.full_name
    meant = [person.full_name for person in staff if _may_be(person, name)]
    if len(meant) == 1:
        return meant[0]
    surname = [person.full_name for person in staff if person.last.casefold() == name.partition(" ")[0].casefold()]
    near = surname or get_close_matches(name, [person.full_name for person in staff], n=1, cutoff=0.8)
    code = "person_short" if meant else "person_near" if near else "person_unknown"
    record.fault(key, code, text=name, people=", ".join(meant[:_NAMED_PEOPLE] or near))
    return ""


def _may_be(person: Person, written: str) -> bool:
    """Whether «Соловей А. И.» may be this person."""
    parts = initials_of(written)
    if parts is None or person.last.casefold().replace("ё", "е") != parts[0]:
        return False
    own = [
        [piece[:1] for piece in word.casefold().replace("ё", "е").split("-")] for word in (person.first, person.middle)
    ]
    return all("".join(letters).startswith(initial) for letters, initial in zip(own, parts[1], strict=False)) and len(
        parts[1]
    ) <= len(own)


def _yes(record: Record, key: str) -> bool:
    value = record.raw(key)
    return value is True or str(value or "").strip().casefold() in {"да", "есть", "+", "true", "1"}
