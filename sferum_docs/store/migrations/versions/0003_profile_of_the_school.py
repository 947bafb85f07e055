"""What the standard and the law leave to a school."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Makes the change; a school that is there has the usual profile."""
    with op.batch_alter_table("school", schema=None) as batch_op:
        batch_op.add_column(sa.Column("profile", sa.JSON(), nullable=False, server_default="{}"))
    with op.batch_alter_table("school", schema=None) as batch_op:
        batch_op.alter_column("profile", server_default=None)


def downgrade() -> None:
    """Undoes the change."""
    with op.batch_alter_table("school", schema=None) as batch_op:
        batch_op.drop_column("profile")
