"""What befell an act of a school: orders on paper that go with it when it is succeeded, acts that amended it."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0026"
down_revision = "0025"
branch_labels = None
depends_on = None

_COLUMNS = ("paper_orders", "amendments")


def upgrade() -> None:
    """Makes the change."""
    for column in _COLUMNS:
        op.add_column("assignment", sa.Column(column, sa.JSON(), nullable=False, server_default="[]"))


def downgrade() -> None:
    """Undoes the change."""
    for column in _COLUMNS:
        op.drop_column("assignment", column)
