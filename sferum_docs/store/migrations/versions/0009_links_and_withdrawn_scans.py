"""Links between entries; scans described, withdrawn, uploaded and not confirmed yet."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Makes the change."""
    op.create_table(
        "entry_link",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("school_id", sa.Integer(), nullable=False),
        sa.Column("from_id", sa.Integer(), nullable=False),
        sa.Column("to_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by_name", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["from_id"], ["register_entry.id"], name=op.f("fk_entry_link_from_id_register_entry"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["to_id"], ["register_entry.id"], name=op.f("fk_entry_link_to_id_register_entry"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["school_id"], ["school.id"], name=op.f("fk_entry_link_school_id_school"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_entry_link")),
        sa.UniqueConstraint("from_id", "to_id", "kind", name=op.f("uq_entry_link_from_id")),
    )
    op.create_index(op.f("ix_entry_link_school_id"), "entry_link", ["school_id"])
    op.create_index(op.f("ix_entry_link_to_id"), "entry_link", ["to_id"])
    op.create_table(
        "uploaded_scan",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("school_id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("file_name", sa.String(), nullable=False),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.Column("entry_id", sa.Integer(), nullable=True),
        sa.Column("words", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["entry_id"],
            ["register_entry.id"],
            name=op.f("fk_uploaded_scan_entry_id_register_entry"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["school_id"], ["school.id"], name=op.f("fk_uploaded_scan_school_id_school"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["user_id"], ["user_account.id"], name=op.f("fk_uploaded_scan_user_id_user_account"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_uploaded_scan")),
    )
    op.create_index(op.f("ix_uploaded_scan_user_id"), "uploaded_scan", ["user_id"])
    for column in ("words", "withdrawn_reason", "withdrawn_by"):
        op.add_column("evidence", sa.Column(column, sa.String(), nullable=False, server_default=""))
    op.add_column("evidence", sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True))
    with op.batch_alter_table("evidence") as batch:
        for column in ("words", "withdrawn_reason", "withdrawn_by"):
            batch.alter_column(column, server_default=None)
    op.create_index(op.f("ix_evidence_sha256"), "evidence", ["sha256"])
