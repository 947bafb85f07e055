"""The addresses about people who come and go; what is kept of a person is for the head alone."""

from __future__ import annotations

from sferum_docs.services.users.manage import Role

_PASSING = ("people.page", "people.begin", "change.page", "change.save", "change.papers", "change.step")
_KEPT = ("personal_data.page", "personal_data.download", "personal_data.remove")
PEOPLE_DESK = {
    **dict.fromkeys(_PASSING, frozenset({Role.HEAD, Role.SECRETARY})),
    **dict.fromkeys(_KEPT, frozenset({Role.HEAD})),
}
