"""What the value of a choice says: the one way in which readers write it and the review reads it.

| field | value |
|---|---|
| `text`, `number`; of the act `kind`, `number`, `title`, `issuer`, `entry_into_force` | the text itself |
| `date` (of the act) | as ISO writes it, or nothing |
| `level` | how many nodes stand above it: «0» at the top |
| `node` | «yes» it is one; «no» its text belongs to what stands above it |
| `for_school` | «yes» or «no» |
| `demand` | act, action, group, rule |
| `addressee` | `addressee_value` |
| `deadline` | `deadline_value` |
| `signatory`, `executor` | `officer_value` |
| `control` | `control_value` |
"""

from __future__ import annotations

import json
from typing import Any

from sferum_docs.acts_reader.model import Choice, Control
from sferum_docs.acts_reader.plain import from_plain, to_plain
from sferum_docs.directives.model import Deadline, Officer

YES, NO = "yes", "no"


def choice(says: str, field: str, value: str) -> Choice:
    """An answer to a doubt."""
    return Choice(says, field, value)


def addressee_value(nominative: str, raw: str = "", *, for_school: bool = True) -> str:
    """Who must act; without a `raw` of its own the node takes him from the one above."""
    return _text([nominative, raw, for_school])


def read_addressee(value: str) -> tuple[str, str, bool]:
    """The nominative, what is printed, whether that is the school."""
    nominative, raw, for_school = json.loads(value)
    return str(nominative), str(raw), bool(for_school)


def deadline_value(deadline: Deadline) -> str:
    """A deadline with all its parts."""
    return _text(to_plain(deadline))


def read_deadline(value: str) -> Deadline:
    """The deadline again."""
    return from_plain(Deadline, json.loads(value))


def officer_value(officer: Officer | None) -> str:
    """A person named by the act, or nobody."""
    return _text(to_plain(officer))


def read_officer(value: str) -> Officer | None:
    """The person again."""
    found = json.loads(value)
    return None if found is None else from_plain(Officer, found)


def control_value(control: Control | None) -> str:
    """Who watches, or nobody."""
    return _text(to_plain(control))


def read_control(value: str) -> Control | None:
    """The control again."""
    found = json.loads(value)
    return None if found is None else from_plain(Control, found)


def _text(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
