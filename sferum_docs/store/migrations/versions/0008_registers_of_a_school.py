"""Registers as data of a school; what an incoming paper, an order on staff and an imported entry hold."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

_TEXTS = ("sender", "sender_number", "person", "basis", "act")


def upgrade() -> None:
    """Makes the change."""
    op.create_table(
        "register",
        sa.Column("school_id", sa.Integer(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("short", sa.String(), nullable=False),
        sa.Column("one", sa.String(), nullable=False),
        sa.Column("kinds", sa.JSON(), nullable=False),
        sa.Column("file", sa.String(), nullable=False),
        sa.Column("mask", sa.String(), nullable=False),
        sa.Column("reset", sa.String(), nullable=False),
        sa.Column("columns", sa.JSON(), nullable=False),
        sa.Column("closed", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["school_id"], ["school.id"], name=op.f("fk_register_school_id_school"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("school_id", "id", name=op.f("pk_register")),
    )
    for name in _TEXTS:
        op.add_column("register_entry", sa.Column(name, sa.String(), nullable=False, server_default=""))
    op.add_column("register_entry", sa.Column("sender_date", sa.Date(), nullable=True))
    op.add_column("register_entry", sa.Column("due", sa.Date(), nullable=True))
    op.add_column("register_entry", sa.Column("imported", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.add_column("register_entry", sa.Column("period", sa.Integer(), nullable=False, server_default="0"))
    op.execute("UPDATE register_entry SET period = year")  # until now every register began anew each year
    place = ["school_id", "register", "period", "ordinal", "letter"]
    op.create_index("uq_register_entry_period_place", "register_entry", place, unique=True)
    op.create_index(
        "uq_register_entry_period_number",
        "register_entry",
        ["school_id", "register", "period", "number"],
        unique=True,
    )
