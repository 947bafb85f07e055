"""A mark of each school that changes with it, so that a page need not read again what stayed as it was."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Makes the change."""
    op.add_column("school", sa.Column("revision", sa.BigInteger(), nullable=False, server_default="0"))
