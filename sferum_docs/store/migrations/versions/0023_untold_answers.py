"""Yes, no, or not told: a box that was not ticked said neither that it is so nor that it is not."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0023"
down_revision = "0022"
branch_labels = None
depends_on = None

_ANSWERS = (("school", "profile_active"), ("chat", "personal_data"))


def upgrade() -> None:
    """Makes the change; what nobody ticked is not told."""
    for table, column in _ANSWERS:
        told: sa.Column[bool] = sa.Column("told", sa.Boolean(), nullable=True)
        _replace(table, column, told, f"CASE WHEN {column} THEN {column} END")


def downgrade() -> None:
    """Undoes the change."""
    for table, column in _ANSWERS:
        told: sa.Column[bool] = sa.Column("told", sa.Boolean(), nullable=False, server_default=sa.false())
        _replace(table, column, told, f"COALESCE({column}, {'0' if _is_sqlite() else 'false'})")


def _replace(table: str, column: str, told: sa.Column[bool], value: str) -> None:
    """Another column in the place of one: SQLite making the table anew would take along what hangs on its rows."""
    op.add_column(table, told)
    op.execute(f"UPDATE {table} SET told = {value}")  # noqa: S608  names and values of this file
    op.execute(f"ALTER TABLE {table} DROP COLUMN {column}")
    op.execute(f"ALTER TABLE {table} RENAME COLUMN told TO {column}")


def _is_sqlite() -> bool:
    return op.get_bind().dialect.name == "sqlite"
