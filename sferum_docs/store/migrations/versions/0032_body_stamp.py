"""A stamp for each body, so that what one of them changes leaves in peace what is kept of all others."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0032"
down_revision = "0031"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Makes the change."""
    op.add_column("change_stamp", sa.Column("common", sa.BigInteger(), server_default="0", nullable=False))
    op.create_table(
        "body_stamp",
        sa.Column("school_id", sa.Integer(), nullable=False),
        sa.Column("own", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("below", sa.BigInteger(), server_default="0", nullable=False),
        sa.ForeignKeyConstraint(
            ["school_id"], ["school.id"], name=op.f("fk_body_stamp_school_id_school"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("school_id", name=op.f("pk_body_stamp")),
    )


def downgrade() -> None:
    """Undoes the change."""
    op.drop_table("body_stamp")
    op.drop_column("change_stamp", "common")
