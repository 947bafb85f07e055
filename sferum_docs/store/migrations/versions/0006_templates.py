"""Versions of templates, decisions on them, documents that a school added to its pack."""

from __future__ import annotations

from typing import TYPE_CHECKING

import sqlalchemy as sa
from alembic import op

if TYPE_CHECKING:
    from sqlalchemy.schema import SchemaItem

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

_MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Makes the change."""
    op.create_table(
        "template_version",
        *_of_document("template_version"),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("file_name", sa.String(), nullable=False),
        sa.Column("comment", sa.String(), nullable=False),
        sa.Column("author", sa.String(), nullable=False),
        sa.Column("uploaded_at", _MOMENT, nullable=False),
        sa.ForeignKeyConstraint(["sha256"], ["file.sha256"], name=op.f("fk_template_version_sha256_file")),
        sa.UniqueConstraint("school_id", "pack", "document", "number", name=op.f("uq_template_version_school_id")),
    )
    op.create_table(
        "template_decision",
        *_of_document("template_decision"),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("active_from", sa.Date(), nullable=True),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("author", sa.String(), nullable=False),
        sa.Column("decided_at", _MOMENT, nullable=False),
    )
    op.create_table(
        "own_document",
        *_of_document("own_document"),
        sa.Column("record", sa.JSON(), nullable=False),
        sa.Column("author", sa.String(), nullable=False),
        sa.Column("added_at", _MOMENT, nullable=False),
        sa.UniqueConstraint("school_id", "pack", "document", name=op.f("uq_own_document_school_id")),
    )
    for table in ("template_version", "template_decision", "own_document"):
        op.create_index(op.f(f"ix_{table}_school_id"), table, ["school_id"])


def _of_document(table: str) -> tuple[SchemaItem, ...]:
    """What every table here begins with: a document of a pack, of one school."""
    return (
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("school_id", sa.Integer(), nullable=False),
        sa.Column("pack", sa.String(), nullable=False),
        sa.Column("document", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")),
        sa.ForeignKeyConstraint(
            ["school_id"], ["school.id"], name=op.f(f"fk_{table}_school_id_school"), ondelete="CASCADE"
        ),
    )
