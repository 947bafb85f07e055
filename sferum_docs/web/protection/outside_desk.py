"""The addresses of what comes from outside signed, and of what goes outside to the school's site. One line for each."""

from __future__ import annotations

from sferum_docs.services.users.manage import Role

_SECRETARY = frozenset({Role.SECRETARY})
_HEAD = frozenset({Role.HEAD})
_BOTH = frozenset({Role.HEAD, Role.SECRETARY})

OUTSIDE_DESK = {
    "scans.page": _SECRETARY,
    "scans.upload": _SECRETARY,
    "scans.confirm": _SECRETARY,
    "scans.about": _SECRETARY,
    "scans.describe": _SECRETARY,
    "scans.withdraw": _SECRETARY,
    "electronic.add": _SECRETARY,
    "electronic.withdraw": _SECRETARY,
    "electronic.restore": _SECRETARY,
    "electronic.marked": _SECRETARY,
    "electronic.archive": _BOTH,
    "site.page": _BOTH,
    "site.approve": _HEAD,
    "site.archive": _BOTH,
    "site.take_down": _BOTH,
}
# pages of a section under an address of their own
PART_OF_OUTSIDE = {"scans": "register", "electronic": "register", "site": "documents"}
