"""Since when a body is closed, as its office says."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0038"
down_revision = "0037"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Makes the change. In place: a table of schools that is built anew takes all that is theirs along with the old."""
    op.add_column("school", sa.Column("closed_on", sa.Date(), nullable=True))


def downgrade() -> None:
    """Undoes the change."""
    op.execute("ALTER TABLE school DROP COLUMN closed_on")
