"""Districts for tests: an office over three schools, and a second office over one school that is none of its business.

`fill_district()` fills an empty database, pages get it by the fixture `district` of `tests/web/conftest.py`:

    def test_…(app: Flask, district: District) -> None:
        clerk = client_of(app, login_of(district.office))  # who holds all roles of the office
        head = client_of(app, login_of(district.schools[0], Role.HEAD))  # one role alone
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sferum_docs.schools.model import Responsible, SchoolKind
from sferum_docs.services.school.save import save_school
from sferum_docs.services.users.manage import Role
from sferum_docs.store.database import writing
from sferum_docs.store.oversight import put_overseer
from sferum_docs.store.users.users import add_user
from tests.builders import BY, PACK_ID, STAFF, a_school

if TYPE_CHECKING:
    from sferum_docs.schools.model import School

SCHOOL_ROLES = frozenset({Role.HEAD, Role.SECRETARY, Role.ADMINISTRATOR})
NAMES = ("МБОУ «Ключевская СОШ»", "МБОУ «Арская ООШ»", "МБДОУ «Родничок»")
INNS = ("9900000105", "9900000112", "9900000120")
OTHER_NAME = "МБОУ «Чужая СОШ»"
INNS = ("9900000105", "9900000112", "9900000120")  # with control digits that are right: their orders are registered


@dataclass(frozen=True)
class District:
    """The ids of what `fill_district` keeps: in the order in which it does."""

    office: int = 1
    schools: tuple[int, ...] = (2, 3, 4)
    other_office: int = 5
    other_school: int = 6


def login_of(body: int, role: Role | None = None) -> str:
    """The login of who holds this role alone in a body; without a role, all that a body of its kind has."""
    return f"тело{body}.{role or 'всё'}"


def an_office(name: str = "Управление образования Верхнереченского района", **changes: object) -> School:
    """An office with its head, no chats."""
    own = {"full_name": name, "short_name": name, "kind": SchoolKind.OFFICE, "students": None, "teachers": None}
    return a_school(**{**own, "inn": "9900000176", "chats": (), "responsible": Responsible({}), **changes})


def fill_district(password_hash: str = "") -> District:
    """Two districts in an empty database; every role of every body has its user. Costs some milliseconds."""
    office = keep_office(password_hash)
    kinds = (SchoolKind.SECONDARY, SchoolKind.BASIC, SchoolKind.KINDERGARTEN)
    schools = [
        keep_body(a_school(full_name=name, short_name=name, kind=kind, inn=INNS[place]), password_hash, office)
        for place, (name, kind) in enumerate(zip(NAMES, kinds, strict=True))
    ]
    other = keep_body(an_office("Отдел образования Нижнего района", inn="9900000200"), password_hash)
    foreign = a_school(full_name=OTHER_NAME, short_name=OTHER_NAME, inn="9900000218", staff=STAFF)
    return District(office, tuple(schools), other, keep_body(foreign, password_hash, other))


def keep_office(password_hash: str = "") -> int:
    """An office alone, with its users."""
    return keep_body(an_office(), password_hash)


def keep_body(school: School, password_hash: str = "", office: int | None = None) -> int:
    """A body with a user for each role and one who holds them all; watched by the office when one is named."""
    body = save_school(None, school, BY, act=PACK_ID)
    roles = frozenset(Role) if school.requisites.kind is SchoolKind.OFFICE else SCHOOL_ROLES
    with writing() as session:
        put_overseer(session, body, office)
        for held in (roles, *(frozenset({role}) for role in sorted(roles))):
            login = login_of(body, None if held == roles else next(iter(held)))
            add_user(session, body, login, f"Исаева Зара, {body}", held, password_hash, BY.name, BY.at)
    return body


def watch_over(school_id: int, password_hash: str = "") -> int:
    """An office put above a body that stands already."""
    office = keep_office(password_hash)
    with writing() as session:
        put_overseer(session, school_id, office)
    return office
