"""Where letters to the founder go."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0049"
down_revision = "0048"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Makes the change. In place: a table of schools that is built anew takes all that is theirs along with the old."""
    op.add_column("school", sa.Column("founder_email", sa.String(), server_default="", nullable=False))


def downgrade() -> None:
    """Undoes the change."""
    op.execute("ALTER TABLE school DROP COLUMN founder_email")
