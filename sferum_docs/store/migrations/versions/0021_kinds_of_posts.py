"""What a person said of the posts that no list knows: administrative or pedagogical."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Makes the change."""
    op.add_column("school", sa.Column("post_kinds", sa.JSON(), server_default="{}", nullable=False))
