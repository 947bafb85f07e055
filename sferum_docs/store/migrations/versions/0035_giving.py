"""Packs that belong to a body; acts and templates that an office gives to the bodies below it."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0035"
down_revision = "0034"
branch_labels = None
depends_on = None

_OFFICE = "CONSTRAINT fk_{0}_{1}_school REFERENCES school (id)"
_BODIES = (("assignment", "owner_id"), ("assignment", "given_by_id"), ("template_version", "proposed_by_id"))


def upgrade() -> None:
    """Makes the change. Columns in place: what hangs on a table that is built anew may go with the old one."""
    op.create_table(
        "taken_pack",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("owner_id", sa.Integer(), nullable=False),
        sa.Column("pack", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("edition", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("author", sa.String(), nullable=False),
        sa.Column("taken_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["owner_id"], ["school.id"], name=op.f("fk_taken_pack_owner_id_school"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["sha256"], ["file.sha256"], name=op.f("fk_taken_pack_sha256_file")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_taken_pack")),
        sa.UniqueConstraint("owner_id", "pack", name=op.f("uq_taken_pack_owner_id")),
    )
    for table, column in _BODIES:
        op.execute(f"ALTER TABLE {table} ADD COLUMN {column} INTEGER {_OFFICE.format(table, column)}")
    op.create_index(op.f("ix_template_version_proposed_by_id"), "template_version", ["proposed_by_id"])
    op.add_column("template_version", sa.Column("taken_back", sa.String(), nullable=False, server_default=""))


def downgrade() -> None:
    """Undoes the change."""
    op.drop_column("template_version", "taken_back")
    op.drop_index(op.f("ix_template_version_proposed_by_id"), "template_version")
    for table, column in reversed(_BODIES):
        op.execute(f"ALTER TABLE {table} DROP COLUMN {column}")
    op.drop_table("taken_pack")
