"""Documents approved for the school's site, and their versions last handed out."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0046"
down_revision = "0045"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Makes the change."""
    op.create_table(
        "site_document",
        sa.Column("school_id", sa.Integer(), nullable=False),
        sa.Column("pack", sa.String(), nullable=False),
        sa.Column("document", sa.String(), nullable=False),
        sa.Column("approved_id", sa.Integer(), nullable=True),
        sa.Column("approved_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("approved_by", sa.String(), nullable=False),
        sa.Column("published_id", sa.Integer(), nullable=True),
        sa.Column("published_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("published_name", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["school_id"], ["school.id"], name=op.f("fk_site_document_school_id_school"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["approved_id"], ["document.id"], name=op.f("fk_site_document_approved_id_document"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["published_id"], ["document.id"], name=op.f("fk_site_document_published_id_document"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("school_id", "pack", "document", name=op.f("pk_site_document")),
    )


def downgrade() -> None:
    """Undoes the change."""
    op.drop_table("site_document")
