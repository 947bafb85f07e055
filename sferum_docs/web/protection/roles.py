"""The roles in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import request

from sferum_docs.services.users.manage import Role

if TYPE_CHECKING:
    from collections.abc import Iterable

WORDS = {
    Role.HEAD: "руководитель",
    Role.SECRETARY: "секретарь",
    Role.ADMINISTRATOR: "администратор",
    Role.DISTRICT: "район",
}


def roles_label(roles: Iterable[str]) -> str:
    """The roles in their order.

    >>> roles_label({"secretary", "head"})
    'руководитель, секретарь'
    """
    held = set(roles)
    return ", ".join(word for role, word in WORDS.items() if role in held)


def ticked() -> frozenset[Role]:
    """The roles ticked in the form; what is no role is left out."""
    return frozenset(role for role in Role if role.value in request.form.getlist("roles"))
