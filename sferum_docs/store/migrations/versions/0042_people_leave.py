"""People come and go: what is planned and done for each, and whose signature is asked for no more."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0042"
down_revision = "0041"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Makes the change."""
    op.create_table(
        "staff_change",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("school_id", sa.Integer(), nullable=False),
        *(sa.Column(name, sa.String(), nullable=False) for name in ("kind", "state", "name")),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("ground", sa.String(), nullable=False),
        *(sa.Column(name, sa.JSON(), nullable=False) for name in ("person", "plan", "done")),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("made_by", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["school_id"], ["school.id"], name=op.f("fk_staff_change_school_id_school"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_staff_change")),
    )
    op.create_index(op.f("ix_staff_change_school_id"), "staff_change", ["school_id"])
    op.add_column("acquaintance", sa.Column("left_on", sa.Date(), nullable=True))


def downgrade() -> None:
    """Undoes the change."""
    op.drop_column("acquaintance", "left_on")
    op.drop_index(op.f("ix_staff_change_school_id"), "staff_change")
    op.drop_table("staff_change")
