"""Entries finished after a crash, of which nobody was told yet."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Makes the change."""
    op.add_column("register_entry", sa.Column("recovered", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.create_index("ix_register_entry_recovered", "register_entry", ["school_id", "recovered"])
