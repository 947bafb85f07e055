"""Names to sign in by, proposed for people of whom only the body and the role are known: no personal data in them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sferum_docs.services.users.manage import Role, login_key

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sferum_docs.store.oversight import OverseenBody

_QUOTED = re.compile(r"[«\"“„]([^«»\"“”„]+)[»\"”“]")
_LETTERS = re.compile(r"[^\W_]+")
_LONGEST = 24  # letters of the name of the body; a login has forty at most
_MOST_ALIKE = 10_000
_ENDINGS = {
    Role.HEAD: "руководитель",
    Role.SECRETARY: "секретарь",
    Role.ADMINISTRATOR: "админ",
    Role.DISTRICT: "район",
}


def body_word(short_name: str) -> str:
    """What tells a body from others, in letters that a login may have.

    >>> body_word("МБОУ «Верхнереченская СОШ № 1»"), body_word("МБДОУ д/с «Родничок»"), body_word("СОШ №5 с. Арское")
    ('верхнереченская-сош-1', 'родничок', 'сош-5-с-арское')
    """
    quoted = _QUOTED.search(short_name)
    words = _LETTERS.findall((quoted[1] if quoted else short_name).casefold())
    found = "-".join(words)[:_LONGEST].strip("-")
    return found or "организация"


def proposed(body: OverseenBody, roles: frozenset[Role]) -> Iterator[str]:
    """Logins for who holds these roles in a body, the plainest first."""
    ending = next((word for role, word in _ENDINGS.items() if role in roles), "работник")
    plain = body_word(body.short_name) if len(roles) > 1 else f"{body_word(body.short_name)}.{ending}"
    yield plain
    for number in range(2, _MOST_ALIKE):
        yield f"{plain}.{number}"


def free_login(wanted: Iterable[str], taken: set[str]) -> str:
    """The first that nobody has; it is taken now."""
    found = next(login for login in wanted if login_key(login) not in taken)
    taken.add(login_key(found))
    return found
