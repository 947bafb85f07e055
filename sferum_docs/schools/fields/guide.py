"""The fields of a school file as its guide tells them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sferum_docs.schools.fields.chat import CHAT
from sferum_docs.schools.fields.declaration import ValueKind, offered_values
from sferum_docs.schools.fields.layout import LAYOUT, MARGINS
from sferum_docs.schools.fields.person import PERSON
from sferum_docs.schools.fields.requisites import HEAD, REQUISITES

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sferum_docs.schools.fields.declaration import SchoolField

# the parts of a file by the names that they have there
PARTS: Mapping[str, Sequence[SchoolField]] = {
    "requisites": REQUISITES,
    "head": HEAD,
    "staff[]": PERSON,
    "chats[]": CHAT,
    "margins": MARGINS,
    "profile": LAYOUT,
}
_HOW = {
    ValueKind.FLAG: "`true` или `false`",
    ValueKind.ANSWER: "`true` или `false`; без него — не указано",
    ValueKind.DAY: "день: `2023-10-18` или `18.10.2023`",
    ValueKind.MASK: "`{номер}` с любыми знаками, `{год}` и `{гг}`: `01-10/{номер}-{гг}`",
}
_FEW = 10_000  # above it a bound of a number says nothing to a person


def guide_table() -> str:
    """The table of the guide, in Markdown."""
    lines = ["| часть | поле | что это | обязательно |", "|---|---|---|---|"]
    for part, fields in PARTS.items():
        lines += [
            f"| {part if index == 0 else ''} | {field.kept_as} | {_told(field)} | {'да' if field.required else 'нет'} |"
            for index, field in enumerate(fields)
        ]
    return "\n".join(lines)


def _told(field: SchoolField) -> str:
    left_out = f"без него — «{field.default}»" if field.default else ""
    return "; ".join(filter(None, (field.meaning, _how(field), left_out)))


def _how(field: SchoolField) -> str:
    if values := offered_values(field):
        return f"одно из: {', '.join(f'«{value}»' for value in values)}"
    if field.kind is ValueKind.COUNT:
        return f"целое число от {field.low} до {field.high}" if field.high < _FEW else "целое число"
    if field.kind is ValueKind.DIGITS and field.lengths:
        return f"цифр: {' или '.join(map(str, field.lengths))}"
    return _HOW.get(field.kind, "")
