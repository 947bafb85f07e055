"""The roles of a pack as a guide tells them."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sferum_docs.packs.roles import Role, Roles


def role_table(roles: Roles) -> str:
    """The table of the guide, in Markdown."""
    lines = ["| роль | кто это | обязательна | условия |", "|---|---|---|---|"]
    lines += [
        f"| {role.id} | {role.label} | {'да' if role.required else 'нет'} | {_conditions(role, roles)} |"
        for role in roles.all
    ]
    return "\n".join(lines)


def _conditions(role: Role, roles: Roles) -> str:
    stood_in = ", ".join(other.label for other in roles.stood_in_for(role))
    told = (
        f"не тот же человек, что и {stood_in}" if stood_in else "",
        "" if role.may_be_head else "не руководитель",
        "должность административная" if role.administrative else "",
    )
    return "; ".join(filter(None, told)) or "—"
