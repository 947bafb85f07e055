"""Lines of the audit journal know the entry that they tell of."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Makes the change."""
    op.add_column("audit", sa.Column("entry_id", sa.Integer(), nullable=True))
    op.create_index(op.f("ix_audit_entry_id"), "audit", ["entry_id"])
