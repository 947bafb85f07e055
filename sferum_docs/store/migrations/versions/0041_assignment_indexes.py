"""Whose pack an act is of and which office gave it are found without reading all acts of all bodies."""

from __future__ import annotations

from alembic import op

revision = "0041"
down_revision = "0040"
branch_labels = None
depends_on = None

_COLUMNS = ("owner_id", "given_by_id")


def upgrade() -> None:
    """Makes the change."""
    for column in _COLUMNS:
        op.create_index(f"ix_assignment_{column}", "assignment", [column])


def downgrade() -> None:
    """Undoes the change."""
    for column in _COLUMNS:
        op.drop_index(f"ix_assignment_{column}", table_name="assignment")
