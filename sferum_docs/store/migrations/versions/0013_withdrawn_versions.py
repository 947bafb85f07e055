"""Versions that are withdrawn, drafts that are sent back, and what a reserved entry will replace."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Makes the change."""
    op.add_column("document", sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True))
    op.add_column("document", sa.Column("withdrawn_by", sa.String(), nullable=False, server_default=""))
    op.add_column("sent_to_sign", sa.Column("returned_at", sa.DateTime(timezone=True), nullable=True))
    op.add_column("sent_to_sign", sa.Column("returned_by", sa.String(), nullable=False, server_default=""))
    op.add_column("sent_to_sign", sa.Column("remark", sa.String(), nullable=False, server_default=""))
    op.add_column("register_entry", sa.Column("replaces", sa.Boolean(), nullable=False, server_default=sa.false()))
