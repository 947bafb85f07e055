"""Reports are outgoing papers: a school whose outgoing register takes what it was shipped with enters them there."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0029"
down_revision = "0028"
branch_labels = None
depends_on = None

_OUTGOING, _SHIPPED, _NOW = "R02", ["письмо"], ["письмо", "отчёт"]
_REGISTER = sa.table(
    "register",
    *(sa.column(name) for name in ("school_id", "id", "title", "short", "one", "file", "mask", "reset", "closed")),
    sa.column("kinds", sa.JSON()),
    sa.column("columns", sa.JSON()),
)
_AS_SHIPPED = {
    "id": _OUTGOING,
    "title": "Журнал регистрации исходящей корреспонденции",
    "short": "Исходящие",
    "one": "письмо",
    "kinds": _SHIPPED,
    "file": "01-09",
    "mask": "{номер}",
    "reset": "yearly",
    "closed": False,
    "columns": [
        ["number", "Рег. №"], ["day", "Дата"], ["addressee", "Адресат"], ["title", "Краткое содержание"],
        ["executor", "Исполнитель"], ["reply_to", "На вх. №"], ["file_index", "Дело №"], ["remark", "Примечание"],
    ],
}  # fmt: skip


def upgrade() -> None:
    """Makes the change. A school that enters reports elsewhere, or chose other kinds, keeps its registers."""
    table = _REGISTER.c
    rows = op.get_bind().execute(sa.select(table.school_id, table.id, table.kinds, table.closed)).all()
    elsewhere = {row.school_id for row in rows if row.id != _OUTGOING and not row.closed and "отчёт" in row.kinds}
    kept = {row.school_id: row.kinds for row in rows if row.id == _OUTGOING}
    for school in sorted(school for school, kinds in kept.items() if kinds == _SHIPPED and school not in elsewhere):
        _take(school, _NOW)
    for school in sorted(elsewhere - kept.keys()):
        op.execute(sa.insert(_REGISTER).values(school_id=school, **_AS_SHIPPED))


def downgrade() -> None:
    """Undoes the change where nobody changed the kinds since."""
    table = _REGISTER.c
    query = sa.select(table.school_id, table.kinds).where(table.id == _OUTGOING)
    for school, kinds in op.get_bind().execute(query).all():
        if kinds == _NOW:
            _take(school, _SHIPPED)


def _take(school: int, kinds: list[str]) -> None:
    table = _REGISTER.c
    op.execute(sa.update(_REGISTER).where(table.id == _OUTGOING, table.school_id == school).values(kinds=kinds))
