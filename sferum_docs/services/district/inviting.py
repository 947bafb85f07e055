"""People of many bodies let in at one press: each once, with a one-time password that is told once."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sferum_docs.reading.faults import Fault, FaultsError
from sferum_docs.services.district.logins import free_login, proposed
from sferum_docs.services.district.scope import overseen_bodies
from sferum_docs.services.users.manage import ONE_TIME, Role
from sferum_docs.services.users.passwords import Passwords, one_time_password
from sferum_docs.store.audit import record_event
from sferum_docs.store.database import writing
from sferum_docs.store.district.lists import head_names, users_of
from sferum_docs.store.users.sessions import end_sessions
from sferum_docs.store.users.users import add_user, put_password, taken_logins

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence
    from datetime import datetime

    from sferum_docs.store.audit import Actor
    from sferum_docs.store.database import Transaction
    from sferum_docs.store.oversight import OverseenBody
    from sferum_docs.store.users.users import User

MOST_AT_ONCE = 500  # bodies of one press
# A one-time password is 79 bits of chance: no slow hash makes it harder to guess. What its owner chooses instead
# is kept at the full cost.
_QUICK = Passwords(memory_kib=256, passes=1)
_LONGEST_NAME = 120
_CALLED = {
    Role.HEAD: "Руководитель",
    Role.SECRETARY: "Секретарь",
    Role.ADMINISTRATOR: "Администратор",
    Role.DISTRICT: "Работник управления",
}


@dataclass(frozen=True, slots=True)
class Slip:
    """What one person needs to sign in for the first time."""

    body_id: int
    body: str
    name: str
    roles: tuple[str, ...]
    login: str
    password: str
    until: datetime


@dataclass(frozen=True, slots=True)
class Invited:
    """The slips of a press by body, and the bodies of which all had been invited before."""

    slips: tuple[Slip, ...]
    before: tuple[str, ...] = ()


def invite(
    office_id: int, bodies: Collection[int], roles: frozenset[Role], by: Actor, *, together: bool = True
) -> Invited:
    """Adds the people of these bodies who are not there yet: one for all the roles, or one for each. FaultsError.

    A role that somebody of the body holds already is given to nobody else: a second press adds nothing.
    """
    wanted = _chosen(office_id, bodies)
    if not roles:
        raise FaultsError([Fault("no_role", "roles")])
    with writing() as session:
        ids = [body.id for body in wanted]
        users, heads, taken = users_of(ids), head_names(ids), taken_logins()
        slips, before = list[Slip](), list[str]()
        for body in wanted:
            added = [
                _add(session, body, held, (taken, heads), by)
                for held in _missing(body, users.get(body.id, ()), roles, together=together)
            ]
            slips += added
            if added:
                record_event(session, office_id, by, "district.invited", body.short_name, count=len(added))
            else:
                before.append(body.short_name)
    return Invited(tuple(slips), tuple(before))


def renew_invitations(office_id: int, bodies: Collection[int], by: Actor, *, opened_at: datetime) -> Invited:
    """Other one-time passwords for all of these bodies who have not signed in yet. FaultsError.

    Those given after the page was opened stay: a second press of it gives no second set.
    """
    wanted = _chosen(office_id, bodies)
    with writing() as session:
        users, slips, before = users_of([body.id for body in wanted]), list[Slip](), list[str]()
        for body in wanted:
            waiting = [
                user
                for user in users.get(body.id, ())
                if user.active and user.one_time_until and user.one_time_until - ONE_TIME < opened_at
            ]
            slips += [_renew(session, body, user, by) for user in waiting]
            if not waiting:
                before.append(body.short_name)
    return Invited(tuple(slips), tuple(before))


def renew_one(body: OverseenBody, user: User, by: Actor) -> Slip:
    """Another one-time password for somebody of a body. FaultsError: the body itself sees to that person."""
    if not may_renew(user):
        raise FaultsError([Fault("renewed_by_own", "user", {"name": user.name})])
    with writing() as session:
        return _renew(session, body, user, by)


def may_renew(user: User) -> bool:
    """Whether the office may give another password: to who never came, and to who sees to the others there."""
    return user.active and (user.one_time_until is not None or Role.ADMINISTRATOR in user.roles)


def _chosen(office_id: int, bodies: Collection[int]) -> list[OverseenBody]:
    wanted = [body for body in overseen_bodies(office_id) if body.id in set(bodies) and body.closed_on is None]
    if not wanted:
        raise FaultsError([Fault("bodies_not_chosen", "bodies")])
    if len(wanted) > MOST_AT_ONCE:
        raise FaultsError([Fault("too_many_bodies", "bodies", {"count": len(wanted), "limit": MOST_AT_ONCE})])
    return wanted


def _missing(
    body: OverseenBody, users: Sequence[User], roles: frozenset[Role], *, together: bool
) -> Iterator[frozenset[Role]]:
    """The sets of roles for which somebody has to be added."""
    held = {role for user in users if user.active for role in user.roles}
    wanted = roles | {Role.DISTRICT} if body.is_office else roles - {Role.DISTRICT}
    lacking = [role for role in Role if role in wanted - held]
    if together and lacking:
        yield frozenset(lacking)
    elif lacking:
        yield from (frozenset({role}) for role in lacking)


def _add(
    session: Transaction,
    body: OverseenBody,
    roles: frozenset[Role],
    known: tuple[set[str], Mapping[int, str]],
    by: Actor,
) -> Slip:
    taken, heads = known
    login, password = free_login(proposed(body, roles), taken), one_time_password()
    name, until = _name(body, roles, heads), by.at + ONE_TIME
    add_user(session, body.id, login, name, roles, _QUICK.hash(password), by.name, by.at, until)
    record_event(session, body.id, by, "user.created", login, roles=sorted(roles))
    return Slip(body.id, body.short_name, name, tuple(sorted(roles)), login, password, until)


def _renew(session: Transaction, body: OverseenBody, user: User, by: Actor) -> Slip:
    password, until = one_time_password(), by.at + ONE_TIME
    put_password(session, user.id, _QUICK.hash(password), until)
    end_sessions(session, user.id)
    record_event(session, body.id, by, "password.renewed", user.login)
    return Slip(body.id, body.short_name, user.name, tuple(sorted(user.roles)), user.login, password, until)


def _name(body: OverseenBody, roles: frozenset[Role], heads: Mapping[int, str]) -> str:
    """The head is known by name as soon as the body has one; others name themselves."""
    if Role.HEAD in roles and body.id in heads:
        return heads[body.id][:_LONGEST_NAME]
    called = next((word for role, word in _CALLED.items() if role in roles), "Работник")
    return f"{called}, {body.short_name}"[:_LONGEST_NAME]
