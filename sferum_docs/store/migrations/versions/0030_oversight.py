"""Which office watches a school."""

from __future__ import annotations

from alembic import op

revision = "0030"
down_revision = "0029"
branch_labels = None
depends_on = None


_FOREIGN = "CONSTRAINT fk_school_overseer_id_school REFERENCES school (id)"


def upgrade() -> None:
    """Makes the change. In place: a table of schools that is built anew takes all that is theirs along with the old."""
    op.execute(f"ALTER TABLE school ADD COLUMN overseer_id INTEGER {_FOREIGN}")
    op.create_index(op.f("ix_school_overseer_id"), "school", ["overseer_id"])


def downgrade() -> None:
    """Undoes the change."""
    op.drop_index(op.f("ix_school_overseer_id"), "school")
    op.execute("ALTER TABLE school DROP COLUMN overseer_id")
