"""Electronic signatures are kept with what they sign; one that could not be compared proves nothing."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0043"
down_revision = "0042"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Makes the change."""
    op.add_column("evidence", sa.Column("proves", sa.Boolean(), server_default=sa.true(), nullable=False))
    op.create_table(
        "electronic_signature",
        sa.Column("evidence_id", sa.Integer(), nullable=False),
        sa.Column("signed_as", sa.String(), nullable=False),
        sa.Column("signed_name", sa.String(), nullable=False),
        sa.Column("signed_sha256", sa.String(), nullable=False),
        sa.Column("signers", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["evidence_id"],
            ["evidence.id"],
            name=op.f("fk_electronic_signature_evidence_id_evidence"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["signed_sha256"], ["file.sha256"], name=op.f("fk_electronic_signature_signed_sha256_file")
        ),
        sa.PrimaryKeyConstraint("evidence_id", name=op.f("pk_electronic_signature")),
    )
    op.create_index(op.f("ix_electronic_signature_signed_sha256"), "electronic_signature", ["signed_sha256"])


def downgrade() -> None:
    """Undoes the change."""
    op.drop_table("electronic_signature")
    op.drop_column("evidence", "proves")
