"""Whether an office shows the places of its bodies by indicators."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0037"
down_revision = "0036"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Makes the change. In place: a table of schools that is built anew takes all that is theirs along with the old."""
    op.add_column("school", sa.Column("ranks_bodies", sa.Boolean(), server_default=sa.false(), nullable=False))


def downgrade() -> None:
    """Undoes the change."""
    op.execute("ALTER TABLE school DROP COLUMN ranks_bodies")
