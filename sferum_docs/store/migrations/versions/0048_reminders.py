"""Who wants to be reminded of deadlines by letter, where, and up to which day it was done."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0048"
down_revision = "0047"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Makes the change."""
    op.create_table(
        "reminder_wish",
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("address", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("told_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(
            ["user_id"], ["user_account.id"], name=op.f("fk_reminder_wish_user_id_user_account"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("user_id", name=op.f("pk_reminder_wish")),
    )
    op.create_index(op.f("ix_mail_letter_user_id"), "mail_letter", ["user_id"])


def downgrade() -> None:
    """Undoes the change."""
    op.drop_index(op.f("ix_mail_letter_user_id"), table_name="mail_letter")
    op.drop_table("reminder_wish")
