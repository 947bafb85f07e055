"""Acts of refusal may bear a number."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Makes the change."""
    op.add_column("refusal", sa.Column("number", sa.String(), nullable=False, server_default=""))
