"""Copies that were handed out are known again by their bytes: with the mark of a signature, for the site."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0047"
down_revision = "0046"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Makes the change."""
    op.create_table(
        "handed_copy",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("school_id", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("document_id", sa.Integer(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("serials", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["school_id"], ["school.id"], name=op.f("fk_handed_copy_school_id_school"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["document_id"], ["document.id"], name=op.f("fk_handed_copy_document_id_document"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_handed_copy")),
        sa.UniqueConstraint("school_id", "sha256", name=op.f("uq_handed_copy_school_id")),
    )
    op.create_index(op.f("ix_handed_copy_sha256"), "handed_copy", ["sha256"])
    op.create_index(op.f("ix_handed_copy_document_id"), "handed_copy", ["document_id"])


def downgrade() -> None:
    """Undoes the change."""
    op.drop_table("handed_copy")
